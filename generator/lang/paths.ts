// Paths into records, and conditions on the fields at their ends.

import type { ConditionNode, NamedTypeNode, Path } from "./ast.ts";
import { diagnostic, suggest } from "./diagnostics.ts";
import { given } from "./given.ts";
import { isHex } from "./literals.ts";
import { lookUp, pathText, type RecordEntity, type Scope } from "./scope.ts";
import { evaluateFor } from "./types.ts";
import type {
  BoolType, Condition, EnumType, Field, FieldPath, IntegerType, RecordType,
} from "../model.ts";

/** What a comparison or an assignment works on. */
export type Scalar = IntegerType | BoolType | EnumType;

const fieldMaps = new WeakMap<RecordType, ReadonlyMap<string, Field>>();

/** A record's fields by name, padding left out. */
export function fieldsByName(record: RecordType): ReadonlyMap<string, Field> {
  let fields = fieldMaps.get(record);
  if (fields === undefined) {
    const named = record.fields.filter((field) => !field.reserved);
    fields = new Map(named.map((field) => [field.name, field]));
    fieldMaps.set(record, fields);
  }
  return fields;
}

/** The record that a type names, if it has a layout; reports what is wrong. */
export function findRecord(type: NamedTypeNode, scope: Scope): RecordType | undefined {
  return findRecordEntity(type.path, scope)?.draft?.record;
}

/** The declaration of a record. */
export function findRecordEntity(path: Path, scope: Scope): RecordEntity | undefined {
  return lookUp(scope, path, "record");
}

/** The field at the end of a path through nested records; reports where the path breaks off. */
export function findField(path: Path, record: RecordType, scope: Scope): FieldPath | undefined {
  let inside: RecordType | undefined = record;
  let offset = 0;
  let found: Field | undefined;
  for (const name of path.names) {
    if (inside === undefined) {
      scope.report(
        diagnostic("no-fields-inside", name.span, { name: name.text, field: found?.name ?? "" }),
      );
      return undefined;
    }
    const fields = fieldsByName(inside);
    found = fields.get(name.text);
    if (found === undefined) {
      scope.report(
        diagnostic("unknown-field", name.span, { name: name.text, record: inside.name }, {
          suggestion: suggest(name.text, fields),
        }),
      );
      return undefined;
    }
    offset += found.offset;
    inside = found.type.kind === "record" ? found.type.record : undefined;
  }
  return found && { names: path.names.map(({ text }) => text), offset, field: found };
}

/** Whether a type is a single number. */
export function isScalar(type: Field["type"]): type is Scalar {
  return type.kind === "integer" || type.kind === "bool" || type.kind === "enum";
}

/** As `findField`, for a field that is a single number. */
export function findScalar(
  path: Path,
  record: RecordType,
  scope: Scope,
): { readonly field: FieldPath; readonly type: Scalar } | undefined {
  const field = findField(path, record, scope);
  if (field === undefined) {
    return undefined;
  }
  const { type } = field.field;
  if (!isScalar(type)) {
    scope.report(diagnostic("not-a-scalar", path.span, { name: pathText(path) }));
    return undefined;
  }
  return { field, type };
}

/** A comparison of a field with a value that it can have. */
export function resolveCondition(
  node: ConditionNode,
  record: RecordType,
  scope: Scope,
): Condition | undefined {
  const found = findScalar(node.field, record, scope);
  if (found === undefined) {
    return undefined;
  }
  const { field, type } = found;
  if (node.value === undefined) {
    // A lone field means that it is true, or not zero.
    return type.kind === "bool"
      ? { field, negated: node.negated, value: 1n }
      : { field, negated: !node.negated, value: 0n };
  }
  const value = evaluateFor(node.value, type, scope);
  return value === undefined ? undefined : {
    field, negated: node.negated, value,
    ...given({
      hex: isHex(node.value),
      spelling: node.value.kind === "name" ? pathText(node.value.path) : undefined,
    }),
  };
}

/** Conditions that are sound; the others are reported. */
export function resolveConditions(
  nodes: readonly ConditionNode[],
  record: RecordType,
  scope: Scope,
): readonly Condition[] {
  return nodes.flatMap((node) => resolveCondition(node, record, scope) ?? []);
}
