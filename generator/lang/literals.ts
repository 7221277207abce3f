// The values of integers, strings and hex literals, and what may be wrong with them.

import type { Constant, Span } from "./ast.ts";
import { diagnostic, quoted, type Report } from "./diagnostics.ts";

const INTEGER =
  /^-?(?:0x[\da-fA-F]+(?:_[\da-fA-F]+)*|0b[01]+(?:_[01]+)*|0|[1-9]\d*(?:_\d+)*)$/;

/** Longer than any integer of 64 bits, however spaced; keeps hostile ones from costing time. */
const LONGEST_INTEGER = 200;

/** The value of an integer as written. */
export function integerValue(image: string, span: Span, report: Report): bigint {
  if (image.length > LONGEST_INTEGER || !INTEGER.test(image)) {
    report(diagnostic("invalid-integer", span, { found: quoted(image) }));
    return 0n;
  }
  const digits = image.replaceAll("_", "");
  return digits.startsWith("-") ? -BigInt(digits.slice(1)) : BigInt(digits);
}

/** Whether a number is written in hexadecimal or as bits; undefined where it is not. */
export function isHex(constant: Constant | undefined): true | undefined {
  if (constant?.kind !== "integer") {
    return undefined;
  }
  const { source, start, end } = constant.span;
  return /^-?0[xb]/.test(source.text.slice(start, end)) || undefined;
}

/** Whether the closing quote of a string or a hex literal is there. */
export function isClosed(image: string): boolean {
  return image.endsWith('"') && image.indexOf('"') < image.length - 1;
}

/** The value of a string, its quotes included in `image`. */
export function stringValue(image: string, span: Span, report: Report): string {
  if (!isClosed(image)) {
    report(diagnostic("unterminated-string", span, {}));
    return "";
  }
  const escapes = /\\(x[0-9a-fA-F]{2}|.)/gsu;
  return image.slice(1, -1).replace(escapes, (escape, what: string, at: number) => {
    const value = escapeValue(what);
    if (value === undefined) {
      const start = span.start + 1 + at;
      const place = { source: span.source, start, end: start + escape.length };
      report(diagnostic("invalid-escape", place, { found: quoted(escape) }));
    }
    return value ?? "";
  });
}

function escapeValue(what: string): string | undefined {
  switch (what) {
    case '"':
    case "\\":
      return what;
    case "n":
      return "\n";
    case "t":
      return "\t";
    default:
      return what.length === 3 ? String.fromCharCode(parseInt(what.slice(1), 16)) : undefined;
  }
}

/** The bytes of `hex"…"`. */
export function hexValue(image: string, span: Span, report: Report): Uint8Array {
  const opening = 'hex"'.length;
  if (!isClosed(image)) {
    report(diagnostic("unterminated-string", { ...span, end: span.start + opening }, {}));
    return new Uint8Array();
  }
  const problem = (at: number, length: number, text: string): void => {
    const start = span.start + at;
    report(diagnostic("invalid-hex", { ...span, start, end: start + length }, { problem: text }));
  };
  const bytes: number[] = [];
  const pieces = /([0-9a-fA-F]{2})|([0-9a-fA-F]?[^\s0-9a-fA-F]+)|[0-9a-fA-F]/gu;
  for (const piece of image.slice(opening, -1).matchAll(pieces)) {
    const [text, pair, strange] = piece;
    if (pair !== undefined) {
      bytes.push(parseInt(pair, 16));
      continue;
    }
    const what = strange !== undefined ? quoted(text) : `the digit '${text}' without a second one`;
    problem(opening + piece.index, text.length, what);
  }
  return Uint8Array.from(bytes);
}
