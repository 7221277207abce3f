// Register maps: a table of callbacks, and the decoders from an access to one of them.
import { StructureKind, type MethodSignatureStructure } from "ts-morph";
import type { EnumType, IntegerType, Register, Registers } from "../../model.ts";
import { pascal } from "../../words.ts";
import { exportedFunction } from "./codecs.ts";
import { constantName, functionName, typeName } from "./names.ts";
import { formOf, storage } from "./scalars.ts";
import type { Scope } from "./scope.ts";
import { documentation, indent, spelt } from "./text.ts";
import { constant, constantObject, type Statement } from "./types.ts";

type Direction = "read" | "write";

/** Offsets, callbacks and decoders of a map. */
export function declareRegisters(registers: Registers, scope: Scope): Statement[] {
  const ops = `${typeName(registers)}Ops`;
  return [
    constant(constantName(registers, "size"), hex(registers.size), `Bytes of the registers.`),
    constantObject(
      `${typeName(registers)}Offset`,
      documentation(registers, "Where the registers are."),
      registers.registers.map((register) => ({
        name: register.name,
        value: hex(register.offset),
        doc: documentation(register),
      })),
    ),
    {
      kind: StructureKind.Interface,
      isExported: true,
      name: ops,
      docs: ["What answers the accesses. A callback that is left out makes its register a hole."],
      methods: registers.registers.flatMap((register) =>
        directions(register).map((direction) => callback(register, direction, scope)),
      ),
    },
    decoder(registers, "read", ops, scope),
    decoder(registers, "write", ops, scope),
  ];
}

/** Offsets have as many digits as the tables of hardware manuals. */
function hex(value: number): string {
  return `0x${value.toString(16).padStart(3, "0")}`;
}

/** The directions with a callback: not the reads that the decoder answers by itself. */
function directions(register: Register): Direction[] {
  return [
    ...(register.access !== "wo" && register.fixed === undefined ? (["read"] as const) : []),
    ...(register.access !== "ro" ? (["write"] as const) : []),
  ];
}

/** Guests write what they like: closed enums are open here. */
function valueType(type: IntegerType | EnumType, scope: Scope): string {
  return type.kind === "enum" && !type.enum.flags
    ? `${scope.type(type.enum)} | ${formOf(type)}`
    : formOf(type);
}

function callback(
  register: Register,
  direction: Direction,
  scope: Scope,
): Omit<MethodSignatureStructure, "kind"> {
  const { shape } = register;
  const { before, value } = ((): { before: { name: string; type: string }[]; value: string } => {
    const number = (name: string): { name: string; type: string } => ({ name, type: "number" });
    switch (shape.kind) {
      case "value":
        return { before: [], value: valueType(shape.type, scope) };
      case "bits":
        return { before: [], value: scope.type(shape.record) };
      case "halves":
        return { before: [], value: "bigint" };
      case "area":
        return { before: [number("offset"), number("size")], value: "bigint" };
      case "array":
        return { before: [number("index")], value: valueType(shape.type, scope) };
    }
  })();
  const mask = shape.kind === "halves" ? [{ name: "mask", type: "bigint" }] : [];
  const written = direction === "write" ? [{ name: "value", type: value }, ...mask] : [];
  const words = documentation(register);
  return {
    name: method(register, direction),
    hasQuestionToken: true,
    docs: words === "" ? [] : [words],
    parameters: [...before, ...written],
    returnType: direction === "read" ? value : "void",
  };
}

function method(register: Register, direction: Direction): string {
  return direction + pascal(register.name);
}

function decoder(registers: Registers, direction: Direction, ops: string, scope: Scope): Statement {
  const exactOnes = registers.registers.filter(isExact);
  const cases = [
    ...exactOnes
      .filter((register) => !isForbidden(register, direction))
      .flatMap((register) => exact(register, direction, scope)),
    ...forbiddenCases(exactOnes, direction, scope),
  ];
  const ranges = registers.registers
    .filter((register) => !isExact(register))
    .flatMap((register) => range(register, direction, scope));
  const reads = direction === "read";
  const isUsed = [...cases, ...ranges].some((line) => line.includes("ops."));
  const status = `isInside ? ${scope.wire("badAccess")} : ${scope.wire("noRegister")}`;
  const last = reads ? `return ${scope.wire("registerRefused")}(${status});` : `return ${status};`;
  return exportedFunction(
    functionName(direction, registers),
    [
      reads ? "The guest reads a register." : "The guest writes a register.",
      "The status is 0, or a negative errno: -6 where there is no register, -22 for a width or an",
      `alignment that it does not have, -13 where it cannot be ${reads ? "read" : "written"}.`,
    ].join("\n"),
    [
      { name: isUsed ? "ops" : "_ops", type: ops },
      { name: "offset", type: "number" },
      { name: "size", type: "number" },
      ...(reads ? [] : [{ name: "data", type: "bigint" }]),
    ],
    reads ? scope.wire("RegisterValue") : "number",
    [
      ...(cases.length === 0 ? [] : ["switch (offset) {", ...indent(cases), "}"]),
      ...ranges,
      ...inside(registers),
      last,
    ],
  );
}

