// A program that checks the spec's examples against the C made from the same spec.
import type { Example, Field, RecordType, Type, Value } from "../../model.ts";
import renderExamples from "./examples.hbs";
import { accessorName } from "./records/accessors.ts";
import { isChecked } from "./records/contents.ts";
import {
  extract,
  innermost,
  insert,
  isBitsGroup,
  leafAt,
  leavesOf,
  load,
  store,
} from "./records/leaves.ts";
import { isFlexible } from "./records/structs.ts";
import { remark } from "./spell/comments.ts";
import { block, fold } from "./spell/lines.ts";
import { identifier, literalOf, memberName, recordName } from "./spell/names.ts";

/** The program's text. */
export function emitExamples(path: string, header: string, examples: readonly Example[]): string {
  return renderExamples({
    path,
    header,
    examples: examples.map((example, index) => ({
      name: `example_${index + 1}`,
      comment: remark(example.doc === "" ? `Example ${index + 1}, of ${example.record.name}.` : example.doc.replace(/\s+/g, " ")),
      bytes: byteList(example.bytes, "        "),
      length: Math.max(example.bytes.length, 1),
      body: block(example.expected.kind === "value" ? goodExample(example, example.expected.value) : badExample(example, example.expected.text)),
    })),
    total: fold(`    int failures = ${examples.map((_, index) => `example_${index + 1}()`).join(" + ")};`),
  });
}

function byteList(bytes: Uint8Array, indentation: string): string {
  const texts = bytes.length === 0 ? ["0"] : [...bytes].map((byte) => `0x${byte.toString(16).padStart(2, "0")}`);
  const lines: string[] = [];
  for (let at = 0; at < texts.length; at += 8) {
    lines.push(`${indentation}${texts.slice(at, at + 8).join(", ")},`);
  }
  return lines.join("\n");
}

function goodExample(example: Example, value: Value): readonly string[] {
  const { record } = example;
  const name = recordName(record);
  const flexible = record.fields.some((field) => isFlexible(field.type));
  const place: Place = { owner: record, pointer: "record", base: "record->", names: [], indices: [], raw: false };
  const built: Place = { ...place, pointer: "built", base: "built->" };
  const counted = record.fields.some(({ type }) => type.kind === "array" && type.length.kind === "field");
  return [
    ...hostOrder(record),
    `_Alignas(${name}) uint8_t source[sizeof(bytes)];`,
    `_Alignas(${name}) uint8_t target[sizeof(bytes)] = { 0 };`,
    `const ${name} *record = (const ${name} *)source;`,
    `${name} *built = (${name} *)target;`,
    "int failures = 0;",
    "",
    flexible ? "if (sizeof(bytes) < sizeof(*record))" : "if (sizeof(bytes) != sizeof(*record))",
    "    return 1;",
    "memcpy(source, bytes, sizeof(bytes));",
    ...(flexible ? [`failures += ${record.qualified}_validate(source, sizeof(source)) != 0;`] : []),
    ...(flexible && counted ? [`failures += ${record.qualified}_bytes(record) != sizeof(source);`] : []),
    ...(isChecked(record) && !record.union ? [`failures += ${record.qualified}_check(record) != 0;`] : []),
    ...expectations(place, value).map((condition) => `failures += ${condition};`),
    "",
    ...(record.union ? [] : [`${record.qualified}_init(built);`]),
    ...assignments(built, value),
    "failures += memcmp(target, bytes, sizeof(bytes)) != 0;",
    "",
    "return failures;",
  ];
}

