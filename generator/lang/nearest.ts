// Guesses which known name an unknown one was meant to be.

import type { Candidates } from "./diagnostics.ts";

/** What it costs to change a name: two letters change places more easily than one turns up. */
const EDIT = 2;
const SWAP = 1;

/** So many candidates are compared; a hundred guesses among ten thousand names are to be quick. */
const COMPARED = 1_000;

/** The candidate nearest to a name, if one is near enough to be what was meant. */
export function nearest(name: string, candidates: Candidates): string | undefined {
  // A third of the letters may be wrong; in a single letter, none.
  let limit = EDIT * Math.min(4, Math.floor((name.length + 1) / 3));
  let best: string | undefined;
  let compared = 0;
  const known = "has" in candidates ? candidates.keys() : candidates;
  for (const candidate of known) {
    if (candidate === name || EDIT * Math.abs(candidate.length - name.length) > limit) {
      continue;
    }
    if (++compared > COMPARED) {
      break;
    }
    const distance = editDistance(name, candidate, limit);
    if (distance < limit || (distance === limit && best === undefined)) {
      best = candidate;
      limit = distance;
    }
  }
  return best;
}

/** The cost of turning one name into another; more than `limit` when it is more than that. */
function editDistance(one: string, other: string, limit: number): number {
  // Most names have most of their letters in common with their neighbours.
  let start = 0;
  const shorter = Math.min(one.length, other.length);
  while (start < shorter && one.charCodeAt(start) === other.charCodeAt(start)) {
    start++;
  }
  let tail = 0;
  while (
    tail < shorter - start &&
    one.charCodeAt(one.length - 1 - tail) === other.charCodeAt(other.length - 1 - tail)
  ) {
    tail++;
  }
  const height = one.length - tail - start;
  const width = other.length - tail - start;
  if (height === 0 || width === 0) {
    return EDIT * Math.max(height, width);
  }
  return middleDistance(one.slice(start, start + height), other.slice(start, start + width), limit);
}

function middleDistance(from: string, to: string, limit: number): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, index) => EDIT * index);
  let lastSmallest = 0;
  for (let row = 1; row <= from.length; row++) {
    const current = [EDIT * row];
    let smallest = EDIT * row;
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1];
      const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      const cost = Math.min(
        (last[column] ?? 0) + EDIT,
        (current[column - 1] ?? 0) + EDIT,
        (last[column - 1] ?? 0) + (same ? 0 : EDIT),
        swapped ? (beforeLast[column - 2] ?? 0) + SWAP : Infinity,
      );
      current.push(cost);
      smallest = Math.min(smallest, cost);
    }
    // A swap reaches back over one row, so both must be too far.
    if (smallest > limit && lastSmallest > limit) {
      return limit + 1;
    }
    lastSmallest = smallest;
    beforeLast = last;
    last = current;
  }
  return last[to.length] ?? limit + 1;
}
