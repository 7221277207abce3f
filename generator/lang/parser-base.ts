// What all rules of the grammar share: spans, documentation, blocks, and recovery from errors.

import {
  EmbeddedActionsParser, EOF, type IParserErrorMessageProvider, type IRecognitionException,
  type IToken, isRecognitionException, NoViableAltException, type TokenType, tokenMatcher,
} from "chevrotain";
import type { Annotation, Documented, Name, Source, Span } from "./ast.ts";
import { diagnostic, type Note, quoted, type Report, suggest } from "./diagnostics.ts";
import { claim, type Docs, noDocs } from "./docs.ts";
import { isClosed } from "./literals.ts";
import { oneTokenLookahead } from "./lookahead.ts";
import {
  Comma, grammarTokens, Identifier, keyword, LeftBrace, RightBrace, Semicolon, Text,
  type Word,
} from "./tokens.ts";

/** The words that can open a declaration. */
const DECLARATION_WORDS: readonly Word[] = [
  "bad", "bind", "closed", "const", "endian", "enum", "example", "flags", "import", "interface",
  "messages", "module", "packed", "registers", "ring", "shared", "states", "struct", "union",
  "virtio",
];

/** What may come next at some place, in words, and the keywords among it. */
export interface Expectation {
  readonly text: string;
  readonly words?: readonly Word[];
}

/** Where a problem is shown, if not at the token that was found, and what belongs to it. */
interface Place {
  /** Where a ';' is missing. */
  readonly place?: Span;
  readonly notes?: readonly Note[];
}

/** A declaration, for messages. */
export const DECLARATION: Expectation = { text: "a declaration", words: DECLARATION_WORDS };

const declarationTokens: ReadonlySet<TokenType> = new Set(
  DECLARATION_WORDS.map((word) => keyword[word]),
);

/** Names only what is expected; `problem` adds what was found. */
const errorMessageProvider: IParserErrorMessageProvider = {
  buildMismatchTokenMessage: ({ expected, previous }) => {
    const label = expected.LABEL ?? expected.name;
    return previous.tokenType === EOF ? label : `${label} after ${quoted(previous.image)}`;
  },
  buildNotAllInputParsedMessage: () => DECLARATION.text,
  buildNoViableAltMessage: ({ customUserDescription, previous }) =>
    `${customUserDescription ?? "something else"} after ${quoted(previous.image)}`,
  buildEarlyExitMessage: ({ customUserDescription }) => customUserDescription ?? "more",
};

function isRecognition(problem: unknown): problem is IRecognitionException {
  return problem instanceof Error && isRecognitionException(problem);
}

/** Types, in C's words and in ours. */
const cType =
  /^(?:bool|char|int|long|short|unsigned|(?:(?:__)?(?:[uis]|[bl]e)|u?int)(?:8|16|32|64)(?:_t)?)$/;

/** The layer under the grammar: no rules yet. */
export abstract class BaseParser extends EmbeddedActionsParser {
  protected source: Source = { path: "", text: "" };
  protected docs: Docs = noDocs();
  protected report: Report = () => undefined;
  /** Text that was skipped, or that ends before it should. */
  protected damage: Span[] = [];
  /** Start of the last token that was complained about. */
  private lastProblem = -1;

  constructor(validate: boolean) {
    // No recovery by the library: where any word may be a name it finds its place again too early.
    // `block` and `attempt` below do it, for they know where an item ends.
    super([...grammarTokens], {
      // Where one token does not decide, a GATE looks at the next: both smaller and clearer errors.
      maxLookahead: 1,
      lookaheadStrategy: oneTokenLookahead(),
      recoveryEnabled: false,
      skipValidations: !validate,
      errorMessageProvider,
    });
  }

  /** Prepares for another source. */
  protected begin(source: Source, tokens: IToken[], docs: Docs, report: Report): void {
    this.source = source;
    this.docs = docs;
    this.report = report;
    this.damage = [];
    this.lastProblem = -1;
    this.input = tokens;
  }

  // Spans and names

  protected start(): number {
    return this.LA(1).startOffset;
  }

  /** From a start to the end of the token consumed last. */
  protected spanFrom(start: number): Span {
    const last = this.LA(0);
    return { source: this.source, start, end: last.startOffset + last.image.length };
  }

  protected spanOf(token: IToken): Span {
    const start = token.startOffset;
    return { source: this.source, start, end: start + token.image.length };
  }

