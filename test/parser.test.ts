// The grammar, construct by construct: what is made of it, where it stands, and what input cannot do.

import { describe, expect, test } from "vitest";
import type { Declaration, ModuleNode } from "../generator/lang/ast.ts";
import type { Diagnostic } from "../generator/lang/diagnostics.ts";
import { createLexer } from "../generator/lang/lexer.ts";
import { Parser, parse } from "../generator/lang/parser.ts";
import { render } from "../generator/lang/render.ts";

/** Parses and returns what was reported, too. */
function parseWith(text: string): { readonly module: ModuleNode; readonly found: readonly Diagnostic[] } {
  const found: Diagnostic[] = [];
  const module = parse({ path: "spec.idl", text }, (diagnostic) => found.push(diagnostic));
  return { module, found };
}

/** Parses a text with nothing wrong in it. */
function parseClean(text: string): ModuleNode {
  const { module, found } = parseWith(text);
  expect(render(found)).toBe("");
  return module;
}

/** The first declaration of a text. */
function declare(text: string): Declaration {
  const [first] = parseClean(`module spec;\n${text}`).declarations;
  return first!;
}

type Loose = Readonly<Record<string, unknown>>;

/**
 * A node without its places: names and paths as text, constants as values; documentation and
 * annotations only where there are any.
 */
