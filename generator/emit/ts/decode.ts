// `decodeX`: from bytes to a value, every byte read at most once.
import type { ArrayType, BitUnit, Field, RecordType, Type } from "../../model.ts";
import { partOf, partsOf, takeInteger, takePart } from "./bits.ts";
import { localName, memberName, property, typeName } from "./names.ts";
import {
  fieldPlace,
  interpret,
  isScalar,
  literal,
  readInteger,
  readScalar,
  storage,
  type Scalar,
} from "./scalars.ts";
import type { Scope } from "./scope.ts";
import { fieldNamed, flexibleOf, isBytes, isTagged, isVisible, type Flexible } from "./shapes.ts";
import { plus, quote } from "./text.ts";
import { typeOf } from "./types.ts";

/** Statements that read what must be read first, and the value that they lead to. */
interface Reading {
  readonly lines: readonly string[];
  readonly value: string;
}

/** The body of `decodeX` after `at` is known: checks, reads, and the `return`. */
export function decodeBody(record: RecordType, scope: Scope): string[] {
  const flexible = flexibleOf(record);
  const early = earlyFields(record, flexible);
  const lines = [
    ...record.units.map((unit) => readUnit(record, unit, scope)),
    ...early.map((field) => `const ${localName(field.name)} = ${readEarly(record, field, scope)};`),
    ...(flexible === undefined ? [] : checkFlexible(record, flexible, scope)),
    ...record.fields.flatMap((field) => checkFixed(record, field, scope)),
  ];
  const values: string[] = [];
  for (const field of record.fields.filter(isVisible)) {
    const reading = early.includes(field)
      ? { lines: [], value: meaning(record, field, scope) }
      : readField(record, field, scope);
    lines.push(...reading.lines);
    values.push(property(memberName(field.name), reading.value));
  }
  return [...lines, ...returnObject(values)];
}

/** `return { … };`, a member per line. */
export function returnObject(members: readonly string[]): string[] {
  return members.length === 0
    ? ["return {};"]
    : ["return {", ...members.map((member) => `  ${member},`), "};"];
}

/** Tags and lengths: others need them, so they are read into a variable. */
function earlyFields(record: RecordType, flexible: Flexible | undefined): Field[] {
  const tags = record.fields.flatMap(({ type }) =>
    type.kind === "record" && isTagged(type.record) ? [type.record.tag.field] : [],
  );
  return record.fields.filter((field) => tags.includes(field.name) || field === flexible?.length);
}

/** The integer of a field that is read early: lengths always as a number. */
function readEarly(record: RecordType, field: Field, scope: Scope): string {
  const type = field.lengthOf === undefined ? scalarOf(field) : countType(scalarOf(field));
  return rawField(record, { ...field, type }, scope);
}

function countType(type: Scalar): Scalar {
  return type.kind === "integer" ? { ...type, number: true } : type;
}

/** The stored integer of a field, before it is known what it means. */
function rawField(record: RecordType, field: Field, scope: Scope): string {
  const name = `${typeName(record)}.${field.name}`;
  const type = scalarOf(field);
  for (const unit of record.units) {
    for (const part of partOf(field, unit.name)) {
      return takeInteger(unit, part, name, localName(unit.name), scope);
    }
  }
  return readInteger(storage(type), fieldPlace(field, "view", "at", typeName(record)), scope);
}

/** What the integer of an early field means. */
function meaning(record: RecordType, field: Field, scope: Scope): string {
  const name = `${typeName(record)}.${field.name}`;
  return interpret(scalarOf(field), localName(field.name), name, scope, field.bits?.width);
}

function scalarOf(field: Field): Scalar {
  if (!isScalar(field.type)) {
    throw new Error(`${field.name} is no single value`);
  }
  return field.type;
}

/** `const bits = …;` */
export function readUnit(record: RecordType, unit: BitUnit, scope: Scope): string {
  const place = {
    view: "view",
    position: plus("at", unit.offset),
    name: `${typeName(record)}.${unit.name}`,
  };
  return `const ${localName(unit.name)} = ${readInteger(unit.integer, place, scope)};`;
}

/** What finds a record: the quick way needs a byte to touch. */
export function finder(record: RecordType, scope: Scope): string {
  return scope.wire(record.size === 0 ? "recordInDoubt" : "recordAt");
}

