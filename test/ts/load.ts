// Generated TypeScript as tests want it: written to a folder, or bundled and imported.

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import * as esbuild from "esbuild";
import { afterAll } from "vitest";
import { ts } from "../../generator/emit/ts/index.ts";
import type { Source } from "../../generator/lang/ast.ts";
import type { Model } from "../../generator/model.ts";
import { modelOf, root } from "../specs/load.ts";

/** Everything that one generated module exports. */
export type Exports = Readonly<Record<string, unknown>>;

/** A function whose parameters are whatever a test hands to it. */
export type Callable = (...parameters: readonly unknown[]) => unknown;

/** A function that a generated module must export. */
export function functionOf(exports: Exports, name: string): Callable {
  const found = exports[name];
  if (typeof found !== "function") {
    throw new Error(`no function ${name} among ${Object.keys(exports).join()}`);
  }
  return found as Callable;
}

/** A folder that goes away with the test file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "hypershim-ts-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The torture specs of this folder and of the C target. */
export function tortureSpecs(): readonly Source[] {
  return ["test/c/torture", "test/ts/torture"].flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => name.endsWith(".idl"))
      .map((name) => ({
        path: `${folder}/${name}`,
        text: readFileSync(join(root, folder, name), "utf8"),
      })),
  );
}

/** The model of the torture specs. */
export function tortureModel(): Model {
  return modelOf(tortureSpecs());
}

/** Writes what the emitter makes of a model. */
export function writeGenerated(model: Model, folder: string): readonly string[] {
  return ts.emit(model).map(({ path, text }) => {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return file;
  });
}

/** Generates, bundles and imports; the key is a file's name without its ending. */
export async function load(model: Model): Promise<ReadonlyMap<string, Exports>> {
  const folder = temporaryFolder();
  const files = writeGenerated(model, join(folder, "source"));
  const outdir = join(folder, "out");
  await esbuild.build({
    entryPoints: [...files],
    outdir,
    bundle: true,
    splitting: true,
    format: "esm",
    target: "node20.19",
    outExtension: { ".js": ".mjs" },
    logLevel: "error",
  });
  const names = ts.emit(model).map(({ path }) => path.replace(/\.ts$/, ""));
  const modules = await Promise.all(
    names.map(async (name): Promise<[string, Exports]> => [
      name,
      (await import(pathToFileURL(join(outdir, `${name}.mjs`)).href)) as Exports,
    ]),
  );
  return new Map(modules);
}

/** A view of bytes given in hexadecimal, with spaces where they please. */
export function viewOf(hex: string): DataView {
  const bytes = Buffer.from(hex.replaceAll(/\s+/g, ""), "hex");
  return new DataView(Uint8Array.from(bytes).buffer);
}

/** The bytes of a view in hexadecimal. */
export function hexOf(view: DataView): string {
  return Buffer.from(view.buffer, view.byteOffset, view.byteLength).toString("hex");
}
