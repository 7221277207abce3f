// Integer types by name, and what fits into them.

import type { ByteOrder, Span } from "./ast.ts";
import { diagnostic } from "./diagnostics.ts";
import type { Scope } from "./scope.ts";
import type { IntegerType } from "../model.ts";

/** `u32` → 32 bits, unsigned; any width from 1 to 64. */
export function integerNamed(
  name: string,
): { readonly bits: number; readonly signed: boolean } | undefined {
  const match = /^([ui])([1-9][0-9]?)$/.exec(name);
  const bits = Number(match?.[2]);
  return match !== null && bits <= 64 ? { bits, signed: match[1] === "i" } : undefined;
}

/** Whether an integer of that width has bytes of its own. */
export function isWhole(bits: number): boolean {
  return bits === 8 || bits === 16 || bits === 32 || bits === 64;
}

/** The smallest and the largest value. */
export function limitsOf(integer: {
  readonly bits: number;
  readonly signed: boolean;
}): { readonly min: bigint; readonly max: bigint } {
  const width = BigInt(integer.bits);
  return integer.signed
    ? { min: -(1n << (width - 1n)), max: (1n << (width - 1n)) - 1n }
    : { min: 0n, max: (1n << width) - 1n };
}

/** How an integer type is written. */
export function integerText(integer: { readonly bits: number; readonly signed: boolean }): string {
  return `${integer.signed ? "i" : "u"}${integer.bits}`;
}

/**
 * The order of an integer's bytes: its own, or the module's. Reports, once per module, that it is
 * needed and not said.
 */
export function orderOf(
  bits: number,
  own: ByteOrder | undefined,
  scope: Scope,
  span: Span,
): ByteOrder {
  if (bits <= 8) {
    if (own !== undefined) {
      const type = span.source.text.slice(span.start, span.end);
      scope.report(diagnostic("order-without-integer", span, { type }));
    }
    return "little";
  }
  const order = own ?? scope.node.byteOrder?.order;
  if (order === undefined && !scope.missing.has("endian")) {
    scope.missing.add("endian");
    scope.report(
      diagnostic("missing-endian", span, { module: scope.name }, {
        suggestion: "write `endian little;` (or `big`, or `host`) after the module's name",
      }),
    );
  }
  return order ?? "little";
}

/** An integer type with bytes of its own. */
export function wholeInteger(
  kind: { readonly bits: number; readonly signed: boolean },
  order: ByteOrder,
  number: boolean,
): IntegerType {
  return { kind: "integer", bits: kind.bits, signed: kind.signed, order, number };
}
