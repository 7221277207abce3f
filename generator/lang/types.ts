// Types as written → types looked up.

import type { ArrayTypeNode, Constant, NamedTypeNode, Path, Span, TypeNode } from "./ast.ts";
import { lowerBitsUnit } from "./bits.ts";
import { evaluate, evaluateNumber } from "./constants.ts";
import { isBuiltin } from "./declare.ts";
import { diagnostic, suggest } from "./diagnostics.ts";
import type { FieldDraft, PartDraft, TypeDraft, Written } from "./draft.ts";
import { given } from "./given.ts";
import { integerNamed, isWhole, limitsOf, orderOf, wholeInteger } from "./integers.ts";
import { lowerNestedRecord, nestedRecord } from "./records.ts";
import { findLeading, pathText, reportKind, type Scope, visibleNames } from "./scope.ts";
import type { ArrayLength, Enum, IntegerType } from "../model.ts";

/** The field whose type is looked up, and the record around it. */
export interface Place {
  readonly scope: Scope;
  readonly record: string;
  readonly field: string;
  readonly shared: boolean;
  readonly packed: boolean;
  /** `@number` stands on the field. */
  readonly number: boolean;
  /** Fields declared before this one. */
  readonly earlier: ReadonlyMap<string, FieldDraft | PartDraft>;
  /** Names of all the record's fields. */
  readonly names: ReadonlySet<string>;
}

const builtinTypes = ["u8", "u16", "u32", "u64", "i8", "i16", "i32", "i64", "bool"] as const;

/** Looks up the type of a field; reports what is wrong with it. */
export function lowerType(type: TypeNode, place: Place): TypeDraft | undefined {
  switch (type.kind) {
    case "named":
      return lowerNamed(type, place.scope, place.number);
    case "array":
      return lowerArray(type, place);
    case "bits": {
      const unit = lowerBitsUnit(type, place.scope);
      if (unit === undefined) {
        return undefined;
      }
      const draft = nestedRecord(type.span, place);
      draft.members.push(unit);
      return { kind: "record", draft };
    }
    case "record": {
      const draft = lowerNestedRecord(type, place);
      return draft && { kind: "record", draft };
    }
    case "handle":
      place.scope.report(diagnostic("handle-outside-operation", type.span, {}));
      return undefined;
    default:
      return type satisfies never;
  }
}

/** Looks up `u32`, `bool`, an enum or a record. */
export function lowerNamed(
  type: NamedTypeNode,
  scope: Scope,
  number: boolean,
): TypeDraft | undefined {
  const text = pathText(type.path);
  if (text === "bool") {
    return refuseOrder(type, scope) ? undefined : { kind: "bool" };
  }
  const integer = integerNamed(text);
  if (integer !== undefined) {
    if (!isWhole(integer.bits)) {
      scope.report(
        diagnostic("bits-only-type", type.span, { type: text }, {
          suggestion: integer.bits % 8 === 0
            ? `write \`u8[${integer.bits / 8}]\`, or a range of \`bits\``
            : suggest(text, builtinTypes),
        }),
      );
      return undefined;
    }
    const order = orderOf(integer.bits, type.byteOrder, scope, type.span);
    return wholeInteger(integer, order, number);
  }
  return lowerDeclared(type, scope);
}

function lowerDeclared(type: NamedTypeNode, scope: Scope): TypeDraft | undefined {
  const found = findLeading(scope, type.path);
  if (found === undefined || found.rest.length > 0) {
    reportUnknownType(type, scope);
    return undefined;
  }
  const { entity } = found;
  if (entity.kind === "record") {
    return refuseOrder(type, scope) || entity.draft === undefined
      ? undefined
      : { kind: "record", draft: entity.draft };
  }
  if (entity.kind !== "enum") {
    reportKind(scope, type.span, entity, "a type");
    return undefined;
  }
  const { model } = entity;
  if (model === undefined) {
    return undefined;
  }
  if (!isWhole(model.bits)) {
    scope.report(
      diagnostic("bits-only-enum", type.span, { name: model.name, bits: model.bits }, {
        notes: [{ span: entity.node.storage.span, text: "its storage" }],
      }),
    );
    return undefined;
  }
  const order = orderOf(model.bits, type.byteOrder, scope, type.span);
  return { kind: "enum", enum: model, integer: wholeInteger(model, order, false) };
}

