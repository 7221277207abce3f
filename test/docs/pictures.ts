// What is written where in a picture, so that tests can see what overlaps.
import type { Drawing, Label } from "../../generator/emit/docs/drawing/drawing.ts";
import { textWidth } from "../../generator/emit/docs/drawing/drawing.ts";

/** A part of a picture. */
export interface Area {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly what: string;
}

/** Where a label's letters are. */
export function labelArea({ x, y, text, size, anchor }: Label): Area {
  const width = textWidth(text, size);
  const left = anchor === "start" ? x : anchor === "middle" ? x - width / 2 : x - width;
  return { left, right: left + width, top: y - size * 0.75, bottom: y + size * 0.2, what: text };
}

/** Labels that cover each other or leave the picture, in words. */
export function faultsOf({ labels, width, height, title }: Drawing): readonly string[] {
  const areas = labels.map(labelArea);
  const frame = { left: 0, right: width, top: 0, bottom: height };
  const outside = areas
    .filter((area) => !isInside(area, frame))
    .map(({ what }) => `${title}: '${what}' leaves the picture`);
  const covered = areas.flatMap((area, index) =>
    areas
      .slice(index + 1)
      .filter((other) => overlap(area, other))
      .map((other) => `${title}: '${area.what}' and '${other.what}' overlap`),
  );
  return [...outside, ...covered];
}

/** Lines of a picture that run through a label which is not on them. */
export function crossingsOf({ lines, labels, title }: Drawing): readonly string[] {
  return labels.map(labelArea).flatMap((area) => {
    const middle = { x: (area.left + area.right) / 2, y: (area.top + area.bottom) / 2 };
    return lines
      .map(({ path }) => segmentsOf(path))
      .filter((segments) => segments.some((segment) => overlap(segment, area)))
      .filter((segments) => !segments.some((segment) => isOn(segment, middle)))
      .map(() => `${title}: a line runs through '${area.what}'`);
  });
}

type Edges = Omit<Area, "what">;

function isInside(one: Edges, other: Edges): boolean {
  const isWithin = one.left >= other.left && one.right <= other.right;
  return isWithin && one.top >= other.top && one.bottom <= other.bottom;
}

function overlap(one: Edges, other: Edges): boolean {
  const isBeside = one.left >= other.right || other.left >= one.right;
  return !isBeside && one.top < other.bottom && other.top < one.bottom;
}

function isOn({ left, right, top, bottom }: Area, { x, y }: { x: number; y: number }): boolean {
  return x >= left - 2 && x <= right + 2 && y >= top - 2 && y <= bottom + 2;
}

/** The straight parts of a path of absolute coordinates; corners count as straight. */
function segmentsOf(path: string): readonly Area[] {
  const numbers = [...path.matchAll(/-?\d+(?:\.\d+)?/g)].map(([text]) => Number(text));
  const points = Array.from({ length: numbers.length / 2 }, (_, index) => ({
    x: numbers[index * 2] ?? 0,
    y: numbers[index * 2 + 1] ?? 0,
  }));
  return points.slice(1).map((to, index) => {
    const from = points[index] ?? to;
    return {
      left: Math.min(from.x, to.x) - 0.1,
      right: Math.max(from.x, to.x) + 0.1,
      top: Math.min(from.y, to.y) - 0.1,
      bottom: Math.max(from.y, to.y) + 0.1,
      what: "",
    };
  });
}