function isExact({ shape }: Register): boolean {
  return shape.kind === "value" || shape.kind === "bits" || shape.kind === "halves";
}

/** Whether a register covers `offset`, though none begins there; arrays with gaps have answered. */
function inside(registers: Registers): string[] {
  const runs: { first: number; end: number }[] = [];
  const solid = registers.registers.filter(
    ({ shape, size }) => shape.kind !== "array" || shape.stride === size,
  );
  for (const { shape, offset, size } of solid) {
    const end = offset + (shape.kind === "array" ? shape.count * size : size);
    const run = runs.at(-1);
    if (run !== undefined && run.end === offset) {
      run.end = end;
    } else {
      runs.push({ first: offset, end });
    }
  }
  const tests = runs.map(({ first, end }) => {
    const from = first === 0 ? "0" : hex(first);
    return `(offset >= ${from} && offset < ${hex(end)})`;
  });
  const [first] = tests;
  if (first === undefined || tests.length === 1) {
    return [`const isInside = ${first === undefined ? "false" : first.slice(1, -1)};`];
  }
  const last = tests.length - 1;
  return [
    "const isInside =",
    ...indent(
      tests.map((test, index) => `${index === 0 ? "" : "|| "}${test}${index === last ? ";" : ""}`),
    ),
  ];
}

function badWidth(register: Register): string {
  const widths = register.shape.kind === "halves" ? [4] : register.widths;
  return widths.map((width) => `size !== ${width}`).join(" && ");
}

function isForbidden(register: Register, direction: Direction): boolean {
  return register.access === (direction === "read" ? "wo" : "ro");
}

function refuse(direction: Direction, status: string, scope: Scope): string {
  const code = scope.wire(status);
  return direction === "read"
    ? `return ${scope.wire("registerRefused")}(${code});`
    : `return ${code};`;
}

function exact(register: Register, direction: Direction, scope: Scope): string[] {
  const { shape, offset } = register;
  const width = [`if (${badWidth(register)}) {`, `  ${refuse(direction, "badAccess", scope)}`, "}"];
  const label = `case ${hex(offset)}:`;
  if (direction === "read") {
    return readCase(register, scope);
  }
  if (shape.kind === "halves") {
    return [
      label,
      ...indent([...width, ...writeHalf(register, false, scope)]),
      `case ${hex(offset + 4)}:`,
      ...indent([...width, ...writeHalf(register, true, scope)]),
    ];
  }
  return [label, ...indent([...width, ...writeValue(register, "", scope)])];
}

/** Registers that have no such direction, those of one width together. */
function forbiddenCases(
  registers: readonly Register[],
  direction: Direction,
  scope: Scope,
): string[] {
  const byWidth = new Map<string, string[]>();
  for (const register of registers.filter((candidate) => isForbidden(candidate, direction))) {
    const isHalves = register.shape.kind === "halves";
    const labels = isHalves ? [register.offset, register.offset + 4] : [register.offset];
    const widths = goodWidth(register);
    byWidth.set(widths, [
      ...(byWidth.get(widths) ?? []),
      ...labels.map((offset) => `case ${hex(offset)}:`),
    ]);
  }
  return [...byWidth].flatMap(([widths, labels]) => {
    const status = `${widths} ? ${scope.wire("forbidden")} : ${scope.wire("badAccess")}`;
    const result = direction === "read" ? `${scope.wire("registerRefused")}(${status})` : status;
    return [...labels, `  return ${result};`];
  });
}

function goodWidth(register: Register): string {
  const widths = register.shape.kind === "halves" ? [4] : register.widths;
  return widths.map((width) => `size === ${width}`).join(" || ");
}

/** The same as an operand of `&&`. */
function goodWidths(register: Register): string {
  return register.widths.length > 1 ? `(${goodWidth(register)})` : goodWidth(register);
}

function readCase(register: Register, scope: Scope): string[] {
  const { offset, shape } = register;
  const values =
    shape.kind === "halves"
      ? [readHalf(register, false, scope), readHalf(register, true, scope)]
      : [readValue(register, scope)];
  return values.flatMap((value, index) => [
    `case ${hex(offset + 4 * index)}:`,
    ...indent([
      `return ${goodWidth(register)}`,
      ...`  ? ${value}`.split("\n"),
      `  : ${scope.wire("registerRefused")}(${scope.wire("badAccess")});`,
    ]),
  ]);
}

function readHalf(register: Register, isHigh: boolean, scope: Scope): string {
  const name = `ops.${method(register, "read")}`;
  const { fixed, hex } = register;
  const value = fixed === undefined ? `${name}?.()` : `${spelt(fixed, hex)}n`;
  return `${scope.wire("registerHalf")}(${value}, ${isHigh ? "32n" : "0n"})`;
}

