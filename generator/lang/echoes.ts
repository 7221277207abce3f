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
  const touched = finder(damage?.spans ?? []);
  return new Set(declarations.filter(({ span }) => touched(span) !== undefined));
}

type Run = Pick<Span, "start" | "end">;

/** Finds, among many runs of a text, one that touches a span; runs that meet count as one. */
function finder(spans: readonly Span[]): (span: Span) => Run | undefined {
  const runs: { readonly start: number; end: number }[] = [];
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    const last = runs.at(-1);
    if (last !== undefined && start < last.end) {
      last.end = Math.max(last.end, end);
    } else {
      runs.push({ start, end });
    }
  }
  return (span) => {
    let low = 0;
    let high = runs.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((runs[middle]?.end ?? 0) < span.start) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    const run = runs[low];
    return run !== undefined && run.start <= span.end ? run : undefined;
  };
}

function damageOf(scope: Scope): (span: Span) => Run | undefined {
  return finder([...scope.damaged].map(({ span }) => span));
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
  const touched = damageOf(scope);
  for (const draft of scope.drafts) {
    draft.broken ||= touched(draft.span) !== undefined;
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
  const bySource = new Map(scopes.map((scope) => [scope.node.source, {
    scope, skipped: finder(scope.node.damage?.spans ?? []), damaged: damageOf(scope),
  }]));
  return diagnostics.filter(({ code, span }) => {
    const known = bySource.get(span.source);
    const skipped = known?.skipped(span);
    if (skipped !== undefined && skipped.start <= span.start && skipped.end >= span.end) {
      return false;
    }
    const words = span.source.text.slice(span.start, Math.min(span.end, span.start + 200));
    const isLost = words.match(/\w+/g)?.some((word) => lost.has(word)) ?? false;
    if (known === undefined || (UNKNOWN.has(code) && (isLost || isOpen(known.scope)))) {
      return known === undefined;
    }
    return LOCAL.has(code) || known.damaged(span) === undefined;
  });
}
