// Generated codecs against the compiler's own encoder and decoder, and against bad input.

import { describe, expect, test } from "vitest";
import { encode } from "../generator/lang/codec.ts";
import type { RecordType } from "../generator/model.ts";
import { camel, pascal } from "../generator/words.ts";
import { functionOf, hexOf, load, tortureModel, viewOf, type Exports } from "./ts/load.ts";
import { plain, randomFrom, randomRecord } from "./ts/values.ts";
import { corpus, modelOf, shippedSpecs } from "./specs/load.ts";

const models = [modelOf([...shippedSpecs(), ...corpus()]), tortureModel()];
const loaded = await Promise.all(models.map(load));

interface Subject {
  readonly name: string;
  readonly record: RecordType;
  readonly exports: Exports;
}

/** Every record with a codec of its own; tagged unions have theirs in the record around them. */
const subjects: readonly Subject[] = models.flatMap((model, index) =>
  model.modules.flatMap((module) =>
    module.records
      .filter((record) => record.tag === undefined)
      .map((record) => ({
        name: `${module.name}.${record.name}`,
        record,
        exports: loaded[index]!.get(module.name.replaceAll("_", "-"))!,
      })),
  ),
);

function codecOf({ record, exports }: Subject): {
  readonly decode: (view: DataView, offset?: number) => unknown;
  readonly encode: (value: unknown, view: DataView, offset?: number) => unknown;
} {
  const name = pascal(record.qualified);
  return {
    decode: functionOf(exports, `decode${name}`),
    encode: functionOf(exports, `encode${name}`),
  };
}

describe("random values survive, byte for byte", () => {
  test.each(subjects)("$name", (subject) => {
    const { record } = subject;
    const codec = codecOf(subject);
    const random = randomFrom(record.qualified.length);
    for (let round = 0; round < 40; round++) {
      const value = randomRecord(record, random);
      const bytes = encode(record, value);
      const expected = plain({ kind: "record", record }, value);
      const view = new DataView(bytes.buffer);
      expect(codec.decode(view)).toEqual(expected);

      const written = new DataView(new ArrayBuffer(bytes.length));
      new Uint8Array(written.buffer).fill(0xee);
      codec.encode(expected, written);
      expect(hexOf(written)).toBe(Buffer.from(bytes).toString("hex"));

      if (!hasRest(record)) {
        const page = new DataView(new ArrayBuffer(bytes.length + 9));
        codec.encode(expected, page, 5);
        expect(codec.decode(page, 5)).toEqual(expected);
        expect(hexOf(page)).toBe(`${"00".repeat(5)}${hexOf(written)}00000000`);
      }
    }
  });
});

function hasRest(record: RecordType): boolean {
  const last = record.fields.at(-1);
  return last?.type.kind === "array" && last.type.length.kind === "rest";
}

describe("buffers of another size are refused with name, need and have", () => {
  const fixed = subjects.filter(({ record }) =>
    record.fields.every(({ type }) => type.kind !== "array" || type.length.kind === "fixed"),
  );
  test.each(fixed)("$name", (subject) => {
    const { record } = subject;
    const codec = codecOf(subject);
    const name = pascal(record.qualified);
    const value = plain({ kind: "record", record }, randomRecord(record, randomFrom(7)));
    const sizes = [0, record.size - 1, record.size + 1];
    for (const have of sizes.filter((size) => size >= 0 && size !== record.size)) {
      const view = new DataView(new ArrayBuffer(have));
      const text = `${name} needs ${record.size} bytes, have ${have}`;
      expect(() => codec.decode(view)).toThrow(new RangeError(text));
      expect(() => codec.encode(value, view)).toThrow(new RangeError(text));
    }
    const page = new DataView(new ArrayBuffer(record.size + 4));
    expect(() => codec.decode(page, 5)).toThrow(
      new RangeError(`${name} needs ${record.size} bytes, have ${Math.max(record.size - 1, 0)}`),
    );
    expect(() => codec.encode(value, page, -1)).toThrow(`${name} needs`);
    expect(() => codec.decode(page, NaN)).toThrow(`${name} needs`);
    expect(hexOf(page)).toBe("00".repeat(page.byteLength));
  });
});

