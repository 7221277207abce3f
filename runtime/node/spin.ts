// How long to look for work before sleeping, learnt from how it went; as native/include/spin.h.

/** What one loop has learnt. Times are in milliseconds. */
export interface Spin {
  /** The longest look; 0: never. */
  readonly limit: number;
  /** How long to look now. */
  length: number;
  /** Looks that found work since the last one that did not: the other side runs meanwhile. */
  hits: number;
  /** Sleeps since the last look that would have been worth one. */
  shortSleeps: number;
  /** How many of them it takes before the next look. */
  patience: number;
}

const mostPatience = 1024;
const microsecond = 0.001;

export function makeSpin(limit: number): Spin {
  return { limit, length: 0, hits: 0, shortSleeps: 0, patience: 1 };
}

/** Work was found while looking. */
export function spinHit(spin: Spin): void {
  spin.patience = 1;
  spin.hits++;
}

/** A sleep is over; `looked`: it came after a look in vain. */
export function spinSlept(spin: Spin, slept: number, looked: boolean): void {
  if (slept > spin.limit) {
    spin.length /= 2;
    return;
  }
  if (looked && spin.hits === 0) {
    // Work was near, but not while we looked: let the other side run.
    spin.length = 0;
    spin.shortSleeps = 0;
    spin.patience = Math.min(2 * spin.patience, mostPatience);
    return;
  }
  if (looked) {
    spin.hits = 0;
  }
  if (++spin.shortSleeps < spin.patience) {
    return;
  }
  spin.shortSleeps = 0;
  spin.length = Math.max(spin.length, Math.min(2 * slept + microsecond, spin.limit));
}
