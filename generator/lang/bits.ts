// `bits` groups: ranges that cover their storage exactly, and what each range holds.

import { readAnnotations } from "./annotations.ts";
import type { BitEntryNode, BitsTypeNode, Path, Span } from "./ast.ts";
import { evaluateWithin } from "./constants.ts";
import { byName } from "./declare.ts";
import { diagnostic } from "./diagnostics.ts";
import type { PartDraft, UnitDraft } from "./draft.ts";
import { type Fillers, nameFillers } from "./fillers.ts";
import { given } from "./given.ts";
import { integerNamed, integerText, isWhole, orderOf, wholeInteger } from "./integers.ts";
import { isHex } from "./literals.ts";
import { findLeading, pathText, reportKind, type Scope } from "./scope.ts";
import { evaluateFor, lowerNamed } from "./types.ts";
import type { BoolType, ByteOrder, EnumType, IntegerType } from "../model.ts";

/** The integer of a group and its parts, reserved ones too, from the least significant bit up. */
export interface LoweredBits {
  readonly integer: IntegerType;
  readonly parts: readonly PartDraft[];
}

/** The only member of the record that a group with a name, or a register, stands for. */
export function lowerBitsUnit(type: BitsTypeNode, scope: Scope): UnitDraft | undefined {
  const group = { kind: "bits" as const, bits: type, doc: "", annotations: [], span: type.span };
  byName(type.entries.flatMap(({ name }) => (name === undefined ? [] : [{ name }])), scope);
  const lowered = lowerBits(type, scope, nameFillers([group]));
  if (lowered === undefined) {
    return undefined;
  }
  const taken = lowered.parts.some((part) => part.name === "value");
  return { kind: "unit", name: taken ? "bits" : "value", span: type.span, ...lowered };
}

/** Looks up a group's storage and ranges; reports gaps, overlaps and what does not fit. */
export function lowerBits(
  type: BitsTypeNode,
  scope: Scope,
  fillers: Fillers,
): LoweredBits | undefined {
  const storage = integerNamed(type.storage.text);
  if (storage === undefined || storage.signed || !isWhole(storage.bits)) {
    scope.report(
      diagnostic("bits-storage", type.storage.span, { storage: type.storage.text }),
    );
    return undefined;
  }
  const order = orderOf(storage.bits, type.byteOrder, scope, type.storage.span);
  const parts: PartDraft[] = [];
  let failed = false;
  for (const entry of type.entries) {
    const part = lowerEntry(entry, storage.bits, order, scope, fillers);
    failed ||= part === undefined;
    if (part !== undefined) {
      parts.push(part);
    }
  }
  parts.sort((a, b) => a.shift - b.shift);
  if (failed || !isCovered(parts, type, storage.bits, scope)) {
    return undefined;
  }
  return { integer: wholeInteger(storage, order, false), parts };
}

function lowerEntry(
  entry: BitEntryNode,
  storage: number,
  order: ByteOrder,
  scope: Scope,
  fillers: Fillers,
): PartDraft | undefined {
  const name = entry.name?.text ?? fillers.paddingBits();
  const limits = { what: "a bit's number", min: 0n, max: BigInt(storage - 1) };
  const high = evaluateWithin(entry.high, scope, limits);
  const low = entry.low === entry.high ? high : evaluateWithin(entry.low, scope, limits);
  const documentation = readAnnotations(entry, "field", scope);
  if (high === undefined || low === undefined) {
    return undefined;
  }
  const span = entry.name?.span ?? entry.span;
  if (low > high) {
    const range = rangeSpan(entry);
    scope.report(
      diagnostic("bits-reversed", range, { high, low }, { suggestion: `write [${low}:${high}]` }),
    );
    return undefined;
  }
  const width = Number(high - low) + 1;
  const type = partType(entry, width, order, documentation.number, scope);
  const fixed = type && entry.fixed && evaluateFor(entry.fixed, type, scope);
  if (type === undefined || (entry.fixed !== undefined && fixed === undefined)) {
    return undefined;
  }
  const { doc, since, deprecated, cName } = documentation;
  return {
    name, span, doc, shift: Number(low), width, type, reserved: entry.reserved,
    ...given({ since, deprecated, fixed, hex: isHex(entry.fixed), cName }),
  };
}

