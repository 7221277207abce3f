// The moves of a state machine, sorted into straight lines, lanes beside the states, and ports.
import type { States, Transition } from "../../../model.ts";

/** Where a move runs: from a state to its neighbour, or in a lane before or after the states. */
export type Side = "before" | "straight" | "after";

/** A move between two different states; `from` and `to` count states. */
export interface Edge {
  readonly from: number;
  readonly to: number;
  readonly party: string;
  readonly side: Side;
  /** 0 is nearest to the states. */
  readonly lane: number;
}

/** A place at a state's border that only one line uses. */
export type Port =
  | { readonly kind: "edge"; readonly edge: Edge }
  /** A move to the state itself, or from any state to it. */
  | { readonly kind: "loop" | "any"; readonly party: string };

/** A state, with the ports of its two long borders from left to right. */
export interface Node {
  readonly name: string;
  readonly before: readonly Port[];
  readonly after: readonly Port[];
}

/** A state machine ready to be drawn. */
export interface Arrangement {
  readonly nodes: readonly Node[];
  readonly edges: readonly Edge[];
}

/** Decides where every move of a state machine runs. */
export function arrange(states: States): Arrangement {
  const names = order(states);
  const edges = assignLanes(merge(states, names));
  const nodes = names.map((name, index) => ({
    name,
    before: [...ports(edges, index, "before"), ...ownPorts(states, name)],
    after: ports(edges, index, "after"),
  }));
  return { nodes, edges };
}

/** The moves as a spec writes them: one from any state is one move. */
export function writtenMoves({ transitions }: States): readonly Transition[] {
  const seen = new Set<string>();
  return transitions.filter(({ fromAny, to, party }) => {
    const isNew = !fromAny || !seen.has(`${to.name} ${party}`);
    if (fromAny) {
      seen.add(`${to.name} ${party}`);
    }
    return isNew;
  });
}

/** The initial state, then along the moves as written: then most lines are short and straight. */
function order(states: States): readonly string[] {
  const found = new Set<string>();
  const waiting = [states.initial.name];
  const moves = states.transitions.filter(({ fromAny }) => !fromAny);
  const rest = states.transitions.flatMap(({ from, to }) => [from.name, to.name]);
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (!found.has(next)) {
      found.add(next);
      const following = moves.filter(({ from }) => from.name === next).map(({ to }) => to.name);
      waiting.push(...following.reverse());
    }
    if (waiting.length === 0) {
      waiting.push(...rest.filter((name) => !found.has(name)).slice(0, 1));
    }
  }
  return [...found];
}

/** One edge for all parties that may make the same move. */
function merge(states: States, names: readonly string[]): readonly Edge[] {
  const places = new Map(names.map((name, index) => [name, index]));
  const parties = new Map<string, { from: number; to: number; parties: Set<string> }>();
  for (const transition of states.transitions) {
    const from = places.get(transition.from.name) ?? 0;
    const to = places.get(transition.to.name) ?? 0;
    if (transition.fromAny || from === to) {
      continue;
    }
    const known = parties.get(`${from} ${to}`) ?? { from, to, parties: new Set() };
    known.parties.add(transition.party);
    parties.set(`${from} ${to}`, known);
  }
  return [...parties.values()].map(({ from, to, parties: who }) => ({
    from,
    to,
    party: [...who].join(", "),
    side: to === from + 1 ? "straight" : to > from ? "before" : "after",
    lane: 0,
  }));
}

/** The shortest moves get the nearest lanes; two moves share a lane only if they never meet. */
function assignLanes(edges: readonly Edge[]): readonly Edge[] {
  const taken: Record<Side, { low: number; high: number }[][]> = {
    before: [],
    straight: [],
    after: [],
  };
  const sorted = [...edges].sort((a, b) => Math.abs(a.to - a.from) - Math.abs(b.to - b.from));
  return sorted.map((edge) => {
    if (edge.side === "straight") {
      return edge;
    }
    const [low, high] = [Math.min(edge.from, edge.to), Math.max(edge.from, edge.to)];
    const lanes = taken[edge.side];
    const free = lanes.findIndex((others) =>
      others.every((other) => other.high < low || other.low > high),
    );
    const lane = free < 0 ? lanes.length : free;
    (lanes[lane] ??= []).push({ low, high });
    return { ...edge, lane };
  });
}

/** Lines to the left first, near lanes before far ones, then lines to the right: none cross. */
function ports(edges: readonly Edge[], node: number, side: Side): readonly Port[] {
  const here = edges.filter(
    (edge) => edge.side === side && (edge.from === node || edge.to === node),
  );
  const rank = (edge: Edge): number =>
    Math.min(edge.from, edge.to) < node ? edge.lane - edges.length : edges.length - edge.lane;
  return here.sort((a, b) => rank(a) - rank(b)).map((edge) => ({ kind: "edge", edge }));
}

function ownPorts(states: States, name: string): readonly Port[] {
  const here = states.transitions.filter(({ to }) => to.name === name);
  const any = here.filter(({ fromAny }) => fromAny);
  const loops = here.filter(({ fromAny, from }) => !fromAny && from.name === name);
  return [
    ...(loops.length === 0 ? [] : [{ kind: "loop", party: parties(loops) } as const]),
    ...(any.length === 0 ? [] : [{ kind: "any", party: parties(any) } as const]),
  ];
}

function parties(transitions: readonly { readonly party: string }[]): string {
  return [...new Set(transitions.map(({ party }) => party))].join(", ");
}
