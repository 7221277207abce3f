// Small slips: what the compiler says to each, and that it says nothing that only follows from it.

import { expect, test } from "vitest";
import { compile } from "../generator/compile.ts";
import { render } from "../generator/lang/render.ts";
import { codesOf } from "./models.ts";

const space = `
  enum space : u8 { mmio = 0; ports = 1; }
  interface calls { op 1 read(region: u32, offset: u64) -> (); }
  enum phase : u8 { idle = 0; ready = 1; busy = 2; }
  shared struct slot { phase: phase; kind: phase; shift: u8; reserved: u8[5]; address: u64; }
  shared struct page { slots: slot[4]; }
  states slot.phase { idle -> ready: host; ready -> busy: backend; busy -> idle: backend; }`;

/** A binding of one case with that equation; `take` is right. */
function bound(equation: string): string {
  return `${space} bind calls to slot slot of page.slots[n] {
    take ready -> busy; done busy -> idle; read { ${equation} } }`;
}

const header = `enum code : u8 { ping = 1; } struct header { code: code; size: u8; }
  messages pings on stream { header header { code code; body_length size; } ping (); `;

test.each<[slip: string, spec: string, codes: readonly string[]]>([
  ["errors behind syntax errors", "struct s { a: u8 b: u8; } struct t { c: u9; d: nope; }",
    ["unexpected-token", "bits-only-type", "unknown-type"]],
  ["a broken member", "struct s size 9 { a: u46; b u47; d: u49; } struct t size 3 { s: s; }",
    ["bits-only-type", "unexpected-token", "bits-only-type"]],
  ["a broken enum", "enum e : u8 { a = ; b = 300; } struct s { x: e = a; }",
    ["unexpected-token", "value-out-of-range"]],
  ["a broken constant", "const n 5; struct s size 5 { a: u8[n]; b: m; }",
    ["unexpected-token", "unknown-type"]],
  ["a broken import", "import io backend; struct s { a: foo; b: u9; }",
    ["unexpected-token", "bits-only-type"]],
  ["broken states", `${space.replace("host;", "host")} bind calls to slot slot of page.slots[n] {
    take ready -> busy; read { (region, offset) = region_at(mmio, address); } }`,
    ["unexpected-token"]],
  ["a bad number", "enum e : u8 { a = 0x; b = 0x; } struct s { x: u8[0x]; y: u9; }",
    ["invalid-integer", "invalid-integer", "invalid-integer", "bits-only-type"]],
  ["rows of registers in each other's gaps",
    "registers r size 0x400 { 0 a: u32[8] wo stride 8; 4 b: u32[4] wo stride 16; 12 c: u32 ro; }",
    []],
  ["rows of registers that meet somewhere",
    "registers r size 0x400 { 0 a: u32[9] wo stride 12; 4 b: u32[5] wo stride 8; }",
    ["register-overlap"]],
  ["rows of registers that would meet later",
    "registers r size 0x400 { 0 a: u32[2] wo stride 12; 4 b: u32[1] wo stride 8; }", []],
  ["the words in another order", "packed shared struct s { a: u8; }", ["unexpected-token"]],
  ["size behind align", "struct s align 4 size 4 { a: u32; }", []],
  ["a call in a call", bound("(region, offset) = region_at(mmio, log2(shift));"), ["nested-call"]],
  ["a misspelt function", bound("(region, offset) = region_on(mmio, address);"),
    ["unknown-function"]],
  ["one target of two", bound("region = region_at(mmio, address);"), ["lookup-targets"]],
  ["a misspelt target", bound("(region, offst) = region_at(mmio, address);"),
    ["unknown-parameter"]],
  ["an enum as an address", bound("(region, offset) = region_at(mmio, kind);"),
    ["not-an-integer"]],
  ["a move that nobody may make", bound("(region, offset) = region_at(mmio, address);")
    .replace("take ready -> busy", "take ready -> idle"), ["illegal-move"]],
  ["a ring's index that is none",
    "shared ring r of u8[4] { h: bool producer a; slots s; indices free_running; }",
    ["ring-index-type"]],
  ["numbers that no address has", bound("(region, offset) = region_at(mmio, pci(0, 256, 32, 8, -1));"),
    ["number-out-of-range", "number-out-of-range", "number-out-of-range", "number-out-of-range"]],
  ["a region below zero", bound("(region, offset) = region_of(-1, address);"),
    ["number-out-of-range"]],
  ["a request beside a header", `${header.replace("ping ();", "")} request header; }`,
    ["request-with-header"]],
  ["true for a number", "struct s { n: u8; } example s = hex\"01\" { n: true }",
    ["example-shape"]],
  ["a length outside", "struct s { n: u8; u: struct { a: u8[n]; } }", ["unknown-length"]],
  ["a bit outside", "flags f : u8 { a = bit 8; }", ["bit-number"]],
  ["fields named as keywords",
    "struct s { a: struct { x: u8; } at: u8; b: struct { y: u8; } when: u8; }", []],
  ["two spellings of a parameter", "interface i { op 1 a(number: u8, Number: u8) -> (); }",
    ["name-collision"]],
  ["what an enum is asked by", "enum e : u8 { a = 1; } struct e_known { a: u8; }",
    ["name-collision"]],
  ["what operations are numbered by",
    "interface i { op 1 go(a: u8) -> (); } const i_op_go = 1;", ["name-collision"]],
  ["what registers are put together by",
    "registers r size 4 { 0 m: bits u32 rw { [31:0] x; } } struct r_m_with_x { a: u8; }",
    ["name-collision"]],
  ["bits named as offsets are", "registers r size 12 { 0 a: bits u32 rw { [0] offset: bool; " +
    "[1] b_offset: bool; [31:2] reserved; } 4 a_b: u32 rw; 8 b: bits u32 ro { [31:0] low; } }",
    ["name-collision", "name-collision"]],
  ["how much room registers take", "registers r size 4 { 0 m: u32 rw; } const r_size = 4;",
    ["name-collision"]],
  ["where a ring is full",
    "shared ring r of u8[4] { h: u32 producer a; t: u32 consumer b; slots s; indices masked; } " +
      "struct r_span { a: u8; }", ["name-collision"]],
  ["how many bytes a record has", "struct s { a: u32; } const s_size = 4;", ["name-collision"]],
  ["what is inside a record", "struct s { info: bits u8 { [7:0] a; } } struct s_info { a: u8; }",
    ["name-collision"]],
  ["what an interface's operations are numbered by",
    "interface i { op 1 go() -> (); } enum i_operation : u8 { a = 1; }", ["name-collision"]],
  ["halves of a number", "struct s { a: u64; b: u64[2]; a_low: u32; b_high: u32; }",
    ["name-collision", "name-collision"]],
  ["halves of what has none", "struct s { a: u32; a_low: u32; b: u64; b_mid: u64; }", []],
  ["a move whose states have moves in their names",
    "enum e : u8 { a = 0; a_to_b = 1; b = 2; b_to_b = 3; } shared struct s { e: e; } states s.e " +
      "{ a -> b_to_b: x; a_to_b -> b: x; b_to_b -> a: x; b -> a_to_b: x; a -> a_to_b: x; }",
    ["name-collision"]],
  ["a move from wherever it is",
    "enum e : u8 { a = 0; b = 1; c = 2; } shared struct s { e: e; } " +
      "states s.e { a -> b: x; b -> c: x; * -> a: x; } struct s_e_any_to_a { a: u8; }",
    ["name-collision"]],
  ["letters of other alphabets", "struct \u6f22 { x: nope; }",
    ["invalid-character"]],
  ["a string where none belongs", 'struct s { a: u8; }\n"open', ["unterminated-string"]],
  ["one bad pair of digits", 'struct s { a: u8; } example s = hex"0g" { a: 0 }', ["invalid-hex"]],
  ["types that C would not spell", '@c_type("struct s; int evil") struct s { a: u8; }',
    ["bad-c-name"]],
  ["an order of one byte", "struct s { a: u8 big; b: u8[4] big; }",
    ["order-without-integer", "order-without-integer"]],
  ["widths before the bits", "registers r size 4 { 0 a: bits u32 rw widths 1, 4 { [31:0] v; } }",
    []],
])("%s", (_slip, spec, codes) => {
  expect(codesOf(spec)).toEqual(codes);
});

