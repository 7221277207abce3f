// Copies between shared and private memory, which touch every byte of the shared one once.
import type { Field, RecordType } from "../../../model.ts";
import { memberName } from "../spell/names.ts";
import { indexName, innermost, isBitsGroup, lengths, unitMember } from "./leaves.ts";
import { isFlexible } from "./structs.ts";

/** Whether there is a function that copies the whole record out of shared memory. */
export function hasSnapshot(record: RecordType): boolean {
  return (
    record.shared &&
    record.ring === undefined &&
    !record.fields.some((field) => isFlexible(field.type))
  );
}

/** One copy per member, at its declared width; runs of bytes and unions byte by byte. */
export function copyStatements(
  record: RecordType,
  to: string,
  from: string,
  helper: "hypershim_fetch" | "hypershim_publish",
  depth = 0,
): readonly string[] {
  const units = record.units.map((unit) => ({
    offset: unit.offset,
    name: unitMember(record, unit.name),
  }));
  const fields = record.fields
    .filter((field) => field.bits === undefined && !isFlexible(field.type))
    .map((field) => ({ offset: field.offset, name: memberName(field), field }));
  const members: readonly { offset: number; name: string; field?: Field }[] =
    units.length === 0
      ? fields
      : [...fields, ...units].sort((one, other) => one.offset - other.offset);
  return members.flatMap(({ name, field }) =>
    field === undefined
      ? [assignment(`${to}${name}`, `${from}${name}`)]
      : copyMember(record, field, `${to}${name}`, `${from}${name}`, helper, depth),
  );
}

function copyMember(
  parent: RecordType,
  field: Field,
  to: string,
  from: string,
  helper: "hypershim_fetch" | "hypershim_publish",
  depth: number,
): readonly string[] {
  const isFetch = helper === "hypershim_fetch";
  const inner = innermost(field.type);
  const dimensions = lengths(field.type);
  if (
    (inner.kind === "record" && inner.record.union) ||
    (dimensions.length > 0 && field.size % 1 === 0 && isBytes(inner))
  ) {
    const address = dimensions.length > 0 ? "" : "&";
    return [`${helper}(${address}${to}, ${address}${from}, sizeof(${isFetch ? to : from}));`];
  }
  const indices = dimensions.map((_, level) => `[${indexName(depth + level)}]`).join("");
  const statements = copyElement(
    parent,
    inner,
    `${to}${indices}`,
    `${from}${indices}`,
    helper,
    depth + dimensions.length,
  );
  return dimensions.reduceRight<readonly string[]>((body, length, level) => {
    const index = indexName(depth + level);
    const count = length.kind === "fixed" ? length.count : 0;
    const head = `for (size_t ${index} = 0; ${index} < ${count}; ${index}++)`;
    return [`${head} {`, ...body.map((line) => `    ${line}`), "}"];
  }, statements);
}

function copyElement(
  parent: RecordType,
  type: ReturnType<typeof innermost>,
  to: string,
  from: string,
  helper: "hypershim_fetch" | "hypershim_publish",
  depth: number,
): readonly string[] {
  if (type.kind !== "record" || isBitsGroup(type.record)) {
    return [assignment(to, from)];
  }
  const { record } = type;
  if (
    helper === "hypershim_fetch" &&
    hasSnapshot(record) &&
    !parent.packed &&
    record.anonymousIn === undefined
  ) {
    return [`${record.qualified}_snapshot(&${to}, &${from});`];
  }
  return copyStatements(record, `${to}.`, `${from}.`, helper, depth);
}

function isBytes(type: ReturnType<typeof innermost>): boolean {
  return type.kind === "bool" || (type.kind === "integer" && type.bits === 8);
}

/** A member copied whole. */
export function assignment(to: string, from: string): string {
  return `${to} = ${from};`;
}
