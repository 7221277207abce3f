// Gets back what tools/pack.mjs wrote down when the tool was built.
import { readFileSync } from "node:fs";
import path from "node:path";

/** Digits of a bigint, the number of a node, bytes, undefined, or patches of what is inside. */
type Patch = string | number | { readonly bytes: readonly number[] } | null | Patches;

/** Keys, each followed by its patch. */
type Patches = readonly (string | number | Patch)[];

type Node = Record<string, unknown>;

/** What came of a text when the tool was built; undefined where it was another text, or none. */
export function recall(name: string, text: string, kind: string): unknown {
  try {
    const known = readKept(name) === text;
    return known ? unpack(readKept(`${name}.${kind}`)) : undefined;
  } catch {
    return undefined;
  }
}

function readKept(name: string): string {
  return readFileSync(path.join(__dirname, "parsed", name), "utf8");
}

/** The value that was packed: Node's own way to do this loads a lot before it begins. */
export function unpack(text: string): unknown {
  const nodes = JSON.parse(text) as readonly (readonly [Node, Patches])[];
  for (const [node, patches] of nodes) {
    mend(node, patches, nodes);
  }
  return nodes[0]?.[0];
}

function mend(node: Node, patches: Patches, nodes: readonly (readonly [Node, Patches])[]): void {
  for (let at = 0; at < patches.length; at += 2) {
    const key = patches[at] as string;
    const patch = patches[at + 1] as Patch;
    if (typeof patch === "string") {
      node[key] = BigInt(patch);
    } else if (typeof patch === "number") {
      node[key] = nodes[patch]?.[0];
    } else if (patch === null) {
      node[key] = undefined;
    } else if ("bytes" in patch) {
      node[key] = Uint8Array.from(patch.bytes);
    } else {
      mend(node[key] as Node, patch, nodes);
    }
  }
}
