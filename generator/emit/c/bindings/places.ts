// Where `dispatch` finds the arguments of a call and puts its results: a shared slot, or messages.
import type { Binding, BindingCase, FieldPath, States } from "../../../model.ts";
import { passesUnion } from "../../calls.ts";
import { cName } from "../../../words.ts";
import { knownName } from "../records/accessors.ts";
import { acquire, storeAtomic } from "../records/atomic.ts";
import {
  compared,
  extract,
  fetch,
  insert,
  insertConstant,
  type Leaf,
  leafAt,
  load,
  publish,
  store,
  swapped,
  valueType,
} from "../records/leaves.ts";
import { goesToAnother } from "../records/states.ts";
import { enumerator } from "../spell/names.ts";
import { privateReader, type Reader, requestOf, type Selector, selectorOf } from "./conditions.ts";
import { pathsOf, widest } from "./plan.ts";

/** What differs between slots in shared memory and messages in private memory. */
export interface Plan {
  readonly reader: Reader;
  /** The load of the slot's state and the variables of what is fetched later. */
  readonly declared: readonly string[];
  /** Taking the slot, and what is fetched at once. */
  readonly open: readonly string[];
  /** What a case of the selector fetches before its conditions. */
  readonly fetched: (cases: readonly BindingCase[]) => readonly string[];
  /** Stores a result. */
  readonly answer: (field: FieldPath, value: string) => readonly string[];
  /** Completing the slot. */
  readonly close: readonly string[];
}

/** Requests are read by accessors, wherever they are needed. */
export function messagePlan(binding: Binding): Plan {
  const { target } = binding;
  const reply = target.kind === "messages" ? target.reply : undefined;
  return {
    reader: privateReader(requestOf(binding), "request"),
    open: reply === undefined ? [] : [`${reply.qualified}_init(reply);`],
    declared: [],
    fetched: () => [],
    answer: (field, value) =>
      reply === undefined ? [] : [storePrivate("reply", leafAt(reply, field.names), value)],
    close: [],
  };
}

function storePrivate(pointer: string, leaf: Leaf, value: string): string {
  const place = `${pointer}->${leaf.path}`;
  return store(
    leaf.storage,
    place,
    insert(leaf, load(leaf.storage, place), converted(leaf, value)),
  );
}

/** A value as the type of the field that takes it. */
function converted(leaf: Leaf, value: string): string {
  return leaf.bool || leaf.storage.bits === 64 ? value : `(${valueType(leaf)})${value}`;
}

/** A slot is loaded field by field into variables, its state first. */
export function slotPlan(binding: Binding): Plan {
  const { target } = binding;
  if (target.kind !== "slot") {
    throw new Error("a slot is wanted");
  }
  const { record, states, take, done } = target;
  const state = leafAt(record, [states.field]);
  const stateName = state.part === undefined ? "state" : cName(lastName(state.path));
  const locals = localsOf(binding, state, stateName);
  const early = locals.filter((local) => !local.late);
  const whole = state.part === undefined;
  const type = whole ? valueType(state) : `uint${state.storage.bits}_t`;
  const loaded = acquire(record, state, "slot");
  const taken = take.to;
  const order = (from: string, to: string): string =>
    releases(states, from, to) ? "__ATOMIC_RELEASE" : "__ATOMIC_RELAXED";
  return {
    reader: {
      unit: (leaf) =>
        leaf.path === state.path
          ? stateName
          : (locals.find(({ path }) => path === leaf.path)?.name ?? ""),
    },
    open: [
      ...refuseState(states, state, stateName, take.from),
      ...(taken === undefined
        ? []
        : [
            `${stateName} = ${insertConstant(state, stateName, enumerator(states.enum, taken))};`,
            storeAtomic(record, state, "slot", stateName, order(take.from.name, taken.name)),
          ]),
      "",
      ...(early.length === 0
        ? []
        : ["/* The slot is shared: fetch each field once, and trust only the copy. */"]),
      ...early.map(
        (local) => `const ${local.type} ${local.name} = ${fetched(local)};`,
      ),
    ],
    declared: [
      `${type} ${stateName} = ${whole ? extract(state, loaded) : loaded};`,
      ...new Map(
        locals
          .filter(({ late }) => late)
          .map(({ name, type: held }) => [name, `${held} ${name} = 0;`]),
      ).values(),
    ],
    fetched: (cases) => {
      const wanted = new Set(cases.flatMap(pathsOf).map((path) => leafAt(record, path.names).path));
      return locals
        .filter((local) => local.late && wanted.has(local.path))
        .map((local) => `${local.name} = ${fetched(local)};`);
    },
    answer: (field, value) =>
      answerSlot(leafAt(record, field.names), value, state, stateName, locals),
    close:
      done === undefined
        ? []
        : [
            "",
            `${stateName} = ${insertConstant(state, stateName, enumerator(states.enum, done.to))};`,
            storeAtomic(record, state, "slot", stateName, order(done.from.name, done.to.name)),
          ],
  };
}