describe("the examples of the specs", () => {
  const checks = models.flatMap((model, index) =>
    model.modules
      .filter(({ examples }) => examples.length > 0)
      .map(({ name }) => ({
        name,
        exports: loaded[index]!.get(`${name.replaceAll("_", "-")}.examples`)!,
      })),
  );
  test.each(checks)("$name", ({ name, exports }) => {
    functionOf(exports, `check${pascal(name)}Examples`)();
  });

  test("would be missed if they were wrong", async () => {
    const wrong = modelOf([
      {
        path: "wrong.idl",
        text: `module wrong; endian little;
          struct s { a: u16; }
          example s = hex"0100" { a: 1 }
          bad example s = hex"01" "needs";`,
      },
    ]);
    const [module] = wrong.modules;
    const [good, bad] = module!.examples;
    const withBytes = async (...examples: NonNullable<typeof good>[]): Promise<() => unknown> => {
      const modules = await load({ modules: [{ ...module!, examples }] });
      return functionOf(modules.get("wrong.examples")!, "checkWrongExamples");
    };
    expect(await withBytes({ ...good!, bytes: Uint8Array.of(2, 0) })).toThrow("decode to another");
    expect(await withBytes({ ...bad!, bytes: Uint8Array.of(2, 0) })).toThrow("it decodes");
    expect(await withBytes({ ...bad!, expected: { kind: "error", text: "other" } })).toThrow(
      "s: RangeError: WrongS needs 2 bytes, have 1",
    );
  });
});

describe("content that a spec does not allow", () => {
  const shapes = loaded[1]!.get("shapes")!;
  const odd = loaded[1]!.get("odd-names")!;
  const decoding =
    (exports: Exports, name: string, hex: string): (() => unknown) =>
    () =>
      functionOf(exports, `decode${name}`)(viewOf(hex));

  test("is refused with record and field", () => {
    expect(decoding(shapes, "ShapesInner", "0102 03 5a 44332211")).toThrow(
      new RangeError("ShapesInner.kind cannot be 3"),
    );
    expect(decoding(shapes, "ShapesInner", "0102 02 5b 44332211")).toThrow(
      new RangeError("ShapesInner.magic must be 90, is 91"),
    );
    expect(decoding(shapes, "ShapesNumbers", "65000000" + "0000".repeat(101))).toThrow(
      new RangeError("ShapesNumbers.values has at most 100 items, not 101"),
    );
    expect(decoding(shapes, "ShapesNumbers", "ffffffff 0000")).toThrow(
      new RangeError("ShapesNumbers needs 8589934594 bytes, have 6"),
    );
    expect(decoding(odd, "OddNamesSeries", "0000000000000002 0000000000000000")).toThrow(
      new RangeError("OddNamesSeries needs 24 bytes, have 16"),
    );
    expect(decoding(odd, "OddNamesSeries", "ffffffffffffffff")).toThrow("does not fit a number");
    expect(decoding(odd, "OddNamesRest", "00".repeat(47))).toThrow("not a multiple of 48");
  });

  test("is refused by encoders as well", () => {
    const encodeInner = functionOf(shapes, "encodeShapesInner");
    const view = new DataView(new ArrayBuffer(8));
    expect(() => encodeInner({ x: 1, kind: 3, y: 0 }, view)).toThrow(
      new RangeError("ShapesInner.kind cannot be 3"),
    );
    const encodeNumbers = functionOf(shapes, "encodeShapesNumbers");
    const values = new Array(101).fill(0);
    expect(() => encodeNumbers({ values }, new DataView(new ArrayBuffer(206)))).toThrow(
      new RangeError("ShapesNumbers.values has at most 100 items, not 101"),
    );
    const encodeTagged = functionOf(shapes, "encodeShapesTagged");
    const page = new DataView(new ArrayBuffer(24));
    const number = { kind: "number", value: 1n };
    expect(() => encodeTagged({ type: 2, v: number }, page)).toThrow(
      new RangeError("ShapesTaggedV is number, but its tag is 2"),
    );
    const unknown = { kind: "unknown", value: new Uint8Array(16) };
    expect(() => encodeTagged({ type: 1, v: unknown }, page)).toThrow(
      "is unknown, but its tag is 1",
    );
    expect(() =>
      encodeTagged({ type: 9, v: { ...unknown, value: new Uint8Array(3) } }, page),
    ).toThrow(new RangeError("ShapesTaggedV has 16 items, not 3"));
  });

  test("of a flexible array is refused when it does not fit its length field", () => {
    const encodeBytes = functionOf(shapes, "encodeShapesBytesOf");
    const data = new Uint8Array(256);
    expect(() => encodeBytes({ data }, new DataView(new ArrayBuffer(257)))).toThrow(
      new RangeError("ShapesBytesOf.data has at most 255 items, not 256"),
    );
  });
});

