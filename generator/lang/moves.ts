// The moves that a binding makes on its slots: legal ones, all by one party.

import type { BindNode, Name } from "./ast.ts";
import { diagnostic, suggest } from "./diagnostics.ts";
import { given } from "./given.ts";
import type { Scope } from "./scope.ts";
import type { EnumMember, RecordType, States } from "../model.ts";

/** The states that a binding moves, and the moves. */
export interface Moves {
  readonly states: States;
  readonly take: { readonly from: EnumMember; readonly to?: EnumMember };
  readonly done?: { readonly from: EnumMember; readonly to: EnumMember };
}

/** Looks up `take` and `done`; reports moves that nobody may make. */
export function findMove(
  node: BindNode,
  take: NonNullable<BindNode["take"]>,
  record: RecordType,
  scope: Scope,
): Moves | undefined {
  const names = [take.from, take.to, node.done?.from, node.done?.to].filter(
    (name) => name !== undefined,
  );
  const states = statesOf(names, record, scope);
  if (states === undefined) {
    return undefined;
  }
  const member = (name: Name | undefined): EnumMember | undefined =>
    states.enum.members.find((state) => state.name === name?.text);
  const from = member(take.from);
  const to = member(take.to);
  const doneFrom = member(node.done?.from);
  const doneTo = member(node.done?.to);
  if (from === undefined) {
    return undefined;
  }
  const taken = { states, take: { from, ...given({ to }) } };
  const takers = to && partiesOf(states, from, to);
  if (to !== undefined && takers?.length === 0) {
    reportIllegal(take.from, from, to, record, scope);
  }
  if (node.done === undefined || doneFrom === undefined || doneTo === undefined) {
    return taken;
  }
  const moves = { ...taken, done: { from: doneFrom, to: doneTo } };
  const finishers = partiesOf(states, doneFrom, doneTo);
  if (finishers.length === 0) {
    reportIllegal(node.done.from, doneFrom, doneTo, record, scope);
  } else if (takers?.length !== 0 && doneFrom !== (to ?? from)) {
    scope.report(
      diagnostic("moves-apart", node.done.from.span, {
        taken: (to ?? from).name, done: doneFrom.name,
      }, { notes: [{ span: (take.to ?? take.from).span, text: "taken here" }] }),
    );
  } else {
    checkParties(node.done.from, takers ?? [], finishers, scope);
  }
  return moves;
}

/** Whoever takes a slot must be allowed to hand it back. */
function checkParties(
  at: Name,
  takers: readonly string[],
  finishers: readonly string[],
  scope: Scope,
): void {
  if (takers.length > 0 && !takers.some((party) => finishers.includes(party))) {
    scope.report(
      diagnostic("moves-of-two", at.span, {
        taker: takers.join(" or "), finisher: finishers.join(" or "),
      }),
    );
  }
}

/** The machine that knows all the states; reports the first that none knows. */
function statesOf(
  names: readonly Name[],
  record: RecordType,
  scope: Scope,
): States | undefined {
  const [first] = record.states;
  const [take] = names;
  if (first === undefined || take === undefined) {
    scope.report(
      diagnostic("bind-without-states", (take ?? scope.node).span, { name: record.name }),
    );
    return undefined;
  }
  const knows = (states: States, name: Name): boolean =>
    states.enum.members.some((member) => member.name === name.text);
  const found = record.states.find((states) => names.every((name) => knows(states, name)));
  if (found === undefined) {
    for (const name of names.filter((each) => !knows(first, each))) {
      scope.report(
        diagnostic("unknown-member", name.span, { name: name.text, enum: first.enum.name }, {
          suggestion: suggest(name.text, first.enum.members.map((member) => member.name)),
        }),
      );
    }
  }
  return found;
}

function partiesOf(states: States, from: EnumMember, to: EnumMember): readonly string[] {
  return states.transitions
    .filter((move) => move.from === from && move.to === to)
    .map(({ party }) => party);
}

function reportIllegal(
  at: Name,
  from: EnumMember,
  to: EnumMember,
  record: RecordType,
  scope: Scope,
): void {
  scope.report(
    diagnostic("illegal-move", at.span, {
      from: from.name, to: to.name, record: record.name,
    }, { suggestion: "declare it in the record's `states`, or make another move" }),
  );
}