function plain(node: unknown): unknown {
  if (Array.isArray(node)) {
    return node.map(plain);
  }
  if (typeof node !== "object" || node === null || node instanceof Uint8Array) {
    return node;
  }
  const loose = node as Loose;
  const keys = Object.keys(loose).filter((key) => key !== "span" && key !== "source");
  if (keys.length === 1 && (keys[0] === "text" || keys[0] === "names")) {
    const names = loose["names"] as readonly { readonly text: string }[] | undefined;
    return names?.map(({ text }) => text).join(".") ?? loose["text"];
  }
  if (loose["kind"] === "integer") {
    return loose["value"];
  }
  if (loose["kind"] === "name") {
    return plain(loose["path"]);
  }
  const kept = keys.filter(
    (key) => !(key === "doc" && loose[key] === "") && !(key === "annotations" && isEmpty(loose[key])),
  );
  return Object.fromEntries(kept.map((key) => [key, plain(loose[key])]));
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

const named = (path: string): object => ({ kind: "named", path });
const field = (name: string, type: unknown, more: object = {}): object => ({
  kind: "field", name, type, when: [], ...more,
});

function members(text: string): readonly unknown[] {
  const declaration = declare(`struct record {\n${text}\n}`);
  return (plain(declaration) as { readonly members: readonly unknown[] }).members;
}

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
      '/// First line.\n///\n/// Third line.\n@prefix("io") @since("1")\nmodule port; /// Trailing.\n' +
        "import one;\nimport two;\nendian big;\n",
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
    expect(members("a: u64 @number; b: u32 at 20; c: u32 big; d: m.t host at k = 7 @c_name(\"D\");")).toEqual([
      field("a", named("u64"), { annotations: [{ name: "number", arguments: [] }] }),
      field("b", named("u32"), { at: 20n }),
      field("c", { ...named("u32"), byteOrder: "big" }),
      field("d", { ...named("m.t"), byteOrder: "host" }, {
        at: "k",
        fixed: 7n,
        annotations: [{ name: "c_name", arguments: [{ kind: "string", value: "D" }] }],
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
      members("bits u8 big at 4 { [3:0] state: ioreq_state; [4] count; [5] v = 1; [6] reserved; [7] reserved _p; }"),
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
    const nested = (more: object): object => ({ kind: "record", union: false, members: [], ...more });
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
      field("j", named("u64"), { annotations: [{ name: "number", arguments: [] }] }),
      field("k", nested({}), {
        annotations: [{ name: "c_name", arguments: [{ kind: "string", value: "K" }] }],
      }),
    ]);
  });

  test("unions by tag", () => {
    expect(members("v: union by type { a: one when x, m.y; b: two; c: three when z @since(\"2\"); }")).toEqual([
      field("v", {
        kind: "record",
        union: true,
        tag: "type",
        members: [
          field("a", named("one"), { when: ["x", "m.y"] }),
          field("b", named("two")),
          field("c", named("three"), {
            when: ["z"],
            annotations: [{ name: "since", arguments: [{ kind: "string", value: "2" }] }],
          }),
        ],
      }),
    ]);
  });

  test("arrays, outermost first", () => {
    const array = (element: unknown, more: object): object => ({ kind: "array", element, ...more });
    const u8 = named("u8");
    const big = { ...named("u16"), byteOrder: "big" };
    expect(members("a: u8[2][3]; b: u8[n]; c: u8[n max 8]; d: u8[max 8]; e: u8[]; f: u8[max]; g: u16 big[1]; h: u16[1][1] big;")).toEqual([
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

describe("rings", () => {
  test("with indices of both sides", () => {
    expect(
      plain(
        declare(
          "shared ring page of slot[511] size 4096 { r: u32 consumer backend; w: u32 at 4 producer host;" +
            " reserved: u32; indices free_running folded by host; }",
        ),
      ),
    ).toEqual({
      kind: "ring", shared: true, name: "page", slot: named("slot"), capacity: 511n, size: 4096n,
      members: [
        field("r", named("u32"), { role: { kind: "consumer", party: "backend" } }),
        field("w", named("u32"), { at: 4n, role: { kind: "producer", party: "host" } }),
        { kind: "reserved", type: named("u32") },
      ],
      indices: { mode: "free_running", foldedBy: "host" },
    });
  });

  test("without capacity, with named slots", () => {
    expect(
      plain(declare("ring avail of u16[] { flags: u16; slots: u16; indices: u8; /// The slots.\n slots all; indices masked; }")),
    ).toEqual({
      kind: "ring", shared: false, name: "avail", slot: named("u16"),
      members: [
        field("flags", named("u16")), field("slots", named("u16")), field("indices", named("u8"), { doc: "The slots." }),
        { kind: "slots", name: "all" },
      ],
      indices: { mode: "masked" },
    });
  });
});

test("states", () => {
  expect(plain(declare("states m.ioreq.state { initial none; initial -> ready: host; * -> none: backend; }"))).toEqual({
    kind: "states", field: "m.ioreq.state", initial: "none",
    transitions: [
      { from: "initial", to: "ready", party: "host" },
      { to: "none", party: "backend" },
    ],
  });
});

test("registers", () => {
  const register = (offset: unknown, name: string, type: unknown, more: object = {}): object => ({
    offset, name, type, halves: false, widths: [], ...more,
  });
  const ro = { access: { mode: "ro" } };
  const entry = { high: 0n, low: 0n, reserved: false, name: "a" };
  const bits = { kind: "bits", storage: "u32", entries: [entry] };
  const array = (element: string, length: bigint): object => ({ kind: "array", element: named(element), length });
  expect(
    plain(
      declare(
        "registers map size 0x200 { 0x000 magic: u32 ro = 0x74; 0x60 status: bits u32 ro { [0] a; }\n" +
          "0x64 later: bits u32 { [0] a; } wo; 0x80 desc: u64 wo as halves; 0x100 config: u8[0x100] rw widths 1, 2, 4;" +
          " base entry: u32[4] rw stride 16 @since(\"2\"); 0x10 none: u32; }",
      ),
    ),
  ).toEqual({
    kind: "registers", name: "map", size: 0x200n,
    registers: [
      register(0n, "magic", named("u32"), { ...ro, fixed: 0x74n }),
      register(0x60n, "status", bits, ro),
      register(0x64n, "later", bits, { access: { mode: "wo" } }),
      register(0x80n, "desc", named("u64"), { access: { mode: "wo" }, halves: true }),
      register(0x100n, "config", array("u8", 0x100n), { access: { mode: "rw" }, widths: [1n, 2n, 4n] }),
      register("base", "entry", array("u32", 4n), {
        access: { mode: "rw" },
        stride: 16n,
        annotations: [{ name: "since", arguments: [{ kind: "string", value: "2" }] }],
      }),
      register(0x10n, "none", named("u32")),
    ],
  });
});

describe("messages", () => {
  const condition = (path: string, more: object = {}): object => ({ field: path, negated: false, ...more });
  const body = (type?: string, more: object = {}): object => ({
    ...(type === undefined ? {} : { type: named(type) }), ...more,
  });

  test("without a header", () => {
    expect(plain(declare("messages m on datagram { request cmd; reply resp when wanted; }"))).toEqual({
      kind: "messages", name: "m", carrier: "datagram", request: body("cmd"),
      reply: { body: body("resp"), when: condition("wanted") }, messages: [],
    });
  });

  test("with a header", () => {
    expect(
      plain(
        declare(
          "messages m on stream { header hdr { code a.op; length size including header; id dev, token;" +
            " is_reply kind == answer; error failed code number; where version == 1; where magic != 0; } }",
        ),
      ),
    ).toEqual({
      kind: "messages", name: "m", carrier: "stream", messages: [],
      header: {
        record: named("hdr"),
        code: "a.op",
        length: { field: "size", includesHeader: true },
        id: ["dev", "token"],
        isReply: condition("kind", { value: "answer" }),
        error: { condition: condition("failed"), code: "number" },
        where: [condition("version", { value: 1n }), condition("magic", { negated: true, value: 0n })],
      },
    });
    expect(plain(declare("messages m on queue { header hdr { body_length size; error bad; }; }"))).toMatchObject({
      header: { length: { field: "size", includesHeader: false }, error: { condition: condition("bad") } },
    });
  });

  test("and their bodies, answers and descriptors", () => {
    const range = (min: bigint, max: bigint): object => ({ descriptors: { min, max } });
    expect(
      plain(
        declare(
          "messages m on stream { get () -> u; set = 5 (u) -> u when need; table (mem, descriptors 1..8) -> u unless quiet == 1;\n" +
            " fd (inflight) -> (inflight, descriptors 1..n); used (used); ping () -> (); fds (descriptors 0..1);" +
            " header () -> (); request (); reply = 1 (); descriptors (descriptors); }",
        ),
      ),
    ).toMatchObject({
      messages: [
        { name: "get", request: {}, reply: { body: body("u") } },
        { name: "set", code: 5n, request: body("u"), reply: { body: body("u"), when: condition("need") } },
        {
          name: "table", request: body("mem", range(1n, 8n)),
          reply: { when: condition("quiet", { negated: true, value: 1n }) },
        },
        { name: "fd", reply: { body: { descriptors: { min: 1n, max: "n" } } } },
        { name: "used", request: body("used") },
        { name: "ping", request: {}, reply: { body: {} } },
        { name: "fds", request: range(0n, 1n) },
        { name: "header" }, { name: "request" }, { name: "reply", code: 1n },
        { name: "descriptors", request: body("descriptors") },
      ],
    });
    expect(declare("messages m on stream { used (used); }")).not.toHaveProperty("messages.0.reply");
  });
});

test("interfaces", () => {
  const parameter = (name: string, type: unknown, more: object = {}): object => ({ name, type, allowed: [], ...more });
  expect(
    plain(
      declare(
        "interface io {\n /// Reads.\n op 1 read(region: u32, size: u8 in (1, 2, big) /// In\n , /// bytes.\n" +
          " offset: u64 @number) -> (data: u64 @bytes(size));\n" +
          " oneway op 4 gone();\n op 5 map() -> (memory: handle memory) error host_error @since(\"1\");\n" +
          " op 9 get(name: u8[max 64]) -> ();\n op 10 op(in: u8); }",
      ),
    ),
  ).toEqual({
    kind: "interface", name: "io",
    operations: [
      {
        doc: "Reads.", oneway: false, number: 1n, name: "read",
        parameters: [
          parameter("region", named("u32")),
          parameter("size", named("u8"), { allowed: [1n, 2n, "big"], doc: "In\nbytes." }),
          parameter("offset", named("u64"), { annotations: [{ name: "number", arguments: [] }] }),
        ],
        results: [parameter("data", named("u64"), { annotations: [{ name: "bytes", arguments: ["size"] }] })],
      },
      { oneway: true, number: 4n, name: "gone", parameters: [], results: [] },
      {
        oneway: false, number: 5n, name: "map", parameters: [], error: named("host_error"),
        results: [parameter("memory", { kind: "handle", of: "memory" })],
        annotations: [{ name: "since", arguments: [{ kind: "string", value: "1" }] }],
      },
      {
        oneway: false, number: 9n, name: "get", results: [],
        parameters: [parameter("name", { kind: "array", element: named("u8"), max: 64n })],
      },
      { oneway: false, number: 10n, name: "op", parameters: [parameter("in", named("u8"))], results: [] },
    ],
  });
});

describe("bindings", () => {
  test("to slots", () => {
    expect(
      plain(
        declare(
          "bind io to slot ioreq of page.vcpu_ioreq[vcpu] { take ready -> busy; done busy -> ready;\n" +
            " read when type == copy, dir != read, flag { (region, offset) = region_at(mmio, addr); }\n" +
            " take when a; done { x = pci(0, m.bus, f()); y = 3; z = a.b; } invalidate; }",
        ),
      ),
    ).toEqual({
      kind: "bind", interface: named("io"),
      target: { kind: "slot", record: named("ioreq"), page: "page.vcpu_ioreq", index: "vcpu" },
      take: { from: "ready", to: "busy" },
      done: { from: "busy", to: "ready" },
      cases: [
        {
          operation: "read",
          conditions: [
            { field: "type", negated: false, value: "copy" },
            { field: "dir", negated: true, value: "read" },
            { field: "flag", negated: false },
          ],
          equations: [
            {
              targets: ["region", "offset"],
              value: {
                kind: "call", function: "region_at",
                arguments: [{ kind: "path", path: "mmio" }, { kind: "path", path: "addr" }],
              },
            },
          ],
        },
        { operation: "take", conditions: [{ field: "a", negated: false }], equations: [] },
        {
          operation: "done",
          conditions: [],
          equations: [
            {
              targets: ["x"],
              value: {
                kind: "call", function: "pci",
                arguments: [0n, { kind: "path", path: "m.bus" }, { kind: "call", function: "f", arguments: [] }],
              },
            },
            { targets: ["y"], value: 3n },
            { targets: ["z"], value: { kind: "path", path: "a.b" } },
          ],
        },
        { operation: "invalidate", conditions: [], equations: [] },
      ],
    });
  });

  test("to messages, also to some that are called slot", () => {
    expect(plain(declare("bind m.io to slot { take busy; }"))).toEqual({
      kind: "bind", interface: named("m.io"), target: { kind: "messages", messages: named("slot") },
      take: { from: "busy" }, cases: [],
    });
  });
});

test("devices", () => {
  expect(
    plain(
      declare(
        "virtio device proxy id 63 { header hdr { code op; };\n queue calls: driver asks io_host;\n" +
          " queue replies: device answers calls;\n config proxy_config;\n features { a = 0; }\n" +
          " shared_memory memory = 0; shared_memory more = 1; }",
      ),
    ),
  ).toEqual({
    kind: "device", name: "proxy", id: 63n, header: { record: named("hdr"), code: "op", id: [], where: [] },
    queues: [
      { name: "calls", party: "driver", does: { kind: "asks", interface: named("io_host") } },
      { name: "replies", party: "device", does: { kind: "answers", queue: "calls" } },
    ],
    config: named("proxy_config"),
    features: [{ name: "a", value: 0n, isBit: false }],
    sharedMemory: [
      { name: "memory", value: 0n, isBit: false },
      { name: "more", value: 1n, isBit: false },
    ],
  });
});

test("examples", () => {
  const declaration = declare(
    'example ioreq = hex"00" { a: 1, b: true, c: read | m.write | 4, d: [1, [2], {}], e: { x: hex"ff" }, f: [] }',
  );
  expect(plain(declaration)).toMatchObject({
    kind: "example",
    record: named("ioreq"),
    expected: {
      kind: "value",
      value: {
        kind: "record",
        fields: [
          { name: "a", value: 1n },
          { name: "b", value: "true" },
          { name: "c", value: { kind: "flags", members: ["read", "m.write", 4n] } },
          { name: "d", value: { kind: "array", items: [1n, { items: [2n] }, { kind: "record", fields: [] }] } },
          { name: "e", value: { fields: [{ name: "x", value: { kind: "bytes", bytes: Uint8Array.of(255) } }] } },
          { name: "f", value: { kind: "array", items: [] } },
        ],
      },
    },
  });
});
