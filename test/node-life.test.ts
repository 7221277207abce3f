// Channels of the runtime for Node from the outside: what a process keeps, and how it ends.
import { execFile, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { buildNative, type Flavour } from "./native/build.ts";
import { bundle } from "./node/bundle.ts";
import { killHosts, startHost } from "./node/host.ts";

let folder = "";
let program: readonly [string, string];
beforeAll(() => {
  folder = buildNative("plain");
  program = bundle("test/node/life.ts", folder);
}, 600_000);
afterEach(killHosts);

function environment(built: string): NodeJS.ProcessEnv {
  return { ...process.env, HYPERSHIM_ADDON: path.join(built, "hypershim.node") };
}

/** Runs a mode in a process of its own: what it printed. */
async function live(mode: string, count = 1, built = folder, more = {}): Promise<unknown> {
  const host = await startHost(folder);
  const { stdout } = await promisify(execFile)(
    program[0],
    ["--expose-gc", program[1], mode, `${host.uri},spin_us=20`, String(count), String(host.pid)],
    { env: { ...environment(built), ...more }, timeout: 100_000 },
  );
  return JSON.parse(stdout) as unknown;
}

test("opening and closing many times leaves nothing behind", async () => {
  const left = (await live("again", 2000)) as { fds: number; rss: number };
  expect(left.fds).toBe(0);
  expect(left.rss).toBeLessThan(8 * 2 ** 20);
});

test("the heap does not grow with the requests", async () => {
  const host = await startHost(folder);
  const child = spawn(program[0], ["--expose-gc", program[1], "heap", host.uri], {
    env: environment(folder),
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines = createInterface({ input: child.stdout });
  while ((await host.ask("connected")) === "0") {
    // It is on its way.
  }
  await host.ready();
  const warm = once(lines, "line");
  await host.ask("many 20000 2000000");
  await warm;
  await host.ask("many 300000 2000000");
  const last = once(lines, "line");
  await host.ask("hangup");
  const { grown, served } = JSON.parse(String((await last)[0])) as Record<string, number>;
  expect(served).toBe(320_000);
  expect(grown).toBeLessThan(256 * 1024);
});

describe("a process ends by itself", () => {
  test.each(["closed", "unref", "forgotten"])("when its channel is %s", async (mode) => {
    expect(await live(mode)).toBe(mode);
  });
});

describe("worker threads", () => {
  test("serve a channel each, and close it or are terminated", async () => {
    expect(await live("workers", 4)).toEqual([0, 1, 0, 1]);
  });

  test("can be terminated while they open", async () => {
    expect(await live("cut", 12)).toBe("cut");
  });

  test("can be terminated when they have opened", async () => {
    expect(await live("opened", 4)).toBe("opened");
  });

  test("can be terminated in the middle of a call", async () => {
    expect(await live("inside")).toBe("inside");
  });
});

describe("under sanitizers", () => {
  const library = spawnSync("cc", ["-print-file-name=libasan.so"], { encoding: "utf8" }).stdout;
  const flavour: Flavour = "address,undefined";
  let built = "";
  beforeAll(() => {
    built = buildNative(flavour);
  }, 600_000);

  test.each([
    ["again", 100],
    ["workers", 2],
    ["cut", 6],
    ["opened", 2],
    ["inside", 1],
    ["closed", 1],
  ])("%s", async (mode, count) => {
    // V8 frees little at the end, and its memory is its own affair.
    const more = { LD_PRELOAD: library.trim(), ASAN_OPTIONS: "detect_leaks=0" };
    expect(await live(mode, count, built, more)).toBeDefined();
  });
});
