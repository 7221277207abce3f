// Interleaved rounds in rotated order, and what they come to.

/** One thing to measure. `work` is called with slot numbers and must return something. */
export interface Case {
  readonly name: string;
  readonly work: (slot: number) => unknown;
}

/** What came out: nanoseconds for one call, and the ratio to the first case. */
export interface Row {
  readonly name: string;
  readonly nanoseconds: number;
  readonly ratio: number;
}

/** How long to measure. */
export interface Effort {
  readonly rounds: number;
  /** Calls of a case in a round. */
  readonly calls: number;
}

/** Medians of rounds; ratios are taken inside a round, against the first case. */
export function measure(cases: readonly Case[], { rounds, calls }: Effort): readonly Row[] {
  const loops = cases.map(loopOf);
  const kept: unknown[] = new Array(64);
  const times = cases.map((): number[] => []);
  for (let round = -5; round < rounds; round++) {
    const measured = cases.map(() => 0);
    for (let turn = 0; turn < cases.length; turn++) {
      const index = (turn + round + cases.length * 8) % cases.length;
      const before = process.hrtime.bigint();
      loops[index]?.(calls, kept);
      measured[index] = Number(process.hrtime.bigint() - before) / calls;
    }
    if (round >= 0) {
      measured.forEach((time, index) => times[index]?.push(time));
    }
  }
  const base = times[0] ?? [];
  return cases.map(({ name }, index) => {
    const own = times[index] ?? [];
    return {
      name,
      nanoseconds: median(own),
      ratio: median(own.map((time, round) => time / (base[round] ?? NaN))),
    };
  });
}

type Loop = (calls: number, kept: unknown[]) => void;

/** A loop of its own for each case: V8 shares what it learns between functions of one source. */
function loopOf({ name, work }: Case, index: number): Loop {
  const source = `
    return function loop${index}(calls, kept) { // ${name.replaceAll("\n", " ")}
      for (let call = 0; call < calls; call++) {
        kept[call & 63] = work(call & 63);
      }
    };`;
  return new Function("work", source)(work) as Loop;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[sorted.length >> 1] ?? NaN;
}
