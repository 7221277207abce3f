// KVM's part of the runtime with real guests: several vCPUs, regions in the kernel, every call of the C API.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { buildNative, type Flavour, hasKvm } from "./native/build.ts";

/** What the kernel has of KVM_SET_IOREGION; see test/native/kvm/fake_kernel.c. */
const kernels = [
  { kernel: "this kernel", layout: "v3" },
  { kernel: "this kernel", layout: "info" },
  { kernel: "v3", layout: "v3" },
  { kernel: "v1", layout: "info" },
];
const channels = ["stream", "seqpacket", "pipes"];
const withKvm = "(needs an x86 processor and a /dev/kvm that can be opened)";

function environment(kernel: string): NodeJS.ProcessEnv {
  return kernel.startsWith("v") ? { ...process.env, FAKE_IOREGION: kernel } : process.env;
}

function expectGood(program: string, parameters: readonly string[], kernel = "this kernel"): void {
  const { status, signal, stderr } = spawnSync(program, parameters, { encoding: "utf8", env: environment(kernel) });
  expect({ status, signal, stderr: status === 0 ? "" : stderr }).toEqual({ status: 0, signal: null, stderr: "" });
}

const cases: readonly [Flavour, readonly string[]][] = [
  ["address,undefined", ["widths", "contention", "doorbell", "kicks", "dying"]],
  ["thread", ["contention", "doorbell", "dying"]],
];

describe.each(cases)("sanitized: %s", (flavour, names) => {
  let folder = "";
  beforeAll(() => {
    folder = buildNative(flavour);
  }, 600_000);

  test.each(["splits", "order", "user_data", "doorbell", "ends", "bad", "nobody-listens"])("commands %s", (name) => {
    expectGood(path.join(folder, "commands"), [name]);
  });

  test.skipIf(process.arch !== "x64")("every call, without a hypervisor (needs an x86 processor)", () => {
    expectGood(path.join(folder, "calls"), ["loopback"]);
  });

  describe.skipIf(!hasKvm())(withKvm, () => {
    test("every call, with the same results", () => {
      expectGood(path.join(folder, "calls"), ["kvm"]);
    });

    test.each(["probing", "v3", "v1"])("KVM_SET_IOREGION: %s", (name) => {
      expectGood(path.join(folder, "ioregion"), [name]);
    });

    const worlds = kernels.flatMap((each) => channels.map((channel) => ({ ...each, channel })));
    describe.each(worlds)("$kernel, layout $layout, $channel", ({ kernel, layout, channel }) => {
      test.each(names)("%s", (name) => {
        expectGood(path.join(folder, "vcpus"), [name, channel, layout], kernel);
      });
    });
  });
});

describe.skipIf(!hasKvm())(`the example VMM ${withKvm}`, () => {
  let folder = "";
  beforeAll(() => {
    folder = buildNative("plain");
  }, 600_000);

  interface Report {
    readonly stage: number;
    readonly requests: number;
    readonly inKernel: boolean;
    readonly failed: number;
    readonly accesses: readonly unknown[];
  }

  function drive(
    kernel: string,
    options: readonly string[],
    backend: readonly string[],
  ): { readonly status: number | null; readonly report?: Report; readonly output: string; readonly stderr: string } {
    const [program = "", ...parameters] = backend;
    const preloaded = { LD_PRELOAD: path.join(folder, "libfake_kernel.so") };
    const { status, stdout, stderr } = spawnSync(
      path.join(folder, "vmm"),
      ["--guest", path.join(folder, "guest.bin"), ...options, "--", path.join(folder, program), ...parameters],
      { encoding: "utf8", env: { ...environment(kernel), ...(kernel.startsWith("v") ? preloaded : {}) } },
    );
    const line = stdout.split("\n").find((each) => each.startsWith("{"));
    return { status, output: stdout, stderr, ...(line === undefined ? {} : { report: JSON.parse(line) as Report }) };
  }

  const rng = (layout: string) => ["virtio-rng", `kvm:fd=3,layout=${layout}`, "--seed", "7"];

  test.each([
    { kernel: "v3", layout: "v3", inKernel: true },
    { kernel: "v1", layout: "info", inKernel: true },
    { kernel: "v3", layout: "info", inKernel: false },
    { kernel: "v1", layout: "v3", inKernel: false },
    { kernel: "this kernel", layout: "v3", inKernel: false },
  ])("with $kernel and a backend of layout $layout: by the kernel is $inKernel", ({ kernel, layout, inKernel }) => {
    const { status, report, stderr } = drive(kernel, ["--rounds", "50"], rng(layout));
    expect(status, stderr).toBe(0);
    expect(report).toMatchObject({ stage: 6, inKernel, failed: 0 });
    expect(report?.requests === 0).toBe(inKernel);
    // The guest saw what it sees with this machine's kernel.
    expect(report?.accesses).toEqual(drive("this kernel", ["--rounds", "50"], rng("v3")).report?.accesses);
  });

  test("a device at another place and line", () => {
    const { status, report, stderr } = drive("this kernel", ["--base", "0xe0000", "--irq", "7"], rng("v3"));
    expect(status, stderr).toBe(0);
    expect(report).toMatchObject({ stage: 6 });
  });

  test("tells its backend what the command line says", () => {
    const work = mkdtempSync(path.join(tmpdir(), "hypershim-kvm-"));
    const file = path.join(work, "disk");
    writeFileSync(file, "");
    const place = ["--base", "0xe1000", "--length", "0x200", "--irq", "6"];
    const options = [...place, "--file", file, "--readonly", "--parameter", "a=b=c"];
    const { status, output, stderr } = drive("this kernel", options, ["told", "kvm:fd=3", "file", "readonly", "a", "b"]);
    rmSync(work, { recursive: true });
    expect(status, stderr).toBe(0);
    expect(output.split("\n").filter((line) => !line.startsWith("{") && line !== "")).toEqual([
      `file=${file}`,
      "readonly=1",
      "a=b=c",
      "b: No such file or directory",
      "configure: space 0, 0x200 bytes at 0xe1000, irq 6, read-only 1",
      "gone: 0",
    ]);
  });

  test.each([
    ["--base", "0x1000"],
    ["--base", "0xd0001"],
    ["--length", "0"],
    ["--length", "0x100000"],
    ["--irq", "0"],
    ["--irq", "8"],
  ])("cannot put a device where its guest would not find it: %s %s", (name, value) => {
    expect(drive("this kernel", [name, value], rng("v3")).status).toBe(2);
  });
});
