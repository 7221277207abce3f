// The page docs/errors.md: every message, its rule, a spec that breaks it, what the tool says.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { commandMessages } from "../../generator/commands/problems.ts";
import { compile } from "../../generator/compile.ts";
import type { Source } from "../../generator/lang/ast.ts";
import { withoutUnprintable } from "../../generator/lang/diagnostics.ts";
import { messages } from "../../generator/lang/messages.ts";
import type { Message } from "../../generator/lang/messages/message.ts";
import { render } from "../../generator/lang/render.ts";
import { decodeUtf8 } from "../../generator/lang/source.ts";

const fixtures = join(import.meta.dirname, "../errors");

const introduction = `# What the tool complains about

Every message ends with its code in brackets. Under each code stand the message, the rule and why
there is one, and, for what the compiler finds, a spec that breaks the rule with the tool's words.
\`hypershim explain CODE\` prints the same.
`;

/** The whole page. */
export function errorsPage(): string {
  const all: readonly [string, Message][] = Object.entries({ ...messages, ...commandMessages });
  return [introduction, ...all.map(([code, message]) => section(code, message))].join("\n");
}

function section(code: string, { severity, text, help }: Message): string {
  return `## \`${code}\`\n\n${severity}: ${inert(text)}\n\n${inert(help)}\n${example(code)}`;
}

function example(code: string): string {
  if (!existsSync(join(fixtures, `${code}.idl`))) {
    return "";
  }
  const bytes = readFileSync(join(fixtures, `${code}.idl`));
  const spec = withoutExpectation(bytes.toString());
  const output = outputOf(code, bytes, spec);
  return `\n${fenced(shorten(printable(spec)))}\nThe tool says:\n\n${fenced(printable(output))}`;
}

/** What the compiler prints for the spec as it is shown: its lines are those of the page. */
function outputOf(code: string, bytes: Uint8Array, spec: string): string {
  const path = `${code}.idl`;
  const decoded = decodeUtf8(path, bytes);
  if ("code" in decoded) {
    return render([decoded]);
  }
  const other = read(`${code}.other.idl`);
  const sources = [{ path, text: spec }, ...(other === undefined ? [] : [other])];
  return render(compile(sources, { find: (name) => read(`imports/${name}.idl`) }).diagnostics);
}

function read(path: string): Source | undefined {
  const file = join(fixtures, path);
  return existsSync(file) ? { path, text: readFileSync(file, "utf8") } : undefined;
}

function withoutExpectation(text: string): string {
  return text.replace(/^(?:\/\/~.*\n)*/, "");
}

/** Words of the table as Markdown: only backticks mean anything in them. */
function inert(text: string): string {
  return text.replace(/`[^`]*`|[<>*_]/g, (found) => (found.startsWith("`") ? found : `\\${found}`));
}

function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}text\n${text}${text.endsWith("\n") ? "" : "\n"}${fence}\n`;
}

/** What cannot be shown, or would reorder what is, as marks. */
function printable(text: string): string {
  return withoutUnprintable(text, (found) => (/[\n\t]/.test(found) ? found : "\ufffd"));
}

/** No line longer than a page is wide. */
function shorten(text: string): string {
  return text.replace(/^(.{100}).+$/gm, "$1…");
}
