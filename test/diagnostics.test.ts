// How diagnostics are made and printed, and how files become sources.

import { describe, expect, test } from "vitest";
import type { Source, Span } from "../generator/lang/ast.ts";
import { diagnostic, quoted, suggest } from "../generator/lang/diagnostics.ts";
import { messages } from "../generator/lang/messages.ts";
import { nearest } from "../generator/lang/nearest.ts";
import { render } from "../generator/lang/render.ts";
import { decodeUtf8, locate } from "../generator/lang/source.ts";

const sourceOf = (text: string): Source => ({ path: "idl/a/a.idl", text });

/** The span of the first occurrence of `part`. */
function spanOf(source: Source, part: string): Span {
  const start = source.text.indexOf(part);
  return { source, start, end: start + part.length };
}

describe("the table of messages", () => {
  test.each(Object.entries(messages))("%s is worded like the others", (code, { text, help }) => {
    expect(code).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(text).not.toMatch(/^[A-Z][a-z]|\.$|\n/);
    expect(text.replace(/\{\w+\}/g, "")).not.toMatch(/[{}]/);
    expect(help).toMatch(/^[^]{20,}[.)]$/);
  });
});

describe("a diagnostic", () => {
  const source = sourceOf("module a;\nstruct s {\n    addr: u46;\n    addr: u64;\n}\n");

  test("has the values of its message in its text", () => {
    expect(diagnostic("duplicate-name", spanOf(source, "addr"), { name: "addr" })).toMatchObject({
      text: "'addr' is already defined", severity: "error", notes: [],
    });
  });

  test("prints values as they are, whatever signs are in them", () => {
    const values = { expected: "$& {found} {expected}", found: "'$1'" };
    expect(diagnostic("unexpected-token", spanOf(source, "addr"), values).text).toBe(
      "expected $& {found} {expected}, found '$1'",
    );
  });

  test("refuses wrong codes, wrong values and missing ones at compile time", () => {
    const span = spanOf(source, "addr");
    // @ts-expect-error there is no such code
    expect(() => diagnostic("no-such-code", span, {})).toThrow();
    // @ts-expect-error the value is called `name`
    expect(diagnostic("duplicate-name", span, { nmae: "x" }).text).toContain("{name}");
    // @ts-expect-error the value is missing
    expect(diagnostic("duplicate-name", span, {}).text).toContain("{name}");
  });

  test("prints with excerpt, notes and advice", () => {
    const second = { ...spanOf(source, "addr"), start: source.text.lastIndexOf("addr") };
    const rendered = render([
      diagnostic("duplicate-name", { ...second, end: second.start + 4 }, { name: "addr" }, {
        notes: [{ span: spanOf(source, "addr"), text: "first defined here" }],
        suggestion: suggest("u46", ["u8", "u64"]),
      }),
    ]);
    expect(rendered).toBe(
      [
        "idl/a/a.idl:4:5: error: 'addr' is already defined [duplicate-name]",
        "    4 |     addr: u64;",
        "      |     ^^^^",
        "idl/a/a.idl:3:5: note: first defined here",
        "    3 |     addr: u46;",
        "      |     ^^^^",
        "  = help: did you mean `u64`?",
      ].join("\n"),
    );
  });

  test("gives no advice when it has none", () => {
    const none = diagnostic("duplicate-name", spanOf(source, "addr"), { name: "addr" }, {
      suggestion: suggest("u46", ["something_else"]),
    });
    expect(render([none])).not.toContain("help");
  });
});

describe("an excerpt", () => {
  const show = (text: string, part: string, length = part.length): readonly string[] => {
    const source = sourceOf(text);
    const { start } = spanOf(source, part);
    const found = diagnostic("dangling-doc", { source, start, end: start + length }, {});
    return render([found]).replace(`error: ${found.text}`, "…").split("\n");
  };

  test("keeps carets under what they mean when there are tabs", () => {
    expect(show("\ta\tbc\td", "bc")).toEqual([
      "idl/a/a.idl:1:4: … [dangling-doc]",
      "    1 |     a   bc  d",
      "      |         ^^",
    ]);
  });

  test("counts characters, not units of storage", () => {
    expect(show("\u{1f600}\u{1f600} é x", "x")).toEqual([
      "idl/a/a.idl:1:6: … [dangling-doc]",
      "    1 | \u{1f600}\u{1f600} é x",
      "      |        ^",
    ]);
  });

  test("stands under characters that take two cells, or none", () => {
    expect(show("/* \u6f22\u5b57 */ x", "x").slice(1)).toEqual([
      "    1 | /* \u6f22\u5b57 */ x", "      |            ^",
    ]);
    expect(show("e\u0301 x", "x").slice(1)).toEqual(["    1 | e\u0301 x", "      |   ^"]);
  });

  test("shows the part of a long line that matters", () => {
    const [place, line, carets] = show(`${"a ".repeat(50_000)}HERE ${"b ".repeat(50_000)}`, "HERE");
    expect(place).toContain(":1:100001:");
    expect(line).toMatch(/^ {4}1 \| …(a )+HERE (b ?)+…$/);
    expect(line!.length).toBeLessThan(140);
    expect(line!.indexOf("HERE")).toBe(carets!.indexOf("^^^^"));
  });

  test("ends with the line, also when the span does not", () => {
    expect(show("one\r\ntwo three\r\nfour", "three", 12)).toEqual([
      "idl/a/a.idl:2:5: … [dangling-doc]",
      "    2 | two three",
      "      |     ^^^^^",
    ]);
  });

  test("has a caret where there is nothing", () => {
    expect(show("", "")).toEqual(["idl/a/a.idl:1:1: … [dangling-doc]", "    1 |", "      | ^"]);
    expect(show("a\n", "\n", 0).slice(1)).toEqual(["    1 | a", "      |  ^"]);
  });

  test("shows control characters as one mark each", () => {
    expect(show("a\u001b[31m\u202eb x", "x")[1]).toBe("    1 | a\ufffd[31m\ufffdb x");
  });

  test("makes room for large line numbers", () => {
    expect(show(`${"\n".repeat(123_455)}x`, "x").slice(1)).toEqual(["123456 | x", "       | ^"]);
  });
});

