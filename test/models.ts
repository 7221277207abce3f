// What tests of the compiler have in common: compiling text, and finding things in models.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { compile } from "../generator/compile.ts";
import { render } from "../generator/lang/render.ts";
import type { Field, Model, Module, RecordType } from "../generator/model.ts";

const specs = join(import.meta.dirname, "..", "idl");

/** Compiles specs given as text; each may import the others. Fails with the diagnostics. */
export function modelOf(...texts: readonly string[]): Model {
  const sources = texts.map((text, index) => ({ path: `spec${index}.idl`, text }));
  const { model, diagnostics } = compile(sources);
  if (model === undefined) {
    throw new Error(render(diagnostics));
  }
  return model;
}

/** Compiles a module of that body, in little-endian order. */
export function moduleOf(body: string): Module {
  const [module] = modelOf(`module test;\nendian little;\n${body}`).modules;
  return module!;
}

/** The codes that the compiler reports for a module of that body. */
export function codesOf(body: string): readonly string[] {
  const text = `module test;\nendian little;\n${body}`;
  return compile([{ path: "test.idl", text }]).diagnostics.map(({ code }) => code);
}

/** The model of all specs of the repository. */
export function shippedModel(): Model {
  const files = readdirSync(specs, { recursive: true, encoding: "utf8" });
  const texts = files.filter((file) => file.endsWith(".idl")).sort();
  return modelOf(...texts.map((file) => readFileSync(join(specs, file), "utf8")));
}

/** A record of a module by name. */
export function recordOf(module: Module, name: string): RecordType {
  const record = module.records.find((candidate) => candidate.name === name);
  if (record === undefined) {
    throw new Error(`no record '${name}' among ${module.records.map((each) => each.name).join()}`);
  }
  return record;
}

/** A field by its path through nested records, and its offset in the outermost one. */
export function fieldAt(record: RecordType, path: string): { field: Field; offset: number } {
  let inside: RecordType | undefined = record;
  let offset = 0;
  let field: Field | undefined;
  for (const name of path.split(".")) {
    field = inside?.fields.find((candidate) => candidate.name === name);
    if (field === undefined) {
      throw new Error(`no field '${path}' in '${record.name}'`);
    }
    offset += field.offset;
    inside = field.type.kind === "record" ? field.type.record : undefined;
  }
  return { field: field!, offset };
}

/** A record as a table: `offset size bits name`, reserved fields with a minus. */
export function table(record: RecordType): readonly string[] {
  return record.fields.map(({ name, offset, size, bits, reserved }) =>
    [
      offset, size, ...(bits === undefined ? [] : [`${bits.shift}+${bits.width}`]),
      reserved ? `-${name}` : name,
    ].join(" "),
  );
}
