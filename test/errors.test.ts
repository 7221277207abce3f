// One wrong spec per code, with exactly what the compiler says about it.
//
// `errors/CODE.idl` carries the expected text at its top, behind `//~ `. A file that cannot,
// because it is not even text, has it beside itself in `CODE.expected`. Where one spec is not
// enough, `CODE.other.idl` is compiled along with it; imports are looked for in `errors/imports`.
// `RECORD=true npx vitest run test/errors.test.ts` writes the expectations anew.

import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { compile } from "../generator/compile.ts";
import type { Source } from "../generator/lang/ast.ts";
import type { Diagnostic } from "../generator/lang/diagnostics.ts";
import { isCode, messages } from "../generator/lang/messages.ts";
import { render } from "../generator/lang/render.ts";
import { decodeUtf8 } from "../generator/lang/source.ts";

const folder = join(import.meta.dirname, "errors");
const recording = process.env["RECORD"] === "true";
const MARKER = "//~ ";

const files = readdirSync(folder);
const codes = files
  .filter((file) => file.endsWith(".idl") && !file.endsWith(".other.idl"))
  .map((file) => file.slice(0, -".idl".length));

/** A file of the folder as a source whose path does not depend on where the tests run. */
function read(name: string): Source | Diagnostic {
  return decodeUtf8(name, readFileSync(join(folder, name)));
}

function find(module: string): Source | undefined {
  const name = `imports/${module}.idl`;
  const source = existsSync(join(folder, name)) ? read(name) : undefined;
  return source !== undefined && "path" in source ? source : undefined;
}

/** What the compiler finds in a fixture; `text` stands for the fixture's own text. */
function diagnose(code: string, text?: string): readonly Diagnostic[] {
  const source = text === undefined ? read(`${code}.idl`) : { path: `${code}.idl`, text };
  if ("code" in source) {
    return [source];
  }
  const other = files.includes(`${code}.other.idl`) ? [read(`${code}.other.idl`)] : [];
  const others = other.filter((one): one is Source => !("code" in one));
  return compile([source, ...others], { find }).diagnostics;
}

/** The fixture without its expectation. */
function bodyOf(text: string): string {
  return text.replace(/^(?:\/\/~.*\n)*/, "");
}

function asComment(rendered: string): string {
  return rendered
    .split("\n")
    .map((line) => `${MARKER}${line}`.trimEnd() + "\n")
    .join("");
}

/** What the fixture says will be printed. */
function expectationOf(code: string): string {
  if (files.includes(`${code}.expected`)) {
    return readFileSync(join(folder, `${code}.expected`), "utf8").trimEnd();
  }
  const lines = readFileSync(join(folder, `${code}.idl`), "utf8").split("\n");
  const end = lines.findIndex((line) => !line.startsWith(MARKER.trimEnd()));
  return lines.slice(0, end).map((line) => line.slice(MARKER.length)).join("\n");
}

function record(code: string): void {
  if (files.includes(`${code}.expected`)) {
    writeFileSync(join(folder, `${code}.expected`), `${render(diagnose(code))}\n`);
    return;
  }
  const path = join(folder, `${code}.idl`);
  const body = bodyOf(readFileSync(path, "utf8"));
  // The expectation moves the lines that it speaks of: first find out how long it is.
  const height = render(diagnose(code, body)).split("\n").length;
  const rendered = render(diagnose(code, "//~\n".repeat(height) + body));
  writeFileSync(path, asComment(rendered) + body);
}

describe("every code", () => {
  test("has a fixture", () => {
    expect(Object.keys(messages).filter((code) => !codes.includes(code))).toEqual([]);
  });

  test("is known", () => {
    expect(codes.filter((code) => !isCode(code))).toEqual([]);
  });
});

describe("the diagnostics of", () => {
  test.each(codes)("%s", (code) => {
    if (recording) {
      record(code);
    }
    const diagnostics = diagnose(code);
    expect(render(diagnostics)).toBe(expectationOf(code));
    expect(diagnostics.map((diagnostic) => diagnostic.code)).toContain(code);
  });
});
