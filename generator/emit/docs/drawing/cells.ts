// The bytes of a record as a row of cells, cut into bands that fit under one another.
import type { Field, RecordType } from "../../../model.ts";
import { typeWords } from "../types.ts";
import type { Box } from "./drawing.ts";

/** A run of bytes that is drawn as one thing. */
export interface Cell {
  readonly start: number;
  /** Of an open cell: where the row in which it starts ends. */
  readonly end: number;
  readonly name: string;
  /** A second, quieter line. */
  readonly note: string;
  readonly look: Box["look"];
  /** It goes on as far as the buffer does. */
  readonly open: boolean;
}

/** One row of the picture, or a row that stands for many which one cell fills. */
export interface Band {
  readonly start: number;
  readonly end: number;
  /** Stands for more bytes than it has room for. */
  readonly tall: boolean;
  readonly segments: readonly Segment[];
}

/** The part of a cell that is in one band. */
export interface Segment {
  readonly cell: Cell;
  readonly start: number;
  readonly end: number;
  /** The cell's name stands in this part. */
  readonly named: boolean;
}

/** Bytes in a row: four where everything fits in a few rows of four, else eight. */
export function columnsOf(record: RecordType): number {
  const wide = record.fields.some(
    ({ size, type }) => size > 4 && (type.kind !== "array" || type.stride > 4 || size % 4 !== 0),
  );
  return wide || record.size > 32 ? 8 : 4;
}

/** The cells of a record, in order; bit fields appear as the integers that hold them. */
export function cellsOf(record: RecordType, columns: number): readonly Cell[] {
  const whole = record.fields.filter(({ bits }) => bits === undefined);
  const cells = [...whole.map((field) => fieldCell(record, field, columns)), ...unitCells(record)];
  return cells.filter(({ start, end }) => end > start).sort((a, b) => a.start - b.start);
}

/** Cuts cells that follow one another into bands. Takes time for each cell, not for each byte. */
export function bandsOf(cells: readonly Cell[], columns: number): readonly Band[] {
  const bands: Band[] = [];
  const end = cells.reduce((last, cell) => Math.max(last, cell.end), 0);
  let first = 0;
  for (let start = 0; start < end; ) {
    while (first < cells.length && (cells[first]?.end ?? 0) <= start) {
      first++;
    }
    const cell = cells[first];
    const filled = cell === undefined || cell.start > start ? 0 : cell.end - start;
    const rows = Math.max(1, Math.floor(filled / columns));
    const stop = start + columns * rows;
    const segments = cut(cells, first, start, stop);
    bands.push({ start, end: Math.min(stop, end), tall: rows > 1, segments });
    start = stop;
  }
  return nameLargest(bands);
}

/** The parts of the cells that lie in a band. */
function cut(
  cells: readonly Cell[],
  first: number,
  start: number,
  stop: number,
): readonly Segment[] {
  const segments: Segment[] = [];
  for (const cell of cells.slice(first, first + stop - start)) {
    if (cell.start < stop) {
      const [from, to] = [Math.max(cell.start, start), Math.min(cell.end, stop)];
      segments.push({ cell, start: from, end: to, named: false });
    }
  }
  return segments;
}

/** A cell in several bands is named in its largest part. */
function nameLargest(bands: readonly Band[]): readonly Band[] {
  const largest = new Map<Cell, Segment>();
  for (const segment of bands.flatMap(({ segments }) => segments)) {
    const known = largest.get(segment.cell);
    if (known === undefined || segment.end - segment.start > known.end - known.start) {
      largest.set(segment.cell, segment);
    }
  }
  return bands.map((band) => ({
    ...band,
    segments: band.segments.map((segment) => ({
      ...segment,
      named: largest.get(segment.cell) === segment,
    })),
  }));
}

function fieldCell(record: RecordType, field: Field, columns: number): Cell {
  const { name, offset, size, type } = field;
  const open = type.kind === "array" && type.length.kind !== "fixed";
  const words = typeWords(type);
  const [element = "", lengths = ""] = [words.split("[")[0], words.slice(words.indexOf("["))];
  const fixed = field.fixed === undefined ? "" : ` = ${field.fixed}`;
  return {
    start: offset,
    end: open ? offset + (columns - (offset % columns)) : offset + size,
    name: (field.reserved ? unnumbered(name) : name) + (type.kind === "array" ? lengths : ""),
    note: (type.kind === "array" ? element : anonymousWords(record, type, words)) + fixed,
    look: field.reserved ? "reserved" : lookOf(type),
    open,
  };
}

/** Of several reserved fields, the number is only there to tell them apart. */
export function unnumbered(name: string): string {
  return name.replace(/^reserved\d+$/, "reserved");
}

/** An anonymous record's made-up name says nothing: its size does. */
function anonymousWords(record: RecordType, type: Field["type"], words: string): string {
  const anonymous = type.kind === "record" && type.record.anonymousIn?.record === record.name;
  return anonymous ? `${type.record.size} bytes` : words;
}

function lookOf(type: Field["type"]): Box["look"] {
  const inner = type.kind === "array" ? type.element : type;
  return inner.kind === "record" || inner.kind === "array" ? "inner" : "field";
}

function unitCells(record: RecordType): readonly Cell[] {
  return record.units.map(({ name, offset, integer }) => ({
    start: offset,
    end: offset + integer.bits / 8,
    name,
    note: `bits u${integer.bits}`,
    look: "bits",
    open: false,
  }));
}
