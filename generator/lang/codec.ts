// Encodes and decodes records by their description alone: what examples are checked with.

import type { Field, IntegerType, RecordType, Type, Value } from "../model.ts";

/** A record's bytes, as a value of the model says them. `host` order is little-endian here. */
export function encode(record: RecordType, value: Value): Uint8Array {
  const bytes = new Uint8Array(encodedSize(record, value));
  writeRecord(bytes, 0, record, value);
  return bytes;
}

function encodedSize(record: RecordType, value: Value): number {
  const last = record.fields.at(-1);
  if (last?.type.kind !== "array" || last.type.length.kind === "fixed") {
    return record.size;
  }
  return record.size + countOf(fieldValue(value, last.name)) * last.type.stride;
}

function countOf(value: Value | undefined): number {
  return value?.kind === "bytes" ? value.bytes.length
    : value?.kind === "array" ? value.items.length : 0;
}

function fieldValue(value: Value, name: string): Value | undefined {
  return value.kind === "record"
    ? value.fields.find((field) => field.name === name)?.value
    : undefined;
}

function writeRecord(bytes: Uint8Array, at: number, record: RecordType, value: Value): void {
  if (value.kind === "bytes") {
    bytes.set(value.bytes, at);
    return;
  }
  if (value.kind === "member") {
    const member = record.fields.find((field) => field.name === value.name);
    if (member !== undefined) {
      writeType(bytes, at + member.offset, member.type, value.value);
    }
    return;
  }
  const values = new Map(
    value.kind === "record" ? value.fields.map((field) => [field.name, field.value]) : [],
  );
  for (const field of record.fields) {
    const own = field.lengthOf === undefined
      ? values.get(field.name)
      : integer(BigInt(countOf(values.get(field.lengthOf))));
    const written = field.fixed === undefined ? own : integer(field.fixed);
    if (field.reserved || written === undefined) {
      continue;
    }
    if (field.bits === undefined) {
      writeType(bytes, at + field.offset, field.type, written);
    } else {
      writeBits(bytes, at, record, field, numberOf(written));
    }
  }
}

function integer(value: bigint): Value {
  return { kind: "integer", value };
}

function numberOf(value: Value): bigint {
  if (value.kind === "bool") {
    return value.value ? 1n : 0n;
  }
  return value.kind === "integer" ? value.value : 0n;
}

function writeBits(
  bytes: Uint8Array,
  at: number,
  record: RecordType,
  field: Field,
  value: bigint,
): void {
  const unit = record.units.find(({ name }) => name === field.bits?.unit);
  if (unit === undefined || field.bits === undefined) {
    return;
  }
  const whole = readInteger(bytes, at + unit.offset, unit.integer);
  const part = BigInt.asUintN(field.bits.width, value) << BigInt(field.bits.shift);
  writeInteger(bytes, at + unit.offset, unit.integer, whole | part);
}

function writeType(bytes: Uint8Array, at: number, type: Type, value: Value): void {
  switch (type.kind) {
    case "bool":
      bytes[at] = Number(numberOf(value));
      break;
    case "integer":
      writeInteger(bytes, at, type, numberOf(value));
      break;
    case "enum":
      writeInteger(bytes, at, type.integer, numberOf(value));
      break;
    case "record":
      writeRecord(bytes, at, type.record, value);
      break;
    case "array":
      if (value.kind === "bytes") {
        bytes.set(value.bytes, at);
      } else if (value.kind === "array") {
        value.items.forEach((item, index) => {
          writeType(bytes, at + index * type.stride, type.element, item);
        });
      }
      break;
    default:
      return type satisfies never;
  }
}

function writeInteger(bytes: Uint8Array, at: number, type: IntegerType, value: bigint): void {
  const size = type.bits / 8;
  for (let index = 0; index < size; index++) {
    const significance = type.order === "big" ? size - 1 - index : index;
    bytes[at + index] = Number((value >> BigInt(8 * significance)) & 0xffn);
  }
}

