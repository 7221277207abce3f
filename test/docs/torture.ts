// The specs that have one of everything, and text that does not want to be shown.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Source } from "../../generator/lang/ast.ts";

/** As sources; their paths are relative to the repository. */
export function tortureSpecs(): readonly Source[] {
  return ["parts", "torture"].map((name) => ({
    path: `test/docs/${name}.idl`,
    text: readFileSync(join(import.meta.dirname, `${name}.idl`), "utf8"),
  }));
}
