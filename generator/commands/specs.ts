// Finds and reads specs: the files and folders given, and the modules that they import.
import { lstatSync, readdirSync, readFileSync, realpathSync, type Stats, statSync } from "node:fs";
import path from "node:path";
import type { Source } from "../lang/ast.ts";
import type { Diagnostic } from "../lang/diagnostics.ts";
import { decodeUtf8 } from "../lang/source.ts";
import { kebab } from "../words.ts";
import { type FileState, fileState, type FolderState, folderState } from "./fingerprint.ts";
import { missing } from "./missing.ts";
import { type Problem, problem, reasonOf } from "./problems.ts";

/** The largest file that is read as a spec. */
const LIMIT = 64 * 1024 * 1024;

/** Everything a run read, so that a later run can tell whether any of it changed. */
export interface Inputs {
  readonly files: FileState[];
  readonly folders: FolderState[];
  /** Paths where an imported module was looked for and nothing was. */
  readonly absent: string[];
  /** The specs that were asked for, not those that are imported; absolute. */
  readonly given: string[];
}

/** What reading the arguments gave. */
export interface Specs {
  readonly sources: readonly Source[];
  readonly problems: Problem[];
  readonly diagnostics: Diagnostic[];
  readonly inputs: Inputs;
  /** Reads a module that is imported but was not given. */
  readonly find: (module: string) => Source | undefined;
}

/** Reads the specs that the arguments name; imports are read later, through `find`. */
export function readSpecs(paths: readonly string[], packageFolder: string): Specs {
  const problems: Problem[] = [];
  const diagnostics: Diagnostic[] = [];
  const inputs: Inputs = { files: [], folders: [], absent: [], given: [] };
  const seen = new Set<string>();
  const folders = new Set<string>();

  const read = (file: string, root: string): Source | undefined => {
    const source = readSpec(file, root, packageFolder, inputs);
    if ("code" in source) {
      if ("span" in source) {
        diagnostics.push(source);
      } else {
        problems.push(source);
      }
      return undefined;
    }
    folders.add(path.dirname(file));
    return source;
  };
  const sources: Source[] = [];
  for (const given of paths) {
    for (const file of listSpecs(given, inputs, problems)) {
      const real = realPath(file);
      const source = seen.has(real) ? undefined : read(file, path.dirname(path.resolve(given)));
      seen.add(real);
      if (source !== undefined) {
        sources.push(source);
        inputs.given.push(path.resolve(file));
      }
    }
  }
  // The order of the arguments means nothing, so it shall not show in the output either.
  sources.sort(({ label: one = "" }, { label: other = "" }) =>
    one < other ? -1 : Number(one > other),
  );
  const find = (module: string): Source | undefined => {
    const file = findModule(module, [...folders], packageFolder, inputs);
    return file === undefined ? undefined : read(file, path.dirname(path.dirname(file)));
  };
  return { sources, problems, diagnostics, inputs, find };
}

/** The spec files that one argument stands for, in order of their paths. */
function listSpecs(given: string, inputs: Inputs, problems: Problem[]): readonly string[] {
  const stats = inspect(given, problems);
  if (stats === undefined) {
    return [];
  }
  if (stats.isFile()) {
    return [given];
  }
  if (!stats.isDirectory()) {
    problems.push(problem("not-a-file", given, { kind: kindOf(stats) }));
    return [];
  }
  const before = problems.length;
  const found = searchFolder(given, inputs, problems);
  if (found.length === 0 && problems.length === before) {
    problems.push(problem("no-specs", given, {}));
  }
  return found;
}

/** All `*.idl` files below a folder; links are followed, but no folder is entered twice. */
function searchFolder(top: string, inputs: Inputs, problems: Problem[]): readonly string[] {
  const found: string[] = [];
  const entered = new Set<string>();
  const waiting = [top];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    const real = realPath(folder);
    if (entered.has(real)) {
      continue;
    }
    entered.add(real);
    try {
      inputs.folders.push(folderState(folder));
      for (const name of readdirSync(folder)) {
        const entry = path.join(folder, name);
        if (name.startsWith(".") || name === "node_modules") {
          continue;
        }
        const stats = statsOf(entry);
        if (stats?.isDirectory() === true) {
          waiting.push(entry);
        } else if (name.endsWith(".idl") && stats?.isFile() === true) {
          found.push(entry);
        } else if (name.endsWith(".idl")) {
          problems.push(...refuseEntry(entry, stats, inputs));
        }
      }
    } catch (failure) {
      problems.push(problem("cannot-read", folder, { reason: reasonOf(failure) }));
    }
  }
  return found.sort();
}

