// The runtime on a big-endian machine: all of it is built, and a backend serves the loopback host.
import { spawnSync } from "node:child_process";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { buildNative } from "./native/build.ts";

const emulator = ["qemu-s390x", "-L", "/usr/s390x-linux-gnu"] as const;
const found = [emulator[0], "s390x-linux-gnu-gcc", "s390x-linux-gnu-g++"].every(
  (program) => spawnSync(program, ["--version"]).status === 0,
);
const needed = found || process.env["CI"] === "true";

describe.skipIf(!needed)("on s390x (needs qemu-user, gcc-s390x-linux-gnu and g++-s390x-linux-gnu)", () => {
  let folder = "";
  beforeAll(() => {
    folder = buildNative("s390x");
  }, 600_000);

  function run(...command: readonly string[]): string {
    const [program, ...parameters] = [...emulator, ...command];
    const { status, stdout, stderr } = spawnSync(program, parameters, { encoding: "utf8", timeout: 60_000 });
    expect(status, stderr).toBe(0);
    return stdout;
  }

  test("the example device serves the loopback host in another process", () => {
    const backend = [...emulator, path.join(folder, "virtio-rng"), "loopback:fd=3", "--seed", "7"];
    const options = ["--rounds", "50", "--requests", "4"];
    const report: unknown = JSON.parse(run(path.join(folder, "loopback-host"), ...options, "--", ...backend));
    expect(report).toMatchObject({ stage: 6, interrupts: 5, used: 5, usedBytes: 160, same: 50, allOnes: 0 });
  });

  test.each([
    ["loopback", "accesses"],
    ["loopback", "buffered"],
    ["loopback", "flipping"],
    ["ioreq_slots", "single"],
    ["ioreq_slots", "repeated"],
    ["ioreq_slots", "pointed"],
    ["ioreq_slots", "bad"],
    ["ioreq_slots", "recorded"],
    ["queue", "registers"],
    ["queue", "broken"],
    ["queue", "indirect"],
    ["queue", "events"],
    ["queue", "random"],
    ["vring_bytes", "split-driver"],
    ["vring_bytes", "split-table"],
    ["vring_bytes", "packed-driver"],
    ["vring_bytes", "packed-table"],
    ["vring_bytes", "split-device"],
    ["vring_bytes", "packed-device"],
    ["vring_refused", "split-driver-lies"],
    ["vring_refused", "packed-driver-lies"],
    ["vring_refused", "split-device-lies"],
    ["vring_refused", "packed-device-lies"],
  ])("%s %s", (program, name) => {
    run(path.join(folder, program), name);
  });
});
