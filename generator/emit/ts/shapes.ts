// Questions about records that several parts of the emitter ask.
import type { ArrayType, Field, RecordType, Tag, Type } from "../../model.ts";
import { memberName } from "./names.ts";
import { isScalar } from "./scalars.ts";

/** Whether a field is a member of the TypeScript interface. */
export function isVisible(field: Field): boolean {
  return !field.reserved && field.fixed === undefined && field.lengthOf === undefined;
}

/** A union whose valid member another field selects. */
export function isTagged(record: RecordType): record is RecordType & { readonly tag: Tag } {
  return record.union && record.tag !== undefined;
}

/** A union without a tag: nothing but bytes. */
export function isRaw(record: RecordType): boolean {
  return record.union && record.tag === undefined;
}

/** The kind of a tagged union whose tag selects no member. */
export function unknownKind(record: RecordType): string {
  const isTaken = record.fields.some((field) => memberName(field.name) === "unknown");
  return isTaken ? "unknown$" : "unknown";
}

/** A record that is one integer with parts. */
export function isUnit(record: RecordType): boolean {
  const [unit] = record.units;
  return (
    !record.union &&
    unit !== undefined &&
    record.units.length === 1 &&
    unit.integer.bits === record.size * 8 &&
    record.fields.every((field) => field.bits !== undefined)
  );
}

/** The array at a record's end whose length its layout does not fix. */
export interface Flexible {
  readonly field: Field;
  readonly type: ArrayType;
  /** Field that holds the count; absent: all that is left of the buffer. */
  readonly length?: Field;
  readonly max?: number;
}

/** The record's flexible array, if it has one. */
export function flexibleOf(record: RecordType): Flexible | undefined {
  for (const field of record.fields) {
    const { type } = field;
    if (type.kind !== "array" || type.length.kind === "fixed") {
      continue;
    }
    const length = type.length.kind === "field" ? fieldNamed(record, type.length.field) : undefined;
    return {
      field,
      type,
      ...(length === undefined ? {} : { length }),
      ...(type.length.max === undefined ? {} : { max: type.length.max }),
    };
  }
  return undefined;
}

/** A record's own field by name; the model has checked that it is there. */
export function fieldNamed(record: RecordType, name: string): Field {
  const found = record.fields.find((field) => field.name === name);
  if (found === undefined) {
    throw new Error(`${record.qualified} has no field ${name}`);
  }
  return found;
}

/** An array of plain bytes, a `Uint8Array` in TypeScript. */
export function isBytes(type: Type): boolean {
  return (
    type.kind === "array" &&
    type.element.kind === "integer" &&
    type.element.bits === 8 &&
    !type.element.signed
  );
}

/** The largest count that a length field can hold, as far as numbers go. */
export function largestCount(length: Field): number {
  const { type, bits } = length;
  if (!isScalar(type) || type.kind !== "integer") {
    throw new Error(`${length.name}: a length that is no integer`);
  }
  const width = (bits?.width ?? type.bits) - (type.signed ? 1 : 0);
  return width >= 53 ? Number.MAX_SAFE_INTEGER : 2 ** width - 1;
}
