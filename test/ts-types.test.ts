// Generated TypeScript under the strictest options of its compiler, and how it is written.

import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import * as esbuild from "esbuild";
import { describe, expect, test } from "vitest";
import type { Model } from "../generator/model.ts";
import { corpus, modelOf, root, shippedSpecs } from "./specs/load.ts";
import { temporaryFolder, tortureModel, writeGenerated } from "./ts/load.ts";

const shipped = modelOf(shippedSpecs());
const others: readonly [string, Model][] = [
  ["the shipped specs", shipped],
  ["other protocols", modelOf([...shippedSpecs(), ...corpus()])],
  ["the torture specs", tortureModel()],
];

test.each(others)("%s pass the type checker", (_, model) => {
  const folder = temporaryFolder();
  writeGenerated(model, folder);
  writeFileSync(join(folder, "package.json"), JSON.stringify({ type: "module" }));
  const compilerOptions = { types: [], skipLibCheck: false };
  const include = ["**/*.ts"];
  const settings = { extends: join(root, "tsconfig.json"), compilerOptions, include };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(settings));
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  const run = (): Buffer => execFileSync(process.execPath, [tsc, "-p", folder], { stdio: "pipe" });
  expect(run().toString()).toBe("");
});

describe("the files", () => {
  const folder = temporaryFolder();
  const files = others.flatMap(([, model], index) =>
    writeGenerated(model, join(folder, String(index))),
  );
  const texts = files.map((file): [string, string] => [basename(file), readFileSync(file, "utf8")]);

  test.each(texts)("%s has no construct that must be compiled away", (name, text) => {
    const code = text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*|"[^"\n]*"/g, "");
    expect(code).not.toMatch(
      /^\s*(export )?(declare |const |abstract )*(enum|namespace|class|default)\s/m,
    );
    expect(code).not.toMatch(/: any\b|<any\b|\bas any\b|\b[gs]etBigU?[iI]nt64\b|\bBuffer\b/);
    expect(text.endsWith("\n"), name).toBe(true);
    expect(text).not.toMatch(/[ \t]$|\n\n\n|\r/m);
  });

  test.each(texts.filter(([, text]) => text.startsWith("// Generated")))(
    "%s fits its lines and names its spec",
    (_, text) => {
      expect(text).toMatch(/^\/\/ Generated from [\w./-]+\.idl; do not edit\.\n\n/);
      const code = text.split("\n").filter((line) => !/^\s*(\*|\/\*\*)/.test(line));
      expect(code.filter((line) => line.length > 100)).toEqual([]);
      // What is true of all of them is said once, in the runtime.
      expect(text).not.toContain("V8");
    },
  );

  test("the same model gives the same bytes", () => {
    const again = writeGenerated(shipped, join(folder, "again"));
    const first = again.map((file) => file.replace(join(folder, "again"), join(folder, "0")));
    const read = (file: string): string => readFileSync(file, "utf8");
    expect(again.map(read)).toEqual(first.map(read));
  });
});

describe("a bundle has what was imported, and no more", () => {
  const folder = temporaryFolder();
  writeGenerated(shipped, folder);
  /** Bytes of a minified program that uses one name. */
  const weigh = async (name: string): Promise<number> => {
    const contents = `import { ${name} } from "./xen-ioreq.ts"; console.log(${name});`;
    const { outputFiles } = await esbuild.build({
      stdin: { contents, resolveDir: folder, loader: "ts" },
      bundle: true,
      minify: true,
      format: "esm",
      write: false,
      logLevel: "error",
    });
    return outputFiles[0]!.contents.length;
  };

  test.each([
    ["xenIoreqSize", 30],
    ["XenIoreqState", 90],
    ["getXenIoreqState", 80],
    ["getXenIoreqAddr", 450],
    ["decodeXenIoreqBufIoreq", 1000],
    ["decodeXenIoreq", 1600],
    ["encodeXenIoreq", 1700],
    ["moveXenIoreqState", 900],
    ["dispatchXenIoreq", 5000],
  ])("%s in at most %d bytes", async (name, most) => {
    expect(await weigh(name)).toBeLessThanOrEqual(most);
  });
});
