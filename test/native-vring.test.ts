// Virtqueues with both ends in one process: traffic, and ends that break the rules, under sanitizers.
import { spawnSync } from "node:child_process";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { buildNative, type Flavour } from "./native/build.ts";

const traffic = ["polling", "sleeping", "suppressing", "wrapping"].map((name) => ["vring_traffic", name] as const);

const flavours: readonly [Flavour, readonly (readonly [string, string])[]][] = [
  ["plain", traffic],
  ["address,undefined", traffic],
  ["thread", traffic],
];

describe.each(flavours)("%s", (flavour, cases) => {
  let folder = "";
  beforeAll(() => {
    folder = buildNative(flavour);
  }, 600_000);

  test.each(cases)("%s %s", (program, name) => {
    const { status, signal, stderr } = spawnSync(path.join(folder, program), [name], { encoding: "utf8" });
    expect({ status, signal, stderr }).toEqual({ status: 0, signal: null, stderr: "" });
  });
});
