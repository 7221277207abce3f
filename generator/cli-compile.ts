// Stands for compile.ts in the built tool: the shipped specs were compiled when the tool was built.
import { readFileSync } from "node:fs";
import path from "node:path";
import { deserialize } from "node:v8";
import { hashOf } from "./commands/fingerprint.ts";
import type { Compilation, compile as compileSources, CompileOptions } from "./compile.ts";
import type { Source } from "./lang/ast.ts";
import type { Model } from "./model.ts";

/** Compiles specs; the compiler itself is loaded only for others than the shipped ones. */
export function compile(sources: readonly Source[], options: CompileOptions = {}): Compilation {
  const model = recall(sources);
  return model === undefined ? loadCompiler()(sources, options) : { model, diagnostics: [] };
}

/** The model of sources that were compiled without complaint when the tool was built. */
function recall(sources: readonly Source[]): Model | undefined {
  const words = sources.flatMap((source) => [source.label ?? source.path, source.text]);
  try {
    const file = path.join(__dirname, "parsed", `${hashOf(words.join("\0"))}.model`);
    return deserialize(readFileSync(file)) as Model;
  } catch {
    return undefined;
  }
}

function loadCompiler(): typeof compileSources {
  const { compile: real } = require("./compiler.cjs") as { readonly compile: typeof compileSources };
  return real;
}
