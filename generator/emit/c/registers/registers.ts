// A device's registers: the table of callbacks, and the decoder from an offset to one of them.
import type { Register, Registers } from "../../../model.ts";
import { extract, insert, type Leaf, leavesOf, storageOf, valueType } from "../records/leaves.ts";
import { kernelDoc } from "../spell/comments.ts";
import { block, call, signature } from "../spell/lines.ts";
import { constantName, identifier, integerName, literal, mask, ones } from "../spell/names.ts";
import renderDeclarations from "./header.hbs";
import renderDecoder from "./source.hbs";

/** Offsets, bits and the table of callbacks. */
export function emitRegistersHeader(registers: Registers): string {
  return renderDeclarations({
    offsetsComment: kernelDoc({
      subject: `enum ${registers.qualified}_offset`,
      doc: "Where the registers are.",
      members: registers.registers.map((register) => ({
        name: offsetName(registers, register),
        text: register.doc === "" ? register.access : register.doc,
      })),
    }),
    name: registers.qualified,
    size: constantName(registers, "SIZE"),
    sizeValue: `0x${registers.size.toString(16)}`,
    offsets: registers.registers.map((register) => ({
      name: offsetName(registers, register),
      value: `0x${register.offset.toString(16).padStart(3, "0")}`,
    })),
    bits: registers.registers.flatMap((register) => bitsView(registers, register)),
    opsComment: kernelDoc({
      subject: `struct ${registers.qualified}_ops`,
      doc: "What answers the accesses: 0 or a negative errno. NULL makes the register a hole.",
      members: registers.registers.flatMap((register) =>
        directions(register).map((direction) => ({ name: `${direction}_${register.name}`, text: register.doc })),
      ),
    }),
    callbacks: registers.registers.flatMap((register) =>
      directions(register).map((direction) => block([callbackType(register, direction)])),
    ),
    readComment: accessDoc(registers, "read"),
    readHead: accessHead(registers, "read"),
    writeComment: accessDoc(registers, "write"),
    writeHead: accessHead(registers, "write"),
  });
}

/** The two decoders. */
export function emitRegistersSource(registers: Registers): string {
  const covered = runs(registers);
  return renderDecoder({
    name: registers.qualified,
    coversHead: signature("static bool", `${registers.qualified}_covers`, ["uint64_t offset"]),
    covers: block([`return ${covered.length === 0 ? "false" : covered.join(" ||\n       ")};`]),
    narrow: narrowHelpers(registers),
    readHead: accessHead(registers, "read"),
    writeHead: accessHead(registers, "write"),
    result: registers.registers.some((register) => usesResult(register)),
    reads: registers.registers.filter(isExact).map((register) => exactView(registers, register, "read")),
    writes: registers.registers.filter(isExact).map((register) => exactView(registers, register, "write")),
    readRanges: registers.registers.filter((register) => !isExact(register)).map((register) => rangeView(registers, register, "read")),
    writeRanges: registers.registers.filter((register) => !isExact(register)).map((register) => rangeView(registers, register, "write")),
  });
}

type Direction = "read" | "write";

function offsetName(registers: Registers, register: Register): string {
  return constantName(registers, register.name, "OFFSET");
}

/** The directions that have a callback: not the reads that the decoder answers by itself. */
function directions(register: Register): readonly Direction[] {
  return [
    ...(register.access !== "wo" && register.fixed === undefined ? (["read"] as const) : []),
    ...(register.access !== "ro" ? (["write"] as const) : []),
  ];
}

/** Whether reading it does something after the callback. */
function usesResult(register: Register): boolean {
  const { kind } = register.shape;
  const narrow = register.widths.some((width) => width * 8 < valueBits(register));
  return directions(register).includes("read") && (kind === "halves" || kind === "area" || kind === "array" || narrow);
}

/** Whether the register is found by its exact offset. */
function isExact(register: Register): boolean {
  return register.shape.kind === "value" || register.shape.kind === "bits" || register.shape.kind === "halves";
}

function bitsOf(register: Register): number {
  return register.shape.kind === "halves" || register.size > 4 ? 64 : register.size * 8;
}

