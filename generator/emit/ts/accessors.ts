// In-place access: `getXF` and `setXF` for one field, `offsetOfXF` for a record inside a record.
import type { OptionalKind, ParameterDeclarationStructure } from "ts-morph";
import type { ArrayType, BitUnit, Field, RecordType, Type } from "../../model.ts";
import { partOf, placePart, takePart, withoutPart, type Part } from "./bits.ts";
import { exportedFunction } from "./codecs.ts";
import { functionName, memberName, typeName } from "./names.ts";
import {
  isScalar,
  littleEndian,
  readInteger,
  readScalar,
  scalarType,
  writeInteger,
  writeScalar,
  type Scalar,
} from "./scalars.ts";
import type { Scope } from "./scope.ts";
import { plus, quote } from "./text.ts";
import type { Statement } from "./types.ts";

type Parameter = OptionalKind<ParameterDeclarationStructure>;

const view: Parameter = { name: "view", type: "DataView" };
const optionalOffset: Parameter = { name: "offset", initializer: "0" };
const offset: Parameter = { name: "offset", type: "number" };

/** A field of a record or of its anonymous members, seen from the record. */
interface Reached {
  readonly path: readonly string[];
  /** The record that declares it. */
  readonly owner: RecordType;
  /** Where the owner lies in the record. */
  readonly base: number;
  readonly field: Field;
}

/** Accessors of a record; anonymous ones are reached from the record around them. */
export function declareAccessors(record: RecordType, scope: Scope): Statement[] {
  if (record.anonymousIn !== undefined || record.derived !== undefined) {
    return [];
  }
  return reach(record, [], 0).flatMap((reached) => accessorsOf(record, reached, scope));
}

function reach(owner: RecordType, path: readonly string[], base: number): Reached[] {
  return owner.fields
    .filter((field) => !field.reserved)
    .flatMap((field) => {
      const here = [...path, field.name];
      const { type } = field;
      return type.kind === "record" && type.record.anonymousIn !== undefined
        ? reach(type.record, here, base + field.offset)
        : [{ path: here, owner, base, field }];
    });
}

function accessorsOf(record: RecordType, reached: Reached, scope: Scope): Statement[] {
  const { owner, base, field } = reached;
  const { type } = field;
  for (const unit of owner.units) {
    for (const part of partOf(field, unit.name)) {
      return partAccessors(record, reached, unit, part, scope);
    }
  }
  const position = plus("offset", base + field.offset);
  if (isScalar(type)) {
    return scalarAccessors(record, reached, type, position, [], [], scope);
  }
  if (type.kind === "record") {
    const { path } = reached;
    return [
      exportedFunction(
        functionName("offsetOf", record, ...path),
        `Where \`${spell(path)}\` lies in the record at \`offset\`.`,
        [optionalOffset],
        "number",
        [`return ${position};`],
      ),
    ];
  }
  return arrayAccessors(record, reached, type, position, scope);
}

function spell(path: readonly string[]): string {
  return path.map(memberName).join(".");
}

function nameOf(record: RecordType, reached: Reached): string {
  return `${typeName(record)}.${reached.path.join(".")}`;
}

function scalarAccessors(
  record: RecordType,
  reached: Reached,
  type: Scalar,
  position: string,
  indices: readonly Parameter[],
  checks: readonly string[],
  scope: Scope,
): Statement[] {
  const place = { view: "view", position, name: nameOf(record, reached) };
  const where = indices.length === 0 ? [view, optionalOffset] : [view, offset, ...indices];
  const result = scalarType(type, scope);
  const what = `\`${spell(reached.path)}\` of the record at \`offset\``;
  const get = exportedFunction(
    functionName("get", record, ...reached.path),
    `${what}.`,
    where,
    result,
    [...checks, `return ${readScalar(type, place, scope)};`],
  );
  if (reached.field.fixed !== undefined) {
    return [get];
  }
  const set = exportedFunction(
    functionName("set", record, ...reached.path),
    `Sets ${what}.`,
    [view, offset, ...indices, { name: "value", type: result }],
    "void",
    [...checks, writeScalar(type, place, "value", scope)],
  );
  return type.kind === "integer" && type.bits === 64
    ? [get, set, ...halfAccessors(record, reached, type.order, position, indices, checks, scope)]
    : [get, set];
}

