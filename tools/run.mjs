// Runs a TypeScript program of this repository: node tools/run.mjs FILE.ts [PARAMETERS…]
import { mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import * as esbuild from "esbuild";
import { assetsForEsbuild } from "./assets.mjs";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const [entry = "", ...parameters] = process.argv.slice(2);
// Inside node_modules, so that the packages it imports are found.
const folder = mkdtempSync(path.join(root, "node_modules", ".run-"));
const outfile = path.join(folder, `${path.basename(entry, ".ts")}.mjs`);
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
await esbuild.build({
  entryPoints: [entry],
  outfile,
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20.19",
  packages: "external",
  plugins: [assetsForEsbuild],
  logLevel: "warning",
});
process.argv = [process.argv[0], path.resolve(entry), ...parameters];
await import(pathToFileURL(outfile).href);
