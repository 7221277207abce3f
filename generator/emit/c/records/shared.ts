// Records in memory that another party writes: snapshots, single loads and stores, and moves between states.
import type { EnumMember, Field, RecordType, States, Transition } from "../../../model.ts";
import { kernelDoc } from "../spell/comments.ts";
import { block, call, signature } from "../spell/lines.ts";
import { enumerator, memberName, recordName } from "../spell/names.ts";
import { accessorName, knownName } from "./accessors.ts";
import {
  extract,
  fetch,
  indexName,
  innermost,
  insertConstant,
  isBitsGroup,
  type Leaf,
  leafAt,
  leavesOf,
  lengths,
  swapped,
  unitMember,
  valueType,
} from "./leaves.ts";
import renderShared from "./shared.hbs";
import { isFlexible } from "./structs.ts";

const room = 76;

/** `snapshot`, `load`, `store` and the moves of a shared record. */
export function emitShared(record: RecordType): string {
  const name = recordName(record);
  const leaves = leavesOf(record).filter((leaf) => leaf.arrays.every((length) => length.kind === "fixed"));
  return renderShared({
    copied: hasSnapshot(record),
    snapshotComment: kernelDoc({
      subject: `${record.qualified}_snapshot()`,
      doc: "Fetch every byte of shared memory once. Trust the copy alone.",
    }),
    snapshotHead: signature("static inline void", `${record.qualified}_snapshot`, [
      `${name} *copy`,
      `const volatile ${name} *shared`,
    ]),
    snapshotBody: block(copyStatements(record, "copy->", "shared->", "hypershim_fetch")),
    loads: leaves.map((leaf) => loadView(record, leaf)),
    stores: leaves.filter((leaf) => isStorable(record, leaf)).map((leaf) => storeView(record, leaf)),
    moves: record.states.flatMap((states) => moveViews(record, states)),
  });
}

/** Whether there is a function that copies the whole record out of shared memory. */
export function hasSnapshot(record: RecordType): boolean {
  return record.shared && record.ring === undefined && !record.fields.some((field) => isFlexible(field.type));
}

/** One copy per member, at its declared width; runs of bytes and unions byte by byte. */
export function copyStatements(
  record: RecordType,
  to: string,
  from: string,
  helper: "hypershim_fetch" | "hypershim_publish",
  depth = 0,
): readonly string[] {
  const units = record.units.map((unit) => ({ offset: unit.offset, name: unitMember(record, unit.name) }));
  const fields = record.fields
    .filter((field) => field.bits === undefined && !isFlexible(field.type))
    .map((field) => ({ offset: field.offset, name: memberName(field), field }));
  const members: readonly { offset: number; name: string; field?: Field }[] =
    units.length === 0 ? fields : [...fields, ...units].sort((one, other) => one.offset - other.offset);
  return members.flatMap(({ name, field }) =>
    field === undefined
      ? [assignment(`${to}${name}`, `${from}${name}`)]
      : copyMember(record, field, `${to}${name}`, `${from}${name}`, helper, depth),
  );
}

function copyMember(
  parent: RecordType,
  field: Field,
  to: string,
  from: string,
  helper: "hypershim_fetch" | "hypershim_publish",
  depth: number,
): readonly string[] {
  const inner = innermost(field.type);
  const dimensions = lengths(field.type);
  if ((inner.kind === "record" && inner.record.union) || (dimensions.length > 0 && field.size % 1 === 0 && isBytes(inner))) {
    const address = dimensions.length > 0 ? "" : "&";
    return [`${helper}(${address}${to}, ${address}${from}, sizeof(${helper === "hypershim_fetch" ? to : from}));`];
  }
  const indices = dimensions.map((_, level) => `[${indexName(depth + level)}]`).join("");
  const statements = copyElement(parent, inner, `${to}${indices}`, `${from}${indices}`, helper, depth + dimensions.length);
  return dimensions.reduceRight<readonly string[]>((body, length, level) => {
    const index = indexName(depth + level);
    const head = `for (size_t ${index} = 0; ${index} < ${length.kind === "fixed" ? length.count : 0}; ${index}++)`;
    return [`${head} {`, ...body.map((line) => `    ${line}`), "}"];
  }, statements);
}

function copyElement(
  parent: RecordType,
  type: ReturnType<typeof innermost>,
  to: string,
  from: string,
  helper: "hypershim_fetch" | "hypershim_publish",
  depth: number,
): readonly string[] {
  if (type.kind !== "record" || isBitsGroup(type.record)) {
    return [assignment(to, from)];
  }
  const { record } = type;
  if (helper === "hypershim_fetch" && hasSnapshot(record) && !parent.packed && record.anonymousIn === undefined) {
    return [`${record.qualified}_snapshot(&${to}, &${from});`];
  }
  return copyStatements(record, `${to}.`, `${from}.`, helper, depth);
}

function isBytes(type: ReturnType<typeof innermost>): boolean {
  return type.kind === "bool" || (type.kind === "integer" && type.bits === 8);
}

function assignment(to: string, from: string): string {
  return `${to} = ${from};`;
}

function isStorable(record: RecordType, leaf: Leaf): boolean {
  const name = leaf.names[0];
  return (
    leaf.part === undefined &&
    leaf.field.fixed === undefined &&
    !isState(record, leaf) &&
    record.ring?.producer?.field !== name &&
    record.ring?.consumer?.field !== name
  );
}

function isState(record: RecordType, leaf: Leaf): boolean {
  return leaf.names.length === 1 && record.states.some((states) => states.field === leaf.names[0]);
}

