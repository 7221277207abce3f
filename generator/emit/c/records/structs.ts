// A record as a C struct or union, with assertions that prove its layout.
import type { BitUnit, Field, RecordType, Tag, Type } from "../../../model.ts";
import { cName } from "../../../words.ts";
import { oneLine } from "../../text.ts";
import { enumWords, kernelDoc } from "../spell/comments.ts";
import { fold } from "../spell/lines.ts";
import { digits, integerName, memberName, recordName } from "../spell/names.ts";
import { isEmbedded } from "./embedded.ts";
import { innermost, isBitsGroup, lengths, storageOf } from "./leaves.ts";
import renderRecord from "./struct.hbs";

/** The struct with its documentation and assertions. */
export function emitRecord(record: RecordType): string {
  const own = members(record);
  return renderRecord({
    comment: kernelDoc({
      subject: recordName(record),
      doc: record.doc === "" ? fallbackDoc(record) : record.doc,
      members: own.map((member) => ({ name: member.name, text: memberDoc(record, member) })),
    }),
    head: recordName(record),
    members: declarations(record, own, "    ").map(foldDeclaration),
    attributes: attributes(record),
    sizeAssertion: assertion(`sizeof(${recordName(record)}) == ${record.size}`, record.qualified),
    offsets: offsets(own, "", 0).map(({ path, offset }) =>
      assertion(
        `offsetof(${recordName(record)}, ${path}) == ${offset}`,
        `${record.qualified}.${path}`,
      ),
    ),
  });
}

