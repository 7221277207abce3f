// flatbuffers: a struct for requests and a table for messages, as flatc spells them.
import { slots, type Codec, type Message, type Request } from "../subjects.ts";

interface ByteBuffer {
  bytes(): Uint8Array;
  position(): number;
  readUint8(offset: number): number;
  readUint16(offset: number): number;
  readUint32(offset: number): number;
  readInt32(offset: number): number;
  readUint64(offset: number): bigint;
  writeUint8(offset: number, value: number): void;
  __offset(table: number, field: number): number;
  __vector(offset: number): number;
  __vector_len(offset: number): number;
}
interface Builder {
  prep(size: number, additional: number): void;
  pad(count: number): void;
  writeInt8(value: number): void;
  writeInt16(value: number): void;
  writeInt32(value: number): void;
  writeInt64(value: bigint): void;
  offset(): number;
  clear(): void;
  asUint8Array(): Uint8Array;
  dataBuffer(): ByteBuffer;
  startVector(size: number, count: number, alignment: number): void;
  addInt64(value: bigint): void;
  endVector(): number;
  startObject(fields: number): void;
  addFieldInt16(field: number, value: number, fallback: number): void;
  addFieldInt32(field: number, value: number, fallback: number): void;
  addFieldInt64(field: number, value: bigint, fallback: bigint): void;
  addFieldOffset(field: number, value: number, fallback: number): void;
  endObject(): number;
  finish(root: number): void;
}
/** The library. */
export interface Flatbuffers {
  readonly Builder: new (size: number) => Builder;
  readonly ByteBuffer: new (bytes: Uint8Array) => ByteBuffer;
}

/** The accessors that flatc makes of a struct with ten fields. */
class Ioreq {
  bb: ByteBuffer | null = null;
  at = 0;
  init(at: number, bb: ByteBuffer): this {
    this.at = at;
    this.bb = bb;
    return this;
  }
  addr(): bigint {
    return (this.bb as ByteBuffer).readUint64(this.at);
  }
  data(): bigint {
    return (this.bb as ByteBuffer).readUint64(this.at + 8);
  }
  count(): number {
    return (this.bb as ByteBuffer).readUint32(this.at + 16);
  }
  size(): number {
    return (this.bb as ByteBuffer).readUint32(this.at + 20);
  }
  vpEport(): number {
    return (this.bb as ByteBuffer).readUint32(this.at + 24);
  }
  state(): number {
    return (this.bb as ByteBuffer).readUint8(this.at + 28);
  }
  dataIsPtr(): boolean {
    return (this.bb as ByteBuffer).readUint8(this.at + 29) !== 0;
  }
  dir(): number {
    return (this.bb as ByteBuffer).readUint8(this.at + 30);
  }
  df(): boolean {
    return (this.bb as ByteBuffer).readUint8(this.at + 31) !== 0;
  }
  type(): number {
    return (this.bb as ByteBuffer).readUint8(this.at + 32);
  }
  mutateState(value: number): void {
    (this.bb as ByteBuffer).writeUint8(this.at + 28, value);
  }
  unpack(): IoreqObject {
    return {
      addr: this.addr(),
      data: this.data(),
      count: this.count(),
      size: this.size(),
      vpEport: this.vpEport(),
      state: this.state(),
      dataIsPtr: this.dataIsPtr(),
      dir: this.dir(),
      df: this.df(),
      type: this.type(),
    };
  }
}
interface IoreqObject {
  addr: bigint;
  data: bigint;
  count: number;
  size: number;
  vpEport: number;
  state: number;
  dataIsPtr: boolean;
  dir: number;
  df: boolean;
  type: number;
}

function createIoreq(builder: Builder, value: Request): number {
  builder.prep(8, 40);
  builder.pad(7);
  builder.writeInt8(value.type);
  builder.writeInt8(Number(value.df));
  builder.writeInt8(value.dir);
  builder.writeInt8(Number(value.dataIsPtr));
  builder.writeInt8(value.state);
  builder.writeInt32(value.vpEport);
  builder.writeInt32(value.size);
  builder.writeInt32(value.count);
  builder.writeInt64(value.data);
  builder.writeInt64(BigInt(value.addr));
  return builder.offset();
}

