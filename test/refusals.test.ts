// C and TypeScript refuse the same inputs, with the same status, and do the same with the others.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { emitC, shippedSpecs, tortureSpecs } from "./c/emitted.ts";
import { build, gcc } from "./c/toolchain.ts";
import { type Row, table } from "./refusals/table.ts";
import { answersOf } from "./refusals/typescript.ts";
import { load } from "./ts/load.ts";

const here = path.join(import.meta.dirname, "c");
const { folder, files, model } = emitC([...shippedSpecs(), ...tortureSpecs]);

/** What a row is, where it has to be told. */
function wordsOf({ taker, numbers, bytes }: Row): string {
  const [first = 0, second = 0] = numbers;
  return `${taker} ${first} ${second} ${Buffer.from(bytes).toString("hex") || "-"}`;
}

function answersOfC(): readonly string[] {
  const sources = files.filter((file) => file.endsWith(".c") && !file.endsWith("_examples.c"));
  const sanitized = ["-fsanitize=address,undefined", "-fno-sanitize-recover=all"];
  const program = build(gcc, folder, [path.join(here, "refusals.c"), ...sources], [...sanitized, `-I${here}`]);
  const input = table.map((row) => `${wordsOf(row)}\n`).join("");
  const { status, stdout, stderr } = spawnSync(program, { input, encoding: "utf8", maxBuffer: 1 << 28 });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  return stdout.trimEnd().split("\n");
}

const c = answersOfC();
const typescript = await answersOf(table, await load(model));

test("there are inputs for everything that takes any, and an answer to each", () => {
  const source = readFileSync(path.join(here, "refusals.c"), "utf8");
  const takers = [...source.matchAll(/^ {4}\{ "([\w-]+)", \w+ \},$/gm)].map(([, name]) => name);
  expect(new Set(table.map(({ taker }) => taker))).toEqual(new Set(takers));
  expect([c.length, typescript.length]).toEqual([table.length, table.length]);
});

test("C says what the table says", () => {
  expect(wrong(c)).toEqual([]);
});

test("TypeScript says what the table says", () => {
  expect(wrong(typescript)).toEqual([]);
});

test("both say the same of everything", () => {
  const different = table.flatMap((row, index) =>
    c[index] === typescript[index]
      ? []
      : [{ input: wordsOf(row), c: c[index], typescript: typescript[index] }],
  );
  expect(different).toEqual([]);
});

function wrong(answers: readonly string[]): readonly object[] {
  return table.flatMap((row, index) => {
    const { answer = "" } = row;
    return answers[index]?.startsWith(answer) === true
      ? []
      : [{ input: wordsOf(row), expected: answer, answer: answers[index] }];
  });
}
