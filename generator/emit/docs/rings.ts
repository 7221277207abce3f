// A ring: its picture, and the rules by which its indices move.
import type { RecordType, Ring, RingIndex } from "../../model.ts";
import { ringDrawing } from "./drawing/ring.ts";
import { code } from "./markdown.ts";
import { anchor, type Page, picture, typeLink } from "./types.ts";

/** The ring of a record, if it is one. */
export function ringViews(record: RecordType, page: Page): readonly object[] {
  const { ring } = record;
  if (ring === undefined) {
    return [];
  }
  return [
    {
      anchor: anchor("ring", record.name),
      title: "The ring",
      ...picture(page, `${record.name}-ring`, ringDrawing(record, ring)),
      rules: rules(ring, page),
    },
  ];
}

function rules(ring: Ring, page: Page): readonly string[] {
  const { capacity, slots, slot, producer, consumer, mode, foldedBy } = ring;
  const count =
    capacity === undefined ? "a number of slots that is agreed elsewhere" : `${capacity} slots`;
  const free = mode === "free_running";
  return [
    `${code(slots)} is ${count} of ${typeLink(slot, page)}.`,
    indexRule(producer, "producer", "fills the next slot, then moves"),
    indexRule(consumer, "consumer", "takes the next slot, then moves"),
    free
      ? "Both indices run freely: the slot is the index modulo the number of slots."
      : "An index is the number of a slot: after the last comes 0.",
    free
      ? "The ring is empty when the indices are equal and full when they differ by the number of " +
        "slots; a greater difference is an error."
      : "The ring is empty when the indices are equal and full when one slot is left.",
    ...(foldedBy === undefined
      ? []
      : [`The ${foldedBy} may subtract multiples of the number of slots from both indices.`]),
  ];
}

function indexRule(index: RingIndex | undefined, role: string, does: string): string {
  return index === undefined
    ? `The ${role}'s index is its own and not in the record.`
    : `The ${index.party} is the ${role}: it ${does} ${code(index.field)}.`;
}