function assertion(condition: string, about: string): string {
  const line = `static_assert(${condition}, "${about}");`;
  return line.length <= 80
    ? line
    : `${fold(`static_assert(${condition},`)}\n              "${about}");`;
}

/** The fields and units of a record, as C members in order of offset. */
interface Member {
  readonly name: string;
  readonly offset: number;
  readonly field?: Field;
  readonly unit?: BitUnit;
}

function members(record: RecordType): readonly Member[] {
  const found: Member[] = [];
  for (const field of record.fields) {
    if (field.bits === undefined) {
      found.push({ name: memberName(field), offset: field.offset, field });
    }
  }
  for (const unit of record.units) {
    found.push({ name: cName(unit.name), offset: unit.offset, unit });
  }
  return record.units.length === 0 ? found : found.sort((one, other) => one.offset - other.offset);
}

function memberDoc(record: RecordType, { field, unit }: Member): string {
  return field === undefined ? unitDoc(record, unit) : fieldDoc(record, field);
}

function declarations(
  record: RecordType,
  own: readonly Member[],
  indentation: string,
): readonly string[] {
  const wide = wideAtomics(record);
  return own.flatMap(({ name, field, unit }) => {
    const lines =
      unit !== undefined
        ? [`${indentation}${integerName(unit.integer.bits)} ${name};`]
        : field !== undefined
          ? declaration(field, indentation)
          : [];
    return isWideAtomic(record, wide, field, unit)
      ? lines.map((line) => line.replace(/;$/, " __attribute__((aligned(8)));"))
      : lines;
  });
}

/** The fields that are accessed at once, however many bits they have. */
function wideAtomics(record: RecordType): readonly string[] {
  return record.packed
    ? []
    : [
        ...record.states.map((states) => states.field),
        ...[record.ring?.producer, record.ring?.consumer].flatMap((index) =>
          index === undefined ? [] : [index.field],
        ),
      ];
}

/** Whether 64 bits are accessed at once, for which 32-bit hosts would not align them. */
function isWideAtomic(
  record: RecordType,
  names: readonly string[],
  field: Field | undefined,
  unit: BitUnit | undefined,
): boolean {
  if (names.length === 0) {
    return false;
  }
  return unit !== undefined
    ? unit.integer.bits === 64 &&
        record.fields.some(({ name, bits }) => bits?.unit === unit.name && names.includes(name))
    : field !== undefined && field.size === 8 && names.includes(field.name);
}

/** A long type stands on a line of its own. */
function foldDeclaration(line: string): string {
  return line.length <= 80
    ? line
    : line.replace(/ (\S+;)$/, `\n${" ".repeat(line.search(/\S/) + 8)}$1`);
}

function declaration(field: Field, indentation: string): readonly string[] {
  const dimensions = lengths(field.type).map((length) =>
    length.kind === "fixed" ? `[${length.count}]` : "[0]",
  );
  const name = `${memberName(field)}${dimensions.join("")}`;
  const start = isFlexible(field.type) ? `${indentation}__extension__ ` : indentation;
  const type = innermost(field.type);
  if (type.kind !== "record") {
    const storage = storageOf(type);
    return [`${start}${integerName(storage.bits, storage.signed)} ${name};`];
  }
  const { record } = type;
  if (record.anonymousIn === undefined) {
    return [`${start}${recordName(record)} ${name};`];
  }
  if (isBitsGroup(record)) {
    return [`${start}${integerName(record.size * 8)} ${name};`];
  }
  return [
    `${start}${record.union ? "union" : "struct"} {`,
    ...declarations(record, members(record), `${indentation}    `),
    `${indentation}}${attributes(record)} ${name};`,
  ];
}

/** Whether the type is an array whose length the record itself does not fix. */
export function isFlexible(type: Type): boolean {
  return type.kind === "array" && type.length.kind !== "fixed";
}

function attributes(record: RecordType): string {
  const natural = record.packed ? 1 : alignment(record);
  const parts = [
    ...(record.packed ? ["packed"] : []),
    ...(record.align > natural ? [`aligned(${record.align})`] : []),
  ];
  return parts.length === 0 ? "" : ` __attribute__((${parts.join(", ")}))`;
}

/** What the members alone ask for. */
function alignment(record: RecordType): number {
  let most = 1;
  for (const unit of record.units) {
    most = Math.max(most, unit.integer.bits / 8);
  }
  for (const field of record.fields) {
    const type = innermost(field.type);
    if (field.bits === undefined) {
      most = Math.max(most, type.kind === "record" ? type.record.align : storageOf(type).bits / 8);
    }
  }
  return most;
}

/** Every member that is not at offset zero, those of anonymous records too. */
function offsets(
  own: readonly Member[],
  before: string,
  base: number,
): readonly { path: string; offset: number }[] {
  return own.flatMap(({ name, offset, field }) => {
    const path = `${before}${name}`;
    const here = base + offset > 0 ? [{ path, offset: base + offset }] : [];
    const type = field?.type;
    return type?.kind === "record" &&
      type.record.anonymousIn !== undefined &&
      !isBitsGroup(type.record)
      ? [...here, ...offsets(members(type.record), `${path}.`, base + offset)]
      : here;
  });
}

function fallbackDoc(record: RecordType): string {
  if (record.derived !== undefined) {
    const { part, operation } = record.derived;
    return `${part === "request" ? "Asks for" : "Answers"} ${operation}.`;
  }
  return `${record.size} bytes.`;
}

function fieldDoc(record: RecordType, field: Field): string {
  const doc = oneLine(field.doc);
  const notes = fieldNotes(record, field);
  return doc === "" ? notes.join("; ") : notes.length === 0 ? doc : `${doc} (${notes.join("; ")})`;
}

function fieldNotes(record: RecordType, field: Field): readonly string[] {
  const notes: string[] = [];
  const type = innermost(field.type);
  if (field.reserved) {
    notes.push("reserved, written as zero");
  }
  if (field.fixed !== undefined) {
    notes.push(`always ${digits(field.fixed, field.hex)}`);
  }
  if (field.lengthOf !== undefined) {
    notes.push(`elements of @${field.lengthOf}`);
  }
  if (type.kind === "enum") {
    notes.push(enumWords(type.enum), ...byteOrder(type.integer));
  } else if (type.kind === "record") {
    if (type.record.tag !== undefined) {
      notes.push(selected(type.record.tag));
    }
    if (isBitsGroup(type.record)) {
      notes.push(unitDoc(type.record, type.record.units[0]));
    }
    if (type.record.anonymousIn === undefined && isEmbedded(type.record, record.packed)) {
      notes.push("not aligned: take copies with the accessors below");
    }
  } else if (type.kind === "integer") {
    notes.push(...byteOrder(type));
  }
  if (field.since !== undefined) {
    notes.push(`since ${field.since}`);
  }
  if (field.deprecated !== undefined) {
    notes.push(`deprecated: ${field.deprecated}`);
  }
  return notes;
}

/** Which member of a tagged union is the right one. */
function selected(tag: Tag): string {
  const members = tag.members.map(({ field, values }) => {
    const names = values.map(({ name }) => name).join(" or ");
    return names === field ? field : `${field} when ${names}`;
  });
  return `by @${tag.field}: ${members.join(", ")}`;
}

function byteOrder(integer: { readonly bits: number; readonly order: string }): readonly string[] {
  return integer.bits > 8 && integer.order === "big" ? ["big-endian"] : [];
}

function unitDoc(record: RecordType, unit: BitUnit | undefined): string {
  const names = record.fields
    .filter((field) => field.bits?.unit === unit?.name && !field.reserved)
    .map((field) => field.name);
  return names.length === 0
    ? "reserved, written as zero"
    : `${names.join(", ")}; use the accessors below`;
}
