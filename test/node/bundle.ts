// Programs in TypeScript that other processes run.
import path from "node:path";
import { buildSync } from "esbuild";

/** Bundles a program of the repository into `folder`; the command that runs it. */
export function bundle(source: string, folder: string): readonly [string, string] {
  const outfile = path.join(folder, `${path.basename(source, ".ts")}.mjs`);
  buildSync({
    entryPoints: [source],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20.19",
    logLevel: "error",
  });
  return [process.execPath, outfile];
}
