// A second opinion on the numbers in a record: from bytes and back by the model's offsets alone.
import type { ByteOrder, Field, RecordType, Type } from "../../generator/model.ts";

/** A number that generated C has accessors for. */
export interface Spot {
  /** Names in `record_get_names(record, indices)`. */
  readonly accessor: string;
  readonly indices: readonly number[];
  readonly offset: number;
  readonly bits: number;
  readonly order: ByteOrder;
  readonly shift: number;
  readonly width: number;
  readonly signed: boolean;
  readonly bool: boolean;
  readonly fixed: boolean;
}

/** Every number of a record, those of anonymous records and fixed arrays included. */
export function spotsOf(record: RecordType): readonly Spot[] {
  return spotsIn(record, [], [], 0);
}

function spotsIn(
  record: RecordType,
  names: readonly string[],
  indices: readonly number[],
  base: number,
): readonly Spot[] {
  return record.fields
    .filter((field) => !field.reserved)
    .flatMap((field) =>
      spotsOfField(record, field, field.type, [...names, field.name], indices, base + field.offset),
    );
}

function spotsOfField(
  record: RecordType,
  field: Field,
  type: Type,
  names: readonly string[],
  indices: readonly number[],
  offset: number,
): readonly Spot[] {
  if (type.kind === "array") {
    const { length, stride, element } = type;
    return length.kind === "fixed"
      ? Array.from({ length: length.count }, (_, index) =>
          spotsOfField(record, field, element, names, [...indices, index], offset + index * stride),
        ).flat()
      : [];
  }
  if (type.kind === "record") {
    return type.record.anonymousIn === undefined
      ? []
      : spotsIn(type.record, names, indices, offset);
  }
  const unit = record.units.find(({ name }) => name === field.bits?.unit)?.integer;
  const own = type.kind === "bool" ? undefined : type.kind === "enum" ? type.integer : type;
  const bits = unit?.bits ?? own?.bits ?? 8;
  return [
    {
      accessor: names.join("_"),
      indices,
      offset,
      bits,
      order: unit?.order ?? own?.order ?? "little",
      shift: field.bits?.shift ?? 0,
      width: field.bits?.width ?? bits,
      signed: own?.signed ?? false,
      bool: type.kind === "bool",
      fixed: field.fixed !== undefined,
    },
  ];
}

function isBig(order: ByteOrder, bigHost: boolean): boolean {
  return order === "big" || (order === "host" && bigHost);
}

function unitAt(bytes: Uint8Array, spot: Spot, bigHost: boolean): bigint {
  const part = [...bytes.subarray(spot.offset, spot.offset + spot.bits / 8)];
  const ordered = isBig(spot.order, bigHost) ? part : part.reverse();
  return ordered.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
}

/** What the accessor must give. */
export function numberAt(bytes: Uint8Array, spot: Spot, bigHost: boolean): bigint {
  const raw =
    (unitAt(bytes, spot, bigHost) >> BigInt(spot.shift)) & ((1n << BigInt(spot.width)) - 1n);
  if (spot.bool) {
    return raw === 0n ? 0n : 1n;
  }
  return spot.signed ? BigInt.asIntN(spot.width, raw) : raw;
}

/** What the bytes must be after the accessor has stored a value. */
export function withNumber(
  bytes: Uint8Array,
  spot: Spot,
  value: bigint,
  bigHost: boolean,
): Uint8Array {
  const mask = ((1n << BigInt(spot.width)) - 1n) << BigInt(spot.shift);
  const kept = unitAt(bytes, spot, bigHost) & ~mask;
  let unit = kept | ((value << BigInt(spot.shift)) & mask);
  const part = Array.from({ length: spot.bits / 8 }, () => {
    const byte = Number(unit & 0xffn);
    unit >>= 8n;
    return byte;
  });
  const changed = bytes.slice();
  changed.set(isBig(spot.order, bigHost) ? part.reverse() : part, spot.offset);
  return changed;
}
