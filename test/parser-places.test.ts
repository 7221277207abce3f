// Where things stand: spans, documentation, and what is left of a module with mistakes in it.

import { describe, expect, test } from "vitest";
import type { Documented, Name, Span } from "../generator/lang/ast.ts";
import { render } from "../generator/lang/render.ts";
import { parseWith } from "./parsing.ts";

/** `line:column: text` of everything that was reported. */
function complaints(text: string): readonly string[] {
  return render(parseWith(text).found)
    .split("\n")
    .filter((line) => line.startsWith("spec.idl:") && line.includes("error: "))
    .map((line) => line.replace(/^spec\.idl:/, "").replace("error: ", ""));
}

const SPEC = `/// About the module.
@prefix("io")
module spec;                    /// and more
import other;
endian little;

/// A record.
@header("a.h") shared struct record size 16 {
    /// Leading,
    /// in two lines.
    first: u32 @number;         // not documentation
    second: other.thing[2] big; /// Trailing,
                                /// continued in the same column.
    /// About the third.
    reserved _pad: u8;
    bits u8 {                   /// About the flag.
        [0]   flag: bool;
        [7:1] reserved;         /// Must be zero.
    }
    nested: struct {
        a: u8;                  /// Inside.
    }                           /// About the whole.
}

enum way : u1 { read = 0; write = 1; } /// In one line.

/// Calls.
interface calls {
    /// Reads.
    op 1 read(
        /// Where.
        offset: u64,            /// In bytes.
        size: u8 in (1, 2)      /// How much.
    ) -> (data: u64);           /// Done.
}
//// A ruler is not documentation ////
example record = hex"00 01" { first: 0x10, second: [a.b, read | write] }
`;

type Placed<Node> = Node & { readonly span: Span };

/** All nodes below a value that have a property. */
function collect<Node>(value: unknown, property: string): readonly Placed<Node>[] {
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) {
    return [];
  }
  const inner = Object.entries(value)
    .filter(([key]) => key !== "source" && key !== "span" && key !== "comments")
    .flatMap(([, child]) => collect<Node>(child, property));
  return property in value && "span" in value ? [value as Placed<Node>, ...inner] : inner;
}

const textOf = ({ source, start, end }: Span): string => source.text.slice(start, end);

/** What was written at all nodes below a value that have a property. */
function textsOf(value: unknown, property: string): readonly string[] {
  return collect<object>(value, property).map((node) => textOf(node.span));
}

describe("spans", () => {
  const { module, found } = parseWith(SPEC);

  test("are those of a spec without mistakes", () => {
    expect(render(found)).toBe("");
  });

  test("of names hold the name", () => {
    const names = collect<Name>(module, "text").filter((node) => !("kind" in node));
    expect(names.length).toBeGreaterThan(30);
    for (const { text, span } of names) {
      expect(textOf(span)).toBe(text);
    }
  });

  test("of documented things reach from the first token to the last", () => {
    const texts = textsOf(module, "doc");
    expect(texts).toContain('@prefix("io")\nmodule spec;');
    expect(texts).toContain("first: u32 @number;");
    expect(texts).toContain("second: other.thing[2] big;");
    expect(texts).toContain("[7:1] reserved;");
    expect(texts).toContain("offset: u64");
    expect(texts).toContain("size: u8 in (1, 2)");
    expect(texts).toContain("enum way : u1 { read = 0; write = 1; }");
    expect(texts.filter((text) => /^\s|\s$/.test(text))).toEqual([]);
  });

  test("of types, values and annotations hold what was written", () => {
    const texts = textsOf(module, "kind");
    expect(texts).toContain("other.thing[2]");
    expect(texts).toContain("0x10");
    expect(texts).toContain("read | write");
    expect(texts).toContain("[a.b, read | write]");
    expect(texts).toContain("{ first: 0x10, second: [a.b, read | write] }");
    expect(textsOf(module, "bytes")).toContain('hex"00 01"');
    expect(textsOf(module, "arguments")).toEqual([
      '@prefix("io")', "@number", '@header("a.h")',
    ]);
  });
});

