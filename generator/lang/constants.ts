// Constants and enum members → integers, however long the chain from one to the next.

import type { Constant, Path, Span } from "./ast.ts";
import { diagnostic, suggest } from "./diagnostics.ts";
import {
  type EnumEntity, enumEntityOf, findLeading, lookUp, pathText, reportKind, type Scope, type Valued,
} from "./scope.ts";
import type { Written } from "./draft.ts";
import type { Enum } from "../model.ts";

/**
 * The value of a literal or a name; a plain name may be a member of `among`. Reports what is wrong.
 */
export function evaluate(
  constant: Constant,
  scope: Scope,
  among?: Enum | undefined,
): bigint | undefined {
  if (constant.kind === "integer") {
    return constant.value;
  }
  const valued = findValued(constant.path, scope, among && enumEntityOf(among));
  return valued && (settle(valued) ?? undefined);
}

/** As `evaluate`, and refuses what is outside a range. */
export function evaluateWithin(
  constant: Constant,
  scope: Scope,
  limits: { readonly what: string; readonly min: bigint; readonly max: bigint },
): bigint | undefined {
  const value = evaluate(constant, scope);
  if (value !== undefined && (value < limits.min || value > limits.max)) {
    scope.report(diagnostic("number-out-of-range", constant.span, { ...limits, value }));
    return undefined;
  }
  return value;
}

/** A size, offset or count: from `min` to 2^31. */
export function evaluateNumber(
  constant: Constant,
  scope: Scope,
  what: string,
  min = 0,
): Written<number> | undefined {
  const value = evaluateWithin(constant, scope, { what, min: BigInt(min), max: 1n << 31n });
  return value === undefined ? undefined : { value: Number(value), span: constant.span };
}

/**
 * Settles a declared value: follows names to the literal at their end, then fills in the way back.
 */
export function settle(start: Valued): bigint | null {
  const chain: Valued[] = [];
  let current = start;
  let value: bigint | null;
  for (;;) {
    if (current.value !== undefined) {
      value = current.value;
      break;
    }
    if (current.busy) {
      reportCycle(current, chain);
      value = null;
      break;
    }
    current.busy = true;
    chain.push(current);
    const written = current.node.value;
    if (written.kind === "integer") {
      value = written.value;
      break;
    }
    const next = findValued(written.path, current.scope);
    if (next === undefined) {
      value = null;
      break;
    }
    current = next;
  }
  for (const link of chain.reverse()) {
    value = value === null ? null : ownValue(link, value);
    link.value = value;
    link.busy = false;
  }
  return value;
}

/** `= bit N` means 1 << N. */
function ownValue(link: Valued, value: bigint): bigint | null {
  if (!("isBit" in link.node) || !link.node.isBit) {
    return value;
  }
  if (value < 0n || value > 63n) {
    link.scope.report(diagnostic("bit-number", link.node.value.span, { value }));
    return null;
  }
  return 1n << value;
}

function reportCycle(at: Valued, chain: readonly Valued[]): void {
  const others = chain.slice(chain.indexOf(at) + 1, chain.indexOf(at) + 9);
  at.scope.report(
    diagnostic("constant-cycle", at.node.value.span, { name: at.node.name.text }, {
      notes: others.map((link) => ({ span: link.node.value.span, text: "which needs this" })),
    }),
  );
}

/**
 * The constant or member that a path names: `n`, `module.n`, `enum.member`, `module.enum.member`.
 */
function findValued(path: Path, scope: Scope, among?: EnumEntity): Valued | undefined {
  const first = path.names[0];
  if (path.names.length === 1 && first !== undefined) {
    const member = among?.members.get(first.text);
    if (member !== undefined) {
      return member;
    }
  }
  const found = findLeading(scope, path);
  if (found?.entity.kind === "constant" && found.rest.length === 0) {
    return found.entity.valued;
  }
  const [name, ...tooMany] = found?.rest ?? [];
  if (found?.entity.kind === "enum" && name !== undefined && tooMany.length === 0) {
    const member = found.entity.members.get(name.text);
    if (member === undefined) {
      reportMember(name.text, name.span, found.entity, scope);
    }
    return member;
  }
  reportUnknown(path, scope, among);
  return undefined;
}

function reportUnknown(path: Path, scope: Scope, among: EnumEntity | undefined): void {
  const found = findLeading(scope, path);
  if (among !== undefined && path.names.length === 1) {
    reportMember(pathText(path), path.span, among, scope);
  } else if (found !== undefined && found.rest.length === 0) {
    reportKind(scope, path.span, found.entity, "a constant");
  } else {
    lookUp(scope, path, "constant");
  }
}

function reportMember(name: string, span: Span, entity: EnumEntity, scope: Scope): void {
  scope.report(
    diagnostic("unknown-member", span, { name, enum: entity.name.text }, {
      notes: [{ span: entity.name.span, text: "the enum is declared here" }],
      suggestion: suggest(name, entity.members),
    }),
  );
}
