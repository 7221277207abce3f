// Specs compiled and emitted as C into a folder of their own, for tests that run compilers on it.
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { compile } from "../../generator/compile.ts";
import { c } from "../../generator/emit/c/index.ts";
import type { Model } from "../../generator/model.ts";

const root = path.resolve(import.meta.dirname, "../..");

/** What was emitted, and of what. */
export interface Emitted {
  readonly model: Model;
  readonly folder: string;
  /** Paths in the folder. */
  readonly files: readonly string[];
}

/** The specs that are shipped. */
export function shippedSpecs(): readonly string[] {
  return readdirSync(path.join(root, "idl"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".idl"))
    .map((file) => path.join("idl", file))
    .sort();
}

/** Specs with every construct. */
export const tortureSpecs = ["calls", "corners", "shapes"].map(
  (name) => `test/c/torture/${name}.idl`,
);

/** Compiles specs, given relative to the repository, and writes their C to a new folder. */
export function emitC(specs: readonly string[]): Emitted {
  const sources = specs.map((file) => ({
    path: file,
    text: readFileSync(path.join(root, file), "utf8"),
  }));
  const { model, diagnostics } = compile(sources);
  if (model === undefined) {
    throw new Error(diagnostics.map(({ code, text }) => `${code}: ${text}`).join("\n"));
  }
  const folder = mkdtempSync(path.join(tmpdir(), "hypershim-c-"));
  const artefacts = c.emit(model);
  for (const { path: file, text } of artefacts) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
  return { model, folder, files: artefacts.map((artefact) => artefact.path) };
}
