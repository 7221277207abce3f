// What starts first: ends at once when nothing has changed, else loads the compiler's bundle.
import { readFileSync, renameSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { cachedDataVersionTag } from "node:v8";
import { Script } from "node:vm";
import type { main } from "./cli.ts";
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
  process.stdout.on("error", endWithReader);
  if (answerFromStamp(parameters, identity.id)) {
    return;
  }
  const cli = loadBundle(dist, "cli.cjs") as { readonly main: typeof main };
  process.exitCode = await cli.main(parameters, { ...identity, packageFolder: path.dirname(dist) });
}

/** Whoever reads our output may have seen enough. */
function endWithReader(failure: NodeJS.ErrnoException): void {
  process.exit(failure.code === "EPIPE" ? 0 : 1);
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
  if (!isCurrent(stamp, [process.cwd(), ...parameters]) || stamp.run === undefined) {
    return false;
  }
  const { depfile, warnings, account } = stamp.run;
  if (depfile !== undefined) {
    utimesSync(depfile.path, new Date(), new Date());
  }
  process.stderr.write(warnings);
  process.stdout.write(account);
  return true;
}

/** The output folder. A spelling that is not recognised here only misses the short cut. */
function outOf(parameters: readonly string[]): string {
  const at = parameters.findIndex((word) => word === "--out" || word === "-o");
  const joined = parameters.find((word) => word.startsWith("--out="));
  return (at >= 0 ? parameters[at + 1] : joined?.slice("--out=".length)) ?? "generated";
}

/**
 * Runs a bundle with the code that V8 compiled earlier. Such code depends on the very version of
 * V8, so it is made anew where it does not fit, if the package's own folder can be written.
 */
function loadBundle(dist: string, name: string): unknown {
  const file = path.join(dist, name);
  // The bundler writes ASCII only, which is quicker to read than UTF-8.
  const source = readFileSync(file, "latin1");
  const cache = path.join(dist, `${name}.${cachedDataVersionTag().toString(16)}.cache`);
  const cachedData = readCache(cache, dist);
  const wrapped = `(function (exports, require, module, __filename, __dirname) {${source}\n})`;
  const script = new Script(wrapped, {
    filename: file,
    ...(cachedData === undefined ? {} : { cachedData }),
  });
  const module = { exports: {} };
  const ordinary = createRequire(file);
  const load = (wanted: string): unknown =>
    wanted.startsWith("./") ? loadBundle(dist, wanted.slice(2)) : ordinary(wanted);
  const run = script.runInThisContext() as (...values: readonly unknown[]) => void;
  run(module.exports, load, module, file, dist);
  if (cachedData === undefined || script.cachedDataRejected === true) {
    // At the end most functions have been compiled, so that the cache holds them too.
    process.once("exit", () => writeCache(cache, script, dist));
  }
  return module.exports;
}

function readCache(cache: string, dist: string): Buffer | undefined {
  try {
    return isOurs(dist) && isOurs(cache) ? readFileSync(cache) : undefined;
  } catch {
    return undefined;
  }
}

function writeCache(cache: string, script: Script, dist: string): void {
  try {
    if (isOurs(dist)) {
      const unfinished = `${cache}-${process.pid}`;
      writeFileSync(unfinished, script.createCachedData(), { flag: "wx", mode: 0o644 });
      renameSync(unfinished, cache);
    }
  } catch {
    // A package that cannot be written to is used without.
  }
}

/** Code that anybody could have put there is not run. */
function isOurs(file: string): boolean {
  return (statSync(file).mode & 0o002) === 0;
}
