// The picture of a record: its bytes in rows, and every integer of bit fields enlarged below them.
import type { Field, RecordType } from "../../../model.ts";
import { list, plural } from "../markdown.ts";
import { orderWords } from "../types.ts";
import { bitsOf, drawBits } from "./bits.ts";
import { type Band, bandsOf, type Cell, cellsOf, columnsOf, type Segment } from "./cells.ts";
import {
  type Drawing,
  fit,
  join,
  type Label,
  type Line,
  rightEdge,
  type Shapes,
  shorten,
} from "./drawing.ts";

/** Where the rows begin: left of it stand the offsets. */
const LEFT = 64;
const WIDTH = 640;
const ROW = 46;
const TALL = 62;
const MARGIN = 16;

/** The bytes of a record, its bit fields included. */
export function bytesDrawing(record: RecordType): Drawing {
  const columns = columnsOf(record);
  const parts: Shapes[] = [];
  let y = MARGIN;
  if (!isBitsOnly(record)) {
    parts.push(header(columns, y + 12));
    y += 20;
    for (const cells of lanes(record, columns)) {
      const rows = drawRows(bandsOf(cells, columns), columns, y);
      parts.push(rows.shapes);
      y = rows.bottom + (record.union ? 8 : 0);
    }
  }
  for (const unit of record.units) {
    const bits = drawBits(bitsOf(record, unit), {
      x: LEFT,
      y: y + (isBitsOnly(record) ? 14 : 38),
      width: WIDTH,
      caption: unitCaption(record, unit.name),
    });
    parts.push(bits.shapes);
    y = bits.bottom;
  }
  const shapes = join(parts);
  return {
    title: `Bytes of ${record.name}`,
    description: describe(record),
    width: Math.max(LEFT + WIDTH, rightEdge(shapes.labels)) + MARGIN,
    height: y + MARGIN,
    ...shapes,
  };
}

/** Whether the record is one integer of bit fields and nothing else. */
export function isBitsOnly(record: RecordType): boolean {
  return record.units.length === 1 && record.fields.every(({ bits }) => bits !== undefined);
}

/** A struct is one lane; in a union, every member has a lane of its own. */
function lanes(record: RecordType, columns: number): readonly (readonly Cell[])[] {
  const cells = cellsOf(record, columns);
  if (!record.union) {
    return cells.length === 0 ? [] : [cells];
  }
  return cells.map((cell) => {
    const end = Math.min(record.size, Math.ceil(cell.end / columns) * columns);
    const rest = { name: "unused", note: "", look: "reserved", open: false } as const;
    return [cell, { ...rest, start: cell.end, end }];
  });
}

/** The numbers of the bytes in a row. */
function header(columns: number, y: number): Shapes {
  const byte = WIDTH / columns;
  const labels = Array.from({ length: columns }, (_, column): Label => ({
    x: LEFT + (column + 0.5) * byte,
    y,
    text: `+${column}`,
    size: 11,
    anchor: "middle",
    look: "quiet",
  }));
  return { boxes: [], lines: [], labels };
}

function drawRows(
  bands: readonly Band[],
  columns: number,
  top: number,
): { shapes: Shapes; bottom: number } {
  const parts: Shapes[] = [];
  const legend: string[] = [];
  let y = top;
  for (const band of bands) {
    const height = band.tall ? TALL : ROW;
    const label: Label = {
      x: LEFT - 10,
      y: y + ROW / 2 + 4,
      text: `${band.start}`,
      size: fit(`${band.start}`, LEFT - 10, [12, 10, 8]),
      anchor: "end",
      look: "quiet",
    };
    parts.push({ boxes: [], lines: [], labels: [label] });
    parts.push(...band.segments.map((segment) => drawSegment(segment, band, columns, y, legend)));
    y += height;
  }
  const notes = legend.map((text, index): Label => ({
    x: LEFT,
    y: y + 18 + index * 16,
    text,
    size: 11,
    anchor: "start",
    look: "quiet",
  }));
  parts.push({ boxes: [], lines: [], labels: notes });
  return { shapes: join(parts), bottom: y + (notes.length === 0 ? 0 : notes.length * 16 + 8) };
}

