// The daemon before a front-end that says whatever comes to its mind (test/proxy/fuzz.c). For another run:
//
//     HYPERSHIM_FUZZ=SEED npx vitest run test/proxy-fuzz.test.ts
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { buildNative } from "./native/build.ts";
import { killHosts, startHost } from "./node/host.ts";
import { endPrograms, newSocket, run, startProgram } from "./proxy/programs.ts";

const base = 0x200_0000;
const other = base + 0x1000;
const seed = process.env["HYPERSHIM_FUZZ"] ?? "1";

describe.each([
  ["address,undefined", 3000],
  ["thread", 1000],
] as const)("built %s, a daemon", (flavour, sessions) => {
  let folder = "";
  beforeAll(() => {
    folder = buildNative(flavour);
  }, 600_000);

  afterEach(() => {
    endPrograms();
    killHosts();
  });

  test(`serves everybody else, whatever one says (seed ${seed})`, async () => {
    const host = await startHost(folder, 4);
    const sockets = [newSocket(), newSocket()] as const;
    const daemon = run(
      [
        path.join(folder, "hypershim-proxy"),
        ...["--hypervisor", host.uri, "--backend", `unix=${sockets[0]},any,answer_ms=100`],
        ...["--backend", `unix=${sockets[1]},any`],
      ],
      "",
    );
    await expect.poll(() => sockets.every((socket) => existsSync(socket)), { timeout: 30_000 }).toBe(true);
    const before = readdirSync(`/proc/${daemon.child.pid}/fd`).length;
    const backend = (socket: string, at: number) =>
      startProgram(folder, "proxy-backend", [`proxy:unix=${socket}`, String(at)]);
    const load = (slot: number, address: number) => host.access({ slot, address });
    // What it had claimed is asked of whoever comes after it.
    const first = backend(sockets[0], base);
    const good = backend(sockets[1], other);
    await Promise.all([first.line(), good.line()]);
    await host.ready();
    first.child.kill("SIGKILL");
    await first.ended;

    const fuzz = run([path.join(folder, "proxy-fuzz"), sockets[0], seed, String(sessions), String(base)], "");
    let ended = false;
    void fuzz.ended.then(() => (ended = true));
    while (!ended) {
      await load(0, base);
      expect(await load(1, other)).toBe(good.child.pid?.toString(16));
    }
    expect(await fuzz.ended, await fuzz.complaints).toBe(0);
    expect(Number(await fuzz.output)).toBeGreaterThan(sessions / 2);

    good.child.kill("SIGKILL");
    const left = () => readdirSync(`/proc/${daemon.child.pid}/fd`).length;
    await expect.poll(left, { timeout: 30_000 }).toBe(before);
    const next = backend(sockets[0], base);
    expect(await next.line()).toMatch(/^claimed/);
    await expect.poll(() => load(0, base), { timeout: 30_000 }).toBe(next.child.pid?.toString(16));
    daemon.child.kill("SIGTERM");
    const status = await daemon.ended;
    expect(await daemon.complaints).not.toMatch(/Sanitizer|runtime error/);
    expect(status).toBe(0);
  }, 120_000);
});
