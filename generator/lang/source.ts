// Spec files as text: strict decoding, and places in them as line and column.

import type { Source, Span } from "./ast.ts";
import { type Diagnostic, diagnostic } from "./diagnostics.ts";

/** A place as people count: both from 1, the column in characters. */
export interface Location {
  readonly line: number;
  readonly column: number;
}

/** Where each line begins, per source; only sources with diagnostics get one. */
const lineTables = new WeakMap<Source, readonly number[]>();

function lineStarts(source: Source): readonly number[] {
  const known = lineTables.get(source);
  if (known !== undefined) {
    return known;
  }
  const starts = [0];
  for (let at = source.text.indexOf("\n"); at >= 0; at = source.text.indexOf("\n", at + 1)) {
    starts.push(at + 1);
  }
  lineTables.set(source, starts);
  return starts;
}

/** The number of the line, from 0, that holds a position. */
function lineIndex(starts: readonly number[], position: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= position) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return low;
}

/** Line and column of a span's first character. */
export function locate(span: Span): Location {
  const starts = lineStarts(span.source);
  const line = lineIndex(starts, span.start);
  const before = span.source.text.slice(starts[line] ?? 0, span.start);
  return { line: line + 1, column: countCharacters(before) + 1 };
}

/** The first line of a span, without its line end, and where in the source that line begins. */
export function firstLine(span: Span): { readonly text: string; readonly start: number } {
  const starts = lineStarts(span.source);
  const line = lineIndex(starts, span.start);
  const start = starts[line] ?? 0;
  const next = starts[line + 1];
  const text = span.source.text.slice(start, next === undefined ? undefined : next - 1);
  return { text: text.endsWith("\r") ? text.slice(0, -1) : text, start };
}

/** A pair of surrogates is one character. */
function countCharacters(text: string): number {
  let count = text.length;
  for (let at = 0; at < text.length; at++) {
    if ((text.charCodeAt(at) & 0xfc00) === 0xdc00) {
      count--;
    }
  }
  return count;
}

const decoder = new TextDecoder();

/** Reads a file's bytes as UTF-8; a byte order mark in front is dropped. */
export function decodeUtf8(path: string, bytes: Uint8Array): Source | Diagnostic {
  const text = decoder.decode(bytes);
  const source: Source = { path, text };
  // Decoding puts U+FFFD in the place of bad bytes; only a U+FFFD that was written is left alone.
  if (!text.includes("\ufffd")) {
    return source;
  }
  let offset = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  let position = 0;
  for (const character of text) {
    if (character === "\ufffd" && !isWrittenReplacement(bytes, offset)) {
      return diagnostic("not-utf8", { source, start: position, end: position + 1 }, { offset });
    }
    offset += utf8Length(character.codePointAt(0) ?? 0);
    position += character.length;
  }
  return source;
}

function isWrittenReplacement(bytes: Uint8Array, offset: number): boolean {
  return bytes[offset] === 0xef && bytes[offset + 1] === 0xbf && bytes[offset + 2] === 0xbd;
}

function utf8Length(codePoint: number): number {
  if (codePoint < 0x80) {
    return 1;
  }
  if (codePoint < 0x800) {
    return 2;
  }
  return codePoint < 0x10000 ? 3 : 4;
}
