// What every header of a protocol must say, whatever the message.
import type { Condition, FieldPath, Header, RecordType } from "../model.ts";

/** The conditions of `where`, and every field that has only one right value. */
export function headerRules(header: Header): readonly Condition[] {
  const given = new Set(
    header.where.filter(({ negated }) => !negated).map(({ field }) => field.names.join(".")),
  );
  const fixed = fixedPaths(header.record).flatMap((field): readonly Condition[] =>
    field.field.fixed === undefined || given.has(field.names.join("."))
      ? []
      : [{
          field,
          negated: false,
          value: field.field.fixed,
          ...(field.field.hex === true ? { hex: true } : {}),
        }],
  );
  return [...header.where, ...fixed];
}

/** The fixed fields of a record and of the records in it. */
function fixedPaths(
  record: RecordType,
  names: readonly string[] = [],
  base = 0,
): readonly FieldPath[] {
  if (record.union) {
    return [];
  }
  return record.fields.flatMap((field): readonly FieldPath[] => {
    const path = [...names, field.name];
    if (field.type.kind === "record") {
      return fixedPaths(field.type.record, path, base + field.offset);
    }
    return field.fixed === undefined || field.reserved
      ? []
      : [{ names: path, offset: base + field.offset, field }];
  });
}
