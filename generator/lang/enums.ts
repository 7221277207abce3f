// Enums and flags: storage, and members whose values are distinct and fit.

import type { EnumMemberNode } from "./ast.ts";
import { readAnnotations } from "./annotations.ts";
import { settle } from "./constants.ts";
import { diagnostic } from "./diagnostics.ts";
import { given } from "./given.ts";
import { integerNamed, integerText, isWhole, limitsOf } from "./integers.ts";
import { isHex } from "./literals.ts";
import { type EnumEntity, rememberEnum, type Scope } from "./scope.ts";
import type { Enum, EnumMember } from "../model.ts";
import { qualify } from "../words.ts";

/** Gives an enum its model, unless its storage is none. */
export function resolveEnum(entity: EnumEntity): void {
  const { node, scope } = entity;
  const storage = integerNamed(node.storage.text);
  if (
    storage === undefined || (storage.signed && !isWhole(storage.bits)) ||
    (node.flags && storage.signed)
  ) {
    scope.report(
      diagnostic("enum-storage", node.storage.span, { storage: node.storage.text }, {
        suggestion: node.flags ? "write u1 to u64" : "write u1 to u64, i8, i16, i32 or i64",
      }),
    );
    return;
  }
  if (node.members.length === 0) {
    scope.report(diagnostic("empty-enum", node.name.span, { name: node.name.text }));
  }
  const { doc, since, deprecated, header, cType } = readAnnotations(node, "enum", scope);
  const model: Enum = {
    name: node.name.text,
    doc,
    module: scope.name,
    qualified: qualify(scope.prefix, node.name.text),
    flags: node.flags,
    closed: node.closed,
    bits: storage.bits,
    signed: storage.signed,
    members: resolveMembers(entity, storage),
    ...given({ since, deprecated, header, cType }),
  };
  entity.model = model;
  rememberEnum(model, entity);
}

function resolveMembers(
  entity: EnumEntity,
  storage: { readonly bits: number; readonly signed: boolean },
): readonly EnumMember[] {
  const { scope } = entity;
  const limits = limitsOf(storage);
  const byValue = new Map<bigint, EnumMemberNode>();
  const members: EnumMember[] = [];
  for (const valued of entity.members.values()) {
    const { node } = valued;
    const value = settle(valued);
    const { doc, since, deprecated, alias } = readAnnotations(node, "member", scope);
    if (value === null) {
      continue;
    }
    if (value < limits.min || value > limits.max) {
      scope.report(
        node.isBit
          ? diagnostic("bit-number", node.value.span, { value: value.toString(2).length - 1 })
          : diagnostic("value-out-of-range", node.value.span, {
              value, type: integerText(storage), ...limits,
            }),
      );
      continue;
    }
    const first = byValue.get(value);
    if (first !== undefined && !alias) {
      reportDuplicateValue(scope, node, first, value);
    }
    byValue.set(value, first ?? node);
    members.push({
      name: node.name.text, doc, value,
      ...given({
        since, deprecated, alias: alias || undefined,
        hex: node.isBit ? true as const : isHex(node.value),
      }),
    });
  }
  return members;
}

function reportDuplicateValue(
  scope: Scope,
  node: EnumMemberNode,
  first: EnumMemberNode,
  value: bigint,
): void {
  scope.report(
    diagnostic("duplicate-value", node.value.span, {
      name: node.name.text, first: first.name.text, value,
    }, {
      notes: [{ span: first.value.span, text: "first given here" }],
      suggestion: "write `@alias` at its end if both names are meant",
    }),
  );
}