function loadView(record: RecordType, leaf: Leaf): object {
  const name = accessorName(record, "load", leaf);
  const state = isState(record, leaf);
  const place = `shared->${leaf.path}`;
  const value = state ? acquire(record, leaf, "shared") : fetch(leaf.storage, place);
  const line = `return ${extract(leaf, value)};`;
  return {
    comment: kernelDoc({
      subject: `${name}()`,
      doc: state
        ? `One load with acquire ordering: what was written before the state is seen after it.`
        : `One load of @${leaf.path.replace(/\[\w+\]/g, "")}.`,
    }),
    head: signature(`static inline ${valueType(leaf)}`, name, [
      `const volatile ${recordName(record)} *shared`,
      ...leaf.arrays.map((_, depth) => `size_t ${indexName(depth)}`),
    ]),
    body: block([
      ...leaf.arrays.map((length, depth) => `assert(${indexName(depth)} < ${length.kind === "fixed" ? length.count : 0});`),
      ...(line.length <= room
        ? [line]
        : [`uint${leaf.storage.bits}_t unit = ${value};`, "", `return ${extract(leaf, "unit")};`]),
    ]),
  };
}

function storeView(record: RecordType, leaf: Leaf): object {
  const name = accessorName(record, "store", leaf);
  const place = `shared->${leaf.path}`;
  const value = leaf.bool ? "value" : swapped(leaf.signed && leaf.storage.bits > 8 && leaf.storage.order !== "host" ? `(uint${leaf.storage.bits}_t)value` : "value", leaf.storage);
  const signed = leaf.signed && leaf.storage.bits > 8 && leaf.storage.order !== "host";
  return {
    comment: kernelDoc({ subject: `${name}()`, doc: `One store to @${leaf.path.replace(/\[\w+\]/g, "")}, by the party that owns it.` }),
    head: signature("static inline void", name, [
      `volatile ${recordName(record)} *shared`,
      ...leaf.arrays.map((_, depth) => `size_t ${indexName(depth)}`),
      `${valueType(leaf)} value`,
    ]),
    body: block([
      ...leaf.arrays.map((length, depth) => `assert(${indexName(depth)} < ${length.kind === "fixed" ? length.count : 0});`),
      assignment(place, signed ? `(int${leaf.storage.bits}_t)${value}` : value),
    ]),
  };
}

/** The unit or member that holds a state, loaded with acquire ordering. */
export function acquire(record: RecordType, leaf: Leaf, pointer: string): string {
  return swapped(`__atomic_load_n(${atomicPlace(record, leaf, pointer, true)}, __ATOMIC_ACQUIRE)`, leaf.storage);
}

/** A statement that stores the unit or member that holds a state. */
export function storeAtomic(record: RecordType, leaf: Leaf, pointer: string, value: string, order: string): string {
  const stored = swapped(value, leaf.storage);
  return call("", "__atomic_store_n", [atomicPlace(record, leaf, pointer, false), stored, order]);
}

/** In a packed record the compiler has to be told that the member is aligned after all. */
export function atomicPlace(record: RecordType, leaf: Leaf, pointer: string, constant: boolean): string {
  const place = `&${pointer}->${leaf.path}`;
  if (!record.packed || leaf.storage.bits === 8) {
    return place;
  }
  const qualifier = constant ? "const volatile" : "volatile";
  const type = `${leaf.storage.signed ? "int" : "uint"}${leaf.storage.bits}_t`;
  return `(${qualifier} ${type} *)(${qualifier} void *)${place}`;
}

function moveViews(record: RecordType, states: States): readonly object[] {
  const named = states.transitions.filter((transition) => !transition.fromAny);
  const anyTargets = new Map<string, Transition>();
  for (const transition of states.transitions) {
    if (transition.fromAny) {
      anyTargets.set(transition.to.name, transition);
    }
  }
  return [
    ...named.map((transition) => moveView(record, states, transition, transition.from)),
    ...[...anyTargets.values()].map((transition) => moveView(record, states, transition, undefined)),
  ];
}

function moveView(record: RecordType, states: States, transition: Transition, from: EnumMember | undefined): object {
  const leaf = leafAt(record, [states.field]);
  const name = `${record.qualified}_${states.field}_${from?.name ?? "any"}_to_${transition.to.name}`;
  const released = goesToAnother(states, transition);
  return {
    comment: kernelDoc({
      subject: `${name}()`,
      doc: `${sentence(transition.doc)}A move of the ${transition.party}.\n\n${orderingDoc(released)}`,
      members: [{ name: "slot", text: "in shared memory" }],
      returns:
        from === undefined
          ? "0, or -EPROTO for a value that is no state."
          : `0, -EAGAIN in another state than ${from.name}, or -EPROTO for a value that is no state.`,
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
    `uint${leaf.storage.bits}_t ${unit} = ${acquire(record, leaf, "slot")};`,
    ...(leaf.part === undefined ? [] : [`${valueType(leaf)} state = ${extract(leaf, unit)};`]),
    "",
    ...(from === undefined
      ? [`if (!${known})`, "    return -EPROTO;"]
      : [`if (state != ${enumerator(states.enum, from)})`, `    return ${known} ? -EAGAIN : -EPROTO;`]),
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
    ? "Stores with release ordering: whoever sees the new state sees all that was written before it."
    : "Loads with acquire ordering: what the last owner wrote is seen after it. The store needs no ordering, for the slot stays with the same party.";
}

/** Whether somebody else makes the next move. */
export function goesToAnother(states: States, transition: Pick<Transition, "to" | "party">): boolean {
  const next = states.transitions.filter((after) => !after.fromAny && after.from.name === transition.to.name);
  return next.length === 0 || next.some((after) => after.party !== transition.party);
}