describe("documentation", () => {
  test("goes to what follows, or to what stands before it on the line", () => {
    const docs = collect<Documented & { readonly name?: Name }>(parseWith(SPEC).module, "doc")
      .filter((node) => node.doc !== "")
      .map((node) => [node.name?.text, node.doc]);
    expect(docs).toEqual([
      ["spec", "About the module.\nand more"],
      ["record", "A record."],
      ["first", "Leading,\nin two lines."],
      ["second", "Trailing,\ncontinued in the same column."],
      ["_pad", "About the third."],
      ["flag", "About the flag."],
      [undefined, "Must be zero."],
      ["nested", "About the whole."],
      ["a", "Inside."],
      ["way", "In one line."],
      ["calls", "Calls."],
      ["read", "Reads.\nDone."],
      ["offset", "Where.\nIn bytes."],
      ["size", "How much."],
    ]);
  });

  test("that belongs to nothing is an error, if there is no other", () => {
    expect(complaints("module spec;\n/// of nothing\n")).toEqual([
      "2:1: this documentation belongs to nothing [dangling-doc]",
    ]);
    expect(complaints("module spec;\nstruct a { /// of what\n }")).toHaveLength(1);
    expect(complaints("module spec;\nconst a = ;\n/// of nothing\n")).toEqual([
      "2:11: expected an integer or a name after '=', found ';' [unexpected-token]",
    ]);
  });
});

describe("after a mistake", () => {
  test("the rest of the module is there", () => {
    const { module, found } = parseWith(
      "module spec;\nconst a = ;\nstruct b { x: u8 y: u8; z: u8 }\n" +
        "what is this { x; }\n}\nconst c = 1;\n",
    );
    expect(found.map(({ span }) => textOf(span))).toEqual([";", "y", "", "what", "}"]);
    expect(module.declarations).toMatchObject([{ name: { text: "b" } }, { name: { text: "c" } }]);
  });

  test("a missing ';' at the end of a line costs only itself, and can be fixed", () => {
    const { found, module } = parseWith("module spec\nstruct a {\n    x: u8\n    y: u8;\n}\n");
    const fixes = found.map(({ fix }) => [fix?.span.start, fix?.replacement]);
    expect(fixes).toEqual([[11, ";"], [32, ";"]]);
    const fields = [{ name: { text: "x" } }, { name: { text: "y" } }];
    expect(module.declarations).toMatchObject([{ members: fields }]);
  });

  test("a block that is not closed ends where a declaration begins in the first column", () => {
    const text =
      "module spec;\nstruct a {\n  b: struct {\n    c: u8;\n\n" +
      "struct d { e: u8; }\nenum f : u8 { g = 0; }\n";
    const { module, found } = parseWith(text);
    expect(found.map(({ text: problem }) => problem)).toEqual(["expected '}', found 'struct'"]);
    expect(module.declarations).toHaveLength(3);
  });

  test("a word that is nearly a keyword is recognised", () => {
    const text =
      "module spec;\nmesages m on stream { }\nvirtio device d id 1 { quue a: driver asks b; }\n";
    const advice = render(parseWith(text).found).match(/did you mean `\w+`\?/g);
    expect(advice).toEqual(["did you mean `messages`?", "did you mean `queue`?"]);
  });
});

describe("the module's name", () => {
  const missing = "the file does not begin with 'module NAME;' [missing-module]";

  test.each(["", "\n\n", "// only a comment\n"])("is missed in %j", (text) => {
    expect(complaints(text)).toEqual([`1:1: ${missing}`]);
    expect(render(parseWith(text).found)).toContain("help: begin the file with `module spec;`");
  });

  test("must come first, once", () => {
    expect(complaints("const a = 1;\nmodule spec;\n")).toEqual([`1:1: ${missing}`]);
    expect(complaints("module spec;\nmodule spec;\n")).toEqual([
      "2:1: 'module' is already given [repeated-clause]",
    ]);
    expect(complaints('@prefix("a") @x(1, 2) @y module spec;')).toEqual([]);
  });
});

