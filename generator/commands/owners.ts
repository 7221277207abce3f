// Which specs an output came from, so that a run removes only what is its own to remove.
import { existsSync } from "node:fs";

/** For each output that is known, the specs whose runs have made it; absolute paths. */
export type Owners = Readonly<Record<string, readonly string[]>>;

/** What a run knows about the outputs of earlier ones. */
export interface Claims {
  /** Outputs that are nobody's any more, once those that this run makes are taken away. */
  readonly isFree: (file: string) => boolean;
  /** The owners of everything after the run. */
  readonly after: Owners;
}

/**
 * A spec that was given to this run, or that is gone, lays no claim to what earlier runs made; a
 * spec that another command line compiles does.
 */
export function claims(
  before: Owners,
  given: readonly string[],
  made: ReadonlySet<string>,
): Claims {
  const ours = new Set(given);
  const others = Object.entries(before).map(
    ([file, specs]): readonly [string, readonly string[]] => [
      file,
      specs.filter((spec) => !ours.has(spec) && existsSync(spec)),
    ],
  );
  const kept = new Map(others.filter(([, specs]) => specs.length > 0));
  const own = [...made].map((file): readonly [string, readonly string[]] => [
    file,
    [...given, ...(kept.get(file) ?? [])],
  ]);
  return {
    isFree: (file) => !kept.has(file),
    after: Object.fromEntries([...kept, ...own]),
  };
}
