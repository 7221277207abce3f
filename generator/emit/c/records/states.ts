// Moves between the states of a shared record: made from the right state only, in the right order.
import type { EnumMember, RecordType, States, Transition } from "../../../model.ts";
import { kernelDoc } from "../spell/comments.ts";
import { block, signature } from "../spell/lines.ts";
import { enumerator, recordName } from "../spell/names.ts";
import { knownName } from "./accessors.ts";
import { acquire, storeAtomic } from "./atomic.ts";
import { extract, insertConstant, type Leaf, leafAt, valueType } from "./leaves.ts";

/** The moves that somebody may make, one function each. */
export function moveViews(record: RecordType, states: States): readonly object[] {
  const named = states.transitions.filter((transition) => !transition.fromAny);
  const anyTargets = new Map<string, Transition>();
  for (const transition of states.transitions) {
    if (transition.fromAny) {
      anyTargets.set(transition.to.name, transition);
    }
  }
  return [
    ...named.map((transition) => moveView(record, states, transition, transition.from)),
    ...[...anyTargets.values()].map((transition) =>
      moveView(record, states, transition, undefined),
    ),
  ];
}

function moveView(
  record: RecordType,
  states: States,
  transition: Transition,
  from: EnumMember | undefined,
): object {
  const leaf = leafAt(record, [states.field]);
  const move = `${from?.name ?? "any"}_to_${transition.to.name}`;
  const name = `${record.qualified}_${states.field}_${move}`;
  const released = goesToAnother(states, transition);
  return {
    comment: kernelDoc({
      subject: `${name}()`,
      doc: [
        `${sentence(transition.doc)}A move of the ${transition.party}.`,
        orderingDoc(released),
      ].join("\n\n"),
      members: [{ name: "slot", text: "in shared memory" }],
      returns:
        from === undefined
          ? "0, or -EPROTO for a value that is no state."
          : `0, -EAGAIN in another state than ${from.name}, or -EPROTO for what is no state.`,
    }),
    head: signature("static inline int", name, [`volatile ${recordName(record)} *slot`]),
    body: block(moveStatements(record, states, transition, from, leaf, released)),
  };
}

function moveStatements(
  record: RecordType,
  states: States,
  transition: Transition,
  from: EnumMember | undefined,
  leaf: Leaf,
  released: boolean,
): readonly string[] {
  const unit = leaf.part === undefined ? "state" : leaf.path;
  const known = `${knownName(states.enum)}(state)`;
  const order = released ? "__ATOMIC_RELEASE" : "__ATOMIC_RELAXED";
  const stored = insertConstant(leaf, unit, enumerator(states.enum, transition.to));
  return [
    leaf.part === undefined
      ? `${valueType(leaf)} state = ${extract(leaf, acquire(record, leaf, "slot"))};`
      : `uint${leaf.storage.bits}_t ${unit} = ${acquire(record, leaf, "slot")};`,
    ...(leaf.part === undefined ? [] : [`${valueType(leaf)} state = ${extract(leaf, unit)};`]),
    "",
    ...(from === undefined
      ? [`if (!${known})`, "    return -EPROTO;"]
      : [
          `if (state != ${enumerator(states.enum, from)})`,
          `    return ${known} ? -EAGAIN : -EPROTO;`,
        ]),
    ...(leaf.part === undefined ? [] : [`${unit} = ${stored};`]),
    storeAtomic(record, leaf, "slot", leaf.part === undefined ? stored : unit, order),
    "",
    "return 0;",
  ];
}

function sentence(doc: string): string {
  const text = doc.trim();
  return text === "" ? "" : `${text}${/[.!?]$/.test(text) ? "" : "."} `;
}

function orderingDoc(released: boolean): string {
  return released
    ? "Stores with release ordering: whoever sees the new state sees what was written before it."
    : "Loads with acquire ordering: what the last owner wrote is seen after it. " +
        "The store needs no ordering, for the slot stays with the same party.";
}

/** Whether somebody else makes the next move. */
export function goesToAnother(
  states: States,
  transition: Pick<Transition, "to" | "party">,
): boolean {
  const next = states.transitions.filter(
    (after) => !after.fromAny && after.from.name === transition.to.name,
  );
  return next.length === 0 || next.some((after) => after.party !== transition.party);
}
