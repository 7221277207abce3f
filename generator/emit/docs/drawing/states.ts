// The picture of a state machine: states in a line, every other move in a lane of its own.
import type { States } from "../../../model.ts";
import { list } from "../markdown.ts";
import { type Drawing, join, type Label, round, type Shapes, textWidth } from "./drawing.ts";
import {
  arrange,
  type Arrangement,
  type Edge,
  type Node,
  type Port,
  writtenMoves,
} from "./moves.ts";

const NODE = 36;
const TIP = 24;
const MARGIN = 16;
const LETTERS = 13;
const PARTY = 12;
const EDGE_PORT = 16;
/** More states than this stand under one another. */
const MOST_IN_LINE = 6;

/**
 * Where everything is, along the line of states and across it; a turned line goes down the page.
 * Parties are named only in gaps between states, or in a place that belongs to one port: no line
 * can cross a name, however many moves there are.
 */
interface Geometry extends Arrangement {
  readonly turned: boolean;
  /** Begin and length of every state along the line. */
  readonly spans: readonly { readonly start: number; readonly length: number }[];
  /** Across: where the states begin, and how thick they are. */
  readonly top: number;
  readonly thickness: number;
  /** Between two lanes, and between the states and the first lane. */
  readonly pitch: number;
  readonly zone: number;
}

/** The states of a field and who may move it from one to another. */
export function statesDrawing(record: string, states: States): Drawing {
  const geometry = measure(arrange(states));
  const { nodes, edges, spans, top, thickness } = geometry;
  const shapes = join([
    ...edges.map((edge) => drawEdge(edge, geometry)),
    ...nodes.flatMap((node, index) => drawNode(node, index, geometry)),
    drawStart(geometry),
  ]);
  const last = spans.at(-1) ?? { start: 0, length: 0 };
  const length = last.start + last.length + MARGIN;
  const breadth = top + thickness + depth(geometry, "after") + MARGIN;
  return {
    title: `States of ${record}.${states.field}`,
    description: describe(states),
    width: geometry.turned ? breadth : length,
    height: geometry.turned ? length : breadth,
    ...shapes,
  };
}

function measure(arrangement: Arrangement): Geometry {
  const { nodes, edges } = arrangement;
  const turned = nodes.length > MOST_IN_LINE;
  const own = nodes.flatMap(({ before }) => before.flatMap(ownPort));
  const acrossOf = (text: string): number => (turned ? textWidth(text, PARTY) : PARTY + 6);
  const geometry = {
    ...arrangement,
    turned,
    spans: place(arrangement, turned),
    thickness: turned ? Math.max(...nodes.map(({ name }) => textWidth(name, LETTERS))) + 28 : NODE,
    pitch: 10 + Math.max(0, ...edges.map(({ party }) => acrossOf(party))),
    zone: own.length === 0 ? 0 : TIP + 8 + Math.max(...own.map(portWords).map(acrossOf)),
  };
  return { ...geometry, top: MARGIN + depth(geometry, "before") };
}

/** Room beside the states on one side. */
function depth({ edges, pitch, zone }: Omit<Geometry, "top">, side: "before" | "after"): number {
  const lanes = edges.filter((edge) => edge.side === side).map(({ lane }) => lane + 1);
  return (side === "before" ? zone : 0) + (lanes.length === 0 ? 0 : Math.max(...lanes) * pitch + 8);
}

/** States one after another; every gap has room for the names in it. */
function place({ nodes, edges }: Arrangement, turned: boolean): Geometry["spans"] {
  const spans: { start: number; length: number }[] = [];
  let start = MARGIN + 32;
  for (const [index, node] of nodes.entries()) {
    const named = edges.filter((edge) => gapOf(edge) === index);
    const texts = named.map(({ party }) => along(party, PARTY, turned));
    const borders = [node.before, node.after].map((ports) =>
      ports.reduce((sum, port) => sum + portLength(port, turned), 12),
    );
    const length = Math.max(along(node.name, LETTERS, turned) + 24, NODE, ...borders);
    spans.push({ start, length });
    start += length + Math.max(turned ? 44 : 60, ...texts.map((text) => text + 44));
  }
  return spans;
}

/** The gap in which an edge's party is named: after the state of that number. */
function gapOf({ from, to }: Edge): number {
  return Math.floor((from + to - 1) / 2);
}

function along(text: string, size: number, turned: boolean): number {
  return turned ? size + 6 : textWidth(text, size);
}

function portLength(port: Port, turned: boolean): number {
  return port.kind === "edge"
    ? EDGE_PORT
    : Math.max(36, along(portWords(port), PARTY, turned) + 20);
}

/** A port that is not the end of a line between two states. */
type OwnPort = Port & { readonly kind: "loop" | "any" };

function ownPort(port: Port): readonly OwnPort[] {
  return port.kind === "edge" ? [] : [port];
}

function portWords(port: OwnPort): string {
  return port.kind === "any" ? `any state: ${port.party}` : port.party;
}

/** The middle of a port along the line. */
function portAt(geometry: Geometry, index: number, side: "before" | "after", port: number): number {
  const { start, length } = geometry.spans[index] ?? { start: 0, length: 0 };
  const ports = geometry.nodes[index]?.[side] ?? [];
  const lengths = ports.map((each) => portLength(each, geometry.turned));
  const total = lengths.reduce((sum, each) => sum + each, 0);
  const before = lengths.slice(0, port).reduce((sum, each) => sum + each, 0);
  return start + (length - total) / 2 + before + (lengths[port] ?? 0) / 2;
}

