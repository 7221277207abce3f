// Names that TypeScript gets for a declaration: types, constants, codecs, accessors, operations.

import { accessorPaths } from "./collisions.ts";
import type { Spelled } from "./helpers.ts";
import type { Field, RecordType, Type } from "../model.ts";
import { camel, pascal } from "../words.ts";

/** All names that a declaration of that qualified name takes in TypeScript. */
export function scriptNames(own: string, spelled: Spelled): readonly string[] {
  const type = pascal(own);
  const value = camel(own);
  if (spelled.kind === "constant") {
    return [value];
  }
  if (spelled.model === undefined) {
    return [];
  }
  switch (spelled.kind) {
    case "enum":
      return [type, `is${type}`, `known${type}`];
    case "record":
      return [type, `${value}Size`, ...recordNames(type, value, spelled.model)];
    case "registers":
      return [`${value}Size`, `${type}Ops`, `${type}Offset`, `read${type}`, `write${type}`];
    case "messages":
      return [
        `${type}Message`, `check${type}Request`, `check${type}Reply`, `wantsReply${type}`,
        `frame${type}`,
      ];
    case "interface":
      return [type, `${type}Operation`, `serve${type}`, `forward${type}`];
    case "binding":
      return [`dispatch${type}`, `call${type}`];
    case "device":
      return [`${value}Id`, `${type}Queue`, `${type}Feature`, `${type}SharedMemory`];
    default:
      return spelled satisfies never;
  }
}

function recordNames(type: string, value: string, record: RecordType): readonly string[] {
  const last = record.fields.at(-1)?.type;
  const isFlexible = last?.kind === "array" && last.length.kind !== "fixed";
  const isOneInteger = record.units.length === 1 &&
    record.fields.every(({ bits }) => bits !== undefined);
  return [
    ...["decode", "encode"].map((verb) => verb + type),
    ...(isFlexible ? [`${value}Bytes`] : []),
    ...(isOneInteger ? ["pack", "unpack"].map((verb) => verb + type) : []),
    ...(record.ring === undefined
      ? []
      : ["pending", "peek", "advance", "push"].map((verb) => verb + type)),
    ...record.states.map(({ field }) => `move${type}${pascal(field)}`),
    ...(record.anonymousIn === undefined ? accessorNames(type, record) : []),
  ];
}

/** What is inside a record is reached through that one. */
function accessorNames(type: string, record: RecordType): readonly string[] {
  return [
    ...accessorPaths(record).flatMap(({ path }) => fieldNames(type + path.map(pascal).join(""))),
    ...widePaths(record).flatMap((path) => halfNames(type + path.map(pascal).join(""))),
  ];
}

/** The fields of 64 bits, also those inside. */
function widePaths(record: RecordType): readonly (readonly string[])[] {
  return record.fields.flatMap((field): readonly (readonly string[])[] => {
    const inner = field.type.kind === "record" ? field.type.record : undefined;
    const inside = inner?.anonymousIn === undefined ? [] : widePaths(inner);
    return hasHalves(field) ? [[field.name]] : inside.map((path) => [field.name, ...path]);
  });
}

function fieldNames(name: string): readonly string[] {
  return [`get${name}`, `set${name}`, `offsetOf${name}`];
}

function halfNames(name: string): readonly string[] {
  return ["Low", "High"].flatMap((half) => [`get${name}${half}`, `set${name}${half}`]);
}

/** Whether a field, or an item of it, can be read and written by halves. */
export function hasHalves({ type, bits, reserved }: Field): boolean {
  return bits === undefined && !reserved && isWide(type);
}

function isWide(type: Type): boolean {
  return type.kind === "array" ? isWide(type.element) : type.kind === "integer" && type.bits === 64;
}
