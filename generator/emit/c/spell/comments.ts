// C comments: kernel-doc from the spec's words, wrapped to 80 columns.
import type { Enum } from "../../../model.ts";
import { oneLine, paragraphs, wrap } from "../../text.ts";

const columns = 80;

/** What a kernel-doc comment says. */
export interface Comment {
  /** `struct io_slot`, `enum io_state` or `io_slot_get_data()`. */
  readonly subject: string;
  /** The spec's words: the first paragraph stands beside the subject, others below the members. */
  readonly doc: string;
  /** Those without words are left out. */
  readonly members?: readonly { readonly name: string; readonly text: string }[];
  readonly returns?: string;
}

/** What holds values of a declared type: one of an enum's, or any of the flags of a set. */
export function enumWords({ flags, qualified }: Enum): string {
  return flags ? `flags of enum ${qualified}` : `an enum ${qualified}`;
}

/** A kernel-doc comment; on one line where that holds it. */
export function kernelDoc(comment: Comment): string {
  const members = comment.members?.filter(({ text }) => text !== "") ?? [];
  const isPlain = members.length === 0 && comment.returns === undefined;
  if (isPlain && !comment.doc.includes("\n")) {
    const line = plain(
      comment.doc === "" ? comment.subject : `${comment.subject} - ${comment.doc}`,
    );
    if (line.length <= columns - 7) {
      return `/** ${line} */`;
    }
  }
  const [brief = "", ...prose] = paragraphs(comment.doc);
  const head = brief === "" ? comment.subject : `${comment.subject} - ${brief}`;
  if (isPlain && prose.length === 0) {
    const line = `/** ${plain(oneLine(head))} */`;
    if (line.length <= columns) {
      return line;
    }
  }
  let text = `/**${hung(wrap(plain(head), columns - 3))}`;
  for (const member of members) {
    const label = `@${member.name}: `;
    const hang = Math.min(label.length, 16);
    const [first = "", ...rest] = wrapAfter(plain(member.text), label.length, hang);
    text += `\n * ${label}${first}`.trimEnd() + hung(rest, " ".repeat(hang));
  }
  for (const paragraph of prose) {
    text += `\n *${hung(wrap(plain(paragraph), columns - 3))}`;
  }
  if (comment.returns !== undefined) {
    text += `\n *${hung(wrap(`Return: ${plain(comment.returns)}`, columns - 3))}`;
  }
  return `${text}\n */`;
}

/** Lines in a comment's body. */
function hung(lines: readonly string[], indentation = ""): string {
  let text = "";
  for (let index = 0; index < lines.length; index++) {
    text += `\n * ${indentation}${lines[index] ?? ""}`;
  }
  return text;
}

/** A plain comment at an indentation; on one line where that holds it. */
export function remark(text: string, indentation = ""): string {
  const line = `${indentation}/* ${plain(text)} */`;
  if (line.length <= columns && !text.includes("\n")) {
    return line;
  }
  const lines = wrap(plain(text), columns - 3 - indentation.length);
  return [
    `${indentation}/*`,
    ...lines.map((words) => `${indentation} * ${words}`),
    `${indentation} */`,
  ].join("\n");
}

// What ends or opens a comment, what the preprocessor makes another character of, and characters
// that turn the direction of a line, so that code would look like a comment.
const unsafe = /\*\/|\/\*|\?\?[=/'()!<>-]|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

/** The spec's words cannot end the comment that they stand in, and show what they are. */
export function plain(text: string): string {
  return !unsafe.test(text)
    ? text
    : text
        .replaceAll("*/", "* /")
        .replaceAll("/*", "/ *")
        .replace(/\?\?(?=[=/'()!<>-])/g, "? ?")
        .replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "");
}

/** Wraps text whose first line starts further right than the others. */
function wrapAfter(text: string, first: number, others: number): string[] {
  const filler = "x".repeat(first - others);
  const lines = wrap(filler === "" ? text : `${filler}${text}`, columns - 3 - others);
  return lines.map((line, index) => (index === 0 ? line.slice(filler.length) : line));
}
