// What the decoder does at one register.
import type { Register, Registers } from "../../../model.ts";
import { cName } from "../../../words.ts";
import { block, call, signature } from "../spell/lines.ts";
import { integerName, literal, mask, ones } from "../spell/names.ts";
import { type Direction, directions, isExact, offsetName, valueBits } from "./shape.ts";

/** Whether reading it does something after the callback. */
export function usesResult(register: Register): boolean {
  const { kind } = register.shape;
  const narrow = register.widths.some((width) => width * 8 < valueBits(register));
  return (
    directions(register).includes("read") &&
    (kind === "halves" || kind === "area" || kind === "array" || narrow)
  );
}

/** Conditions that say which offsets lie in a register that is found by its exact offset. */
export function runs(registers: Registers): readonly string[] {
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
export function narrowHelpers(registers: Registers): readonly object[] {
  const helpers = new Map<string, object>();
  for (const register of registers.registers) {
    const { kind } = register.shape;
    for (const direction of directions(register).filter((each) => isNarrowed(kind, each))) {
      const bits = valueBits(register);
      const star = direction === "read" ? "*" : "";
      helpers.set(`${direction}${bits}`, {
        read: direction === "read",
        head: signature("static int", `${registers.qualified}_${direction}${bits}`, [
          `int (*callback)(void *self, ${integerName(bits)} ${star}value)`,
          "void *self",
          `uint64_t ${star}data`,
        ]),
        type: integerName(bits),
        narrowed: bits === 64 ? "data" : `(${integerName(bits)})data`,
      });
    }
  }
  return [...helpers.entries()]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, helper]) => helper);
}

function isNarrowed(kind: Register["shape"]["kind"], direction: Direction): boolean {
  return kind === "value" || kind === "bits" || (kind === "halves" && direction === "read");
}

/** The `case` of a register that is found by its exact offset. */
export function exactView(registers: Registers, register: Register, direction: Direction): object {
  const label = offsetName(registers, register);
  return {
    labels: register.shape.kind === "halves" ? [label, `${label} + 4`] : [label],
    statements: block(
      [
        `if (${widthRefused(register)})`,
        "    return -EINVAL;",
        ...exactStatements(registers, register, direction),
      ],
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

function exactStatements(
  registers: Registers,
  register: Register,
  direction: Direction,
): readonly string[] {
  if (isForbidden(register, direction)) {
    return ["return -EACCES;"];
  }
  const callback = `ops->${cName(`${direction}_${register.name}`)}`;
  if (direction === "read" && register.fixed !== undefined) {
    const narrow = register.widths.some((width) => width * 8 < valueBits(register));
    const fixed = BigInt.asUintN(valueBits(register), register.fixed);
    const value = literal(fixed, register.hex);
    if (register.shape.kind === "halves") {
      const low = literal(fixed & ones(32));
      const high = literal(fixed >> 32n);
      return [
        `*data = offset == ${offsetName(registers, register)} ? ${low} : ${high};`,
        "return 0;",
      ];
    }
    return [`*data = ${narrow ? `hypershim_low_bytes(${value}, size)` : value};`, "return 0;"];
  }
  if (register.shape.kind === "halves") {
    return halfStatements(registers, register, direction, callback);
  }
  const narrow = register.widths.some((width) => width * 8 < valueBits(register));
  const helper = `${registers.qualified}_${direction}${valueBits(register)}`;
  if (direction === "write") {
    return [
      call("", `return ${helper}`, [
        callback,
        "self",
        narrow ? "hypershim_low_bytes(data, size)" : "data",
      ]),
    ];
  }
  return narrow
    ? [
        `ret = ${helper}(${callback}, self, data);`,
        "*data = hypershim_low_bytes(*data, size);",
        "return ret;",
      ]
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

/** The `if` of a register that is a range of offsets. */
export function rangeView(registers: Registers, register: Register, direction: Direction): object {
  const { shape } = register;
  const length =
    shape.kind === "array" ? (shape.count - 1) * shape.stride + register.size : register.size;
  const start = offsetName(registers, register);
  const position = register.offset === 0 ? "offset" : `(offset - ${start})`;
  const conditions = [
    ...(register.offset === 0 ? [] : [`offset >= ${start}`]),
    `offset < 0x${(register.offset + length).toString(16)}`,
    // In the gaps between the elements may lie other registers.
    ...(shape.kind === "array" && shape.stride > register.size
      ? [`(uint32_t)${position} % ${shape.stride} < ${register.size}`]
      : []),
  ];
  return {
    condition: block([`if (${conditions.join(" && ")}) {`]),
    statements: block(
      [
        `const uint32_t at = (uint32_t)${position};`,
        ...(shape.kind === "array"
          ? arrayStatements(register, direction, shape.stride)
          : areaStatements(register, direction)),
      ],
      "        ",
    ),
  };
}

function arrayStatements(
  register: Register,
  direction: Direction,
  stride: number,
): readonly string[] {
  const callback = `ops->${cName(`${direction}_${register.name}`)}`;
  const type = integerName(valueBits(register));
  const refuse = [`if (${widthRefused(register)} || at % ${stride} != 0)`, "    return -EINVAL;"];
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
    : [
        "",
        ...refuse,
        ...absent,
        call("", `return ${callback}`, ["self", `at / ${stride}`, bits64(type, "data")]),
      ];
}

function bits64(type: string, value: string): string {
  return type === "uint64_t" ? value : `(${type})${value}`;
}

function areaStatements(register: Register, direction: Direction): readonly string[] {
  const callback = `ops->${cName(`${direction}_${register.name}`)}`;
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
