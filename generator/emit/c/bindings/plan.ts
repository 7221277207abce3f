// A binding, decided: what its cases call, and with which arguments.
import type {
  Argument,
  Binding,
  BindingCase,
  EnumMember,
  Expression,
  FieldPath,
  Operation,
  Parameter,
  RecordType,
} from "../../../model.ts";
import { parameterName, shapeOf } from "../calls/parameters.ts";
import { leafAt, valueType } from "../records/leaves.ts";
import { literal, storageBits } from "../spell/names.ts";
import { argumentText, type Reader, requestOf, selectorOf } from "./conditions.ts";

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
  readonly given: readonly {
    readonly text: string;
    readonly variable: boolean;
    readonly type: string;
  }[];
}

/** A case with its arguments spelt out. */
export interface PlannedCase {
  readonly binding: BindingCase;
  readonly given: readonly string[];
}

/** Every field that the cases look at. */
export function pathsOf(bindingCase: BindingCase): readonly FieldPath[] {
  const { lookup } = bindingCase;
  const expressions = [
    ...bindingCase.arguments.map((argument) => argument.value),
    ...(lookup === undefined ? [] : lookupExpressions(lookup)),
  ];
  return [
    ...bindingCase.conditions.map((condition) => condition.field),
    ...expressions.flatMap(fieldsOf),
  ];
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
      actionOf(
        record,
        helper,
        group,
        reader,
        spaces,
        groups.length === 1 ? "" : `_${labelOf(binding, group, index)}`,
      ),
    );
  });
}

function helperKey(each: BindingCase): string {
  const kinds = each.arguments.map(({ value }) => (value.kind === "log2" ? "log2" : "plain"));
  return [each.operation.name, each.lookup?.kind ?? "none", ...kinds].join(" ");
}

function helperOf(
  binding: Binding,
  record: RecordType,
  cases: readonly BindingCase[],
  suffix: string,
): Helper {
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
    inputs: [
      ...looked,
      ...plainArguments(first).map((argument) => inputOf(record, cases, argument)),
    ],
  };
}

/** The arguments that do not come from the lookup. */
function plainArguments(each: BindingCase): readonly Argument[] {
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
  return ["regions", "region", "offset", "space", "address", "id"].includes(name)
    ? `${name}_`
    : name;
}

function rawType(record: RecordType, each: BindingCase, parameter: Parameter): string {
  const value = each.arguments.find(
    (argument) => argument.parameter.name === parameter.name,
  )?.value;
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
  const condition = cases[0]?.conditions.find(
    ({ field }) => field.offset === selector?.path.offset,
  );
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
  const planned = cases.map((each) => ({
    binding: each,
    given: givenBy(record, each, reader, spaces),
  }));
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
function givenBy(
  record: RecordType,
  each: BindingCase,
  reader: Reader,
  spaces: Spaces,
): readonly string[] {
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
  return lookup?.kind === "address"
    ? (spaces.get(lookup.space) ?? literal(lookup.space.value))
    : "0";
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
