// Declarations that could not be read whole: others need them, but nobody knows what is in them.

import type { Declaration, ModuleNode, Span } from "./ast.ts";
import type { Diagnostic } from "./diagnostics.ts";
import type { Code } from "./messages.ts";
import type { Scope } from "./scope.ts";

/**
 * Problems of one thing by itself: they are real also where something beside it is not known. All
 * others may come from what is missing, such as a gap between bits.
 */
const LOCAL: ReadonlySet<Code> = new Set<Code>([
  "align-power", "ambiguous-name", "annotation-argument", "argument-count", "array-dimensions",
  "bad-c-name", "bad-header", "bad-prefix", "bit-number", "bits-enum-width", "bits-only-enum",
  "bits-only-type", "bits-overlap", "bits-reversed", "bits-signed", "bits-storage", "bits-width",
  "builtin-name", "constant-cycle", "duplicate-name", "enum-storage", "fixed-type", "folded-masked",
  "handle-outside-operation", "misplaced-annotation", "missing-endian", "move-to-itself",
  "number-out-of-range", "number-type", "order-without-integer", "parameter-type", "range-reversed",
  "register-alignment", "register-halves", "register-stride", "register-type", "register-width",
  "repeated-annotation", "repeated-value", "states-field", "states-type", "unknown-annotation",
  "unknown-field", "unknown-function", "unknown-handle", "unknown-length", "unknown-member",
  "unknown-name", "unknown-operation", "unknown-type", "value-out-of-range", "variable-not-bytes",
  "variable-without-max", "wrong-kind",
]);

/** Problems that are none if the name is declared in a place that could not be read. */
const UNKNOWN: ReadonlySet<Code> = new Set<Code>([
  "message-without-code", "missing-endian", "unknown-field", "unknown-length", "unknown-member",
  "unknown-name", "unknown-operation", "unknown-parameter", "unknown-space", "unknown-tag",
  "unknown-type", "wrong-kind",
]);

/** The declarations of a module that were not read whole. */
export function damagedIn({ declarations, damage }: ModuleNode): ReadonlySet<Declaration> {
  const spans = damage?.spans ?? [];
  return new Set(declarations.filter(({ span }) => spans.some((other) => touches(span, other))));
}

function touches(one: Span, other: Span): boolean {
  return one.start <= other.end && other.start <= one.end;
}

function isInside(one: Span, other: Span): boolean {
  return one.start >= other.start && one.end <= other.end;
}

/** Takes the models of what was not read whole from everybody who needs them. */
export function forgetDamaged(scope: Scope): void {
  for (const entity of scope.names.values()) {
    if (!("node" in entity) || entity.node === undefined || !scope.damaged.has(entity.node)) {
      continue;
    }
    if (entity.kind === "constant") {
      entity.valued.value = null;
    } else if (entity.kind !== "record") {
      delete entity.model;
    }
  }
}

/** Records in what was not read whole get no layout, and neither do those that contain them. */
export function breakDamaged(scope: Scope): void {
  const spans = [...scope.damaged].map(({ span }) => span);
  for (const draft of spans.length === 0 ? [] : scope.drafts) {
    draft.broken ||= spans.some((span) => touches(span, draft.span));
  }
}

/** Whether names may be declared in something that the module imports and that nobody has read. */
function isOpen(scope: Scope): boolean {
  return scope.open || scope.imports.some(({ open }) => open);
}

/** Leaves out what is only said because something else, reported already, was not read. */
export function withoutEchoes(
  diagnostics: readonly Diagnostic[],
  scopes: readonly Scope[],
): readonly Diagnostic[] {
  if (!scopes.some((scope) => scope.open || scope.node.damage !== undefined)) {
    return diagnostics;
  }
  const lost = new Set(scopes.flatMap(({ node }) => [...(node.damage?.names ?? [])]));
  const bySource = new Map(scopes.map((scope) => [scope.node.source, scope]));
  return diagnostics.filter(({ code, span }) => {
    const scope = bySource.get(span.source);
    if (scope?.node.damage?.spans.some((skipped) => isInside(span, skipped))) {
      return false;
    }
    const words = span.source.text.slice(span.start, Math.min(span.end, span.start + 200));
    const isLost = words.match(/\w+/g)?.some((word) => lost.has(word)) ?? false;
    if (scope === undefined || (UNKNOWN.has(code) && (isLost || isOpen(scope)))) {
      return scope === undefined;
    }
    return LOCAL.has(code) || ![...scope.damaged].some((node) => touches(node.span, span));
  });
}
