// Brings files on disk to a wanted state: all of them, or none.
import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmdirSync,
  type Stats,
  statSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { PIECE, piecesOf } from "./fingerprint.ts";
import { markOf } from "./mark.ts";
import { type Problem, problem, reasonOf } from "./problems.ts";

/** A file as it shall be; without a text it shall not be there. */
export interface Wanted {
  readonly path: string;
  readonly text?: string;
  /** The user named this very file, so it is overwritten whoever wrote it. */
  readonly named?: boolean;
}

/** What was done. */
export interface Written {
  readonly written: readonly string[];
  readonly removed: readonly string[];
}

/** The files of `wanted` that are not as they shall be. */
export function differing(wanted: readonly Wanted[]): readonly Wanted[] {
  return wanted.filter(differs);
}

/** Whether a file that somebody else wrote is where one of ours shall be. */
export function isForeign({ path: file, text, named }: Wanted): boolean {
  const stats = text === undefined || named === true ? undefined : kindOf(file, statSync);
  // What to say about a folder is said by writing.
  return stats !== undefined && !stats.isDirectory() && !(stats.isFile() && markOf(file));
}

function differs({ path: file, text }: Wanted): boolean {
  return text === undefined ? entryExists(file) : !hasContent(file, text);
}

/** How to get back, and what to tidy up in any case. */
interface Ledger {
  readonly restore: (() => void)[];
  /** Files of ours beside the outputs, which may not stay. */
  readonly spare: Set<string>;
  /** Folders that are there. */
  readonly ready: Set<string>;
  /** Folders that were made, outermost first. */
  readonly folders: string[];
}

/**
 * Writes and removes what differs, but nothing where a file of somebody else would be lost. New
 * content is written beside its place first and renamed when everything is there; when anything
 * fails, whatever was done before is undone.
 */
export function writeAll(wanted: readonly Wanted[]): Written | readonly Problem[] {
  const ledger: Ledger = { restore: [], spare: new Set(), ready: new Set(), folders: [] };
  const mark = `.hypershim-${process.pid}-${Date.now().toString(36)}`;
  let current = "";
  try {
    const changes = wanted.filter((file) => {
      current = file.path;
      return differs(file);
    });
    const foreign = changes.filter(isForeign);
    if (foreign.length > 0) {
      return foreign.map((file) => problem("not-generated", file.path, {}));
    }
    const moves: { readonly from: string; readonly to: string }[] = [];
    for (const [index, { path: file, text }] of changes.entries()) {
      if (text !== undefined) {
        current = file;
        moves.push(prepare(file, text, `${mark}-${index}`, ledger));
      }
    }
    for (const { from, to } of moves) {
      current = to;
      keepOld(to, `${from}-old`, ledger);
      renameSync(from, to);
      ledger.spare.delete(from);
    }
    const removals = changes.filter(({ text }) => text === undefined).map((file) => file.path);
    for (const [index, file] of removals.entries()) {
      current = file;
      keepOld(file, path.join(path.dirname(file), `${mark}-${index}-gone`), ledger);
      unlinkSync(file);
    }
    tidyUp(ledger);
    runAll(removals.map((file) => () => rmdirSync(path.dirname(file))));
    const written = changes.filter(({ text }) => text !== undefined).map((file) => file.path);
    return { written, removed: removals };
  } catch (failure) {
    runAll(ledger.restore.reverse());
    tidyUp(ledger);
    runAll(ledger.folders.reverse().map((folder) => () => rmdirSync(folder)));
    return [problem("cannot-write", current, { reason: reasonOf(failure) })];
  }
}

/** Writes new content beside its place. A file that is reached by a link is changed where it is. */
function prepare(
  file: string,
  text: string,
  name: string,
  ledger: Ledger,
): { readonly from: string; readonly to: string } {
  makeFolder(path.dirname(file), ledger);
  const entry = lstatSync(file, { throwIfNoEntry: false });
  const isLink = entry?.isSymbolicLink() === true && existsSync(file);
  const to = isLink ? realpathSync(file) : file;
  const old = isLink ? lstatSync(to, { throwIfNoEntry: false }) : entry;
  if (old?.isDirectory() === true) {
    throw Object.assign(new Error("a folder is in its place"), { code: "EISDIR" });
  }
  const from = path.join(path.dirname(to), name);
  ledger.spare.add(from);
  writeText(from, text);
  if (old?.isFile() === true) {
    chmodSync(from, old.mode);
  }
  return { from, to };
}

function writeText(file: string, text: string): void {
  if (text.length <= PIECE) {
    // Node has a quick way for this.
    writeFileSync(file, text, { flag: "wx" });
    return;
  }
  const descriptor = openSync(file, "wx");
  try {
    for (const piece of piecesOf(text)) {
      writeFileSync(descriptor, piece);
    }
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Makes the missing part of a folder's path, one by one: Node's own recursive way never ends where
 * the system says of each new folder that its parent is missing, as `/proc` does.
 */
function makeFolder(folder: string, ledger: Ledger): void {
  if (ledger.ready.has(folder)) {
    return;
  }
  ledger.ready.add(folder);
  const missing: string[] = [];
  for (let each = path.resolve(folder); !existsSync(each); each = path.dirname(each)) {
    missing.unshift(each);
  }
  for (const each of missing) {
    mkdirSync(each);
    ledger.folders.push(each);
  }
}

/** A second name for the old file, under which it survives until all is done. */
function keepOld(file: string, spare: string, ledger: Ledger): void {
  if (!entryExists(file)) {
    ledger.restore.push(() => unlinkSync(file));
    return;
  }
  try {
    linkSync(file, spare);
  } catch {
    copyFileSync(file, spare);
  }
  ledger.spare.add(spare);
  ledger.restore.push(() => renameSync(spare, file));
}

function tidyUp(ledger: Ledger): void {
  runAll([...ledger.spare].map((file) => () => unlinkSync(file)));
}

/** Undoing and tidying up go on when one part of them fails. */
function runAll(actions: readonly (() => void)[]): void {
  for (const action of actions) {
    try {
      action();
    } catch {
      // Nothing better can be done about it here; the first failure is the one reported.
    }
  }
}

function entryExists(file: string): boolean {
  return kindOf(file, lstatSync) !== undefined;
}

/** What is there; nothing, also where a part of the path is a file. */
function kindOf(file: string, ask: typeof lstatSync | typeof statSync): Stats | undefined {
  try {
    return ask(file, { throwIfNoEntry: false });
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code === "ENOTDIR") {
      return undefined;
    }
    throw failure;
  }
}

function hasContent(file: string, text: string): boolean {
  const stats = kindOf(file, statSync);
  if (stats === undefined || !stats.isFile() || stats.size !== Buffer.byteLength(text)) {
    return false;
  }
  return readFileSync(file, "utf8") === text;
}
