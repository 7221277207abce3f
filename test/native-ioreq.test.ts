// The engine of IOREQ and the cache of guest memory, under sanitizers: programs that play the other side.
import { spawnSync } from "node:child_process";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { buildNative, type Flavour } from "./native/build.ts";

const slots = ["single", "repeated", "pointed", "bad", "longest", "recorded"];
const owners = ["states", "several", "in-vain", "taken", "retracted", "invalidated", "ending"];
const rings = ["stores", "wrapped", "legacy", "full", "broken", "ordered", "absent", "flood", "withdrawn"];
const mappings = ["shared", "oldest", "idle", "grants", "moved", "copied", "descriptor"];

/** Cases where threads meet, which ThreadSanitizer sees as well. */
const meetings = [
  ["ioreq_ring", "folded"],
  ["ioreq_hostile", "flipping"],
  ["mappings", "threads"],
] as const;

const alone = [
  ...[...slots, ...owners].map((name) => ["ioreq_slots", name] as const),
  ...rings.map((name) => ["ioreq_ring", name] as const),
  ...mappings.map((name) => ["mappings", name] as const),
  ["ioreq_killed", ""] as const,
];

/** What lies between two instructions: by single steps of a processor that the program knows. */
const steps =
  process.arch === "x64" ? ["slots", "ring", "folding"].map((name) => ["ioreq_fetch", name] as const) : [];

describe.each<[Flavour, readonly (readonly [string, string])[]]>([
  ["address,undefined", [...alone, ...steps, ...meetings]],
  ["thread", meetings],
])("with %s", (flavour, cases) => {
  let folder = "";
  beforeAll(() => {
    folder = buildNative(flavour);
  }, 600_000);

  test.each(cases)("%s %s", (program, name) => {
    const { status, signal, stderr } = spawnSync(path.join(folder, program), [name], { encoding: "utf8" });
    expect({ status, signal, stderr: status === 0 ? "" : stderr }).toEqual({ status: 0, signal: null, stderr: "" });
  }, 150_000);
});
