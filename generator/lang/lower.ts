// Declarations → drafts: first every record by name, then what is in them.

import type { Declaration } from "./ast.ts";
import type { RecordDraft } from "./draft.ts";
import { lowerOperations, openOperations } from "./operations.ts";
import { lowerStruct, openStruct } from "./records.ts";
import { lowerRegisters } from "./registers.ts";
import { lowerRing, openRing } from "./rings.ts";
import type { RecordEntity, Scope } from "./scope.ts";
import { lowerStates } from "./states.ts";

/** Lowers the records of all modules, and what is said about them. */
export function lowerRecords(scopes: readonly Scope[]): void {
  const opened = scopes.flatMap((scope) =>
    scope.node.declarations.flatMap((node) => open(node, scope) ?? []),
  );
  for (const lower of opened) {
    lower();
  }
  for (const scope of scopes) {
    lowerStates(scope);
  }
}

/** Gives a declaration drafts that others can refer to; returns what fills them in. */
function open(node: Declaration, scope: Scope): (() => void) | undefined {
  switch (node.kind) {
    case "struct": {
      const entity = recordEntity(scope, node);
      const draft = enter(entity, openStruct(entity, node));
      return () => lowerStruct(draft, node);
    }
    case "ring": {
      const entity = recordEntity(scope, node);
      const draft = enter(entity, openRing(entity, node));
      return () => lowerRing(draft, node);
    }
    case "interface": {
      const operations = openOperations(node, scope);
      return () => {
        const lowered = lowerOperations(operations, node, scope);
        const entity = scope.names.get(node.name.text);
        if (entity?.kind === "interface" && entity.node === node) {
          entity.operations = lowered;
        }
      };
    }
    case "registers":
      return () => {
        const lowered = lowerRegisters(node, scope);
        const entity = scope.names.get(node.name.text);
        if (entity?.kind === "registers" && entity.node === node) {
          entity.lowered = lowered;
        }
      };
    default:
      return undefined;
  }
}

/**
 * The entity of a record's declaration; a second record of a name gets one that nobody can name.
 */
function recordEntity(scope: Scope, node: NonNullable<RecordEntity["node"]>): RecordEntity {
  const named = scope.names.get(node.name.text);
  return named?.kind === "record" && named.node === node
    ? named
    : { kind: "record", name: node.name, scope, node };
}

function enter(entity: RecordEntity, draft: RecordDraft): RecordDraft {
  entity.draft = draft;
  entity.scope.drafts.push(draft);
  return draft;
}