test.each(["string", "errno", "Assert", "features"])("%s is a header, no module", (name) => {
  const { diagnostics } = compile([{ path: "m.idl", text: `module ${name};` }]);
  expect(diagnostics.map(({ code }) => code)).toEqual(["reserved-name"]);
});

test("a syntax error in one file hides nothing in another", () => {
  const { diagnostics } = compile([
    { path: "two.idl", text: "module two; struct a { x u8; }" },
    { path: "three.idl", text: "module three; import two; struct b { y: nope; z: a; }" },
    { path: "four.idl", text: "struct c { x: u9; }" },
    { path: "five.idl", text: "module five; import four; import gone; struct d { x: c; y: u9; }" },
  ]);
  expect(diagnostics.map(({ code, span }) => `${span.source.path} ${code}`).sort()).toEqual([
    "five.idl bits-only-type", "five.idl unknown-module", "four.idl bits-only-type",
    "four.idl missing-module", "three.idl unknown-type", "two.idl unexpected-token",
  ]);
});

test.each([
  ["uint32_t", "u32"], ["int", "i32"], ["char", "u8"], ["__u16", "u16"], ["s64", "i64"],
  ["bool8", "bool"], ["__le32", "u32 little"], ["be16", "u16 big"], ["usize", "u64"],
])("who writes %s means %s", (written, meant) => {
  const text = `module m; struct s { a: ${written}; }`;
  const { diagnostics } = compile([{ path: "m.idl", text }]);
  expect(render(diagnostics)).toContain(`did you mean \`${meant}\`?`);
});

test.each([
  ["struct s { u32 a; }", "the name goes first, as in `a: u32`"],
  ["struct s { __le16 b[4]; }", "the name goes first, as in `b: __le16`"],
  ["enum color { red = 1; }", "say what it is stored in, as in `color : u32`"],
  ["interface i { op 1 go(a: u8 in ()) -> (); }", "expected a value that is allowed, found ')'"],
])("%s is explained", (text, advice) => {
  const { diagnostics } = compile([{ path: "m.idl", text: `module m; endian little; ${text}` }]);
  expect(diagnostics.map(({ code }) => code)).toEqual(["unexpected-token"]);
  expect(render(diagnostics)).toContain(advice);
});

test("two thousand states with moves from anywhere are too many, and that is said at once", () => {
  const names = Array.from({ length: 2_000 }, (_, index) => `s${index}`);
  const spec = `
    enum state : u16 { ${names.map((name, index) => `${name} = ${index};`).join(" ")} }
    shared struct s { state: state; }
    states s.state { ${names.map((name) => `* -> ${name}: host;`).join(" ")} }`;
  expect(codesOf(spec)).toEqual(["too-many-moves"]);
});

test("a message does not repeat a name of a million letters", () => {
  const text = `module m; struct s { a: ${"x".repeat(1_000_000)}; }`;
  expect(render(compile([{ path: "m.idl", text }]).diagnostics).length).toBeLessThan(1_000);
});
