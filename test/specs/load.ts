// The repository's specs as tests want them: compiled, and everything that was reported.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { compile, type Compilation } from "../../generator/compile.ts";
import type { Source } from "../../generator/lang/ast.ts";
import { render } from "../../generator/lang/render.ts";
import type { Model, RecordType } from "../../generator/model.ts";

/** The repository. */
export const root = join(import.meta.dirname, "../..");

/** The specs that are shipped. */
export function shippedSpecs(): readonly Source[] {
  return readdirSync(join(root, "idl"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => source(`idl/${name}/${name}.idl`));
}

/** Specs of other protocols, which prove that the language can say them. */
export function corpus(): readonly Source[] {
  return readdirSync(join(root, "test/specs"))
    .filter((name) => name.endsWith(".idl"))
    .map((name) => source(`test/specs/${name}`));
}

function source(path: string): Source {
  return { path, text: readFileSync(join(root, path), "utf8") };
}

/** What was reported, as people see it: empty when all is well. */
export function reported({ diagnostics }: Compilation): string {
  return render(diagnostics);
}

/** Compiles specs that have no faults. */
export function modelOf(sources: readonly Source[]): Model {
  const compilation = compile(sources);
  if (compilation.model === undefined) {
    throw new Error(reported(compilation));
  }
  return compilation.model;
}

/** Every record of a model. */
export function recordsOf(model: Model): readonly RecordType[] {
  return model.modules.flatMap(({ records }) => records);
}
