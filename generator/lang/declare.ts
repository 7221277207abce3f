// Declarations → entities by name, a module at a time; a name is given once.

import type { Declaration, EnumNode, InterfaceNode, Name } from "./ast.ts";
import { diagnostic } from "./diagnostics.ts";
import type { Entity, EnumEntity, Scope, Valued, ValuedMember } from "./scope.ts";

/** Integer types and `bool`: no declaration may take such a name. */
export function isBuiltin(name: string): boolean {
  return name === "bool" || /^[ui][1-9][0-9]?$/.test(name);
}

/** Enters a module's declarations, and the records that its operations stand for. */
export function declareNames(scope: Scope): void {
  for (const node of scope.node.declarations) {
    const entity = entityOf(node, scope);
    if (entity === undefined) {
      continue;
    }
    if (isBuiltin(entity.name.text)) {
      scope.report(diagnostic("builtin-name", entity.name.span, { name: entity.name.text }));
    }
    declare(scope, entity);
    if (node.kind === "interface") {
      declareMessages(node, scope);
    }
  }
}

/** The names of the records that carry an operation's parameters and results. */
export function messageName(of: string, operation: string, part: "request" | "reply"): string {
  return `${of}_${operation}_${part}`;
}

function declareMessages(node: InterfaceNode, scope: Scope): void {
  for (const { name, oneway } of byName(node.operations, scope).values()) {
    for (const part of oneway ? ["request" as const] : ["request" as const, "reply" as const]) {
      const text = messageName(node.name.text, name.text, part);
      declare(scope, { kind: "record", name: { text, span: name.span }, scope });
    }
  }
}

/** Enters one entity; reports a name that is taken. */
export function declare(scope: Scope, entity: Entity): void {
  const other = scope.names.get(entity.name.text);
  if (other === undefined) {
    scope.names.set(entity.name.text, entity);
  } else {
    reportDuplicate(scope, entity.name, other.name);
  }
}

/** Reports the second of two equal names. */
export function reportDuplicate(scope: Scope, name: Name, first: Name): void {
  scope.report(
    diagnostic("duplicate-name", name.span, { name: name.text }, {
      notes: [{ span: first.span, text: "first defined here" }],
    }),
  );
}

/** The things of a list by name; later ones of the same name are reported and left out. */
export function byName<Item extends { readonly name: Name }>(
  items: readonly Item[],
  scope: Scope,
): ReadonlyMap<string, Item> {
  const found = new Map<string, Item>();
  for (const item of items) {
    const first = found.get(item.name.text);
    if (first === undefined) {
      found.set(item.name.text, item);
    } else {
      reportDuplicate(scope, item.name, first.name);
    }
  }
  return found;
}

function entityOf(node: Declaration, scope: Scope): Entity | undefined {
  switch (node.kind) {
    case "const": {
      const valued: Valued = { node, scope, value: undefined, busy: false };
      return { kind: "constant", name: node.name, scope, node, valued };
    }
    case "enum":
      return enumEntity(node, scope);
    case "struct":
    case "ring":
      return { kind: "record", name: node.name, scope, node };
    case "registers":
      return { kind: "registers", name: node.name, scope, node };
    case "messages":
      return { kind: "messages", name: node.name, scope, node };
    case "interface":
      return { kind: "interface", name: node.name, scope, node };
    case "device":
      return { kind: "device", name: node.name, scope, node };
    case "states":
    case "bind":
    case "example":
      return undefined;
    default:
      return node satisfies never;
  }
}

function enumEntity(node: EnumNode, scope: Scope): EnumEntity {
  const members = new Map<string, ValuedMember>();
  for (const member of byName(node.members, scope).values()) {
    members.set(member.name.text, { node: member, scope, value: undefined, busy: false });
  }
  return { kind: "enum", name: node.name, scope, node, members };
}
