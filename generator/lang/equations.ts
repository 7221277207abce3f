// Equations of a binding's case: where each parameter comes from, and where each result goes.

import type { BindCaseNode, EquationNode, ExpressionNode, Name, Path, Span } from "./ast.ts";
import { diagnostic, suggest } from "./diagnostics.ts";
import { given } from "./given.ts";
import { isFunction, lookupOf, unknownFunction } from "./lookups.ts";
import { fieldsByName, findScalar, isScalar } from "./paths.ts";
import { findLeading, pathText, type Scope } from "./scope.ts";
import { evaluateFor, evaluateNamed } from "./types.ts";
import type {
  Argument, BindingCase, Enum, Expression, FieldPath, Lookup, Operation, Parameter, RecordType,
} from "../model.ts";

/** Where a case stands: what is asked in which record, and which record takes the answer. */
export interface CasePlace {
  readonly request: RecordType;
  /** Absent where nothing is ever answered. */
  readonly answer?: RecordType;
  /** Enums that may name an address space. */
  readonly enums: readonly Enum[];
  /** The module of the interface, which declares them. */
  readonly module: string;
  readonly scope: Scope;
}

type Results = BindingCase["results"];

/** What is known so far of the parameters and results of a case. */
interface Known {
  readonly values: Map<string, Expression>;
  readonly results: Map<string, FieldPath>;
  readonly written: Map<string, Name>;
  /** The results that fields take, by the fields' paths. */
  readonly taken: Map<string, string>;
  lookup?: (span: Expression) => Lookup;
  failed: boolean;
}

/**
 * Where all parameters and results of a case come from and go; reports those that nothing covers.
 */
export function resolveArguments(
  node: BindCaseNode,
  operation: Operation,
  place: CasePlace,
): Pick<BindingCase, "arguments" | "lookup" | "results"> | undefined {
  const known: Known = {
    values: new Map(), results: new Map(), written: new Map(), taken: new Map(), failed: false,
  };
  for (const equation of node.equations) {
    applyEquation(equation, operation, place, known);
  }
  const missing: Parameter[] = [];
  const values = operation.parameters.flatMap((parameter): readonly Argument[] => {
    const value = known.values.get(parameter.name) ??
      (known.written.has(parameter.name) ? undefined : sameName(parameter, place.request));
    if (value === undefined && !known.written.has(parameter.name)) {
      missing.push(parameter);
    }
    return value === undefined ? [] : [{ parameter, value }];
  });
  const results = operation.results.flatMap((parameter): Results => {
    const field = known.results.get(parameter.name) ??
      (known.written.has(parameter.name) ? undefined : fieldOf(parameter, place.answer));
    if (field === undefined && !known.written.has(parameter.name)) {
      missing.push(parameter);
    }
    if (field !== undefined && !known.results.has(parameter.name)) {
      known.failed ||= !isFree(parameter, field, node.operation.span, place, known);
    }
    return field === undefined ? [] : [{ parameter, field }];
  });
  // What a wrong equation was to give is missing, but that is no second problem.
  if (!known.failed) {
    reportMissing(node, missing, place);
  }
  if (missing.length > 0 || known.failed) {
    return undefined;
  }
  const size = values.find(({ parameter }) => parameter.name === "size")?.value;
  const lookup = known.lookup?.(size ?? { kind: "constant", value: 1n });
  return { arguments: values, results, ...given({ lookup }) };
}

/** Reports what has no place: some could be given one, others cannot come from a record at all. */
function reportMissing(
  node: BindCaseNode,
  missing: readonly Parameter[],
  { request, scope }: CasePlace,
): void {
  for (const { name } of missing.filter((parameter) => !isBindable(parameter))) {
    scope.report(diagnostic("unbindable-parameter", node.operation.span, { name }));
  }
  const names = missing.filter(isBindable).map(({ name }) => name);
  if (names.length > 0) {
    scope.report(
      diagnostic("uncovered-parameters", node.operation.span, {
        name: node.operation.text, missing: names.map((name) => `'${name}'`).join(", "),
        record: request.name,
      }, { suggestion: `write an equation, as in \`{ ${names[0]} = FIELD; }\`` }),
    );
  }
}

