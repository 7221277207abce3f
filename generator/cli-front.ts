// What starts first: ends at once when nothing has changed, else loads the compiler's bundle.
import { readFileSync, utimesSync } from "node:fs";
import path from "node:path";
import { loadBundle } from "./cli-bundles.ts";
import type { main } from "./cli.ts";
import type { openApart } from "./cli-worker.ts";
import { complain, say } from "./commands/say.ts";
import { isCurrent, readStamp } from "./commands/stamp.ts";

/** Written by the build: the package's version, and a hash of all bundles. */
interface Identity {
  readonly version: string;
  readonly id: string;
}

/** Runs the command line of this process. */
export async function start(): Promise<void> {
  const dist = __dirname;
  const identity = JSON.parse(readFileSync(path.join(dist, "identity.json"), "utf8")) as Identity;
  const parameters = process.argv.slice(2);
  if (answerFromStamp(parameters, identity.id)) {
    return;
  }
  const cli = loadBundle(dist, "cli.cjs") as { readonly main: typeof main };
  const open: typeof openApart = (target) => {
    const worker = loadBundle(dist, "worker.cjs") as { readonly openApart: typeof openApart };
    return worker.openApart(target);
  };
  const tool = { ...identity, packageFolder: path.dirname(dist), openApart: open };
  process.exitCode = await cli.main(parameters, tool);
}

/** The short cut: the same command again, and all it read and wrote is as it was. */
function answerFromStamp(parameters: readonly string[], id: string): boolean {
  const [command = "", ...rest] = parameters;
  const mustRun = rest.some(
    (word) => word === "--check" || word === "--watch" || word === "--help",
  );
  if (!["generate", "docs"].includes(command) || mustRun) {
    return false;
  }
  const stamp = readStamp(outOf(rest), id);
  if (stamp.run === undefined || !isCurrent(stamp, [process.cwd(), ...parameters])) {
    return false;
  }
  const { depfile, warnings, account } = stamp.run;
  if (depfile !== undefined) {
    utimesSync(depfile.path, new Date(), new Date());
  }
  complain(warnings);
  say(account);
  return true;
}

/** The output folder. A spelling that is not recognised here only misses the short cut. */
function outOf(parameters: readonly string[]): string {
  const at = parameters.findIndex((word) => word === "--out" || word === "-o");
  const joined = parameters.find((word) => word.startsWith("--out="));
  return (at >= 0 ? parameters[at + 1] : joined?.slice("--out=".length)) ?? "generated";
}
