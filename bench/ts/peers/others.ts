// kaitai-struct (reads only), avsc and cbor-x.
import { slots, type Codec, type Message, type Request } from "../subjects.ts";

interface KaitaiStream {
  pos: number;
  readU1(): number;
  readU2le(): number;
  readU4le(): number;
  readU8le(): number;
  readBitsIntLe(width: number): number;
  alignToByte(): void;
}
/** kaitai-struct's runtime. */
export interface Kaitai {
  readonly KaitaiStream: new (buffer: ArrayBuffer, offset: number) => KaitaiStream;
}

/** A parser over one page, as its compiler spells it; 64-bit integers beyond 2^53 are inexact. */
export function kaitaiRequests(library: Kaitai): Codec<Request> {
  const page = new ArrayBuffer(32 * slots);
  const stream = new library.KaitaiStream(page, 0);
  let wide: readonly bigint[] = [];
  return {
    name: "kaitai-struct (inexact)",
    prepare(given) {
      const view = new DataView(page);
      wide = given.map(({ data }) => data);
      given.forEach((value, slot) => {
        const at = slot * 32;
        view.setBigUint64(at, BigInt(value.addr), true);
        view.setBigUint64(at + 8, value.data, true);
        view.setUint32(at + 16, value.count, true);
        view.setUint32(at + 20, value.size, true);
        view.setUint32(at + 24, value.vpEport, true);
        const flags = (value.dataIsPtr ? 0x10 : 0) | (value.dir << 5) | (value.df ? 0x40 : 0);
        view.setUint8(at + 30, value.state | flags);
        view.setUint8(at + 31, value.type);
      });
    },
    decode(slot) {
      stream.pos = slot * 32;
      const addr = stream.readU8le();
      const data = stream.readU8le();
      const count = stream.readU4le();
      const size = stream.readU4le();
      const vpEport = stream.readU4le();
      stream.readU2le();
      const state = stream.readBitsIntLe(4);
      const dataIsPtr = stream.readBitsIntLe(1) !== 0;
      const dir = stream.readBitsIntLe(1);
      const df = stream.readBitsIntLe(1) !== 0;
      stream.alignToByte();
      const type = stream.readU1();
      return { addr, data, count, size, vpEport, state, dataIsPtr, dir, df, type, slot };
    },
    plain(decoded) {
      const { data, slot, ...rest } = decoded as Omit<Request, "data"> & {
        data: number;
        slot: number;
      };
      const exact = wide[slot] as bigint;
      return { ...rest, data: Number(exact) === data ? exact : -1n };
    },
  };
}

/** avsc; 64 bits take a type of one's own. */
export interface Avsc {
  readonly Type: { forSchema(schema: unknown, options: object): AvroType };
  readonly types: { readonly LongType: { __with(methods: object): AvroType } };
}
interface AvroType {
  toBuffer(value: unknown): Buffer;
  fromBuffer(buffer: Buffer): unknown;
}

function codecOf<T>(
  name: string,
  write: (value: unknown) => Uint8Array,
  read: (bytes: Uint8Array) => unknown,
  native: (value: T) => unknown,
  plain: (decoded: unknown) => T,
): Codec<T> {
  const natives: unknown[] = [];
  const arrays: Uint8Array[] = [];
  return {
    name,
    prepare(given) {
      given.forEach((value, slot) => {
        natives[slot] = native(value);
        arrays[slot] = Uint8Array.prototype.slice.call(write(natives[slot]));
      });
    },
    decode: (slot) => read(arrays[slot] as Uint8Array),
    encode: (slot) => write(natives[slot]),
    plain,
  };
}

/** Both kinds of values by avsc. */
export function byAvsc(library: Avsc): {
  readonly requests: Codec<Request>;
  readonly messages: Codec<Message>;
} {
  const long = library.types.LongType.__with({
    fromBuffer: (buffer: Buffer) => buffer.readBigInt64LE(),
    toBuffer: (value: bigint) => {
      const buffer = Buffer.alloc(8);
      buffer.writeBigInt64LE(value);
      return buffer;
    },
    fromJSON: BigInt,
    toJSON: Number,
    isValid: (value: unknown) => typeof value === "bigint",
    compare: (left: bigint, right: bigint) => Number(left > right) - Number(left < right),
  });
  const record = (name: string, fields: Record<string, unknown>): AvroType =>
    library.Type.forSchema(
      {
        type: "record",
        name,
        fields: Object.entries(fields).map(([field, type]) => ({ name: field, type })),
      },
      { registry: { long } },
    );
  const request = record("Ioreq", {
    addr: "long",
    data: "long",
    count: "int",
    size: "int",
    vpEport: "int",
    state: "int",
    dataIsPtr: "boolean",
    dir: "int",
    df: "boolean",
    type: "int",
  });
  const message = record("Message", {
    kind: "int",
    flags: "int",
    token: "long",
    addr: "long",
    width: "int",
    data: { type: "array", items: "long" },
  });
  const signed = (value: bigint): bigint => BigInt.asIntN(64, value);
  const unsigned = (value: bigint): bigint => BigInt.asUintN(64, value);
  const write = (type: AvroType) => (value: unknown) => type.toBuffer(value);
  const read = (type: AvroType) => (bytes: Uint8Array) => type.fromBuffer(bytes as Buffer);
  return {
    requests: codecOf<Request>(
      "avsc",
      write(request),
      read(request),
      (value) => ({ ...value, addr: BigInt(value.addr), data: signed(value.data) }),
      (decoded) => {
        const { addr, data, ...rest } = decoded as Request & { addr: unknown };
        return { addr: Number(addr), data: unsigned(data), ...rest };
      },
    ),
    messages: codecOf<Message>(
      "avsc",
      write(message),
      read(message),
      (value) => ({
        ...value,
        addr: BigInt(value.addr),
        token: signed(value.token),
        data: value.data.map(signed),
      }),
      (decoded) => {
        const { addr, token, data, ...rest } = decoded as Message & { addr: unknown };
        return { ...rest, addr: Number(addr), token: unsigned(token), data: data.map(unsigned) };
      },
    ),
  };
}

/** cbor-x, with record structures kept apart from the bytes. */
export interface CborX {
  readonly Encoder: new (options: object) => {
    encode(value: unknown): Buffer;
    decode(bytes: Uint8Array): unknown;
  };
}

/** Both kinds of values by cbor-x. */
export function byCborX(library: CborX): {
  readonly requests: Codec<Request>;
  readonly messages: Codec<Message>;
} {
  const encoder = new library.Encoder({ structures: [], mapsAsObjects: true, useRecords: true });
  const of = <T>(): Codec<T> =>
    codecOf<T>(
      "cbor-x",
      (value) => encoder.encode(value),
      (bytes) => encoder.decode(bytes),
      (value) => value,
      (decoded) => widen(decoded) as T,
    );
  return { requests: of<Request>(), messages: of<Message>() };
}

/** cbor-x gives small 64-bit integers as numbers. */
function widen(decoded: unknown): unknown {
  const value = { ...(decoded as Record<string, unknown>) };
  for (const name of ["data", "token"]) {
    const found = value[name];
    if (typeof found === "number") {
      value[name] = BigInt(found);
    } else if (Array.isArray(found)) {
      value[name] = found.map((item: number | bigint) => BigInt(item));
    }
  }
  return value;
}
