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

/** Text that can stand in a block comment. */
export function harmless(text: string): string {
  return text.replaceAll("*/", "*\\/");
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
export function list(before: string, items: readonly string[], after: string, column = 0): string[] {
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

/** `0x10`, or `0x10n`; single digits as they are. */
export function hexadecimal(value: bigint, wide = false): string {
  const digits = value < 10n ? `${value}` : `0x${value.toString(16)}`;
  return wide ? `${digits}n` : digits;
}

/** Breaks lines that are too long: signatures and types, which ts-morph prints on one line, and calls. */
export function wrap(text: string): string {
  return text.replaceAll(/^.{101,}$/gm, (line) => {
    const alias = /^(export type \w+ =) (\(typeof .*)$/.exec(line);
    if (alias !== null) {
      return `${alias[1]}\n  ${alias[2]}`;
    }
    const match = overlong.exec(line);
    const isBreakable = line.startsWith("export function") || match?.[3]?.includes(", ") === true;
    if (match === null || !isBreakable) {
      return line;
    }
    const [, margin = "", head = "", items = "", tail = ""] = match;
    return [head, ...indent(items.split(", ").map((item) => `${item},`)), tail]
      .map((part) => margin + part)
      .join("\n");
  });
}

// Margin; all before and with `(`; what is between, without calls; `)` and the rest.
const overlong = /^( *)(.*?\()([^()]*)(\).*[{;,])$/;
