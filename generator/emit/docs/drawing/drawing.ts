// What a picture is before it is written as SVG: boxes, then lines, then labels.
import renderDrawing from "./drawing.hbs";

/** One picture. Coordinates are pixels; nothing lies left of or above zero. */
export interface Drawing {
  readonly title: string;
  /** The picture in words, for those who cannot see it. */
  readonly description: string;
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly Box[];
  readonly lines: readonly Line[];
  readonly labels: readonly Label[];
}
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly radius: number;
  readonly look: "field" | "inner" | "reserved" | "bits" | "node" | "busy" | "pill" | "dot";
}
export interface Line {
  readonly path: string;
  readonly look: "arrow" | "thin" | "dashed" | "gap";
}
export interface Label {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  /** Height of the letters in pixels. */
  readonly size: number;
  readonly anchor: "start" | "middle" | "end";
  /** What stands on a line, in its middle, hides it. */
  readonly look: "ink" | "quiet" | "on_line";
}

/** Shapes that belong together, before they are a picture. */
export interface Shapes {
  readonly boxes: readonly Box[];
  readonly lines: readonly Line[];
  readonly labels: readonly Label[];
}

/** The width of a letter of the monospaced fonts that readers have, for a height of one. */
const LETTER = 0.61;

/** The picture as an SVG file. */
export function svg(drawing: Drawing): string {
  return renderDrawing({
    title: xml(drawing.title),
    description: xml(drawing.description),
    width: Math.ceil(drawing.width),
    height: Math.ceil(drawing.height),
    boxes: drawing.boxes.map(roundedBox),
    lines: drawing.lines,
    plates: drawing.labels.filter(({ look }) => look === "on_line").map(plate),
    labels: drawing.labels.map((label) => ({
      ...label,
      x: round(label.x),
      y: round(label.y),
      text: xml(label.text),
    })),
  });
}

/** The width of a text in pixels. */
export function textWidth(text: string, size: number): number {
  return text.length * size * LETTER;
}

/** The greatest of the heights at which the text fits; 0 if none does. */
export function fit(text: string, width: number, sizes: readonly number[]): number {
  return sizes.find((size) => textWidth(text, size) <= width) ?? 0;
}

/** A text cut to what fits, with an ellipsis where something is missing. */
export function shorten(text: string, width: number, size: number): string {
  const letters = Math.floor(width / (size * LETTER));
  return text.length <= letters ? text : `${text.slice(0, Math.max(0, letters - 1))}…`;
}

/** All shapes in one. */
export function join(parts: readonly Shapes[]): Shapes {
  return {
    boxes: parts.flatMap((part) => part.boxes),
    lines: parts.flatMap((part) => part.lines),
    labels: parts.flatMap((part) => part.labels),
  };
}

/** Coordinates to a tenth of a pixel: what is finer cannot be seen and makes noise in diffs. */
export function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** How far right the labels reach. */
export function rightEdge(labels: readonly Label[]): number {
  const share = { start: 1, middle: 0.5, end: 0 };
  return labels.reduce(
    (edge, { x, text, size, anchor }) => Math.max(edge, x + share[anchor] * textWidth(text, size)),
    0,
  );
}

/** What hides the line or the hatching behind a label. */
function plate({ x, y, text, size }: Label): object {
  const width = textWidth(text, size) + 8;
  return {
    x: round(x - width / 2),
    y: round(y - size),
    width: round(width),
    height: round(size * 1.3),
  };
}

function roundedBox(box: Box): Box {
  const { x, y, width, height } = box;
  return { ...box, x: round(x), y: round(y), width: round(width), height: round(height) };
}

/** Nearly all labels are names, which need no work. */
const harmless = /^[ -%'-;=?-~…]*$/;

function xml(text: string): string {
  return harmless.test(text)
    ? text
    : text
        .replace(/[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069\ufffe\uffff]|\p{Cs}/gu, "\ufffd")
        .replaceAll("&", "&amp;")
        .replaceAll("<", "&lt;")
        .replaceAll(">", "&gt;");
}
