// The numbers in a record, each with the C expressions that reach it.
import type { ArrayLength, ByteOrder, Field, RecordType, Type } from "../../../model.ts";
import { cName } from "../../../words.ts";
import { indent } from "../spell/lines.ts";
import { mask, memberName, ones, storageBits } from "../spell/names.ts";

/** A number in memory: a field, or the part of a unit that is a field. */
export interface Leaf {
  /** The spec's names, from the record down. */
  readonly names: readonly string[];
  /** The C members, with `[index]` where an array is on the way: `csum.start`. */
  readonly path: string;
  /** The arrays on the way, outermost first. */
  readonly arrays: readonly ArrayLength[];
  readonly field: Field;
  /** What the C member holds. */
  readonly storage: Storage;
  readonly part?: Part | undefined;
  readonly bool: boolean;
  readonly signed: boolean;
  /** Its address may be less aligned than its type. */
  readonly packed: boolean;
}

/** An integer as it lies in memory. */
export interface Storage {
  readonly bits: number;
  readonly signed: boolean;
  readonly order: ByteOrder;
}

/** Which bits of the storage a field is. */
export interface Part {
  readonly shift: number;
  readonly width: number;
}

/** A named `bits` group: in C one integer that bears the group's name. */
export function isBitsGroup(record: RecordType): boolean {
  return (
    record.anonymousIn !== undefined &&
    !record.union &&
    record.units.length === 1 &&
    record.units[0]?.name === "value"
  );
}

/** The type of an array's elements, through nested arrays. */
export function innermost(type: Type): Exclude<Type, { kind: "array" }> {
  let inner = type;
  while (inner.kind === "array") {
    inner = inner.element;
  }
  return inner;
}

const none: readonly ArrayLength[] = [];

/** The lengths of nested arrays, outermost first. */
export function lengths(type: Type): readonly ArrayLength[] {
  return type.kind === "array" ? [type.length, ...lengths(type.element)] : none;
}

/** How a type that is no record lies in memory. */
export function storageOf(type: Exclude<Type, { kind: "array" | "record" }>): Storage {
  switch (type.kind) {
    case "bool":
      return { bits: 8, signed: false, order: "little" };
    case "enum":
      return type.integer;
    case "integer":
      return type;
    default:
      return type satisfies never;
  }
}

/** The C member that is a unit; a named group's unit is the group itself. */
export function unitMember(record: RecordType, unit: string): string {
  return isBitsGroup(record) ? "" : cName(unit);
}

/** The numbers of a record and of the anonymous records in it, in order; padding left out. */
export function leavesOf(record: RecordType): readonly Leaf[] {
  const leaves: Leaf[] = [];
  collect(record, [], "", [], record.packed, leaves);
  return leaves;
}

function collect(
  record: RecordType,
  names: readonly string[],
  before: string,
  arrays: readonly ArrayLength[],
  packed: boolean,
  leaves: Leaf[],
): void {
  const { fields } = record;
  for (let index = 0; index < fields.length; index++) {
    const field = fields[index];
    if (field === undefined || field.reserved) {
      continue;
    }
    const inner = innermost(field.type);
    const own = lengths(field.type);
    const all = own.length === 0 ? arrays : [...arrays, ...own];
    const path = join(before, memberPath(record, field)) + indexing(arrays.length, own);
    if (inner.kind === "record") {
      if (inner.record.anonymousIn !== undefined) {
        collect(
          inner.record,
          [...names, field.name],
          path,
          all,
          packed || inner.record.packed,
          leaves,
        );
      }
      continue;
    }
    leaves.push(leafOf(record, field, inner, [...names, field.name], path, all, packed));
  }
}

function leafOf(
  record: RecordType,
  field: Field,
  type: Exclude<Type, { kind: "array" | "record" }>,
  names: readonly string[],
  path: string,
  arrays: readonly ArrayLength[],
  packed: boolean,
): Leaf {
  const own = storageOf(type);
  const unit = field.bits && record.units.find((candidate) => candidate.name === field.bits?.unit);
  const { bits } = field;
  return {
    names,
    path,
    arrays,
    field,
    bool: type.kind === "bool",
    signed: own.signed,
    packed,
    storage: unit === undefined ? own : unit.integer,
    part: unit === undefined ? undefined : bits,
  };
}

/** The member of a field in its own record: for a bit field, the unit's. */
function memberPath(record: RecordType, field: Field): string {
  return field.bits === undefined ? memberName(field) : unitMember(record, field.bits.unit);
}

