// Guesses which known name an unknown one was meant to be.

import type { Candidates } from "./diagnostics.ts";

/** The candidate nearest to a name, if one is near enough to be what was meant. */
export function nearest(name: string, candidates: Candidates): string | undefined {
  // A third of the letters may be wrong; in one or two letters, none.
  let limit = Math.min(4, Math.floor((name.length + 1) / 3));
  let best: string | undefined;
  const known = "has" in candidates ? candidates.keys() : candidates;
  for (const candidate of known) {
    if (candidate === name || Math.abs(candidate.length - name.length) > limit) {
      continue;
    }
    const distance = editDistance(name, candidate, limit);
    if (distance < limit || (distance === limit && best === undefined)) {
      best = candidate;
      limit = distance;
    }
  }
  return best;
}

/** Letters to insert, remove, replace or swap with a neighbour; `limit + 1` when more than `limit`. */
function editDistance(from: string, to: string, limit: number): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    let smallest = row;
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1];
      const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      const cost = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
        swapped ? (beforeLast[column - 2] ?? 0) + 1 : limit + 1,
      );
      current.push(cost);
      smallest = Math.min(smallest, cost);
    }
    if (smallest > limit) {
      return limit + 1;
    }
    beforeLast = last;
    last = current;
  }
  return last[to.length] ?? limit + 1;
}
