// Loads the bundles of the built tool, with the code that V8 compiled for them earlier.
import { readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { Script } from "node:vm";

/** What the bundles that have been run export, by their names. */
const loaded = new Map<string, unknown>();

/** Loads a bundle, the first time that it is asked for. */
export function loadBundle(dist: string, name: string): unknown {
  const known = loaded.get(name) ?? runBundle(dist, name);
  loaded.set(name, known);
  return known;
}

/**
 * Runs a bundle with the code that V8 compiled earlier. Such code depends on the very version of
 * V8, so it is made anew where it does not fit, if the package's own folder can be written.
 */
function runBundle(dist: string, name: string): unknown {
  const file = path.join(dist, name);
  // The bundler writes ASCII only, which is quicker to read than UTF-8.
  const source = readFileSync(file, "latin1");
  const cache = path.join(dist, `${name}.${process.version}-${process.arch}.cache`);
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