  protected nameOf(token: IToken): Name {
    return { text: token.image, span: this.spanOf(token) };
  }

  /** What documented things carry; call it when their last token has been consumed. */
  protected documented(start: number, annotations: readonly Annotation[]): Documented {
    const next = this.LA(1);
    const last = this.LA(0).startOffset;
    // In a list, what stands behind the comma is about what stands before it.
    const doc =
      next.tokenType === Comma
        ? claim(this.docs, start, last, next.startOffset)
        : claim(this.docs, start, last);
    return { doc, annotations, span: this.spanFrom(start) };
  }

  /** Whether the token after the next one is this. */
  protected isNext(...types: readonly TokenType[]): boolean {
    return types.includes(this.LA(2).tokenType);
  }

  // Errors

  /** Reports that something else should stand here; one complaint about a token is enough. */
  private problem(expectation: Expectation, found: IToken, extras: Place = {}): void {
    const { text: expected, words } = expectation;
    if (this.startOf(found) === this.lastProblem) {
      return;
    }
    this.lastProblem = this.startOf(found);
    const { place, notes = [] } = extras;
    if (found.tokenType === EOF) {
      this.report(diagnostic("unexpected-end", this.afterLast(), { expected }, { notes }));
      return;
    }
    if (found.tokenType === Text && !isClosed(found.image)) {
      this.report(diagnostic("unterminated-string", this.spanOf(found), {}));
      return;
    }
    const separated = found.tokenType === Comma && expected.startsWith("';'");
    const suggestion = separated
      ? "write ';' after each"
      : words === undefined ? this.colonMeant(expected, found) : suggest(found.image, words);
    const fix = place === undefined ? undefined : { span: place, replacement: ";" };
    const values = { expected, found: quoted(found.image) };
    const span = place ?? this.spanOf(found);
    this.report(diagnostic("unexpected-token", span, values, { suggestion, fix, notes }));
  }

  /** What C would write without a ':': a member's type before its name, an enum without storage. */
  private colonMeant(expected: string, found: IToken): string | undefined {
    if (!expected.startsWith("':'") || this.LA(1) !== found) {
      return undefined;
    }
    const { image } = this.LA(0);
    const before = this.LA(-1).tokenType;
    if (found.tokenType === LeftBrace && (before === keyword.enum || before === keyword.flags)) {
      return `say what it is stored in, as in \`${image} : u32\``;
    }
    return tokenMatcher(found, Identifier) && cType.test(image)
      ? `the name goes first, as in \`${found.image}: ${image}\``
      : undefined;
  }

  private startOf(token: IToken): number {
    return token.tokenType === EOF ? this.source.text.length : token.startOffset;
  }

  /** After a token that has swallowed what should follow: do not complain about what does. */
  protected forgiveNext(): void {
    this.lastProblem = this.startOf(this.LA(1));
  }

  /** The place right behind the token consumed last. */
  private afterLast(): Span {
    const last = this.LA(0);
    const end = this.startOf(last) + last.image.length;
    return { source: this.source, start: end, end };
  }

  /** Reports a keyword that may stand only once in its block. */
  protected once(seen: Map<string, Span>, token: IToken): void {
    if (this.RECORDING_PHASE) {
      return;
    }
    const first = seen.get(token.image);
    const span = this.spanOf(token);
    if (first === undefined) {
      seen.set(token.image, span);
      return;
    }
    const notes = [{ span: first, text: "first given here" }];
    this.report(diagnostic("repeated-clause", span, { clause: token.image }, { notes }));
  }

  /**
   * Takes the place of the library's method, which collects all lookahead paths for a message that
   * we do not print: with thousands of errors that takes seconds.
   */
  protected raiseNoAltException(_occurrence: number, expected: string): never {
    const message = `${expected} after ${quoted(this.LA(0).image)}`;
    throw new NoViableAltException(message, this.LA(1), this.LA(0));
  }

  // Punctuation

  /** The ';' after something. One that is missing at the end of a line costs only itself. */
  protected end(what: string): void {
    const next = this.LA(1);
    if (!this.RECORDING_PHASE && next.tokenType !== Semicolon && this.canEndBefore(next)) {
      this.problem({ text: `';' after ${what}` }, next, { place: this.afterLast() });
      return;
    }
    this.CONSUME(Semicolon, { ERR_MSG: `';' after ${what}` });
  }

