// Builds dist/: the bundles of the command line tool, their identity, and V8's code cache for them.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import { assetsForEsbuild } from "./assets.mjs";
import { pack } from "./pack.mjs";
import { printerOnly } from "./ts-morph.mjs";

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
  return path
    .relative(root, path.resolve(root, input.replace(/^\w+:/, "")))
    .split(path.sep)
    .join("/");
}

/** The targets: each has a bundle of its own, loaded only when it has work to do. */
const emitters = readdirSync("generator/emit", { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .sort();

/** What bundles leave to other bundles. */
const apart = {
  name: "apart",
  setup(build) {
    // A target, or a command with much to say, is loaded when it is asked for.
    build.onResolve({ filter: /^\.\/\w+\/\w+\.ts$/ }, ({ kind, path: wanted }) => {
      const { dir, name } = path.parse(wanted);
      const bundle = name === "index" ? `emit-${path.basename(dir)}` : name;
      return kind === "dynamic-import" ? { path: `./${bundle}.cjs`, external: true } : undefined;
    });
    for (const [name, importer] of [
      ["parser", "/modules.ts"],
      ["compile", "/load.ts"],
    ]) {
      build.onResolve({ filter: new RegExp(`/${name}\\.ts$`) }, (wanted) =>
        wanted.importer.endsWith(importer)
          ? { path: path.join(root, `generator/cli-${name}.ts`) }
          : undefined,
      );
    }
    build.onResolve({ filter: /^\.\/(?:parser|compiler)\.cjs$/ }, ({ path: wanted }) => ({
      path: wanted,
      external: true,
    }));
  },
};

/** Node's modules that load many others, and that few command lines need. */
const seldom = ["node:child_process", "node:os", "node:timers/promises"];

/** Loads a module of Node when something of it is used first, not when it is imported. */
const late = {
  name: "late",
  setup(build) {
    const filter = new RegExp(`^(?:${seldom.join("|")})$`);
    build.onResolve({ filter }, ({ path: name, namespace }) =>
      namespace === "late" ? { path: name, external: true } : { path: name, namespace: "late" },
    );
    build.onLoad({ filter: /.*/, namespace: "late" }, ({ path: name }) => {
      const keys = Object.keys(process.getBuiltinModule(name));
      const getters = keys.map((key) => `get ${key}() { return require("${name}").${key}; }`);
      return { contents: `module.exports = { ${getters.join(",\n")} };` };
    });
  },
};

/** Every file imports it as a whole, which would be copied for each of them, property by property. */
const paths = {
  name: "paths",
  setup(build) {
    build.onResolve({ filter: /^node:path$/ }, ({ kind }) =>
      kind === "import-statement"
        ? { path: "node:path", namespace: "paths" }
        : { path: "node:path", external: true },
    );
    build.onLoad({ filter: /.*/, namespace: "paths" }, () => ({
      contents: 'export default require("node:path");',
    }));
  },
};

/** esbuild has printed its errors when it fails; its stack trace would only hide them. */
async function bundle(options) {
  try {
    return await esbuild.build(options);
  } catch {
    process.exit(1);
  }
}

const entries = {
  front: "generator/cli-front.ts",
  worker: "generator/cli-worker.ts",
  cli: "generator/cli.ts",
  explain: "generator/commands/explain.ts",
  compiler: "generator/compile.ts",
  parser: "generator/lang/parser.ts",
  ...Object.fromEntries(
    emitters.map((name) => [`emit-${name}`, `generator/emit/${name}/index.ts`]),
  ),
};
const built = await bundle({
  absWorkingDir: root,
  entryPoints: entries,
  outdir: "dist",
  outExtension: { ".js": ".cjs" },
  metafile: true,
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node20.19",
  // Loaded through vm.Script, where `import()` means nothing.
  supported: { "dynamic-import": false },
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: "none",
  plugins: [apart, late, paths, assetsForEsbuild, printerOnly],
  logLevel: "warning",
});

// What programs import, and the headers that the addon for Node is compiled with.
const runtime = await bundle({
  absWorkingDir: root,
  entryPoints: { runtime: "runtime/node/index.ts" },
  outdir: "dist",
  metafile: true,
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20.19",
  legalComments: "none",
  logLevel: "warning",
});
rmSync(path.join(dist, "napi"), { recursive: true, force: true });
mkdirSync(path.join(dist, "napi"));
const headers = "node_modules/node-api-headers/include";
for (const name of readdirSync(headers).filter((each) => each.endsWith(".h"))) {
  copyFileSync(path.join(headers, name), path.join(dist, "napi", name));
}

// Nothing of an earlier build may be taken for a part of this one.
for (const name of readdirSync(dist).filter((each) => each.endsWith(".cache"))) {
  rmSync(path.join(dist, name));
}
rmSync(path.join(dist, "parsed"), { recursive: true, force: true });
const bundles = Object.keys(entries).map((name) => readFileSync(path.join(dist, `${name}.cjs`)));
const { version } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
writeJson("identity.json", { version, id: hashOf(Buffer.concat(bundles)) });

/** Keeps what came of a text, beside the text: a run compares it with what it has read. */
function keep(name, text, kind, result) {
  writeFileSync(path.join(dist, "parsed", name), text);
  writeFileSync(path.join(dist, "parsed", `${name}.${kind}`), pack(result));
}

// The shipped specs are parsed and compiled here, once and for all.
const load = createRequire(import.meta.url);
const { parse } = load(path.join(dist, "parser.cjs"));
const { compile } = load(path.join(dist, "compiler.cjs"));
mkdirSync(path.join(dist, "parsed"));
const shipped = shippedSpecs.map((file) => ({ path: file, text: readFileSync(file, "utf8") }));
for (const source of shipped) {
  const complaints = [];
  const copy = { ...source };
  const tree = parse(copy, (complaint) => complaints.push(complaint));
  copy.text = "";
  if (complaints.length === 0) {
    keep(path.basename(source.path), source.text, "tree", tree);
  }
}
const { model, diagnostics } = compile(shipped);
if (model !== undefined && diagnostics.length === 0) {
  const words = shipped.flatMap((source) => [source.path, source.text]);
  keep("shipped", words.join("\0"), "model", model);
}

// By this the set-up knows whether it has to build again.
const read = [built, runtime].flatMap(({ metafile }) => Object.keys(metafile.inputs).map(plainPath));
const own = read.filter((file) => !/^node(?:_modules\/|:)/.test(file));
const tools = ["build", "assets", "pack", "templates", "ts-morph"].map((name) => `tools/${name}.mjs`);
const fixed = ["package.json", "package-lock.json", ...tools];
const inputs = [...new Set([...own, ...fixed, ...shippedSpecs])].sort();
writeJson(
  "inputs.json",
  Object.fromEntries(inputs.map((file) => [file, hashOf(readFileSync(file))])),
);

// A run of everything makes the code cache, with the functions that such a run compiles. The specs
// are copies with other bytes, so that they have to be parsed; all but one, which is recalled.
const sample = mkdtempSync(path.join(tmpdir(), "hypershim-sample-"));
try {
  for (const [index, file] of shippedSpecs.entries()) {
    const change = index === 0 ? "" : "\n// A copy.\n";
    writeFileSync(path.join(sample, path.basename(file)), readFileSync(file, "utf8") + change);
  }
  const tool = path.join(root, "bin", "hypershim.cjs");
  execFileSync(process.execPath, [tool, "generate", ".", "-t", "c,ts,docs,model"], { cwd: sample, stdio: "ignore" });
} catch {
  // The tool reports what is wrong with the specs when somebody asks it to.
} finally {
  rmSync(sample, { recursive: true, force: true });
}
