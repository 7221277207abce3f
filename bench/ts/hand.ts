// The practical limit: typed arrays over one aligned page, written by hand for each record.
import { slots, type Codec, type Message, type Request } from "./subjects.ts";

const word = 0x1_0000_0000;

/** One page seen as integers of every width. */
interface Page {
  readonly bytes: Uint8Array;
  readonly halves: Uint16Array;
  readonly words: Uint32Array;
  readonly longs: BigUint64Array;
}

function pageOf(size: number): Page {
  const buffer = new ArrayBuffer(size);
  return {
    bytes: new Uint8Array(buffer),
    halves: new Uint16Array(buffer),
    words: new Uint32Array(buffer),
    longs: new BigUint64Array(buffer),
  };
}

/** Requests; with `checked`, an address that is no whole number below 2^53 is refused. */
export function handRequests(checked: boolean): Codec<Request> {
  const { bytes, halves, words, longs } = pageOf(32 * slots);
  let values: readonly Request[] = [];

  function decode(slot: number): Request {
    const at = slot * 8;
    const high = words[at + 1] as number;
    if (checked && high > 0x1f_ffff) {
      throw new RangeError("addr");
    }
    const bits = bytes[slot * 32 + 30] as number;
    return {
      addr: high * word + (words[at] as number),
      data: longs[slot * 4 + 1] as bigint,
      count: words[at + 4] as number,
      size: words[at + 5] as number,
      vpEport: words[at + 6] as number,
      state: bits & 0xf,
      dataIsPtr: (bits & 0x10) !== 0,
      dir: ((bits >>> 5) & 1) as 0 | 1,
      df: (bits & 0x40) !== 0,
      type: bytes[slot * 32 + 31] as Request["type"],
    };
  }

  function encode(slot: number): void {
    const value = values[slot] as Request;
    const at = slot * 8;
    const { addr } = value;
    const high = (addr / word) >>> 0;
    const low = addr >>> 0;
    if (checked && (high > 0x1f_ffff || high * word + low !== addr)) {
      throw new RangeError("addr");
    }
    words[at] = low;
    words[at + 1] = high;
    longs[slot * 4 + 1] = value.data;
    words[at + 4] = value.count;
    words[at + 5] = value.size;
    words[at + 6] = value.vpEport;
    halves[slot * 16 + 14] = 0;
    bytes[slot * 32 + 30] =
      (value.state & 0xf) |
      (value.dataIsPtr ? 0x10 : 0) |
      ((value.dir & 1) << 5) |
      (value.df ? 0x40 : 0);
    bytes[slot * 32 + 31] = value.type;
  }

  return {
    name: checked ? "typed arrays by hand" : "typed arrays by hand, unchecked",
    prepare(given) {
      values = given;
      values.forEach((_, slot) => encode(slot));
    },
    decode,
    encode,
    plain: (decoded) => decoded as Request,
  };
}

/** In place: state, direction and address of a request, and the state moved on. */
export function handInPlace(given: readonly Request[]): (slot: number) => unknown {
  const { bytes, words } = pageOf(32 * slots);
  given.forEach((value, slot) => {
    words[slot * 8] = value.addr >>> 0;
    words[slot * 8 + 1] = value.addr / word;
    bytes[slot * 32 + 30] = value.state | (value.dir << 5);
  });
  return (slot) => {
    const bits = bytes[slot * 32 + 30] as number;
    const state = bits & 0xf;
    const dir = (bits >>> 5) & 1;
    const high = words[slot * 8 + 1] as number;
    if (high > 0x1f_ffff) {
      throw new RangeError("addr");
    }
    const addr = high * word + (words[slot * 8] as number);
    bytes[slot * 32 + 30] = (bits & 0xf0) | ((state + 1) & 3);
    return addr >= 0x100_0000 && dir === 1;
  };
}

/** Messages, each in 160 bytes of its own on one page; what does not fit them is refused. */
export function handMessages(): Codec<Message> {
  const stride = 160;
  const { halves, words, longs } = pageOf(stride * slots);
  let values: readonly Message[] = [];

  function decode(slot: number): Message {
    const at = (slot * stride) / 4;
    const count = words[at + 1] as number;
    if (count > 16) {
      throw new RangeError("count");
    }
    const high = words[at + 5] as number;
    if (high > 0x1f_ffff) {
      throw new RangeError("addr");
    }
    const first = (slot * stride) / 8 + 4;
    const data: bigint[] = new Array(count);
    for (let index = 0; index < count; index++) {
      data[index] = longs[first + index] as bigint;
    }
    return {
      kind: halves[at * 2] as number,
      flags: halves[at * 2 + 1] as number,
      token: longs[(slot * stride) / 8 + 1] as bigint,
      addr: high * word + (words[at + 4] as number),
      width: words[at + 6] as number,
      data,
    };
  }

  function encode(slot: number): number {
    const value = values[slot] as Message;
    const at = (slot * stride) / 4;
    const { addr, data } = value;
    const count = data.length;
    if (count > 16) {
      throw new RangeError("count");
    }
    const high = (addr / word) >>> 0;
    const low = addr >>> 0;
    if (high > 0x1f_ffff || high * word + low !== addr) {
      throw new RangeError("addr");
    }
    halves[at * 2] = value.kind;
    halves[at * 2 + 1] = value.flags;
    words[at + 1] = count;
    longs[(slot * stride) / 8 + 1] = value.token;
    words[at + 4] = low;
    words[at + 5] = high;
    words[at + 6] = value.width;
    words[at + 7] = 0;
    const first = (slot * stride) / 8 + 4;
    for (let index = 0; index < count; index++) {
      longs[first + index] = data[index] as bigint;
    }
    return 32 + 8 * count;
  }

  return {
    name: "typed arrays by hand",
    prepare(given) {
      values = given;
      values.forEach((_, slot) => encode(slot));
    },
    decode,
    encode,
    plain: (decoded) => decoded as Message,
  };
}
