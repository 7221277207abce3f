// The grammar, construct by construct: modules, constants, enums and structs.

import { describe, expect, test } from "vitest";
import { createLexer } from "../generator/lang/lexer.ts";
import { Parser } from "../generator/lang/parser.ts";
import { annotated, declare, field, members, named, parseClean, plain } from "./parsing.ts";

describe("the grammar", () => {
  test("has no ambiguities that were not meant", () => {
    expect(() => new Parser(true)).not.toThrow();
  });

  test("has tokens that the lexer finds quickly", () => {
    expect(() => createLexer(true)).not.toThrow();
  });
});

describe("modules", () => {
  test("have a name, documentation, annotations, imports and a byte order", () => {
    const module = parseClean(
      '/// First line.\n///\n/// Third line.\n@prefix("io") @since("1")\n' +
        "module port; /// Trailing.\nimport one;\nimport two;\nendian big;\n",
    );
    expect(plain({ ...module, comments: [] })).toEqual({
      name: "port",
      doc: "First line.\n\nThird line.\nTrailing.",
      annotations: [
        { name: "prefix", arguments: [{ kind: "string", value: "io" }] },
        { name: "since", arguments: [{ kind: "string", value: "1" }] },
      ],
      imports: ["one", "two"],
      byteOrder: { order: "big" },
      declarations: [],
      comments: [],
    });
  });

  test.each(["little", "big", "host"])("may be %s-endian", (order) => {
    expect(parseClean(`module spec; endian ${order};`).byteOrder?.order).toBe(order);
  });

  test("keep every comment, in order", () => {
    const text = "// one\nmodule spec; /* two\n*/ /// three\n//// four\n/**/ const a = 1; //";
    const { comments } = parseClean(text);
    expect(comments.map((comment) => comment.text)).toEqual([
      "// one", "/* two\n*/", "/// three", "//// four", "/**/", "//",
    ]);
    for (const { text: image, span } of comments) {
      expect(text.slice(span.start, span.end)).toBe(image);
    }
  });
});

describe("constants and literals", () => {
  test.each([
    ["12", 12n], ["0", 0n], ["-7", -7n], ["0x1f", 31n], ["0xFF_ff", 0xffffn], ["0b1_01", 5n],
    ["1_000_000", 1000000n], ["-0x10", -16n], ["0xffffffffffffffff", 0xffffffffffffffffn],
    ["340282366920938463463374607431768211456", 1n << 128n],
  ])("%s", (text, value) => {
    expect(plain(declare(`const it = ${text};`))).toEqual({ kind: "const", name: "it", value });
  });

  test("may be another constant, of this or another module", () => {
    expect(plain(declare("const it = other.that;"))).toMatchObject({ value: "other.that" });
  });

  test("strings know their escapes", () => {
    const declaration = declare('@header("a\\"b\\\\c\\n\\t\\x41\u00e9") const it = 1;');
    expect(plain(declaration.annotations)).toEqual([
      { name: "header", arguments: [{ kind: "string", value: 'a"b\\c\n\tA\u00e9' }] },
    ]);
  });

  test("hex literals may have spaces and lines between bytes", () => {
    const declaration = declare('bad example it = hex"0aFF\n\t10 " "wrong";');
    expect(plain(declaration)).toEqual({
      kind: "example",
      record: named("it"),
      bytes: { bytes: Uint8Array.of(0x0a, 0xff, 0x10) },
      expected: { kind: "error", text: "wrong" },
    });
  });
});

describe("enums", () => {
  test("open, closed and flags", () => {
    expect(plain(declare("enum state : u4 { none = 0; ready = -1; }"))).toEqual({
      kind: "enum", flags: false, closed: false, name: "state", storage: "u4",
      members: [
        { name: "none", value: 0n, isBit: false },
        { name: "ready", value: -1n, isBit: false },
      ],
    });
    expect(plain(declare("closed enum way : u1 { }"))).toMatchObject({ closed: true, members: [] });
    expect(plain(declare("flags set : u32 { a = 1; b = bit 32; c = bit; d = bit n; }"))).toEqual({
      kind: "enum", flags: true, closed: false, name: "set", storage: "u32",
      members: [
        { name: "a", value: 1n, isBit: false },
        { name: "b", value: 32n, isBit: true },
        { name: "c", value: "bit", isBit: false },
        { name: "d", value: "n", isBit: true },
      ],
    });
  });
});

