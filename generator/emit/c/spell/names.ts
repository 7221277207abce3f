// How names and numbers are spelt in C.
import type { Declared, Enum, EnumMember, Field, RecordType } from "../../../model.ts";
import { cName, upper } from "../../../words.ts";

/** The C member of a field: the upstream name where the spec gives one. */
export function memberName(field: Field): string {
  return cName(field.cName ?? field.name);
}

/** `struct io_slot` or `union io_word`. */
export function recordName(record: RecordType): string {
  return `${record.union ? "union" : "struct"} ${record.qualified}`;
}

/** The C constant of an enum's member. */
export function enumerator(declaration: Enum, member: Pick<EnumMember, "name">): string {
  return upper(`${declaration.qualified}_${member.name}`);
}

/** A constant that belongs to a declaration: `IO_QUEUE_CALLS`. */
export function constantName(
  declaration: Pick<Declared, "qualified">,
  ...words: readonly string[]
): string {
  return upper([declaration.qualified, ...words].join("_"));
}

/** The C integer that holds so many bits. */
export function integerName(bits: number, signed = false): string {
  return `${signed ? "int" : "uint"}${storageBits(bits)}_t`;
}

/** 8, 16, 32 or 64: the smallest that holds `bits`. */
export function storageBits(bits: number): number {
  return bits <= 8 ? 8 : bits <= 16 ? 16 : bits <= 32 ? 32 : 64;
}

/** A mask as it stands in an expression on a unit of `bits` bits. */
export function mask(value: bigint, bits: number): string {
  const digits = value.toString(16).padStart(storageBits(bits) / 4, "0");
  return storageBits(bits) === 64 ? `UINT64_C(0x${digits})` : `0x${digits}`;
}

/** `width` ones, `shift` from the least significant bit. */
export function ones(width: number, shift = 0): bigint {
  return ((1n << BigInt(width)) - 1n) << BigInt(shift);
}

/** The digits of a number, as in a comment. */
export function digits(value: bigint, hex = false): string {
  return hex && value >= 0n ? `0x${value.toString(16)}` : String(value);
}

/** A number in the radix of the spec. */
export function written(value: bigint, hex = false): string {
  return literal(value, hex);
}

/** A number as a literal of sufficient width; large ones in hexadecimal. */
export function literal(value: bigint, hex = value > 0xffffn): string {
  if (value < 0n) {
    return value < -0x7fffffffn ? `(-INT64_C(${-value - 1n}) - 1)` : String(value);
  }
  const text = digits(value, hex);
  return value > 0xffffffffn ? `UINT64_C(${text})` : text;
}

/** A literal for comparing with and storing to an unsigned or signed integer of that width. */
export function literalOf(value: bigint, bits: number, signed: boolean): string {
  return value < 0n && !signed ? literal(BigInt.asUintN(storageBits(bits), value)) : literal(value);
}

/** Whether a value is an `int`, so that an enumerator can have it. */
export function isInt(value: bigint): boolean {
  return value >= -0x80000000n && value <= 0x7fffffffn;
}
