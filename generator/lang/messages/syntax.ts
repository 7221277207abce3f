// Messages about spelling: bytes, tokens, brackets and comments.

import { error } from "./message.ts";

/** Reported by `decodeUtf8` and `parse`. */
export const syntaxMessages = {
  "not-utf8": error(
    "byte {offset} of the file is not valid UTF-8",
    "A spec is UTF-8 text. Save the file as UTF-8, or look whether it is a spec at all.",
  ),
  "invalid-character": error(
    "{found} is not allowed here",
    "Outside comments and strings a spec consists of ASCII letters, digits and punctuation; " +
      "lines end with a line feed, with or without a carriage return before it.",
  ),
  "invalid-integer": error(
    "{found} is not an integer",
    "Integers are decimal (12), hexadecimal (0x1f) or binary (0b101), may have a '-' in front " +
      "and single '_' between digits. A leading zero is refused: C would read an octal number.",
  ),
  "invalid-hex": error(
    "{problem} in a hex\"…\" literal",
    "Between the quotes stand pairs of hexadecimal digits; spaces and line ends may separate " +
      "the pairs.",
  ),
  "invalid-escape": error(
    "unknown escape {found} in a string",
    "A string knows the escapes \\\" \\\\ \\n \\t and \\xNN with two hexadecimal digits.",
  ),
  "unterminated-string": error(
    "the string is not closed on its line",
    "A string ends with '\"' on the line on which it begins; write \\n for a line end.",
  ),
  "unterminated-comment": error(
    "the comment is not closed",
    "A comment that begins with '/*' ends with '*/'; such comments do not nest.",
  ),
  "unexpected-token": error(
    "expected {expected}, found {found}",
    "The text does not follow the grammar at this place.",
  ),
  "unexpected-end": error(
    "expected {expected}, found the end of the file",
    "The file ends in the middle of a declaration; often a closing bracket is missing.",
  ),
  "missing-module": error(
    "the file does not begin with 'module NAME;'",
    "The first declaration of a spec names its module; other specs import it by that name.",
  ),
  "nesting-too-deep": error(
    "brackets nest more than {limit} deep",
    "No real record needs such nesting; declare the inner parts under names of their own.",
  ),
  "repeated-clause": error(
    "'{clause}' is already given",
    "This line may stand at most once in its block; the first one is shown.",
  ),
  "dangling-doc": error(
    "this documentation belongs to nothing",
    "A '///' comment documents the declaration or member that follows, or the one before it on " +
      "the same line. Write '//' for a comment that is not documentation.",
  ),
};
