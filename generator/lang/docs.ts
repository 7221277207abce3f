// Which `///` comment belongs to which declaration or member.

import type { IToken } from "chevrotain";
import type { Comment, Source, Span } from "./ast.ts";
import type { Lexed } from "./lexer.ts";

/** The documentation of one place: its lines, joined. */
interface Block {
  text: string;
  claimed: boolean;
  /** Of its first line. */
  readonly span: Span;
}

/** Documentation by the token that it touches, until somebody claims it. */
export interface Docs {
  /** By the start of the token that follows. */
  readonly before: Map<number, Block>;
  /** By the start of the token after which, on the same line, it stands. */
  readonly after: Map<number, Block>;
}

/** No documentation at all. */
export function noDocs(): Docs {
  return { before: new Map(), after: new Map() };
}

/** Sorts a source's `///` comments by the tokens they touch. */
export function collectDocs(source: Source, { tokens, comments }: Lexed): Docs {
  const docs = noDocs();
  let index = 0;
  let trailing: { readonly block: Block; readonly last: Comment } | undefined;
  for (const comment of comments) {
    if (!isDoc(comment.text)) {
      continue;
    }
    while ((tokens[index]?.startOffset ?? Infinity) < comment.span.start) {
      index++;
      trailing = undefined;
    }
    const previous = tokens[index - 1];
    if (trailing !== undefined && continues(trailing.last, comment)) {
      trailing.block.text += `\n${docText(comment.text)}`;
      trailing = { block: trailing.block, last: comment };
    } else if (previous !== undefined && endsMember(previous) && onSameLine(previous, comment)) {
      const block = add(docs.after, previous.startOffset, comment);
      trailing = { block, last: comment };
    } else {
      add(docs.before, tokens[index]?.startOffset ?? source.text.length, comment);
      trailing = undefined;
    }
  }
  return docs;
}

/** Takes the documentation in front of a thing's first token and behind its last ones. */
export function claim(docs: Docs, first: number, ...last: readonly number[]): string {
  let text = take(docs.before.get(first));
  for (const token of last) {
    const more = take(docs.after.get(token));
    text += text === "" || more === "" ? more : `\n${more}`;
  }
  return text;
}

function take(block: Block | undefined): string {
  if (block === undefined) {
    return "";
  }
  block.claimed = true;
  return block.text;
}

/** Where documentation stands that nobody has claimed. */
export function unclaimed(docs: Docs): readonly Span[] {
  return [...docs.before.values(), ...docs.after.values()]
    .filter((block) => !block.claimed)
    .map((block) => block.span);
}

/** Four slashes and more are a ruler, not documentation. */
function isDoc(text: string): boolean {
  return text.startsWith("///") && text[3] !== "/";
}

function docText(text: string): string {
  return text.slice(text[3] === " " ? 4 : 3).trimEnd();
}

function add(blocks: Map<number, Block>, key: number, comment: Comment): Block {
  const known = blocks.get(key);
  if (known !== undefined) {
    known.text += `\n${docText(comment.text)}`;
    return known;
  }
  const block = { text: docText(comment.text), claimed: false, span: comment.span };
  blocks.set(key, block);
  return block;
}

/** After an opening bracket, documentation is that of what comes next. */
function endsMember(token: IToken): boolean {
  return !"{([".includes(token.image);
}

function onSameLine(token: IToken, comment: Comment): boolean {
  const { source, start } = comment.span;
  return !source.text.slice(token.startOffset + token.image.length, start).includes("\n");
}

/** Documentation behind a member goes on in the next line if it stands in the same column. */
function continues(last: Comment, next: Comment): boolean {
  const between = next.span.source.text.slice(last.span.end, next.span.start);
  return /^\r?\n[ \t]*$/.test(between) && columnOf(last) === columnOf(next);
}

function columnOf(comment: Comment): number {
  const { source, start } = comment.span;
  return start - source.text.lastIndexOf("\n", start - 1);
}