describe("64-bit fields that are numbers", () => {
  const odd = loaded[1]!.get("odd-names")!;
  const parts = { first: false, middle: 0, last: 0, low: 0, high: 0, byte: 0, top: 0 };
  const crooked = { a: 1, b: 2, c: 3, d: 4n, f: -1 };
  const largest = Number.MAX_SAFE_INTEGER;

  test("take every safe integer", () => {
    for (const e of [0, 1, -1, largest, -largest, -(2 ** 32), 2 ** 32, -(2 ** 32) - 1]) {
      const view = new DataView(new ArrayBuffer(27));
      functionOf(odd, "encodeOddNamesCrooked")({ ...crooked, e }, view);
      expect(view.getBigInt64(15)).toBe(BigInt(e));
      expect(functionOf(odd, "decodeOddNamesCrooked")(view)).toEqual({ ...crooked, e });
    }
  });

  test.each([2 ** 53, -(2 ** 53), 0.5, NaN, Infinity, -Infinity])("refuse %d", (e) => {
    const view = new DataView(new ArrayBuffer(27));
    const encoding = (): unknown =>
      functionOf(odd, "encodeOddNamesCrooked")({ ...crooked, e }, view);
    expect(encoding).toThrow(RangeError);
    expect(encoding).toThrow("OddNamesCrooked.e is not a whole number");
    expect(() =>
      functionOf(odd, "encodeOddNamesParts")(
        { ...parts, safe: e },
        new DataView(new ArrayBuffer(16)),
      ),
    ).toThrow("OddNamesParts.safe is not a whole number");
  });

  test.each([2n ** 53n, -(2n ** 53n), 2n ** 63n - 1n, -(2n ** 63n)])(
    "are not rounded: %d",
    (value) => {
      const view = new DataView(new ArrayBuffer(27));
      view.setBigInt64(15, value);
      expect(() => functionOf(odd, "decodeOddNamesCrooked")(view)).toThrow(
        new RangeError(`OddNamesCrooked.e does not fit a number: ${value}`),
      );
    },
  );

  test.each([-1, -0.5, 2 ** 53, 2 ** 64, NaN])("that are unsigned refuse %d", (addr) => {
    const ioreq = loaded[0]!.get("xen-ioreq")!;
    const value = functionOf(ioreq, "decodeXenIoreq")(viewOf(`${"00".repeat(31)}01`)) as object;
    const view = new DataView(new ArrayBuffer(32));
    expect(() => functionOf(ioreq, "encodeXenIoreq")({ ...value, addr }, view)).toThrow(
      new RangeError(`XenIoreq.addr is not a whole number from 0 to 2^53 - 1: ${addr}`),
    );
  });
});

test("an odd offset and the other byte order", () => {
  const odd = loaded[1]!.get("odd-names")!;
  const crooked = viewOf("01 0203 04050607 08090a0b0c0d0e0f ffffffffffffff10 80000000");
  expect(functionOf(odd, "decodeOddNamesCrooked")(crooked)).toEqual({
    a: 1,
    b: 0x203,
    c: 0x4050607,
    d: 0x8090a0b0c0d0e0fn,
    e: -240,
    f: -(2 ** 31),
  });
});

test("32 bits and fewer are stored modulo their width, and never reach another field", () => {
  const odd = loaded[1]!.get("odd-names")!;
  const view = new DataView(new ArrayBuffer(16));
  functionOf(odd, "encodeOddNamesParts")(
    { first: true, middle: 2 ** 30, last: 2, low: 0x1_0001, high: -1, safe: 0, byte: 256, top: 9 },
    view,
  );
  expect(hexOf(view)).toBe("00000001 ffff0001 2000000000000000".replaceAll(" ", ""));
});

test("constants that are not safe as numbers are bigints", () => {
  const odd = loaded[1]!.get("odd-names")!;
  expect(odd[camel("odd_names_most_safe")]).toBe(Number.MAX_SAFE_INTEGER);
  expect(odd["oddNamesUnsafe"]).toBe(2n ** 53n);
  expect(odd["oddNamesNegativeUnsafe"]).toBe(-(2n ** 53n) - 1n);
});