describe("structs", () => {
  test("have modifiers, size and alignment", () => {
    expect(plain(declare("shared packed struct s size 32 align page { }"))).toEqual({
      kind: "struct", union: false, shared: true, packed: true, name: "s", size: 32n, align: "page",
      members: [],
    });
    expect(plain(declare("packed struct s { }"))).toMatchObject({ shared: false, packed: true });
    expect(plain(declare("shared union s { }"))).toMatchObject({ shared: true, union: true });
    expect(plain(declare("struct s { };"))).toMatchObject({ shared: false, packed: false });
  });

  test("fields", () => {
    const text = 'a: u64 @number; b: u32 at 20; c: u32 big; d: m.t host at k = 7 @c_name("D");';
    expect(members(text)).toEqual([
      field("a", named("u64"), annotated("number")),
      field("b", named("u32"), { at: 20n }),
      field("c", { ...named("u32"), byteOrder: "big" }),
      field("d", { ...named("m.t"), byteOrder: "host" }, {
        at: "k",
        fixed: 7n,
        ...annotated("c_name", "D"),
      }),
    ]);
  });

  test("reserved bytes", () => {
    expect(members("reserved: u16; reserved _pad0: u8[3] at 5;")).toEqual([
      { kind: "reserved", type: named("u16") },
      {
        kind: "reserved", name: "_pad0", at: 5n,
        type: { kind: "array", element: named("u8"), length: 3n },
      },
    ]);
  });

  test("bits of the struct itself", () => {
    expect(
      members(`bits u8 big at 4 {
        [3:0] state: ioreq_state; [4] count; [5] v = 1; [6] reserved; [7] reserved _p;
      }`),
    ).toEqual([
      {
        kind: "bits",
        at: 4n,
        bits: {
          kind: "bits",
          storage: "u8",
          byteOrder: "big",
          entries: [
            { high: 3n, low: 0n, reserved: false, name: "state", type: named("ioreq_state") },
            { high: 4n, low: 4n, reserved: false, name: "count" },
            { high: 5n, low: 5n, reserved: false, name: "v", fixed: 1n },
            { high: 6n, low: 6n, reserved: true },
            { high: 7n, low: 7n, reserved: true, name: "_p" },
          ],
        },
      },
    ]);
  });

  test("named groups of bits, anonymous structs and unions need no ';'", () => {
    const bits = (name: string): object => ({ high: 0n, low: 0n, reserved: false, name });
    const nested = (more: object): object => ({
      kind: "record", union: false, members: [], ...more,
    });
    expect(
      members(
        "f: bits u32 little { [0] a; }\n g: struct size 4 { x: u32; };\n h: union { }\n" +
          "i: struct { }[2];\n @number\n j: u64;\n k: struct { } @c_name(\"K\");",
      ),
    ).toEqual([
      field("f", { kind: "bits", storage: "u32", byteOrder: "little", entries: [bits("a")] }),
      field("g", nested({ size: 4n, members: [field("x", named("u32"))] })),
      field("h", nested({ union: true })),
      field("i", { kind: "array", element: nested({}), length: 2n }),
      field("j", named("u64"), annotated("number")),
      field("k", nested({}), {
        ...annotated("c_name", "K"),
      }),
    ]);
  });

  test("unions by tag", () => {
    const text = 'v: union by type { a: one when x, m.y; b: two; c: three when z @since("2"); }';
    expect(members(text)).toEqual([
      field("v", {
        kind: "record",
        union: true,
        tag: "type",
        members: [
          field("a", named("one"), { when: ["x", "m.y"] }),
          field("b", named("two")),
          field("c", named("three"), {
            when: ["z"],
            ...annotated("since", "2"),
          }),
        ],
      }),
    ]);
  });

  test("arrays, outermost first", () => {
    const array = (element: unknown, more: object): object => ({ kind: "array", element, ...more });
    const u8 = named("u8");
    const big = { ...named("u16"), byteOrder: "big" };
    const text = `a: u8[2][3]; b: u8[n]; c: u8[n max 8]; d: u8[max 8]; e: u8[]; f: u8[max];
      g: u16 big[1]; h: u16[1][1] big;`;
    expect(members(text)).toEqual([
      field("a", array(array(u8, { length: 3n }), { length: 2n })),
      field("b", array(u8, { length: "n" })),
      field("c", array(u8, { length: "n", max: 8n })),
      field("d", array(u8, { max: 8n })),
      field("e", array(u8, {})),
      field("f", array(u8, { length: "max" })),
      field("g", array(big, { length: 1n })),
      field("h", array(array(big, { length: 1n }), { length: 1n })),
    ]);
  });

  test("every keyword can name a field", () => {
    const words = [
      "type", "size", "flags", "bits", "state", "read", "struct", "union", "enum", "shared", "ring",
      "big", "host", "at", "when", "in", "op", "code", "id", "length", "header", "module", "import",
      "max", "slots", "indices", "hex", "bit", "example", "bad", "closed", "const", "handle",
    ];
    const text = words.map((word) => `${word}: u8;`).join("\n");
    expect(members(text)).toEqual(words.map((word) => field(word, named("u8"))));
    const inEnum = declare(`enum e : u8 { ${words.map((word) => `${word} = 1;`).join(" ")} }`);
    expect(plain(inEnum)).toMatchObject({ members: words.map((name) => ({ name })) });
  });
});
