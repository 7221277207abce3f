// Values of examples as written → complete values: everything that is left out is zero.

import type { Constant, Name, Span, ValueNode } from "./ast.ts";
import { isByte } from "./codec.ts";
import { diagnostic, suggest } from "./diagnostics.ts";
import { encode } from "./codec.ts";
import { fieldsByName, isScalar, type Scalar } from "./paths.ts";
import { pathText, type Scope } from "./scope.ts";
import { evaluateFor } from "./types.ts";
import type { ArrayType, Field, RecordType, Type, Value } from "../model.ts";

type RecordNode = Extract<ValueNode, { readonly kind: "record" }>;

/** The complete value of a record; reports what does not suit it. */
export function recordValue(
  node: ValueNode | undefined,
  record: RecordType,
  scope: Scope,
): Value | undefined {
  if (record.union) {
    return unionBytes(node, record, scope);
  }
  if (node !== undefined && node.kind !== "record") {
    reportShape(node, "{ … }", scope);
    return undefined;
  }
  const written = node === undefined ? new Map() : writtenFields(node, record, scope);
  const fields: { name: string; value: Value }[] = [];
  let failed = written === undefined;
  for (const field of record.fields) {
    if (field.reserved || field.fixed !== undefined || field.lengthOf !== undefined) {
      continue;
    }
    const own = written?.get(field.name);
    const value = isTagged(field)
      ? taggedValue(own, field.type.record, tagNumber(field.type.record, record, fields), scope)
      : typeValue(own, field.type, scope);
    failed ||= value === undefined;
    if (value !== undefined) {
      fields.push({ name: field.name, value });
    }
  }
  const value: Value = { kind: "record", fields };
  return failed || !agrees(written ?? new Map(), value, record, scope) ? undefined : value;
}

type TaggedField = Field & { readonly type: { readonly kind: "record" } };

function isTagged(field: Field): field is TaggedField {
  return field.type.kind === "record" && field.type.record.tag !== undefined;
}

type Written = ReadonlyMap<string, ValueNode>;

function writtenFields(node: RecordNode, record: RecordType, scope: Scope): Written | undefined {
  const known = fieldsByName(record);
  const written = new Map<string, ValueNode>();
  const names = new Map<string, Name>();
  let failed = false;
  for (const { name, value } of node.fields) {
    const first = names.get(name.text);
    if (!known.has(name.text)) {
      failed = true;
      scope.report(
        diagnostic("unknown-field", name.span, { name: name.text, record: record.name }, {
          suggestion: suggest(name.text, known),
        }),
      );
    } else if (first !== undefined) {
      failed = true;
      scope.report(
        diagnostic("duplicate-name", name.span, { name: name.text }, {
          notes: [{ span: first.span, text: "first defined here" }],
        }),
      );
    }
    names.set(name.text, name);
    written.set(name.text, value);
  }
  return failed ? undefined : written;
}

/** Fixed fields and lengths follow from the spec; where they are written they must be right. */
function agrees(written: Written, value: Value, record: RecordType, scope: Scope): boolean {
  return record.fields.every((field) => {
    const node = written.get(field.name);
    if (node === undefined || (field.fixed === undefined && field.lengthOf === undefined)) {
      return true;
    }
    const own = isScalar(field.type) ? scalarValue(node, field.type, scope) : undefined;
    const array = value.kind === "record"
      ? value.fields.find(({ name }) => name === field.lengthOf)?.value
      : undefined;
    const count = array?.kind === "bytes" ? array.bytes.length
      : array?.kind === "array" ? array.items.length : 0;
    const right = field.fixed ?? BigInt(count);
    if (own !== undefined && numberOf(own) !== right) {
      scope.report(
        diagnostic("example-derived", node.span, {
          name: field.name, value: numberOf(own), right,
        }),
      );
      return false;
    }
    return own !== undefined;
  });
}

function numberOf(value: Value): bigint {
  return value.kind === "bool" ? BigInt(value.value) : value.kind === "integer" ? value.value : 0n;
}

function typeValue(node: ValueNode | undefined, type: Type, scope: Scope): Value | undefined {
  if (type.kind === "record") {
    return recordValue(node, type.record, scope);
  }
  return type.kind === "array" ? arrayValue(node, type, scope) : scalarValue(node, type, scope);
}

function scalarValue(
  node: ValueNode | undefined,
  type: Scalar,
  scope: Scope,
): Value | undefined {
  if (node === undefined) {
    return type.kind === "bool" ? { kind: "bool", value: false } : { kind: "integer", value: 0n };
  }
  const value = numberValue(node, type, scope);
  if (value === undefined) {
    return undefined;
  }
  return type.kind === "bool"
    ? { kind: "bool", value: value !== 0n }
    : { kind: "integer", value };
}

function numberValue(node: ValueNode, type: Scalar, scope: Scope): bigint | undefined {
  switch (node.kind) {
    case "integer":
      return evaluateFor(node, type, scope);
    case "name":
      if (type.kind === "integer" && /^(?:true|false)$/.test(pathText(node.path))) {
        reportShape(node, "a number", scope);
        return undefined;
      }
      return evaluateFor(node, type, scope);
    case "flags": {
      if (type.kind !== "enum" || !type.enum.flags) {
        reportShape(node, "one value", scope);
        return undefined;
      }
      const values = node.members.map((member: Constant) => evaluateFor(member, type, scope));
      return values.reduce(
        (all, value) => (all === undefined || value === undefined ? undefined : all | value),
        0n,
      );
    }
    default:
      reportShape(node, type.kind === "bool" ? "true or false" : "a number", scope);
      return undefined;
  }
}

