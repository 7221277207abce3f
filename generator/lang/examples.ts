// Examples: the value must give the bytes, and bad bytes must be refused.

import { readDocumentation } from "./annotations.ts";
import type { ExampleNode, HexNode, Span } from "./ast.ts";
import { decode, encode } from "./codec.ts";
import { diagnostic } from "./diagnostics.ts";
import { hasFlexible } from "./layout.ts";
import { findRecord } from "./paths.ts";
import type { Scope } from "./scope.ts";
import { recordValue } from "./values.ts";
import type { Example, RecordType } from "../model.ts";

/** The examples of a module; those that are wrong are reported and left out. */
export function resolveExamples(scope: Scope): readonly Example[] {
  return scope.node.declarations.flatMap((node) =>
    node.kind === "example" ? (resolveExample(node, scope) ?? []) : [],
  );
}

function resolveExample(node: ExampleNode, scope: Scope): Example | undefined {
  const record = findRecord(node.record, scope);
  const { doc } = readDocumentation(node, scope);
  const { bytes } = node.bytes;
  if (record === undefined) {
    return undefined;
  }
  if (node.expected.kind === "error") {
    const { text, span } = node.expected;
    checkRefusal(bytes, record, text, span, scope);
    return { record, doc, bytes, expected: { kind: "error", text } };
  }
  // Before the value: a record of gigabytes is not filled with zeros only to say that it is too
  // long.
  if (hasFlexible(record) ? bytes.length < record.size : bytes.length !== record.size) {
    reportLength(node.bytes, record.size, record, scope);
    return undefined;
  }
  const value = recordValue(node.expected.value, record, scope);
  if (value === undefined || !matches(encode(record, value), node.bytes, record, scope)) {
    return undefined;
  }
  const decoded = decode(record, bytes);
  if (decoded.kind === "problem") {
    scope.report(diagnostic("example-invalid", node.bytes.span, { problem: decoded.text }));
    return undefined;
  }
  return { record, doc, bytes, expected: { kind: "value", value } };
}

function checkRefusal(
  bytes: Uint8Array,
  record: RecordType,
  text: string,
  span: Span,
  scope: Scope,
): void {
  const decoded = decode(record, bytes);
  if (decoded.kind === "value") {
    scope.report(diagnostic("example-accepted", span, { record: record.name }));
    return;
  }
  // Targets spell the names of records their own way, and may find another problem first.
  const other = decoded.all.find((problem) => !problem.replace(/^\w+[. ]/, "").includes(text));
  if (other !== undefined && !record.name.includes(text)) {
    scope.report(diagnostic("example-message", span, { problem: other }));
  }
}

function reportLength(hex: HexNode, expected: number, record: RecordType, scope: Scope): void {
  scope.report(
    diagnostic("example-length", hex.span, {
      actual: hex.bytes.length, expected, record: record.name,
    }),
  );
}

/** Compares what the value gives with what is written; reports the first byte that differs. */
function matches(
  encoded: Uint8Array,
  hex: HexNode,
  record: RecordType,
  scope: Scope,
): boolean {
  if (encoded.length !== hex.bytes.length) {
    reportLength(hex, encoded.length, record, scope);
    return false;
  }
  const offset = encoded.findIndex((byte, index) => byte !== hex.bytes[index]);
  if (offset < 0) {
    return true;
  }
  const two = (byte: number | undefined): string => (byte ?? 0).toString(16).padStart(2, "0");
  scope.report(
    diagnostic("example-mismatch", byteSpan(hex, offset), {
      offset, written: two(hex.bytes[offset]), encoded: two(encoded[offset]),
      field: fieldAt(record, offset),
    }),
  );
  return false;
}

/** The two digits of a byte within `hex"…"`. */
function byteSpan({ span }: HexNode, offset: number): Span {
  const quote = span.source.text.indexOf('"', span.start);
  let digits = 0;
  for (let at = quote + 1; at < span.end; at++) {
    if (/[0-9a-f]/i.test(span.source.text.charAt(at)) && digits++ === offset * 2) {
      return { source: span.source, start: at, end: at + 2 };
    }
  }
  return span;
}

/** The path of the field that has a byte, as far as records nest; of bit fields, the first. */
function fieldAt(record: RecordType, offset: number): string {
  const field = record.fields.find((candidate) =>
    offset >= candidate.offset && offset < candidate.offset + candidate.size,
  ) ?? record.fields.at(-1);
  if (field === undefined) {
    return record.name;
  }
  const name = field.bits === undefined ? field.name : unitName(record, field.bits.unit);
  return field.type.kind === "record" && !field.type.record.union
    ? `${name}.${fieldAt(field.type.record, offset - field.offset)}`
    : name;
}

function unitName(record: RecordType, unit: string): string {
  return record.fields
    .filter((field) => field.bits?.unit === unit && !field.reserved)
    .map(({ name }) => name)
    .join("/") || unit;
}
