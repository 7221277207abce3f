// `--watch`: runs again whenever something that the last run looked at changes.
import { existsSync, statSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import type { Inputs } from "./specs.ts";

/**
 * Milliseconds between looks. Looking at the few files of a run costs less than it takes to set up
 * notifications, and it sees what those miss: folders that vanish and return, network file systems,
 * editors that write a new file and rename it.
 */
const PERIOD = 150;

/** How far the clock of a file system may be behind ours. */
const TICK = 10;

/** Runs, then again after every change, until the signal says stop. */
export async function watch(
  paths: readonly string[],
  run: () => Promise<Inputs>,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const before = Date.now();
    const inputs = await run();
    const look = (): string => appearance(paths, inputs);
    // What changed while we were running counts as a change after it.
    await untilChanged(look, wasTouchedSince(inputs, before - TICK) ? "" : look(), signal);
  }
}

/** Resolves when the look has become another and then stayed the same for one period. */
async function untilChanged(look: () => string, first: string, signal: AbortSignal): Promise<void> {
  let last = first;
  for (let changed = false; !signal.aborted;) {
    await wait(PERIOD, undefined, { signal }).catch(() => undefined);
    const now = look();
    if (changed && now === last) {
      return;
    }
    changed ||= now !== last;
    last = now;
  }
}

/** Everything that a run depends on, as text to compare. */
function appearance(paths: readonly string[], inputs: Inputs): string {
  const looked = [...paths, ...[...inputs.files, ...inputs.folders].map((input) => input.path)];
  return [...looked.map(stampOf), ...inputs.absent.map((file) => String(existsSync(file)))].join();
}

function stampOf(path: string): string {
  try {
    const { ino, size, mtimeMs } = statSync(path);
    return `${ino}:${size}:${mtimeMs}`;
  } catch {
    return "-";
  }
}

function wasTouchedSince(inputs: Inputs, time: number): boolean {
  return inputs.files.some(
    ({ path }) => (statSync(path, { throwIfNoEntry: false })?.ctimeMs ?? time) > time,
  );
}
