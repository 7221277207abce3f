// Specs with random slips: the compiler explains what is wrong, or every target can be generated.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { compile } from "../generator/compile.ts";
import { targets } from "../generator/emit/index.ts";
import type { Source } from "../generator/lang/ast.ts";
import { isCode } from "../generator/lang/messages.ts";
import { render } from "../generator/lang/render.ts";
import { root } from "./specs/load.ts";
import { randomFrom, type Random } from "./ts/values.ts";

const folders = ["idl", "test/specs", "test/c/torture", "test/ts/torture", "test/docs"];
const sources: readonly Source[] = folders.flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".idl"))
    .sort()
    .map((name) => ({
      path: `${folder}/${name}`, text: readFileSync(join(root, folder, name), "utf8"),
    })),
);
const nameOf = ({ text }: Source): string => /^module (\w+)/m.exec(text)?.[1] ?? "";
const modules = new Map(sources.map((source) => [nameOf(source), source]));
const emitters = await Promise.all(targets.map(({ load }) => load()));

const token =
  /\/\/[^\n]*|\/\*[^]*?\*\/|hex"[^"]*"|"[^"\n]*"|[A-Za-z_]\w*|-?\d\w*|->|==|!=|\.\.|\s+|./g;
const numbers = [
  "0", "1", "-1", "7", "256", "4294967296", "9007199254740993", "18446744073709551616",
];
const words = [
  "u8", "i16", "u64", "bool", "big", "max", "at", "reserved", "shared", "packed", "when", "@number",
  "constructor", "__proto__", "errno", "class", "{", "}", "(", ")", ";", "=", "->", "*", "ro", "]",
];

/** The text with a slip or two. */
function mutated(text: string, random: Random): string {
  const parts = text.match(token) ?? [];
  const places = [...parts.keys()].filter((at) => !/^(?:\s|\/[/*])/.test(parts[at] ?? ""));
  const among = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const like = (pattern: RegExp): number[] => places.filter((at) => pattern.test(parts[at] ?? ""));
  for (let slips = random() < 0.8 ? 1 : 2; slips > 0; slips--) {
    const [at, other] = [among(places), among(places)];
    const names = like(/^[A-Za-z_]\w*$/);
    const slip: readonly (() => void)[] = [
      () => (parts[at] = ""),
      () => (parts[at] = `${parts[at]} ${parts[at]}`),
      () => ([parts[at], parts[other]] = [parts[other]!, parts[at]!]),
      () => (parts[at] = among(words)),
      () => (parts[among(names)] = parts[among(names)]!),
      () => (parts[among(names)] = among(words)),
      () => (parts[among(like(/^-?\d/))] = among(numbers)),
    ];
    among(slip)();
  }
  return parts.join("");
}

test("four hundred specs with slips", { timeout: 120_000 }, () => {
  const random = randomFrom(2026);
  const counts = { refused: 0, compiled: 0 };
  for (let round = 0; round < 400; round++) {
    const source = sources[round % sources.length]!;
    const text = mutated(source.text, random);
    const find = (name: string): Source | undefined => modules.get(name);
    const { model, diagnostics } = compile([{ path: source.path, text }], { find });
    const isWrong = diagnostics.some(({ severity }) => severity === "error");
    expect(model === undefined, text).toBe(isWrong);
    for (const { code, span, notes } of diagnostics) {
      expect(isCode(code)).toBe(true);
      for (const { source: shown, start, end } of [span, ...notes.map((note) => note.span)]) {
        const isInside = 0 <= start && start <= end && end <= shown.text.length;
        expect(isInside, `${code} in ${text}`).toBe(true);
      }
    }
    expect(render(diagnostics)).not.toMatch(/undefined|\[object|\{[a-z]+\} /);
    counts[isWrong ? "refused" : "compiled"]++;
    // With all of them it would take too long.
    if (model !== undefined && counts.compiled % 4 === 0) {
      emitters.forEach((emitter) => expect(emitter.emit(model).length).toBeGreaterThan(0));
    }
  }
  expect(counts.refused).toBeGreaterThan(200);
  expect(counts.compiled).toBeGreaterThan(25);
});
