// The runtime's threads, under ThreadSanitizer.
import { spawnSync } from "node:child_process";
import path from "node:path";
import { beforeAll, expect, test } from "vitest";
import { buildNative } from "./native/build.ts";

let folder = "";
beforeAll(() => {
  folder = buildNative("thread");
}, 600_000);

test.each([
  ["channel", "stopping"],
  ["channel", "stuck-stream"],
  ["control", "attaching"],
  ["control", "calling"],
  ["control", "threads"],
  ["control", "crossing"],
  ["order", "announced"],
  ["vmm_channel", "everything"],
  ["waking", "blocking"],
  ["waking", "adaptive"],
  ["waking", "own-loop"],
  ["waking", "close"],
  ["waking", "close-own-loop"],
  ["loopback", "accesses"],
  ["loopback", "buffered"],
  ["loopback", "vcpus"],
  ["loopback", "flipping"],
  ["loopback", "closing"],
])("%s %s", (program, name) => {
  const { status, signal, stderr } = spawnSync(path.join(folder, program), [name], { encoding: "utf8" });
  expect({ status, signal, stderr: status === 0 ? "" : stderr }).toEqual({ status: 0, signal: null, stderr: "" });
});
