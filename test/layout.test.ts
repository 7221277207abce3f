// Offsets, sizes and alignment: against real headers, and rule by rule.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { codesOf, fieldAt, moduleOf, recordOf, shippedModel, table } from "./models.ts";

describe("shipped specs have the layouts of the C headers", () => {
  const facts = readFileSync(join(import.meta.dirname, "layout", "headers.txt"), "utf8");
  const { modules } = shippedModel();
  const blocks = facts.split(/\n\n+/).slice(1);

  const named = blocks.map((block) => [block.slice(0, block.indexOf(":")), block]);

  test.each(named)("%s", (path, block) => {
    const [moduleName, name] = path.split(".");
    const module = modules.find((candidate) => candidate.name === moduleName);
    const record = recordOf(module!, name!);
    const [first, ...lines] = block.trimEnd().split("\n");
    expect(first).toBe(`${path}: size ${record.size}, align ${record.align}`);
    for (const line of lines) {
      const [, offset, size, shift, width, field] =
        /^ *(\d+) +(\d+) +(?:b(\d)\+(\d+))? *([\w.]+)$/.exec(line)!;
      const found = fieldAt(record, field!);
      const bits = found.field.bits;
      if (shift !== undefined) {
        expect({ field, bit: found.offset * 8 + bits!.shift, width: bits!.width }).toEqual({
          field, bit: Number(offset) * 8 + Number(shift), width: Number(width),
        });
      } else {
        expect({ field, offset: found.offset, size: found.field.size }).toEqual({
          field, offset: Number(offset), size: Number(size),
        });
      }
    }
  });
});

describe("structs", () => {
  test("align members naturally, 64-bit ones to 8", () => {
    const record = recordOf(
      moduleOf("struct s { a: u8; reserved: u8[7]; b: u64; c: u16; d: bool; e: i8; f: i32; }"), "s",
    );
    expect(
      table(record),
    ).toEqual(["0 1 a", "1 7 -reserved", "8 8 b", "16 2 c", "18 1 d", "19 1 e", "20 4 f"]);
    expect([record.size, record.align]).toEqual([24, 8]);
  });

  test("packed ones align nothing, what is nested in them included", () => {
    const module = moduleOf(
      "packed struct s size 14 { a: u8; b: u64; c: struct { d: u8; e: u32; }; }",
    );
    const record = recordOf(module, "s");
    expect(table(record)).toEqual(["0 1 a", "1 8 b", "9 5 c"]);
    expect(record.align).toBe(1);
    expect(recordOf(module, "s_c")).toMatchObject({ packed: true, align: 1, size: 5 });
  });

  test("can be aligned further", () => {
    const record = recordOf(
      moduleOf("struct s size 64 align 64 { a: u32; reserved: u8[60]; }"),
      "s",
    );
    expect([record.size, record.align]).toEqual([64, 64]);
  });

  test("state their offsets and sizes, and are told when these are wrong", () => {
    expect(
      codesOf("struct s size 8 { a: u32 at 0; b: u16 at 4; reserved: u16 at 6; }"),
    ).toEqual([]);
    expect(codesOf("struct s size 12 { a: u32; b: u16 at 6; reserved: u16; }")).toEqual([
      "size-mismatch", "offset-mismatch",
    ]);
  });

  test("contain arrays of arrays as C does", () => {
    const record = recordOf(moduleOf("struct s { grid: u16[2][3]; }"), "s");
    expect(record.size).toBe(12);
    expect(record.fields[0]!.type).toMatchObject({
      kind: "array", length: { count: 2 }, stride: 6,
      element: { kind: "array", length: { count: 3 }, stride: 2 },
    });
  });

  test("name padding after what is there", () => {
    const one = recordOf(moduleOf("struct s { a: u8; reserved: u8; b: u16; }"), "s");
    expect(table(one)).toEqual(["0 1 a", "1 1 -reserved", "2 2 b"]);
    const several = recordOf(
      moduleOf("struct s { reserved: u8; reserved1: u8; reserved: u8; reserved _pad: u8; }"), "s",
    );
    expect(
      table(several),
    ).toEqual(["0 1 -reserved0", "1 1 reserved1", "2 1 -reserved2", "3 1 -_pad"]);
  });
});

