// Files in a target's folder that an earlier run made and this one does not.
import { closeSync, lstatSync, openSync, readdirSync, readSync, statSync } from "node:fs";
import path from "node:path";
import type { FileState } from "./fingerprint.ts";

/** How the first line of generated files reads, whatever the comment sign. */
const MARK = /^\W*Generated from .*; do not edit\./;

/**
 * The leftovers in a target's own folder: what the stamp lists, and, because a fresh clone has no
 * stamp, what says itself that it was generated. Other people's files are never among them.
 */
export function leftovers(
  folder: string,
  listed: readonly FileState[],
  made: ReadonlySet<string>,
): readonly string[] {
  const known = new Set(listed.map((file) => file.path));
  return filesBelow(folder).filter(
    (file) => !made.has(file) && (known.has(file) || saysGenerated(file)),
  );
}

/** The leftovers in a folder that is not the target's alone: only what the stamp lists. */
export function listedLeftovers(
  folder: string,
  listed: readonly FileState[],
  made: ReadonlySet<string>,
): readonly string[] {
  const inside = `${path.resolve(folder)}${path.sep}`;
  return listed
    .map((file) => file.path)
    .filter((file) => !made.has(file) && path.resolve(file).startsWith(inside) && isFile(file));
}

function isFile(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false })?.isFile() === true;
}

function filesBelow(folder: string): readonly string[] {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) {
    return [];
  }
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}

function saysGenerated(file: string): boolean {
  const bytes = Buffer.alloc(512);
  const descriptor = openSync(file, "r");
  try {
    const length = readSync(descriptor, bytes, 0, bytes.length, 0);
    return MARK.test(bytes.toString("utf8", 0, length));
  } finally {
    closeSync(descriptor);
  }
}
