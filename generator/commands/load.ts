// Paths → checked model, with everything that is to be said about them.
import { compile } from "../compile.ts";
import type { Artefact } from "../emit/emitter.ts";
import type { Diagnostic } from "../lang/diagnostics.ts";
import { render } from "../lang/render.ts";
import type { Model } from "../model.ts";
import { renderProblem } from "./problems.ts";
import { type Inputs, readSpecs } from "./specs.ts";

/** Facts about the running program. */
export interface Tool {
  readonly version: string;
  /** Changes with every change of the program's own files. */
  readonly id: string;
  /** Where the package is installed: the shipped specs and native sources are below it. */
  readonly packageFolder: string;
  /** Starts a thread for a target. */
  readonly openApart: (target: string) => Apart;
}

/** A thread that waits for the model of which it emits its target. */
export interface Apart {
  /** Fails also when the thread could not be started. */
  readonly emit: (model: Model) => Promise<readonly Artefact[]>;
  /** Ends a thread that was not needed. */
  readonly close: () => void;
}

/** What a command leaves to be printed and returned. */
export interface Outcome {
  readonly status: 0 | 1;
  /** For standard output. */
  readonly output: string;
  /** For standard error. */
  readonly report: string;
}

/** What a run of the compiler gave. */
export interface Loaded {
  /** Absent when there were errors. */
  readonly model?: Model | undefined;
  /** Diagnostics as text, with a summary line if there were errors. */
  readonly report: string;
  readonly inputs: Inputs;
}

/** Reads and compiles; never throws for what is wrong with the input. */
export function loadModel(paths: readonly string[], tool: Tool): Loaded {
  const specs = readSpecs(paths, tool.packageFolder);
  const compiled = compile(specs.sources, { find: specs.find });
  const diagnostics = [...specs.diagnostics, ...compiled.diagnostics];
  const errors = specs.problems.length + countErrors(diagnostics);
  const lines = [...specs.problems.map(renderProblem), render(diagnostics)];
  if (errors > 0) {
    lines.push(summary(errors, specs.problems.length, diagnostics));
  }
  const report = text(lines);
  return { report, inputs: specs.inputs, model: errors > 0 ? undefined : compiled.model };
}

/** Lines as a text that ends with a line end; nothing stays nothing. */
export function text(lines: readonly string[]): string {
  return lines
    .filter((line) => line !== "")
    .map((line) => `${line}\n`)
    .join("");
}

/** A number with its noun. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

function countErrors(diagnostics: readonly Diagnostic[]): number {
  return diagnostics.filter(({ severity }) => severity === "error").length;
}

function summary(errors: number, loose: number, diagnostics: readonly Diagnostic[]): string {
  const files = new Set(diagnostics.map(({ span }) => span.source.path)).size + loose;
  return `hypershim: ${count(errors, "error")} in ${count(files, "file")}`;
}
