// Which records have something that only some values are right for.
import type { Enum, Field, RecordType } from "../../../model.ts";
import { isComplete } from "./accessors.ts";
import { innermost } from "./leaves.ts";
import { isFlexible } from "./structs.ts";

/** Whether the record has a field with only one right value, nested ones included. */
export function hasFixed(record: RecordType): boolean {
  return (
    !record.union &&
    record.fields.some((field) => {
      const type = innermost(field.type);
      return (
        field.fixed !== undefined ||
        (!isFlexible(field.type) && type.kind === "record" && hasFixed(type.record))
      );
    })
  );
}

/** Whether there is something that `check` can refuse. */
export function isChecked(record: RecordType): boolean {
  if (record.union && record.tag === undefined) {
    return false;
  }
  return record.fields.some((field) => {
    const type = innermost(field.type);
    return (
      !field.reserved &&
      (field.fixed !== undefined ||
        (!isFlexible(field.type) && type.kind === "record" && isChecked(type.record)) ||
        isClosed(field))
    );
  });
}

/** Whether the field's type is a closed enum that does not name every value of its width. */
export function isClosed(field: Field): boolean {
  const type = innermost(field.type);
  return (
    type.kind === "enum" &&
    hasStrange(type.enum, field.bits?.width ?? type.integer.bits) &&
    !isFlexible(field.type)
  );
}

/** Whether so many bits can hold a value that a closed enum does not have. */
export function hasStrange(declaration: Enum, bits: number): boolean {
  return declaration.closed && !isComplete(declaration, bits);
}