function refuseOrder(type: NamedTypeNode, scope: Scope): boolean {
  if (type.byteOrder !== undefined) {
    scope.report(diagnostic("order-without-integer", type.span, { type: pathText(type.path) }));
  }
  return type.byteOrder !== undefined;
}

function reportUnknownType(type: NamedTypeNode, scope: Scope): void {
  const name = pathText(type.path);
  const last = type.path.names.at(-1)?.text ?? name;
  scope.report(
    diagnostic("unknown-type", type.span, { name }, {
      suggestion: habit(last) ??
        suggest(last, isBuiltin(last) ? builtinTypes : typeNames(scope)),
    }),
  );
}

const habits: ReadonlyMap<string, string> = new Map([
  ["char", "u8"], ["byte", "u8"], ["short", "i16"], ["int", "i32"], ["long", "i64"],
  ["unsigned", "u32"], ["uint", "u32"], ["usize", "u64"], ["size_t", "u64"], ["_Bool", "bool"],
]);

/** What people mean who write C's names. */
function habit(name: string): string | undefined {
  const ordered = /^(?:__)?([bl]e)(16|32|64)$/.exec(name);
  if (ordered !== null) {
    return `did you mean \`u${ordered[2]} ${ordered[1] === "be" ? "big" : "little"}\`?`;
  }
  const exact = /^(?:__)?(u?)(?:int|s)?(8|16|32|64)(?:_t)?$/.exec(name);
  const meant = habits.get(name) ?? (exact && `${exact[1] === "u" ? "u" : "i"}${exact[2]}`);
  return meant === undefined || meant === null ? undefined : `did you mean \`${meant}\`?`;
}

/** Names that may stand where a type is wanted; the list is made once per module. */
function typeNames(scope: Scope): readonly string[] {
  let names = scope.visible.get("type");
  if (names === undefined) {
    names = [...builtinTypes, ...visibleNames(scope, ["enum", "record"])];
    scope.visible.set("type", names);
  }
  return names;
}

/** Arrays have at most so many dimensions. */
const mostDimensions = 8;

function lowerArray(type: ArrayTypeNode, place: Place): TypeDraft | undefined {
  let dimensions = 1;
  for (let inner = type.element; inner.kind === "array"; inner = inner.element) {
    dimensions++;
  }
  if (dimensions > mostDimensions) {
    place.scope.report(diagnostic("array-dimensions", type.span, { dimensions, mostDimensions }));
    return undefined;
  }
  const element = lowerType(type.element, place);
  const length = lowerLength(type, place);
  if (element === undefined || length === undefined) {
    return undefined;
  }
  if (isFlexible(element)) {
    place.scope.report(diagnostic("flexible-element", type.element.span, {}));
    return undefined;
  }
  if (element.kind === "record" && element.draft.tag !== undefined) {
    place.scope.report(diagnostic("tagged-element", type.element.span, {}));
    return undefined;
  }
  return { kind: "array", element, length, span: type.span };
}

/** Whether the type is an array whose length is not in the type. */
export function isFlexible(type: TypeDraft): boolean {
  return type.kind === "array" && type.length.kind !== "fixed";
}