function halfAccessors(
  record: RecordType,
  reached: Reached,
  order: "little" | "big" | "host",
  position: string,
  indices: readonly Parameter[],
  checks: readonly string[],
  scope: Scope,
): Statement[] {
  const where = indices.length === 0 ? [view, optionalOffset] : [view, offset, ...indices];
  const endian = littleEndian(order, scope);
  return (["low", "high"] as const).flatMap((half) => {
    const isFirst = (half === "low") === (order !== "big");
    const step = order === "host" ? `${scope.wire(`${half}Half`)}` : isFirst ? "" : "4";
    const at = step === "" ? position : addition(position, step);
    const what = `the ${half} 32 bits of \`${spell(reached.path)}\``;
    return [
      exportedFunction(
        functionName("get", record, ...reached.path, half),
        `${what.charAt(0).toUpperCase()}${what.slice(1)}.`,
        where,
        "number",
        [...checks, `return view.getUint32(${at}, ${endian});`],
      ),
      exportedFunction(
        functionName("set", record, ...reached.path, half),
        `Sets ${what}.`,
        [view, offset, ...indices, { name: "value", type: "number" }],
        "void",
        [...checks, `view.setUint32(${at}, value, ${endian});`],
      ),
    ];
  });
}

/** `offset + 8`, `4` → `offset + 12`. */
function addition(position: string, step: string): string {
  const match = /^(\w+) \+ (\d+)$/.exec(position);
  return match !== null && step === "4"
    ? plus(match[1] ?? "", Number(match[2]) + 4)
    : `${position} + ${step}`;
}

function partAccessors(
  record: RecordType,
  reached: Reached,
  unit: BitUnit,
  part: Part,
  scope: Scope,
): Statement[] {
  const { field, path, base } = reached;
  const name = nameOf(record, reached);
  const place = { view: "view", position: plus("offset", base + unit.offset), name };
  const whole = readInteger(unit.integer, place, scope);
  const type = scalarType(part.type, scope);
  const what = `\`${spell(path)}\` of the record at \`offset\``;
  const get = exportedFunction(
    functionName("get", record, ...path),
    `${what}.`,
    [view, optionalOffset],
    type,
    [`return ${takePart(unit, part, name, whole, scope)};`],
  );
  if (field.fixed !== undefined) {
    return [get];
  }
  const isWhole = part.width === unit.integer.bits;
  const placed = placePart(unit, part, name, "value", scope);
  const lines = isWhole
    ? [writeInteger(unit.integer, place, placed, scope)]
    : [
        `const others = ${withoutPart(unit, part, whole).slice(1, -1)};`,
        writeInteger(unit.integer, place, `others | ${placed}`, scope),
      ];
  return [
    get,
    exportedFunction(
      functionName("set", record, ...path),
      `Sets ${what}.`,
      [view, offset, { name: "value", type }],
      "void",
      lines,
    ),
  ];
}

/** Items are reached by index; an item that is a record has an offset. */
function arrayAccessors(
  record: RecordType,
  reached: Reached,
  type: ArrayType,
  position: string,
  scope: Scope,
): Statement[] {
  const indices: Parameter[] = [];
  const checks: string[] = [];
  const steps: string[] = [];
  let element: Type = type;
  while (element.kind === "array") {
    const index = indices.length === 0 ? "index" : `index${indices.length}`;
    indices.push({ name: index, type: "number" });
    steps.push(element.stride === 1 ? index : `${element.stride} * ${index}`);
    const count = countOf(record, element, scope);
    if (count !== undefined) {
      checks.push(
        `${scope.wire("checkIndex")}(${index}, ${count}, ${quote(nameOf(record, reached))});`,
      );
    }
    element = element.element;
  }
  const at = `${position} + ${steps.join(" + ")}`;
  if (isScalar(element)) {
    return scalarAccessors(record, reached, element, at, indices, checks, scope);
  }
  const needsView = checks.some((check) => /\bview\b/.test(check));
  return [
    exportedFunction(
      functionName("offsetOf", record, ...reached.path),
      `Where an item of \`${spell(reached.path)}\` lies in the record at \`offset\`.`,
      needsView ? [view, offset, ...indices] : [offset, ...indices],
      "number",
      [...checks, `return ${at};`],
    ),
  ];
}

/** How many items an array has; for arrays up to a buffer's end the buffer itself is the limit. */
function countOf(record: RecordType, type: ArrayType, scope: Scope): string | undefined {
  const { length } = type;
  switch (length.kind) {
    case "fixed":
      return String(length.count);
    case "rest":
      return undefined;
    case "field": {
      const reached = reach(record, [], 0).find(
        (candidate) => candidate.path.length === 1 && candidate.field.name === length.field,
      );
      if (reached === undefined || !isScalar(reached.field.type)) {
        throw new Error(`${typeName(record)} has no length ${length.field}`);
      }
      const { field, owner } = reached;
      for (const unit of owner.units) {
        for (const part of partOf(field, unit.name)) {
          const place = { view: "view", position: plus("offset", unit.offset), name: field.name };
          return takePart(unit, part, field.name, readInteger(unit.integer, place, scope), scope);
        }
      }
      const counted = field.type.kind === "integer" ? { ...field.type, number: true } : field.type;
      const place = { view: "view", position: plus("offset", field.offset), name: field.name };
      return isScalar(counted) ? readScalar(counted, place, scope) : undefined;
    }
  }
}