/** Joins C members with dots; empty ones (a group's unit) vanish. */
export function join(before: string, member: string): string {
  return before === "" ? member : member === "" ? before : `${before}.${member}`;
}

/** The name of the parameter that indexes the array at a depth. */
export function indexName(depth: number): string {
  return depth === 0 ? "index" : `index${depth}`;
}

/** Wraps statements in a loop per dimension of fixed length, from an index's depth on. */
export function loops(
  dimensions: readonly ArrayLength[],
  depth: number,
  inner: readonly string[],
): readonly string[] {
  return dimensions.reduceRight<readonly string[]>((lines, length, own) => {
    const index = indexName(depth + own);
    const count = length.kind === "fixed" ? length.count : 0;
    const head = `for (size_t ${index} = 0; ${index} < ${count}; ${index}++) {`;
    return lines.length === 0 ? [] : [head, ...indent(lines), "}"];
  }, inner);
}

/** `[index]` for each of the arrays that follow those on the way. */
function indexing(depth: number, own: readonly ArrayLength[]): string {
  return own.length === 0 ? "" : own.map((_, each) => `[${indexName(depth + each)}]`).join("");
}

/** A record's field. The one that is asked about most often, before V8 has compiled it. */
export function fieldNamed({ fields }: RecordType, name: string): Field | undefined {
  for (let index = 0; index < fields.length; index++) {
    if (fields[index]?.name === name) {
      return fields[index];
    }
  }
  return undefined;
}

/** The leaf that a path of names leads to. */
export function leafAt(record: RecordType, names: readonly string[]): Leaf {
  let current = record;
  let before = "";
  let packed = record.packed;
  const arrays: ArrayLength[] = [];
  for (let index = 0; index < names.length; index++) {
    const field = fieldNamed(current, names[index] ?? "");
    if (field === undefined) {
      throw new Error(`${record.name} has no field ${names.join(".")}`);
    }
    const own = lengths(field.type);
    const path = join(before, memberPath(current, field)) + indexing(arrays.length, own);
    const type = innermost(field.type);
    arrays.push(...own);
    if (type.kind === "record" && index < names.length - 1) {
      current = type.record;
      before = path;
      packed ||= current.packed;
    } else if (type.kind !== "record") {
      return leafOf(current, field, type, names, path, arrays, packed);
    }
  }
  throw new Error(`${record.name}.${names.join(".")} is no number`);
}

/** Whether the record has accessors for a number: no named record is on the way to it. */
export function hasAccessors(record: RecordType, names: readonly string[]): boolean {
  const [first = "", ...rest] = names;
  const field = fieldNamed(record, first);
  if (field === undefined || field.reserved) {
    return false;
  }
  const type = innermost(field.type);
  return type.kind === "record"
    ? type.record.anonymousIn !== undefined && hasAccessors(type.record, rest)
    : rest.length === 0;
}

/** `hypershim_le32(value)`: from the wire's order to the host's, or back. */
export function swapped(value: string, storage: Storage): string {
  if (storage.bits === 8 || storage.order === "host") {
    return value;
  }
  return `hypershim_${storage.order === "big" ? "be" : "le"}${storage.bits}(${value})`;
}

/** `le32`, `be16`, `host64`: how the runtime header's functions name a storage. */
function suffix(storage: Storage): string {
  const orders = { big: "be", little: "le", host: "host" } as const;
  return `${orders[storage.order]}${storage.bits}`;
}

/** Reads storage in private memory, at any alignment. */
export function load(storage: Storage, place: string): string {
  return storage.bits === 8 ? place : `hypershim_load_${suffix(storage)}(&${place})`;
}

/** Writes storage in private memory, at any alignment: a statement. */
export function store(storage: Storage, place: string, value: string): string {
  return storage.bits === 8
    ? `${place} = ${value};`
    : `hypershim_store_${suffix(storage)}(&${place}, ${value});`;
}

/** Reads storage in shared memory: one volatile access. */
export function fetch(storage: Storage, place: string): string {
  return storage.signed && storage.bits > 8 && storage.order !== "host"
    ? swapped(`(uint${storage.bits}_t)${place}`, storage)
    : swapped(place, storage);
}

