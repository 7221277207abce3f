// Part of hypershim; do not edit.

// States and rings in memory that another party writes, too.

import { unknownValue } from "./bounds.ts";
import { hostIsLittle } from "./integers.ts";

/** The error for a move of a state that nobody may make. */
export function illegalMove(name: string, from: number | bigint, to: number | bigint): RangeError {
  return new RangeError(`${name} cannot go from ${from} to ${to}`);
}

/** Refuses a state that is none. */
export function expectState(isState: boolean, value: number | bigint, name: string): void {
  if (!isState) {
    throw unknownValue(name, value);
  }
}

/** How far a ring's indices are apart; a RangeError if that is more than its capacity. */
export function ringCount(
  producer: number,
  consumer: number,
  modulus: number,
  capacity: number,
  name: string,
): number {
  const count = producer >= consumer ? producer - consumer : producer - consumer + modulus;
  if (!(count <= capacity && producer < modulus && consumer < modulus)) {
    throw new RangeError(`${name} has indices ${producer} and ${consumer}, capacity ${capacity}`);
  }
  return count;
}

/** Adds to a 32-bit integer in one step. The integer must be aligned in its buffer. */
export function atomicAdd(
  view: DataView,
  offset: number,
  addend: number,
  littleEndian: boolean,
): void {
  const target = new Uint32Array(view.buffer, view.byteOffset + offset, 1);
  if (littleEndian === hostIsLittle) {
    Atomics.add(target, 0, addend);
    return;
  }
  let before = Atomics.load(target, 0);
  for (;;) {
    const found = Atomics.compareExchange(target, 0, before, swap(swap(before) + addend));
    if (found === before) {
      return;
    }
    before = found;
  }
}

function swap(value: number): number {
  const view = new DataView(new ArrayBuffer(4));
  view.setUint32(0, value, true);
  return view.getUint32(0, false);
}
