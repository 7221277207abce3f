// Random values of a record, and what they are in TypeScript.

import type { Field, RecordType, Type, Value } from "../../generator/model.ts";
import { camel } from "../../generator/words.ts";

/** Numbers that look random and are the same on every run (mulberry32). */
export type Random = () => number;

/** Opens a sequence of numbers from 0 up to, not including, 1. */
export function randomFrom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function below(random: Random, limit: number): number {
  return Math.floor(random() * limit);
}

/** An integer of so many bits; the extremes come up often. */
function bitsOf(random: Random, width: number): bigint {
  const ones = (1n << BigInt(width)) - 1n;
  switch (below(random, 6)) {
    case 0:
      return 0n;
    case 1:
      return ones;
    case 2:
      return 1n << BigInt(width - 1);
    default: {
      const high = BigInt(below(random, 2 ** 32)) << 32n;
      return (high | BigInt(below(random, 2 ** 32))) & ones;
    }
  }
}

/** A value that the record can hold, complete but for what encoding adds by itself. */
export function randomRecord(record: RecordType, random: Random): Value {
  if (record.union) {
    const bytes = Uint8Array.from({ length: record.size }, () => below(random, 256));
    return { kind: "bytes", bytes };
  }
  const fields: { name: string; value: Value }[] = [];
  for (const field of record.fields.filter(isVisible)) {
    fields.push({ name: field.name, value: randomField(record, field, fields, random) });
  }
  return { kind: "record", fields };
}

function isVisible(field: Field): boolean {
  return !field.reserved && field.fixed === undefined && field.lengthOf === undefined;
}

function randomField(
  record: RecordType,
  field: Field,
  before: readonly { readonly name: string; readonly value: Value }[],
  random: Random,
): Value {
  const { type } = field;
  if (type.kind === "record" && type.record.tag !== undefined) {
    const { tag } = type.record;
    const selector = before.find(({ name }) => name === tag.field)?.value;
    const selected = tag.members.find(({ values }) =>
      values.some(({ value }) => selector?.kind === "integer" && selector.value === value),
    );
    const member = type.record.fields.find(({ name }) => name === selected?.field);
    return member === undefined
      ? randomRecord(type.record, random)
      : { kind: "member", name: member.name, value: randomType(member.type, undefined, 0, random) };
  }
  const isTag = record.fields.some(
    (other) => other.type.kind === "record" && other.type.record.tag?.field === field.name,
  );
  if (isTag && type.kind === "enum" && random() < 0.8) {
    const { members } = type.enum;
    return { kind: "integer", value: members[below(random, members.length)]!.value };
  }
  return randomType(type, field.bits?.width, flexibleCount(field, random), random);
}

function flexibleCount(field: Field, random: Random): number {
  if (field.type.kind !== "array" || field.type.length.kind === "fixed") {
    return 0;
  }
  return below(random, Math.min(field.type.length.max ?? 7, 7) + 1);
}

function randomType(type: Type, width: number | undefined, count: number, random: Random): Value {
  switch (type.kind) {
    case "bool":
      return { kind: "bool", value: random() < 0.5 };
    case "integer": {
      const bits = bitsOf(random, Math.min(width ?? type.bits, type.number ? 53 : 64));
      return { kind: "integer", value: type.signed ? BigInt.asIntN(type.bits, bits) : bits };
    }
    case "enum": {
      const { members, closed } = type.enum;
      if (closed || random() < 0.5) {
        return { kind: "integer", value: members[below(random, members.length)]!.value };
      }
      const bits = bitsOf(random, width ?? type.integer.bits);
      return {
        kind: "integer",
        value: type.enum.signed ? BigInt.asIntN(type.integer.bits, bits) : bits,
      };
    }
    case "record":
      return randomRecord(type.record, random);
    case "array": {
      const length = type.length.kind === "fixed" ? type.length.count : count;
      const { element } = type;
      if (element.kind === "integer" && element.bits === 8 && !element.signed) {
        return { kind: "bytes", bytes: Uint8Array.from({ length }, () => below(random, 256)) };
      }
      return {
        kind: "array",
        items: Array.from({ length }, () => randomType(element, undefined, 0, random)),
      };
    }
  }
}

/** What a value is in generated TypeScript. */
export function plain(type: Type, value: Value): unknown {
  switch (value.kind) {
    case "integer":
      return isNumber(type) ? Number(value.value) : value.value;
    case "bool":
      return value.value;
    case "bytes":
      return type.kind === "record" && type.record.tag !== undefined
        ? { kind: unknownKind(type.record), value: value.bytes }
        : value.bytes;
    case "array":
      return value.items.map((item) => plain(type.kind === "array" ? type.element : type, item));
    case "member": {
      const { record } = type as { readonly record: RecordType };
      return { kind: camel(value.name), value: plain(typeOf(record, value.name), value.value) };
    }
    case "record": {
      const { record } = type as { readonly record: RecordType };
      return Object.fromEntries(
        value.fields.map((field) => [
          camel(field.name),
          plain(typeOf(record, field.name), field.value),
        ]),
      );
    }
  }
}

function unknownKind(record: RecordType): string {
  return record.fields.some(({ name }) => name === "unknown") ? "unknown$" : "unknown";
}

function typeOf(record: RecordType, name: string): Type {
  return record.fields.find((field) => field.name === name)!.type;
}

function isNumber(type: Type): boolean {
  return type.kind === "enum"
    ? type.enum.bits <= 32
    : type.kind === "integer" && (type.bits <= 32 || type.number);
}