function rangeSpan(entry: BitEntryNode): Span {
  return { ...entry.high.span, end: entry.low.span.end };
}

/** What a range holds: without a type, an unsigned integer of its width. */
function partType(
  entry: BitEntryNode,
  width: number,
  order: ByteOrder,
  number: Span | undefined,
  scope: Scope,
): IntegerType | BoolType | EnumType | undefined {
  const integer: IntegerType = {
    kind: "integer", bits: width, signed: false, order, number: number !== undefined,
  };
  if (number !== undefined && (width <= 32 || entry.type !== undefined)) {
    scope.report(diagnostic("number-type", number, {}));
  }
  const { type } = entry;
  if (type === undefined) {
    return integer;
  }
  const named = integerNamed(pathText(type.path));
  if (named?.signed === true) {
    scope.report(diagnostic("bits-signed", type.span, { type: integerText(named) }));
    return undefined;
  }
  if (named !== undefined) {
    return fitsExactly(integerText(named), named.bits, width, type.span, scope)
      ? integer
      : undefined;
  }
  if (pathText(type.path) === "bool") {
    return fitsExactly("bool", 1, width, type.span, scope) ? { kind: "bool" } : undefined;
  }
  return partEnum(type.path, integer, scope);
}

function fitsExactly(
  type: string,
  bits: number,
  width: number,
  span: Span,
  scope: Scope,
): boolean {
  if (bits !== width) {
    scope.report(
      diagnostic("bits-width", span, { type, width }, {
        suggestion: width === 1 ? "write bool, u1, or no type" : `write u${width}, or no type`,
      }),
    );
  }
  return bits === width;
}

function partEnum(
  path: Path,
  integer: IntegerType,
  scope: Scope,
): EnumType | undefined {
  const found = findLeading(scope, path);
  if (found === undefined || found.rest.length > 0) {
    // Nothing of that name: the general look-up says so, with its suggestions.
    lowerNamed({ kind: "named", path, span: path.span }, scope, false);
    return undefined;
  }
  const { entity } = found;
  if (entity.kind !== "enum") {
    reportKind(scope, path.span, entity, "an integer type, bool or an enum");
    return undefined;
  }
  const { model } = entity;
  if (model === undefined) {
    return undefined;
  }
  const notes = [{ span: entity.node.storage.span, text: "its storage" }];
  if (model.signed) {
    scope.report(diagnostic("bits-signed", path.span, { type: model.name }, { notes }));
    return undefined;
  }
  if (model.bits > integer.bits) {
    scope.report(
      diagnostic("bits-enum-width", path.span, {
        name: model.name, storage: integerText(model), width: integer.bits,
      }, { notes }),
    );
    return undefined;
  }
  return { kind: "enum", enum: model, integer };
}

/** Every bit of the storage belongs to exactly one range. */
function isCovered(
  parts: readonly PartDraft[],
  type: BitsTypeNode,
  bits: number,
  scope: Scope,
): boolean {
  let covered = true;
  let last: PartDraft | undefined;
  const gap = (low: number, high: number, span: Span): void => {
    covered = false;
    const range = low === high ? `[${low}]` : `[${high}:${low}]`;
    scope.report(
      diagnostic("bits-gap", span, { range, storage: type.storage.text }, {
        suggestion: `write \`${range} reserved;\``,
      }),
    );
  };
  for (const part of parts) {
    const next = last === undefined ? 0 : last.shift + last.width;
    if (last !== undefined && part.shift < next) {
      covered = false;
      scope.report(
        diagnostic("bits-overlap", part.span, {
          name: part.name, other: last.name, bit: part.shift,
        }, { notes: [{ span: last.span, text: `'${last.name}' is here` }] }),
      );
    } else if (part.shift > next) {
      gap(next, part.shift - 1, part.span);
    }
    last = last !== undefined && part.shift + part.width < next ? last : part;
  }
  const end = last === undefined ? 0 : last.shift + last.width;
  if (end < bits) {
    gap(end, bits - 1, type.storage.span);
  }
  return covered;
}
