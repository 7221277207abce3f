// Backends behind the daemon that are killed again and again.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildNative } from "./native/build.ts";

/** A long one: HYPERSHIM_KILLS=10000 npx vitest run test/proxy-storm.test.ts */
const kills = Number(process.env["HYPERSHIM_KILLS"] ?? 500);

const place = mkdtempSync(path.join(tmpdir(), "hypershim-storm-"));
afterAll(() => rmSync(place, { recursive: true, force: true }));

// With sanitizers a process takes much longer to start, so fewer are killed.
describe.each([
  ["plain", kills],
  ["address,undefined", Math.min(kills, 150)],
] as const)("built %s, a daemon whose backends are killed %i times", (flavour, times) => {
  let folder = "";
  beforeAll(() => {
    folder = buildNative(flavour);
  }, 600_000);

  test.each([0, 60_000])("loses no answer, and holds accesses for %i ms", (hold) => {
    const timeout = 60_000 + 100 * times;
    const { status, stdout, stderr } = spawnSync(
      path.join(folder, "proxy-storm"),
      [
        ...["hypershim-proxy", "proxy-backend"].map((name) => path.join(folder, name)),
        path.join(place, "socket"),
        ...["4711", String(times), String(hold)],
      ],
      { encoding: "utf8", timeout },
    );
    expect(status, stderr).toBe(0);
    const { answers, ones, before, after, ...seen } = JSON.parse(stdout) as Record<string, number>;
    expect(seen).toEqual({ kills: times, strangers: 0, lost: 0 });
    expect(after).toBe(before);
    expect(answers).toBeGreaterThan(times / 2);
    if (hold > 0) {
      expect(ones).toBe(0);
    }
  }, 70_000 + 100 * times);
});