function valueBits(register: Register): number {
  const { shape } = register;
  return shape.kind === "value" || shape.kind === "array" ? storageOf(shape.type).bits : bitsOf(register);
}

function callbackType(register: Register, direction: Direction): string {
  const value = `${integerName(valueBits(register))} `;
  const read = direction === "read";
  const parameters = ((): readonly string[] => {
    switch (register.shape.kind) {
      case "value":
      case "bits":
        return [`${value}${read ? "*" : ""}value`];
      case "halves":
        return read ? ["uint64_t *value"] : ["uint64_t value", "uint64_t mask"];
      case "area":
        return ["uint32_t offset", "uint8_t size", `uint64_t ${read ? "*" : ""}value`];
      case "array":
        return ["uint32_t index", `${value}${read ? "*" : ""}value`];
      default:
        return register.shape satisfies never;
    }
  })();
  return `int (*${identifier(`${direction}_${register.name}`)})(${["void *self", ...parameters].join(", ")});`;
}

function accessHead(registers: Registers, direction: Direction): string {
  return signature("int", `${registers.qualified}_${direction}`, [
    `const struct ${registers.qualified}_ops *ops`,
    "void *self",
    "uint64_t offset",
    "uint8_t size",
    direction === "read" ? "uint64_t *data" : "uint64_t data",
  ]);
}

function accessDoc(registers: Registers, direction: Direction): string {
  return kernelDoc({
    subject: `${registers.qualified}_${direction}()`,
    doc: direction === "read" ? "The guest reads a register." : "The guest writes a register.",
    members: [
      { name: "ops", text: "the callbacks" },
      { name: "self", text: "handed to them" },
      { name: "offset", text: "from the first register" },
      { name: "size", text: "width of the access in bytes" },
      { name: "data", text: direction === "read" ? "set to the value, or to 0 on any failure" : "the value; bytes above @size do not count" },
    ],
    returns:
      "0 or what the callback returned; -ENXIO where there is no register, -EINVAL for a width or " +
      `alignment that the register does not have, -EACCES for one that is not ${direction === "read" ? "readable" : "writable"}.`,
  });
}

function bitsView(registers: Registers, register: Register): readonly object[] {
  const { shape } = register;
  if (shape.kind !== "bits") {
    return [];
  }
  const leaves = leavesOf(shape.record);
  const single = leaves.filter((leaf) => leaf.part?.width === 1);
  const wide = leaves.filter((leaf) => leaf.part !== undefined && leaf.part.width > 1);
  return [
    {
      flags: single.length > 0,
      comment: kernelDoc({
        subject: `enum ${registers.qualified}_${register.name}`,
        doc: `Bits of register ${register.name}.`,
        members: single.map((leaf) => ({ name: bitName(registers, register, leaf), text: leaf.field.doc })),
      }),
      name: `${registers.qualified}_${register.name}`,
      members: single.map((leaf) => ({
        name: bitName(registers, register, leaf),
        value: `0x${(1n << BigInt(leaf.part?.shift ?? 0)).toString(16)}`,
      })),
      accessors: wide.map((leaf) => partView(registers, register, leaf)),
    },
  ];
}

function bitName(registers: Registers, register: Register, leaf: Leaf): string {
  return constantName(registers, register.name, ...leaf.names);
}

function partView(registers: Registers, register: Register, leaf: Leaf): object {
  const name = `${registers.qualified}_${register.name}`;
  const field = leaf.names.join("_");
  const type = integerName(bitsOf(register));
  const { shift = 0, width = 0 } = leaf.part ?? {};
  const bits = `Bits ${shift + width - 1}:${shift} of register ${register.name}`;
  return {
    getComment: kernelDoc({
      subject: `${name}_get_${field}()`,
      doc: leaf.field.doc === "" ? `${bits}.` : `${bits}: ${leaf.field.doc}`,
    }),
    getHead: signature(`static inline ${valueType(leaf)}`, `${name}_get_${field}`, [`${type} value`]),
    getBody: block([`return ${extract(leaf, "value")};`]),
    withComment: kernelDoc({ subject: `${name}_with_${field}()`, doc: `@value with ${bits.charAt(0).toLowerCase()}${bits.slice(1)} replaced.` }),
    withHead: signature(`static inline ${type}`, `${name}_with_${field}`, [`${type} value`, `${valueType(leaf)} field`]),
    withBody: block([`return ${insert(leaf, "value", "field")};`]),
  };
}

