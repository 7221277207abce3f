// Files in a target's folder that an earlier run made and this one does not.
import { existsSync, lstatSync, readdirSync } from "node:fs";
import path from "node:path";
import { markOf } from "./mark.ts";

/** What decides whether an output of an earlier run is left over. */
export interface Search {
  readonly folder: string;
  /** Outputs of earlier runs, as the stamp lists them. */
  readonly listed: readonly string[];
  /** What this run makes. */
  readonly made: ReadonlySet<string>;
  /** Whether no spec that is still there, and not given to this run, has made it. */
  readonly isFree: (file: string) => boolean;
  /** Whether a spec, as the first line of outputs names it, is there and not given to this run. */
  readonly isElsewhere: (label: string) => boolean;
}

/**
 * The leftovers in a target's own folder: what the stamp lists, and, because a fresh clone has no
 * stamp, what names the spec that it was generated from. Other people's files are never among them.
 */
export function leftovers(search: Search): readonly string[] {
  const { folder, listed, made, isFree, isElsewhere } = search;
  const known = new Set(listed);
  return filesBelow(folder).filter((file) => {
    const isKnown = known.has(file);
    if (made.has(file) || (isKnown && !isFree(file))) {
      return false;
    }
    const mark = markOf(file);
    return mark !== undefined && (isKnown || (mark.spec !== undefined && !isElsewhere(mark.spec)));
  });
}

/** The leftovers in a folder that is not the target's alone: only what the stamp lists. */
export function listedLeftovers({ folder, listed, made, isFree }: Search): readonly string[] {
  const inside = `${path.resolve(folder)}${path.sep}`;
  return listed.filter(
    (file) =>
      !made.has(file) &&
      path.resolve(file).startsWith(inside) &&
      isFile(file) &&
      isFree(file) &&
      markOf(file) !== undefined,
  );
}

function isFile(file: string): boolean {
  return existsSync(file) && lstatSync(file).isFile();
}

function filesBelow(folder: string): readonly string[] {
  // Unlike asking for its kind, this is no failure where a part of the path is a file.
  if (!existsSync(path.join(folder, "."))) {
    return [];
  }
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}
