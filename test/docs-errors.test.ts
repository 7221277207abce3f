// docs/errors.md is what the message table and the fixtures say, and `explain` says the same.
// `npx vitest run test/docs-errors.test.ts -u` writes the page anew.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { explain } from "../generator/explain.ts";
import { type Code, isCode, messages } from "../generator/lang/messages.ts";
import { errorsPage } from "./docs/errors-page.ts";

const codes = Object.keys(messages).filter(isCode);
const fixtures = new Set(readdirSync(join(import.meta.dirname, "errors")));

test("docs/errors.md is fresh", async () => {
  await expect(errorsPage()).toMatchFileSnapshot("../docs/errors.md");
});

test("every code is explained: message, rule, example, and what the tool says to it", () => {
  expect(codes.length).toBeGreaterThan(100);
  expect(codes.filter((code) => !isExplained(code))).toEqual([]);
});

function isExplained(code: Code): boolean {
  const { severity, text, help } = messages[code];
  const explanation = explain(code);
  const [first, , ...rest] = explanation.split("\n");
  const hasExample = /\n {4}module |The tool says:\n\n {4}/.test(explanation);
  return (
    first === `${code} (${severity}): ${text}` &&
    rest.join(" ").replace(/\s+/g, " ").includes(help.replace(/\s+/g, " ")) &&
    (!fixtures.has(`${code}.idl`) || (hasExample && explanation.includes(`[${code}]`)))
  );
}