function drawEdge(edge: Edge, geometry: Geometry): Shapes {
  const { spans, top, thickness, zone, pitch } = geometry;
  const gap = gapOf(edge);
  const before = spans[gap] ?? { start: 0, length: 0 };
  const middle = (before.start + before.length + (spans[gap + 1]?.start ?? 0)) / 2;
  if (edge.side === "straight") {
    const across = top + thickness / 2;
    const ends = [before.start + before.length, spans[gap + 1]?.start ?? 0];
    const route = ends.map((end) => [end, across] as const);
    return shapesOf(geometry, route, [middle, across], edge.party);
  }
  const side = edge.side;
  const [from = 0, to = 0] = [edge.from, edge.to].map((index) =>
    portAt(geometry, index, side, portOf(geometry.nodes[index], side, edge)),
  );
  const border = side === "before" ? top : top + thickness;
  const distance = (side === "before" ? zone : 0) + (edge.lane + 0.5) * pitch + 8;
  const lane = side === "before" ? border - distance : border + distance;
  const route = [[from, border], [from, lane], [to, lane], [to, border]] as const;
  return shapesOf(geometry, route, [middle, lane], edge.party);
}

function portOf(node: Node | undefined, side: "before" | "after", edge: Edge): number {
  return (node?.[side] ?? []).findIndex((port) => port.kind === "edge" && port.edge === edge);
}

type Point = readonly [along: number, across: number];

function shapesOf(geometry: Geometry, route: readonly Point[], at: Point, text: string): Shapes {
  return {
    boxes: [],
    lines: [{ path: path(geometry, route), look: "arrow" }],
    labels: [label(geometry, at, text, PARTY, "on_line")],
  };
}

function drawNode(node: Node, index: number, geometry: Geometry): readonly Shapes[] {
  const { top, thickness } = geometry;
  const { start, length } = geometry.spans[index] ?? { start: 0, length: 0 };
  const body: Shapes = {
    boxes: [{ ...rectangle(geometry, [start, top], length, thickness), radius: 8, look: "node" }],
    lines: [],
    labels: [label(geometry, [start + length / 2, top + thickness / 2], node.name, LETTERS, "ink")],
  };
  const own = node.before.flatMap((port, place) =>
    port.kind === "edge" ? [] : [drawOwn(port, portAt(geometry, index, "before", place), geometry)],
  );
  return [body, ...own];
}

/** A loop, or a pill that stands for any state with an arrow from it. */
function drawOwn(port: OwnPort, middle: number, geometry: Geometry): Shapes {
  const { turned, top } = geometry;
  const text = portWords(port);
  const thick = (turned ? textWidth(text, PARTY) : PARTY + 6) + 6;
  const edge = top - TIP;
  const at: Point = [middle, edge - thick / 2];
  const words = label(geometry, at, text, PARTY, port.kind === "any" ? "ink" : "on_line");
  if (port.kind === "loop") {
    const [out, back] = [middle - 9, middle + 9];
    const route = [[out, top], [out, edge], [back, edge], [back, top]] as const;
    return { boxes: [], lines: [{ path: path(geometry, route), look: "arrow" }], labels: [words] };
  }
  const long = along(text, PARTY, turned) + (turned ? 4 : 16);
  const pill = rectangle(geometry, [middle - long / 2, edge - thick], long, thick);
  return {
    boxes: [{ ...pill, radius: 9, look: "pill" }],
    lines: [{ path: path(geometry, [[middle, edge], [middle, top]]), look: "arrow" }],
    labels: [words],
  };
}

/** The dot and the arrow into the initial state, which is the first. */
function drawStart(geometry: Geometry): Shapes {
  const start = geometry.spans[0]?.start ?? 0;
  const across = geometry.top + geometry.thickness / 2;
  return {
    boxes: [{ ...rectangle(geometry, [start - 32, across - 5], 10, 10), radius: 5, look: "dot" }],
    lines: [{ path: path(geometry, [[start - 22, across], [start, across]]), look: "arrow" }],
    labels: [],
  };
}

function rectangle({ turned }: Geometry, [x, y]: Point, length: number, thickness: number) {
  return turned
    ? { x: y, y: x, width: thickness, height: length }
    : { x, y, width: length, height: thickness };
}

function label(
  { turned }: Geometry,
  [x, y]: Point,
  text: string,
  size: number,
  look: Label["look"],
): Label {
  return { x: turned ? y : x, y: (turned ? x : y) + size / 3, text, size, anchor: "middle", look };
}

/** A line through points, its corners rounded. */
function path({ turned }: Geometry, route: readonly Point[]): string {
  const points = route.map(([x, y]) => (turned ? [y, x] : [x, y]) as Point);
  const steps = points.map((point, index) => {
    const [before, after] = [points[index - 1], points[index + 1]];
    if (before === undefined || after === undefined) {
      return `${before === undefined ? "M" : "L"} ${spell(point)}`;
    }
    return `L ${spell(toward(point, before))} Q ${spell(point)} ${spell(toward(point, after))}`;
  });
  return steps.join(" ");
}

/** The point a corner's radius away from a corner. */
function toward([x, y]: Point, [otherX, otherY]: Point): Point {
  const distance = Math.hypot(otherX - x, otherY - y);
  const share = distance === 0 ? 0 : Math.min(7, distance / 2) / distance;
  return [x + (otherX - x) * share, y + (otherY - y) * share];
}

function spell([x, y]: Point): string {
  return `${round(x)} ${round(y)}`;
}

function describe(states: States): string {
  const moves = writtenMoves(states).map(({ from, to, party, fromAny }) => {
    const origin = fromAny ? "any state" : from.name;
    return `${origin} to ${to.name} by ${party}`;
  });
  return `It begins as ${states.initial.name}. ${list(moves)}.`;
}
