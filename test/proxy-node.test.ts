// Backends in TypeScript behind the daemon: what a guest sees, and what a backend gets.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import {
  IoAddressSpace,
  IoMapAccess,
  IoShutdownReason,
  open,
  operationError,
  type Backend,
  type Channel,
} from "../runtime/node/index.ts";
import { buildNative, hasKvm } from "./native/build.ts";
import { bundle } from "./node/bundle.ts";
import { killHosts, startHost, type Host } from "./node/host.ts";
import { endPrograms, newSocket, run, runDaemon, type Program } from "./proxy/programs.ts";

const base = 0x2000000;
const ones = "ffffffff";

let folder = "";
let addon = "";
let bundles = "";
let rng: readonly string[] = [];
let recorder: readonly string[] = [];
beforeAll(() => {
  folder = buildNative("plain");
  addon = path.join(folder, "hypershim.node");
  bundles = mkdtempSync(path.join(tmpdir(), "hypershim-proxy-node-"));
  rng = bundle("examples/virtio-rng/virtio-rng.ts", bundles);
  recorder = bundle("test/proxy/recorder.ts", bundles);
}, 600_000);

const channels: Channel[] = [];
afterEach(() => {
  channels.splice(0).forEach((channel) => channel.close());
  endPrograms();
  killHosts();
});
afterAll(() => rmSync(bundles, { recursive: true, force: true }));

describe.each(["loopback-host", "vmm"])("a guest of %s", (machine) => {
  const isVmm = machine === "vmm";
  const scheme = isVmm ? "kvm" : "loopback";

  /** What the guest saw of the random bytes of a seed. */
  function see(...backend: readonly string[]): Record<string, unknown> {
    const guest = isVmm ? ["--guest", path.join(folder, "guest.bin")] : [];
    const { status, stdout, stderr } = spawnSync(
      path.join(folder, machine),
      [...guest, "--rounds", "50", "--deadline-ms", "20000", "--", ...backend],
      { encoding: "utf8", timeout: 60_000, env: { ...process.env, HYPERSHIM_ADDON: addon } },
    );
    expect(status, stderr).toBe(0);
    // How often somebody was asked is no matter of the guest's; a daemon has no doorbells.
    const { backend: _, measured, posted, requests, ...seen } = JSON.parse(
      stdout.split("\n")[0] ?? "",
    ) as Record<string, unknown>;
    return seen;
  }

  test.runIf(!isVmm || hasKvm())("sees of a virtio device what it sees of the stub", async () => {
    const stub = see(...rng, `${scheme}:fd=3`, "--seed", "7");
    const socket = newSocket();
    const device = run([...rng, `proxy:unix=${socket}`, "--seed", "7"], addon);
    const daemon = [path.join(folder, "hypershim-proxy"), "--hypervisor", `${scheme}:fd=3`];
    const seen = see(...daemon, "--backend", `unix=${socket},any`);
    expect(await device.ended, await device.complaints).toBe(0);
    expect(seen).toEqual(stub);
    expect(seen).toMatchObject({ timeouts: 0, allOnes: 0 });
  });
});

interface Proxied {
  readonly host: Host;
  readonly daemon: Program;
  readonly uri: string;
}

async function proxy(options?: string): Promise<Proxied> {
  const host = await startHost(folder, 4);
  return { host, ...(await runDaemon(folder, host.uri, options)) };
}

interface Opened {
  readonly channel: Channel;
  readonly errors: unknown[];
  readonly lines: string[];
}

/** A backend in this process, with 256 bytes at `base`; it does not run yet. */
async function plug(uri: string, backend: Backend): Promise<Opened> {
  const errors: unknown[] = [];
  const lines: string[] = [];
  const channel = await open(uri, backend, {
    addon,
    log: (line) => lines.push(line),
    onError: (error) => errors.push(error),
  });
  channels.push(channel);
  channel.claim(IoAddressSpace.mmio, BigInt(base), 0x100);
  return { channel, errors, lines };
}

