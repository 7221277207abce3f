// Fields reached through nested records: where they lie, and expressions that read and write them.
import type { BitUnit, Condition, FieldPath, RecordType } from "../../model.ts";
import { partOf, placePart, takeInteger, takePart, withoutPart, type Part } from "./bits.ts";
import { typeName } from "./names.ts";
import {
  asScalar,
  formOf,
  literal,
  readInteger,
  storage,
  writeInteger,
  type Scalar,
} from "./scalars.ts";
import type { Scope } from "./scope.ts";
import { fieldNamed } from "./shapes.ts";
import { plus } from "./text.ts";

/** A field at its place in the outermost record. */
export interface Target {
  readonly path: FieldPath;
  readonly type: Scalar;
  readonly name: string;
  /** The integer that it is only a part of. */
  readonly unit?: BitUnit;
  readonly part?: Part;
}

/** Follows a path from `record` on. */
export function follow(record: RecordType, path: FieldPath): Target {
  let owner = record;
  for (const name of path.names.slice(0, -1)) {
    const { type } = fieldNamed(owner, name);
    if (type.kind !== "record") {
      throw new Error(`${record.qualified}: ${name} is no record`);
    }
    owner = type.record;
  }
  const type = asScalar(path.field.type);
  if (type === undefined) {
    throw new Error(`${record.qualified}: ${path.names.join(".")} is no single value`);
  }
  const name = `${typeName(record)}.${path.names.join(".")}`;
  const unit = owner.units.find((candidate) => candidate.name === path.field.bits?.unit);
  const [part] = unit === undefined ? [] : partOf(path.field, unit.name);
  return { path, type, name, ...(unit && part ? { unit, part } : {}) };
}

/** The stored integer of a field, unknown values and all; a boolean for a `bool`. */
export function readTarget(target: Target, view: string, base: string, scope: Scope): string {
  const { path, type, name, unit, part } = target;
  const position = plus(base, path.offset);
  if (unit !== undefined && part !== undefined) {
    const whole = readInteger(unit.integer, { view, position, name }, scope);
    const take = type.kind === "bool" ? takePart : takeInteger;
    return take(unit, part, name, whole, scope);
  }
  const integer = readInteger(storage(type), { view, position, name }, scope);
  return type.kind === "bool" ? `${integer} !== 0` : integer;
}

/** Statements that store `value`, a number, a bigint or a boolean as the field's form says. */
export function writeTarget(
  target: Target,
  view: string,
  base: string,
  value: string,
  scope: Scope,
): string {
  const { path, type, name, unit, part } = target;
  const position = plus(base, path.offset);
  const place = { view, position, name };
  if (unit === undefined || part === undefined) {
    const stored = type.kind === "bool" ? `${value} ? 1 : 0` : value;
    return writeInteger(storage(type), place, stored, scope);
  }
  const placed = placePart(unit, { ...part, type: open(type) }, name, value, scope);
  const others = withoutPart(unit, part, readInteger(unit.integer, place, scope));
  return writeInteger(unit.integer, place, `${others} | ${placed}`, scope);
}

/** The type without the check for unknown values. */
function open(type: Scalar): Scalar {
  return type.kind === "enum" ? { ...type, enum: { ...type.enum, closed: false } } : type;
}

/** `value === …` for a condition on a field whose value is `value`. */
export function test(condition: Condition, target: Target, value: string, scope: Scope): string {
  const { type } = target;
  if (type.kind === "bool") {
    return (condition.value !== 0n) === condition.negated ? `!${value}` : value;
  }
  const operator = condition.negated ? "!==" : "===";
  return `${value} ${operator} ${spell(type, condition, scope)}`;
}

function spell(type: Scalar, { value, hex }: Condition, scope: Scope): string {
  if (type.kind === "enum") {
    const member = type.enum.members.find((candidate) => candidate.value === value);
    if (member !== undefined) {
      return scope.member(type.enum, member.name);
    }
  }
  return literal(type, value, hex);
}

/** Whether a field's value is a bigint. */
export function isBigint(target: Target): boolean {
  return formOf(target.type) === "bigint";
}