describe("many diagnostics", () => {
  const source = sourceOf("a\n".repeat(10_000));
  const all = Array.from({ length: 10_000 }, (_, index) =>
    diagnostic("dangling-doc", { source, start: index * 2, end: index * 2 + 1 }, {}),
  );

  test("are printed up to a hundred, the rest is counted", () => {
    const lines = render(all).split("\n");
    expect(lines).toHaveLength(301);
    expect(lines.at(-1)).toBe("… and 9900 more errors");
    expect(render(all.slice(0, 101)).split("\n").at(-1)).toBe("… and 1 more error");
    expect(render(all.slice(0, 100)).split("\n")).toHaveLength(300);
    expect(render([])).toBe("");
  });
});

test("places are found in every line", () => {
  const source = sourceOf("ab\n\ncd\r\ne");
  const places = [0, 1, 2, 3, 4, 5, 6, 8, 9].map((start) => {
    const { line, column } = locate({ source, start, end: start });
    return `${line}:${column}`;
  });
  expect(places).toEqual(["1:1", "1:2", "1:3", "2:1", "3:1", "3:2", "3:3", "4:1", "4:2"]);
});

describe("the name that was meant", () => {
  test.each([
    ["u46", ["u8", "u16", "u64"], "u64"],
    ["stuct", ["struct", "states"], "struct"],
    ["ioreq_sate", ["ioreq_state", "ioreq_type"], "ioreq_state"],
    ["ready", ["ready", "reads"], "reads"],
    ["x", ["y"], undefined],
    ["completely", ["different"], undefined],
    ["", ["a"], undefined],
    ["abc", [], undefined],
  ])("%s", (name, candidates, expected) => {
    expect(nearest(name, candidates)).toBe(expected);
  });

  test("may be found among a set's values or a map's keys", () => {
    expect(nearest("u46", new Set(["u64"]))).toBe("u64");
    expect(nearest("u46", new Map([["u64", 1]]))).toBe("u64");
  });
});

test("quotes are short and printable", () => {
  expect(quoted("abc")).toBe("'abc'");
  expect(quoted("a\nb\u0000")).toBe("'a\\x0ab\\x00'");
  expect(quoted("\u202e\u{e0001}")).toBe("'\\u{202e}\\u{e0001}'");
  expect(quoted("x".repeat(41))).toBe(`'${"x".repeat(40)}…'`);
  expect(quoted("\u0000".repeat(10_000))).toBe(`'${"\\x00".repeat(10)}…'`);
});

describe("decoding", () => {
  const bytes = (...values: (number | string)[]): Uint8Array =>
    Buffer.concat(
      values.map((value) => (typeof value === "number" ? Buffer.of(value) : Buffer.from(value))),
    );

  test("takes UTF-8, with or without a byte order mark", () => {
    expect(decodeUtf8("a.idl", bytes("é\u{1f600}"))).toEqual({ path: "a.idl", text: "é\u{1f600}" });
    expect(decodeUtf8("a.idl", bytes(0xef, 0xbb, 0xbf, "a"))).toEqual({ path: "a.idl", text: "a" });
    expect(decodeUtf8("a.idl", bytes())).toEqual({ path: "a.idl", text: "" });
  });

  test("leaves a replacement character alone that was written", () => {
    expect(decodeUtf8("a.idl", bytes("\ufffd"))).toEqual({ path: "a.idl", text: "\ufffd" });
  });

  test.each([
    ["a stray byte", bytes("ab\ncd", 0xff, "e"), 5, "2:3"],
    ["a sequence cut short", bytes("é\u{1f600}", 0xe2, 0x82, "x"), 6, "1:3"],
    ["an end in the middle", bytes("a", 0xf0, 0x9f), 1, "1:2"],
    ["an overlong form", bytes(0xc0, 0x80), 0, "1:1"],
    ["a surrogate", bytes("x", 0xed, 0xa0, 0x80), 1, "1:2"],
    ["after a byte order mark", bytes(0xef, 0xbb, 0xbf, "a", 0x80), 4, "1:2"],
    ["after a written replacement character", bytes("\ufffd", 0x80), 3, "1:2"],
  ])("refuses %s and says where", (_what, content, offset, place) => {
    const result = decodeUtf8("a.idl", content);
    const rendered = "code" in result ? render([result]) : "accepted";
    expect(rendered.split("\n")[0]).toBe(
      `a.idl:${place}: error: byte ${offset} of the file is not valid UTF-8 [not-utf8]`,
    );
  });
});
