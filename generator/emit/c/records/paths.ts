// Ways through nested records.
import type { Field, RecordType, Type } from "../../../model.ts";
import { memberName } from "../spell/names.ts";
import { innermost } from "./leaves.ts";

/** The C members along a path of the spec's names. */
export function memberNames(record: RecordType, names: readonly string[]): readonly string[] {
  const members: string[] = [];
  let current: RecordType | undefined = record;
  for (const name of names) {
    const field: Field | undefined = current?.fields.find((candidate) => candidate.name === name);
    if (field === undefined) {
      throw new Error(`${record.name} has no field ${names.join(".")}`);
    }
    members.push(memberName(field));
    const type = innermost(field.type);
    current = type.kind === "record" ? type.record : undefined;
  }
  return members;
}

/** Whether a record on the way to the path's last name is packed. */
export function isPackedAt(record: RecordType, names: readonly string[]): boolean {
  let current: RecordType | undefined = record;
  let packed = false;
  for (const name of names) {
    packed ||= current?.packed ?? false;
    const field: Field | undefined = current?.fields.find((candidate) => candidate.name === name);
    const inner: Type | undefined = field === undefined ? undefined : innermost(field.type);
    current = inner?.kind === "record" ? inner.record : undefined;
  }
  return packed;
}
