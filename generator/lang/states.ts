// State machines on fields of shared records: who may make which move.

import { readDocumentation } from "./annotations.ts";
import type { Name, StatesNode, TransitionNode } from "./ast.ts";
import { diagnostic, suggest } from "./diagnostics.ts";
import type { FieldDraft, PartDraft, RecordDraft } from "./draft.ts";
import { enumEntityOf, lookUp, pathText, type Scope } from "./scope.ts";
import type { Enum, EnumMember, States, Transition } from "../model.ts";

/** Attaches a module's state machines to their records. */
export function lowerStates(scope: Scope): void {
  for (const node of scope.node.declarations) {
    if (node.kind === "states") {
      lowerMachine(node, scope);
    }
  }
}

function lowerMachine(node: StatesNode, scope: Scope): void {
  readDocumentation(node, scope);
  const found = findField(node, scope);
  if (found === undefined) {
    return;
  }
  const { draft, field, type } = found;
  if (draft.states.some((states) => states.field === field.name)) {
    scope.report(diagnostic("repeated-states", node.field.span, { field: pathText(node.field) }));
    return;
  }
  // With a move that could not be read, nobody knows which are allowed.
  draft.broken ||= scope.damaged.has(node);
  const members = new Map(type.members.map((member) => [member.name, member]));
  const states: Known = { type, members, scope };
  const transitions = lowerTransitions(node, states);
  const first = node.transitions[0];
  const initial = node.initial === undefined
    ? findState(first?.from ?? first?.to, states)
    : findState(node.initial, states);
  if (first === undefined) {
    scope.report(diagnostic("states-without-moves", node.field.span, {
      field: pathText(node.field),
    }));
  }
  if (initial !== undefined && transitions !== undefined) {
    draft.states.push({ field: field.name, enum: type, doc: node.doc, initial, transitions });
    warnUnreachable(node, type, { initial, transitions }, scope);
  }
}

/** A field that can have states, its record, and its enum. */
interface Found {
  readonly draft: RecordDraft;
  readonly field: FieldDraft | PartDraft;
  readonly type: Enum;
}

/** The field: directly in a shared record of this module, of a plain enum. */
function findField(
  node: StatesNode,
  scope: Scope,
): Found | undefined {
  const last = node.field.names.at(-1);
  const names = node.field.names.slice(0, -1);
  if (last === undefined || names.length === 0) {
    scope.report(diagnostic("states-field", node.field.span, {}));
    return undefined;
  }
  const entity = lookUp(scope, { names, span: node.field.span }, "record");
  const draft = entity?.draft;
  if (draft === undefined || draft.broken) {
    return undefined;
  }
  const notes = [{ span: draft.span, text: "the record" }];
  if (draft.scope !== scope) {
    scope.report(diagnostic("states-elsewhere", node.field.span, {
      record: draft.name, module: draft.scope.name,
    }, { notes }));
    return undefined;
  }
  return fieldWithStates(node, last, draft);
}

function fieldWithStates(node: StatesNode, last: Name, draft: RecordDraft): Found | undefined {
  const { scope } = draft;
  const notes = [{ span: draft.span, text: "the record" }];
  const fields = fieldsOf(draft);
  const field = fields.get(last.text);
  if (field === undefined) {
    scope.report(diagnostic("unknown-field", last.span, { name: last.text, record: draft.name }, {
      notes, suggestion: suggest(last.text, fields),
    }));
    return undefined;
  }
  if (!draft.shared) {
    scope.report(diagnostic("states-not-shared", node.field.span, { record: draft.name }, {
      notes, suggestion: "write `shared struct`",
    }));
    return undefined;
  }
  if (field.type.kind !== "enum" || field.type.enum.flags) {
    scope.report(diagnostic("states-type", last.span, { name: last.text }, {
      notes: [{ span: field.span, text: "the field" }],
    }));
    return undefined;
  }
  return { draft, field, type: field.type.enum };
}

function fieldsOf(draft: RecordDraft): ReadonlyMap<string, FieldDraft | PartDraft> {
  const members = draft.members.flatMap<FieldDraft | PartDraft>((member) =>
    member.kind === "unit" ? member.parts : [member],
  );
  return new Map(members.filter(({ reserved }) => !reserved).map((field) => [field.name, field]));
}

