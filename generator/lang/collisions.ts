// Names that are different in the spec and the same in a target, for all targets at once.

import type { Span } from "./ast.ts";
import { diagnostic } from "./diagnostics.ts";
import type { RecordDraft } from "./draft.ts";
import { helperNames, type Spelled } from "./helpers.ts";
import type { Scope } from "./scope.ts";
import type { Binding, RecordType } from "../model.ts";
import { cName, kebab, pascal, qualify, tsName, upper } from "../words.ts";

/** Where a spelling comes from. */
interface Origin {
  readonly name: string;
  readonly span: Span;
}

/** Spellings of one target that must all differ; the second of two is reported. */
interface Space {
  readonly target: string;
  readonly seen: Map<string, Origin>;
}

/** Reports names that would collide in C, in TypeScript or among the generated files. */
export function reportCollisions(
  scopes: readonly Scope[],
  bindings: ReadonlyMap<Scope, readonly Binding[]>,
): void {
  reportFiles(scopes);
  const all = scopes.flatMap((scope) => declarationsOf(scope, bindings.get(scope) ?? []));
  const types: Space = { target: "TypeScript", seen: new Map() };
  const names: Space = { target: "C", seen: new Map() };
  for (const { scope, name, span, isBinding } of all) {
    if (!isBinding) {
      const qualified = qualify(scope.prefix, name);
      // What is one in C is one in TypeScript as well: once is enough.
      if (enter(names, qualified, { name, span }, scope)) {
        enter(types, pascal(qualified), { name, span }, scope);
      }
    }
  }
  for (const scope of scopes) {
    reportMembers(scope);
  }
  reportHelpers(all);
}

/** A declaration, or a binding, which stands beside the declaration of its name. */
interface Declaration extends Origin {
  readonly scope: Scope;
  readonly isBinding: boolean;
  readonly spelled: Spelled;
}

function declarationsOf(scope: Scope, bindings: readonly Binding[]): readonly Declaration[] {
  const entities = [...scope.names.values()].flatMap((entity): readonly Declaration[] =>
    entity.kind === "record"
      ? []
      : [{
          scope, name: entity.name.text, span: entity.name.span, isBinding: false,
          spelled: entity.kind === "constant"
            ? { kind: "constant" }
            : { kind: entity.kind, model: entity.model } as Spelled,
        }],
  );
  const records = scope.drafts.map((draft: RecordDraft): Declaration => ({
    scope, name: draft.name, span: draft.span, isBinding: false,
    spelled: { kind: "record", model: draft.record },
  }));
  const bound = bindings.map((model): Declaration => ({
    scope, name: model.name, span: scope.names.get(model.name)?.name.span ?? scope.node.span,
    isBinding: true, spelled: { kind: "binding", model },
  }));
  return [...entities, ...records, ...bound];
}

/** Enters a spelling; reports and says no when something else has it. */
function enter(space: Space, spelling: string, origin: Origin, scope: Scope): boolean {
  const first = space.seen.get(spelling);
  if (first === undefined) {
    space.seen.set(spelling, origin);
    return true;
  }
  // Equal names are reported as what they are, where they are declared.
  if (first.name !== origin.name || first.span.source !== origin.span.source) {
    scope.report(
      diagnostic("name-collision", origin.span, {
        name: origin.name, other: first.name, spelling, target: space.target,
      }, { notes: [{ span: first.span, text: `'${first.name}' is here` }] }),
    );
  }
  return false;
}

/** Files of different modules, also where upper and lower case are one. */
function reportFiles(scopes: readonly Scope[]): void {
  const space: Space = { target: "file names", seen: new Map() };
  for (const scope of scopes) {
    const origin = { name: scope.name, span: (scope.node.name ?? scope.node).span };
    const stem = scope.name.toLowerCase();
    const files = [
      `${stem}.h`, `${stem}.c`, `${stem}_examples.c`, `${kebab(stem)}.ts`,
      `${kebab(stem)}.examples.ts`,
    ];
    if (stem === "hypershim") {
      scope.report(
        diagnostic("reserved-name", origin.span, {
          name: scope.name, use: "the files that all modules share",
        }),
      );
    }
    files.every((file) => enter(space, file, origin, scope));
  }
}

/** Members of one declaration: fields, enum members, operations, parameters, registers, … */
function reportMembers(scope: Scope): void {
  for (const draft of scope.drafts) {
    if (draft.record !== undefined) {
      reportFields(draft, draft.record);
    }
  }
  for (const entity of scope.names.values()) {
    switch (entity.kind) {
      case "enum":
      case "registers":
      case "messages":
      case "device":
      case "interface":
        for (const list of memberLists(entity.node)) {
          reportList(list, scope);
        }
        break;
      case "constant":
      case "record":
        break;
      default:
        entity satisfies never;
    }
  }
}