function writeHalf(register: Register, isHigh: boolean, scope: Scope): string[] {
  const name = `ops.${method(register, "write")}`;
  const low = "BigInt.asUintN(32, data)";
  const call = isHigh ? `(${low} << 32n, 0xffffffff00000000n)` : `(${low}, 0xffffffffn)`;
  return callOrHole(name, call, scope);
}

function callOrHole(name: string, call: string, scope: Scope): string[] {
  return [
    `if (${name} === undefined) {`,
    `  return ${scope.wire("noRegister")};`,
    "}",
    `${name}${call};`,
    "return 0;",
  ];
}

function readValue(register: Register, scope: Scope): string {
  const { shape, fixed } = register;
  const name = `ops.${method(register, "read")}`;
  if (fixed !== undefined) {
    const wide = fixed > 0xffff_ffffn || fixed < -0xffff_ffffn ? "n" : "";
    return `${scope.wire("registerValue")}(${spelt(fixed, register.hex)}${wide}, size)`;
  }
  if (shape.kind === "bits") {
    const pack = scope.call("pack", shape.record);
    const line = `${scope.wire("registerValue")}(${name} && ${pack}(${name}()), size)`;
    return line.length <= 90
      ? line
      : `${scope.wire("registerValue")}(\n      ${name} && ${pack}(${name}()),\n      size,\n    )`;
  }
  return `${scope.wire("registerValue")}(${name}?.(), size)`;
}

/** Hands on what the guest has written, as far as it was as wide as the register. */
function writeValue(register: Register, before: string, scope: Scope): string[] {
  const { shape, size } = register;
  const name = `ops.${method(register, "write")}`;
  const width =
    register.widths.length === 1 && register.widths[0] === size ? `${8 * size}` : "8 * size";
  if (shape.kind === "bits") {
    const bits = `BigInt.asUintN(${width}, data)`;
    const value = size > 4 ? bits : `Number(${bits})`;
    return callOrHole(name, `(${scope.call("unpack", shape.record)}(${value}))`, scope);
  }
  if (shape.kind !== "value" && shape.kind !== "array") {
    throw new Error(`${register.name}: a register of shape ${shape.kind}`);
  }
  const { signed, bits } = storage(shape.type);
  const value = `BigInt.as${signed ? "Int" : "Uint"}N(${width}, data)`;
  if (formOf(shape.type) === "bigint") {
    return callOrHole(name, `(${before}${value})`, scope);
  }
  const guard =
    bits > 53
      ? [
          `if (!Number.isSafeInteger(Number(${value}))) {`,
          `  return ${scope.wire("badAccess")};`,
          "}",
        ]
      : [];
  return [...guard, ...callOrHole(name, `(${before}Number(${value}))`, scope)];
}

/** Areas and arrays: registers that are found by where they begin and end. */
function range(register: Register, direction: Direction, scope: Scope): string[] {
  const { shape, offset, size } = register;
  const position = offset === 0 ? "offset" : `offset - ${hex(offset)}`;
  const name = `ops.${method(register, direction)}`;
  const from = offset === 0 ? "offset >= 0" : `offset >= ${hex(offset)}`;
  if (shape.kind === "area") {
    return guarded(
      `${from} && offset < ${hex(offset + size)}`,
      [
        `const isWhole = (${position}) % size === 0 && offset + size <= ${hex(offset + size)};`,
        `if (!(isWhole && ${goodWidths(register)})) {`,
      ],
      isForbidden(register, direction)
        ? [refuse(direction, "forbidden", scope)]
        : direction === "read"
          ? [`return ${scope.run("registerValue", `${name}?.(${position}, size)`, "size")};`]
          : callOrHole(name, `(${position}, size, BigInt.asUintN(8 * size, data))`, scope),
      direction,
      scope,
    );
  }
  if (shape.kind !== "array") {
    return [];
  }
  const end = offset + shape.stride * (shape.count - 1) + size;
  const gap = shape.stride === size ? "" : ` && (${position}) % ${shape.stride} < ${size}`;
  const index = `(${position}) / ${shape.stride}`;
  return guarded(
    `${from} && offset < ${hex(end)}${gap}`,
    [`if (!(${goodWidths(register)} && (${position}) % ${shape.stride} === 0)) {`],
    isForbidden(register, direction)
      ? [refuse(direction, "forbidden", scope)]
      : direction === "read"
        ? [`return ${scope.run("registerValue", `${name}?.(${index})`, "size")};`]
        : writeValue(register, `${index}, `, scope),
    direction,
    scope,
  );
}

function guarded(
  condition: string,
  unless: readonly string[],
  action: readonly string[],
  direction: Direction,
  scope: Scope,
): string[] {
  return [
    `if (${condition}) {`,
    ...indent([...unless, `  ${refuse(direction, "badAccess", scope)}`, "}", ...action]),
    "}",
  ];
}
