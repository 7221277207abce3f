// Values of examples, as statements and conditions on the record that holds them.
import type { Field, RecordType, Type, Value } from "../../model.ts";
import { cName } from "../../words.ts";
import { accessorName } from "./records/accessors.ts";
import { extract, innermost, insert, isBitsGroup, leafAt, load, store } from "./records/leaves.ts";
import { literalOf, memberName } from "./spell/names.ts";

/** Where a value is: fields of `owner`, through anonymous records by `names`. */
export interface Place {
  readonly owner: RecordType;
  /** The owner's address. */
  readonly pointer: string;
  /** What stands before a member of the owner. */
  readonly base: string;
  readonly names: readonly string[];
  readonly indices: readonly number[];
  /** The owner cannot be pointed to, for it is packed away. */
  readonly raw: boolean;
}

/** Conditions that are true when the record does not hold the value. */
export function expectations(place: Place, value: Value): readonly string[] {
  return visit(place, value, {
    number: (getter, text) => [`${getter} != ${text}`],
    bytes: (target, text, count) => [`memcmp(${target}, ${text}, ${count}) != 0`],
    enter: () => [],
  });
}

/** Statements that write the value. */
export function assignments(place: Place, value: Value): readonly string[] {
  return visit(place, value, {
    number: (_getter, text, set) => [set(text)],
    bytes: (target, text, count) => [`memcpy(${target}, ${text}, ${count});`],
    enter: (record, pointer) => [`${record.qualified}_init(${pointer});`],
  });
}

interface Visitor {
  number(getter: string, text: string, set: (value: string) => string): readonly string[];
  bytes(target: string, text: string, count: number): readonly string[];
  enter(record: RecordType, pointer: string): readonly string[];
}

function visit(place: Place, value: Value, visitor: Visitor): readonly string[] {
  if (value.kind !== "record") {
    return [];
  }
  const record = recordAt(place);
  return record.fields.flatMap((field) => {
    const given = value.fields.find(({ name }) => name === field.name)?.value;
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
  const array = value.fields.find((field) => field.name === name)?.value;
  return array?.kind === "bytes"
    ? array.bytes.length
    : array?.kind === "array"
      ? array.items.length
      : 0;
}

/** The record that a place's names lead to. */
function recordAt(place: Place): RecordType {
  return place.names.reduce((record, name) => {
    const type = record.fields.find((field) => field.name === name)?.type;
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
      const target = `${address}${place.base}${memberPath(place, [...names])}${brackets(own)}`;
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
        ? enterRecord(place, names, indices, own, type.record, value, visitor)
        : [];
    case "member":
      return type.kind === "record"
        ? enterMember(place, names, indices, own, type.record, value, visitor)
        : [];
    default:
      return value satisfies never;
  }
}

function brackets(indices: readonly number[]): string {
  return indices.map((index) => `[${index}]`).join("");
}

/** The C members along names within the owner, with the indices of arrays that were passed. */
function memberPath(place: Place, names: readonly string[]): string {
  let record: RecordType | undefined = place.owner;
  const members: string[] = [];
  for (const name of names) {
    const field: Field | undefined = record?.fields.find((candidate) => candidate.name === name);
    if (field !== undefined) {
      members.push(field.bits === undefined ? memberName(field) : cName(field.bits.unit));
    }
    const type: Type | undefined = field === undefined ? undefined : innermost(field.type);
    record = type?.kind === "record" ? type.record : undefined;
  }
  return members.join(".");
}

function enterRecord(
  place: Place,
  names: readonly string[],
  indices: readonly number[],
  own: readonly number[],
  record: RecordType,
  value: Value,
  visitor: Visitor,
): readonly string[] {
  if (record.anonymousIn !== undefined || isBitsGroup(record)) {
    return visit({ ...place, names, indices }, value, visitor);
  }
  const path = `${place.base}${memberPath(place, names)}${brackets(own)}`;
  const raw = (place.raw || isPacked(place)) && record.align > 1;
  const inner: Place = {
    owner: record,
    pointer: `&${path}`,
    base: `${path}.`,
    names: [],
    indices: [],
    raw,
  };
  return [
    ...(raw || record.union ? [] : visitor.enter(record, inner.pointer)),
    ...visit(inner, value, visitor),
  ];
}

function isPacked(place: Place): boolean {
  return place.owner.packed || recordAt(place).packed;
}

function enterMember(
  place: Place,
  names: readonly string[],
  indices: readonly number[],
  own: readonly number[],
  union: RecordType,
  value: Extract<Value, { kind: "member" }>,
  visitor: Visitor,
): readonly string[] {
  const field = union.fields.find(({ name }) => name === value.name);
  if (field === undefined) {
    return [];
  }
  const inner: Place =
    union.anonymousIn !== undefined
      ? { ...place, names, indices }
      : {
          owner: union,
          pointer: `&${place.base}${memberPath(place, names)}${brackets(own)}`,
          base: `${place.base}${memberPath(place, names)}${brackets(own)}.`,
          names: [],
          indices: [],
          raw: place.raw || isPacked(place),
        };
  return visitField(inner, union, field, field.type, value.value, [], visitor);
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
  const fixed = field.fixed !== undefined;
  if (place.raw) {
    const leaf = leafAt(place.owner, place.names);
    const target = `${place.base}${leaf.path}`;
    return visitor.number(`(${extract(leaf, load(leaf.storage, target))})`, text, (given) =>
      fixed ? "" : store(leaf.storage, target, insert(leaf, load(leaf.storage, target), given)),
    );
  }
  const given = place.indices.map(String);
  const set = accessorName(place.owner, "set", place);
  const get = `${accessorName(place.owner, "get", place)}(${[place.pointer, ...given].join(", ")})`;
  return visitor.number(get, text, (setting) =>
    fixed ? "" : `${set}(${[place.pointer, ...given, setting].join(", ")});`,
  );
}

/** Bytes of an array, eight on a line. */
export function byteList(bytes: Uint8Array, indentation: string): string {
  const texts =
    bytes.length === 0
      ? ["0"]
      : [...bytes].map((byte) => `0x${byte.toString(16).padStart(2, "0")}`);
  const lines: string[] = [];
  for (let at = 0; at < texts.length; at += 8) {
    lines.push(`${indentation}${texts.slice(at, at + 8).join(", ")},`);
  }
  return lines.join("\n");
}
