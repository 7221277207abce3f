// Part of hypershim; do not edit.

// Where a record is in a view, and errors that say what does not fit.

/**
 * Where a record of one byte or more begins. Without `offset` the view must be exactly the record;
 * with one, the record must lie inside the view.
 */
export function recordAt(
  view: DataView,
  offset: number | undefined,
  size: number,
  name: string,
): number {
  // Touching the last byte is much cheaper than asking the view for its length.
  if (offset !== undefined && offset >= 0) {
    try {
      view.getUint8(offset + size - 1);
      return offset;
    } catch {
      // What is wrong is said below, out of the way of V8's inlining.
    }
  }
  return recordInDoubt(view, offset, size, name);
}

/** The same for a record that may have no bytes at all. */
export function recordInDoubt(
  view: DataView,
  offset: number | undefined,
  size: number,
  name: string,
): number {
  const have = view.byteLength;
  if (offset === undefined) {
    if (have !== size) {
      throw wrongSize(name, size, have);
    }
    return 0;
  }
  return roomAt(view, offset, size, name);
}

/** Where a record of at least `size` bytes, more than none, begins. */
export function headAt(view: DataView, offset: number, size: number, name: string): number {
  if (offset >= 0) {
    try {
      view.getUint8(offset + size - 1);
      return offset;
    } catch {
      // As above.
    }
  }
  return roomAt(view, offset, size, name);
}

/** Where a record of at least `size` bytes, or none, begins. */
export function roomAt(view: DataView, offset: number, size: number, name: string): number {
  const have = offset >= 0 ? Math.max(view.byteLength - offset, 0) : 0;
  if (!(offset >= 0 && offset + size <= view.byteLength)) {
    throw wrongSize(name, size, have);
  }
  return offset;
}

/** Bytes from `offset` to the end of the view. */
export function bytesFrom(view: DataView, offset: number): number {
  return view.byteLength - offset;
}

/** Items of `stride` bytes that fill the view from `offset` to its end. */
export function itemsFrom(view: DataView, offset: number, stride: number, name: string): number {
  const bytes = view.byteLength - offset;
  if (bytes % stride !== 0) {
    throw new RangeError(`${name}: ${bytes} bytes are not a multiple of ${stride}`);
  }
  return bytes / stride;
}

function wrongSize(name: string, need: number, have: number): RangeError {
  return new RangeError(`${name} needs ${need} bytes, have ${have}`);
}

/** Refuses any value but the one that a field always has. */
export function expect(value: number | bigint, fixed: number | bigint, name: string): void {
  if (value !== fixed) {
    throw new RangeError(`${name} must be ${fixed}, is ${value}`);
  }
}

/** Refuses arrays that are longer than their record allows. */
export function expectAtMost(count: number, most: number, name: string): void {
  if (count > most) {
    throw new RangeError(`${name} has at most ${most} items, not ${count}`);
  }
}

/** Refuses arrays that are not as long as their record says. */
export function expectCount(count: number, need: number, name: string): void {
  if (count !== need) {
    throw new RangeError(`${name} has ${need} items, not ${count}`);
  }
}

/** The error for a value that is none of an enum's. */
export function unknownValue(name: string, value: number | bigint): RangeError {
  return new RangeError(`${name} cannot be ${value}`);
}

/** Refuses a union's value of another kind than its tag says. */
export function expectKind(fits: boolean, name: string, kind: string, tag: number | bigint): void {
  if (!fits) {
    throw new RangeError(`${name} is ${kind}, but its tag is ${tag}`);
  }
}

/** The error for an index outside an array. */
export function badIndex(name: string, index: number, count: number): RangeError {
  return new RangeError(`${name} has ${count} items, none at ${index}`);
}

/** Refuses an index outside an array. */
export function checkIndex(index: number, count: number, name: string): void {
  if (!(index >= 0 && index < count && Number.isInteger(index))) {
    throw badIndex(name, index, count);
  }
}
