// Pieces of TypeScript text that more than one part of the emitter prints.
import type { Documented } from "../../model.ts";

/** Lines to a column that generated files do not cross. */
export const lineWidth = 100;

/** The words of a JSDoc comment, without its frame. Nothing of a spec can end the comment early. */
export function documentation(documented: Documented, fallback = ""): string {
  const tags = [
    ...(documented.since === undefined ? [] : [`@since ${documented.since}`]),
    ...(documented.deprecated === undefined ? [] : [`@deprecated ${documented.deprecated}`]),
  ];
  const words = documented.doc === "" ? fallback : documented.doc;
  return harmless([words, ...tags].filter((part) => part !== "").join("\n\n"));
}

/** Text that can stand in a block comment: it cannot end it, and hides nothing from a reader. */
export function harmless(text: string): string {
  return text
    .replaceAll("*/", "*\\/")
    .replaceAll(/[^\P{Cc}\n\t]|[\u2028-\u202e\u2066-\u2069]/gu, "");
}

/** A JSDoc comment as lines; no lines for no words. */
export function comment(words: string): string[] {
  if (words === "") {
    return [];
  }
  const lines = words.split("\n");
  return lines.length === 1
    ? [`/** ${words} */`]
    : ["/**", ...lines.map((line) => ` * ${line}`.trimEnd()), " */"];
}

/** Lines moved to the right. */
export function indent(lines: readonly string[], by = 2): string[] {
  return lines.map((line) => (line === "" ? line : " ".repeat(by) + line));
}

/** `before item, item after` on one line if it fits, else one item per line. */
export function list(
  before: string,
  items: readonly string[],
  after: string,
  column = 0,
): string[] {
  const line = `${before}${items.join(", ")}${after}`;
  if (column + line.length <= lineWidth || items.length === 0) {
    return [line];
  }
  return [before.trimEnd(), ...indent(items.map((item) => `${item},`)), after.trimStart()];
}

/** `at`, 8 → `at + 8`. */
export function plus(base: string, offset: number): string {
  if (offset === 0) {
    return base;
  }
  return base === "0" ? `${offset}` : `${base} + ${offset}`;
}

/** A string literal. */
export function quote(text: string): string {
  return JSON.stringify(text);
}

/** A number in the radix of the spec. */
export function spelt(value: bigint, hex = false): string {
  const sign = value < 0n ? "-" : "";
  return hex ? `${sign}0x${(value < 0n ? -value : value).toString(16)}` : `${value}`;
}

/** `0x10`, or `0x10n`; single digits as they are. */
export function hexadecimal(value: bigint, wide = false): string {
  const digits = value < 10n ? `${value}` : `0x${value.toString(16)}`;
  return wide ? `${digits}n` : digits;
}

/** Breaks lines that are too long: signatures and types, which ts-morph does not, and calls. */
export function wrap(text: string): string {
  const lines = text.split("\n");
  return lines.some(isLong)
    ? lines.flatMap((line) => (isLong(line) ? breakLine(line) : line)).join("\n")
    : text;
}

function isLong(line: string): boolean {
  return line.length > lineWidth;
}

function breakLine(line: string): string[] {
  const alias = /^(export type \w+ =) (\(typeof .*)$/.exec(line);
  if (alias !== null) {
    return [alias[1] ?? "", `  ${alias[2] ?? ""}`];
  }
  if (line.length <= lineWidth || /^\s*(?:\*|\/\*|if )/.test(line)) {
    return [line];
  }
  const margin = " ".repeat(line.length - line.trimStart().length);
  const object = /^(.*: Promise<\{) (.*) (\}>;)$/.exec(line);
  if (object !== null) {
    const [, head = "", members = "", tail = ""] = object;
    return [
      ...breakLine(head),
      ...members.split("; ").map((member) => `${margin}  ${member};`),
      margin + tail,
    ];
  }
  const pair = /^\s*\{.*\},$/.test(line) ? enclosed(line, "{", "}") : enclosed(line, "(", ")");
  if (pair === undefined) {
    return [line];
  }
  return [
    line.slice(0, pair.open + 1),
    ...pair.items.flatMap((item) => breakLine(`${margin}  ${item},`)),
    margin + line.slice(pair.close),
  ];
}

/** The first pair of brackets, if it encloses all others, and what is between its commas. */
function enclosed(
  line: string,
  opening: string,
  closing: string,
):
  { readonly open: number; readonly close: number; readonly items: readonly string[] } | undefined {
  const close = line.lastIndexOf(closing);
  const open = line.indexOf(opening);
  let depth = 0;
  let start = open + 1;
  const items: string[] = [];
  for (let at = open; at >= 0 && at <= close; at++) {
    const character = line.charAt(at);
    depth += "([{".includes(character) ? 1 : ")]}".includes(character) ? -1 : 0;
    if ((character === "," && depth === 1) || (depth === 0 && at === close)) {
      items.push(line.slice(start, at).trim());
      start = at + 1;
    } else if (depth === 0) {
      return undefined;
    }
  }
  return depth === 0 && items.length > 0 ? { open, close, items } : undefined;
}
