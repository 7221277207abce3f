// Stands for lang/parser.ts in the built tool: what is shipped was parsed when the tool was built.
import { readFileSync } from "node:fs";
import path from "node:path";
import { deserialize } from "node:v8";
import { hashOf } from "./commands/fingerprint.ts";
import type { ModuleNode, Source } from "./lang/ast.ts";
import type { Report } from "./lang/diagnostics.ts";
import type { parse as parseText } from "./lang/parser.ts";

/** Reads a spec; the parser itself is loaded only for a text that is not known. */
export function parse(source: Source, report: Report): ModuleNode {
  return recall(source) ?? loadParser()(source, report);
}

/** The tree of a text that was parsed without complaint when the tool was built. */
function recall(source: Source): ModuleNode | undefined {
  try {
    const file = path.join(__dirname, "parsed", `${hashOf(source.text)}.tree`);
    const tree = deserialize(readFileSync(file)) as ModuleNode;
    // Every span of the tree refers to this one object.
    Object.assign(tree.source, source);
    return tree;
  } catch {
    return undefined;
  }
}

function loadParser(): typeof parseText {
  const { parse: real } = require("./parser.cjs") as { readonly parse: typeof parseText };
  return real;
}