/** The box of one part of a cell; a name that does not fit goes to the legend. */
function drawSegment(
  { cell, start, end, named }: Segment,
  band: Band,
  columns: number,
  y: number,
  legend: string[],
): Shapes {
  const byte = WIDTH / columns;
  const x = LEFT + (start - band.start) * (band.tall ? 0 : byte);
  const width = band.tall ? WIDTH : (end - start) * byte;
  const height = band.tall ? TALL : ROW;
  const right = x + width;
  const texts = named ? nameTexts(cell, width - 8, legend) : [continuation(cell, width - 8)];
  const middle = y + height / 2 + 4 - (texts.length - 1) * 8;
  const cut = y + height - 14;
  return {
    boxes: [{ x, y, width, height, radius: 0, look: cell.look }],
    lines: [
      ...(cell.open ? openEdge(right, y) : []),
      ...(band.tall ? [...breakMark(x, cut), ...breakMark(right, cut)] : []),
    ],
    labels: texts.map(({ text, size, quiet }, index) => ({
      x: x + width / 2,
      y: middle + index * 16,
      text,
      size,
      anchor: "middle",
      look: cell.look === "reserved" ? "on_line" : quiet ? "quiet" : "ink",
    })),
  };
}

/** The right border of a box that goes on. */
function openEdge(x: number, y: number): readonly Line[] {
  return [
    { path: `M ${x} ${y + 1} v ${ROW - 2}`, look: "gap" },
    { path: `M ${x} ${y} v ${ROW}`, look: "dashed" },
  ];
}

/** Two slanted strokes on a border: here is more than there is room for. */
function breakMark(x: number, y: number): readonly Line[] {
  return [
    { path: `M ${x - 7} ${y + 3} l 14 -6`, look: "gap" },
    { path: `M ${x - 7} ${y} l 14 -6`, look: "thin" },
    { path: `M ${x - 7} ${y + 6} l 14 -6`, look: "thin" },
  ];
}

interface CellText {
  readonly text: string;
  readonly size: number;
  readonly quiet: boolean;
}

/** The lines in a box: name and type, or the name on two lines, or its number in the legend. */
function nameTexts(cell: Cell, width: number, legend: string[]): readonly CellText[] {
  const size = fit(cell.name, width, [13, 12, 11, 10]);
  if (size > 0) {
    const noteSize = cell.note === "" ? 0 : fit(cell.note, width, [11, 10]);
    const note = noteSize === 0 ? [] : [{ text: cell.note, size: noteSize, quiet: true }];
    return [{ text: cell.name, size, quiet: false }, ...note];
  }
  const halves = twoLines(cell.name);
  const smaller = Math.min(...halves.map((half) => fit(half, width, [12, 11, 10])));
  if (halves.length === 2 && smaller > 0) {
    return halves.map((text) => ({ text, size: smaller, quiet: false }));
  }
  legend.push(`(${legend.length + 1}) ${shorten(cell.name, WIDTH - 160, 11)}, byte ${cell.start}`);
  return [{ text: `(${legend.length})`, size: 12, quiet: false }];
}

/** What stands in the other parts of a cell. */
function continuation({ name }: Cell, width: number): CellText {
  const text = `… ${name}`;
  const fits = fit(text, width, [11]) > 0;
  return { text: fits ? text : "…", size: 11, quiet: true };
}

/** A name cut at the underscore nearest to its middle. */
function twoLines(name: string): readonly string[] {
  const places = [...name.matchAll(/_(?=.)|(?=\[)/g)];
  const cuts = places.map(({ index, 0: mark }) => index + mark.length);
  const middle = name.length / 2;
  const best = cuts.sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle))[0];
  return best === undefined ? [name] : [name.slice(0, best), name.slice(best)];
}

function unitCaption(record: RecordType, name: string): string {
  const unit = record.units.find((candidate) => candidate.name === name);
  if (unit === undefined) {
    return "";
  }
  const { bits, order } = unit.integer;
  const where = isBitsOnly(record) ? "" : `${name}: `;
  if (bits === 8) {
    return `${where}bits of byte ${unit.offset}`;
  }
  const last = unit.offset + bits / 8 - 1;
  return `${where}bits of bytes ${unit.offset} to ${last}, u${bits}, ${orderWords[order]}`;
}

/** The picture in words; the page's table says the rest. */
function describe(record: RecordType): string {
  const fields = record.fields.filter(({ reserved }) => !reserved).slice(0, 40);
  const more = record.fields.length > 40 ? ", and more" : "";
  return `${plural(record.size, "byte")}: ${list(fields.map(placeWords))}${more}.`;
}

function placeWords({ name, offset, size, bits }: Field): string {
  if (bits === undefined) {
    return `${name} at byte ${offset}${size === 0 ? "" : `, ${plural(size, "byte")}`}`;
  }
  const { shift, width } = bits;
  const where = width === 1 ? `bit ${shift}` : `bits ${shift + width - 1} to ${shift}`;
  return `${name} in ${where} of byte ${offset}`;
}

