// Names that are different in the spec and the same in a target, for all targets at once.

import type { Name, Span } from "./ast.ts";
import { diagnostic } from "./diagnostics.ts";
import type { RecordDraft } from "./draft.ts";
import { helperNames, type Spelled } from "./helpers.ts";
import { hasHalves, scriptNames } from "./helpers-ts.ts";
import type { Entity, Scope } from "./scope.ts";
import type { Binding, RecordType } from "../model.ts";
import {
  cName, isHeader, isSpellable, isTaken, kebab, pascal, qualify, tsName, upper,
} from "../words.ts";

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
  const told = new Set<string>();
  for (const { scope, name, span, isBinding, qualified } of all) {
    if (isTaken(qualified)) {
      scope.report(
        diagnostic("reserved-name", span, { name, use: "something that targets need themselves" }),
      );
    }
    // What is one in C is one in TypeScript as well: once is enough.
    const isFree = isBinding || (enter(names, qualified, { name, span }, scope) &&
      enter(types, pascal(qualified), { name, span }, scope));
    if (!isFree) {
      told.add(pascal(qualified));
    }
  }
  for (const scope of scopes) {
    reportMembers(scope);
  }
  reportHelpers(all.filter(({ qualified }) => told.size === 0 || !told.has(pascal(qualified))));
}

/** A declaration, or a binding, which stands beside the declaration of its name. */
interface Declaration extends Origin {
  readonly scope: Scope;
  readonly qualified: string;
  readonly isBinding: boolean;
  readonly spelled: Spelled;
}

function declarationsOf(scope: Scope, bindings: readonly Binding[]): readonly Declaration[] {
  const entities = [...scope.names.values()].flatMap((entity): readonly Declaration[] =>
    entity.kind === "record"
      ? []
      : [{
          scope, name: entity.name.text, span: entity.name.span, isBinding: false,
          qualified: qualify(scope.prefix, entity.name.text), spelled: spelledAs(entity),
        }],
  );
  const records = scope.drafts.map((draft: RecordDraft): Declaration => ({
    scope, name: nameOf(draft), span: draft.span, isBinding: false,
    qualified: draft.record?.qualified ?? qualify(scope.prefix, draft.name),
    spelled: { kind: "record", model: draft.record },
  }));
  const bound = bindings.map((model): Declaration => ({
    scope, name: model.name, span: scope.names.get(model.name)?.name.span ?? scope.node.span,
    isBinding: true, qualified: model.qualified, spelled: { kind: "binding", model },
  }));
  return [...entities, ...records, ...bound];
}

/** A record's name; what is declared within another has the name of its place. */
function nameOf({ name, anonymousIn }: RecordDraft): string {
  return anonymousIn === undefined ? name : `${anonymousIn.record}.${anonymousIn.field}`;
}

function spelledAs(entity: Exclude<Entity, { readonly kind: "record" }>): Spelled {
  switch (entity.kind) {
    case "constant":
      return { kind: "constant" };
    case "enum":
      return { kind: "enum", model: entity.model };
    case "registers":
      return { kind: "registers", model: entity.model };
    case "messages":
      return { kind: "messages", model: entity.model };
    case "interface":
      return { kind: "interface", model: entity.model };
    case "device":
      return { kind: "device", model: entity.model };
    default:
      return entity satisfies never;
  }
}

/** Enters a spelling; reports and says no when something else has it. */
function enter(space: Space, spelling: string, origin: Origin, scope: Scope): boolean {
  const first = space.seen.get(spelling);
  if (space.target === "TypeScript" && !isSpellable(origin.name)) {
    scope.report(diagnostic("unspellable-name", origin.span, { name: origin.name }));
    return false;
  }
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
    if (stem === "hypershim" || scope.prefix.toLowerCase() === "hypershim") {
      scope.report(
        diagnostic("reserved-name", origin.span, {
          name: scope.name, use: "the files that all modules share",
        }),
      );
    } else if (isHeader(stem)) {
      scope.report(
        diagnostic("reserved-name", origin.span, { name: scope.name, use: `the header ${stem}.h` }),
      );
    }
    files.every((file) => enter(space, file, origin, scope));
  }
}

/** Members of one declaration: fields, enum members, operations, parameters, registers, … */
function reportMembers(scope: Scope): void {
  for (const draft of scope.drafts) {
    // The fields of derived records are parameters, which are looked at as such.
    if (draft.record !== undefined && draft.padding === "refused") {
      reportFields(draft, draft.record);
    }
  }
  for (const entity of scope.names.values()) {
    for (const list of constantLists(entity)) {
      reportList(list, scope, upper);
    }
    if (entity.kind === "registers") {
      reportBits(entity, scope);
    }
    if (entity.kind === "interface") {
      const { operations } = entity.node;
      reportList(operations, scope, cName);
      for (const { parameters, results } of operations) {
        reportList([...parameters, ...results], scope, cName);
      }
    }
  }
}

/** Masks of bits in C beside the offsets: a bit `offset`, or `low_offset` beside `control_low`. */
function reportBits(
  { node, model }: Extract<Entity, { readonly kind: "registers" }>,
  scope: Scope,
): void {
  const space: Space = { target: "C", seen: new Map() };
  const spans = new Map(node.registers.map(({ name }) => [name.text, name.span]));
  for (const { name, shape } of model?.registers ?? []) {
    const span = spans.get(name) ?? node.span;
    enter(space, upper(`${name}_offset`), { name, span }, scope);
    for (const { path } of shape.kind === "bits" ? accessorPaths(shape.record) : []) {
      const bit = path.join("_");
      enter(space, upper(`${name}_${bit}`), { name: `${name}.${bit}`, span }, scope);
    }
  }
}

