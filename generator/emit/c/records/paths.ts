// Ways through nested records.
import type { Field, RecordType, Type } from "../../../model.ts";
import { memberName } from "../spell/names.ts";
import { fieldNamed, indexName, innermost, lengths } from "./leaves.ts";

/** The C members along a path of the spec's names, with `[index]` where an array is on the way. */
export function memberPath(record: RecordType, names: readonly string[]): string {
  const members: string[] = [];
  let depth = 0;
  let current: RecordType | undefined = record;
  for (const name of names) {
    const field: Field | undefined = current && fieldNamed(current, name);
    if (field === undefined) {
      throw new Error(`${record.name} has no field ${names.join(".")}`);
    }
    const indices = lengths(field.type).map(() => `[${indexName(depth++)}]`);
    members.push(memberName(field) + indices.join(""));
    const type = innermost(field.type);
    current = type.kind === "record" ? type.record : undefined;
  }
  return members.join(".");
}

/** Whether a record on the way to the path's last name is packed. */
export function isPackedAt(record: RecordType, names: readonly string[]): boolean {
  let current: RecordType | undefined = record;
  let packed = false;
  for (const name of names) {
    packed ||= current?.packed ?? false;
    const field: Field | undefined = current && fieldNamed(current, name);
    const inner: Type | undefined = field === undefined ? undefined : innermost(field.type);
    current = inner?.kind === "record" ? inner.record : undefined;
  }
  return packed;
}
