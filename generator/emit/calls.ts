// What every target that makes calls wants to know of their parameters, and of fields that hold them.
import type { Operation, Parameter, RecordType } from "../model.ts";

/** The parameter whose value says how many bytes of a number count. */
export function countedBy(operation: Operation): Parameter | undefined {
  const name = [...operation.parameters, ...operation.results].find(
    (each) => each.bytes !== undefined,
  )?.bytes;
  return operation.parameters.find((parameter) => parameter.name === name);
}

/** Whether the values that the operation accepts are byte counts of a number already. */
export function isByteCount({ allowed }: Pick<Parameter, "allowed">): boolean {
  return allowed.length > 0 && allowed.every((value) => value >= 1n && value <= 8n);
}

/** Whether a union is on the way, whose members share their bytes. */
export function passesUnion(record: RecordType, names: readonly string[]): boolean {
  let current: RecordType | undefined = record;
  for (const name of names) {
    if (current?.union === true) {
      return true;
    }
    const type: RecordType["fields"][number]["type"] | undefined = current?.fields.find(
      (field) => field.name === name,
    )?.type;
    current = type?.kind === "record" ? type.record : undefined;
  }
  return false;
}
