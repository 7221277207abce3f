// What the last run read and made, kept in the output folder, so that the next can do less.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type FileState, type FolderState, isSameFile, isSameFolder } from "./fingerprint.ts";
import type { Owners } from "./owners.ts";

/** One folder of output: what it was made from, and every file that was made. */
export interface TargetStamp {
  /** The tool and the state of all sources, imported ones too. */
  readonly from: string;
  readonly files: readonly FileState[];
  /** Of these files, and of those that other runs have made here and this one left alone. */
  readonly owners: Owners;
}

/** The last run that succeeded. */
export interface RunStamp {
  /** The command line and the folder in which it was given. */
  readonly command: readonly string[];
  readonly files: readonly FileState[];
  readonly folders: readonly FolderState[];
  /** Paths at which nothing was, where something would have been read. */
  readonly absent: readonly string[];
  /** The targets that it made. */
  readonly targets: readonly string[];
  readonly depfile?: FileState | undefined;
  /** What is to be printed when nothing has changed since. */
  readonly warnings: string;
  readonly account: string;
}

/** The content of the stamp file. */
export interface Stamp {
  readonly tool: string;
  readonly run?: RunStamp | undefined;
  /** By the target's name. */
  readonly targets: Readonly<Record<string, TargetStamp>>;
}

const FOLDER = ".hypershim";

/** The stamp in an output folder; an empty one when there is none or another tool made it. */
export function readStamp(out: string, tool: string): Stamp {
  const empty: Stamp = { tool, targets: {} };
  try {
    const stamp = JSON.parse(readFileSync(stampPath(out), "utf8")) as Partial<Stamp>;
    const run = stamp.tool === tool ? stamp.run : undefined;
    return { tool, run, targets: stamp.targets ?? {} };
  } catch {
    return empty;
  }
}

/** Keeps a stamp. A folder in which that is not possible only makes the next run slower. */
export function writeStamp(out: string, stamp: Stamp): void {
  try {
    const folder = path.join(out, FOLDER);
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, ".gitignore"), "*\n");
    writeFileSync(stampPath(out), JSON.stringify(stamp));
  } catch {
    // The outputs are complete; only the short cut is lost.
  }
}

function stampPath(out: string): string {
  return path.join(out, FOLDER, "stamp.json");
}

/** Whether the same command would read the same and find everything as it left it. */
export function isCurrent(stamp: Stamp, command: readonly string[]): boolean {
  const { run, targets } = stamp;
  if (run === undefined || run.command.join("\0") !== command.join("\0")) {
    return false;
  }
  try {
    return (
      run.files.every(isSameFile) &&
      run.folders.every(isSameFolder) &&
      run.absent.every((file) => !existsSync(file)) &&
      (run.depfile === undefined || isSameFile(run.depfile)) &&
      run.targets.every((target) => targets[target]?.files.every(isSameFile) === true)
    );
  } catch {
    return false;
  }
}
