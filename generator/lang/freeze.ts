// What the steps have found out → the model: plain data, without places in the text.

import { readDocumentation } from "./annotations.ts";
import { resolveBindings } from "./bindings.ts";
import { reportCollisions } from "./collisions.ts";
import type { RecordDraft } from "./draft.ts";
import { resolveExamples } from "./examples.ts";
import { given } from "./given.ts";
import { isHex } from "./literals.ts";
import type { Entity, Scope } from "./scope.ts";
import type { Module } from "../model.ts";
import { qualify } from "../words.ts";

/** All modules, each after those it imports. Of no use when anything was reported. */
export function freeze(
  scopes: readonly Scope[],
  ordered: readonly RecordDraft[],
  root: string | undefined,
): readonly Module[] {
  const records = new Map<Scope, RecordDraft[]>(scopes.map((scope) => [scope, []]));
  // Messages of devices are made after the layout of all others, which they contain.
  const known = new Set(ordered);
  const late = scopes.flatMap((scope) => scope.drafts).filter((draft) => !known.has(draft));
  for (const draft of [...ordered, ...late]) {
    records.get(draft.scope)?.push(draft);
  }
  const bindings = new Map(scopes.map((scope) => [scope, resolveBindings(scope)]));
  reportCollisions(scopes, bindings);
  return scopes.map((scope) => ({
    ...freezeModule(scope, records.get(scope) ?? [], root),
    bindings: bindings.get(scope) ?? [],
    examples: resolveExamples(scope),
  }));
}

function freezeModule(
  scope: Scope,
  records: readonly RecordDraft[],
  root: string | undefined,
): Omit<Module, "bindings" | "examples"> {
  return {
    name: scope.name,
    prefix: scope.prefix,
    doc: scope.node.doc,
    path: scope.node.source.label ?? relativePath(scope.node.source.path, root),
    imports: scope.imports.map((module) => module.name),
    constants: entities(scope, "constant").map(({ node, valued }) => ({
      name: node.name.text,
      ...readDocumentation(node, scope),
      module: scope.name,
      qualified: qualify(scope.prefix, node.name.text),
      value: valued.value ?? 0n,
      ...given({ hex: isHex(node.value) }),
    })),
    enums: entities(scope, "enum").flatMap(({ model }) => model ?? []),
    records: records.flatMap(({ record }) => record ?? []),
    registers: entities(scope, "registers").flatMap(({ model }) => model ?? []),
    protocols: entities(scope, "messages").flatMap(({ model }) => model ?? []),
    interfaces: entities(scope, "interface").flatMap(({ model }) => model ?? []),
    devices: entities(scope, "device").flatMap(({ model }) => model ?? []),
  };
}

function entities<Kind extends Entity["kind"]>(
  scope: Scope,
  kind: Kind,
): readonly Extract<Entity, { kind: Kind }>[] {
  return [...scope.names.values()].filter(
    (entity): entity is Extract<Entity, { kind: Kind }> => entity.kind === kind,
  );
}

/** Paths in generated files are relative to the root folder, with `/`, on every machine. */
function relativePath(path: string, root: string | undefined): string {
  const parts = path.replaceAll("\\", "/");
  const folder = root === undefined ? "" : `${root.replaceAll("\\", "/").replace(/\/$/, "")}/`;
  return folder !== "" && parts.startsWith(folder) ? parts.slice(folder.length) : parts;
}
