// `bind` declarations → bindings: records or messages as calls of an interface's operations.

import { readDocumentation } from "./annotations.ts";
import type { BindCaseNode, BindNode } from "./ast.ts";
import { type CasePlace, resolveArguments } from "./equations.ts";
import { diagnostic, suggest } from "./diagnostics.ts";
import { given } from "./given.ts";
import { findMove } from "./moves.ts";
import { fieldsByName, findRecordEntity, resolveConditions } from "./paths.ts";
import { reportUnreachable } from "./reachable.ts";
import { lookUp, pathText, type Scope } from "./scope.ts";
import type { Binding, BindingCase, Interface, RecordType } from "../model.ts";
import { qualify } from "../words.ts";

/** The bindings of a module; those that are wrong are reported and left out. */
export function resolveBindings(scope: Scope): readonly Binding[] {
  const first = new Map<string, BindNode>();
  const bindings: Binding[] = [];
  for (const node of scope.node.declarations) {
    if (node.kind !== "bind") {
      continue;
    }
    const binding = resolveBinding(node, scope);
    const other = binding && first.get(binding.name);
    if (binding !== undefined && other !== undefined) {
      scope.report(
        diagnostic("duplicate-binding", targetOf(node).span, { name: binding.name }, {
          notes: [{ span: targetOf(other).span, text: "first bound here" }],
        }),
      );
    } else if (binding !== undefined) {
      first.set(binding.name, node);
      bindings.push(binding);
    }
  }
  return bindings;
}

function targetOf(node: BindNode): BindNode["interface"] {
  return node.target.kind === "slot" ? node.target.record : node.target.messages;
}

function resolveBinding(node: BindNode, scope: Scope): Binding | undefined {
  const bound = lookUp(scope, node.interface.path, "interface")?.model;
  const target = resolveTarget(node, scope);
  if (bound === undefined || target === undefined) {
    return undefined;
  }
  const spaces = { enums: enumsOf(node, scope), module: bound.module };
  const place = target.kind === "slot"
    ? { request: target.record, answer: target.record, ...spaces, scope }
    : { request: target.request, ...spaces, scope, ...given({ answer: target.reply }) };
  const cases = node.cases.map((each) => resolveCase(each, bound, place));
  const sound = cases.filter((each) => each !== undefined);
  if (node.cases.length === 0) {
    scope.report(diagnostic("bind-without-cases", node.interface.span, { name: bound.name }));
  }
  reportUnreachable(node.cases, cases, scope);
  const name = targetOf(node).path.names.at(-1)?.text ?? "";
  return {
    name, ...readDocumentation(node, scope), module: scope.name,
    qualified: qualify(scope.prefix, name), interface: bound, target, cases: sound,
  };
}

/** Enums that can name an address space: those that the interface's own module declares. */
function enumsOf(node: BindNode, scope: Scope): CasePlace["enums"] {
  const module = lookUp(scope, node.interface.path, "interface")?.scope;
  return [...(module?.names.values() ?? [])].flatMap((entity) =>
    entity.kind === "enum" ? (entity.model ?? []) : [],
  );
}

function resolveTarget(node: BindNode, scope: Scope): Binding["target"] | undefined {
  return node.target.kind === "slot"
    ? resolveSlot(node, node.target, scope)
    : resolveMessages(node, node.target, scope);
}

function resolveMessages(
  node: BindNode,
  target: Extract<BindNode["target"], { readonly kind: "messages" }>,
  scope: Scope,
): Binding["target"] | undefined {
  const protocol = lookUp(scope, target.messages.path, "messages")?.model;
  const move = node.take?.from ?? node.done?.from;
  if (move !== undefined) {
    scope.report(diagnostic("moves-of-messages", move.span, {}));
  }
  const [message] = protocol?.messages ?? [];
  const request = message?.request.record;
  if (protocol === undefined) {
    return undefined;
  }
  if (protocol.header !== undefined || message === undefined || request === undefined) {
    scope.report(diagnostic("bind-to-header", target.messages.span, { name: protocol.name }));
    return undefined;
  }
  return {
    kind: "messages", protocol, request, ...given({ reply: message.reply?.body.record }),
  };
}

function resolveSlot(
  node: BindNode,
  target: Extract<BindNode["target"], { readonly kind: "slot" }>,
  scope: Scope,
): Binding["target"] | undefined {
  const record = findRecordEntity(target.record.path, scope)?.draft?.record;
  const page = record && resolvePage(target, record, scope);
  if (record === undefined || page === undefined) {
    return undefined;
  }
  if (node.take === undefined) {
    scope.report(
      diagnostic("bind-without-take", target.record.span, { name: record.name }, {
        suggestion: "write `take STATE -> STATE;`",
      }),
    );
    return undefined;
  }
  const moves = findMove(node, node.take, record, scope);
  return moves && {
    kind: "slot", record, ...page, index: target.index.text, ...moves,
  };
}

/** The page, and its field that is an array of the slots. */
function resolvePage(
  target: Extract<BindNode["target"], { readonly kind: "slot" }>,
  record: RecordType,
  scope: Scope,
): { readonly page: RecordType; readonly slots: string } | undefined {
  const { names, span } = target.page;
  const last = names.at(-1);
  if (last === undefined || names.length < 2) {
    scope.report(diagnostic("page-path", span, { path: pathText(target.page) }));
    return undefined;
  }
  const page = findRecordEntity({ names: names.slice(0, -1), span }, scope)?.draft?.record;
  const field = page && fieldsByName(page).get(last.text);
  if (page === undefined) {
    return undefined;
  }
  if (field === undefined) {
    scope.report(
      diagnostic("unknown-field", last.span, { name: last.text, record: page.name }, {
        suggestion: suggest(last.text, fieldsByName(page)),
      }),
    );
    return undefined;
  }
  const { type } = field;
  const slots = type.kind === "array" && type.element.kind === "record" &&
    type.element.record === record;
  if (!slots || !page.shared) {
    scope.report(
      diagnostic("page-slots", last.span, {
        name: last.text, page: page.name, record: record.name,
      }),
    );
    return undefined;
  }
  return { page, slots: field.name };
}

function resolveCase(
  node: BindCaseNode,
  bound: Interface,
  place: CasePlace,
): BindingCase | undefined {
  const { scope, request } = place;
  readDocumentation(node, scope);
  const operation = bound.operations.find(({ name }) => name === node.operation.text);
  const conditions = resolveConditions(node.conditions, request, scope);
  if (operation === undefined) {
    scope.report(
      diagnostic("unknown-operation", node.operation.span, {
        name: node.operation.text, interface: bound.name,
      }, { suggestion: suggest(node.operation.text, bound.operations.map(({ name }) => name)) }),
    );
    return undefined;
  }
  const resolved = resolveArguments(node, operation, place);
  return resolved === undefined || conditions.length < node.conditions.length
    ? undefined
    : { operation, doc: node.doc, conditions, ...resolved };
}
