// Parameters and results of operations: what can travel in a call, and what is said about it.

import { type Annotations, readAnnotations } from "./annotations.ts";
import type { ArrayTypeNode, OperationNode, ParameterNode } from "./ast.ts";
import { evaluateNumber } from "./constants.ts";
import { diagnostic, suggest } from "./diagnostics.ts";
import type { ParameterDraft, ParameterType } from "./draft.ts";
import { given } from "./given.ts";
import { wholeInteger } from "./integers.ts";
import { isWide } from "./records.ts";
import { pathText, type Scope } from "./scope.ts";
import { evaluateFor, lowerNamed } from "./types.ts";
import type { Parameter } from "../model.ts";

/** The operation, and which of its two lists is looked at. */
interface List {
  readonly node: OperationNode;
  readonly scope: Scope;
  readonly of: "parameters" | "results";
}

type VariableType = Extract<ParameterType, { readonly kind: "array" }>;

/** What handles stand for. */
const handles: readonly string[] = ["memory", "event"];

/** So many handles can travel with one message. */
const mostHandles = 8;

/** Whether a parameter's length varies. */
export function isVariable(type: ParameterType): type is VariableType {
  return type.kind === "array";
}

/** Looks up parameters or results; those that are wrong are reported and left out. */
export function lowerParameters(
  nodes: readonly ParameterNode[],
  list: List,
): readonly ParameterDraft[] {
  const parameters = nodes.flatMap((node) => lowerParameter(node, list) ?? []);
  const { scope } = list;
  const handles = parameters.filter(({ type }) => type.kind === "handle");
  const tooMany = handles[mostHandles];
  if (tooMany !== undefined) {
    scope.report(diagnostic("too-many-handles", tooMany.span, { most: mostHandles }));
  }
  for (const [index, { name, span, type }] of parameters.entries()) {
    if (isVariable(type) && index < parameters.length - 1) {
      scope.report(diagnostic("variable-not-last", span, { name }));
    }
  }
  reportReserved(parameters, list);
  return parameters;
}

/** Names that generated code needs beside those of the parameters. */
function reportReserved(parameters: readonly ParameterDraft[], { scope, of }: List): void {
  const variable = parameters.find(({ type }) => isVariable(type));
  const reserved = new Map([["self", "the backend itself"]]);
  if (of === "results") {
    reserved.set("status", "the first field of every reply");
  }
  if (variable !== undefined) {
    reserved.set(`${variable.name}_length`, `the number of bytes in '${variable.name}'`);
    reserved.set("capacity", `the room for '${variable.name}'`);
  }
  for (const { name, span } of parameters) {
    const use = reserved.get(name);
    if (use !== undefined) {
      scope.report(diagnostic("reserved-name", span, { name, use }));
    }
  }
}

function lowerParameter(node: ParameterNode, list: List): ParameterDraft | undefined {
  const { scope } = list;
  const annotations = readAnnotations(node, "parameter", scope);
  const type = parameterType(node, annotations, scope);
  if (type === undefined) {
    return undefined;
  }
  const bytes = bytesOf(type, annotations, list);
  const { doc, since, deprecated } = annotations;
  return {
    name: node.name.text, span: node.name.span, doc, type,
    allowed: allowedOf(node, type, scope),
    ...given({ since, deprecated, bytes }),
  };
}

function parameterType(
  { name, type: node }: ParameterNode,
  { number }: Annotations,
  scope: Scope,
): ParameterType | undefined {
  if (node.kind === "handle") {
    const { text, span } = node.of;
    if (!handles.includes(text)) {
      scope.report(
        diagnostic("unknown-handle", span, { name: text }, { suggestion: suggest(text, handles) }),
      );
    }
    return { kind: "handle", of: text };
  }
  if (node.kind === "array" && node.length === undefined) {
    return variableType(name.text, node, scope);
  }
  const type = node.kind === "named" ? lowerNamed(node, scope, number !== undefined) : undefined;
  if (node.kind === "named" && type === undefined) {
    return undefined;
  }
  if (type === undefined || type.kind === "record" || type.kind === "array") {
    scope.report(diagnostic("parameter-type", node.span, {}));
    return undefined;
  }
  if (number !== undefined && !isWide(type)) {
    scope.report(diagnostic("number-type", number, {}));
  }
  return type;
}

/** `u8[max N]`: its length stands in a field of its own. */
function variableType(name: string, node: ArrayTypeNode, scope: Scope): VariableType | undefined {
  const { element, max } = node;
  if (element.kind !== "named" || pathText(element.path) !== "u8") {
    scope.report(diagnostic("variable-not-bytes", element.span, {}));
    return undefined;
  }
  if (max === undefined) {
    scope.report(
      diagnostic("variable-without-max", node.span, { name }, { suggestion: "write `u8[max N]`" }),
    );
    return undefined;
  }
  const most = evaluateNumber(max, scope, "a length", 1);
  return most && {
    kind: "array",
    element: wholeInteger({ bits: 8, signed: false }, "little", false),
    length: { kind: "field", field: `${name}_length`, max: most.value },
    stride: 1,
  };
}

function allowedOf(
  node: ParameterNode,
  type: ParameterType,
  scope: Scope,
): readonly bigint[] {
  const [first] = node.allowed;
  if (first === undefined) {
    return [];
  }
  if (type.kind !== "integer" && type.kind !== "enum") {
    scope.report(diagnostic("allowed-type", first.span, { name: node.name.text }));
    return [];
  }
  const values = new Set<bigint>();
  for (const constant of node.allowed) {
    const value = evaluateFor(constant, type, scope);
    if (value !== undefined && values.has(value)) {
      scope.report(diagnostic("repeated-value", constant.span, { value }));
    } else if (value !== undefined) {
      values.add(value);
    }
  }
  return [...values];
}

/** The parameter named in `@bytes`, which counts the bytes of this one. */
function bytesOf(
  type: ParameterType,
  { bytes }: Annotations,
  { node, scope }: List,
): string | undefined {
  if (bytes === undefined) {
    return undefined;
  }
  const counter = node.parameters.find((parameter) => parameter.name.text === bytes.text);
  if (counter === undefined) {
    scope.report(
      diagnostic("unknown-parameter", bytes.span, { name: bytes.text, operation: node.name.text }, {
        suggestion: suggest(bytes.text, node.parameters.map(({ name }) => name.text)),
      }),
    );
    return undefined;
  }
  const counts = counter.type.kind === "named" && /^u(8|16|32)$/.test(pathText(counter.type.path));
  if (!counts || type.kind !== "integer" || type.signed) {
    scope.report(
      diagnostic("bytes-type", bytes.span, { name: bytes.text }, {
        notes: [{ span: counter.span, text: "the parameter that it names" }],
      }),
    );
    return undefined;
  }
  return bytes.text;
}

/** The model of a parameter. */
export function parameterOf(draft: ParameterDraft): Parameter {
  const { name, doc, since, deprecated, type, allowed, bytes } = draft;
  return { name, doc, type, allowed, ...given({ since, deprecated, bytes }) };
}
