// The command `generate`: specs in, one folder per target out, nothing written that did not change.
import { existsSync, utimesSync } from "node:fs";
import path from "node:path";
import type { Artefact } from "../emit/emitter.ts";
import type { Target } from "../emit/index.ts";
import { depfileText } from "./depfile.ts";
import { fileState, isSameFile, outputState } from "./fingerprint.ts";
import { count, loadModel, type Outcome, text, type Tool } from "./load.ts";
import { problem, renderProblem } from "./problems.ts";
import type { Inputs } from "./specs.ts";
import { claims, type Owners } from "./owners.ts";
import { leftovers, listedLeftovers } from "./stale.ts";
import { readStamp, type Stamp, type TargetStamp, writeStamp } from "./stamp.ts";
import { differing, isForeign, type Wanted, writeAll, type Written } from "./write.ts";

/** What `generate` was asked to do. */
export interface GenerateOptions {
  readonly paths: readonly string[];
  /** Each with the folder, below `out`, that is its own. */
  readonly targets: readonly { readonly target: Target; readonly folder: string }[];
  readonly out: string;
  readonly check: boolean;
  readonly depfile?: string | undefined;
  /** The command line and where it was given: the same again may take the short cut. */
  readonly command: readonly string[];
}

/** How a run ended, and what it read: `--watch` looks at the same. */
export interface GenerateOutcome extends Outcome {
  readonly inputs: Inputs;
  /** Files written and removed. */
  readonly changes: number;
}

/** One target's share of a run. */
interface Share {
  readonly name: string;
  readonly folder: string;
  /** The tool and the state of all that the output depends on. */
  readonly from: string;
  /** Set when nothing had to be emitted: what an earlier run made is still right. */
  readonly current?: TargetStamp;
  readonly wanted: readonly Wanted[];
  /** Files of earlier runs that this one does not make, and that no other one would. */
  readonly stale: readonly Wanted[];
  /** Which specs everything that is there afterwards came from. */
  readonly owners: Owners;
}

interface Run {
  readonly options: GenerateOptions;
  readonly inputs: Inputs;
  readonly warnings: string;
  readonly stamp: Stamp;
  readonly shares: readonly Share[];
}

/** Compiles the specs and brings the output folder up to date, or compares it. */
export async function generate(options: GenerateOptions, tool: Tool): Promise<GenerateOutcome> {
  const slow = options.targets.find(({ target }) => target.slow === true)?.target;
  const apart = slow && options.targets.length > 1 ? tool.openApart(slow.name) : undefined;
  try {
    const { model, report, inputs } = loadModel(options.paths, tool);
    if (model === undefined) {
      return { status: 1, output: "", report, inputs, changes: 0 };
    }
    const emit = async (target: Target): Promise<readonly Artefact[]> => {
      const here = async () => (await target.load()).emit(model);
      // What fails in the thread for a reason that is not the thread's fails here once more.
      return apart !== undefined && target === slow ? apart.emit(model).catch(here) : here();
    };
    const stamp = readStamp(options.out, tool.id);
    const shares = await sharesOf({ options, tool, inputs, stamp, emit });
    const run: Run = { options, inputs, warnings: report, stamp, shares };
    return { inputs, ...(options.check ? compare(run) : bringUpToDate(run)) };
  } finally {
    apart?.close();
  }
}

/** What all targets of a run are made with. */
interface Order extends Pick<Run, "options" | "inputs" | "stamp"> {
  readonly tool: Tool;
  readonly emit: (target: Target) => Promise<readonly Artefact[]>;
}

function sharesOf(order: Order): Promise<readonly Share[]> {
  const { options, tool, inputs, stamp } = order;
  const from = JSON.stringify([tool.id, ...inputs.files]);
  return Promise.all(
    options.targets.map(({ target, folder }): Share | Promise<Share> => {
      const old = stamp.targets[folder];
      if (!options.check && old?.from === from && old.files.every(isSameFile)) {
        const { owners } = old;
        return { name: target.name, folder, from, current: old, wanted: [], stale: [], owners };
      }
      return emitShare(order, target, folder, from);
    }),
  );
}

