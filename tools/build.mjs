// Builds dist/: the bundles of the command line tool, their identity, and V8's code cache for them.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { serialize } from "node:v8";
import * as esbuild from "esbuild";
import { assetsForEsbuild } from "./assets.mjs";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const dist = path.join(root, "dist");

process.chdir(root);

function hashOf(bytes) {
  return createHash("sha256").update(bytes).digest("base64url");
}

function writeJson(name, value) {
  writeFileSync(path.join(dist, name), `${JSON.stringify(value)}\n`);
}

const shippedSpecs = readdirSync("idl", { recursive: true })
  .filter((name) => name.endsWith(".idl"))
  .map((name) => `idl/${name.split(path.sep).join("/")}`)
  .sort();

/** A bundle's input as a path; files that plugins serve are named `namespace:path`. */
function plainPath(input) {
  return path.relative(root, path.resolve(root, input.replace(/^\w+:/, ""))).split(path.sep).join("/");
}

/** What the command line's bundle leaves to other bundles, which are loaded only when needed. */
const apart = {
  name: "apart",
  setup(build) {
    build.onResolve({ filter: /\/ts\/index\.ts$/ }, ({ kind }) =>
      kind === "dynamic-import" ? { path: "./ts.cjs", external: true } : undefined,
    );
    build.onResolve({ filter: /\/parser\.ts$/ }, ({ importer }) =>
      importer.endsWith("/modules.ts") ? { path: path.join(root, "generator/cli-parser.ts") } : undefined,
    );
    build.onResolve({ filter: /^\.\/parser\.cjs$/ }, () => ({ path: "./parser.cjs", external: true }));
  },
};

const common = {
  absWorkingDir: root,
  metafile: true,
  bundle: true,
  platform: "node",
  target: "node20.19",
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: "none",
  plugins: [apart, assetsForEsbuild],
  logLevel: "warning",
};
// Loaded through vm.Script, where `import()` means nothing.
const bundle = { ...common, format: "cjs", supported: { "dynamic-import": false } };

const built = await Promise.all(
  [
    { ...common, format: "esm", entryPoints: ["generator/cli-front.ts"], outfile: "dist/front.mjs" },
    { ...bundle, entryPoints: ["generator/cli.ts"], outfile: "dist/cli.cjs" },
    { ...bundle, entryPoints: ["generator/lang/parser.ts"], outfile: "dist/parser.cjs" },
    { ...bundle, entryPoints: ["generator/emit/ts/index.ts"], outfile: "dist/ts.cjs" },
  ].map((options) => esbuild.build(options)),
);

// Nothing of an earlier build may be taken for a part of this one.
for (const name of readdirSync(dist).filter((each) => each.endsWith(".cache"))) {
  rmSync(path.join(dist, name));
}
rmSync(path.join(dist, "parsed"), { recursive: true, force: true });
const bundles = ["front.mjs", "cli.cjs", "parser.cjs", "ts.cjs"].map(
  (name) => readFileSync(path.join(dist, name)),
);
const { version } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
writeJson("identity.json", { version, id: hashOf(Buffer.concat(bundles)) });

// The shipped specs are parsed here, once and for all.
const { parse } = createRequire(import.meta.url)(path.join(dist, "parser.cjs"));
mkdirSync(path.join(dist, "parsed"));
for (const file of shippedSpecs) {
  const text = readFileSync(file, "utf8");
  const complaints = [];
  const tree = parse({ path: file, text }, (complaint) => complaints.push(complaint));
  if (complaints.length === 0) {
    writeFileSync(path.join(dist, "parsed", `${hashOf(text)}.tree`), serialize(tree));
  }
}

// By this the set-up knows whether it has to build again.
const read = built.flatMap(({ metafile }) => Object.keys(metafile.inputs).map(plainPath));
const own = read.filter((file) => !file.startsWith("node_modules/"));
const fixed = ["package.json", "package-lock.json", "tools/build.mjs", "tools/assets.mjs"];
const inputs = [...new Set([...own, ...fixed, ...shippedSpecs])].sort();
writeJson("inputs.json", Object.fromEntries(inputs.map((file) => [file, hashOf(readFileSync(file))])));

// A run of everything makes the code cache, with the functions that such a run compiles. The specs
// are copies with other bytes, so that they have to be parsed.
const sample = mkdtempSync(path.join(tmpdir(), "hypershim-sample-"));
try {
  for (const file of shippedSpecs) {
    writeFileSync(path.join(sample, path.basename(file)), `${readFileSync(file, "utf8")}\n// A copy.\n`);
  }
  const tool = path.join(root, "bin", "hypershim.mjs");
  execFileSync(process.execPath, [tool, "generate", "."], { cwd: sample, stdio: "ignore" });
} catch {
  // The tool reports what is wrong with the specs when somebody asks it to.
} finally {
  rmSync(sample, { recursive: true, force: true });
}
