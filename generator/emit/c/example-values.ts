// Values of examples, as statements and conditions on the record that holds them.
import type { Field, RecordType, Type, Value } from "../../model.ts";
import { cName } from "../../words.ts";
import { accessorName } from "./records/accessors.ts";
import { isEmbedded } from "./records/embedded.ts";
import { fieldNamed, innermost, isBitsGroup, lengths } from "./records/leaves.ts";
import { isPackedAt } from "./records/paths.ts";
import { literalOf, memberName, recordName } from "./spell/names.ts";

/** Where a value is: fields of `owner`, through anonymous records by `names`. */
export interface Place {
  readonly owner: RecordType;
  /** The owner's address. */
  readonly pointer: string;
  /** What stands before a member of the owner. */
  readonly base: string;
  readonly names: readonly string[];
  readonly indices: readonly number[];
  /** How many copies of records the owner is in. */
  readonly depth: number;
}

/** Statements that count where the record does not hold the value. */
export function expectations(place: Place, value: Value): readonly string[] {
  return visit(place, value, {
    number: (get, text) => [`failures += ${get} != ${text};`],
    bytes: (target, text, count) => [`failures += memcmp(${target}, ${text}, ${count}) != 0;`],
    enter: () => [],
    copy: ({ type, name, get }, inner) => [
      "{",
      `    ${recordName(type)} ${name} = ${get};`,
      "",
      ...inner,
      "}",
    ],
  });
}

/** Statements that write the value. */
export function assignments(place: Place, value: Value): readonly string[] {
  return visit(place, value, {
    number: (_get, _text, set) => (set === undefined ? [] : [set]),
    bytes: (target, text, count) => [`memcpy(${target}, ${text}, ${count});`],
    enter: (record, pointer) => (record.union ? [] : [`${record.qualified}_init(${pointer});`]),
    copy: ({ type, name, set }, inner) => [
      "{",
      `    ${recordName(type)} ${name};`,
      "",
      type.union
        ? `    memset(&${name}, 0, sizeof(${name}));`
        : `    ${type.qualified}_init(&${name});`,
      ...inner,
      `    ${set};`,
      "}",
    ],
  });
}

interface Visitor {
  /** How to get it, what it is, and how to set it, unless it is fixed. */
  number(get: string, text: string, set: string | undefined): readonly string[];
  bytes(target: string, text: string, count: number): readonly string[];
  enter(record: RecordType, pointer: string): readonly string[];
  /** What is in a record that cannot be pointed to, by statements on a copy of it. */
  copy(copy: Copy, inner: readonly string[]): readonly string[];
}

/** A local copy of a record, and the calls that get it and set it. */
interface Copy {
  readonly type: RecordType;
  readonly name: string;
  readonly get: string;
  readonly set: string;
}

function visit(place: Place, value: Value, visitor: Visitor): readonly string[] {
  if (value.kind !== "record") {
    return [];
  }
  const record = recordAt(place);
  return record.fields.flatMap((field) => {
    const given = valueNamed(value, field.name);
    if (given !== undefined) {
      return visitField(place, record, field, field.type, given, [], visitor);
    }
    const count = field.lengthOf === undefined ? undefined : countOf(value, field.lengthOf);
    return count === undefined
      ? []
      : visitField(
          place,
          record,
          field,
          field.type,
          { kind: "integer", value: BigInt(count) },
          [],
          visitor,
        );
  });
}

function countOf(value: Extract<Value, { kind: "record" }>, name: string): number {
  const array = valueNamed(value, name);
  return array?.kind === "bytes"
    ? array.bytes.length
    : array?.kind === "array"
      ? array.items.length
      : 0;
}

/** The value of a field, where it is given. */
function valueNamed(
  { fields }: Extract<Value, { kind: "record" }>,
  name: string,
): Value | undefined {
  for (let index = 0; index < fields.length; index++) {
    if (fields[index]?.name === name) {
      return fields[index]?.value;
    }
  }
  return undefined;
}

/** The record that a place's names lead to. */
function recordAt(place: Place): RecordType {
  return place.names.reduce((record, name) => {
    const type = fieldNamed(record, name)?.type;
    const inner = type === undefined ? undefined : innermost(type);
    return inner?.kind === "record" ? inner.record : record;
  }, place.owner);
}

