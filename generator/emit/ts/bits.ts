// Parts of integers: expressions that take one out of its unit, and that put all of them together.
import type { BitUnit, Field, RecordType } from "../../model.ts";
import { formOf, interpret, known, type Scalar } from "./scalars.ts";
import type { Scope } from "./scope.ts";
import { hexadecimal, quote } from "./text.ts";

/** A field that is only part of an integer. */
export interface Part {
  readonly field: Field;
  readonly type: Scalar;
  readonly shift: number;
  readonly width: number;
}

/** The parts of one unit, lowest first. */
export function partsOf(record: RecordType, unit: BitUnit): Part[] {
  return record.fields
    .flatMap((field) => partOf(field, unit.name))
    .sort((left, right) => left.shift - right.shift);
}

/** The field as a part of the named unit, or nothing. */
export function partOf(field: Field, unit: string): Part[] {
  const { bits, type } = field;
  if (bits === undefined || bits.unit !== unit) {
    return [];
  }
  if (type.kind === "record" || type.kind === "array") {
    throw new Error(`${field.name}: a bit field of kind ${type.kind}`);
  }
  return [{ field, type, shift: bits.shift, width: bits.width }];
}

function ones(width: number): bigint {
  return (1n << BigInt(width)) - 1n;
}

/** The value of a part, out of the integer `unit`. */
export function takePart(
  unit: BitUnit,
  part: Part,
  name: string,
  integer: string,
  scope: Scope,
): string {
  const mask = ones(part.width) << BigInt(part.shift);
  if (part.type.kind === "bool") {
    const wide = unit.integer.bits > 32;
    return `(${integer} & ${hexadecimal(mask, wide)}) !== ${wide ? "0n" : "0"}`;
  }
  const value = takeInteger(unit, part, name, integer, scope);
  return interpret(part.type, value, name, scope, part.width);
}

/** A part as an integer of its own form: unknown enum values and all. No part is signed. */
export function takeInteger(
  unit: BitUnit,
  part: Part,
  name: string,
  integer: string,
  scope: Scope,
): string {
  return unit.integer.bits > 32
    ? takeWide(part, name, integer, scope)
    : takeNarrow(unit, part, integer);
}

function takeNarrow(unit: BitUnit, part: Part, integer: string): string {
  const { shift, width } = part;
  if (shift + width === unit.integer.bits) {
    return shift === 0 ? integer : `${integer} >>> ${shift}`;
  }
  const shifted = shift === 0 ? integer : `(${integer} >>> ${shift})`;
  return `${shifted} & ${hexadecimal(ones(width))}`;
}

function takeWide(part: Part, name: string, integer: string, scope: Scope): string {
  const { shift, width } = part;
  const shifted = shift === 0 ? integer : `${integer} >> ${shift}n`;
  const value = `BigInt.asUintN(${width}, ${shifted})`;
  if (formOf(part.type) === "bigint") {
    return value;
  }
  return width > 53 ? `${scope.wire("toNumber")}(${value}, ${quote(name)})` : `Number(${value})`;
}

/** A part's value at its place in the unit, with nothing that could spill over. */
export function placePart(
  unit: BitUnit,
  part: Part,
  name: string,
  value: string,
  scope: Scope,
): string {
  const wide = unit.integer.bits > 32;
  const suffix = wide ? "n" : "";
  const { shift, width } = part;
  if (part.type.kind === "bool") {
    return `(${value} ? ${hexadecimal(1n << BigInt(shift), wide)} : 0${suffix})`;
  }
  const member = known(part.type, value, name, scope, part.width);
  const integer = wide ? widen(part, name, member, scope) : member;
  if (width === unit.integer.bits) {
    return integer;
  }
  const masked = `(${integer} & ${hexadecimal(ones(width), wide)})`;
  return shift === 0 ? masked : `(${masked} << ${shift}${suffix})`;
}

function widen(part: Part, name: string, value: string, scope: Scope): string {
  if (formOf(part.type) === "bigint") {
    return value;
  }
  return `${scope.wire("toBigint")}(${value}, ${quote(name)})`;
}

/** The bits of a fixed part at their place. */
export function placeFixed(unit: BitUnit, part: Part, value: bigint): string {
  const bits = (value & ones(part.width)) << BigInt(part.shift);
  return hexadecimal(bits, unit.integer.bits > 32);
}

/** A unit without one of its parts. */
export function withoutPart(unit: BitUnit, part: Part, integer: string): string {
  const kept = ones(unit.integer.bits) & ~(ones(part.width) << BigInt(part.shift));
  return `(${integer} & ${hexadecimal(kept, unit.integer.bits > 32)})`;
}