/** Refuses lengths that the spec or the buffer does not allow. */
function checkFlexible(record: RecordType, flexible: Flexible, scope: Scope): string[] {
  const { field, length, max, type } = flexible;
  const name = quote(`${typeName(record)}.${field.name}`);
  const count = length === undefined ? `${localName(field.name)}Count` : localName(length.name);
  const limit =
    max === undefined ? [] : [`${scope.wire("expectAtMost")}(${count}, ${max}, ${name});`];
  if (length === undefined) {
    const start = plus("at", field.offset);
    const items =
      type.stride === 1
        ? `${scope.wire("bytesFrom")}(view, ${start})`
        : `${scope.wire("itemsFrom")}(view, ${start}, ${type.stride}, ${name})`;
    return [`const ${count} = ${items};`, ...limit];
  }
  const bytes = type.stride === 1 ? count : `${type.stride} * ${count}`;
  const need = record.size === 0 ? bytes : `${record.size} + ${bytes}`;
  return [`${finder(record, scope)}(view, offset, ${need}, ${quote(typeName(record))});`, ...limit];
}

function checkFixed(record: RecordType, field: Field, scope: Scope): string[] {
  if (field.fixed === undefined || field.reserved) {
    return [];
  }
  const type = scalarOf(field);
  const fixed = stored(type, field.fixed, field.hex);
  const name = quote(`${typeName(record)}.${field.name}`);
  return [`${scope.wire("expect")}(${rawField(record, field, scope)}, ${fixed}, ${name});`];
}

/** A fixed value as it is stored. */
function stored(type: Scalar, value: bigint, hex?: boolean): string {
  return type.kind === "bool" ? `${value}` : literal(type, value, hex);
}

function readField(record: RecordType, field: Field, scope: Scope): Reading {
  const name = `${typeName(record)}.${field.name}`;
  for (const unit of record.units) {
    for (const part of partOf(field, unit.name)) {
      return { lines: [], value: takePart(unit, part, name, localName(unit.name), scope) };
    }
  }
  const { type } = field;
  const position = plus("at", field.offset);
  if (type.kind === "record" && isTagged(type.record)) {
    const tag = localName(type.record.tag.field);
    return { lines: [], value: `${scope.call("decode", type.record)}(view, ${position}, ${tag})` };
  }
  if (type.kind === "array" && type.length.kind !== "fixed") {
    const length =
      type.length.kind === "field"
        ? localName(fieldNamed(record, type.length.field).name)
        : `${localName(field.name)}Count`;
    return readArray(type, length, localName(field.name), position, name, 0, scope);
  }
  return readType(type, localName(field.name), position, name, 0, scope);
}

/** Reads a value of any type at `position`. */
export function readType(
  type: Type,
  local: string,
  position: string,
  name: string,
  depth: number,
  scope: Scope,
): Reading {
  if (isScalar(type)) {
    return { lines: [], value: readScalar(type, { view: "view", position, name }, scope) };
  }
  if (type.kind === "record") {
    return { lines: [], value: `${scope.call("decode", type.record)}(view, ${position})` };
  }
  if (type.length.kind !== "fixed") {
    throw new Error(`${name}: a flexible array inside of another type`);
  }
  return readArray(type, String(type.length.count), local, position, name, depth, scope);
}

function readArray(
  type: ArrayType,
  count: string,
  local: string,
  position: string,
  name: string,
  depth: number,
  scope: Scope,
): Reading {
  if (isBytes(type)) {
    return { lines: [], value: `${scope.wire("readBytes")}(view, ${position}, ${count})` };
  }
  const index = depth === 0 ? "index" : `index${depth}`;
  const step = type.stride === 1 ? index : `${type.stride} * ${index}`;
  const inner = `${local}Item`;
  const item = readType(type.element, inner, `${position} + ${step}`, name, depth + 1, scope);
  return {
    lines: [
      `const ${local}: ${elementType(type, scope)}[] = new Array(${count});`,
      `for (let ${index} = 0; ${index} < ${count}; ${index}++) {`,
      ...item.lines.map((line) => `  ${line}`),
      `  ${local}[${index}] = ${item.value};`,
      "}",
    ],
    value: local,
  };
}

function elementType(type: ArrayType, scope: Scope): string {
  const element = typeOf(type.element, scope);
  return element.includes(" ") ? `(${element})` : element;
}

/** The body of `unpackX`: the members of a record that is one integer. */
export function unpackBody(record: RecordType, unit: BitUnit, scope: Scope): string[] {
  const parts = partsOf(record, unit);
  const checks = parts.flatMap((part) => {
    const { fixed, hex, reserved, name: field } = part.field;
    if (fixed === undefined || reserved) {
      return [];
    }
    const name = `${typeName(record)}.${field}`;
    const value = takeInteger(unit, part, name, "bits", scope);
    return [`${scope.wire("expect")}(${value}, ${stored(part.type, fixed, hex)}, ${quote(name)});`];
  });
  const members = parts
    .filter((part) => isVisible(part.field))
    .map((part) => {
      const name = `${typeName(record)}.${part.field.name}`;
      const value = takePart(unit, part, name, "bits", scope);
      return property(memberName(part.field.name), value);
    });
  return [...checks, ...returnObject(members)];
}