function readInteger(bytes: Uint8Array, at: number, type: IntegerType): bigint {
  const size = type.bits / 8;
  let value = 0n;
  for (let index = 0; index < size; index++) {
    const significance = type.order === "big" ? size - 1 - index : index;
    value |= BigInt(bytes[at + index] ?? 0) << BigInt(8 * significance);
  }
  return type.signed ? BigInt.asIntN(type.bits, value) : value;
}

/**
 * A decoded value, or what a decoder complains about, in the words of generated code: first
 * what it finds first, then all of it.
 */
export type Decoded =
  | { readonly kind: "value"; readonly value: Value }
  | { readonly kind: "problem"; readonly text: string; readonly all: readonly string[] };

/** Decodes a buffer that must be exactly the record. */
export function decode(record: RecordType, bytes: Uint8Array): Decoded {
  const text = remainderProblem(record, bytes);
  if (text !== undefined) {
    return { kind: "problem", text, all: [text] };
  }
  const needed = neededBytes(record, bytes);
  if (needed !== bytes.length) {
    const text = `${record.name} needs ${needed} bytes, have ${bytes.length}`;
    return { kind: "problem", text, all: [text] };
  }
  const problems: string[] = [];
  const value = readRecord(bytes, 0, record, problems);
  const [first] = problems;
  return first === undefined
    ? { kind: "value", value }
    : { kind: "problem", text: first, all: problems };
}

/** What is wrong with a rest of the buffer that is no whole number of elements. */
function remainderProblem(record: RecordType, bytes: Uint8Array): string | undefined {
  const last = record.fields.at(-1);
  const rest = bytes.length - record.size;
  return last?.type.kind === "array" && last.type.length.kind === "rest" && rest > 0 &&
    rest % last.type.stride !== 0
    ? `${record.name}.${last.name}: ${rest} bytes are not a multiple of ${last.type.stride}`
    : undefined;
}

/** How long the record in the buffer is, as far as its bytes are there to say so. */
function neededBytes(record: RecordType, bytes: Uint8Array): number {
  const last = record.fields.at(-1);
  const isFixed = last?.type.kind !== "array" || last.type.length.kind === "fixed";
  if (isFixed || bytes.length < record.size) {
    return record.size;
  }
  return record.size + elementCount(last, record, bytes, 0) * last.type.stride;
}

/**
 * Elements of an array; of the last one, as many as its length field says, or as there is room for.
 */
function elementCount(field: Field, record: RecordType, bytes: Uint8Array, at: number): number {
  const { type } = field;
  if (type.kind !== "array") {
    return 0;
  }
  const { length } = type;
  if (length.kind === "fixed") {
    return length.count;
  }
  if (length.kind === "rest") {
    return Math.floor((bytes.length - at - field.offset) / type.stride);
  }
  const counter = record.fields.find(({ name }) => name === length.field);
  return counter?.type.kind === "integer"
    ? Number(readInteger(bytes, at + counter.offset, counter.type))
    : 0;
}

function readRecord(
  bytes: Uint8Array,
  at: number,
  record: RecordType,
  problems: string[],
): Value {
  if (record.union) {
    return { kind: "bytes", bytes: bytes.slice(at, at + record.size) };
  }
  const fields: { name: string; value: Value }[] = [];
  for (const field of record.fields) {
    if (field.reserved) {
      continue;
    }
    const value = readField(bytes, at, record, field, problems);
    const known = fixedProblem(record, field, value) ?? valueProblem(record, field, value);
    if (known !== undefined) {
      problems.push(known);
    }
    if (field.fixed === undefined && field.lengthOf === undefined) {
      fields.push({ name: field.name, value });
    }
  }
  return { kind: "record", fields };
}

