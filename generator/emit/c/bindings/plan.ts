// A binding, decided: which fields are read when, what tells its cases apart, and what each case calls.
import type {
  Argument,
  Binding,
  BindingCase,
  Condition,
  EnumMember,
  Expression,
  FieldPath,
  Operation,
  Parameter,
  RecordType,
} from "../../../model.ts";
import { parameterName, shapeOf } from "../calls/parameters.ts";
import { getter } from "../records/accessors.ts";
import {
  compared,
  extract,
  innermost,
  type Leaf,
  leafAt,
  leavesOf,
  load,
  valueType,
} from "../records/leaves.ts";
import { enumerator, isInt, literal, mask, ones, storageBits } from "../spell/names.ts";

/** How a case reads a number of the request. */
export interface Reader {
  /** The leaf's value, where there is a shorter way than through its storage. */
  value?(leaf: Leaf): string | undefined;
  /** What the leaf's storage holds, in the host's byte order. */
  unit(leaf: Leaf): string;
}

/** A function that checks what a request says and makes the call; several cases may share one. */
export interface Helper {
  readonly name: string;
  readonly operation: Operation;
  readonly lookup: "address" | "id" | "none";
  readonly inputs: readonly Input[];
}

/** A parameter of a helper, as raw as the record has it. */
export interface Input {
  readonly name: string;
  readonly type: string;
  readonly parameter?: Parameter;
  /** The value is the exponent of the parameter. */
  readonly exponent: boolean;
}

/** What a request can turn out to ask for. */
export interface Action {
  readonly constant: string;
  readonly helper: Helper;
  readonly results: BindingCase["results"];
  readonly cases: readonly PlannedCase[];
  /** The arguments; where the cases differ, the variable that they set. */
  readonly given: readonly { readonly text: string; readonly variable: boolean; readonly type: string }[];
}

/** A case with its arguments spelt out. */
export interface PlannedCase {
  readonly binding: BindingCase;
  readonly given: readonly string[];
}

/** A field that all cases compare with different values, so that a `switch` tells them apart. */
export interface Selector {
  readonly leaf: Leaf;
  readonly path: FieldPath;
}

/** The record that the conditions and arguments are about. */
export function requestOf(binding: Binding): RecordType {
  return binding.target.kind === "slot" ? binding.target.record : binding.target.request;
}

/** Every field that the cases look at. */
export function pathsOf(bindingCase: BindingCase): readonly FieldPath[] {
  const { lookup } = bindingCase;
  const expressions = [
    ...bindingCase.arguments.map((argument) => argument.value),
    ...(lookup === undefined ? [] : lookupExpressions(lookup)),
  ];
  return [...bindingCase.conditions.map((condition) => condition.field), ...expressions.flatMap(fieldsOf)];
}

function lookupExpressions(lookup: NonNullable<BindingCase["lookup"]>): readonly Expression[] {
  if (lookup.kind === "id") {
    return [lookup.id, lookup.offset];
  }
  const { address } = lookup;
  return address.kind === "pci"
    ? [address.segment, address.bus, address.device, address.function, address.register]
    : [address];
}

function fieldsOf(expression: Expression): readonly FieldPath[] {
  return expression.kind === "field" || expression.kind === "log2" ? [expression.field] : [];
}

/** The field by which a `switch` chooses, if every case compares it. */
export function selectorOf(binding: Binding): Selector | undefined {
  const record = requestOf(binding);
  const [first, ...others] = binding.cases;
  for (const condition of first?.conditions ?? []) {
    const name = condition.field.names.join(".");
    const values = [first, ...others].map(
      (each) => each?.conditions.find((other) => !other.negated && other.field.names.join(".") === name)?.value,
    );
    const distinct = new Set(values);
    if (!distinct.has(undefined) && distinct.size > 1 && innermost(condition.field.field.type).kind !== "bool") {
      return { leaf: leafAt(record, condition.field.names), path: condition.field };
    }
  }
  return undefined;
}