/** The states that there are. */
interface Known {
  readonly type: Enum;
  readonly members: ReadonlyMap<string, EnumMember>;
  readonly scope: Scope;
}

function findState(
  name: Name | undefined,
  { type, members, scope }: Known,
): EnumMember | undefined {
  if (name === undefined) {
    return undefined;
  }
  const state = members.get(name.text);
  if (state === undefined) {
    const entity = enumEntityOf(type);
    scope.report(
      diagnostic("unknown-member", name.span, { name: name.text, enum: type.name }, {
        notes: entity === undefined
          ? []
          : [{ span: entity.name.span, text: "the enum is declared here" }],
        suggestion: suggest(name.text, members),
      }),
    );
  }
  return state;
}

/** So many moves can be declared of one field; `*` counts once for each state. */
const mostMoves = 65_536;

/** A move as written, with its states; without `from`, from any state. */
interface Move {
  readonly node: TransitionNode;
  readonly from?: EnumMember;
  readonly to: EnumMember;
}

/** All moves, `*` as one from each other state that does not make the move already. */
function lowerTransitions(
  node: StatesNode,
  states: Known,
): readonly Transition[] | undefined {
  const { type, scope } = states;
  const written = new Map<string, TransitionNode>();
  const key = (from: string, to: string, party: string): string => `${from} ${to} ${party}`;
  const usable: Move[] = [];
  let failed = false;
  for (const transition of node.transitions) {
    readDocumentation(transition, scope);
    const from = transition.from && findState(transition.from, states);
    const to = findState(transition.to, states);
    if (to === undefined || (transition.from !== undefined && from === undefined)) {
      failed = true;
      continue;
    }
    if (from === to) {
      scope.report(diagnostic("move-to-itself", transition.span, { state: to.name }));
    }
    const own = key(transition.from?.text ?? "*", to.name, transition.party.text);
    const first = written.get(own);
    if (first !== undefined) {
      scope.report(diagnostic("duplicate-move", transition.span, {}, {
        notes: [{ span: first.span, text: "first said here" }],
      }));
      continue;
    }
    written.set(own, transition);
    usable.push({ node: transition, to, ...(from && { from }) });
  }
  const moves = usable.reduce(
    (sum, { from }) => sum + (from === undefined ? type.members.length : 1), 0,
  );
  if (moves > mostMoves) {
    scope.report(diagnostic("too-many-moves", node.field.span, { moves, most: mostMoves }));
    return undefined;
  }
  const isWritten = (from: EnumMember, { node, to }: Move): boolean =>
    written.has(key(from.name, to.name, node.party.text));
  return failed ? undefined : usable.flatMap((move) => expand(move, type, isWritten));
}

/** The moves that one line stands for; `*` leaves those out that are written on their own. */
function expand(
  move: Move,
  type: Enum,
  isWritten: (from: EnumMember, move: Move) => boolean,
): readonly Transition[] {
  const { node: { party, doc }, from, to } = move;
  const sources = from !== undefined ? [from] : type.members.filter((member) =>
    member.value !== to.value && member.alias !== true && !isWritten(member, move),
  );
  return sources.map((source) => ({
    from: source, to, party: party.text, doc, fromAny: from === undefined,
  }));
}

/** A state that no move leads to is a slip, or somebody's business that the spec leaves out. */
function warnUnreachable(
  node: StatesNode,
  type: Enum,
  { initial, transitions }: Pick<States, "initial" | "transitions">,
  scope: Scope,
): void {
  const reached = new Set([initial]);
  const next = new Map<EnumMember, EnumMember[]>();
  for (const { from, to } of transitions) {
    const targets = next.get(from);
    if (targets === undefined) {
      next.set(from, [to]);
    } else {
      targets.push(to);
    }
  }
  // A set is walked in order of insertion, additions included.
  for (const state of reached) {
    next.get(state)?.forEach((to) => reached.add(to));
  }
  const named = new Set(
    transitions.flatMap(({ from, to, fromAny }) => (fromAny ? [to] : [from, to])),
  );
  for (const state of type.members) {
    if (named.has(state) && !reached.has(state)) {
      scope.report(diagnostic("unreachable-state", node.field.span, {
        state: state.name, initial: initial.name,
      }));
    }
  }
}