describe("a backend", () => {
  test("whose operations fail answers nevertheless, and is told why", async () => {
    const { host, uri } = await proxy();
    const { channel, errors, lines } = await plug(uri, {
      read(_region, offset) {
        if (offset === 0) {
          throw operationError(5, "broken");
        }
        if (offset === 4) {
          throw new Error("a bug");
        }
        return offset === 8 ? (7 as unknown as bigint) : BigInt(offset);
      },
      write: (() => Promise.resolve()) as unknown as Backend["write"] & {},
    });
    void channel.run();
    await host.ready();
    const load = (offset: number) => host.access({ address: base + offset });
    expect([await load(0), await load(4), await load(8)]).toEqual([ones, ones, ones]);
    await host.access({ address: base, data: 1, write: true });
    expect(await load(12)).toBe("c");
    expect(errors.map((error) => (error as Error).message)).toEqual([
      "broken",
      "a bug",
      "'read' must return a bigint, not number",
      "'write' must answer at once, not with a promise",
    ]);
    expect(lines[0]).toMatch(/^proxy: refused by the backend, no. 1: /);
    expect(channel.counters()).toMatchObject({ requests: 5, reads: 4, writes: 1 });
    expect(channel.counters().errors.backend).toBe(4);
  });

  test("sees guest memory until it moves", async () => {
    const { host, uri } = await proxy();
    const story: string[] = [];
    let view: DataView | undefined;
    const { channel } = await plug(uri, {
      read() {
        view ??= channel.map(0x1003n, 8, IoMapAccess.read | IoMapAccess.write);
        const data = view.getUint32(0, true);
        view.setUint32(4, data + 1, true);
        return BigInt(data);
      },
      invalidate() {
        story.push(`${view?.buffer.byteLength}`);
        view = undefined;
      },
    });
    void channel.run();
    await host.ready();
    await host.ask("poke guest 1003 78563412");
    expect(await host.access({ address: base })).toBe("12345678");
    expect(await host.ask("peek guest 1007 4")).toBe("79563412");
    await host.access({ type: 8, address: 0, count: 0, write: true });
    // Detached: nobody can touch it any more.
    expect(story).toEqual(["0"]);
    expect(await host.access({ address: base })).toBe("12345678");
  });

  test("that closes inside an operation answers that one, and then nobody is there", async () => {
    const { host, uri } = await proxy();
    const { channel } = await plug(uri, {
      read() {
        channel.close();
        return 0x55n;
      },
    });
    void channel.run();
    await host.ready();
    expect(await host.access({ address: base })).toBe("55");
    expect(await host.access({ address: base })).toBe(ones);
  });

  test("that closes while vCPUs wait lets all of them go", async () => {
    const { host, uri } = await proxy();
    const { channel } = await plug(uri, {
      read() {
        channel.close();
        return 0x55n;
      },
    });
    void channel.run();
    await host.ready();
    const line = (vcpu: number) => `${vcpu} access ${vcpu} 1 1 ${base.toString(16)} 4 1 0 0 0`;
    const answers = await host.together([0, 1, 2, 3].map(line));
    for (const answer of answers) {
      expect(["55", ones]).toContain(answer.split(" ")[0]);
    }
    expect(answers.some((answer) => answer.startsWith("55 "))).toBe(true);
  });

  test("hears when the guest is gone, and ends", async () => {
    const { host, daemon, uri } = await proxy();
    const reasons: number[] = [];
    const { channel } = await plug(uri, { gone: (reason) => void reasons.push(reason) });
    const done = channel.run();
    await host.ready();
    await host.ask("hangup");
    await done;
    expect(reasons).toEqual([IoShutdownReason.detached]);
    expect(await daemon.ended).toBe(0);
  });

  test("that was killed is answered for, and another goes on", async () => {
    const { host, uri } = await proxy();
    const first = run([...recorder, uri], addon);
    await host.ready();
    const load = () => host.access({ address: base });
    expect(await load()).toBe("7f4a7c15");
    // It holds an access when it dies.
    first.child.kill("SIGSTOP");
    const stuck = load();
    first.child.kill("SIGKILL");
    expect(await stuck).toBe(ones);
    expect(await load()).toBe(ones);
    run([...recorder, uri], addon);
    await expect.poll(load, { timeout: 20_000 }).not.toBe(ones);
  });

  test("is refused with a sentence", async () => {
    await expect(open("proxy:spin_us=0", {}, { addon })).rejects.toThrow(
      "proxy: give unix=PATH, the daemon's socket",
    );
    await expect(open(`proxy:unix=${newSocket()},timeout_ms=1`, {}, { addon })).rejects.toThrow("No such file");
  });
});

/** Where the host wants the device: space, base, length, line, read-only. */
const wanted = `configure 0 ${base.toString(16)} 100 33 1`;
const told = [IoAddressSpace.mmio, BigInt(base), 0x100, 33, true];

/** What a device is told of its place, and that it was loaded from. */
function listener(): { readonly story: unknown[]; readonly backend: Backend } {
  const story: unknown[] = [];
  return {
    story,
    backend: {
      read: () => (story.push("load"), 1n),
      configure: (...place) => void story.push(place),
    },
  };
}

/** A load that waits in slot 0 before anybody serves it. */
async function loadInAdvance(host: Host): Promise<void> {
  const address = [...base.toString(16).padStart(16, "0").matchAll(/../g)].reverse().join("");
  await host.ask("poke pages 1f 01");
  await host.ask(`poke pages 0 ${address}${"00".repeat(8)}0100000004000000${"00".repeat(6)}21`);
}

describe("a device's place", () => {
  test("is told before the first access", async () => {
    const host = await startHost(folder, 1);
    const { story, backend } = listener();
    const { channel } = await plug(host.uri, backend);
    await host.ask(wanted);
    await loadInAdvance(host);
    void channel.run();
    await expect.poll(() => story.length).toBe(2);
    expect(story).toEqual([told, "load"]);
  });

  test("is told behind a daemon, and to each that comes later, before the first access", async () => {
    const { host, uri } = await proxy("any,hold_ms=60000");
    const first = listener();
    const { channel } = await plug(uri, first.backend);
    await host.ask(wanted);
    await loadInAdvance(host);
    void channel.run();
    await expect.poll(() => first.story.length).toBe(2);
    expect(first.story).toEqual([told, "load"]);

    channel.close();
    const answer = host.access({ slot: 1, address: base });
    const second = listener();
    void (await plug(uri, second.backend)).channel.run();
    expect(await answer).toBe("1");
    expect(second.story).toEqual([told, "load"]);
  });

  test("is found before the host hears that accesses are answered", async () => {
    const { host, uri } = await proxy();
    const channel = await open(
      uri,
      {
        read: () => 0x77n,
        configure: (space, at, length) => void channel.claim(space, at, length),
      },
      { addon },
    );
    channels.push(channel);
    await host.ask(wanted);
    await loadInAdvance(host);
    void channel.run();
    await expect.poll(() => host.ask("peek pages 8 4")).toBe("77000000");
  });

  test("is no matter of a backend that may not have it", async () => {
    const { host, uri } = await proxy(`mmio=${base}+0x80`);
    const { story, backend } = listener();
    const channel = await open(uri, backend, { addon });
    channels.push(channel);
    channel.claim(IoAddressSpace.mmio, BigInt(base), 0x80);
    await host.ask(wanted);
    void channel.run();
    await host.ready();
    expect(await host.access({ address: base })).toBe("1");
    expect(story).toEqual(["load"]);
  });
});