/** A struct alone is not finished as a buffer: its bytes are the last ones. */
function written(builder: Builder): Uint8Array {
  const bytes = builder.dataBuffer().bytes();
  return bytes.subarray(bytes.length - builder.offset());
}

/** Requests. */
export function requestCodec(library: Flatbuffers): Codec<Request> {
  const builder = new library.Builder(256);
  const buffers: ByteBuffer[] = [];
  const reused = new Ioreq();
  let values: readonly Request[] = [];
  const encode = (slot: number): Uint8Array => {
    builder.clear();
    createIoreq(builder, values[slot] as Request);
    return written(builder);
  };
  return {
    name: "flatbuffers",
    prepare(given) {
      values = given;
      values.forEach((_, slot) => {
        buffers[slot] = new library.ByteBuffer(encode(slot).slice());
      });
    },
    decode: (slot) => reused.init(0, buffers[slot] as ByteBuffer).unpack(),
    encode,
    plain: (decoded) => {
      const { addr, ...rest } = decoded as IoreqObject;
      return { addr: Number(addr), ...rest } as Request;
    },
  };
}

/** In place, with one accessor object that moves from slot to slot. */
export function inPlace(
  library: Flatbuffers,
  given: readonly Request[],
): (slot: number) => unknown {
  const builder = new library.Builder(256);
  const page = new Uint8Array(40 * slots);
  given.forEach((value, slot) => {
    builder.clear();
    createIoreq(builder, value);
    page.set(written(builder), slot * 40);
  });
  const buffer = new library.ByteBuffer(page);
  const reused = new Ioreq();
  return (slot) => {
    const view = reused.init(slot * 40, buffer);
    const state = view.state();
    const dir = view.dir();
    const addr = view.addr();
    view.mutateState((state + 1) & 3);
    return addr >= 0x100_0000n && dir === 1;
  };
}

/** Messages. */
export function messageCodec(library: Flatbuffers): Codec<Message> {
  const builder = new library.Builder(512);
  const buffers: ByteBuffer[] = [];
  let values: readonly Message[] = [];
  const encode = (slot: number): Uint8Array => {
    const { kind, flags, token, addr, width, data } = values[slot] as Message;
    builder.clear();
    builder.startVector(8, data.length, 8);
    for (let index = data.length - 1; index >= 0; index--) {
      builder.addInt64(data[index] as bigint);
    }
    const vector = builder.endVector();
    builder.startObject(6);
    builder.addFieldInt64(2, token, 0n);
    builder.addFieldInt64(3, BigInt(addr), 0n);
    builder.addFieldOffset(5, vector, 0);
    builder.addFieldInt32(4, width, 0);
    builder.addFieldInt16(0, kind, 0);
    builder.addFieldInt16(1, flags, 0);
    builder.finish(builder.endObject());
    return builder.asUint8Array();
  };
  const decode = (slot: number): Message => {
    const bb = buffers[slot] as ByteBuffer;
    const table = bb.readInt32(bb.position()) + bb.position();
    const field = (index: number): number => bb.__offset(table, 4 + 2 * index);
    const [kind, flags, token, addr, width, vector] = [0, 1, 2, 3, 4, 5].map(field) as [
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    const count = vector === 0 ? 0 : bb.__vector_len(table + vector);
    const data: bigint[] = [];
    for (let index = 0; index < count; index++) {
      data.push(bb.readUint64(bb.__vector(table + vector) + index * 8));
    }
    return {
      kind: kind === 0 ? 0 : bb.readUint16(table + kind),
      flags: flags === 0 ? 0 : bb.readUint16(table + flags),
      token: token === 0 ? 0n : bb.readUint64(table + token),
      addr: addr === 0 ? 0 : Number(bb.readUint64(table + addr)),
      width: width === 0 ? 0 : bb.readUint32(table + width),
      data,
    };
  };
  return {
    name: "flatbuffers",
    prepare(given) {
      values = given;
      values.forEach((_, slot) => {
        buffers[slot] = new library.ByteBuffer(encode(slot).slice());
      });
    },
    decode,
    encode,
    plain: (decoded) => decoded as Message,
  };
}