/** Conditions that say which offsets lie in a register that is found by its exact offset. */
function runs(registers: Registers): readonly string[] {
  const merged: { start: number; end: number }[] = [];
  for (const register of registers.registers.filter(isExact)) {
    const last = merged.at(-1);
    if (last !== undefined && last.end === register.offset) {
      last.end = register.offset + register.size;
    } else {
      merged.push({ start: register.offset, end: register.offset + register.size });
    }
  }
  return merged.map(({ start, end }) => within(start, end));
}

function within(start: number, end: number): string {
  const below = `offset < 0x${end.toString(16)}`;
  return start === 0 ? below : `(offset >= 0x${start.toString(16)} && ${below})`;
}

/** One helper per width and direction turns a callback's integer into the bus's 64 bits. */
function narrowHelpers(registers: Registers): readonly object[] {
  const helpers = new Map<string, object>();
  for (const register of registers.registers) {
    const { kind } = register.shape;
    for (const direction of directions(register).filter((each) => isNarrowed(kind, each))) {
      const bits = valueBits(register);
      helpers.set(`${direction}${bits}`, {
        read: direction === "read",
        head: signature("static int", `${registers.qualified}_${direction}${bits}`, [
          `int (*callback)(void *self, ${integerName(bits)} ${direction === "read" ? "*" : ""}value)`,
          "void *self",
          `uint64_t ${direction === "read" ? "*" : ""}data`,
        ]),
        type: integerName(bits),
        narrowed: bits === 64 ? "data" : `(${integerName(bits)})data`,
      });
    }
  }
  return [...helpers.entries()].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, helper]) => helper);
}

function isNarrowed(kind: Register["shape"]["kind"], direction: Direction): boolean {
  return kind === "value" || kind === "bits" || (kind === "halves" && direction === "read");
}

function exactView(registers: Registers, register: Register, direction: Direction): object {
  const label = offsetName(registers, register);
  return {
    labels: register.shape.kind === "halves" ? [label, `${label} + 4`] : [label],
    statements: block(
      [`if (${widthRefused(register)})`, "    return -EINVAL;", ...exactStatements(registers, register, direction)],
      "        ",
    ),
  };
}

function widthRefused(register: Register): string {
  const widths = register.shape.kind === "halves" ? [4] : register.widths;
  return widths.map((width) => `size != ${width}`).join(" && ");
}

function isForbidden(register: Register, direction: Direction): boolean {
  return direction === "read" ? register.access === "wo" : register.access === "ro";
}

function exactStatements(registers: Registers, register: Register, direction: Direction): readonly string[] {
  if (isForbidden(register, direction)) {
    return ["return -EACCES;"];
  }
  const callback = `ops->${identifier(`${direction}_${register.name}`)}`;
  if (direction === "read" && register.fixed !== undefined) {
    const narrow = register.widths.some((width) => width * 8 < valueBits(register));
    const value = literal(register.fixed);
    if (register.shape.kind === "halves") {
      return [`*data = offset == ${offsetName(registers, register)} ? ${literal(register.fixed & ones(32))} : ${literal(register.fixed >> 32n)};`, "return 0;"];
    }
    return [`*data = ${narrow ? `hypershim_low_bytes(${value}, size)` : value};`, "return 0;"];
  }
  if (register.shape.kind === "halves") {
    return halfStatements(registers, register, direction, callback);
  }
  const narrow = register.widths.some((width) => width * 8 < valueBits(register));
  const helper = `${registers.qualified}_${direction}${valueBits(register)}`;
  if (direction === "write") {
    return [`return ${helper}(${callback}, self, ${narrow ? "hypershim_low_bytes(data, size)" : "data"});`];
  }
  return narrow
    ? [`ret = ${helper}(${callback}, self, data);`, "*data = hypershim_low_bytes(*data, size);", "return ret;"]
    : [`return ${helper}(${callback}, self, data);`];
}