describe("unions", () => {
  test("are as long as their longest member", () => {
    const record = recordOf(moduleOf("union u { a: u64; b: u8[16]; c: u32; }"), "u");
    expect(table(record)).toEqual(["0 8 a", "0 16 b", "0 4 c"]);
    expect([record.size, record.align, record.union]).toEqual([16, 8, true]);
  });

  test("know which member a tag selects", () => {
    const module = moduleOf(`
      enum kind : u8 { none = 0; load = 1; store = 2; fence = 3; }
      struct s {
        kind: kind;
        reserved: u8[3];
        u: union by kind { load: u32; other: u8[4] when store, fence; };
      }`);
    const { tag } = recordOf(module, "s_u");
    expect(tag?.field).toBe("kind");
    expect(
      tag?.members.map(({ field, values }) => [field, ...values.map(({ name }) => name)]),
    ).toEqual([
      ["load", "load"], ["other", "store", "fence"],
    ]);
  });
});

describe("bits", () => {
  test("count from the least significant bit of their unit", () => {
    const record = recordOf(moduleOf(`
      struct s {
        bits u8 { [7:4] high; [3:0] low; } reserved: u8; bits u16 big { [0] a; [15:1] b; }
      }
    `), "s");
    expect(
      table(record),
    ).toEqual(["0 1 0+4 low", "0 1 4+4 high", "1 1 -reserved", "2 2 0+1 a", "2 2 1+15 b"]);
    expect(record.units).toMatchObject([
      { name: "bits0", offset: 0, integer: { bits: 8, order: "little" } },
      { name: "bits1", offset: 2, integer: { bits: 16, order: "big" } },
    ]);
  });

  test("without a name belong to the struct, with one to a record of their own", () => {
    const module = moduleOf(
      "struct s { bits u32 { [0] a; [31:1] reserved; } flags: bits u32 { [31:0] b; } }",
    );
    expect(table(recordOf(module, "s"))).toEqual(["0 4 0+1 a", "0 4 1+31 -reserved", "4 4 flags"]);
    const record = recordOf(module, "s_flags");
    expect(record).toMatchObject({ size: 4, anonymousIn: { record: "s", field: "flags" } });
    expect(record.units.map(({ name }) => name)).toEqual(["value"]);
  });
});

describe("flexible arrays", () => {
  test("have no bytes, and know where their length is", () => {
    const record = recordOf(moduleOf("struct s { count: u32; data: u16[count max 8]; }"), "s");
    expect(record.size).toBe(4);
    expect(record.fields).toMatchObject([
      { name: "count", lengthOf: "data" },
      {
        name: "data", offset: 4, size: 0,
        type: { length: { kind: "field", field: "count", max: 8 } },
      },
    ]);
  });

  test("begin where C's sizeof ends", () => {
    expect(
      codesOf("struct s { id: u64; count: u32; data: u8[count]; }"),
    ).toEqual(["implicit-padding-before-flexible"]);
    expect(
      codesOf("struct s { id: u64; count: u32; reserved: u32; data: u8[count]; }"),
    ).toEqual([]);
    expect(codesOf("packed struct s { id: u64; count: u32; data: u8[count]; }")).toEqual([]);
  });
});

describe("operations become records", () => {
  const module = moduleOf(`
    interface box {
      op 1 read(region: u32, offset: u64, size: u8) -> (data: u64);
      op 2 store(flag: u8, name: u8[max 32]) -> (memory: handle memory, value: u8[max 64]);
      oneway op 3 gone(reason: u16);
    }`);

  test("with padding put in, named after what is there", () => {
    expect(table(recordOf(module, "box_read_request"))).toEqual([
      "0 4 region", "4 4 -reserved0", "8 8 offset", "16 1 size", "17 7 -reserved1",
    ]);
    expect(
      table(recordOf(module, "box_read_reply")),
    ).toEqual(["0 4 status", "4 4 -reserved", "8 8 data"]);
    expect(table(recordOf(module, "box_gone_request"))).toEqual(["0 2 reason"]);
  });

  test("with bytes of a variable number last, their length in their place; no handles", () => {
    expect(table(recordOf(module, "box_store_request"))).toEqual([
      "0 1 flag", "1 3 -reserved", "4 4 name_length", "8 0 name",
    ]);
    expect(
      table(recordOf(module, "box_store_reply")),
    ).toEqual(["0 4 status", "4 4 value_length", "8 0 value"]);
  });

  test("and on a device follow its header", () => {
    const device = moduleOf(`
      struct head { code: u16; token: u16; size: u32; }
      interface box { op 1 read(offset: u64) -> (data: u8); oneway op 2 gone(reason: u8); }
      virtio device card id 63 {
        header head { code code; id token; length size including header; }
        queue events: device asks box;
      }`);
    expect(table(recordOf(device, "card_box_read_request"))).toEqual(["0 8 header", "8 8 offset"]);
    const gone = recordOf(device, "card_box_gone_request");
    expect(table(gone)).toEqual(["0 8 header", "8 1 reason"]);
    expect([gone.size, gone.packed]).toEqual([9, true]);
  });
});