interface Named {
  readonly name: Name;
}

/** Lists whose members become constants in C. */
function constantLists(entity: Entity): readonly (readonly Named[])[] {
  switch (entity.kind) {
    case "enum":
      return [entity.node.members];
    case "registers":
      return [entity.node.registers];
    case "messages":
      return [entity.node.messages];
    case "device":
      return [entity.node.queues, entity.node.features, entity.node.sharedMemory];
    case "interface":
    case "constant":
    case "record":
      return [];
    default:
      return entity satisfies never;
  }
}

function reportList(
  list: readonly Named[],
  scope: Scope,
  spellC: (name: string) => string,
): void {
  const c: Space = { target: "C", seen: new Map() };
  const ts: Space = { target: "TypeScript", seen: new Map() };
  for (const { name } of list) {
    const origin = { name: name.text, span: name.span };
    if (enter(c, spellC(name.text), origin, scope)) {
      enter(ts, tsName(name.text), origin, scope);
    }
  }
}

/** Members of a C struct, and the paths through its anonymous parts that accessors are named by. */
function reportFields(draft: RecordDraft, record: RecordType): void {
  reportHalves(draft, record);
  reportMoves(draft, record);
  if (areFarApart(record)) {
    return;
  }
  const named = draft.members.flatMap((member): Origin[] =>
    member.kind === "unit" ? [member, ...member.parts] : [member],
  );
  const spans = new Map(named.map(({ name, span }) => [name, span]));
  const spanOf = (name: string): Span => spans.get(name) ?? draft.span;
  const c: Space = { target: "C", seen: new Map() };
  const ts: Space = { target: "TypeScript", seen: new Map() };
  const members = [
    ...record.units.map(({ name }) => ({ name, spelling: cName(name) })),
    ...record.fields
      .filter(({ bits }) => bits === undefined)
      .map((field) => ({ name: field.name, spelling: cName(field.cName ?? field.name) })),
  ];
  const reported = new Set<string>();
  for (const { name, spelling } of members) {
    if (!enter(c, spelling, { name, span: spanOf(name) }, draft.scope)) {
      reported.add(name);
    }
  }
  for (const { name, path } of accessorPaths(record)) {
    const text = path.join("_");
    const isFree = path.length === 1 || !record.fields.some((field) => field.name === text);
    if (reported.has(text)) {
      continue;
    }
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

/** Fields named as the halves of another one are in TypeScript. */
function reportHalves(draft: RecordDraft, record: RecordType): void {
  const names = new Set(record.fields.filter(({ reserved }) => !reserved).map(({ name }) => name));
  const spanOf = (wanted: string): Span =>
    draft.members.find(({ name }) => name === wanted)?.span ?? draft.span;
  for (const { name: whole } of record.fields.filter(hasHalves)) {
    for (const half of ["low", "high"]) {
      const name = `${whole}_${half}`;
      if (names.has(name)) {
        draft.scope.report(
          diagnostic("name-collision", spanOf(name), {
            name, other: `the ${half} half of ${whole}`,
            spelling: `get${pascal(record.qualified)}${pascal(name)}`, target: "TypeScript",
          }, { notes: [{ span: spanOf(whole), text: `'${whole}' is here` }] }),
        );
      }
    }
  }
}

/** Moves between states whose names have `_to_` in them. */
function reportMoves(draft: RecordDraft, record: RecordType): void {
  for (const { field, transitions } of record.states) {
    const space: Space = { target: "C", seen: new Map() };
    for (const { from, to, fromAny } of transitions) {
      const start = fromAny ? "any" : from.name;
      const origin = { name: `${start} -> ${to.name}`, span: draft.span };
      enter(space, `${field}_${start}_to_${to.name}`, origin, draft.scope);
    }
  }
}

/** Whether names differ even without case and underscores: then no target can mix them up. */
function areFarApart(record: RecordType): boolean {
  const names = record.units.map(({ name }) => name);
  for (const { name, cName: upstream, type } of record.fields) {
    if (type.kind === "record" && type.record.anonymousIn !== undefined) {
      return false;
    }
    if (!isSpellable(name)) {
      return false;
    }
    names.push(name);
    if (upstream !== undefined) {
      names.push(upstream);
    }
  }
  return new Set(names.map((name) => name.toLowerCase().replaceAll("_", ""))).size === names.length;
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
    const qualified = declaration.qualified.toLowerCase();
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
  const c: Space = { target: "C", seen: new Map() };
  const ts: Space = { target: "TypeScript", seen: new Map() };
  for (const declaration of all.filter((each) => risky.has(each))) {
    const { name, span, scope, qualified, spelled } = declaration;
    const helpers = [...new Set(helperNames(qualified, spelled))];
    const isFree = helpers.map((helper) => enter(c, helper, { name, span }, scope));
    // What is one in C is one in TypeScript as well: once is enough.
    for (const helper of isFree.includes(false) ? [] : new Set(scriptNames(qualified, spelled))) {
      if (!enter(ts, helper, { name, span }, scope)) {
        break;
      }
    }
  }
}