/** C refuses what `check` and `validate` refuse; that a number is too large for JavaScript is not among it. */
function badExample(example: Example, text: string): readonly string[] {
  const { record } = example;
  const name = recordName(record);
  const flexible = record.fields.some((field) => isFlexible(field.type));
  const onlyScript = leavesOf(record).some(
    ({ field, names }) => isNumber(field.type) && text.includes(names.at(-1) ?? text),
  );
  const copy = [`_Alignas(${name}) uint8_t source[sizeof(bytes)];`, `const ${name} *record = (const ${name} *)source;`];
  if (flexible) {
    const counted = record.fields.some(({ type }) => type.kind === "array" && type.length.kind === "field");
    return [
      ...hostOrder(record),
      ...copy,
      "",
      "memcpy(source, bytes, sizeof(bytes));",
      `if (${record.qualified}_validate(source, ${example.bytes.length}) != 0)`,
      "    return 0;",
      counted ? `return ${record.qualified}_bytes(record) == ${example.bytes.length};` : "return record != NULL;",
    ];
  }
  if (example.bytes.length !== record.size) {
    return [`return ${example.bytes.length} == sizeof(${name}) || sizeof(bytes) == 0;`];
  }
  if (onlyScript || !isChecked(record)) {
    return ["return sizeof(bytes) == 0;"];
  }
  return [
    ...hostOrder(record),
    ...copy,
    "",
    "memcpy(source, bytes, sizeof(bytes));",
    "",
    `return ${record.qualified}_check(record) == 0;`,
  ];
}

function isNumber(type: Type): boolean {
  const inner = innermost(type);
  return inner.kind === "integer" && inner.number;
}

/** Bytes in the host's order are written down as a little-endian host has them. */
function hostOrder(record: RecordType): readonly string[] {
  return hasHostOrder(record)
    ? ["/* The bytes are those of a little-endian host. */", "if (__BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__)", "    return 0;", ""]
    : [];
}

function hasHostOrder(record: RecordType): boolean {
  return (
    record.units.some(({ integer }) => integer.bits > 8 && integer.order === "host") ||
    record.fields.some((field) => {
      const type = innermost(field.type);
      return type.kind === "record"
        ? hasHostOrder(type.record)
        : type.kind !== "bool" && (type.kind === "enum" ? type.integer : type).order === "host";
    })
  );
}

/** Where a value is: fields of `owner`, through anonymous records by `names`. */
interface Place {
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
function expectations(place: Place, value: Value): readonly string[] {
  return visit(place, value, {
    number: (getter, text) => [`${getter} != ${text}`],
    bytes: (target, text, count) => [`memcmp(${target}, ${text}, ${count}) != 0`],
    enter: () => [],
  });
}

/** Statements that write the value. */
function assignments(place: Place, value: Value): readonly string[] {
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
      : visitField(place, record, field, field.type, { kind: "integer", value: BigInt(count) }, [], visitor);
  });
}

function countOf(value: Extract<Value, { kind: "record" }>, name: string): number {
  const array = value.fields.find((field) => field.name === name)?.value;
  return array?.kind === "bytes" ? array.bytes.length : array?.kind === "array" ? array.items.length : 0;
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
        : visitor.bytes(target, `(const uint8_t[]){\n${byteList(value.bytes, "        ")}\n    }`, value.bytes.length);
    }
    case "array":
      return value.items.flatMap((item, index) =>
        visitField(place, record, field, type.kind === "array" ? type.element : type, item, [...own, index], visitor),
      );
    case "record":
      return type.kind === "record" ? enterRecord(place, names, indices, own, type.record, value, visitor) : [];
    case "member":
      return type.kind === "record" ? enterMember(place, names, indices, own, type.record, value, visitor) : [];
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
      members.push(field.bits === undefined ? memberName(field) : identifier(field.bits.unit));
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
  const inner: Place = { owner: record, pointer: `&${path}`, base: `${path}.`, names: [], indices: [], raw };
  return [...(raw || record.union ? [] : visitor.enter(record, inner.pointer)), ...visit(inner, value, visitor)];
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
  const get = `${accessorName(place.owner, "get", place)}(${[place.pointer, ...given].join(", ")})`;
  return visitor.number(get, text, (setting) =>
    fixed ? "" : `${accessorName(place.owner, "set", place)}(${[place.pointer, ...given, setting].join(", ")});`,
  );
}