/** A field compared with a value, as a `case` label or in an expression. */
export function valueText(condition: Condition): string {
  const type = innermost(condition.field.field.type);
  const member =
    type.kind === "enum" ? type.enum.members.find((candidate) => candidate.value === condition.value) : undefined;
  return type.kind === "enum" && member !== undefined && isInt(condition.value)
    ? enumerator(type.enum, member)
    : literal(condition.value);
}

/** The terms of a condition: parts of one unit are compared with one mask. */
export function termsOf(record: RecordType, conditions: readonly Condition[], reader: Reader): readonly string[] {
  const terms: string[] = [];
  const units = new Map<string, { leaf: Leaf; mask: bigint; value: bigint; at: number }>();
  for (const condition of conditions) {
    const leaf = leafAt(record, condition.field.names);
    const { part } = leaf;
    const alone = others(record, conditions, leaf) === 0;
    if (part !== undefined && !condition.negated && !(alone && reader.value?.(leaf) !== undefined)) {
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
  return conditions.filter(({ field }) => leafAt(record, field.names).path === leaf.path).length - 1;
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
  const own = new Map(leavesOf(record).map((leaf) => [leaf.names.join("."), leaf]));
  return {
    unit: (leaf) => load(leaf.storage, `${pointer}->${leaf.path}`),
    value: (leaf) => (own.has(leaf.names.join(".")) ? `${getter(record, leaf)}(${pointer})` : undefined),
  };
}

/** The helpers and actions of a binding. */
export function planActions(binding: Binding, reader: Reader, spaces: Spaces): readonly Action[] {
  const record = requestOf(binding);
  const byHelper = new Map<string, BindingCase[]>();
  for (const each of binding.cases) {
    const key = helperKey(each);
    byHelper.set(key, [...(byHelper.get(key) ?? []), each]);
  }
  const perOperation = new Map<string, number>();
  return [...byHelper.values()].flatMap((cases) => {
    const [first] = cases;
    if (first === undefined) {
      return [];
    }
    const before = perOperation.get(first.operation.name) ?? 0;
    perOperation.set(first.operation.name, before + 1);
    const helper = helperOf(binding, record, cases, before === 0 ? "" : `_${before + 1}`);
    const groups = groupByResults(cases);
    return groups.map((group, index) =>
      actionOf(record, helper, group, reader, spaces, groups.length === 1 ? "" : `_${labelOf(binding, group, index)}`),
    );
  });
}

function helperKey(each: BindingCase): string {
  const kinds = each.arguments.map(({ value }) => (value.kind === "log2" ? "log2" : "plain"));
  return [each.operation.name, each.lookup?.kind ?? "none", ...kinds].join(" ");
}

function helperOf(binding: Binding, record: RecordType, cases: readonly BindingCase[], suffix: string): Helper {
  const [first] = cases;
  if (first === undefined) {
    throw new Error("a helper without cases");
  }
  const { operation, lookup } = first;
  const looked: readonly Input[] =
    lookup === undefined
      ? []
      : lookup.kind === "address"
        ? [
            { name: "space", type: "uint8_t", exponent: false },
            { name: "address", type: "uint64_t", exponent: false },
          ]
        : [
            { name: "id", type: "uint64_t", exponent: false },
            { name: "offset", type: "uint64_t", exponent: false },
          ];
  return {
    name: `${binding.qualified}_call_${operation.name}${suffix}`,
    operation,
    lookup: lookup?.kind ?? "none",
    inputs: [...looked, ...plainArguments(first).map((argument) => inputOf(record, cases, argument))],
  };
}

/** The arguments that do not come from the lookup. */
export function plainArguments(each: BindingCase): readonly Argument[] {
  return each.arguments.filter(({ value }) => value.kind !== "region" && value.kind !== "offset");
}

function inputOf(record: RecordType, cases: readonly BindingCase[], argument: Argument): Input {
  const { parameter } = argument;
  const types = cases.map((each) => rawType(record, each, parameter));
  const exponent = argument.value.kind === "log2";
  return {
    name: exponent ? `${parameter.name}_exponent` : inputName(parameter),
    type: widest(types),
    parameter,
    exponent,
  };
}

/** A parameter's name in a helper, where the lookup has names too. */
export function inputName(parameter: Parameter): string {
  const name = parameterName(parameter);
  return ["regions", "region", "offset", "space", "address", "id"].includes(name) ? `${name}_` : name;
}

function rawType(record: RecordType, each: BindingCase, parameter: Parameter): string {
  const value = each.arguments.find((argument) => argument.parameter.name === parameter.name)?.value;
  if (value?.kind === "field" || value?.kind === "log2") {
    return valueType(leafAt(record, value.field.names));
  }
  const shape = shapeOf(parameter.type);
  return shape.kind === "number" ? shape.type : "uint64_t";
}

/** The type that holds the values of all of them. */
export function widest(types: readonly string[]): string {
  const bits = types.map((type) => Number(/\d+/.exec(type)?.[0] ?? 1));
  const most = Math.max(...bits);
  const signed = types.some((type) => type.startsWith("int"));
  if (most === 1) {
    return "bool";
  }
  return `${signed ? "int" : "uint"}${storageBits(most)}_t`;
}

function groupByResults(cases: readonly BindingCase[]): readonly (readonly BindingCase[])[] {
  const groups = new Map<string, BindingCase[]>();
  for (const each of cases) {
    const key = each.results.map(({ field }) => field.names.join(".")).join(" ");
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups.values()];
}

/** What tells a group of cases from the operation's others. */
function labelOf(binding: Binding, cases: readonly BindingCase[], index: number): string {
  const selector = selectorOf(binding);
  const condition = cases[0]?.conditions.find(({ field }) => field.offset === selector?.path.offset);
  return /^\w+$/.exec(condition?.spelling ?? "")?.[0] ?? String(index + 1);
}

function actionOf(
  record: RecordType,
  helper: Helper,
  cases: readonly BindingCase[],
  reader: Reader,
  spaces: Spaces,
  suffix: string,
): Action {
  const planned = cases.map((each) => ({ binding: each, given: givenBy(record, each, reader, spaces) }));
  return {
    constant: `${helper.name}${suffix}`.toUpperCase(),
    helper,
    results: cases[0]?.results ?? [],
    cases: planned,
    given: helper.inputs.map((input, position) => {
      const texts = new Set(planned.map(({ given }) => given[position] ?? ""));
      const [only = ""] = texts;
      return texts.size === 1
        ? { text: only, variable: false, type: input.type }
        : { text: variableName(input.name), variable: true, type: input.type };
    }),
  };
}

/** Variables that cases set must not clash with those that hold fields. */
function variableName(input: string): string {
  return input === "space" ? "space" : `chosen_${input}`;
}

/** A case's arguments for its helper: the lookup's first. */
function givenBy(record: RecordType, each: BindingCase, reader: Reader, spaces: Spaces): readonly string[] {
  const text = (expression: Expression): string => expressionText(record, expression, reader);
  const { lookup } = each;
  const looked =
    lookup === undefined
      ? []
      : lookup.kind === "id"
        ? [text(lookup.id), text(lookup.offset)]
        : [
            spaceName(each, spaces),
            lookup.address.kind === "pci"
              ? `hypershim_pci_address(${[
                  lookup.address.segment,
                  lookup.address.bus,
                  lookup.address.device,
                  lookup.address.function,
                  lookup.address.register,
                ]
                  .map(text)
                  .join(", ")})`
              : text(lookup.address),
          ];
  return [...looked, ...plainArguments(each).map(({ value }) => text(value))];
}

/** The constants of the address spaces that lookups name. */
export type Spaces = ReadonlyMap<EnumMember, string>;

/** The address space of a case's lookup. */
export function spaceName(each: BindingCase, spaces: Spaces): string {
  const { lookup } = each;
  return lookup?.kind === "address" ? (spaces.get(lookup.space) ?? literal(lookup.space.value)) : "0";
}

function expressionText(record: RecordType, expression: Expression, reader: Reader): string {
  switch (expression.kind) {
    case "constant":
      return literal(expression.value);
    case "field":
    case "log2":
      return argumentText(leafAt(record, expression.field.names), reader);
    case "region":
    case "offset":
      return "0";
    default:
      return expression satisfies never;
  }
}