/** Without an equation a parameter is the field of its name. */
function sameName(parameter: Parameter, record: RecordType): Expression | undefined {
  const field = fieldOf(parameter, record);
  return field && { kind: "field", field };
}

function fieldOf(parameter: Parameter, record: RecordType | undefined): FieldPath | undefined {
  const field = record && fieldsByName(record).get(parameter.name);
  return field !== undefined && isScalar(field.type) && isBindable(parameter)
    ? { names: [field.name], offset: field.offset, field }
    : undefined;
}

/** Handles have no bytes, and bytes of a variable number no field. */
function isBindable({ type }: Parameter): boolean {
  return type.kind !== "handle" && isScalar(type);
}

function applyEquation(
  equation: EquationNode,
  operation: Operation,
  place: CasePlace,
  known: Known,
): void {
  const targets = equation.targets.flatMap((name) => targetOf(name, operation, place, known) ?? []);
  const [first, second] = targets;
  const { value } = equation;
  if (targets.length < equation.targets.length || first === undefined) {
    known.failed = true;
    return;
  }
  if (value.kind === "call" && !isFunction(value.function.text)) {
    known.failed = true;
    place.scope.report(unknownFunction(value.function));
  } else if (value.kind === "call" && isLookup(value.function.text)) {
    applyLookup(equation, value, targets, place, known);
  } else if (second !== undefined) {
    known.failed = true;
    place.scope.report(diagnostic("equation-targets", equation.span, { count: targets.length }));
  } else if (operation.results.includes(first)) {
    setResult(first, value, place, known);
  } else {
    const expression = resolveExpression(value, first, place);
    known.failed ||= expression === undefined;
    if (expression !== undefined) {
      known.values.set(first.name, expression);
    }
  }
}

function isLookup(name: string): boolean {
  return name === "region_at" || name === "region_of";
}

function applyLookup(
  equation: EquationNode,
  value: Extract<ExpressionNode, { readonly kind: "call" }>,
  targets: readonly Parameter[],
  place: CasePlace,
  known: Known,
): void {
  const [region, offset] = targets;
  const function_ = value.function.text;
  if (region === undefined || offset === undefined || targets.length > 2) {
    known.failed = true;
    place.scope.report(
      diagnostic("lookup-targets", equation.span, { function: function_ }, {
        suggestion: `write \`(region, offset) = ${function_}(…)\``,
      }),
    );
    return;
  }
  if (known.lookup !== undefined) {
    known.failed = true;
    place.scope.report(diagnostic("second-lookup", equation.span, {}));
    return;
  }
  const lookup = lookupOf(value, place);
  const fits = equation.targets.map((name, index) => holdsPart(name, targets[index], index, place));
  known.failed ||= lookup === undefined || fits.includes(false);
  known.values.set(region.name, { kind: "region" });
  known.values.set(offset.name, { kind: "offset" });
  if (lookup !== undefined) {
    known.lookup = lookup;
  }
}

/** Whether a parameter can take the region's number, which is first, or the offset. */
function holdsPart(
  name: Name,
  parameter: Parameter | undefined,
  index: number,
  { scope }: CasePlace,
): boolean {
  const bits = index === 0 ? 32 : 64;
  const type = parameter?.type;
  if (type?.kind === "integer" && !type.signed && type.bits === bits) {
    return true;
  }
  const what = index === 0 ? "the region's number" : "the offset in the region";
  scope.report(diagnostic("lookup-type", name.span, { name: name.text, what, type: `u${bits}` }));
  return false;
}

/** The parameter or result that an equation is about. */
function targetOf(
  name: Name,
  operation: Operation,
  place: CasePlace,
  known: Known,
): Parameter | undefined {
  const { scope } = place;
  const all = [...operation.parameters, ...operation.results];
  const parameter = all.find((candidate) => candidate.name === name.text);
  if (parameter === undefined) {
    scope.report(
      diagnostic("unknown-parameter", name.span, { name: name.text, operation: operation.name }, {
        suggestion: suggest(name.text, all.map((candidate) => candidate.name)),
      }),
    );
    return undefined;
  }
  const first = known.written.get(name.text);
  if (first !== undefined) {
    scope.report(
      diagnostic("second-equation", name.span, { name: name.text }, {
        notes: [{ span: first.span, text: "the other equation" }],
      }),
    );
    return undefined;
  }
  known.written.set(name.text, name);
  if (!isBindable(parameter)) {
    scope.report(diagnostic("unbindable-parameter", name.span, { name: name.text }));
    return undefined;
  }
  return parameter;
}

