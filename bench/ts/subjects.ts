// What is encoded and decoded: 64 values of each kind, and what a contestant must be able to do.

/** A request of fixed size, 32 bytes; the fields of `XenIoreq`. */
export interface Request {
  addr: number;
  data: bigint;
  count: number;
  size: number;
  vpEport: number;
  state: number;
  dataIsPtr: boolean;
  dir: 0 | 1;
  df: boolean;
  type: 0 | 1 | 2 | 7 | 8;
}

/** A message of variable size, 32 + 8n bytes; the fields of `message.idl`. */
export interface Message {
  kind: number;
  flags: number;
  token: bigint;
  addr: number;
  width: number;
  data: bigint[];
}

/** A contestant for one kind of value. `slot` is 0 to 63; everything is set up beforehand. */
export interface Codec<T> {
  readonly name: string;
  /** Takes the values in and encodes all of them, so that `decode` has something to read. */
  prepare(values: readonly T[]): void;
  decode(slot: number): unknown;
  /** Encodes the value of that slot in place of what the slot held; absent: it cannot encode. */
  readonly encode?: (slot: number) => unknown;
  /** A decoded value in our own words, to see whether it is right. */
  plain(decoded: unknown): T;
}

/** Slots of a page. */
export const slots = 64;

const types = [0, 1, 2, 7, 8] as const;

/** Requests with small and large addresses, and data of all 64 bits. */
export const requests: readonly Request[] = Array.from({ length: slots }, (_, slot) => ({
  addr: 0x100_0000 + slot * 8 + (slot % 2) * 2 ** 40,
  data: BigInt.asUintN(64, BigInt(slot + 1) * 0x9e37_79b9_7f4a_7c15n),
  count: 1,
  size: 2 ** (slot % 4),
  vpEport: 5 + slot,
  state: slot % 4,
  dataIsPtr: slot % 3 === 0,
  dir: slot % 2 === 0 ? 1 : 0,
  df: slot % 5 === 0,
  type: types[slot % types.length] ?? 0,
}));

/** Messages with 0 to 16 items of data, 7.6 on average. */
export const messages: readonly Message[] = Array.from({ length: slots }, (_, slot) => ({
  kind: slot % 7,
  flags: slot % 3,
  token: BigInt(slot) << 33n,
  addr: 0x1000 + slot * 64 + (slot % 2) * 2 ** 36,
  width: 2 ** (slot % 4),
  data: Array.from({ length: (slot * 7) % 17 }, (_item, index) =>
    BigInt.asUintN(64, BigInt(index + slot) * 0x9e37_79b9_7f4a_7c15n),
  ),
}));
