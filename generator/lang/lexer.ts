// Text to tokens and comments; everything that is neither is reported and left out.

import { type IToken, Lexer } from "chevrotain";
import type { Comment, Source } from "./ast.ts";
import { diagnostic, quoted, type Report } from "./diagnostics.ts";
import { Identifier, keywordOf, lexerTokens } from "./tokens.ts";

/** A source taken apart, in order. */
export interface Lexed {
  readonly tokens: IToken[];
  readonly comments: readonly Comment[];
  /** A comment without end has swallowed the rest of the file. */
  readonly truncated: boolean;
}

/** Makes a lexer; `validate` is for the test of the token definitions. */
export function createLexer(validate: boolean): Lexer {
  return new Lexer([...lexerTokens], {
    positionTracking: "onlyOffset",
    skipValidations: !validate,
    ensureOptimizations: validate,
  });
}

let shared: Lexer | undefined;

/** Takes a source apart. */
export function tokenize(source: Source, report: Report): Lexed {
  shared ??= createLexer(false);
  const { tokens, groups, errors } = shared.tokenize(source.text);
  for (const token of tokens) {
    const word = token.tokenType === Identifier ? keywordOf.get(token.image) : undefined;
    if (word?.tokenTypeIdx !== undefined) {
      // A table look-up here is much faster than eighty patterns in the lexer.
      token.tokenType = word;
      token.tokenTypeIdx = word.tokenTypeIdx;
    }
  }
  for (const { offset, length } of errors) {
    reportCharacters(source, offset, offset + length, report);
  }
  const open = groups.openComments?.[0];
  if (open !== undefined) {
    const span = { source, start: open.startOffset, end: open.startOffset + 2 };
    report(diagnostic("unterminated-comment", span, {}));
  }
  const comments = (groups.comments ?? []).map((token) => ({
    text: token.image,
    span: { source, start: token.startOffset, end: token.startOffset + token.image.length },
  }));
  return { tokens, comments, truncated: open !== undefined };
}

function reportCharacters(source: Source, start: number, end: number, report: Report): void {
  const text = source.text.slice(start, end);
  if (start === 0 && text === "\ufeff") {
    return;
  }
  const found = text === "\r" ? "a carriage return without a line feed" : quoted(text);
  report(diagnostic("invalid-character", { source, start, end }, { found }));
}
