// The picture of a ring: slots in a row, the two indices that move along it, and the way back.
import type { RecordType, Ring, RingIndex } from "../../../model.ts";
import type { Box, Drawing, Label } from "./drawing.ts";

const SLOT = 62;
const HEIGHT = 40;
const LEFT = 40;
const TOP = 84;
const CONSUMER = 2;
const PRODUCER = 6;

/** How the indices of a ring run over its slots. The filled part is an example. */
export function ringDrawing(record: RecordType, ring: Ring): Drawing {
  const names = slotNames(ring);
  const boxes = names.map(
    (_, index): Box => ({
      x: LEFT + index * SLOT,
      y: TOP,
      width: SLOT,
      height: HEIGHT,
      radius: 0,
      look: index >= CONSUMER && index < PRODUCER ? "busy" : "field",
    }),
  );
  const right = LEFT + names.length * SLOT;
  const bottom = TOP + HEIGHT;
  const consumer = LEFT + (CONSUMER + 0.5) * SLOT;
  const producer = LEFT + (PRODUCER + 0.5) * SLOT;
  const text = (x: number, y: number, words: string, look: Label["look"] = "ink"): Label => ({
    x,
    y,
    text: words,
    size: 12,
    anchor: "middle",
    look,
  });
  const down = `M ${right} ${TOP + 20} h 14 q 8 0 8 8 V ${bottom + 18} q 0 8 -8 8`;
  const up = `H ${LEFT - 14} q -8 0 -8 -8 V ${TOP + 28} q 0 -8 8 -8 h 14`;
  return {
    title: `Ring ${record.name}`,
    description:
      "Slots in a row, the last followed by the first. " +
      `${indexWords(ring.consumer, "consumer")} is the next to be taken, ` +
      `${indexWords(ring.producer, "producer")} the next to be filled; those between are full.`,
    width: right + 40,
    height: bottom + 48,
    boxes,
    lines: [
      { path: `M ${consumer} 56 V ${TOP}`, look: "arrow" },
      { path: `M ${producer} 56 V ${TOP}`, look: "arrow" },
      { path: `${down} ${up}`, look: "arrow" },
    ],
    labels: [
      ...names.map((name, index) => text(LEFT + (index + 0.5) * SLOT, TOP + 24, name, "quiet")),
      text(consumer, 28, indexWords(ring.consumer, "consumer")),
      text(consumer, 46, partyWords(ring.consumer, "takes here"), "quiet"),
      text(producer, 28, indexWords(ring.producer, "producer")),
      text(producer, 46, partyWords(ring.producer, "fills here"), "quiet"),
      text((LEFT + right) / 2, bottom + 30, "after the last slot comes the first", "on_line"),
    ],
  };
}

/** At most nine boxes, with a gap before the last. */
function slotNames({ capacity }: Ring): readonly string[] {
  const first = Array.from({ length: 8 }, (_, index) => `${index}`);
  return [...first, "…", capacity === undefined ? "n - 1" : `${capacity - 1}`];
}

function indexWords(index: RingIndex | undefined, role: string): string {
  return index === undefined ? `the ${role}'s own index` : index.field;
}

function partyWords(index: RingIndex | undefined, does: string): string {
  return index === undefined ? `${does}, not in the record` : `${index.party} ${does}`;
}
