// Imports that are not code: Handlebars templates and text files, for esbuild and for vitest alike.
//
//   import renderRecord from "./record.hbs";           // (view: object) => string
//   import bytesHeader from "../../native/x.h?text";   // string, byte for byte
//
// A template is compiled when it is bundled (or loaded by vitest); tools/templates.mjs says what it may
// hold. Nothing is escaped, and names that a view does not have throw.
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { compileTemplate } from "./templates.mjs";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const runtime = path.join(root, "generator/emit/templates.ts");

/** A JavaScript module whose default export renders the template in `file`. */
function templateModule(file) {
  const { expression, partials } = compileTemplate(file, readFileSync(file, "utf8"));
  return [
    `import { each, given, holds, word } from ${JSON.stringify(runtime)};`,
    ...[...partials].map(([partial, name]) => `import ${name} from ${JSON.stringify(partial)};`),
    `export default function render(view) { return ${expression}; }`,
  ].join("\n");
}

/** A JavaScript module whose default export is the text of `file`. */
function textModule(file) {
  return `export default ${JSON.stringify(readFileSync(file, "utf8"))};`;
}

/** The plugin for esbuild. */
export const assetsForEsbuild = {
  name: "assets",
  setup(build) {
    build.onResolve({ filter: /\?text$/ }, ({ path: request, resolveDir }) => ({
      path: path.resolve(resolveDir, request.replace(/\?text$/, "")),
      namespace: "text",
    }));
    build.onLoad({ filter: /.*/, namespace: "text" }, ({ path: file }) => ({
      contents: textModule(file),
      loader: "js",
      watchFiles: [file],
    }));
    build.onLoad({ filter: /\.hbs$/ }, ({ path: file }) => ({
      contents: templateModule(file),
      loader: "js",
      resolveDir: path.dirname(file),
    }));
  },
};

/** The plugin for vite and vitest. */
export const assetsForVite = {
  name: "assets",
  enforce: "pre",
  resolveId(request, importer) {
    if (request.endsWith("?text") && importer !== undefined) {
      return path.resolve(path.dirname(importer), request);
    }
    return undefined;
  },
  load(id) {
    if (id.endsWith("?text")) {
      return textModule(id.slice(0, -"?text".length));
    }
    return id.endsWith(".hbs") ? templateModule(id) : undefined;
  },
};
