// What tells the cases of a binding apart, as C.
import type { Binding, Condition, FieldPath, RecordType } from "../../../model.ts";
import { getter } from "../records/accessors.ts";
import {
  compared,
  extract,
  hasAccessors,
  innermost,
  type Leaf,
  leafAt,
  load,
} from "../records/leaves.ts";
import { enumerator, isInt, literal, mask, ones } from "../spell/names.ts";

/** How a case reads a number of the request. */
export interface Reader {
  /** The leaf's value, where there is a shorter way than through its storage. */
  value?(leaf: Leaf): string | undefined;
  /** What the leaf's storage holds, in the host's byte order. */
  unit(leaf: Leaf): string;
}

/** A field that all cases compare with different values, so that a `switch` tells them apart. */
export interface Selector {
  readonly leaf: Leaf;
  readonly path: FieldPath;
}

/** The field by which a `switch` chooses, if every case compares it. */
export function selectorOf(binding: Binding): Selector | undefined {
  const record = requestOf(binding);
  const [first, ...others] = binding.cases;
  for (const condition of first?.conditions ?? []) {
    const name = condition.field.names.join(".");
    const values = [first, ...others].map(
      (each) =>
        each?.conditions.find((other) => !other.negated && other.field.names.join(".") === name)
          ?.value,
    );
    const distinct = new Set(values);
    if (
      !distinct.has(undefined) &&
      distinct.size > 1 &&
      innermost(condition.field.field.type).kind !== "bool"
    ) {
      return { leaf: leafAt(record, condition.field.names), path: condition.field };
    }
  }
  return undefined;
}

/** A field compared with a value, as a `case` label or in an expression. */
export function valueText(condition: Condition): string {
  const type = innermost(condition.field.field.type);
  const member =
    type.kind === "enum"
      ? type.enum.members.find((candidate) => candidate.value === condition.value)
      : undefined;
  return type.kind === "enum" && member !== undefined && isInt(condition.value)
    ? enumerator(type.enum, member)
    : literal(condition.value, condition.hex);
}

/** The terms of a condition: parts of one unit are compared with one mask. */
export function termsOf(
  record: RecordType,
  conditions: readonly Condition[],
  reader: Reader,
): readonly string[] {
  const terms: string[] = [];
  const units = new Map<string, { leaf: Leaf; mask: bigint; value: bigint; at: number }>();
  for (const condition of conditions) {
    const leaf = leafAt(record, condition.field.names);
    const { part } = leaf;
    const alone = others(record, conditions, leaf) === 0;
    if (
      part !== undefined &&
      !condition.negated &&
      !(alone && reader.value?.(leaf) !== undefined)
    ) {
      const own = ones(part.width, part.shift);
      const unit = units.get(leaf.path) ?? { leaf, mask: 0n, value: 0n, at: terms.push("") - 1 };
      units.set(leaf.path, {
        ...unit,
        mask: unit.mask | own,
        value: unit.value | (BigInt.asUintN(part.width, condition.value) << BigInt(part.shift)),
      });
    } else {
      terms.push(termOf(leaf, condition, reader));
    }
  }
  for (const { leaf, mask: kept, value, at } of units.values()) {
    const { bits } = leaf.storage;
    terms[at] = `(${reader.unit(leaf)} & ${mask(kept, bits)}) == ${mask(value, bits)}`;
  }
  return terms;
}

/** How many other conditions are about the same unit. */
function others(record: RecordType, conditions: readonly Condition[], leaf: Leaf): number {
  return (
    conditions.filter(({ field }) => leafAt(record, field.names).path === leaf.path).length - 1
  );
}

function termOf(leaf: Leaf, condition: Condition, reader: Reader): string {
  const short = reader.value?.(leaf);
  if (leaf.bool && short !== undefined) {
    return (condition.value !== 0n) !== condition.negated ? short : `!${short}`;
  }
  if (leaf.bool && leaf.part === undefined) {
    return `${reader.unit(leaf)} ${(condition.value !== 0n) !== condition.negated ? "!=" : "=="} 0`;
  }
  const value = short ?? compared(leaf, reader.unit(leaf));
  return `${value} ${condition.negated ? "!=" : "=="} ${valueText(condition)}`;
}

/** Conditions that a mask hides, in the spec's words. */
export function hiddenWords(conditions: readonly Condition[]): string {
  return conditions
    .filter((condition) => condition.field.field.bits !== undefined)
    .map(
      ({ field, negated, spelling, value }) =>
        `${field.names.join(".")} ${negated ? "!=" : "=="} ${spelling ?? spell(field, value)}`,
    )
    .join(", ");
}

function spell(path: FieldPath, value: bigint): string {
  return innermost(path.field.type).kind === "bool" ? String(value !== 0n) : String(value);
}

/** The value of a leaf as an argument. */
export function argumentText(leaf: Leaf, reader: Reader): string {
  return reader.value?.(leaf) ?? extract(leaf, reader.unit(leaf));
}

/** A reader of a private record: every use is a load, by an accessor where the record has one. */
export function privateReader(record: RecordType, pointer: string): Reader {
  return {
    unit: (leaf) => load(leaf.storage, `${pointer}->${leaf.path}`),
    value: (leaf) =>
      hasAccessors(record, leaf.names) ? `${getter(record, leaf)}(${pointer})` : undefined,
  };
}

/** The record that the conditions and arguments are about. */
export function requestOf(binding: Binding): RecordType {
  return binding.target.kind === "slot" ? binding.target.record : binding.target.request;
}
