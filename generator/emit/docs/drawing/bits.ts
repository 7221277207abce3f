// The bits of one integer as a row of boxes, most significant first, with leaders to long names.
import type { BitUnit, RecordType } from "../../../model.ts";
import { unnumbered } from "./cells.ts";
import { fit, join, type Label, type Shapes } from "./drawing.ts";

/** A run of bits that is drawn as one box. */
export interface BitRange {
  readonly name: string;
  readonly shift: number;
  readonly width: number;
  readonly reserved: boolean;
  readonly note: string;
}

/** Where the bits are drawn. */
export interface Place {
  readonly x: number;
  /** Of the top of the bit numbers of the first row; the caption stands above. */
  readonly y: number;
  readonly width: number;
  readonly caption: string;
}

const ROW = 34;
const LEADER = 18;
const MOST_IN_ROW = 32;

/** The ranges of a unit, most significant first. */
export function bitsOf(record: RecordType, unit: BitUnit): readonly BitRange[] {
  const ranges = record.fields.flatMap((field): readonly BitRange[] =>
    field.bits === undefined || field.bits.unit !== unit.name
      ? []
      : [
          {
            name: field.reserved ? unnumbered(field.name) : field.name,
            shift: field.bits.shift,
            width: field.bits.width,
            reserved: field.reserved,
            note: field.fixed === undefined ? "" : ` = ${field.fixed}`,
          },
        ],
  );
  return ranges.sort((a, b) => b.shift - a.shift);
}

/** Draws the ranges in rows of at most 32 bits. */
export function drawBits(
  ranges: readonly BitRange[],
  place: Place,
): { readonly shapes: Shapes; readonly bottom: number } {
  const total = ranges.reduce((most, { shift, width }) => Math.max(most, shift + width), 0);
  const inRow = Math.min(total, MOST_IN_ROW);
  const caption: Label = {
    x: place.x,
    y: place.y - 4,
    text: place.caption,
    size: 12,
    anchor: "start",
    look: "quiet",
  };
  const parts: Shapes[] = [{ boxes: [], lines: [], labels: [caption] }];
  let y = place.y;
  for (let low = total - inRow; low >= 0; low -= inRow) {
    const row = drawRow(rowRanges(ranges, low, inRow), { ...place, y }, low, inRow);
    parts.push(row.shapes);
    y = row.bottom + (low > 0 ? 10 : 0);
  }
  return { shapes: join(parts), bottom: y };
}

/** The ranges' parts that lie in a row; of a range in two rows, the larger part bears the name. */
function rowRanges(ranges: readonly BitRange[], low: number, count: number): readonly BitRange[] {
  return ranges.flatMap((range) => {
    const shift = Math.max(range.shift, low);
    const width = Math.min(range.shift + range.width, low + count) - shift;
    const named = width * 2 > range.width || (width * 2 === range.width && shift === range.shift);
    const shown = named ? range : { ...range, name: "…", note: "" };
    return width <= 0 ? [] : [{ ...shown, shift, width }];
  });
}

function drawRow(
  ranges: readonly BitRange[],
  place: Place,
  low: number,
  count: number,
): { readonly shapes: Shapes; readonly bottom: number } {
  const bit = place.width / count;
  const top = place.y + 18;
  const left = ({ shift, width }: BitRange): number =>
    place.x + (low + count - shift - width) * bit;
  const sizeOf = ({ name, note, width }: BitRange): number =>
    fit(name + note, width * bit - 6, [13, 12, 11, 10]);
  const isLed = (range: BitRange): boolean => !range.reserved && sizeOf(range) === 0;

  const inside = ranges.filter((range) => sizeOf(range) > 0);
  const led = ranges.filter(isLed).reverse();
  const leaders = led.map((range, level) =>
    drawLeader(range, left(range) + (range.width * bit) / 2, top + ROW, level),
  );
  return {
    shapes: join([
      {
        boxes: ranges.map((range) => ({
          x: left(range),
          y: top,
          width: range.width * bit,
          height: ROW,
          radius: 0,
          look: range.reserved ? "reserved" : "bits",
        })),
        lines: [],
        labels: [
          ...ranges.flatMap((range) => bitNumbers(range, left(range), range.width * bit, top - 5)),
          ...inside.map((range): Label => ({
            x: left(range) + (range.width * bit) / 2,
            y: top + ROW / 2 + 4,
            text: range.name + range.note,
            size: sizeOf(range),
            anchor: "middle",
            look: range.reserved ? "on_line" : "ink",
          })),
        ],
      },
      ...leaders,
    ]),
    bottom: top + ROW + (led.length === 0 ? 0 : led.length * LEADER + 4),
  };
}

/** A line from the box down and right to its name; rightmost first, so that no two lines cross. */
function drawLeader(range: BitRange, x: number, y: number, level: number): Shapes {
  const end = y + (level + 1) * LEADER - 4;
  const text = range.name + range.note;
  return {
    boxes: [],
    lines: [{ path: `M ${x} ${y} V ${end} h 8`, look: "thin" }],
    labels: [
      { x: x + 12, y: end + 4, text, size: 12, anchor: "start", look: "ink" },
    ],
  };
}

function bitNumbers(range: BitRange, x: number, width: number, y: number): readonly Label[] {
  const high = range.shift + range.width - 1;
  const label = { y, size: 10, look: "quiet" } as const;
  return range.width === 1
    ? [{ ...label, x: x + width / 2, text: `${high}`, anchor: "middle" }]
    : [
        { ...label, x: x + 3, text: `${high}`, anchor: "start" },
        { ...label, x: x + width - 3, text: `${range.shift}`, anchor: "end" },
      ];
}
