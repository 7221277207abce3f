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

  /** What came of it, but for what depends on how long everything took. */
  function storm(hold: number | "daemon"): Record<string, number> {
    const { status, stdout, stderr } = spawnSync(
      path.join(folder, "proxy-storm"),
      [
        ...["hypershim-proxy", "proxy-backend"].map((name) => path.join(folder, name)),
        path.join(place, "socket"),
        ...["4711", String(times), String(hold)],
      ],
      { encoding: "utf8", timeout: 60_000 + 100 * times, maxBuffer: 1 << 30 },
    );
    expect(status, stderr).toBe(0);
    const { answers, before, after, ...seen } = JSON.parse(stdout) as Record<string, number>;
    expect(answers).toBeGreaterThan(times / 2);
    expect(after).toBe(before);
    return seen;
  }

  test.each([0, 60_000])("loses no answer, and holds accesses for %i ms", (hold) => {
    const { ones, deadly, stores, counted, ...seen } = storm(hold);
    expect(seen).toEqual({ kills: times, strangers: 0, lost: 0, failed: 0 });
    if (hold > 0) {
      expect(ones).toBe(0);
    }
  }, 70_000 + 100 * times);

  // Its backend goes on with the next one, does nothing twice, and no call of its operations fails.
  test("may be killed itself, and each access is made once", () => {
    const { stores, counted, ...seen } = storm("daemon");
    expect(seen).toEqual({ kills: times, ones: 0, deadly: 0, strangers: 0, lost: 0, failed: 0 });
    expect(counted).toBe(stores);
  }, 70_000 + 100 * times);
});
