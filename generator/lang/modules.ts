// Sources → modules in order: finds imports, and refuses cycles, strangers and doubles.

import type { ModuleNode, Name, Source } from "./ast.ts";
import { isPrefix, moduleAnnotations } from "./annotations.ts";
import { diagnostic, type Report, suggest } from "./diagnostics.ts";
import { damagedIn } from "./echoes.ts";
import { dependencyOrder } from "./graph.ts";
import { parse } from "./parser.ts";
import type { Scope } from "./scope.ts";

/** Where a module that is imported but was not given can be read. */
export type FindModule = (name: string) => Source | undefined;

/**
 * All modules, each after those it imports. Where something is wrong with them, it is reported.
 */
export function loadModules(
  sources: readonly Source[],
  find: FindModule,
  report: Report,
): readonly Scope[] {
  const scopes = new Map<string, Scope>();
  const refused = new Set<string>();
  const queue: Scope[] = [];
  const add = (node: ModuleNode): void => {
    const scope = openScope(node, scopes, report);
    if (scope !== undefined) {
      scopes.set(scope.name, scope);
      queue.push(scope);
    }
  };
  for (const source of sources) {
    const node = parse(source, report);
    if (node.name === undefined) {
      // The name may be among what could not be read.
      node.damage?.names.forEach((name) => refused.add(name));
    }
    add(node);
  }
  // Grows while it is walked: what is imported may import.
  for (const scope of queue) {
    for (const name of scope.node.imports) {
      if (!scopes.has(name.text)) {
        loadImport(name, find, report, add, refused);
      }
    }
  }
  for (const scope of queue) {
    linkImports(scope, scopes, refused, report);
  }
  return orderModules(queue, report);
}

function openScope(
  node: ModuleNode,
  known: ReadonlyMap<string, Scope>,
  report: Report,
): Scope | undefined {
  const name = node.name ?? standIn(node);
  const other = known.get(name.text);
  if (other !== undefined) {
    if (node.name !== undefined && other.node.name !== undefined) {
      report(
        diagnostic("duplicate-module", name.span, { name: name.text }, {
          notes: [{ span: other.node.name.span, text: "the other module of that name" }],
        }),
      );
    }
    other.open = true;
    return undefined;
  }
  const { prefix } = moduleAnnotations(node, report);
  if (!isPrefix(name.text)) {
    report(diagnostic("bad-prefix", name.span, { prefix: name.text }));
  }
  return {
    node, name: name.text, prefix: prefix ?? name.text, imports: [], names: new Map(), drafts: [],
    report, missing: new Set(), visible: new Map(), damaged: damagedIn(node),
    open: node.damage?.open ?? false,
  };
}

/** A name for a module that does not give its own, which has been reported: that of its file. */
function standIn({ source, span }: ModuleNode): Name {
  const stem = /([^/\\]*?)(?:\.[^./\\]*)?$/.exec(source.path)?.[1] ?? "";
  const text = stem.replaceAll("-", "_");
  return { text: isPrefix(text) ? text : "nameless", span };
}

function loadImport(
  name: Name,
  find: FindModule,
  report: Report,
  add: (node: ModuleNode) => void,
  refused: Set<string>,
): void {
  const source = find(name.text);
  if (source === undefined) {
    return;
  }
  const node = parse(source, report);
  if (node.name === undefined) {
    refused.add(name.text);
  }
  if (node.name !== undefined && node.name.text !== name.text) {
    refused.add(name.text);
    report(
      diagnostic("module-name-mismatch", node.name.span, {
        actual: node.name.text, expected: name.text,
      }, { notes: [{ span: name.span, text: "imported here" }] }),
    );
    return;
  }
  add(node);
}

/** Points a module to those it imports; what was refused has been reported. */
function linkImports(
  scope: Scope,
  scopes: ReadonlyMap<string, Scope>,
  refused: ReadonlySet<string>,
  report: Report,
): void {
  const seen = new Map<string, Name>();
  for (const name of scope.node.imports) {
    const module = scopes.get(name.text);
    const earlier = seen.get(name.text);
    seen.set(name.text, earlier ?? name);
    if (earlier !== undefined) {
      report(
        diagnostic("duplicate-import", name.span, { name: name.text }, {
          notes: [{ span: earlier.span, text: "first imported here" }],
        }),
      );
    } else if (module === undefined && !refused.has(name.text)) {
      report(
        diagnostic("unknown-module", name.span, { name: name.text }, {
          suggestion: suggest(name.text, scopes),
        }),
      );
    } else if (module !== undefined) {
      scope.imports.push(module);
    }
    scope.open ||= module === undefined;
  }
}

function orderModules(scopes: readonly Scope[], report: Report): readonly Scope[] {
  return dependencyOrder(
    scopes,
    (scope) => scope.imports,
    (cycle) => {
      const steps = cycle.map((scope, index) => {
        const next = cycle[(index + 1) % cycle.length]?.name;
        const name = scope.node.imports.find((imported) => imported.text === next);
        return { scope, span: (name ?? scope.node).span };
      });
      const [first, ...others] = steps;
      if (first !== undefined) {
        report(
          diagnostic("import-cycle", first.span, { name: first.scope.name }, {
            notes: others.slice(0, 8).map(({ scope, span }) => ({
              span, text: `through '${scope.name}', which imports this`,
            })),
          }),
        );
      }
    },
  );
}
