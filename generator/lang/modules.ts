// Sources → modules in order: finds imports, and refuses cycles, strangers and doubles.

import type { ModuleNode, Name, Source } from "./ast.ts";
import { isPrefix, moduleAnnotations } from "./annotations.ts";
import { diagnostic, type Report, suggest } from "./diagnostics.ts";
import { dependencyOrder } from "./graph.ts";
import { parse } from "./parser.ts";
import type { Scope } from "./scope.ts";

/** Where a module that is imported but was not given can be read. */
export type FindModule = (name: string) => Source | undefined;

/**
 * All modules, each after those it imports. Modules without a name are left out: that is reported.
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
    add(parse(source, report));
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
  const { name } = node;
  if (name === undefined) {
    return undefined;
  }
  const other = known.get(name.text)?.node.name;
  if (other !== undefined) {
    report(
      diagnostic("duplicate-module", name.span, { name: name.text }, {
        notes: [{ span: other.span, text: "the other module of that name" }],
      }),
    );
    return undefined;
  }
  const { prefix } = moduleAnnotations(node, report);
  if (!isPrefix(name.text)) {
    report(diagnostic("bad-prefix", name.span, { prefix: name.text }));
  }
  return {
    node, name: name.text, prefix: prefix ?? name.text, imports: [], names: new Map(), drafts: [],
    report, missing: new Set(), visible: new Map(),
  };
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
