// Imports that are not code: Handlebars templates and text files, for esbuild and for vitest alike.
//
//   import renderRecord from "./record.hbs";           // (view: object) => string
//   import bytesHeader from "../../native/x.h?text";   // string, byte for byte
//
// A template is compiled when it is bundled (or loaded by vitest); at run time there is only
// handlebars/runtime. Names that a view does not have throw, also in `{{#each}}`, `{{#if}}`, `{{#unless}}`
// and `{{#with}}`; `{{#name}}…{{/name}}` without a helper always throws. Nothing is escaped.
// `{{> other}}` and `{{> ../shared/other}}` are the files other.hbs and ../shared/other.hbs; a
// partial keeps the indentation at which it is called. A template may call itself.
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import Handlebars from "handlebars";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const runtime = path.join(root, "generator/emit/templates.ts");

/** A JavaScript module whose default export renders the template in `file`. */
function templateModule(file) {
  const tree = Handlebars.parse(readFileSync(file, "utf8"));
  const partials = new Set();
  const visitor = new Handlebars.Visitor();
  const visit = (statement) => {
    const target = path.resolve(path.dirname(file), `${statement.name.original}.hbs`);
    if (target !== file) {
      partials.add(target);
    }
    statement.name = { ...statement.name, original: identify(target), parts: [identify(target)] };
  };
  visitor.PartialStatement = function (statement) {
    visit(statement);
    Handlebars.Visitor.prototype.PartialStatement.call(this, statement);
  };
  visitor.PartialBlockStatement = function (statement) {
    visit(statement);
    Handlebars.Visitor.prototype.PartialBlockStatement.call(this, statement);
  };
  visitor.accept(tree);
  const compiled = Handlebars.precompile(tree, {
    strict: true,
    noEscape: true,
    knownHelpersOnly: true,
    // No template asks for `@index` and its like, which the runtime would copy for every element.
    data: false,
  });
  return [
    `import { defineTemplate } from ${JSON.stringify(runtime)};`,
    ...[...partials].map((partial) => `import ${JSON.stringify(partial)};`),
    `export default defineTemplate(${JSON.stringify(identify(file))}, ${compiled});`,
  ].join("\n");
}

/** The name under which a template is registered: its path in the repository. */
function identify(file) {
  return path
    .relative(root, file)
    .split(path.sep)
    .join("/")
    .replace(/\.hbs$/, "");
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
    // A partial registers itself, so it may not be dropped although nobody uses what it exports.
    build.onResolve({ filter: /\.hbs$/ }, ({ path: request, resolveDir }) => ({
      path: path.resolve(resolveDir, request),
      sideEffects: true,
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
