// Interfaces → operations and the records that carry their parameters and results.

import { readDocumentation } from "./annotations.ts";
import type { InterfaceNode, NamedTypeNode, OperationNode } from "./ast.ts";
import { evaluateWithin } from "./constants.ts";
import { byName, messageName } from "./declare.ts";
import { diagnostic } from "./diagnostics.ts";
import type { FieldDraft, OperationDraft, ParameterDraft, RecordDraft } from "./draft.ts";
import { given } from "./given.ts";
import { orderOf, wholeInteger } from "./integers.ts";
import { isVariable, lowerParameters, parameterOf } from "./parameters.ts";
import { type InterfaceEntity, lookUp, type Scope } from "./scope.ts";
import type { Enum, Operation } from "../model.ts";
import { qualify } from "../words.ts";

/** An operation and its records, still empty, so that others can refer to them. */
export interface OpenOperation {
  readonly node: OperationNode;
  readonly request: RecordDraft;
  readonly reply?: RecordDraft;
}

/** Gives each operation of an interface its records. */
export function openOperations(node: InterfaceNode, scope: Scope): readonly OpenOperation[] {
  // A second operation of a name is reported where names are declared.
  const first = new Map(node.operations.toReversed().map((each) => [each.name.text, each]));
  return node.operations
    .filter((operation) => first.get(operation.name.text) === operation)
    .map((operation) => ({
      node: operation,
      request: openMessage(node, operation, "request", scope),
      ...given({
        reply: operation.oneway ? undefined : openMessage(node, operation, "reply", scope),
      }),
    }));
}

function openMessage(
  node: InterfaceNode,
  operation: OperationNode,
  part: "request" | "reply",
  scope: Scope,
): RecordDraft {
  const name = messageName(node.name.text, operation.name.text, part);
  const draft: RecordDraft = {
    name, scope, span: operation.name.span, doc: "", shared: false, packed: false, union: false,
    padding: "inserted", members: [], states: [], broken: false,
    derived: { interface: node.name.text, operation: operation.name.text, part },
  };
  const entity = scope.names.get(name);
  if (entity?.kind === "record" && entity.node === undefined) {
    entity.draft ??= draft;
  }
  scope.drafts.push(draft);
  return draft;
}

/** Looks up an interface's parameters and results, and fills in its records. */
export function lowerOperations(
  opened: readonly OpenOperation[],
  node: InterfaceNode,
  scope: Scope,
): readonly OperationDraft[] {
  if (node.operations.length === 0) {
    scope.report(diagnostic("empty-interface", node.name.span, { name: node.name.text }));
  }
  const numbers = new Map<bigint, OperationNode>();
  return opened.map((operation) => {
    const number = operationNumber(operation.node, numbers, scope);
    return lowerOperation(operation, number, scope);
  });
}

function operationNumber(
  node: OperationNode,
  numbers: Map<bigint, OperationNode>,
  scope: Scope,
): number {
  const limits = { what: "an operation's number", min: 1n, max: 65535n };
  const number = evaluateWithin(node.number, scope, limits);
  const first = number === undefined ? undefined : numbers.get(number);
  if (number !== undefined && first !== undefined) {
    scope.report(
      diagnostic("duplicate-number", node.number.span, {
        number, name: node.name.text, first: first.name.text,
      }, { notes: [{ span: first.number.span, text: "first given here" }] }),
    );
  } else if (number !== undefined) {
    numbers.set(number, node);
  }
  return Number(number ?? 0n);
}

function lowerOperation(
  opened: OpenOperation,
  number: number,
  scope: Scope,
): OperationDraft {
  const { node, request, reply } = opened;
  if (node.oneway && (node.results.length > 0 || node.error !== undefined)) {
    const span = node.results[0]?.span ?? node.error?.span ?? node.span;
    scope.report(diagnostic("oneway-answer", span, { name: node.name.text }));
  }
  const parameters = lowerParameters(node.parameters, { node, scope, of: "parameters" });
  const results = lowerParameters(node.results, { node, scope, of: "results" });
  byName([...node.parameters, ...node.results], scope);
  fillMessage(request, [], parameters, node.parameters.length);
  if (reply !== undefined) {
    const order = orderOf(32, undefined, scope, node.name.span);
    const status: FieldDraft = {
      kind: "field", name: "status", span: node.name.span, reserved: false,
      doc: "0, or the error's number.",
      type: wholeInteger({ bits: 32, signed: false }, order, false),
    };
    fillMessage(reply, [status], results, node.results.length);
  }
  const error = node.error && errorOf(node.error, scope);
  return { node, number, parameters, results, request, ...given({ reply, error }) };
}

/** The enum of an operation's errors: its members travel in `status`, where 0 means success. */
function errorOf({ path, span }: NamedTypeNode, scope: Scope): Enum | undefined {
  const error = lookUp(scope, path, "enum")?.model;
  if (error !== undefined && (error.bits > 32 || error.signed || error.flags)) {
    scope.report(diagnostic("error-storage", span, { name: error.name }));
  }
  const zero = error?.members.find(({ value }) => value === 0n);
  if (error !== undefined && zero !== undefined) {
    scope.report(diagnostic("error-zero", span, { name: error.name, member: zero.name }));
  }
  return error;
}

/** Handles have no bytes; a variable parameter leaves its length in its place and goes last. */
function fillMessage(
  draft: RecordDraft,
  first: readonly FieldDraft[],
  parameters: readonly ParameterDraft[],
  written: number,
): void {
  draft.members.push(...first);
  const last: FieldDraft[] = [];
  for (const { name, span, doc, since, deprecated, type } of parameters) {
    if (type.kind === "handle") {
      continue;
    }
    const field = {
      kind: "field" as const, name, span, doc, reserved: false, ...given({ since, deprecated }),
    };
    if (isVariable(type)) {
      const order = orderOf(32, undefined, draft.scope, span);
      draft.members.push({
        ...field, name: `${name}_length`, doc: `Bytes in \`${name}\`.`,
        type: wholeInteger({ bits: 32, signed: false }, order, false),
      });
      const { element, length } = type;
      last.push({ ...field, type: { kind: "array", element, length, span } });
    } else {
      draft.members.push({ ...field, type });
    }
  }
  draft.members.push(...last);
  // What is wrong with parameters has been reported; their record would only say it again.
  const misplaced = parameters.slice(0, -1).some(({ type }) => isVariable(type));
  draft.broken ||= parameters.length < written || misplaced;
}

/** Gives an interface its model, now that its records have layouts. */
export function finishInterface(entity: InterfaceEntity): void {
  const { node, scope, operations: drafts = [] } = entity;
  const operations = drafts.flatMap((draft) => finishOperation(draft, scope) ?? []);
  if (operations.length < drafts.length) {
    return;
  }
  entity.model = {
    name: node.name.text,
    ...readDocumentation(node, scope),
    module: scope.name,
    qualified: qualify(scope.prefix, node.name.text),
    operations,
  };
}

function finishOperation(draft: OperationDraft, scope: Scope): Operation | undefined {
  const { node, number, parameters, results, error } = draft;
  const request = draft.request.record;
  const reply = draft.reply?.record;
  if (request === undefined || (draft.reply !== undefined && reply === undefined)) {
    return undefined;
  }
  return {
    name: node.name.text,
    ...readDocumentation(node, scope),
    number,
    oneway: node.oneway,
    parameters: parameters.map((parameter) => parameterOf(parameter)),
    results: results.map((parameter) => parameterOf(parameter)),
    request,
    ...given({ error, reply }),
  };
}
