// The command `explain`: what a diagnostic's code stands for, or the list of all codes.
import { messages } from "../lang/messages.ts";
import type { Message } from "../lang/messages/message.ts";
import { nearest } from "../lang/nearest.ts";
import { type Outcome, text } from "./load.ts";
import { commandMessages, problem, renderProblem } from "./problems.ts";

const known: Readonly<Record<string, Message>> = { ...messages, ...commandMessages };

const WIDTH = 80;

/** Explains one code, or lists them. */
export function explain(code: string | undefined): Outcome {
  const codes = Object.keys(known);
  if (code === undefined) {
    const width = Math.max(...codes.map((each) => each.length));
    const lines = codes.map((each) => `${each.padEnd(width)}  ${known[each]?.text ?? ""}`);
    return { status: 0, output: text(lines), report: "" };
  }
  // As it stands in a diagnostic, brackets and all, will do as well.
  const name = code.replace(/^\[(.*)\]$/, "$1");
  const message = Object.hasOwn(known, name) ? known[name] : undefined;
  if (message === undefined) {
    const unknown = problem("no-such-code", undefined, { name: code }, nearest(name, codes));
    return { status: 1, output: "", report: text([renderProblem(unknown)]) };
  }
  const output = `${name} (${message.severity}): ${message.text}\n\n${wrap(message.help)}\n`;
  return { status: 0, output, report: "" };
}

function wrap(words: string): string {
  const lines: string[] = [];
  let line = "";
  for (const word of words.split(/\s+/)) {
    if (line !== "" && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  return [...lines, line].join("\n");
}
