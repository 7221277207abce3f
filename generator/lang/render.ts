// Diagnostics as compilers print them: place, text, code, excerpt, notes, advice.

import type { Span } from "./ast.ts";
import { type Diagnostic, shortened, type Suggestion, withoutUnprintable } from "./diagnostics.ts";
import { nearest } from "./nearest.ts";
import { firstLine, locate } from "./source.ts";

/** So many are printed in full; nobody reads more. */
const PRINTED = 100;

/** The part of a long line that an excerpt shows, and how much of it stands before the caret. */
const EXCERPT = 120;
const BEFORE = 60;

const TAB = 4;

/** Whether a character stands on top of the one before. */
function isCombining(character: string): boolean {
  return /^\p{M}/u.test(character);
}

/** Whether a character takes two cells of a terminal. */
function isWide(character: string): boolean {
  const lower = /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff]/u;
  const upper = /^[\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
  return lower.test(character) || upper.test(character);
}

/** All diagnostics as text, without a line end after the last line; empty when there are none. */
export function render(diagnostics: readonly Diagnostic[]): string {
  const lines = diagnostics.slice(0, PRINTED).flatMap(renderOne);
  const rest = diagnostics.length - PRINTED;
  if (rest > 0) {
    lines.push(`… and ${rest} more ${rest === 1 ? "error" : "errors"}`);
  }
  return lines.join("\n");
}

function renderOne(diagnostic: Diagnostic): readonly string[] {
  const { code, severity, span, text, notes, suggestion } = diagnostic;
  const advice = suggestion === undefined ? undefined : adviceOf(suggestion);
  return [
    `${placeOf(span)}: ${severity}: ${text} [${code}]`,
    ...excerpt(span),
    ...notes.flatMap((note) => [
      `${placeOf(note.span)}: note: ${shortened(note.text)}`,
      ...excerpt(note.span),
    ]),
    ...(advice === undefined ? [] : [`  = help: ${shortened(advice)}`]),
  ];
}

function placeOf(span: Span): string {
  const { line, column } = locate(span);
  return `${span.source.path}:${line}:${column}`;
}

/** The words of a suggestion, if it comes to any. */
export function adviceOf(suggestion: Suggestion): string | undefined {
  if (typeof suggestion === "string") {
    return suggestion;
  }
  const found = nearest(suggestion.name, suggestion.candidates);
  return found === undefined ? undefined : `did you mean \`${found}\`?`;
}

/** The span's first line, and carets under the span's part of it. */
function excerpt(span: Span): readonly string[] {
  const line = firstLine(span);
  const start = Math.min(span.start - line.start, line.text.length);
  const end = Math.min(Math.max(span.end - line.start, start), line.text.length);

  const from = line.text.length <= EXCERPT ? 0 : Math.max(0, start - BEFORE);
  const to = Math.min(line.text.length, from + EXCERPT);
  const before = (from > 0 ? "…" : "") + line.text.slice(from, start);
  const marked = line.text.slice(start, Math.min(end, to));
  const after = line.text.slice(Math.min(end, to), to) + (to < line.text.length ? "…" : "");

  const indent = printable(before, 0).length;
  const width = printable(marked, indent).length;
  const shown = printable(before + marked + after, 0).join("").trimEnd();
  const number = String(locate(span).line).padStart(5);
  const gutter = " ".repeat(number.length);
  const carets = " ".repeat(indent) + "^".repeat(Math.max(1, width));
  return [`${number} | ${shown}`.trimEnd(), `${gutter} | ${carets}`];
}

/** The text's cells on a screen: tabs as spaces, what cannot be shown as one mark a character. */
function printable(text: string, column: number): readonly string[] {
  const cells: string[] = [];
  for (const character of text) {
    if (character === "\t") {
      do {
        cells.push(" ");
      } while ((column + cells.length) % TAB !== 0);
    } else if (isCombining(character) && cells.length > 0) {
      cells.push(`${cells.pop()}${character}`);
    } else {
      cells.push(withoutUnprintable(character, () => "\ufffd"), ...(isWide(character) ? [""] : []));
    }
  }
  return cells;
}
