// Virtqueues with both ends in one process: traffic, and ends that break the rules, under sanitizers.
import { spawnSync } from "node:child_process";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { buildNative, type Flavour } from "./native/build.ts";

const cases = (program: string, names: readonly string[]) => names.map((name) => [program, name] as const);

const traffic = cases("vring_traffic", ["polling", "sleeping", "suppressing", "wrapping"]);
const alone = [
  ...cases("vring_bytes", [
    "split-driver", "split-table", "packed-driver", "packed-table", "split-device", "packed-device",
  ]),
  ...cases("vring_refused", [
    "split-driver-lies", "packed-driver-lies", "split-device-lies", "packed-device-lies",
    "callers", "suppressed", "resumed", "moved",
  ]),
];
// A thread that writes over everything is a race, so this is not for the thread sanitizer.
const hostile = cases("vring_hostile", ["split", "packed"]);

const flavours: readonly [Flavour, readonly (readonly [string, string])[]][] = [
  ["plain", [...traffic, ...alone, ...hostile]],
  ["address,undefined", [...traffic, ...alone, ...hostile]],
  ["thread", traffic],
];

describe.each(flavours)("%s", (flavour, programs) => {
  let folder = "";
  beforeAll(() => {
    folder = buildNative(flavour);
  }, 600_000);

  test.each(programs)("%s %s", (program, name) => {
    const { status, signal, stderr } = spawnSync(path.join(folder, program), [name], { encoding: "utf8" });
    expect({ status, signal, stderr }).toEqual({ status: 0, signal: null, stderr: "" });
  });
});
