// What a diagnostic's code stands for: the rule, and the wrong spec that docs/errors.md shows.
import errorsPage from "../docs/errors.md?text";
import { type Code, messages } from "./lang/messages.ts";
import { wrap } from "./emit/text.ts";

const WIDTH = 80;

/** The message, why it is there, a spec that causes it, and what the tool says to that spec. */
export function explain(code: Code): string {
  const { severity, text, help } = messages[code];
  const [spec, output] = fencesOf(sectionOf(code));
  const example =
    spec === undefined || output === undefined
      ? ""
      : `\nAn example, ${code}.idl:\n\n${indent(spec)}\nThe tool says:\n\n${indent(output)}`;
  return `${code} (${severity}): ${text}\n\n${wrap(help, WIDTH).join("\n")}\n${example}`;
}

/** The part of the page that is about a code. */
function sectionOf(code: Code): string {
  const from = errorsPage.indexOf(`\n## \`${code}\`\n`);
  const to = errorsPage.indexOf("\n## `", from + 1);
  return from < 0 ? "" : errorsPage.slice(from, to < 0 ? undefined : to);
}

function fencesOf(section: string): readonly string[] {
  return [...section.matchAll(/^(`{3,})\w*\n(.*?)^\1$/gms)].map((match) => match[2] ?? "");
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, "    ");
}