/** What has a spec's name and is none; nothing where it has gone since the folder was read. */
function refuseEntry(entry: string, stats: Stats | undefined, inputs: Inputs): readonly Problem[] {
  if (stats !== undefined) {
    return [problem("not-a-file", entry, { kind: kindOf(stats) })];
  }
  if (lstatSync(entry, { throwIfNoEntry: false })?.isSymbolicLink() !== true) {
    return [];
  }
  // A run that watches looks whether something has come to where the link leads.
  inputs.absent.push(entry);
  const reason = failureOf(entry) ?? "the link leads nowhere";
  return [problem("cannot-read", entry, { reason })];
}

/** Why a file cannot be looked at; undefined where it can, or is not there. */
function failureOf(file: string): string | undefined {
  try {
    statSync(file, { throwIfNoEntry: false });
    return undefined;
  } catch (failure) {
    return reasonOf(failure);
  }
}

function realPath(file: string): string {
  try {
    return realpathSync.native(file);
  } catch {
    return path.resolve(file);
  }
}

function statsOf(file: string): Stats | undefined {
  try {
    return statSync(file, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

function inspect(file: string, problems: Problem[]): Stats | undefined {
  try {
    const stats = statSync(file, { throwIfNoEntry: false });
    if (stats === undefined) {
      problems.push(missing(file));
    }
    return stats;
  } catch (failure) {
    problems.push(problem("cannot-read", file, { reason: reasonOf(failure) }));
    return undefined;
  }
}

function kindOf(stats: Stats): string {
  if (stats.isFIFO()) {
    return "pipe";
  }
  return stats.isSocket() ? "socket" : "device";
}

function readSpec(
  file: string,
  root: string,
  packageFolder: string,
  inputs: Inputs,
): Source | Problem | Diagnostic {
  try {
    // Looked at before it is read: what changes in between is another file to the next run.
    const stats = statSync(file);
    if (stats.size > LIMIT) {
      return problem("file-too-large", file, { size: stats.size, limit: LIMIT });
    }
    const bytes = readFileSync(file);
    inputs.files.push(fileState(file, bytes, stats));
    const source = decodeUtf8(file, bytes);
    return "code" in source ? source : { ...source, label: labelOf(file, root, packageFolder) };
  } catch (failure) {
    return problem("cannot-read", file, { reason: reasonOf(failure) });
  }
}

/**
 * What generated files call a spec: the same words on every machine. Relative to the current folder
 * or to this package when it lies inside, else to the folder that holds what was given.
 */
function labelOf(file: string, root: string, packageFolder: string): string {
  const absolute = path.resolve(file);
  const inside = [packageFolder, process.cwd()].find((folder) => {
    if (folder === path.parse(folder).root) {
      return false;
    }
    const relative = path.relative(folder, absolute);
    return !relative.startsWith("..") && !path.isAbsolute(relative);
  });
  return path
    .relative(inside ?? root, absolute)
    .split(path.sep)
    .join("/");
}

/** Where an imported module is: beside a spec, in a sibling folder, or shipped with the package. */
function findModule(
  module: string,
  folders: readonly string[],
  packageFolder: string,
  inputs: Inputs,
): string | undefined {
  const stem = kebab(module);
  const candidates = [
    ...folders.flatMap((folder) => [
      path.join(folder, `${stem}.idl`),
      path.join(folder, `${module}.idl`),
      path.join(folder, stem, `${stem}.idl`),
      path.join(folder, "..", stem, `${stem}.idl`),
    ]),
    path.join(packageFolder, "idl", stem, `${stem}.idl`),
  ];
  for (const candidate of new Set(candidates)) {
    if (statsOf(candidate)?.isFile() === true) {
      return candidate;
    }
    inputs.absent.push(candidate);
  }
  return undefined;
}