/** A value as it lies in shared memory: what one volatile access writes. */
export function publish(storage: Storage, value: string): string {
  return storage.signed && storage.bits > 8 && storage.order !== "host"
    ? `(int${storage.bits}_t)${swapped(`(uint${storage.bits}_t)${value}`, storage)}`
    : swapped(value, storage);
}

/** The C type of a leaf's value. */
export function valueType(leaf: Pick<Leaf, "bool" | "signed" | "storage" | "part">): string {
  if (leaf.bool) {
    return "bool";
  }
  const bits = leaf.part?.width ?? leaf.storage.bits;
  return `${leaf.signed ? "int" : "uint"}${storageBits(bits)}_t`;
}

/** A leaf's value, taken out of the number that its storage holds. */
export function extract(
  leaf: Pick<Leaf, "bool" | "signed" | "storage" | "part">,
  unit: string,
): string {
  const { part, storage } = leaf;
  if (part === undefined) {
    if (leaf.bool) {
      return `${unit} != 0`;
    }
    return leaf.signed && storage.bits > 8 ? `(int${storage.bits}_t)${unit}` : unit;
  }
  if (leaf.bool) {
    return `(${unit} & ${mask(ones(part.width, part.shift), storage.bits)}) != 0`;
  }
  if (part.width === storage.bits) {
    return leaf.signed ? `(int${storage.bits}_t)${unit}` : unit;
  }
  const shifted = part.shift === 0 ? unit : `(${unit} >> ${part.shift})`;
  const kept = `${shifted} & ${mask(ones(part.width), part.width)}`;
  if (leaf.signed) {
    const work = storageBits(part.width) === 64 ? 64 : 32;
    const sign = mask(1n << BigInt(part.width - 1), part.width);
    const type = valueType(leaf);
    const top = signedMask(sign, work);
    const extended = `((int${work}_t)(${kept}) ^ ${top}) - ${top}`;
    return type === `int${work}_t` ? extended : `(${type})(${extended})`;
  }
  return valueType(leaf) === `uint${storage.bits}_t` ? kept : `(${valueType(leaf)})(${kept})`;
}

/** A leaf's value for comparing: as extracted, but of any type. */
export function compared(
  leaf: Pick<Leaf, "bool" | "signed" | "storage" | "part">,
  unit: string,
): string {
  const { part, storage } = leaf;
  if (part === undefined || leaf.signed || part.width === storage.bits) {
    return extract(leaf, unit);
  }
  const shifted = part.shift === 0 ? unit : `(${unit} >> ${part.shift})`;
  return `(${shifted} & ${mask(ones(part.width), part.width)})`;
}

function signedMask(text: string, work: number): string {
  return work === 64 ? text.replace("UINT64_C", "INT64_C") : `(int32_t)${text}`;
}

/** The unit with a leaf's bits replaced by a constant that fits them. */
export function insertConstant(leaf: Leaf, unit: string, value: string): string {
  const { part, storage } = leaf;
  if (part === undefined || part.width === storage.bits) {
    return value;
  }
  const kept = mask(ones(storage.bits) ^ ones(part.width, part.shift), storage.bits);
  const widened =
    storage.bits === 64 ? `(uint64_t)${value}` : storage.bits === 32 ? `(uint32_t)${value}` : value;
  const shifted = part.shift === 0 ? value : `(${widened} << ${part.shift})`;
  const combined = `(${unit} & ${kept}) | ${shifted}`;
  return storage.bits < 32 ? `(uint${storage.bits}_t)(${combined})` : combined;
}

/** The unit with a leaf's bits replaced by `value`; bits of `value` that do not fit are cut off. */
export function insert(leaf: Leaf, unit: string, value: string): string {
  const { part, storage } = leaf;
  if (part === undefined) {
    return leaf.signed && storage.bits > 8 ? `(uint${storage.bits}_t)${value}` : value;
  }
  const type = `uint${storage.bits}_t`;
  if (part.width === storage.bits) {
    return leaf.signed ? `(${type})${value}` : value;
  }
  const kept = mask(ones(storage.bits) ^ ones(part.width, part.shift), storage.bits);
  const own = mask(ones(part.width, part.shift), storage.bits);
  const widened = storage.bits >= 32 || leaf.signed ? `(${type})${value}` : value;
  const shifted = part.shift === 0 ? widened : `(${widened} << ${part.shift})`;
  const combined = `(${unit} & ${kept}) | (${shifted} & ${own})`;
  return storage.bits < 32 ? `(${type})(${combined})` : combined;
}