function readField(
  bytes: Uint8Array,
  at: number,
  record: RecordType,
  field: Field,
  problems: string[],
): Value {
  const { type } = field;
  if (field.bits !== undefined) {
    const unit = record.units.find(({ name }) => name === field.bits?.unit);
    const whole = unit === undefined ? 0n : readInteger(bytes, at + unit.offset, unit.integer);
    const value = BigInt.asUintN(field.bits.width, whole >> BigInt(field.bits.shift));
    return type.kind === "bool" ? { kind: "bool", value: value !== 0n } : integer(value);
  }
  if (type.kind === "record" && type.record.tag !== undefined) {
    return readTagged(bytes, at, record, { field, union: type.record }, problems);
  }
  return readType(bytes, at + field.offset, type, elementCount(field, record, bytes, at), problems);
}

/** The member that the tag selects; bytes if it selects none. */
function readTagged(
  bytes: Uint8Array,
  at: number,
  record: RecordType,
  { field, union }: { readonly field: Field; readonly union: RecordType },
  problems: string[],
): Value {
  const { tag } = union;
  const tagField = record.fields.find(({ name }) => name === tag?.field);
  const selected = tagField && numberOf(readField(bytes, at, record, tagField, []));
  const name = tag?.members.find(({ values }) =>
    values.some(({ value }) => value === selected),
  )?.field;
  const member = union.fields.find((candidate) => candidate.name === name);
  const start = at + field.offset;
  if (member === undefined) {
    return { kind: "bytes", bytes: bytes.slice(start, start + union.size) };
  }
  const count = elementCount(member, union, bytes, start);
  const value = readType(bytes, start, member.type, count, problems);
  return { kind: "member", name: member.name, value };
}

function readType(
  bytes: Uint8Array,
  at: number,
  type: Type,
  count: number,
  problems: string[],
): Value {
  switch (type.kind) {
    case "bool":
      return { kind: "bool", value: (bytes[at] ?? 0) !== 0 };
    case "integer":
      return integer(readInteger(bytes, at, type));
    case "enum":
      return integer(readInteger(bytes, at, type.integer));
    case "record":
      return readRecord(bytes, at, type.record, problems);
    case "array": {
      const { element, stride } = type;
      if (isByte(element)) {
        return { kind: "bytes", bytes: bytes.slice(at, at + count) };
      }
      const inner = element.kind === "array" && element.length.kind === "fixed"
        ? element.length.count
        : 0;
      return {
        kind: "array",
        items: Array.from({ length: count }, (_, index) =>
          readType(bytes, at + index * stride, element, inner, problems),
        ),
      };
    }
    default:
      return type satisfies never;
  }
}

/** Whether an array of the type is a run of bytes. */
export function isByte(type: Type): boolean {
  return type.kind === "integer" && type.bits === 8 && !type.signed;
}

function fixedProblem(record: RecordType, field: Field, value: Value): string | undefined {
  return field.fixed === undefined || numberOf(value) === field.fixed
    ? undefined
    : `${record.name}.${field.name} must be ${field.fixed}, is ${numberOf(value)}`;
}

/** Values that a closed enum does not have, and lengths beyond their maximum. */
function valueProblem(record: RecordType, field: Field, value: Value): string | undefined {
  const { type } = field;
  const name = `${record.name}.${field.name}`;
  if (type.kind === "array") {
    const { length } = type;
    const count = countOf(value);
    if (length.kind !== "fixed" && length.max !== undefined && count > length.max) {
      return `${name} has at most ${length.max} items, not ${count}`;
    }
    const items = value.kind === "array" ? value.items : [];
    return items
      .map((item) => strangeValue(type.element, item, name))
      .find((problem) => problem !== undefined);
  }
  return strangeValue(type, value, name);
}

function strangeValue(type: Type, value: Value, name: string): string | undefined {
  if (type.kind === "array") {
    const items = value.kind === "array" ? value.items : [];
    return items
      .map((item) => strangeValue(type.element, item, name))
      .find((problem) => problem !== undefined);
  }
  if (type.kind !== "enum" || !type.enum.closed) {
    return undefined;
  }
  const number = numberOf(value);
  const known = type.enum.flags
    ? (number & ~type.enum.members.reduce((mask, member) => mask | member.value, 0n)) === 0n
    : type.enum.members.some((member) => member.value === number);
  return known ? undefined : `${name} cannot be ${number}`;
}
