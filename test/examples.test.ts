// Examples: values and bytes, as the compiler's own encoder and decoder see them.

import { describe, expect, test } from "vitest";
import { decode, encode } from "../generator/lang/codec.ts";
import type { Example } from "../generator/model.ts";
import { codesOf, modelOf, moduleOf, shippedModel } from "./models.ts";
import { functionOf, load } from "./ts/load.ts";

const examples = shippedModel().modules.flatMap((module) =>
  module.examples.map((example, index): [string, Example] => [
    `${module.name}.${example.record.name} #${index}`, example,
  ]),
);

describe("every example of the shipped specs", () => {
  test.each(examples)("%s", (_, { record, bytes, expected }) => {
    const decoded = decode(record, bytes);
    if (expected.kind === "error") {
      expect(
        decoded,
      ).toMatchObject({ kind: "problem", text: expect.stringContaining(expected.text) });
    } else {
      expect(decoded).toEqual({ kind: "value", value: expected.value });
      expect(encode(record, expected.value)).toEqual(bytes);
    }
  });
});

/** The only example of a spec, which must be sound. */
function onlyExample(body: string): Example {
  return moduleOf(body).examples[0]!;
}

/** A value as plain JavaScript, for comparison. */
function valueOf(body: string): unknown {
  const { expected } = onlyExample(body);
  return expected.kind === "value" ? expected.value : expected;
}

const integer = (value: bigint): unknown => ({ kind: "integer", value });

describe("values", () => {
  test("are complete: what is left out is zero", () => {
    expect(valueOf(`
      struct inner { x: u16; y: bool; reserved: u8; }
      struct s { a: u32; b: inner; c: u16[2]; d: u8[2]; v: u8 = 3; reserved: u8; }
      example s = hex"00000000 0000 00 00 00000000 0000 03 00" { }`)).toEqual({
      kind: "record", fields: [
        { name: "a", value: integer(0n) },
        { name: "b", value: { kind: "record", fields: [
          { name: "x", value: integer(0n) }, { name: "y", value: { kind: "bool", value: false } },
        ] } },
        { name: "c", value: { kind: "array", items: [integer(0n), integer(0n)] } },
        { name: "d", value: { kind: "bytes", bytes: new Uint8Array(2) } },
      ],
    });
  });

  test("have their own byte order, sign and bits", () => {
    expect(codesOf(`
      struct s {
        a: u16 big; b: i16; bits u32 big { [31] top: bool; [30:8] mid; [7:0] low; } c: i64;
      }
      example s = hex"1234 feff 80000105 ffffffffffffffff" {
        a: 0x1234, b: -2, top: true, mid: 1, low: 5, c: -1
      }`)).toEqual([]);
  });

  test("of flags are members put together, or a number", () => {
    const spec = "flags set : u8 { a = 1; b = 2; c = bit 7; } struct s { x: set; y: set; }";
    expect(codesOf(`${spec} example s = hex"83 7f" { x: a | b | c, y: 0x7f }`)).toEqual([]);
  });

  test("of flexible arrays give their lengths", () => {
    const spec = "struct s { count: u16; reserved: u16; items: u32[count max 4]; }";
    expect(
      codesOf(`${spec} example s = hex"0200 0000 01000000 02000000" { items: [1, 2] }`),
    ).toEqual([]);
    expect(codesOf(`${spec} example s = hex"0000 0000" { }`)).toEqual([]);
    expect(
      codesOf(`${spec} bad example s = hex"0200 0000 01000000" "needs 12 bytes, have 8";`),
    ).toEqual([]);
    expect(
      codesOf(`${spec} bad example s = hex"0500 0000 ${"00".repeat(20)}" "items has at most 4 items, not 5";`),
    ).toEqual([]);
    expect(codesOf(`${spec} bad example s = hex"0200 00" "needs 4 bytes, have 3";`)).toEqual([]);
  });

  test("of the rest of a buffer are as many as there are", () => {
    const spec = "struct s { a: u8; tail: u8[]; } struct t { a: u16; tail: u16[]; }";
    expect(codesOf(`${spec} example s = hex"01 020304" { a: 1, tail: hex"020304" }`)).toEqual([]);
    expect(codesOf(`${spec} bad example t = hex"0100 02" "tail: 1 bytes are not a multiple of 2";`)).toEqual([]);
  });

  test("of tagged unions are those of the selected member", () => {
    const spec = `
      enum kind : u8 { none = 0; load = 1; store = 2; }
      struct s { kind: kind; u: union by kind { load: u8; store: u8[2]; }; }`;
    expect(
      valueOf(`${spec} example s = hex"02 0102" { kind: store, u: { store: [1, 2] } }`),
    ).toMatchObject({
      fields: [
        {}, { value: { kind: "member", name: "store", value: { bytes: Uint8Array.of(1, 2) } } },
      ],
    });
    expect(valueOf(`${spec} example s = hex"01 0000" { kind: load }`)).toMatchObject({
      fields: [{}, { value: { kind: "member", name: "load", value: integer(0n) } }],
    });
    expect(valueOf(`${spec} example s = hex"00 0000" { }`)).toMatchObject({
      fields: [{}, { value: { kind: "bytes", bytes: new Uint8Array(2) } }],
    });
  });

  test("of untagged unions are bytes, given through a member", () => {
    const spec = "union word { a: u32; b: u8[4]; } struct s { w: word; }";
    expect(valueOf(`${spec} example s = hex"02010000" { w: { a: 0x102 } }`)).toMatchObject({
      fields: [{ value: { kind: "bytes", bytes: Uint8Array.of(2, 1, 0, 0) } }],
    });
    expect(codesOf(`${spec} example word = hex"01020304" { b: hex"01020304" }`)).toEqual([]);
  });

  test("do not have padding, and examples must not either", () => {
    const spec = "struct s { a: u8; reserved: u8; }";
    expect(codesOf(`${spec} example s = hex"01 01" { a: 1 }`)).toEqual(["example-mismatch"]);
    const { record } = onlyExample(`${spec} example s = hex"01 00" { a: 1 }`);
    expect(decode(record, Uint8Array.of(1, 255))).toMatchObject({ kind: "value" });
  });
});

