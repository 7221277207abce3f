// bebop: structs, as its compiler spells them over its view.
import type { Codec, Message, Request } from "../subjects.ts";

interface BebopView {
  startWriting(): void;
  startReading(bytes: Uint8Array): void;
  toArray(): Uint8Array;
  readByte(): number;
  writeByte(value: number): void;
  readUint16(): number;
  writeUint16(value: number): void;
  readUint32(): number;
  writeUint32(value: number): void;
  readUint64(): bigint;
  writeUint64(value: bigint): void;
}
/** The library. */
export interface Bebop {
  readonly BebopView: { getInstance(): BebopView };
}

/** A codec that keeps an array of bytes for each slot. */
function overArrays<T>(
  library: Bebop,
  write: (view: BebopView, value: T) => void,
  read: (view: BebopView) => T,
): Codec<T> {
  const view = library.BebopView.getInstance();
  const arrays: Uint8Array[] = [];
  let values: readonly T[] = [];
  const encode = (slot: number): Uint8Array => {
    view.startWriting();
    write(view, values[slot] as T);
    return view.toArray();
  };
  return {
    name: "bebop",
    prepare(given) {
      values = given;
      values.forEach((_, slot) => {
        arrays[slot] = encode(slot).slice();
      });
    },
    decode(slot) {
      view.startReading(arrays[slot] as Uint8Array);
      return read(view);
    },
    encode,
    plain: (decoded) => decoded as T,
  };
}

/** Requests. */
export function requestCodec(library: Bebop): Codec<Request> {
  return overArrays<Request>(
    library,
    (view, value) => {
      view.writeUint64(BigInt(value.addr));
      view.writeUint64(value.data);
      view.writeUint32(value.count);
      view.writeUint32(value.size);
      view.writeUint32(value.vpEport);
      view.writeByte(value.state);
      view.writeByte(Number(value.dataIsPtr));
      view.writeByte(value.dir);
      view.writeByte(Number(value.df));
      view.writeByte(value.type);
    },
    (view) => ({
      addr: Number(view.readUint64()),
      data: view.readUint64(),
      count: view.readUint32(),
      size: view.readUint32(),
      vpEport: view.readUint32(),
      state: view.readByte(),
      dataIsPtr: view.readByte() !== 0,
      dir: view.readByte() as Request["dir"],
      df: view.readByte() !== 0,
      type: view.readByte() as Request["type"],
    }),
  );
}

/** Messages. */
export function messageCodec(library: Bebop): Codec<Message> {
  return overArrays<Message>(
    library,
    (view, value) => {
      view.writeUint16(value.kind);
      view.writeUint16(value.flags);
      view.writeUint64(value.token);
      view.writeUint64(BigInt(value.addr));
      view.writeUint32(value.width);
      view.writeUint32(value.data.length);
      for (const item of value.data) {
        view.writeUint64(item);
      }
    },
    (view) => {
      const head = {
        kind: view.readUint16(),
        flags: view.readUint16(),
        token: view.readUint64(),
        addr: Number(view.readUint64()),
        width: view.readUint32(),
      };
      const count = view.readUint32();
      const data: bigint[] = new Array(count);
      for (let index = 0; index < count; index++) {
        data[index] = view.readUint64();
      }
      return { ...head, data };
    },
  );
}
