// The block device: drivers that do anything, under sanitizers, and guests that use it.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildNative, hasKvm } from "./native/build.ts";

const folder = mkdtempSync(path.join(tmpdir(), "hypershim-disk-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe("a driver in another process", () => {
  let programs = "";
  beforeAll(() => {
    programs = buildNative("address,undefined");
  }, 600_000);

  test.each([
    ["disk", "requests"],
    ["disk", "refused"],
    ["disk", "read-only"],
    ["disk", "parameters"],
    ["disk", "killed"],
    ["disk_broken", "broken"],
    ["disk_broken", "framings"],
    ["disk_broken", "random"],
  ])(
    "%s %s",
    (program, name) => {
      const { status, signal, stderr } = spawnSync(
        path.join(programs, program),
        [name, path.join(programs, "virtio-blk")],
        { encoding: "utf8" },
      );
      // What the driver did wrong is logged; of sanitizers there is nothing to read.
      const rest = stderr.split("\n").filter((line) => !line.includes("refused by the backend"));
      expect({ status, signal, rest }).toEqual({ status: 0, signal: null, rest: [""] });
    },
  );

  const serve = (...backend: readonly string[]) =>
    spawnSync(
      path.join(programs, "loopback-host"),
      ["--", path.join(programs, "virtio-blk"), "loopback:fd=3", ...backend],
      { encoding: "utf8" },
    );

  test.each([
    [["no-such-file"], "no-such-file: No such file or directory; 'truncate -s 16M FILE' makes an empty disk"],
    [[folder], `${folder}: Is a directory`],
    [[folder, "readonly"], `${folder}: Is a directory`],
    [["/sys/kernel/notes"], "/sys/kernel/notes: Permission denied; with 'readonly' behind it, it is only read"],
    [[], "no file: give one behind the URI, or let the host have the parameter 'file'"],
  ])("a disk that is none is a clear error: %j", (disk, line) => {
    const { status, stderr } = serve(...disk);
    expect(status).toBe(1);
    expect(stderr.split("\n")).toContain(`virtio-blk: ${line}`);
  });
});

/** Sectors 1 to 3 as the driver in examples/guest/disk.c writes them. */
const written = Buffer.from(Array.from({ length: 3 * 512 }, (_, at) => at * 7 + Math.floor(at / 256)));

describe.each([
  ["loopback-host", "loopback:fd=3"],
  ["vmm", "kvm:fd=3"],
])("a guest of %s", (machine, uri) => {
  const isThere = machine !== "vmm" || hasKvm();
  const file = path.join(folder, "a-disk-with-a-long-name.img");
  const contents = Buffer.from(Array.from({ length: 64 * 512 }, (_, at) => at * 13 + (at >> 9)));
  let programs = "";
  beforeAll(() => {
    programs = buildNative("plain");
  }, 600_000);

  function run(options: readonly string[], disk: readonly string[]) {
    writeFileSync(file, contents);
    const guest = machine === "vmm" ? ["--guest", path.join(programs, "guest.bin")] : [];
    const { status, stdout, stderr } = spawnSync(
      path.join(programs, machine),
      [...guest, ...options, "--", path.join(programs, "virtio-blk"), uri, ...disk],
      { encoding: "utf8", timeout: 60_000 },
    );
    expect(status, stderr).toBe(0);
    return JSON.parse(stdout) as { readonly random: string };
  }

  // Write, flush, read, name, a read beyond the end, an unknown type.
  const fine = { stage: 6, timeouts: 0, interrupts: 6, used: 6 };

  test.skipIf(!isThere)("writes, flushes, reads back, and asks for the name", () => {
    const report = run([], [file]);
    expect(report).toMatchObject({ ...fine, usedBytes: 1 + 1 + 1537 + 21 + 0 + 1 });
    expect(report).toMatchObject({ statuses: [0, 0, 0, 0, 1, 2, 0, 0] });
    expect(Buffer.from(report.random, "hex").toString()).toBe("a-disk-with-a-long-n" + "\0".repeat(12));
    const expected = Buffer.from(contents);
    written.copy(expected, 512);
    expect(readFileSync(file).equals(expected)).toBe(true);
  });

  test.skipIf(!isThere)("cannot write where the host says read-only", () => {
    const report = run(["--parameter", `file=${file}`, "--parameter", "readonly=1"], []);
    expect(report).toMatchObject({ ...fine, statuses: [1, 0, 0, 0, 1, 2, 0, 0] });
    expect(readFileSync(file).equals(contents)).toBe(true);
  });
});
