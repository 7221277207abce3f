// Records in memory that another party writes: snapshots, single loads and stores, moves.
import type { RecordType } from "../../../model.ts";
import { kernelDoc } from "../spell/comments.ts";
import { block, signature } from "../spell/lines.ts";
import { mask, ones, recordName } from "../spell/names.ts";
import { accessorName, withoutIndices } from "./accessors.ts";
import { acquire } from "./atomic.ts";
import { assignment, copyStatements, hasSnapshot } from "./copies.ts";
import {
  extract,
  fetch,
  indexName,
  innermost,
  type Leaf,
  leafAt,
  leavesOf,
  publish,
  swapped,
  valueType,
} from "./leaves.ts";
import renderShared from "./shared.hbs";
import { moveViews } from "./states.ts";

const room = 76;

/** `snapshot`, `publish`, `load`, `store` and the moves of a shared record. */
export function emitShared(record: RecordType): string {
  const name = recordName(record);
  const leaves = leavesOf(record).filter((leaf) =>
    leaf.arrays.every((length) => length.kind === "fixed"),
  );
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
    published: isPublished(record),
    publishComment: kernelDoc({
      subject: `${record.qualified}_publish()`,
      doc: publishDoc(record),
    }),
    publishHead: signature("static inline void", `${record.qualified}_publish`, [
      `volatile ${name} *shared`,
      `const ${name} *copy`,
    ]),
    publishBody: block(publishStatements(record)),
    loads: leaves.map((leaf) => loadView(record, leaf)),
    stores: leaves
      .filter((leaf) => isStorable(record, leaf))
      .map((leaf) => storeView(record, leaf)),
    moves: record.states.flatMap((states) => moveViews(record, states)),
  });
}

/** Whether there is something to publish, and no state of a record in it would be overwritten. */
function isPublished(record: RecordType): boolean {
  return (
    hasSnapshot(record) &&
    !record.fields.some(({ type }) => hasStates(innermost(type))) &&
    publishStatements(record).length > 0
  );
}

function hasStates(type: ReturnType<typeof innermost>): boolean {
  return (
    type.kind === "record" &&
    (type.record.states.length > 0 ||
      type.record.fields.some((field) => hasStates(innermost(field.type))))
  );
}

/** Everything but the states: their bits stay in a unit that holds others besides. */
function publishStatements(record: RecordType): readonly string[] {
  const states = record.states.map(({ field }) => leafAt(record, [field]));
  const copied = copyStatements(record, "shared->", "copy->", "hypershim_publish");
  return copied.flatMap((statement): readonly string[] => {
    const own = states.filter(({ path }) => statement.startsWith(`shared->${path} = `));
    const [state] = own;
    return state === undefined ? [statement] : withoutStates(state, own);
  });
}

function withoutStates({ path, part, storage }: Leaf, states: readonly Leaf[]): readonly string[] {
  if (part === undefined) {
    return [];
  }
  const kept = states.reduce(
    (bits, leaf) => bits | ones(leaf.part?.width ?? 0, leaf.part?.shift),
    0n,
  );
  const type = `uint${storage.bits}_t`;
  const old = `${fetch(storage, `shared->${path}`)} & ${mask(kept, storage.bits)}`;
  const others = mask(ones(storage.bits) ^ kept, storage.bits);
  const given = `${fetch(storage, `copy->${path}`)} & ${others}`;
  const whole = `(${old}) |\n        (${given})`;
  const value = storage.bits < 32 ? `(${type})((${old}) |\n        (${given}))` : whole;
  const line = assignment(`shared->${path}`, swapped(value.replace(/\n\s*/, " "), storage));
  if (line.length <= room) {
    return [line];
  }
  return [
    "{",
    `    const ${type} unit = ${value};`,
    "",
    `    ${assignment(`shared->${path}`, swapped("unit", storage))}`,
    "}",
  ];
}

function publishDoc(record: RecordType): string {
  const brief = "Store every byte in shared memory once: the inverse of the snapshot.";
  const fields = record.states.map(({ field }) => `@${field}`).join(" and ");
  return record.states.length === 0
    ? brief
    : `${brief} But for ${fields}, which only the functions below move, afterwards.`;
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
        : `One load of @${withoutIndices(leaf)}.`,
    }),
    head: signature(`static inline ${valueType(leaf)}`, name, [
      `const volatile ${recordName(record)} *shared`,
      ...leaf.arrays.map((_, depth) => `size_t ${indexName(depth)}`),
    ]),
    body: block([
      ...leaf.arrays.map(
        (length, depth) =>
          `assert(${indexName(depth)} < ${length.kind === "fixed" ? length.count : 0});`,
      ),
      ...(line.length <= room
        ? [line]
        : [`uint${leaf.storage.bits}_t unit = ${value};`, "", `return ${extract(leaf, "unit")};`]),
    ]),
  };
}

function storeView(record: RecordType, leaf: Leaf): object {
  const name = accessorName(record, "store", leaf);
  const place = `shared->${leaf.path}`;
  const value = leaf.bool ? "value" : publish(leaf.storage, "value");
  return {
    comment: kernelDoc({
      subject: `${name}()`,
      doc: `One store to @${withoutIndices(leaf)}, by the party that owns it.`,
    }),
    head: signature("static inline void", name, [
      `volatile ${recordName(record)} *shared`,
      ...leaf.arrays.map((_, depth) => `size_t ${indexName(depth)}`),
      `${valueType(leaf)} value`,
    ]),
    body: block([
      ...leaf.arrays.map(
        (length, depth) =>
          `assert(${indexName(depth)} < ${length.kind === "fixed" ? length.count : 0});`,
      ),
      assignment(place, value),
    ]),
  };
}
