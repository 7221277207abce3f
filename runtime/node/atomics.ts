// Where generated accessors find a field, as the index that Atomics take, and byte order for those.
import { hostIsLittle } from "../hypershim/integers.ts";

/** The index of the first item that `set` changes in a record of so many bytes. */
export function indexIn<T extends Uint8Array | Uint16Array | Uint32Array>(
  make: new (length: number) => T,
  bytes: number,
  set: (view: DataView) => void,
): number {
  const items = new make(bytes / (make as unknown as typeof Uint8Array).BYTES_PER_ELEMENT);
  set(new DataView(items.buffer));
  return items.findIndex((item) => item !== 0);
}

const swapped = new DataView(new ArrayBuffer(4));

/** A 16-bit item of memory that has the low byte first on every machine; and the way back. */
export function little16(item: number): number {
  return hostIsLittle ? item : ((item & 0xff) << 8) | (item >>> 8);
}

/** The same for 32 bits. */
export function little32(item: number): number {
  if (hostIsLittle) {
    return item;
  }
  swapped.setUint32(0, item, false);
  return swapped.getUint32(0, true);
}