describe("decoding refuses", () => {
  const spec = `
    closed enum mode : u4 { slow = 1; fast = 2; }
    struct inner { version: u8 = 2; }
    struct s { bits u8 { [3:0] mode: mode; [7:4] kind = 5; } inner: inner; }`;

  test.each([
    ["a value that a closed enum does not have", "53 02", "mode cannot be 3"],
    ["another value than the fixed one of bits", "41 02", "kind must be 5, is 4"],
    ["another value than the fixed one inside", "51 01", "version must be 2, is 1"],
    ["too few bytes", "51", "needs 2 bytes, have 1"],
    ["too many bytes", "51 02 00", "needs 2 bytes, have 3"],
  ])("%s", (_, bytes, text) => {
    expect(codesOf(`${spec} bad example s = hex"${bytes}" "${text}";`)).toEqual([]);
  });
});

test("a record of two gigabytes is not filled to say that an example is short", () => {
  expect(
    codesOf('struct s { a: u8[0x7fff_ffff]; } example s = hex"00" { }'),
  ).toEqual(["example-length"]);
});

test("what a bad example says is what generated code says, too", async () => {
  const spec = `
    closed enum mode : u8 { slow = 1; fast = 2; }
    packed struct item { my_mode: mode; }
    packed struct row { count: u8; version: u8 = 2; items: item[count max 2]; }
    struct rest { a: u16; tail: u16[]; }`;
  const examples = [
    'row = hex"01 02 09" "my_mode cannot be 9";', 'row = hex"01 03 01" "version must be 2, is 3";',
    'row = hex"03 02 01 01 01" "items has at most 2 items, not 3";', 'row = hex"01" "row";',
    'row = hex"02 02 01" "needs 4 bytes, have 3";',
    'rest = hex"0100 020003" "tail: 3 bytes are not a multiple of 2";',
  ].map((example) => `bad example ${example}`);
  const modules = await load(
    modelOf(`module words; endian little; ${spec} ${examples.join(" ")}`),
  );
  expect(() => functionOf(modules.get("words.examples")!, "checkWordsExamples")()).not.toThrow();
  expect(codesOf(`${spec} bad example row = hex"01 02 09" "item.my_mode";`)).toEqual([
    "example-message",
  ]);
  // Which of two problems is found first is the decoder's business.
  expect(codesOf(`${spec} bad example row = hex"01 03 09" "version";`)).toEqual([
    "example-message",
  ]);
});
