// The fields of a record with their places, nested members flattened: what layouts are compared by.

import type { Field, RecordType } from "../../generator/model.ts";

/** Where a field lies; of a bit field, `bit` and `width` instead of `size`. */
export interface Place {
  /** In the record's own words, nested members with dots: `reqs.mmio_request.address`. */
  readonly path: string;
  /** The same in the words of the C header. */
  readonly cPath: string;
  readonly offset: number;
  readonly size: number;
  /** Counted from the record's first bit, least significant first. */
  readonly bit?: { readonly first: number; readonly width: number };
  readonly field: Field;
}

/** Every field of a record that has a name in the spec. */
export function placesOf(record: RecordType): readonly Place[] {
  return record.fields.flatMap((field) => placesOfField(field, "", "", 0));
}

function placesOfField(
  field: Field,
  before: string,
  cBefore: string,
  base: number,
): readonly Place[] {
  const path = before + field.name;
  const cPath = cBefore + (field.cName ?? field.name);
  const offset = base + field.offset;
  if (field.bits !== undefined) {
    const { shift, width } = field.bits;
    const bit = { first: offset * 8 + shift, width };
    return [{ path, cPath, offset, size: field.size, bit, field }];
  }
  const place = { path, cPath, offset, size: field.size, field };
  const nested = anonymousRecord(field);
  if (nested === undefined) {
    return [place];
  }
  const inside = nested.fields.flatMap((member) =>
    placesOfField(member, `${path}.`, `${cPath}.`, offset));
  return [place, ...inside];
}

/** The record of `f: struct { … }`, `f: union { … }` or `f: bits u8 { … }`. */
function anonymousRecord(field: Field): RecordType | undefined {
  const { type } = field;
  return type.kind === "record" && type.record.anonymousIn !== undefined ? type.record : undefined;
}

/** Whether it is the field of a named `bits` group: one integer for a C compiler. */
export function isBitsGroup(field: Field): boolean {
  return anonymousRecord(field)?.fields.every(({ bits }) => bits !== undefined) ?? false;
}
