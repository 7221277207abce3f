// How a file looked when it was read or written, so that a later run can tell whether it changed.
import { readFileSync, type Stats, statSync } from "node:fs";

/** A file: what is cheap to compare, and a hash of its bytes only where that may not tell. */
export interface FileState {
  readonly path: string;
  readonly size: number;
  readonly modified: number;
  readonly changed: number;
  readonly hash?: string | undefined;
}

/** A folder whose list of entries mattered. */
export interface FolderState {
  readonly path: string;
  readonly modified: number;
}

/** Clocks of file systems tick in steps: what changed this recently may change again unseen. */
const TICK = 50;

/** Characters that are encoded at once: a whole text of many megabytes would be in memory twice. */
export const PIECE = 1 << 20;

function hashOf(content: string | Uint8Array): string {
  // Few runs need it, and loading it takes longer than seeing that nothing changed.
  const { createHash } = process.getBuiltinModule("node:crypto");
  return createHash("sha256").update(content).digest("base64url");
}

/** A text in pieces of a size that is cheap to encode; a pair of surrogates is never parted. */
export function* piecesOf(text: string): Generator<string> {
  for (let start = 0; start < text.length;) {
    const end = start + PIECE;
    const isParted = (text.charCodeAt(end) & 0xfc00) === 0xdc00;
    yield text.slice(start, isParted ? end + 1 : end);
    start = isParted ? end + 1 : end;
  }
}

/** The state of a file whose content has just been read or written; throws when it is gone. */
export function fileState(
  path: string,
  content: string | Uint8Array,
  stats: Stats = statSync(path),
): FileState {
  const state = stateOf(path, stats);
  // A recent modification is recorded as unknown, which makes the next run compare the content.
  return Date.now() - state.changed < TICK
    ? { ...state, modified: 0, hash: hashOf(content) }
    : state;
}

/** The state of an output that we have written ourselves: nobody else writes within a tick. */
export function outputState(path: string): FileState {
  return stateOf(path, statSync(path));
}

function stateOf(path: string, { size, mtimeMs, ctimeMs }: Stats): FileState {
  return { path, size, modified: mtimeMs, changed: ctimeMs };
}

/** The state of a folder; throws when it is gone. */
export function folderState(path: string): FolderState {
  const { mtimeMs } = statSync(path);
  return { path, modified: Date.now() - mtimeMs < TICK ? 0 : mtimeMs };
}

/** Whether a file still has the content it had, as far as that can be told without much reading. */
export function isSameFile(state: FileState): boolean {
  const stats = statSync(state.path, { throwIfNoEntry: false });
  if (stats === undefined || !stats.isFile() || stats.size !== state.size) {
    return false;
  }
  if (stats.mtimeMs === state.modified && stats.ctimeMs === state.changed) {
    return true;
  }
  return state.hash !== undefined && hashOf(readFileSync(state.path)) === state.hash;
}

/** Whether a folder still has the entries it had. */
export function isSameFolder(state: FolderState): boolean {
  return statSync(state.path, { throwIfNoEntry: false })?.mtimeMs === state.modified;
}