function releases(states: States, from: string, to: string): boolean {
  const transition = states.transitions.find(
    (each) => each.from.name === from && each.to.name === to,
  );
  return transition === undefined || goesToAnother(states, transition);
}

function refuseState(
  states: States,
  leaf: Leaf,
  unit: string,
  wanted: { readonly name: string },
): readonly string[] {
  const known = `${knownName(states.enum)}(${extract(leaf, unit)})`;
  return [
    `if (${compared(leaf, unit)} != ${enumerator(states.enum, wanted)})`,
    `    return ${known} ? -EAGAIN : -EPROTO;`,
  ];
}

/** A variable of `dispatch` that holds what one place of the slot held. */
interface Local {
  readonly name: string;
  readonly type: string;
  readonly path: string;
  readonly leaf: Leaf;
  /** In a union: fetched only where its member is the right one. */
  readonly late: boolean;
}

/** One load of what a variable holds: a number, or the unit that bits are in. */
function fetched({ leaf, path }: Local): string {
  const unit = fetch(leaf.storage, `slot->${path}`);
  return leaf.part === undefined && !leaf.bool ? extract(leaf, unit) : unit;
}

const dispatchNames = ["slot", "ops", "self", "regions", "ret", "call", "space", "result"];

function localsOf(binding: Binding, state: Leaf, stateName: string): readonly Local[] {
  const record = requestOf(binding);
  const selector = selectorOf(binding);
  const found = new Map<string, { leaf: Leaf; late: boolean; branches: Set<string> }>();
  for (const each of binding.cases) {
    const branch = branchOf(each, selector);
    for (const { names } of pathsOf(each)) {
      const leaf = leafAt(record, names);
      const late = selector !== undefined && passesUnion(record, names);
      const place = found.get(leaf.path) ?? { leaf, late, branches: new Set() };
      place.branches.add(branch);
      found.set(leaf.path, place);
    }
  }
  found.delete(state.path);
  const places = [...found.entries()].map(([path, place]) => ({ path, ...place }));
  return places.map((place) => {
    const { path, leaf, late } = place;
    const name = cName(lastName(path));
    const namesakes = places.filter(
      (each) => each.path !== path && lastName(each.path) === lastName(path),
    );
    // Members of a union are never looked at together, so they can share a variable.
    const isFree = (other: (typeof places)[number]): boolean =>
      late && other.late && [...place.branches].every((branch) => !other.branches.has(branch));
    if (name === stateName || dispatchNames.includes(name) || !namesakes.every(isFree)) {
      return { name: `${path.replaceAll(".", "_")}_`, path, leaf, late, type: storageType(leaf) };
    }
    const types = [leaf, ...namesakes.map((other) => other.leaf)].map(storageType);
    return { name, path, leaf, late, type: widest(types) };
  });
}

/** The branch of the selector's `switch` that a case is in. */
function branchOf(each: BindingCase, selector: Selector | undefined): string {
  const path = selector?.path.names.join(".");
  const condition = each.conditions.find(({ field }) => field.names.join(".") === path);
  return condition === undefined ? "" : String(condition.value);
}

function storageType(leaf: Leaf): string {
  return `${leaf.storage.signed && leaf.part === undefined ? "int" : "uint"}${leaf.storage.bits}_t`;
}

function lastName(path: string): string {
  return path.split(".").at(-1) ?? path;
}

function answerSlot(
  leaf: Leaf,
  value: string,
  state: Leaf,
  stateName: string,
  locals: readonly Local[],
): readonly string[] {
  const place = leaf.path;
  if (leaf.part === undefined) {
    return [`slot->${place} = ${publish(leaf.storage, converted(leaf, value))};`];
  }
  if (leaf.path === state.path) {
    return [`${stateName} = ${insert(leaf, stateName, converted(leaf, value))};`];
  }
  const local = locals.find(({ path }) => path === leaf.path);
  const unit = local?.name ?? fetch(leaf.storage, `slot->${place}`);
  return [`slot->${place} = ${swapped(insert(leaf, unit, converted(leaf, value)), leaf.storage)};`];
}
