// Part of hypershim; do not edit.

// Runs of bytes: copied, stored, seen as views.

/** A copy of `count` bytes at `offset`. */
export function readBytes(view: DataView, offset: number, count: number): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset + offset, count).slice();
}

/** Stores bytes at `offset`. */
export function writeBytes(view: DataView, offset: number, bytes: Uint8Array): void {
  new Uint8Array(view.buffer, view.byteOffset + offset, bytes.length).set(bytes);
}

/** Zeroes `count` bytes at `offset`. */
export function clear(view: DataView, offset: number, count: number): void {
  new Uint8Array(view.buffer, view.byteOffset + offset, count).fill(0);
}

/** A view of exactly these bytes. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** The bytes of a value that takes `size` of them. */
export function encoded<T>(
  encode: (value: T, view: DataView) => unknown,
  value: T,
  size: number,
): Uint8Array {
  const bytes = new Uint8Array(size);
  encode(value, viewOf(bytes));
  return bytes;
}

/** A copy of a record that another party can write: every byte is fetched once. */
export function snapshot(view: DataView, offset: number, size: number): DataView {
  return viewOf(readBytes(view, offset, size));
}