describe("hostile input", () => {
  const limit = "brackets nest more than 64 deep [nesting-too-deep]";

  test.each([
    ["types", `struct a { ${"x: struct { ".repeat(10_000)}`],
    ["values", `example a = hex"" { x: ${"[".repeat(10_000)}`],
    ["calls", `bind a to b { c { d = ${"f(".repeat(10_000)}`],
    ["blocks", "struct a {\n".repeat(10_000)],
  ])("nested %s give one answer", (_what, text) => {
    const found = complaints(`module spec;\n${text}`);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(limit);
  });

  test("arrays of arrays of arrays do, too", () => {
    const found = complaints(`module spec;\nstruct a { x: u8${"[1]".repeat(10_000)}; }`);
    expect(found).toEqual([`2:15: ${limit}`]);
  });

  test("64 levels are allowed", () => {
    const type = `${"struct { x: ".repeat(63)}u8;${" }".repeat(63)}`;
    expect(complaints(`module spec;\nstruct a { x: ${type} }`)).toEqual([]);
    expect(complaints(`module spec;\nstruct a { x: u8${"[1]".repeat(64)}; }`)).toEqual([]);
  });

  test.each([
    ["members", "struct a {\n", "  1;\n", "}"],
    ["types", "struct a {\n", "  x: ;\n", "}"],
    ["declarations", "", "what 1;\n", ""],
    ["characters", "", "?;\n", ""],
    ["braces", "", "}\n", ""],
    ["missing signs", "struct a {\n", "  x: u8\n", "}"],
  ])("10,000 wrong %s are all counted", (_what, before, line, after) => {
    const { found } = parseWith(`module spec;\n${before}${line.repeat(10_000)}${after}`);
    expect(found.length).toBeGreaterThanOrEqual(10_000);
    expect(render(found)).toMatch(/… and \d+ more errors$/);
  });

  test("control characters do not reach the terminal", () => {
    const text = "module spec;\nconst \u001b[31m = \u0000\u0007;\nconst \u202ea = \"\u001b\";";
    const rendered = render(parseWith(text).found);
    expect(rendered).toContain("'\\x1b' is not allowed here");
    expect(rendered).not.toMatch(/[^\n\P{Cc}]|\u202e/u);
  });

  test("line ends may be those of any system but the oldest", () => {
    expect(complaints("\ufeffmodule spec;\r\n// comment\r\nconst a = 1;\r\n")).toEqual([]);
    expect(complaints("module spec;\rconst a = 1;")).toEqual([
      "1:13: a carriage return without a line feed is not allowed here [invalid-character]",
    ]);
    expect(parseWith("module spec; /// doc\r\n").module.doc).toBe("doc");
  });

  test("what is not closed is said once", () => {
    const comment = "the comment is not closed [unterminated-comment]";
    expect(complaints("module spec;\n/* const a = 1;")).toEqual([`2:1: ${comment}`]);
    expect(complaints("/* module spec;")).toEqual([`1:1: ${comment}`]);
    expect(complaints('module spec;\n@header("a)\nconst a = 1;')).toEqual([
      "2:9: the string is not closed on its line [unterminated-string]",
    ]);
    expect(complaints("module spec;\nstruct a {\n  b: struct {\n")).toEqual([
      "3:14: expected '}', found the end of the file [unexpected-end]",
    ]);
  });

  test("an integer may be long, but not endless", () => {
    expect(complaints(`module spec;\nconst a = ${"9".repeat(1_000_000)};`)).toEqual([
      `2:11: '${"9".repeat(40)}…' is not an integer [invalid-integer]`,
    ]);
  });
});
