// Part of hypershim; do not edit.

// The examples of specs: bytes on one side, a value or an error on the other.

import { encoded, viewOf } from "./bytes.ts";

/** The bytes that hexadecimal digits, with spaces between them, stand for. */
export function fromHex(digits: string): Uint8Array {
  const pairs = digits.match(/[0-9a-f]{2}/g) ?? [];
  return Uint8Array.from(pairs, (pair) => Number.parseInt(pair, 16));
}

/** Throws unless the bytes decode to `value` and `value` encodes to the bytes. */
export function checkExample<T>(
  name: string,
  digits: string,
  value: T,
  decode: (view: DataView) => T,
  encode: (value: T, view: DataView) => unknown,
): void {
  const bytes = fromHex(digits);
  const decoded = decode(viewOf(bytes));
  if (!isSame(decoded, value)) {
    throw new Error(`example "${name}": the bytes decode to another value`);
  }
  if (!isSame(encoded(encode, value, bytes.length), bytes)) {
    throw new Error(`example "${name}": the value encodes to other bytes`);
  }
}

/** Throws unless decoding the bytes fails, and `text` is in the record's name or in the message. */
export function checkBadExample(
  record: string,
  name: string,
  digits: string,
  decode: (view: DataView) => unknown,
  text: string,
): void {
  let message: string | undefined;
  try {
    decode(viewOf(fromHex(digits)));
  } catch (error) {
    message = `${record}: ${String(error)}`;
  }
  if (message?.includes(text) !== true) {
    throw new Error(`bad example "${name}": ${message ?? "it decodes"}`);
  }
}

function isSame(left: unknown, right: unknown): boolean {
  if (typeof left !== "object" || typeof right !== "object" || left === null || right === null) {
    return Object.is(left, right);
  }
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length &&
    names.every((name) => isSame(Reflect.get(left, name), Reflect.get(right, name)))
  );
}
