// What generated C costs, in instructions and not in time, beside the same logic by hand.
import { spawnSync } from "node:child_process";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { emitC, shippedSpecs } from "./c/emitted.ts";
import { build, gcc, has } from "./c/toolchain.ts";

const rounds = 1000;
const nothing = 6;

describe.skipIf(!has("valgrind", "valgrind") || process.arch !== "x64")("instructions", () => {
  const { folder } = emitC(shippedSpecs());
  const source = path.join(import.meta.dirname, "c", "by_hand.c");
  const program = build(gcc, folder, [source, "xen_ioreq.c"], ["-O2"]);

  /** Of one round, without the loop and the preparation of the slot. */
  function cost(what: number, kind: number): number {
    const [full, empty] = [what, nothing].map((each) => {
      const run = [
        "--tool=callgrind",
        "--callgrind-out-file=/dev/null",
        program,
        each,
        kind,
        rounds,
      ].map(String);
      const { stderr } = spawnSync("valgrind", run, { encoding: "utf8" });
      return Number(/Collected : (\d+)/.exec(stderr)?.[1]);
    });
    return ((full ?? NaN) - (empty ?? NaN)) / rounds;
  }

  test.each(["read", "write", "port", "invalidate"].map((name, kind) => ({ name, kind })))(
    "dispatch of a $name costs at most 1.05 of the code by hand",
    ({ kind }) => {
      const byHand = cost(0, kind);
      expect(byHand).toBeGreaterThan(20);
      expect(cost(1, kind) / byHand).toBeLessThanOrEqual(1.05);
    },
  );

  test("all fields cost what a plain struct costs, three at most two instructions more", () => {
    const all = cost(2, 0);
    expect(all).toBeGreaterThan(10);
    expect(cost(3, 0)).toBeLessThanOrEqual(all);
    expect(cost(5, 0)).toBeLessThanOrEqual(cost(4, 0) + 2);
  });
});
