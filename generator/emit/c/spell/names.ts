// How names and numbers are spelt in C.
import type { Declared, Enum, EnumMember, Field, RecordType } from "../../../model.ts";
import { upper } from "../../../words.ts";

/** Words that C or C++ keep for themselves, and names that the headers we include define as macros. */
const reserved = new Set(
  `alignas alignof and and_eq asm auto bitand bitor bool break case catch char char16_t char32_t class compl const
  constexpr const_cast continue decltype default delete do double dynamic_cast else enum errno explicit export extern false
  float for friend goto if inline int linux long mutable namespace new noexcept not not_eq nullptr operator or or_eq private
  protected public register reinterpret_cast restrict return short signed sizeof static static_assert static_cast
  struct switch template this thread_local throw true try typedef typeid typename typeof union unix unsigned using
  virtual void volatile wchar_t while xor xor_eq NULL`.split(/\s+/),
);

/** A name as a C identifier: a keyword gets a trailing `_`. */
export function identifier(name: string): string {
  return reserved.has(name) ? `${name}_` : name;
}

/** The C member of a field: the upstream name where the spec gives one. */
export function memberName(field: Field): string {
  return identifier(field.cName ?? field.name);
}

/** `struct io_slot` or `union io_word`. */
export function recordName(record: RecordType): string {
  return `${record.union ? "union" : "struct"} ${record.qualified}`;
}

/** The C constant of an enum's member. */
export function enumerator(declaration: Enum, member: Pick<EnumMember, "name">): string {
  return constantName(declaration, member.name);
}

/** A constant that belongs to a declaration: `IO_QUEUE_CALLS`. */
export function constantName(declaration: Pick<Declared, "qualified">, ...words: readonly string[]): string {
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

/** A number as a literal of sufficient width; large ones in hexadecimal. */
export function literal(value: bigint): string {
  if (value < 0n) {
    return value < -0x7fffffffn ? `(-INT64_C(${-value - 1n}) - 1)` : String(value);
  }
  const digits = value > 0xffffn ? `0x${value.toString(16)}` : String(value);
  return value > 0xffffffffn ? `UINT64_C(${digits})` : digits;
}

/** A literal for comparing with and storing to an unsigned or signed integer of that width. */
export function literalOf(value: bigint, bits: number, signed: boolean): string {
  return value < 0n && !signed ? literal(BigInt.asUintN(storageBits(bits), value)) : literal(value);
}

/** Whether a value is an `int`, so that an enumerator can have it. */
export function isInt(value: bigint): boolean {
  return value >= -0x80000000n && value <= 0x7fffffffn;
}
