// `encodeX`: from a value to bytes, reserved bytes as zero.
import type { ArrayType, BitUnit, Field, RecordType, Type } from "../../model.ts";
import { partsOf, placeFixed, placePart } from "./bits.ts";
import { localName, memberName, typeName } from "./names.ts";
import { fieldPlace, isScalar, literal, writeInteger, writeScalar } from "./scalars.ts";
import type { Scope } from "./scope.ts";
import { flexibleOf, isBytes, isTagged, largestCount } from "./shapes.ts";
import { indent, plus, quote } from "./text.ts";
import { typeOf } from "./types.ts";

/** The body of `encodeX` after `at` is known, in the order of the bytes. */
export function encodeBody(record: RecordType, scope: Scope): string[] {
  const done = new Set<string>();
  return record.fields.flatMap((field) => {
    if (field.bits === undefined) {
      return writeField(record, field, scope);
    }
    const unit = record.units.find((candidate) => candidate.name === field.bits?.unit);
    if (unit === undefined || done.has(unit.name)) {
      return [];
    }
    done.add(unit.name);
    return writeUnit(record, unit, scope);
  });
}

/** One statement that puts the parts of a unit together and stores them. */
function writeUnit(record: RecordType, unit: BitUnit, scope: Scope): string[] {
  const place = {
    view: "view",
    position: plus("at", unit.offset),
    name: `${typeName(record)}.${unit.name}`,
  };
  const value = packValue(record, unit, scope);
  const line = writeInteger(unit.integer, place, value.join(" | "), scope);
  if (line.length <= 96 || value.length < 2) {
    return [line];
  }
  const local = localName(unit.name);
  return [
    `const ${local} =`,
    ...value.map(
      (part, index) =>
        `  ${index === 0 ? "" : "| "}${part}${index === value.length - 1 ? ";" : ""}`,
    ),
    writeInteger(unit.integer, place, local, scope),
  ];
}

/** The terms that, put together with `|`, are a unit. */
export function packValue(record: RecordType, unit: BitUnit, scope: Scope): string[] {
  const terms = partsOf(record, unit).flatMap((part) => {
    if (part.field.reserved) {
      return [];
    }
    if (part.field.fixed !== undefined) {
      return part.field.fixed === 0n ? [] : [placeFixed(unit, part, part.field.fixed)];
    }
    const name = `${typeName(record)}.${part.field.name}`;
    return [placePart(unit, part, name, memberOf(part.field), scope)];
  });
  return terms.length > 0 ? terms : [unit.integer.bits > 32 ? "0n" : "0"];
}

/** The local that holds the length of the flexible array: asked for once, used four times. */
const ITEM_COUNT = "itemCount";

/** The items of a value, as an expression; "0" for records of fixed size. */
export function itemCount(record: RecordType): string {
  const flexible = flexibleOf(record);
  return flexible === undefined ? "0" : `value.${memberName(flexible.field.name)}.length`;
}

/** The statement that counts them for all that follows. */
export function countItems(record: RecordType): string {
  return `const ${ITEM_COUNT} = ${itemCount(record)};`;
}

/** What is stored in a field: a member of `value`, or the length of one. */
function memberOf(field: Field): string {
  if (field.lengthOf === undefined) {
    return `value.${memberName(field.name)}`;
  }
  return ITEM_COUNT;
}

function writeField(record: RecordType, field: Field, scope: Scope): string[] {
  const { type } = field;
  const place = fieldPlace(field, "view", "at", typeName(record));
  if (field.reserved) {
    return clearField(field, place.position, scope);
  }
  if (isScalar(type)) {
    if (field.fixed !== undefined) {
      const fixed = type.kind === "bool" ? String(field.fixed !== 0n) : literal(type, field.fixed, field.hex);
      return [writeScalar(type, place, fixed, scope)];
    }
    const stored =
      type.kind === "integer" && field.lengthOf !== undefined && type.bits === 64
        ? { ...type, number: true }
        : type;
    return [writeScalar(stored, place, memberOf(field), scope)];
  }
  const value = memberOf(field);
  if (type.kind === "record" && isTagged(type.record)) {
    const tag = `value.${memberName(type.record.tag.field)}`;
    return [`${scope.call("encode", type.record)}(${value}, view, ${place.position}, ${tag});`];
  }
  if (type.kind === "array" && type.length.kind !== "fixed") {
    return writeItems(type, value, place.position, place.name, 0, scope, ITEM_COUNT);
  }
  return writeType(type, value, place.position, place.name, 0, scope);
}

