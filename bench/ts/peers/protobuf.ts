// protobuf-es and protobufjs, from one schema.
import type { Codec, Message, Request } from "../subjects.ts";

const schema = `
  syntax = "proto3";
  message Ioreq {
    fixed64 addr = 1; fixed64 data = 2; uint32 count = 3; uint32 size = 4; uint32 vpEport = 5;
    uint32 state = 6; bool dataIsPtr = 7; uint32 dir = 8; bool df = 9; uint32 type = 10;
  }
  message Message {
    uint32 kind = 1; uint32 flags = 2; fixed64 token = 3; fixed64 addr = 4; uint32 width = 5;
    repeated fixed64 data = 6;
  }`;

// Numbers of types and labels in a descriptor.
const types = { fixed64: 6, uint32: 13, bool: 8 } as const;
const [optional, repeated] = [1, 3];

/** What both libraries need of a codec. */
interface Both<T> {
  readonly native: (value: T) => unknown;
  readonly write: (value: unknown) => Uint8Array;
  readonly read: (bytes: Uint8Array) => unknown;
  readonly plain: (decoded: unknown) => T;
}

function codecOf<T>(name: string, { native, write, read, plain }: Both<T>): Codec<T> {
  const natives: unknown[] = [];
  const arrays: Uint8Array[] = [];
  return {
    name,
    prepare(given) {
      given.forEach((value, slot) => {
        natives[slot] = native(value);
        arrays[slot] = write(natives[slot]);
      });
    },
    decode: (slot) => read(arrays[slot] as Uint8Array),
    encode(slot) {
      arrays[slot] = write(natives[slot]);
    },
    plain,
  };
}

/** protobuf-es; `wkt` is its description of descriptors. */
export interface ProtobufEs {
  create(schema: unknown, value: object): object;
  toBinary(schema: unknown, value: unknown): Uint8Array;
  fromBinary(schema: unknown, bytes: Uint8Array): Record<string, unknown>;
  createFileRegistry(
    file: unknown,
    resolve: () => undefined,
  ): { getMessage(name: string): unknown };
}

function descriptors(
  library: ProtobufEs,
  wkt: { readonly FileDescriptorProtoSchema: unknown },
): (name: string) => unknown {
  const messageType = [...schema.matchAll(/message (\w+) \{([^}]*)\}/g)].map(
    ([, name, body = ""]) => ({
      name,
      field: [...body.matchAll(/(repeated )?(\w+) (\w+) = (\d+);/g)].map(
        ([, many, type = "", field, number]) => ({
          name: field,
          jsonName: field,
          number: Number(number),
          label: many === undefined ? optional : repeated,
          type: types[type as keyof typeof types],
        }),
      ),
    }),
  );
  const file = library.create(wkt.FileDescriptorProtoSchema, {
    name: "bench.proto",
    syntax: "proto3",
    messageType,
  });
  const registry = library.createFileRegistry(file, () => undefined);
  return (name) => registry.getMessage(name);
}

/** Both kinds of values by protobuf-es. */
export function byProtobufEs(
  library: ProtobufEs,
  wkt: { readonly FileDescriptorProtoSchema: unknown },
): { readonly requests: Codec<Request>; readonly messages: Codec<Message> } {
  const type = descriptors(library, wkt);
  const ioreq = type("Ioreq");
  const message = type("Message");
  const withBigAddress = (value: object & { addr: number }): object => ({
    ...value,
    addr: BigInt(value.addr),
  });
  const plain = (decoded: unknown): object => {
    const {
      $typeName: _name,
      $unknown: _unknown,
      addr,
      ...rest
    } = decoded as Record<string, unknown>;
    return { addr: Number(addr), ...rest };
  };
  return {
    requests: codecOf<Request>("protobuf-es", {
      native: (value) => library.create(ioreq, withBigAddress(value)),
      write: (value) => library.toBinary(ioreq, value),
      read: (bytes) => library.fromBinary(ioreq, bytes),
      plain: (decoded) => plain(decoded) as Request,
    }),
    messages: codecOf<Message>("protobuf-es", {
      native: (value) => library.create(message, withBigAddress(value)),
      write: (value) => library.toBinary(message, value),
      read: (bytes) => library.fromBinary(message, bytes),
      plain: (decoded) => plain(decoded) as Message,
    }),
  };
}

interface Long {
  readonly low: number;
  readonly high: number;
}
interface Type {
  encode(value: unknown): { finish(): Uint8Array };
  decode(bytes: Uint8Array): Record<string, unknown>;
  create(value: object): object;
}
/** protobufjs, which keeps 64 bits in objects of `long`. */
export interface Protobufjs {
  parse(schema: string): { readonly root: { lookupType(name: string): Type } };
  readonly util: { Long: unknown };
  configure(): void;
}
interface LongLibrary {
  fromString(text: string, unsigned: boolean): Long;
}

/** Both kinds of values by protobufjs. */
export function byProtobufjs(
  library: Protobufjs,
  long: LongLibrary,
): { readonly requests: Codec<Request>; readonly messages: Codec<Message> } {
  library.util.Long = long;
  library.configure();
  const { root } = library.parse(schema);
  const toLong = (value: bigint | number): Long => long.fromString(String(value), true);
  const toBigint = (value: unknown): bigint => {
    const { low, high } = value as Long;
    return (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0);
  };
  const of = <T>(
    name: string,
    native: (value: T) => object,
    plain: (decoded: unknown) => T,
  ): Codec<T> => {
    const type = root.lookupType(name);
    return codecOf<T>("protobufjs", {
      native: (value) => type.create(native(value)),
      write: (value) => type.encode(value).finish(),
      read: (bytes) => type.decode(bytes),
      plain,
    });
  };
  return {
    requests: of<Request>(
      "Ioreq",
      (value) => ({ ...value, addr: toLong(value.addr), data: toLong(value.data) }),
      (decoded) => {
        const { addr, data, count, size, vpEport, state, dataIsPtr, dir, df, type } =
          decoded as Request;
        const rest = { count, size, vpEport, state, dataIsPtr, dir, df, type };
        return { addr: Number(toBigint(addr)), data: toBigint(data), ...rest };
      },
    ),
    messages: of<Message>(
      "Message",
      (value) => ({
        ...value,
        token: toLong(value.token),
        addr: toLong(value.addr),
        data: value.data.map(toLong),
      }),
      (decoded) => {
        const { kind, flags, token, addr, width, data } = decoded as Message;
        return {
          kind,
          flags,
          token: toBigint(token),
          addr: Number(toBigint(addr)),
          width,
          data: [...data].map(toBigint),
        };
      },
    ),
  };
}