  /** The same, but after a closing brace the ';' may be left out. */
  protected endAfterBlock(what: string): void {
    const isNeeded = this.LA(0).tokenType !== RightBrace;
    if (this.RECORDING_PHASE || isNeeded || this.LA(1).tokenType === Semicolon) {
      this.end(what);
    }
  }

  private canEndBefore(next: IToken): boolean {
    const { tokenType } = next;
    return tokenType === EOF || tokenType === RightBrace || this.isFirstInLine(next, this.LA(0));
  }

  protected isFirstInLine(token: IToken, previous: IToken): boolean {
    const end = previous.startOffset + previous.image.length;
    return this.source.text.slice(end, token.startOffset).includes("\n");
  }

  // Blocks and recovery

  /** `{ item … }`, as the only block of its rule. What is no item is reported and skipped. */
  protected block(expected: Expectation, item: () => void): void {
    const open = this.CONSUME(LeftBrace);
    do {
      this.MANY({ GATE: () => !this.opensDeclaration(), DEF: () => this.attempt(item) });
    } while (this.skipsStray(expected));
    this.closeBlock(open);
  }

  /** What is not closed ends at the end of the file, or where a declaration begins. */
  private closeBlock(open: IToken): void {
    const next = this.LA(1);
    if (this.RECORDING_PHASE || next.tokenType === RightBrace) {
      this.CONSUME(RightBrace);
      return;
    }
    const notes = [{ span: this.spanOf(open), text: "to close this" }];
    this.damage.push(this.afterLast());
    this.problem({ text: "'}'" }, next, { notes });
  }

  /** Parses an item; if that fails, reports why and goes on where the next one should begin. */
  protected attempt(item: () => void): void {
    const first = this.LA(1);
    try {
      item();
    } catch (problem) {
      if (!isRecognition(problem)) {
        throw problem;
      }
      this.problem({ text: problem.message }, problem.token);
      this.skipItem(first);
      this.damage.push(this.spanFrom(this.startOf(first)));
    }
  }

  /** Whether something stood there that is no item; it is reported and skipped. */
  private skipsStray(expected: Expectation): boolean {
    const next = this.LA(1);
    if (
      this.RECORDING_PHASE || next.tokenType === EOF || next.tokenType === RightBrace ||
      this.opensDeclaration()
    ) {
      return false;
    }
    this.stray({ ...expected, text: `${expected.text} or '}'` });
    return true;
  }

  /** Reports a token with which nothing can begin, and skips what it seems to begin. */
  protected stray(expected: Expectation): void {
    const next = this.LA(1);
    this.problem(expected, next);
    if (next.tokenType === RightBrace) {
      this.SKIP_TOKEN();
    } else {
      this.skipItem(next);
    }
    this.damage.push(this.spanFrom(this.startOf(next)));
  }

  /** Skips the rest of an item that began with `first`: to its ';' or its closing brace. */
  private skipItem(first: IToken): void {
    let depth = this.depthSince(first);
    while (this.LA(1).tokenType !== EOF) {
      const { tokenType } = this.LA(1);
      if (this.LA(1) !== first && this.opensDeclaration()) {
        return;
      }
      if (tokenType === RightBrace && depth <= 0) {
        return;
      }
      this.SKIP_TOKEN();
      depth += tokenType === LeftBrace ? 1 : tokenType === RightBrace ? -1 : 0;
      if (depth <= 0 && (tokenType === Semicolon || tokenType === RightBrace)) {
        return;
      }
    }
  }

  /** Braces opened and not closed from a token to here. */
  private depthSince(first: IToken): number {
    if (this.LA(1) === first) {
      return 0;
    }
    let depth = 0;
    for (let back = 0; ; back--) {
      const token = this.LA(back);
      depth += token.tokenType === LeftBrace ? 1 : token.tokenType === RightBrace ? -1 : 0;
      if (token === first || token.tokenType === EOF) {
        return depth;
      }
    }
  }

  /** Whether a declaration begins here, in the first column: nobody writes members like that. */
  private opensDeclaration(): boolean {
    const first = this.LA(1);
    if (!declarationTokens.has(first.tokenType) || !tokenMatcher(this.LA(2), Identifier)) {
      return false;
    }
    return first.startOffset === 0 || this.source.text[first.startOffset - 1] === "\n";
  }
}