function setResult(
  result: Parameter,
  value: ExpressionNode,
  place: CasePlace,
  known: Known,
): void {
  const { answer, scope } = place;
  if (value.kind !== "path" || answer === undefined) {
    known.failed = true;
    scope.report(
      answer === undefined
        ? diagnostic("result-without-reply", value.span, { name: result.name })
        : diagnostic("result-equation", value.span, { name: result.name }),
    );
    return;
  }
  const field = findScalar(value.path, answer, scope)?.field;
  known.failed ||= field === undefined;
  if (field !== undefined) {
    known.results.set(result.name, field);
    known.failed ||= !isFree(result, field, value.span, place, known);
  }
}

/** Whether a field can take a result: it is no state, and no other result's. */
function isFree(
  { name }: Parameter,
  path: FieldPath,
  span: Span,
  { answer, scope }: CasePlace,
  known: Known,
): boolean {
  const field = path.names.join(".");
  if (answer?.states.some((states) => states.field === field) === true) {
    scope.report(diagnostic("result-into-state", span, { name, field }));
    return false;
  }
  const first = known.taken.get(field);
  if (first !== undefined) {
    scope.report(diagnostic("repeated-result", span, { name, field, first }));
    return false;
  }
  known.taken.set(field, name);
  return true;
}

/** A value for a parameter: a constant, a field, or 1 << field. */
function resolveExpression(
  node: ExpressionNode,
  parameter: Parameter,
  place: CasePlace,
): Expression | undefined {
  const { scope, request } = place;
  if (node.kind === "call") {
    return resolveCall(node, place);
  }
  const { type } = parameter;
  if (type.kind !== "integer" && type.kind !== "bool" && type.kind !== "enum") {
    return undefined;
  }
  if (node.kind === "integer") {
    return allowedConstant(evaluateFor(node, type, scope), node.span, parameter, scope);
  }
  if (isConstant(node.path, request, type.kind === "enum" ? type.enum : undefined, scope)) {
    return allowedConstant(evaluateNamed(node.path, type, scope), node.span, parameter, scope);
  }
  const found = findScalar(node.path, request, scope);
  return found && { kind: "field", field: found.field };
}

function allowedConstant(
  value: bigint | undefined,
  span: Span,
  { name, allowed }: Parameter,
  scope: Scope,
): Expression | undefined {
  if (value !== undefined && allowed.length > 0 && !allowed.includes(value)) {
    scope.report(diagnostic("refused-value", span, { name, value }));
    return undefined;
  }
  return value === undefined ? undefined : { kind: "constant", value };
}

/** Whether a path names a constant rather than a field; fields go first. */
export function isConstant(
  path: Path,
  request: RecordType,
  among: Enum | undefined,
  scope: Scope,
): boolean {
  const [first] = path.names;
  const text = pathText(path);
  if (first === undefined || fieldsByName(request).has(first.text)) {
    return false;
  }
  const kind = findLeading(scope, path)?.entity.kind;
  return text === "true" || text === "false" || kind === "constant" || kind === "enum" ||
    (among?.members.some((member) => member.name === text) ?? false);
}

function resolveCall(
  node: Extract<ExpressionNode, { readonly kind: "call" }>,
  place: CasePlace,
): Expression | undefined {
  const { scope, request } = place;
  const name = node.function.text;
  const [argument, ...others] = node.arguments;
  if (name !== "log2") {
    scope.report(diagnostic("misplaced-pci", node.span, {}));
    return undefined;
  }
  if (argument === undefined || others.length > 0) {
    scope.report(
      diagnostic("argument-count", node.span, { function: name, wanted: "one field" }),
    );
    return undefined;
  }
  const found = argument.kind === "path" ? findScalar(argument.path, request, scope) : undefined;
  if (argument.kind !== "path" || (found !== undefined && found.type.kind !== "integer")) {
    scope.report(diagnostic("log2-argument", argument.span, {}));
    return undefined;
  }
  return found && { kind: "log2", field: found.field };
}
