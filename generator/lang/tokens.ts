// The words and signs of the language. Keywords are names too, wherever a name can stand.

import { createToken, Lexer, type TokenType } from "chevrotain";

/** Any name; every keyword is one as well. */
export const Identifier = createToken({
  name: "Identifier",
  pattern: /[A-Za-z_][A-Za-z0-9_]*/,
  label: "a name",
});

/** Whatever begins like a number; `literals.ts` says what is wrong with it. */
export const Integer = createToken({
  name: "Integer",
  pattern: /-?[0-9][0-9A-Za-z_]*/,
  label: "an integer",
});

/** The closing quote may be missing, which `literals.ts` reports. */
export const Text = createToken({
  name: "Text",
  pattern: /"(?:[^"\\\r\n]|\\[^\r\n])*"?/,
  label: "a string",
});

/** As with strings; an open literal ends where no digits can be. */
export const Hex = createToken({
  name: "Hex",
  pattern: /hex"[^";{}]*"?/,
  label: 'hex"…"',
  line_breaks: true,
});

const LineComment = createToken({
  name: "LineComment",
  pattern: /\/\/[^\r\n]*/,
  group: "comments",
});

const BlockComment = createToken({
  name: "BlockComment",
  pattern: /\/\*[^*]*\*+(?:[^/*][^*]*\*+)*\//,
  group: "comments",
  line_breaks: true,
});

/** Reaches to the end of the file. */
export const OpenComment = createToken({
  name: "OpenComment",
  pattern: /\/\*[^]*/,
  group: "openComments",
  line_breaks: true,
});

const Space = createToken({
  name: "Space",
  pattern: /(?:[ \t\n\f]|\r\n)+/,
  group: Lexer.SKIPPED,
  line_breaks: true,
});

function sign(name: string, text: string): TokenType {
  return createToken({ name, pattern: text, label: `'${text}'` });
}

export const LeftBrace = sign("LeftBrace", "{");
export const RightBrace = sign("RightBrace", "}");
export const LeftBracket = sign("LeftBracket", "[");
export const RightBracket = sign("RightBracket", "]");
export const LeftParenthesis = sign("LeftParenthesis", "(");
export const RightParenthesis = sign("RightParenthesis", ")");
export const Semicolon = sign("Semicolon", ";");
export const Colon = sign("Colon", ":");
export const Comma = sign("Comma", ",");
export const Range = sign("Range", "..");
export const Dot = sign("Dot", ".");
export const Equal = sign("Equal", "==");
export const NotEqual = sign("NotEqual", "!=");
export const Assign = sign("Assign", "=");
export const Arrow = sign("Arrow", "->");
export const Star = sign("Star", "*");
export const Bar = sign("Bar", "|");
export const At = sign("At", "@");

// Where one is the beginning of another, the longer comes first.
const signs = [
  LeftBrace, RightBrace, LeftBracket, RightBracket, LeftParenthesis, RightParenthesis, Semicolon,
  Colon, Comma, Range, Dot, Equal, NotEqual, Assign, Arrow, Star, Bar, At,
];

const words = [
  "align", "answers", "as", "asks", "at", "bad", "big", "bind", "bit", "bits", "body_length", "by",
  "closed", "code", "config", "const", "consumer", "datagram", "descriptors", "device", "done",
  "driver", "endian", "enum", "error", "example", "features", "flags", "folded", "free_running",
  "halves", "handle", "header", "host", "id", "import", "in", "including", "indices", "initial",
  "interface", "is_reply", "length", "little", "masked", "max", "messages", "module", "of", "on",
  "oneway", "op", "packed", "producer", "queue", "registers", "reply", "request", "reserved",
  "ring", "ro", "rw", "shared", "shared_memory", "size", "slot", "slots", "states", "stream",
  "stride", "struct", "take", "to", "union", "unless", "virtio", "when", "where", "widths", "wo",
] as const;

/** A word that means something at some place of the grammar. */
export type Word = (typeof words)[number];

/** The token of each keyword. */
export const keyword = Object.fromEntries(
  words.map((word) => [
    word,
    createToken({
      name: `Keyword_${word}`,
      pattern: Lexer.NA,
      categories: Identifier,
      label: `'${word}'`,
    }),
  ]),
) as Readonly<Record<Word, TokenType>>;

/** The keyword that an identifier is, if it is one. */
export const keywordOf: ReadonlyMap<string, TokenType> = new Map(Object.entries(keyword));

/** What the lexer tries, the frequent first. */
export const lexerTokens: readonly TokenType[] = [
  Space, Hex, Identifier, LineComment, BlockComment, OpenComment, Integer, ...signs, Text,
];

/** What the grammar is made of. */
export const grammarTokens: readonly TokenType[] = [
  Identifier, Integer, Text, Hex, ...signs, ...keywordOf.values(),
];