function arrayValue(
  node: ValueNode | undefined,
  type: ArrayType,
  scope: Scope,
): Value | undefined {
  const { element, length } = type;
  const count = length.kind === "fixed" ? length.count : 0;
  if (node === undefined) {
    return isByte(element)
      ? { kind: "bytes", bytes: new Uint8Array(count) }
      : {
          kind: "array",
          items: Array.from({ length: count }, () => typeValue(undefined, element, scope))
            .filter((item) => item !== undefined),
        };
  }
  const given = node.kind === "array" ? node.items.length
    : node.kind === "bytes" ? node.bytes.length : 0;
  if (node.kind === "bytes" ? !isByte(element) : node.kind !== "array") {
    reportShape(node, isByte(element) ? 'hex"…" or [ … ]' : "[ … ]", scope);
    return undefined;
  }
  if (length.kind === "fixed" && given !== length.count) {
    scope.report(diagnostic("example-count", node.span, { given, wanted: length.count }));
    return undefined;
  }
  if (node.kind === "bytes") {
    return { kind: "bytes", bytes: node.bytes };
  }
  const items = node.kind === "array"
    ? node.items.map((item) => typeValue(item, element, scope))
    : [];
  const sound = items.filter((item) => item !== undefined);
  if (sound.length < items.length) {
    return undefined;
  }
  return isByte(element)
    ? { kind: "bytes", bytes: Uint8Array.from(sound, (item) => Number(numberOf(item))) }
    : { kind: "array", items: sound };
}

/** An untagged union is its bytes, given through one of its members, or as they are. */
function unionBytes(
  node: ValueNode | undefined,
  union: RecordType,
  scope: Scope,
): Value | undefined {
  if (node === undefined) {
    return { kind: "bytes", bytes: new Uint8Array(union.size) };
  }
  if (node.kind === "bytes" && node.bytes.length === union.size) {
    return { kind: "bytes", bytes: node.bytes };
  }
  if (node.kind === "bytes") {
    scope.report(
      diagnostic("example-count", node.span, { given: node.bytes.length, wanted: union.size }),
    );
    return undefined;
  }
  const member = memberValue(node, union, scope);
  return member && { kind: "bytes", bytes: encode(union, member) };
}

/** `{ member: value }`. */
function memberValue(
  node: ValueNode,
  union: RecordType,
  scope: Scope,
): Extract<Value, { readonly kind: "member" }> | undefined {
  const [only, second] = node.kind === "record" ? node.fields : [];
  if (only === undefined || second !== undefined) {
    reportShape(node, "{ MEMBER: value }", scope);
    return undefined;
  }
  const known = fieldsByName(union);
  const field = known.get(only.name.text);
  if (field === undefined) {
    scope.report(
      diagnostic("unknown-field", only.name.span, { name: only.name.text, record: union.name }, {
        suggestion: suggest(only.name.text, known),
      }),
    );
    return undefined;
  }
  const value = typeValue(only.value, field.type, scope);
  return value && { kind: "member", name: field.name, value };
}

/** The member that the tag's value selects, also where the spec leaves the union out. */
function taggedValue(
  node: ValueNode | undefined,
  union: RecordType,
  number: bigint,
  scope: Scope,
): Value | undefined {
  const selected = union.tag?.members.find(({ values }) =>
    values.some(({ value }) => value === number),
  );
  if (node !== undefined && (node.kind !== "bytes" || selected !== undefined)) {
    const member = memberValue(node, union, scope);
    if (member !== undefined && member.name !== selected?.field) {
      reportSelection(node.span, member.name, union, number, scope);
      return undefined;
    }
    return member;
  }
  const field = union.fields.find(({ name }) => name === selected?.field);
  if (field === undefined) {
    return unionBytes(node, union, scope);
  }
  const value = typeValue(undefined, field.type, scope);
  return value && { kind: "member", name: field.name, value };
}

/** The value of a union's tag, which stands before it. */
function tagNumber(
  { tag }: RecordType,
  record: RecordType,
  before: readonly { readonly name: string; readonly value: Value }[],
): bigint {
  const value = before.find(({ name }) => name === tag?.field)?.value;
  const field = record.fields.find(({ name }) => name === tag?.field);
  return field?.fixed ?? (value === undefined ? 0n : numberOf(value));
}

function reportSelection(
  span: Span,
  name: string,
  { tag }: RecordType,
  value: bigint,
  scope: Scope,
): void {
  const spelled = tag?.enum.members.find((member) => member.value === value)?.name;
  scope.report(
    diagnostic("example-tag", span, {
      name, tag: tag?.field ?? "", value: spelled ?? String(value),
    }),
  );
}

function reportShape(node: ValueNode, wanted: string, scope: Scope): void {
  scope.report(diagnostic("example-shape", node.span, { wanted }));
}