function visitField(
  place: Place,
  record: RecordType,
  field: Field,
  type: Type,
  value: Value,
  own: readonly number[],
  visitor: Visitor,
): readonly string[] {
  const names = [...place.names, field.name];
  const indices = [...place.indices, ...own];
  switch (value.kind) {
    case "integer":
    case "bool":
      return numberAt({ ...place, names, indices }, field, type, value, visitor);
    case "bytes": {
      const address = type.kind === "array" ? "" : "&";
      const target = `${address}${memberPath({ ...place, names, indices })}`;
      return value.bytes.length === 0
        ? []
        : visitor.bytes(
            target,
            `(const uint8_t[]){\n${byteList(value.bytes, "        ")}\n    }`,
            value.bytes.length,
          );
    }
    case "array":
      return value.items.flatMap((item, index) =>
        visitField(
          place,
          record,
          field,
          type.kind === "array" ? type.element : type,
          item,
          [...own, index],
          visitor,
        ),
      );
    case "record":
      return type.kind === "record"
        ? enterRecord({ ...place, names, indices }, type.record, value, visitor)
        : [];
    case "member":
      return type.kind === "record"
        ? enterMember({ ...place, names, indices }, type.record, value, visitor)
        : [];
    default:
      return value satisfies never;
  }
}

/** The C members along a place's names, with the indices of the arrays that are passed. */
function memberPath(place: Place): string {
  let record: RecordType | undefined = place.owner;
  let passed = 0;
  const members: string[] = [];
  for (const name of place.names) {
    const field: Field | undefined = record && fieldNamed(record, name);
    if (field !== undefined) {
      const own = place.indices.slice(passed, passed + lengths(field.type).length);
      passed += own.length;
      members.push(
        (field.bits === undefined ? memberName(field) : cName(field.bits.unit)) +
          own.map((index) => `[${index}]`).join(""),
      );
    }
    const type: Type | undefined = field === undefined ? undefined : innermost(field.type);
    record = type?.kind === "record" ? type.record : undefined;
  }
  return place.base + members.join(".");
}

function enterRecord(
  place: Place,
  record: RecordType,
  value: Value,
  visitor: Visitor,
): readonly string[] {
  if (record.anonymousIn !== undefined || isBitsGroup(record)) {
    return visit(place, value, visitor);
  }
  return within(place, record, visitor, (inner) => [
    ...(inner.depth === place.depth ? visitor.enter(record, inner.pointer) : []),
    ...visit(inner, value, visitor),
  ]);
}

/** Statements on the record at a place: on a copy, where the record may not be aligned. */
function within(
  place: Place,
  record: RecordType,
  visitor: Visitor,
  statements: (inner: Place) => readonly string[],
): readonly string[] {
  const inner = { owner: record, names: [], indices: [] };
  if (!isEmbedded(record, isPackedAt(place.owner, place.names))) {
    const path = memberPath(place);
    return statements({ ...inner, pointer: `&${path}`, base: `${path}.`, depth: place.depth });
  }
  const depth = place.depth + 1;
  const name = depth === 1 ? "copy" : `copy${depth}`;
  const lines = statements({ ...inner, pointer: `&${name}`, base: `${name}.`, depth });
  return visitor.copy(
    {
      type: record,
      name,
      get: accessorCall("get", place),
      set: accessorCall("set", place, name),
    },
    lines.flatMap((line) => line.split("\n")).map((line) => (line === "" ? "" : `    ${line}`)),
  );
}

function accessorCall(verb: string, place: Place, value?: string): string {
  const indices = place.indices.map((index) => `, ${index}`).join("");
  const last = value === undefined ? "" : `, ${value}`;
  return `${accessorName(place.owner, verb, place)}(${place.pointer}${indices}${last})`;
}

function enterMember(
  place: Place,
  union: RecordType,
  value: Extract<Value, { kind: "member" }>,
  visitor: Visitor,
): readonly string[] {
  const field = fieldNamed(union, value.name);
  if (field === undefined) {
    return [];
  }
  const inside = (inner: Place): readonly string[] =>
    visitField(inner, union, field, field.type, value.value, [], visitor);
  return union.anonymousIn === undefined ? within(place, union, visitor, inside) : inside(place);
}

function numberAt(
  place: Place,
  field: Field,
  type: Type,
  value: Extract<Value, { kind: "integer" | "bool" }>,
  visitor: Visitor,
): readonly string[] {
  const inner = innermost(type);
  const text =
    value.kind === "bool"
      ? String(value.value)
      : inner.kind === "bool"
        ? String(value.value !== 0n)
        : literalOf(value.value, 64, value.value < 0n);
  const set = field.fixed === undefined ? `${accessorCall("set", place, text)};` : undefined;
  return visitor.number(accessorCall("get", place), text, set);
}

/** Bytes of an array, eight on a line. */
export function byteList(bytes: Uint8Array, indentation: string): string {
  const texts =
    bytes.length === 0
      ? ["0"]
      : Array.from(bytes, (byte) => `${byte < 16 ? "0x0" : "0x"}${byte.toString(16)}`);
  const lines: string[] = [];
  for (let at = 0; at < texts.length; at += 8) {
    lines.push(`${indentation}${texts.slice(at, at + 8).join(", ")},`);
  }
  return lines.join("\n");
}
