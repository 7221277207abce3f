// The shipped specs and the corpus: no faults, and the layouts that are known from elsewhere.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { compile } from "../generator/compile.ts";
import { type Place, placesOf } from "./specs/fields.ts";
import { corpus, modelOf, recordsOf, reported, root, shippedSpecs } from "./specs/load.ts";

const specs = [...shippedSpecs(), ...corpus()];

describe("every spec compiles without a word", () => {
  const whole = compile(specs);
  test.each(specs)("$path", ({ path }) => {
    const own = whole.diagnostics.filter(({ span }) => span.source.path === path);
    expect(reported({ diagnostics: own })).toBe("");
  });
});

test("everything that is shipped is documented", () => {
  const silent = modelOf(shippedSpecs()).modules.flatMap((module) => [
    module,
    ...module.constants, ...module.enums, ...module.registers, ...module.protocols,
    ...module.interfaces, ...module.interfaces.flatMap(({ operations }) => operations),
    ...module.bindings, ...module.devices,
    ...module.records.filter(({ derived, anonymousIn }) => !derived && !anonymousIn),
  ].filter(({ doc }) => doc === "").map(({ name }) => `${module.name}: ${name}`));
  expect(silent).toEqual([]);
});

test("every protocol shows good bytes and bad ones", () => {
  for (const { name, examples } of modelOf(shippedSpecs()).modules) {
    const kinds = new Set(examples.map(({ expected }) => expected.kind));
    expect(kinds, name).toEqual(new Set(["value", "error"]));
  }
});

test("the language on one page compiles as well", () => {
  const page = readFileSync(join(root, "idl/README.md"), "utf8");
  const blocks = [...page.matchAll(/^```\n(.*?)^```$/gms)].map((match) => match[1]);
  expect(blocks.length).toBeGreaterThan(4);
  const toy = { path: "idl/README.md", text: blocks.join("\n") };
  expect(reported(compile([toy, ...shippedSpecs()]))).toBe("");
});

/** `NAME SIZE`, then a line `OFFSET SIZE FIELD` for each field, or `OFFSET.BIT+WIDTH FIELD`. */
interface Layout {
  readonly name: string;
  readonly size: number;
  readonly lines: readonly string[];
}

function knownLayouts(): readonly Layout[] {
  const text = readFileSync(join(root, "test/specs/layouts.txt"), "utf8");
  return text
    .split(/\n(?=\w)/)
    .filter((block) => !block.startsWith("#"))
    .map((block) => {
      const [first = "", ...lines] = block.trimEnd().split("\n");
      const [name = "", size] = first.split(" ");
      return { name, size: Number(size), lines: lines.map((line) => line.trim()) };
    });
}

function lineOf({ path, offset, size, bit }: Place): string {
  if (bit === undefined) {
    return `${offset} ${size} ${path}`;
  }
  return `${Math.floor(bit.first / 8)}.${bit.first % 8}+${bit.width} ${path}`;
}

describe("layouts are those that compilers found", () => {
  const records = new Map(recordsOf(modelOf(specs)).map((record) => [record.name, record]));

  test.each(knownLayouts())("$name", ({ name, size, lines }) => {
    const record = records.get(name);
    expect(record?.size).toBe(size);
    const ours = placesOf(record!).map(lineOf);
    expect(lines.filter((line) => !ours.includes(line))).toEqual([]);
  });
});

test("a field in the wrong place is noticed", () => {
  const swapped = `module swapped; endian little;
    struct kvm_msi size 32 { address_hi: u32; address_lo: u32; data: u32; reserved: u8[20]; }`;
  const [record] = recordsOf(modelOf([{ path: "swapped.idl", text: swapped }]));
  const known = knownLayouts().find(({ name }) => name === "kvm_msi");
  const ours = placesOf(record!).map(lineOf);
  expect(known?.lines.filter((line) => !ours.includes(line))).toEqual([
    "0 4 address_lo", "4 4 address_hi", "12 4 flags", "16 4 devid", "20 12 pad",
  ]);
});
