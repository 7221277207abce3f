// The command `explain`: what a diagnostic's code stands for, or the list of all codes.
import { wrap } from "../emit/text.ts";
import { explain as explainCode } from "../explain.ts";
import { isCode, messages } from "../lang/messages.ts";
import type { Message } from "../lang/messages/message.ts";
import { type Outcome, text } from "./load.ts";
import { commandMessages, guess, problem, renderProblem } from "./problems.ts";

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
  if (isCode(name)) {
    return { status: 0, output: explainCode(name), report: "" };
  }
  const message = Object.hasOwn(known, name) ? known[name] : undefined;
  if (message === undefined) {
    const unknown = problem("no-such-code", undefined, { name: code }, guess(name, codes));
    return { status: 1, output: "", report: text([renderProblem(unknown)]) };
  }
  const help = wrap(message.help, WIDTH).join("\n");
  const output = `${name} (${message.severity}): ${message.text}\n\n${help}\n`;
  return { status: 0, output, report: "" };
}
