// Records in memory that another party writes: snapshots, single loads and stores, moves.
import type { RecordType } from "../../../model.ts";
import { kernelDoc } from "../spell/comments.ts";
import { block, signature } from "../spell/lines.ts";
import { recordName } from "../spell/names.ts";
import { accessorName, withoutIndices } from "./accessors.ts";
import { acquire } from "./atomic.ts";
import { assignment, copyStatements, hasSnapshot } from "./copies.ts";
import { extract, fetch, indexName, type Leaf, leavesOf, swapped, valueType } from "./leaves.ts";
import renderShared from "./shared.hbs";
import { moveViews } from "./states.ts";

const room = 76;

/** `snapshot`, `load`, `store` and the moves of a shared record. */
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
    loads: leaves.map((leaf) => loadView(record, leaf)),
    stores: leaves
      .filter((leaf) => isStorable(record, leaf))
      .map((leaf) => storeView(record, leaf)),
    moves: record.states.flatMap((states) => moveViews(record, states)),
  });
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
  const value = leaf.bool
    ? "value"
    : swapped(
        leaf.signed && leaf.storage.bits > 8 && leaf.storage.order !== "host"
          ? `(uint${leaf.storage.bits}_t)value`
          : "value",
        leaf.storage,
      );
  const signed = leaf.signed && leaf.storage.bits > 8 && leaf.storage.order !== "host";
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
      assignment(place, signed ? `(int${leaf.storage.bits}_t)${value}` : value),
    ]),
  };
}
