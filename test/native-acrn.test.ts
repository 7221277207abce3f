// The ACRN transport against a fake of Linux's driver, which answers a backend's real ioctls.
import { spawnSync } from "node:child_process";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { folderWith, hypershim, root } from "./cli-tools.ts";
import { buildNative } from "./native/build.ts";

const isX86 = process.arch === "x64";
/** What needs a second process is not for ThreadSanitizer, which starts no threads after a fork. */
const cases = [
  "accesses",
  "vcpus",
  "interrupts",
  "kicks",
  "others",
  "hostile",
  "flipping",
  "destroyed",
  "closing",
  "successor",
  "options",
  "vmm",
  "refused",
  "refused-to-the-end",
];

describe.skipIf(!isX86).each(["plain", "address,undefined", "thread"] as const)("%s (needs an x86 machine)", (flavour) => {
  let folder = "";
  beforeAll(() => {
    folder = buildNative(flavour);
  }, 600_000);

  test.each(flavour === "thread" ? cases : [...cases, "killed"])("%s", (name) => {
    const { status, signal, stderr } = spawnSync(path.join(folder, "acrn-cases"), [name], { encoding: "utf8" });
    expect({ status, signal, stderr }).toEqual({ status: 0, signal: null, stderr: "" });
  });
});

describe.skipIf(!isX86)("the examples, built for ACRN (needs an x86 machine)", () => {
  let machine = "";
  let confine = "";
  beforeAll(() => {
    const folder = buildNative("plain");
    machine = path.join(folder, "acrn-host");
    confine = path.join(folder, "acrn-confine");
  }, 600_000);

  /** Builds an example from the source that every hypervisor gets. */
  function build(name: string): string {
    const folder = folderWith({});
    const source = path.join(root, "examples", name, `${name}.c`);
    const stub = ["build", "--target", "stub", "--hypervisor", "acrn"];
    expect(hypershim(folder, ...stub, source, "-o", name)).toMatchObject({ status: 0, report: "" });
    return path.join(folder, name);
  }

  test("register", () => {
    const steps = ["--load", "4@0", "--store", "4@0=7", "--load", "4@0", "--load", "4@4", "--load", "2@0"];
    const { status, stdout } = spawnSync(
      machine,
      [...steps, "--", confine, build("register"), "acrn:fd=3"],
      { encoding: "utf8" },
    );
    expect(status).toBe(0);
    expect(stdout.split("\n")).toEqual([
      "load  4@0x0 : 0x0",
      "store 4@0x0 = 0x7",
      "load  4@0x0 : 0x7",
      "load  4@0x4 : 0x1",
      "load  2@0x0 : 0xffff",
      "",
    ]);
  });

  test("virtio-rng, with kicks that do not stop the guest", () => {
    const buffers = 5;
    const { status, stdout, stderr } = spawnSync(
      machine,
      [...["--rounds", "300", "--requests", "4", "--"], ...[confine, build("virtio-rng"), "acrn:fd=3"]],
      { encoding: "utf8", env: { ...process.env, HYPERSHIM_COUNTERS: "1" } },
    );
    expect(status, stderr).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      stage: 6,
      interrupts: buffers,
      timeouts: 0,
      used: buffers,
      usedBytes: 32 * buffers,
      same: 300,
      allOnes: 0,
    });
    const counters = JSON.parse(stderr.split("\n").find((line) => line.startsWith("{")) ?? "") as unknown;
    expect(counters).toMatchObject({ kicks: buffers, interrupts: buffers, refused: 6 });
  });
});
