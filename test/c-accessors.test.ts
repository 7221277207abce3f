// Accessors against a second opinion: every number of every record, on every machine.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import type { RecordType } from "../generator/model.ts";
import { emitC, shippedSpecs, tortureSpecs } from "./c/emitted.ts";
import { numberAt, spotsOf, withNumber, type Spot } from "./c/reference.ts";
import { build, execute, toolchains } from "./c/toolchain.ts";

/** The same numbers in every run. */
function* random(seed: number): Generator<number, never> {
  let state = seed;
  for (;;) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state >>> 24;
  }
}

const source = random(20240607);

function randomBytes(length: number): Uint8Array {
  return Uint8Array.from({ length }, () => source.next().value);
}

function randomValue(spot: Spot): bigint {
  const value = randomBytes(8).reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  const width = spot.bool ? 1 : spot.width;
  return spot.signed ? BigInt.asIntN(width, value) : BigInt.asUintN(width, value);
}

interface Case {
  readonly record: RecordType;
  readonly bytes: Uint8Array;
  readonly spots: readonly { readonly spot: Spot; readonly value: bigint }[];
}

function casesOf(records: readonly RecordType[]): readonly Case[] {
  return records.flatMap((record) =>
    // A page of slots says nothing that its first slots do not say.
    Array.from({ length: 3 }, () => ({
      record,
      bytes: randomBytes(record.size),
      spots: spotsOf(record)
        .slice(0, 200)
        .map((spot) => ({ spot, value: randomValue(spot) })),
    })),
  );
}

/** A number for C; the least one has no literal of its own. */
function literal(value: bigint): string {
  return value < 0n ? `(int64_t)${value + 1n}LL - 1` : `${value}ULL`;
}

/** Prints what each accessor gives, then the record's bytes after each store. */
function program(headers: readonly string[], cases: readonly Case[]): string {
  const functions = cases.map(({ record, bytes, spots }, index) => {
    const name = `${record.union ? "union" : "struct"} ${record.qualified}`;
    const given = (verb: string, { accessor, indices }: Spot, more: readonly string[]): string =>
      [
        `${record.qualified}_${verb}_${accessor}`,
        `(${["&record", ...indices.map(String), ...more].join(", ")})`,
      ].join("");
    const lines = spots.flatMap(({ spot, value }) => [
      `    printf("%llx\\n", (unsigned long long)${given("get", spot, [])});`,
      ...(spot.fixed
        ? []
        : [
            `    memcpy(&record, bytes, sizeof(record));`,
            `    ${given("set", spot, [literal(value)])};`,
            `    show(&record, sizeof(record));`,
            `    memcpy(&record, bytes, sizeof(record));`,
          ]),
    ]);
    return [
      `static void case_${index}(void)`,
      "{",
      `    static const uint8_t bytes[] = { ${[...bytes].join(", ")} };`,
      `    ${name} record;`,
      "    memcpy(&record, bytes, sizeof(record));",
      ...lines,
      "}",
    ].join("\n");
  });
  return [
    ...headers.map((header) => `#include "${header}"`),
    "#include <stdio.h>",
    "static void show(const void *from, size_t size)",
    "{",
    "    const uint8_t *bytes = from;",
    "    while (size-- > 0)",
    '        printf("%02x", *bytes++);',
    '    printf("\\n");',
    "}",
    ...functions,
    "int main(void)",
    "{",
    ...cases.map((_, index) => `    case_${index}();`),
    "    return 0;",
    "}",
    "",
  ].join("\n");
}

function expected(cases: readonly Case[], bigHost: boolean): readonly string[] {
  return cases.flatMap(({ record, bytes, spots }) =>
    spots.flatMap(({ spot, value }) => {
      const read = BigInt.asUintN(64, numberAt(bytes, spot, bigHost)).toString(16);
      const written = Buffer.from(withNumber(bytes, spot, value, bigHost)).toString("hex");
      const where = `${record.qualified}.${spot.accessor}[${spot.indices.join()}]`;
      return [`${where} ${read}`, ...(spot.fixed ? [] : [`${where} ${written}`])];
    }),
  );
}

describe.each([
  ["shipped", shippedSpecs()],
  ["torture", tortureSpecs],
])("%s specs", (_name, specs) => {
  const { folder, model, files } = emitC(specs);
  const inRegisters = new Set(
    model.modules.flatMap(({ registers }) =>
      registers.flatMap((map) =>
        map.registers.flatMap(({ shape }) =>
          shape.kind === "bits" ? [shape.record.qualified] : [],
        ),
      ),
    ),
  );
  const records = model.modules
    .flatMap((module) => module.records)
    .filter(
      (record) =>
        record.anonymousIn === undefined && record.size > 0 && !inRegisters.has(record.qualified),
    );
  const cases = casesOf(records);
  writeFileSync(
    path.join(folder, "accessors.c"),
    program(
      files.filter((file) => /^\w+\.h$/.test(file)),
      cases,
    ),
  );

  test.each(toolchains)("with $name", (toolchain) => {
    // The values are written in full width.
    const binary = build(toolchain, folder, ["accessors.c"], ["-O0", "-Wno-conversion"]);
    const output = execute([...toolchain.run, binary], folder)
      .trim()
      .split("\n");
    const wanted = expected(cases, toolchain.name === "big-endian");
    expect(wanted.length).toBeGreaterThan(500);
    expect(
      output.map((line, index) => `${(wanted[index] ?? "").split(" ")[0] ?? ""} ${line}`),
    ).toEqual(wanted);
  });
});
