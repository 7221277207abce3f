// Text that could not be parsed: what it may have declared, and which problems are but its echo.

import { tokenMatcher } from "chevrotain";
import type { Damage, Span } from "./ast.ts";
import type { Diagnostic } from "./diagnostics.ts";
import type { Lexed } from "./lexer.ts";
import type { Code } from "./messages.ts";
import { Identifier, keyword } from "./tokens.ts";

/** Problems of literals and characters: the tree has something in their place, but not what. */
const LITERALS: ReadonlySet<Code> = new Set<Code>([
  "invalid-character", "invalid-escape", "invalid-hex", "invalid-integer", "unterminated-comment",
  "unterminated-string",
]);

/** What is missing from the tree of a source, if anything is. */
export function damageOf(
  { tokens, truncated }: Lexed,
  skipped: readonly Span[],
  found: readonly Diagnostic[],
  nameless: boolean,
): Damage | undefined {
  const literals = found.flatMap(({ code, span }) => (LITERALS.has(code) ? [span] : []));
  const spans = [...skipped, ...literals].sort((a, b) => a.start - b.start);
  if (spans.length === 0 && !nameless) {
    return undefined;
  }
  const names = new Set<string>();
  let open = truncated || nameless;
  let at = 0;
  let end = 0;
  for (const token of tokens) {
    for (; (spans[at]?.start ?? Infinity) <= token.startOffset; at++) {
      end = Math.max(end, spans[at]?.end ?? 0);
    }
    if (token.startOffset < end && tokenMatcher(token, Identifier)) {
      names.add(token.image);
      open ||= token.tokenType === keyword.import || token.tokenType === keyword.endian;
    }
  }
  return { spans, names, open };
}
