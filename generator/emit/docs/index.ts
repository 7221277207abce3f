// The documentation: a Markdown page for each module, its pictures, and the list of all pages.
import type { Model } from "../../model.ts";
import type { Emitter } from "../emitter.ts";
import { paragraphs } from "../text.ts";
import { cell, code } from "./markdown.ts";
import renderModules from "./modules.hbs";
import { modulePage, ownRecords } from "./page.ts";
import { pageOf } from "./types.ts";

/** Markdown pages with byte diagrams as SVG. */
export const docs: Emitter = {
  name: "docs",
  emit: (model) => {
    const places = placesOf(model);
    const pages = model.modules.flatMap((module) => modulePage(module, places));
    return [{ path: "README.md", text: modulesPage(model) }, ...pages];
  },
};

function placesOf(model: Model): ReadonlySet<string> {
  const declarations = model.modules.flatMap((module) => [...module.enums, ...ownRecords(module)]);
  return new Set(declarations.map(({ module, name }) => `${module}.${name}`));
}

/** The list of modules, each with the first paragraph of its documentation. */
function modulesPage({ modules }: Model): string {
  return renderModules({
    table: {
      head: ["Module", "What it describes"],
      rows: modules.map(({ name, doc }) => [
        `[${code(name)}](${pageOf(name)})`,
        cell(paragraphs(doc)[0] ?? ""),
      ]),
    },
  });
}