function halfStatements(
  registers: Registers,
  register: Register,
  direction: Direction,
  callback: string,
): readonly string[] {
  const low = `offset == ${offsetName(registers, register)}`;
  if (direction === "write") {
    return [
      `if (${callback} == NULL)`,
      "    return -ENXIO;",
      `if (${low})`,
      `    return ${callback}(self, data & ${mask(ones(32), 32)}, ${mask(ones(32), 32)});`,
      `return ${callback}(self, data << 32, ${mask(ones(32, 32), 64)});`,
    ];
  }
  return [
    `ret = ${registers.qualified}_read64(${callback}, self, data);`,
    `if (${low.replace("==", "!=")})`,
    "    *data >>= 32;",
    `*data &= ${mask(ones(32), 32)};`,
    "return ret;",
  ];
}

function rangeView(registers: Registers, register: Register, direction: Direction): object {
  const { shape } = register;
  const length = shape.kind === "array" ? (shape.count - 1) * shape.stride + register.size : register.size;
  const start = offsetName(registers, register);
  const conditions = [
    ...(register.offset === 0 ? [] : [`offset >= ${start}`]),
    `offset < 0x${(register.offset + length).toString(16)}`,
  ];
  return {
    condition: block([`if (${conditions.join(" && ")}) {`]),
    statements: block(
      [
        `const uint32_t at = (uint32_t)${register.offset === 0 ? "offset" : `(offset - ${start})`};`,
        ...(shape.kind === "array"
          ? arrayStatements(register, direction, shape.stride)
          : areaStatements(register, direction)),
      ],
      "        ",
    ),
  };
}

function arrayStatements(register: Register, direction: Direction, stride: number): readonly string[] {
  const callback = `ops->${identifier(`${direction}_${register.name}`)}`;
  const type = integerName(valueBits(register));
  const refuse = [
    ...(stride === register.size ? [] : [`if (at % ${stride} >= ${register.size})`, "    return -ENXIO;"]),
    `if (${widthRefused(register)} || at % ${stride} != 0)`,
    "    return -EINVAL;",
  ];
  if (isForbidden(register, direction)) {
    return ["", ...refuse, "return -EACCES;"];
  }
  const absent = [`if (${callback} == NULL)`, "    return -ENXIO;"];
  return direction === "read"
    ? [
        `${type} value = 0;`,
        "",
        ...refuse,
        ...absent,
        `ret = ${callback}(self, at / ${stride}, &value);`,
        "if (ret == 0)",
        "    *data = value;",
        "return ret;",
      ]
    : ["", ...refuse, ...absent, call("", `return ${callback}`, ["self", `at / ${stride}`, bits64(type, "data")])];
}

function bits64(type: string, value: string): string {
  return type === "uint64_t" ? value : `(${type})${value}`;
}

function areaStatements(register: Register, direction: Direction): readonly string[] {
  const callback = `ops->${identifier(`${direction}_${register.name}`)}`;
  const refuse = [
    "",
    `if (${widthRefused(register)})`,
    "    return -EINVAL;",
    `if (at % size != 0 || size > 0x${register.size.toString(16)} - at)`,
    "    return -EINVAL;",
  ];
  if (isForbidden(register, direction)) {
    return [...refuse, "return -EACCES;"];
  }
  const absent = [`if (${callback} == NULL)`, "    return -ENXIO;"];
  return direction === "read"
    ? [
        ...refuse,
        ...absent,
        call("", `ret = ${callback}`, ["self", "at", "size", "data"]),
        "*data = ret == 0 ? hypershim_low_bytes(*data, size) : 0;",
        "return ret;",
      ]
    : [
        ...refuse,
        ...absent,
        call("", `return ${callback}`, ["self", "at", "size", "hypershim_low_bytes(data, size)"]),
      ];
}
