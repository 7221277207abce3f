// Integers, booleans and enums: their TypeScript types, and expressions that read and write them.
import type { BoolType, ByteOrder, Enum, EnumType, Field, IntegerType, Type } from "../../model.ts";
import type { Scope } from "./scope.ts";
import { plus, quote, spelt } from "./text.ts";

/** A type that is one value. */
export type Scalar = IntegerType | BoolType | EnumType;

/** Whether a type is one value. */
export function isScalar(type: { readonly kind: string }): type is Scalar {
  return type.kind === "integer" || type.kind === "bool" || type.kind === "enum";
}

/** How a scalar appears in TypeScript. */
export type Form = "number" | "bigint" | "boolean";

/** Whether a scalar is a `number`, a `bigint` or a `boolean`. */
export function formOf(type: Scalar): Form {
  switch (type.kind) {
    case "bool":
      return "boolean";
    case "enum":
      return isWide(type.enum) ? "bigint" : "number";
    case "integer":
      return type.bits > 32 && !type.number ? "bigint" : "number";
  }
}

/** Whether the members of an enum are bigints. */
export function isWide(declared: Enum): boolean {
  return declared.bits > 32;
}

/** The TypeScript type of a scalar. */
export function scalarType(type: Scalar, scope: Scope): string {
  if (type.kind !== "enum" || type.enum.flags) {
    return formOf(type);
  }
  const name = scope.type(type.enum);
  return type.enum.closed ? name : `${name} | ${formOf(type)}`;
}

/** The integer that holds a scalar. */
export function storage(type: Scalar): IntegerType {
  if (type.kind === "enum") {
    return { ...type.integer, number: !isWide(type.enum) };
  }
  return type.kind === "integer" ? type : byte;
}

const byte: IntegerType = {
  kind: "integer",
  bits: 8,
  signed: false,
  order: "little",
  number: false,
};

/** The `littleEndian` argument of DataView's methods. */
export function littleEndian(order: ByteOrder, scope: Scope): string {
  return order === "host" ? scope.wire("hostIsLittle") : String(order === "little");
}

const suffixes = { little: "LE", big: "BE", host: "Host" } as const;

/** The runtime's function for 64 bits in a byte order. */
function wide(verb: string, order: ByteOrder, scope: Scope): string {
  return scope.wire(verb + suffixes[order]);
}

/** Where a scalar is: a view, a position in it, and the name that errors give it. */
export interface Place {
  readonly view: string;
  readonly position: string;
  readonly name: string;
}

/** Reads a scalar that fills whole bytes. */
export function readScalar(type: Scalar, place: Place, scope: Scope): string {
  return interpret(type, readInteger(storage(type), place, scope), place.name, scope);
}

/** What a stored integer means: itself, a boolean, a member of an enum. */
export function interpret(
  type: Scalar,
  integer: string,
  name: string,
  scope: Scope,
  width = storage(type).bits,
): string {
  if (type.kind === "bool") {
    return `${integer} !== 0`;
  }
  if (type.kind !== "enum" || !isClosed(type.enum)) {
    return integer;
  }
  return isFull(type.enum, width)
    ? `(${integer}) as ${scope.type(type.enum)}`
    : `${scope.call("known", type.enum)}(${integer}, ${quote(name)})`;
}

/** Whether only members are values. */
export function isClosed(declared: Enum): boolean {
  return declared.closed && !declared.flags;
}

/** Whether every integer of that width is a member. */
function isFull(declared: Enum, width: number): boolean {
  return width <= 16 && new Set(declared.members.map(({ value }) => value)).size === 2 ** width;
}

/** A value that is to be stored: refused if it is no member, though the integer could hold it. */
export function known(
  type: Scalar,
  value: string,
  name: string,
  scope: Scope,
  width = storage(type).bits,
): string {
  return type.kind === "enum" && isClosed(type.enum) && !isFull(type.enum, width)
    ? `${scope.call("known", type.enum)}(${value}, ${quote(name)})`
    : value;
}

/** Reads an integer of whole bytes. */
export function readInteger(type: IntegerType, place: Place, scope: Scope): string {
  const { view, position, name } = place;
  const order = littleEndian(type.order, scope);
  switch (type.bits) {
    case 8:
      return `${view}.get${type.signed ? "Int" : "Uint"}8(${position})`;
    case 16:
    case 32:
      return `${view}.get${type.signed ? "Int" : "Uint"}${type.bits}(${position}, ${order})`;
    default: {
      if (type.number) {
        const verb = type.signed ? "readSignedNumber" : "readNumber";
        return `${wide(verb, type.order, scope)}(${view}, ${position}, ${quote(name)})`;
      }
      const verb = type.signed ? "readInt64" : "readUint64";
      return `${wide(verb, type.order, scope)}(${view}, ${position})`;
    }
  }
}

/** A statement that stores the scalar `value`. */
export function writeScalar(type: Scalar, place: Place, value: string, scope: Scope): string {
  const stored = type.kind === "bool" ? `${value} ? 1 : 0` : known(type, value, place.name, scope);
  return writeInteger(storage(type), place, stored, scope);
}

/** A statement that stores an integer of whole bytes. */
export function writeInteger(type: IntegerType, place: Place, value: string, scope: Scope): string {
  const { view, position, name } = place;
  const sign = type.signed ? "Int" : "Uint";
  const order = littleEndian(type.order, scope);
  switch (type.bits) {
    case 8:
      return `${view}.set${sign}8(${position}, ${value});`;
    case 16:
    case 32:
      return `${view}.set${sign}${type.bits}(${position}, ${value}, ${order});`;
    default: {
      const given = `${view}, ${position}, ${value}`;
      if (type.number) {
        const verb = type.signed ? "writeSignedNumber" : "writeNumber";
        return `${wide(verb, type.order, scope)}(${given}, ${quote(name)});`;
      }
      return `${wide("writeUint64", type.order, scope)}(${given});`;
    }
  }
}

/** An integer literal of a scalar's form. */
export function literal(type: Scalar, value: bigint, hex = value >= 1000n): string {
  switch (formOf(type)) {
    case "boolean":
      return String(value !== 0n);
    case "bigint":
      return `${spelt(value, hex)}n`;
    case "number":
      return spelt(value, hex);
  }
}

/** `record.field` with the record's position: where a field that fills whole bytes is. */
export function fieldPlace(field: Field, view: string, base: string, record: string): Place {
  return { view, position: plus(base, field.offset), name: `${record}.${field.name}` };
}

/** The type itself, if it is a scalar. */
export function asScalar(type: Type): Scalar | undefined {
  return isScalar(type) ? type : undefined;
}
