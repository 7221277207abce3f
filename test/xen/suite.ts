// Tests against Xen: each is a case, and all cases of a file run in one boot.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bootXen, type Case, hasXen, type Programs, type Result } from "./rig.ts";

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

/** Without what a daemon tells an operator of its backends, which stands among what they say. */
function withoutDaemon(output: string): string {
  const lines = output.split("\n");
  return lines.filter((line) => !/^hypershim-proxy: \S+\/socket: /.test(line)).join("\n");
}

/** Declares a case, and how its result is checked. */
export type XenTest = (one: Case, check: (result: Result) => void) => void;

/** The cases of a file: declare each with `xenTest`, inside `xenSuite`; see `backends.ts` for what they may run. */
export function xenSuite(
  name: string,
  build: (folder: string) => Programs,
  declare: (xenTest: XenTest) => void,
): void {
  describe.skipIf(!hasXen())(name, () => {
    const cases: Case[] = [];
    let results: ReadonlyMap<string, Result> = new Map();
    let folder = "";

    beforeAll(async () => {
      folder = mkdtempSync(path.join(tmpdir(), "hypershim-xen-backends-"));
      results = await bootXen({ cases, programs: build(folder) });
    }, 600_000);
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    declare((one, check) => {
      cases.push(one);
      test(one.name, () => {
        const result = results.get(one.name);
        expect(result).toBeDefined();
        // Made sure of by the line before.
        const { output, ...rest } = result as Result;
        check({ output: withoutDaemon(output), ...rest });
      });
    });
  });
}
