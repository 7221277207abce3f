// Layouts and numbers against the real C headers, as a C compiler sees them.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Field } from "../generator/model.ts";
import { expectedNumbers, namedNumbers, numbersProgram } from "./headers/numbers.ts";
import {
  type DeclaredRecord, expected, isDeclared, measured, type Measurements, programFor,
} from "./headers/program.ts";
import { modelOf, recordsOf, shippedSpecs } from "./specs/load.ts";

const model = modelOf(shippedSpecs());
const declared = recordsOf(model).filter(isDeclared);
const headers = [...new Set([...declared, ...namedNumbers].map(({ header }) => header))].sort();
const missing = headers.filter((header) => !preprocesses(header));

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "hypershim-headers-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Whether a C compiler finds a header. */
function preprocesses(header: string): boolean {
  const input = `#if !__has_include(<${header}>)\n#error missing\n#endif\n`;
  return spawnSync("cc", ["-E", "-x", "c", "-"], { input }).status === 0;
}

/** Compiles and runs a program. */
function run(program: string): Measurements {
  const source = join(folder, "measure.c");
  const binary = join(folder, "measure");
  writeFileSync(source, program);
  const options = ["-std=gnu11", "-w", "-o", binary, source];
  const compiler = spawnSync("cc", options, { encoding: "utf8" });
  expect(compiler.stderr).toBe("");
  return measured(spawnSync(binary, { encoding: "utf8" }).stdout);
}

function recordsIn(header: string): readonly DeclaredRecord[] {
  return declared.filter((record) => record.header === header);
}

const isSkipped = missing.length > 0 && process.env["CI"] === undefined;

test("the headers are installed", (context) => {
  if (isSkipped) {
    context.skip(`install libxen-dev, linux-libc-dev and gcc: missing ${missing.join(", ")}`);
  }
  expect(missing).toEqual([]);
});

describe.skipIf(isSkipped)("real headers", () => {
  test("most records of the hypervisor protocols have one", () => {
    expect(declared.length).toBeGreaterThan(60);
  });

  test.each(headers.filter((header) => recordsIn(header).length > 0))("records of %s", (header) => {
    const records = recordsIn(header);
    const ours = new Map(records.flatMap((record) => [...expected(record)]));
    expect(run(programFor(header, records))).toEqual(ours);
  });

  test.each(namedNumbers)("numbers of $header: $enum", (numbers) => {
    const ours = expectedNumbers(model, numbers);
    expect(ours.size).toBeGreaterThan(0);
    expect(run(numbersProgram(numbers, [...ours.keys()]))).toEqual(ours);
  });

  test("every enum that names a header is compared with it", () => {
    const compared = new Set(namedNumbers.map((numbers) => `${numbers.module}.${numbers.enum}`));
    const left = model.modules
      .flatMap(({ enums }) => enums)
      .filter(({ header }) => header !== undefined)
      .filter(({ module, name }) => !compared.has(`${module}.${name}`))
      .map(({ qualified }) => qualified);
    expect(left).toEqual([]);
  });

  test("a field that is one byte off, and a bit that is one bit off, are noticed", () => {
    const record = declared.find(({ qualified }) => qualified === "xen_ioreq_buf_ioreq")!;
    const fields = record.fields.map((field): Field => {
      if (field.name === "addr") {
        return { ...field, bits: { unit: field.bits!.unit, shift: 13, width: 19 } };
      }
      return field.name === "data" ? { ...field, offset: field.offset + 1 } : field;
    });
    const ours = expected({ ...record, fields });
    const theirs = run(programFor(record.header, [record]));
    expect([...theirs].filter(([name, words]) => ours.get(name) !== words)).toEqual([
      ["struct buf_ioreq addr", "bits 12 to 31"],
      ["struct buf_ioreq data", "at 4, 4 bytes"],
    ]);
  });
});