async function emitShare(
  { options, tool, inputs, stamp, emit }: Order,
  target: Target,
  folder: string,
  from: string,
): Promise<Share> {
  const place = path.join(options.out, folder);
  const wanted = (await emit(target)).map((artefact) => ({
    path: path.join(place, artefact.path),
    text: artefact.text,
  }));
  const made = new Set(wanted.map((file) => file.path));
  const before = stamp.targets[folder]?.owners ?? {};
  const { isFree, after } = claims(before, inputs.given, made);
  const listed = Object.keys(before);
  const isElsewhere = (label: string) => isUnread(label, inputs, tool);
  const find = folder === "" ? listedLeftovers : leftovers;
  const stale = find({ folder: place, listed, made, isFree, isElsewhere });
  return {
    name: target.name,
    folder,
    from,
    wanted,
    stale: stale.map((file) => ({ path: file })),
    owners: after,
  };
}

/** Whether a spec that an output names is there, but this run has not read it. */
function isUnread(label: string, inputs: Inputs, tool: Tool): boolean {
  const read = new Set(inputs.files.map((file) => path.resolve(file.path)));
  return [process.cwd(), tool.packageFolder]
    .map((folder) => path.resolve(folder, label))
    .some((file) => existsSync(file) && !read.has(file));
}

/** Lists what a run without `--check` would change. */
function compare({ options, warnings, shares }: Run): Omit<GenerateOutcome, "inputs"> {
  const files = shares.flatMap(({ wanted, stale }) => [...wanted, ...stale]);
  const wrong = differing(files).map((file) =>
    isForeign(file)
      ? problem("not-generated", file.path, {})
      : problem("outdated", file.path, { how: how(file) }),
  );
  if (wrong.length === 0) {
    const output = text([`${options.out}: ${count(files.length, "file")} up to date`]);
    return { status: 0, output, report: warnings, changes: 0 };
  }
  const last = `hypershim: ${count(wrong.length, "file")} out of date in ${options.out}`;
  const report = warnings + text([...wrong.map(renderProblem), last]);
  return { status: 1, output: "", report, changes: 0 };
}

function how(file: Wanted): string {
  if (file.text === undefined) {
    return "is left over: no spec gives it";
  }
  return existsSync(file.path) ? "differs from what the specs give" : "is missing";
}

function bringUpToDate(run: Run): Omit<GenerateOutcome, "inputs"> {
  const { options, inputs, warnings, shares } = run;
  const read = [...inputs.files, ...inputs.folders].map((input) => input.path);
  const depfile =
    options.depfile === undefined
      ? []
      : [{ path: options.depfile, text: depfileText(options.depfile, read), named: true }];
  const result = writeAll([
    ...shares.flatMap(({ wanted }) => wanted),
    ...depfile,
    ...shares.flatMap(({ stale }) => stale),
  ]);
  if (!("written" in result)) {
    const report = warnings + text(result.map(renderProblem));
    return { status: 1, output: "", report, changes: 0 };
  }
  const accountAfter = (changes: Written): string =>
    text(shares.map((share) => accountOf(share, changes, options.out)));
  keepStamp(run, accountAfter({ written: [], removed: [] }), depfile[0]);
  const changes = result.written.length + result.removed.length;
  return { status: 0, output: accountAfter(result), report: warnings, changes };
}

function accountOf(share: Share, { written, removed }: Written, out: string): string {
  const own = new Set(share.wanted.map((file) => file.path));
  const gone = new Set(share.stale.map((file) => file.path));
  const files = share.current?.files.length ?? own.size;
  const changes = [
    [written.filter((file) => own.has(file)).length, "written"] as const,
    [removed.filter((file) => gone.has(file)).length, "removed"] as const,
  ].filter(([number]) => number > 0);
  const news = changes.map(([number, verb]) => `${number} ${verb}`).join(", ");
  const place = path.join(out, share.folder);
  return `${place}: ${count(files, "file")}, ${news === "" ? "up to date" : news}`;
}

function keepStamp(run: Run, account: string, depfile: Wanted | undefined): void {
  const { options, inputs, warnings, stamp, shares } = run;
  const made = shares.map(({ folder, from, current, wanted, owners }) => [
    folder,
    current ?? {
      from,
      files: wanted.map((file) => outputState(file.path)),
      owners,
    },
  ]);
  if (depfile !== undefined) {
    // make compares its age with that of the specs, whether or not its content changed.
    utimesSync(depfile.path, new Date(), new Date());
  }
  writeStamp(options.out, {
    tool: stamp.tool,
    run: {
      command: options.command,
      files: inputs.files,
      folders: inputs.folders,
      absent: inputs.absent,
      targets: shares.map(({ folder }) => folder),
      depfile: depfile && fileState(depfile.path, depfile.text ?? ""),
      warnings,
      account,
    },
    targets: { ...stamp.targets, ...Object.fromEntries(made) },
  });
}