function lowerLength(type: ArrayTypeNode, place: Place): ArrayLength | undefined {
  const { scope } = place;
  const max = type.max && evaluateNumber(type.max, scope, "a length", 1);
  if (type.max !== undefined && max === undefined) {
    return undefined;
  }
  if (type.length === undefined) {
    return { kind: "rest", ...given({ max: max?.value }) };
  }
  const field = fieldNamed(type.length, place);
  if (field !== undefined) {
    return isLengthField(field, type.length.span, place) && canCount(field, max, place)
      ? { kind: "field", field, ...given({ max: max?.value }) }
      : undefined;
  }
  if (max !== undefined) {
    scope.report(diagnostic("max-of-fixed", max.span, {}));
  }
  if (type.length.kind === "name" && findLeading(scope, type.length.path) === undefined) {
    const name = pathText(type.length.path);
    scope.report(
      diagnostic("unknown-length", type.length.span, { name }, {
        suggestion: suggest(name, [...place.names, ...visibleNames(scope, ["constant"])]),
      }),
    );
    return undefined;
  }
  const count = evaluateNumber(type.length, scope, "an array's length", 1);
  return count && { kind: "fixed", count: count.value };
}

function fieldNamed(length: Constant, place: Place): string | undefined {
  const [name, ...others] = length.kind === "name" ? length.path.names : [];
  return name !== undefined && others.length === 0 && place.names.has(name.text)
    ? name.text
    : undefined;
}

/** Checks that a field can hold an array's length. */
function isLengthField(name: string, span: Span, place: Place): boolean {
  const { scope } = place;
  const field = place.earlier.get(name);
  if (field === undefined) {
    scope.report(diagnostic("length-later", span, { name }));
    return false;
  }
  const notes = [{ span: field.span, text: "the field" }];
  if (
    !("kind" in field) || field.type.kind !== "integer" || field.type.signed ||
    field.fixed !== undefined || field.reserved
  ) {
    scope.report(diagnostic("length-type", span, { name }, { notes }));
    return false;
  }
  if (place.shared) {
    scope.report(diagnostic("length-shared", span, { name }, { notes }));
    return false;
  }
  return true;
}

/** Checks that a bound on an array's length is one that its length can reach. */
function canCount(name: string, max: Written<number> | undefined, place: Place): boolean {
  const field = place.earlier.get(name);
  const most = field?.type.kind === "integer" ? limitsOf(field.type).max : 0n;
  if (max === undefined || BigInt(max.value) <= most) {
    return true;
  }
  place.scope.report(diagnostic("max-out-of-reach", max.span, { max: max.value, name, most }));
  return false;
}

/** A value that a field always has, if it fits; `true` and `false` are for `bool`. */
export function lowerFixed(
  constant: Constant,
  type: TypeDraft,
  scope: Scope,
): bigint | undefined {
  if (type.kind === "record" || type.kind === "array") {
    scope.report(diagnostic("fixed-type", constant.span, {}));
    return undefined;
  }
  return evaluateFor(constant, type, scope);
}

/** The value of a constant where a scalar is wanted; reports one that the scalar cannot have. */
export function evaluateFor(
  constant: Constant,
  type: IntegerType | { readonly kind: "bool" } | {
    readonly kind: "enum"; readonly enum: Enum; readonly integer: IntegerType;
  },
  scope: Scope,
): bigint | undefined {
  const text = constant.kind === "name" ? pathText(constant.path) : "";
  if (type.kind === "bool" && (text === "true" || text === "false")) {
    return text === "true" ? 1n : 0n;
  }
  const value = evaluate(constant, scope, type.kind === "enum" ? type.enum : undefined);
  const integer = type.kind === "enum" ? type.integer : type;
  const { min, max } = integer.kind === "bool" ? { min: 0n, max: 1n } : limitsOf(integer);
  if (value !== undefined && (value < min || value > max)) {
    const name = type.kind === "enum" ? type.enum.name : scalarText(integer);
    scope.report(diagnostic("value-out-of-range", constant.span, { value, type: name, min, max }));
    return undefined;
  }
  return value;
}

/** As `evaluateFor`, for a name. */
export function evaluateNamed(
  path: Path,
  type: Parameters<typeof evaluateFor>[1],
  scope: Scope,
): bigint | undefined {
  return evaluateFor({ kind: "name", path, span: path.span }, type, scope);
}

function scalarText(type: IntegerType | { readonly kind: "bool" }): string {
  return type.kind === "bool" ? "bool" : `${type.signed ? "i" : "u"}${type.bits}`;
}
