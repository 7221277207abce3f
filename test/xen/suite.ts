// Tests against Xen: each is a case, and all cases of a file run in one boot.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bootXen, type Case, hasXen, type Result } from "./rig.ts";

/** What the guest waits for: the device of `device.c` answers. */
export const here = "until4 0xd0000ff4 0xffffffff 0x600d";

/** Starts a program and the domain, and waits for the program's end. */
export const serve = (program: string): string => `${program} & domain unpause $DOMID; wait $!`;

/** The same for the device, which says when it is there. */
export const serveDevice = (program = "device xen:domid=$DOMID -v"): string =>
  `${program} > out 2>&1 & pid=$!; await_text ready out; domain unpause $DOMID; wait $pid; s=$?; cat out; (exit $s)`;

export interface Counters {
  readonly requests: number;
  readonly reads: number;
  readonly writes: number;
  readonly posted: number;
  readonly interrupts: number;
  readonly wakeups: number;
  readonly errors: readonly number[];
}

/** What the device says at its end. */
export function counters(result: Result): Counters {
  const line = result.output.split("\n").find((text) => text.startsWith("{"));
  expect(line, result.output).toBeDefined();
  return JSON.parse(line ?? "") as Counters;
}

/** The accesses that the device showed, but for the guest's waiting. */
export function accesses(result: Result): readonly string[] {
  return result.output
    .split("\n")
    .filter((line) => /^(?:load|store) /.test(line) && !line.includes(" 0xff4 "));
}

/** The domain's checks held and the programs ended well. */
export function expectPass(result: Result): void {
  expect(`${result.said}\n${result.output}`).not.toContain("FAIL");
  expect({ guest: result.guest, status: result.status }, `${result.said}\n${result.output}`).toEqual({
    guest: "pass",
    status: 0,
  });
}

/** Builds a backend for Xen with the command that a user would give. */
function buildBackend(source: string, output: string, flags = ""): void {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["bin/hypershim.cjs", "build", "--target", "stub", "--hypervisor", "xen", source, "-o", output],
    { encoding: "utf8", env: { ...process.env, CFLAGS: flags } },
  );
  expect(status, stdout + stderr).toBe(0);
}

const sources = {
  device: ["test/xen/device.c", "-Wall -Wextra -Wconversion -Wshadow -Werror"],
  sanitized: ["test/xen/device.c", "-fsanitize=address,undefined -fno-sanitize-recover=all"],
  register: ["examples/register/register.c", ""],
  "virtio-rng": ["examples/virtio-rng/virtio-rng.c", ""],
} as const;

/** The cases of a file: declare each with `xenTest`, inside `xenSuite`. */
export function xenSuite(
  name: string,
  backends: readonly (keyof typeof sources)[],
  declare: (xenTest: (one: Case, check: (result: Result) => void) => void) => void,
): void {
  describe.skipIf(!hasXen())(name, () => {
    const cases: Case[] = [];
    let results: ReadonlyMap<string, Result> = new Map();
    let folder = "";

    beforeAll(async () => {
      folder = mkdtempSync(path.join(tmpdir(), "hypershim-xen-backends-"));
      const programs: Record<string, string> = { strace: "/usr/bin/strace" };
      for (const backend of backends) {
        programs[backend] = path.join(folder, backend);
        buildBackend(sources[backend][0], path.join(folder, backend), sources[backend][1]);
      }
      results = await bootXen({ cases, programs });
    }, 600_000);
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    declare((one, check) => {
      cases.push(one);
      test(one.name, () => {
        const result = results.get(one.name);
        expect(result).toBeDefined();
        // Made sure of by the line before.
        check(result as Result);
      });
    });
  });
}
