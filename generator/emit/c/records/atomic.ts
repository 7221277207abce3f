// Atomic accesses, for what says who owns the rest of the memory.
import type { RecordType } from "../../../model.ts";
import { call } from "../spell/lines.ts";
import { fetch, type Leaf, publish } from "./leaves.ts";

/** The unit or member that holds a state, loaded with acquire ordering. */
export function acquire(record: RecordType, leaf: Leaf, pointer: string): string {
  return fetch(
    leaf.storage,
    `__atomic_load_n(${atomicPlace(record, leaf, pointer, true)}, __ATOMIC_ACQUIRE)`,
  );
}

/** A statement that stores the unit or member that holds a state. */
export function storeAtomic(
  record: RecordType,
  leaf: Leaf,
  pointer: string,
  value: string,
  order: string,
): string {
  const stored = publish(leaf.storage, value);
  return call("", "__atomic_store_n", [atomicPlace(record, leaf, pointer, false), stored, order]);
}

/** In a packed record the compiler has to be told that the member is aligned after all. */
export function atomicPlace(
  record: RecordType,
  leaf: Leaf,
  pointer: string,
  constant: boolean,
): string {
  const place = `&${pointer}->${leaf.path}`;
  if (!record.packed || leaf.storage.bits === 8) {
    return place;
  }
  const qualifier = constant ? "const volatile" : "volatile";
  const type = `${leaf.storage.signed ? "int" : "uint"}${leaf.storage.bits}_t`;
  return `(${qualifier} ${type} *)(${qualifier} void *)${place}`;
}