type Named = { readonly name: { readonly text: string; readonly span: Span } };

function memberLists(node: object): readonly (readonly Named[])[] {
  const lists = Object.entries(node).flatMap(([key, value]: [string, unknown]) =>
    memberKeys.has(key) && Array.isArray(value) ? [value as readonly Named[]] : [],
  );
  const operations = "operations" in node
    ? (node.operations as readonly { readonly parameters: readonly Named[]; readonly results: readonly Named[] }[])
    : [];
  return [...lists, ...operations.map(({ parameters, results }) => [...parameters, ...results])];
}

/** Where declarations keep what has names of its own. */
const memberKeys = new Set([
  "members", "registers", "messages", "queues", "features", "sharedMemory", "operations",
]);

function reportList(list: readonly Named[], scope: Scope): void {
  const c: Space = { target: "C", seen: new Map() };
  const constants: Space = { target: "C", seen: new Map() };
  const ts: Space = { target: "TypeScript", seen: new Map() };
  for (const { name } of list) {
    const origin = { name: name.text, span: name.span };
    if (enter(c, cName(name.text), origin, scope) && enter(constants, upper(name.text), origin, scope)) {
      enter(ts, tsName(name.text), origin, scope);
    }
  }
}

/** Members of a C struct, and the paths through its anonymous parts that accessors are named by. */
function reportFields(draft: RecordDraft, record: RecordType): void {
  const spans = new Map(draft.members.flatMap((member): [string, Span][] =>
    member.kind === "unit"
      ? [[member.name, member.span], ...member.parts.map((part): [string, Span] => [part.name, part.span])]
      : [[member.name, member.span]],
  ));
  const spanOf = (name: string): Span => spans.get(name) ?? draft.span;
  const c: Space = { target: "C", seen: new Map() };
  const ts: Space = { target: "TypeScript", seen: new Map() };
  const members = [
    ...record.units.map(({ name }) => ({ name, spelling: cName(name) })),
    ...record.fields
      .filter(({ bits }) => bits === undefined)
      .map((field) => ({ name: field.name, spelling: cName(field.cName ?? field.name) })),
  ];
  for (const { name, spelling } of members) {
    enter(c, spelling, { name, span: spanOf(name) }, draft.scope);
  }
  for (const { name, path } of accessorPaths(record)) {
    const text = path.join("_");
    const isFree = path.length === 1 || !record.fields.some((field) => field.name === text);
    if (isFree) {
      enter(ts, tsName(text), { name: path.join("."), span: spanOf(name) }, draft.scope);
    } else {
      draft.scope.report(
        diagnostic("name-collision", spanOf(text), {
          name: text, other: path.join("."), spelling: `get_${text}`, target: "C",
        }, { notes: [{ span: spanOf(name), text: `'${path.join(".")}' is here` }] }),
      );
    }
  }
}

/** Fields as accessors name them: those of anonymous records by their paths. */
export function accessorPaths(
  record: RecordType,
  before: readonly string[] = [],
): readonly { readonly name: string; readonly path: readonly string[] }[] {
  return record.fields.filter(({ reserved }) => !reserved).flatMap((field) => {
    const path = [...before, field.name];
    const own = { name: path[0] ?? field.name, path };
    const inner = field.type.kind === "record" ? field.type.record : undefined;
    return inner?.anonymousIn === undefined
      ? [own]
      : [own, ...accessorPaths(inner, path)];
  });
}

/** What is generated beside a declaration, where one declaration's name begins with another's. */
function reportHelpers(all: readonly Declaration[]): void {
  const byName = new Map<string, Declaration[]>();
  for (const declaration of all) {
    const qualified = qualify(declaration.scope.prefix, declaration.name).toLowerCase();
    byName.set(qualified, [...(byName.get(qualified) ?? []), declaration]);
  }
  const risky = new Set<Declaration>();
  for (const [qualified, declarations] of byName) {
    for (let at = qualified.indexOf("_"); at >= 0; at = qualified.indexOf("_", at + 1)) {
      for (const shorter of byName.get(qualified.slice(0, at)) ?? []) {
        risky.add(shorter);
        declarations.forEach((declaration) => risky.add(declaration));
      }
    }
  }
  const space: Space = { target: "C", seen: new Map() };
  for (const { name, span, scope, spelled } of all.filter((declaration) => risky.has(declaration))) {
    const own = qualify(scope.prefix, name);
    for (const helper of new Set(helperNames(own, spelled))) {
      enter(space, helper, { name, span }, scope);
    }
  }
}
