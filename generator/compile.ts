// Specs → model: the steps of the compiler, in order.

import type { Source } from "./lang/ast.ts";
import { settle } from "./lang/constants.ts";
import { declareNames } from "./lang/declare.ts";
import { finishDevice } from "./lang/devices.ts";
import type { Diagnostic } from "./lang/diagnostics.ts";
import { breakDamaged, forgetDamaged, withoutEchoes } from "./lang/echoes.ts";
import { resolveEnum } from "./lang/enums.ts";
import { freeze } from "./lang/freeze.ts";
import { layOut } from "./lang/layout.ts";
import { lowerRecords } from "./lang/lower.ts";
import { type FindModule, loadModules } from "./lang/modules.ts";
import { finishInterface } from "./lang/operations.ts";
import { finishProtocol } from "./lang/protocols.ts";
import { finishRegisters } from "./lang/registers.ts";
import type { Scope } from "./lang/scope.ts";
import type { Model } from "./model.ts";

/** What a compilation needs beside the specs. */
export interface CompileOptions {
  /** Where modules are that are imported and not among the sources. */
  readonly find?: FindModule;
  /** Folder that the paths in the model are relative to. */
  readonly root?: string;
}

/** What comes out of a compilation. */
export interface Compilation {
  /** Absent when there was an error. */
  readonly model?: Model;
  /** In the order of the text, a file after the other; warnings too. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Compiles specs and what they import. */
export function compile(sources: readonly Source[], options: CompileOptions = {}): Compilation {
  const diagnostics: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic): void => {
    diagnostics.push(diagnostic);
  };

  const scopes = loadModules(sources, options.find ?? (() => undefined), report);
  const loaded = diagnostics.length;
  resolve(scopes);
  const records = layOut(scopes.flatMap((scope) => scope.drafts));
  finish(scopes);
  const modules = freeze(scopes, records, options.root);
  const ordered = inOrder([
    ...diagnostics.slice(0, loaded), ...withoutEchoes(diagnostics.slice(loaded), scopes),
  ]);
  return diagnostics.some(({ severity }) => severity === "error")
    ? { diagnostics: ordered }
    : { model: { modules }, diagnostics: ordered };
}

/** Names → declarations, constants → integers, records → drafts. */
function resolve(scopes: readonly Scope[]): void {
  for (const scope of scopes) {
    declareNames(scope);
  }
  for (const entity of scopes.flatMap((scope) => [...scope.names.values()])) {
    if (entity.kind === "constant") {
      settle(entity.valued);
    } else if (entity.kind === "enum") {
      resolveEnum(entity);
    }
  }
  scopes.forEach(forgetDamaged);
  lowerRecords(scopes);
  scopes.forEach(breakDamaged);
}

/** Declarations → model, now that records have layouts; each kind after those it refers to. */
function finish(scopes: readonly Scope[]): void {
  const entities = scopes.flatMap((scope) => [...scope.names.values()]);
  for (const entity of entities) {
    if (entity.kind === "interface") {
      finishInterface(entity);
    } else if (entity.kind === "registers") {
      finishRegisters(entity);
    } else if (entity.kind === "messages") {
      finishProtocol(entity);
    }
  }
  scopes.forEach(forgetDamaged);
  for (const entity of entities) {
    if (entity.kind === "device") {
      finishDevice(entity);
    }
  }
}

/** Diagnostics as people read files: from the top, a file after the other. */
function inOrder(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const files = new Map<Source, number>();
  for (const { span } of diagnostics) {
    files.set(span.source, files.get(span.source) ?? files.size);
  }
  const fileOf = ({ span }: Diagnostic): number => files.get(span.source) ?? 0;
  const said = new Set<string>();
  const once = diagnostics.filter((each) => {
    const key = `${fileOf(each)} ${each.span.start} ${each.span.end} ${each.text}`;
    return !said.has(key) && said.add(key);
  });
  return once.sort((a, b) => fileOf(a) - fileOf(b) || a.span.start - b.span.start);
}
