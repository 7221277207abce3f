// What the compiler has to say about a spec, as data.

import type { Span } from "./ast.ts";
import { type Code, messages, type Values } from "./messages.ts";

/** One problem: what, where, what else belongs to it, and what may be meant. */
export interface Diagnostic {
  readonly code: Code;
  readonly severity: "error" | "warning";
  readonly span: Span;
  readonly text: string;
  readonly notes: readonly Note[];
  readonly suggestion?: Suggestion | undefined;
  /** Given only where applying it is certainly right. */
  readonly fix?: Fix | undefined;
}

/** A related place. */
export interface Note {
  readonly span: Span;
  readonly text: string;
}

/** Text to put in the place of a span. */
export interface Fix {
  readonly span: Span;
  readonly replacement: string;
}

/** Advice in one line without a full stop, or a name that may have been meant. */
export type Suggestion = string | Guess;

/** A name that is not known, and those that are: compared only if the diagnostic is printed. */
export interface Guess {
  readonly name: string;
  readonly candidates: Candidates;
}

/** Known names; of a map, the keys. */
export type Candidates = readonly string[] | ReadonlySet<string> | ReadonlyMap<string, unknown>;

/** Takes a problem; the only effect that steps of the compiler have. */
export type Report = (diagnostic: Diagnostic) => void;

/** What a diagnostic may have beside its message. */
export interface Extras {
  readonly notes?: readonly Note[];
  readonly suggestion?: Suggestion | undefined;
  readonly fix?: Fix | undefined;
}

/** Makes a diagnostic; the code decides which values its text needs. */
export function diagnostic<C extends Code>(
  code: C,
  span: Span,
  values: Values<C>,
  extras: Extras = {},
): Diagnostic {
  const { severity, text } = messages[code];
  const words: Readonly<Record<string, string | number | bigint>> = values;
  const filled = text.replace(/\{(\w+)\}/g, (whole, key: string) =>
    shortened(String(words[key] ?? whole)),
  );
  return {
    code,
    severity,
    span,
    text: filled,
    notes: extras.notes ?? [],
    suggestion: extras.suggestion,
    fix: extras.fix,
  };
}

/** Proposes the candidate nearest to an unknown name; prints nothing when none is near. */
export function suggest(name: string, candidates: Candidates): Guess {
  return { name, candidates };
}

/** The longest name or value in a message. */
const SHORTENED = 200;

/** A name for use in a message, where it does not fill the screen. */
export function shortened(text: string): string {
  return text.length <= SHORTENED ? text : `${text.slice(0, SHORTENED)}…`;
}

/** The longest piece of a spec that a message quotes. */
const QUOTED = 40;

/** A piece of a spec for use in a message: in quotes, on one line, not too long. */
export function quoted(text: string): string {
  let shown = "";
  for (const character of text) {
    const next = withoutUnprintable(character, escapeCharacter);
    if (shown.length + next.length > QUOTED) {
      return `'${shown}…'`;
    }
    shown += next;
  }
  return `'${shown}'`;
}

/** Replaces control characters, and those that reorder, hide or break the text around them. */
export function withoutUnprintable(text: string, replace: (character: string) => string): string {
  // Not made until there is something to say: looking up what these classes hold takes a while.
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\u2028\u2029]/gu, replace);
}

function escapeCharacter(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return code.length <= 2 ? `\\x${code.padStart(2, "0")}` : `\\u{${code}}`;
}
