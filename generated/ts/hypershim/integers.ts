// Part of hypershim; do not edit.

// Integers of 64 bits, in every byte order, as bigints and as numbers.

/** Whether this machine stores the low byte of an integer first. */
export const hostIsLittle = /* @__PURE__ */ isLittle();

function isLittle(): boolean {
  return new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;
}

/** Where the low half of a 64-bit integer in this machine's byte order begins. */
export const lowHalf = hostIsLittle ? 0 : 4;

/** Where its high half begins. */
export const highHalf = hostIsLittle ? 4 : 0;

// DataView's own 64-bit methods cost several times as much as two 32-bit accesses. A bigint is
// made by arithmetic, which V8 does in a register, and split by a pair of views of one integer.
// The byte order is a constant of a function that makes the accessor, because V8 trusts those; a
// parameter, or a constant of a module, costs a third of an encoder's speed.

type ReadBigint = (view: DataView, offset: number) => bigint;
type WriteBigint = (view: DataView, offset: number, value: bigint) => void;
type ReadNumber = (view: DataView, offset: number, name: string) => number;
type WriteNumber = (view: DataView, offset: number, value: number, name: string) => void;

/** Where the halves of an integer are, by its byte order. */
function halvesOf(littleEndian: boolean): { readonly low: number; readonly high: number } {
  return littleEndian ? { low: 0, high: 4 } : { low: 4, high: 0 };
}

function uint64Reader(littleEndian: boolean): ReadBigint {
  const { low, high } = halvesOf(littleEndian);
  return (view, offset) => {
    const upper = BigInt(view.getUint32(offset + high, littleEndian));
    const lower = BigInt(view.getUint32(offset + low, littleEndian));
    return BigInt.asUintN(64, (upper << 32n) | lower);
  };
}

function int64Reader(littleEndian: boolean): ReadBigint {
  const { low, high } = halvesOf(littleEndian);
  return (view, offset) => {
    const upper = BigInt(view.getUint32(offset + high, littleEndian));
    const lower = BigInt(view.getUint32(offset + low, littleEndian));
    return BigInt.asIntN(64, (upper << 32n) | lower);
  };
}

function uint64Writer(littleEndian: boolean): WriteBigint {
  const whole = new BigUint64Array(1);
  const halves = new Uint32Array(whole.buffer);
  const { low, high } = halvesOf(littleEndian);
  const { low: first, high: second } = hostIsLittle ? { low: 0, high: 1 } : { low: 1, high: 0 };
  return (view, offset, value) => {
    whole[0] = value;
    view.setUint32(offset + low, halves[first] as number, littleEndian);
    view.setUint32(offset + high, halves[second] as number, littleEndian);
  };
}

function numberReader(littleEndian: boolean): ReadNumber {
  const { low, high } = halvesOf(littleEndian);
  return (view, offset, name) => {
    const upper = view.getUint32(offset + high, littleEndian);
    const lower = view.getUint32(offset + low, littleEndian);
    if (upper > 0x1f_ffff) {
      throw tooLarge((BigInt(upper) << 32n) + BigInt(lower), name);
    }
    return upper * 0x1_0000_0000 + lower;
  };
}

function numberWriter(littleEndian: boolean): WriteNumber {
  const { low, high } = halvesOf(littleEndian);
  return (view, offset, value, name) => {
    const upper = (value / 0x1_0000_0000) >>> 0;
    const lower = value >>> 0;
    if (upper > 0x1f_ffff || upper * 0x1_0000_0000 + lower !== value) {
      throw notUnsigned(value, name);
    }
    view.setUint32(offset + low, lower, littleEndian);
    view.setUint32(offset + high, upper, littleEndian);
  };
}

function signedNumberReader(littleEndian: boolean): ReadNumber {
  const { low, high } = halvesOf(littleEndian);
  return (view, offset, name) => {
    const upper = view.getInt32(offset + high, littleEndian);
    const lower = view.getUint32(offset + low, littleEndian);
    const value = upper * 0x1_0000_0000 + lower;
    if (!Number.isSafeInteger(value)) {
      throw tooLarge((BigInt(upper) << 32n) + BigInt(lower), name);
    }
    return value;
  };
}

function signedNumberWriter(littleEndian: boolean): WriteNumber {
  const { low, high } = halvesOf(littleEndian);
  return (view, offset, value, name) => {
    if (!Number.isSafeInteger(value)) {
      throw notSigned(value, name);
    }
    view.setUint32(offset + low, value >>> 0, littleEndian);
    view.setInt32(offset + high, Math.floor(value / 0x1_0000_0000), littleEndian);
  };
}

/** The unsigned 64-bit integer at an offset. */
export const readUint64LE = /* @__PURE__ */ uint64Reader(true);
export const readUint64BE = /* @__PURE__ */ uint64Reader(false);
export const readUint64Host = /* @__PURE__ */ uint64Reader(hostIsLittle);

/** The signed 64-bit integer at an offset. */
export const readInt64LE = /* @__PURE__ */ int64Reader(true);
export const readInt64BE = /* @__PURE__ */ int64Reader(false);
export const readInt64Host = /* @__PURE__ */ int64Reader(hostIsLittle);

/** Stores the low 64 bits of a value, signed or not. */
export const writeUint64LE = /* @__PURE__ */ uint64Writer(true);
export const writeUint64BE = /* @__PURE__ */ uint64Writer(false);
export const writeUint64Host = /* @__PURE__ */ uint64Writer(hostIsLittle);

/** The unsigned 64-bit integer at an offset as a number, which it must fit. */
export const readNumberLE = /* @__PURE__ */ numberReader(true);
export const readNumberBE = /* @__PURE__ */ numberReader(false);
export const readNumberHost = /* @__PURE__ */ numberReader(hostIsLittle);

/** Stores an unsigned 64-bit integer; only whole numbers from 0 to 2^53 - 1 are accepted. */
export const writeNumberLE = /* @__PURE__ */ numberWriter(true);
export const writeNumberBE = /* @__PURE__ */ numberWriter(false);
export const writeNumberHost = /* @__PURE__ */ numberWriter(hostIsLittle);

/** The signed 64-bit integer at an offset as a number, which it must fit. */
export const readSignedNumberLE = /* @__PURE__ */ signedNumberReader(true);
export const readSignedNumberBE = /* @__PURE__ */ signedNumberReader(false);
export const readSignedNumberHost = /* @__PURE__ */ signedNumberReader(hostIsLittle);

/** Stores a signed 64-bit integer; only whole numbers between -2^53 and 2^53 are accepted. */
export const writeSignedNumberLE = /* @__PURE__ */ signedNumberWriter(true);
export const writeSignedNumberBE = /* @__PURE__ */ signedNumberWriter(false);
export const writeSignedNumberHost = /* @__PURE__ */ signedNumberWriter(hostIsLittle);

function tooLarge(value: bigint, name: string): RangeError {
  return new RangeError(`${name} does not fit a number: ${value}`);
}

function notUnsigned(value: number, name: string): RangeError {
  return new RangeError(`${name} is not a whole number from 0 to 2^53 - 1: ${value}`);
}

function notSigned(value: number, name: string): RangeError {
  return new RangeError(`${name} is not a whole number within 2^53: ${value}`);
}

/** A wide bit field as a number, which it must fit. */
export function toNumber(value: bigint, name: string): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) {
    throw tooLarge(value, name);
  }
  return number;
}

/** A number as a wide bit field; only whole numbers within 2^53 are accepted. */
export function toBigint(value: number, name: string): bigint {
  if (!Number.isSafeInteger(value)) {
    throw notSigned(value, name);
  }
  return BigInt(value);
}
