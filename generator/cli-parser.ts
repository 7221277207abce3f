// Stands for lang/parser.ts in the built tool: what is shipped was parsed when the tool was built.
import path from "node:path";
import { recall } from "./cli-recall.ts";
import type { ModuleNode, Source } from "./lang/ast.ts";
import type { Report } from "./lang/diagnostics.ts";
import type { parse as parseText } from "./lang/parser.ts";

/** Reads a spec; the parser itself is loaded only for a text that is not known. */
export function parse(source: Source, report: Report): ModuleNode {
  return recallTree(source) ?? loadParser()(source, report);
}

/** The tree of a text that was parsed without complaint when the tool was built. */
function recallTree(source: Source): ModuleNode | undefined {
  const tree = recall(path.basename(source.path), source.text, "tree") as ModuleNode | undefined;
  if (tree !== undefined) {
    // Every span of the tree refers to this one object.
    Object.assign(tree.source, source);
  }
  return tree;
}

function loadParser(): typeof parseText {
  const { parse: real } = require("./parser.cjs") as { readonly parse: typeof parseText };
  return real;
}