function clearField(field: Field, position: string, scope: Scope): string[] {
  if (field.size === 0) {
    return [];
  }
  if (isScalar(field.type) && field.size <= 4) {
    const method = `setUint${field.size * 8}`;
    return [`view.${method}(${position}, 0${field.size === 1 ? "" : ", true"});`];
  }
  return [`${scope.wire("clear")}(view, ${position}, ${field.size});`];
}

/** Statements that store a value of any type at `position`. */
export function writeType(
  type: Type,
  value: string,
  position: string,
  name: string,
  depth: number,
  scope: Scope,
): string[] {
  if (isScalar(type)) {
    return [writeScalar(type, { view: "view", position, name }, value, scope)];
  }
  if (type.kind === "record") {
    return [`${scope.call("encode", type.record)}(${value}, view, ${position});`];
  }
  if (type.length.kind !== "fixed") {
    throw new Error(`${name}: a flexible array inside of another type`);
  }
  const { count } = type.length;
  const check = scope.run("expectCount", `${value}.length`, String(count), quote(name));
  return [`${check};`, ...writeItems(type, value, position, name, depth, scope)];
}

/** Stores the items of an array one after the other. */
function writeItems(
  type: ArrayType,
  value: string,
  position: string,
  name: string,
  depth: number,
  scope: Scope,
  count?: string,
): string[] {
  if (isBytes(type)) {
    return [`${scope.wire("writeBytes")}(view, ${position}, ${value});`];
  }
  const [index, item] = depth === 0 ? ["index", "item"] : [`index${depth}`, `item${depth}`];
  const items = depth === 0 ? localName(name.slice(name.lastIndexOf(".") + 1)) : value;
  const step = type.stride === 1 ? index : `${type.stride} * ${index}`;
  return [
    ...(depth === 0 ? [`const ${items} = ${value};`] : []),
    `for (let ${index} = 0; ${index} < ${count ?? `${items}.length`}; ${index}++) {`,
    ...indent([
      `const ${item} = ${items}[${index}] as ${typeOf(type.element, scope)};`,
      ...writeType(type.element, item, `${position} + ${step}`, name, depth + 1, scope),
    ]),
    "}",
  ];
}

/** Refuses flexible arrays that are longer than the spec or their length field allows. */
export function checkLengths(record: RecordType, scope: Scope): string[] {
  const flexible = flexibleOf(record);
  if (flexible === undefined) {
    return [];
  }
  const { field, length, max } = flexible;
  const most = Math.min(max ?? Infinity, length === undefined ? Infinity : largestCount(length));
  if (most >= Number.MAX_SAFE_INTEGER) {
    return [];
  }
  const name = quote(`${typeName(record)}.${field.name}`);
  return [`${scope.wire("expectAtMost")}(${ITEM_COUNT}, ${most}, ${name});`];
}

/** Bytes of a value with a flexible array, whose items have been counted. */
export function byteCount(record: RecordType, count: string = ITEM_COUNT): string {
  const flexible = flexibleOf(record);
  if (flexible === undefined) {
    return String(record.size);
  }
  const { stride } = flexible.type;
  const bytes = stride === 1 ? count : `${stride} * ${count}`;
  return record.size === 0 ? bytes : `${record.size} + ${bytes}`;
}

/** Statements that store the fixed values of a record that is zero otherwise. */
export function encodeFixed(record: RecordType, view: string, scope: Scope): string[] {
  const bytes = record.fields.flatMap((field) => {
    const { type, fixed, hex, bits } = field;
    if (fixed === undefined || bits !== undefined || !isScalar(type)) {
      return [];
    }
    const place = fieldPlace(field, view, "0", typeName(record));
    return [
      writeScalar(
        type,
        place,
        type.kind === "bool" ? String(fixed !== 0n) : literal(type, fixed, hex),
        scope,
      ),
    ];
  });
  const units = record.units.flatMap((unit) => {
    const terms = partsOf(record, unit).flatMap((part) =>
      part.field.fixed === undefined ? [] : [placeFixed(unit, part, part.field.fixed)],
    );
    const place = { view, position: String(unit.offset), name: unit.name };
    return terms.length === 0 ? [] : [writeInteger(unit.integer, place, terms.join(" | "), scope)];
  });
  return [...bytes, ...units];
}
