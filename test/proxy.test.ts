// Backends in processes of their own, behind the daemon hypershim-proxy.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { buildNative, hasKvm } from "./native/build.ts";
import { type Host, killHosts, startHost } from "./node/host.ts";

let folder = "";
beforeAll(() => {
  folder = buildNative("address,undefined");
}, 600_000);

const started: ChildProcess[] = [];
const places: string[] = [];
afterEach(() => {
  started.splice(0).forEach((child) => child.kill("SIGKILL"));
  killHosts();
  places.splice(0).forEach((place) => rmSync(place, { recursive: true, force: true }));
});

/** A folder for sockets. */
function place(): string {
  const made = mkdtempSync(path.join(tmpdir(), "hypershim-proxy-"));
  places.push(made);
  return made;
}

/** A program of ours, and what it says on standard error. */
interface Running {
  readonly child: ChildProcess;
  readonly complaints: () => string;
  /** The next line of its output. */
  readonly line: () => Promise<string>;
  readonly ended: Promise<number | null>;
}

function start(program: string, ...parameters: readonly string[]): Running {
  const child = spawn(path.join(folder, program), parameters, { stdio: ["pipe", "pipe", "pipe"] });
  started.push(child);
  let complaints = "";
  child.stderr.on("data", (text) => (complaints += String(text)));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    child,
    complaints: () => complaints,
    line: async () => String((await lines.next()).value),
    ended: once(child, "exit").then(([status]) => status as number | null),
  };
}

describe.each(["loopback-host", "vmm"])("a guest of %s", (machine) => {
  const scheme = machine === "vmm" ? "kvm" : "loopback";
  const isThere = machine !== "vmm" || hasKvm();

  /** What the guest saw of a device. */
  function see(options: readonly string[], ...backend: readonly string[]): Record<string, unknown> {
    const guest = machine === "vmm" ? ["--guest", path.join(folder, "guest.bin")] : [];
    const { status, stdout, stderr } = spawnSync(
      path.join(folder, machine),
      [...guest, "--rounds", "50", ...options, "--", ...backend],
      { encoding: "utf8", timeout: 60_000 },
    );
    expect(status, stderr).toBe(0);
    return JSON.parse(stdout.split("\n")[0] ?? "") as Record<string, unknown>;
  }

  /** Behind a daemon that may do anything. */
  async function seeProxied(
    options: readonly string[],
    device: string,
    ...parameters: readonly string[]
  ): Promise<Record<string, unknown>> {
    const socket = path.join(place(), "socket");
    const backend = start(device, `proxy:unix=${socket}`, ...parameters);
    const daemon = [path.join(folder, "hypershim-proxy"), "--hypervisor", `${scheme}:fd=3`];
    const seen = see(options, ...daemon, "--backend", `unix=${socket},any`);
    expect(await backend.ended, backend.complaints()).toBe(0);
    return seen;
  }

  /** Bytes are random, and doorbells are ordinary stores before a daemon: both are left out. */
  const alike = ({ backend, measured, posted, requests, random, ...seen }: Record<string, unknown>) => seen;

  test.runIf(isThere)("sees of a virtio device what it sees of the stub", async () => {
    const stub = see([], path.join(folder, "virtio-rng"), `${scheme}:fd=3`);
    const proxied = await seeProxied([], "virtio-rng");
    expect(alike(proxied)).toEqual(alike(stub));
    expect(proxied).toMatchObject({ timeouts: 0, allOnes: 0, same: 50 });
    expect(proxied["random"]).not.toBe(stub["random"]);
  });

  test.runIf(isThere)("reads and writes a disk as with the stub", async () => {
    const disk = path.join(place(), "disk.img");
    const fill = () => writeFileSync(disk, Buffer.alloc(64 * 512, 7));
    const parameters = ["--parameter", `file=${disk}`];
    fill();
    const stub = see(parameters, path.join(folder, "virtio-blk"), `${scheme}:fd=3`);
    fill();
    const proxied = await seeProxied(parameters, "virtio-blk");
    expect(alike(proxied)).toEqual(alike(stub));
    expect(proxied["random"]).toBe(stub["random"]);
  });
});

describe("a daemon", () => {
  const base = 0x200_0000;
  /** The host has no other. */
  const line = 33;
  /** The type of a request that asks for no access. */
  const INVALIDATE = 8;

  interface Proxied {
    readonly host: Host;
    readonly daemon: Running;
    readonly sockets: readonly string[];
  }

  /** A daemon before a scripted host; each backend has a policy. */
  const proxy = (...policies: readonly string[]): Promise<Proxied> => proxyWith("", ...policies);

  /** One with options of the channel to its host. */
  async function proxyWith(options: string, ...policies: readonly string[]): Promise<Proxied> {
    const host = await startHost(folder, 4);
    const made = place();
    const sockets = policies.map((_, index) => path.join(made, `socket-${index}`));
    const backends = policies.flatMap((policy, index) => [
      "--backend", `unix=${sockets[index]}${policy === "" ? "" : `,${policy}`}`,
    ]);
    const daemon = start("hypershim-proxy", "--hypervisor", `${host.uri}${options}`, ...backends);
    await expect.poll(() => sockets.every((socket) => existsSync(socket)), { timeout: 30_000 }).toBe(true);
    return { host, daemon, sockets };
  }

  const backendAt = (socket = "", at = base): Running =>
    start("proxy-backend", `proxy:unix=${socket}`, String(at));

  const load = (host: Host, offset: number, at = base, slot = 0): Promise<string> =>
    host.access({ slot, address: at + offset });
  const store = (host: Host, offset: number, data: number, at = base): Promise<string> =>
    host.access({ address: at + offset, data, write: true });

  test("serves a guest, and ends with it", async () => {
    const { host, daemon, sockets } = await proxy("any");
    const backend = backendAt(sockets[0]);
    expect(await backend.line()).toBe("claimed 0");
    await host.ready();
    await store(host, 4, 0x1234_5678);
    expect(await load(host, 4)).toBe("12345678");
    expect(await load(host, 28)).toBe("ffffffff");
    expect(await host.access({ address: base + 12, size: 2, count: 3 })).toMatch(/^f+$/);
    expect(await host.ask("raised")).toBe("0");
    await store(host, 16, line);
    expect(await host.ask("raised")).toBe("1");
    await host.ask("poke guest 1000 acec0fdf");
    await store(host, 4, 0x1000);
    // Little-endian, as the guest is.
    expect(await load(host, 20)).toBe("df0fecac");
    await host.ask("hangup");
    expect(await backend.ended).toBe(0);
    expect(await daemon.ended).toBe(0);
    expect(backend.complaints()).toContain(
      "refused by the backend, no. 1: No such device or address, a load of 4 bytes at 0x1c of region 0",
    );
  });

  test("ends with a host that goes before all backends are there", async () => {
    const { host, daemon, sockets } = await proxy("any", "any");
    const backend = backendAt(sockets[0]);
    expect(await backend.line()).toBe("claimed 0");
    await host.ask("hangup");
    expect(await daemon.ended).toBe(0);
    expect(await backend.ended).toBe(0);
  });

  test("answers for a backend that was killed, and goes on with the next", async () => {
    const { host, sockets } = await proxy("any");
    const first = backendAt(sockets[0]);
    await first.line();
    await host.ready();
    expect(await load(host, 0)).toBe(first.child.pid?.toString(16));
    const stuck = load(host, 8);
    expect(await first.line()).toBe("inside");
    first.child.kill("SIGKILL");
    expect(await stuck).toBe("ffffffff");
    expect(await load(host, 0)).toBe("ffffffff");

    const second = backendAt(sockets[0]);
    // The very region: the guest's device is where it was.
    expect(await second.line()).toBe("claimed 0");
    await expect.poll(() => load(host, 0)).toBe(second.child.pid?.toString(16));
  });

  test("holds accesses for one that comes back", async () => {
    const { host, sockets } = await proxy("any,hold_ms=60000");
    const first = backendAt(sockets[0]);
    await first.line();
    await host.ready();
    await load(host, 0);
    first.child.kill("SIGKILL");
    await first.ended;
    const held = load(host, 0);
    const second = backendAt(sockets[0]);
    expect(await held).toBe(second.child.pid?.toString(16));
  });

  test("tells an operator of backends that come, go and are refused", async () => {
    const { host, daemon, sockets } = await proxy("mmio=0x2000000+0x1000");
    const [socket = ""] = sockets;
    const tells = (pid = 0, what = "") =>
      expect.poll(daemon.complaints, { timeout: 30_000 }).toContain(`hypershim-proxy: ${socket}: process ${pid} ${what}\n`);
    const thief = backendAt(socket, base + 0x1000);
    await thief.ended;
    await tells(thief.child.pid, "may not claim mmio 0x2001000+0x1000");
    await tells(thief.child.pid, "has gone before it was ready");
    const backend = backendAt(socket);
    await backend.line();
    await host.ready();
    await tells(backend.child.pid, "is there");
    backend.child.kill("SIGKILL");
    await tells(backend.child.pid, "has gone");
    const hostile = hostileAt("nonsense", socket);
    await tells(hostile.child.pid, "is there");
    expect(await load(host, 0)).toBe("ffffffff");
    await tells(hostile.child.pid, "makes no sense in its queue of replies");
    await tells(hostile.child.pid, "was parted from");
  });

  test("tells an operator once of interrupts and memory that a process is refused", async () => {
    const { host, daemon, sockets } = await proxy("mmio=0x2000000+0x1000,irq=34");
    const backend = backendAt(sockets[0]);
    await backend.line();
    await host.ready();
    for (let turn = 0; turn < 3; turn++) {
      await store(host, 16, 35);
      await load(host, 20);
    }
    const lines = daemon.complaints().split("\n");
    const told = (what: string): number =>
      lines.filter((line) => line === `hypershim-proxy: ${sockets[0]}: process ${backend.child.pid} ${what}`).length;
    expect(told("may not set line 35")).toBe(1);
    expect(told("may not map guest memory as it asks to")).toBe(1);
  });

  test("tells an operator whom the guest's start waits for", async () => {
    const { host, daemon, sockets } = await proxy("any", "any");
    const [first, late] = sockets;
    const one = backendAt(first);
    await one.line();
    await expect.poll(daemon.complaints, { timeout: 30_000 }).toContain(`hypershim-proxy: ${late}: no backend yet`);
    expect(daemon.complaints()).not.toContain(`${first}: no backend`);
    const other = backendAt(late, base + 0x1000);
    await other.line();
    await host.ready();
    expect(await load(host, 0, base + 0x1000)).toBe(other.child.pid?.toString(16));
  });

  test("tells an operator no more than a few times of one that comes and goes", async () => {
    const { daemon, sockets } = await proxy("any");
    for (let turn = 0; turn < 200; turn++) {
      const visitor = connect(sockets[0] ?? "", () => visitor.end(Buffer.from("nonsense and no message")));
      visitor.on("error", () => {}).resume();
      await new Promise((resolve) => visitor.on("close", resolve));
    }
    await expect.poll(daemon.complaints, { timeout: 30_000 }).toContain(`process ${process.pid} was parted from: Protocol error\n`);
    expect(daemon.complaints().split("\n").length).toBeLessThan(100);
  });

  test("does not have all of them die of the same access", async () => {
    const { host, daemon, sockets } = await proxy("any,hold_ms=60000");
    let backend = backendAt(sockets[0]);
    await backend.line();
    await host.ready();
    const deadly = store(host, 24, 7);
    for (let deaths = 0; deaths < 3; deaths++) {
      expect(await backend.ended).toBe(7);
      backend = backendAt(sockets[0]);
    }
    await deadly;
    expect(await load(host, 0)).toBe(backend.child.pid?.toString(16));
    expect(daemon.complaints()).toContain(`3 processes at ${sockets[0]} died with the same access, which fails`);
  });

  test("gives up on one that does not", async () => {
    const { host, sockets } = await proxy("any,hold_ms=100");
    const first = backendAt(sockets[0]);
    await first.line();
    await host.ready();
    first.child.kill("SIGKILL");
    await first.ended;
    expect(await load(host, 0)).toBe("ffffffff");
  });

  test("takes buffered stores as fast as its backend does, and loses none", async () => {
    const { host, sockets } = await proxyWith(",timeout_ms=60000", "any");
    // Where the standard VGA is: the ring has room for no higher addresses.
    const at = 0xa0000;
    const backend = backendAt(sockets[0], at);
    await backend.line();
    await host.ready();
    backend.child.kill("SIGSTOP");
    const post = () => host.ask(`post 1 2 ${(at + 12).toString(16)} 0`);
    // More than there is room for on the way; then the ring is full.
    let stores = 0;
    for (let refused = 0; stores < 4000 && refused < 100; ) {
      if ((await post()) === "0") {
        stores++;
      } else {
        refused++;
      }
    }
    backend.child.kill("SIGCONT");
    expect(Number.parseInt(await load(host, 12, at), 16)).toBe(stores);
  });

  test("does not wait for one that takes nothing", async () => {
    const at = 0xa0000;
    const { host, daemon, sockets } = await proxyWith(",timeout_ms=100", "any", "any");
    const [stuck, other] = [backendAt(sockets[0], at), backendAt(sockets[1])];
    await Promise.all([stuck.line(), other.line()]);
    await host.ready();
    stuck.child.kill("SIGSTOP");
    while ((await host.ask(`post 1 2 ${(at + 12).toString(16)} 0`)) === "0") {
      // Until the ring is full.
    }
    // It is behind them.
    expect(await load(host, 0)).toBe(other.child.pid?.toString(16));
    expect(daemon.complaints()).toContain("takes no stores");
  });

  test("does not wait for one that takes a store now and then", async () => {
    const at = 0xa0000;
    const { host, daemon, sockets } = await proxyWith(",timeout_ms=100", "any", "any");
    const [slow, other] = [hostileAt("drip", sockets[0], at), backendAt(sockets[1])];
    await Promise.all([slow.line(), other.line()]);
    await host.ready();
    while (!daemon.complaints().includes("takes no stores")) {
      await host.ask(`post 1 2 ${(at + 12).toString(16)} 0`);
    }
    expect(await load(host, 0)).toBe(other.child.pid?.toString(16));
  });

  test("does not wait for the next process of one that has no room for more stores", async () => {
    const at = 0xa0000;
    const { host, sockets } = await proxyWith(",timeout_ms=100", "any,hold_ms=60000", "any");
    const [first, other] = [backendAt(sockets[0], at), backendAt(sockets[1])];
    await Promise.all([first.line(), other.line()]);
    await host.ready();
    first.child.kill("SIGKILL");
    await first.ended;
    while ((await host.ask(`post 1 2 ${(at + 12).toString(16)} 0`)) === "0") {
      // Until the ring is full.
    }
    expect(await load(host, 0)).toBe(other.child.pid?.toString(16));
    expect(await load(host, 0, at)).toBe("ffffffff");
  });

  test("does not wait for ever for one that was stopped, or does not answer what it took", async () => {
    const at = base + 0x1000;
    const { host, daemon, sockets } = await proxy("any,answer_ms=200", "any,answer_ms=200", "any");
    const [stopped, busy, other] = [
      backendAt(sockets[0]), backendAt(sockets[1], at), backendAt(sockets[2], at + 0x1000),
    ];
    await Promise.all([stopped.line(), busy.line(), other.line()]);
    await host.ready();
    stopped.child.kill("SIGSTOP");
    expect(await load(host, 0)).toBe("ffffffff");
    expect(daemon.complaints()).toContain(`${sockets[0]}: process ${stopped.child.pid} does not answer an access\n`);
    const stuck = load(host, 8, at);
    expect(await busy.line()).toBe("inside");
    expect(await stuck).toBe("ffffffff");
    expect(daemon.complaints()).toContain(`${sockets[1]}: process ${busy.child.pid} does not answer an access\n`);
    expect(await load(host, 0, at + 0x1000)).toBe(other.child.pid?.toString(16));
  });

  test("lets the next process answer what one does not answer", async () => {
    const { host, sockets } = await proxy("any,answer_ms=200,hold_ms=60000");
    const stopped = backendAt(sockets[0]);
    await stopped.line();
    await host.ready();
    stopped.child.kill("SIGSTOP");
    const held = load(host, 0);
    const next = backendAt(sockets[0]);
    expect(await held).toBe(next.child.pid?.toString(16));
  });

  test("waits as long as it is told to for one that does not answer", async () => {
    const { host, daemon, sockets } = await proxy("any,answer_ms=0", "any,answer_ms=100");
    const [slow, stopped] = [backendAt(sockets[0]), backendAt(sockets[1], base + 0x1000)];
    await Promise.all([slow.line(), stopped.line()]);
    await host.ready();
    slow.child.kill("SIGSTOP");
    stopped.child.kill("SIGSTOP");
    const both = host.together(
      [0, 1].map((vcpu) => `${vcpu} access ${vcpu} 1 1 ${(base + vcpu * 0x1000).toString(16)} 4 1 0 0 0`),
    );
    await expect.poll(daemon.complaints, { timeout: 30_000 }).toContain(`${sockets[1]}: process ${stopped.child.pid} does not answer an access\n`);
    expect(daemon.complaints()).not.toContain(`${sockets[0]}: process ${slow.child.pid} does not`);
    slow.child.kill("SIGCONT");
    expect((await both).map((answer) => answer.split(" ")[0])).toEqual([slow.child.pid?.toString(16), "ffffffff"]);
  });

  test("holds no access for longer because others come and go", async () => {
    const { host, sockets } = await proxy("any,hold_ms=300");
    const first = backendAt(sockets[0]);
    await first.line();
    await host.ready();
    first.child.kill("SIGKILL");
    await first.ended;
    let answer = "";
    const held = load(host, 0).then((data) => (answer = data));
    while (answer === "") {
      // One that finds the queue of connections full is gone as well.
      const other = connect(sockets[0] ?? "", () => other.destroy()).on("error", () => {});
      await new Promise((resolve) => other.on("close", resolve));
    }
    await held;
    expect(answer).toBe("ffffffff");
  });

  test("keeps backends apart", async () => {
    const other = base + 0x1_0000;
    const { host, sockets } = await proxy(
      `mmio=${base}+0x1000,irq=34`,
      `mmio=${other}+0x1000,irq=${line}`,
    );
    // One may not have what is the other's.
    const thief = backendAt(sockets[0], other);
    expect(await thief.line()).toBe("Operation not permitted");
    await thief.ended;
    const one = backendAt(sockets[0]);
    expect(await one.line()).toBe("claimed 0");
    const two = backendAt(sockets[1], other);
    expect(await two.line()).toBe("claimed 1");
    await host.ready();
    expect(await load(host, 0)).toBe(one.child.pid?.toString(16));
    expect(await load(host, 0, other)).toBe(two.child.pid?.toString(16));
    // It is no matter of the first one, nor is guest memory.
    await store(host, 16, line);
    expect(await host.ask("raised")).toBe("0");
    await store(host, 16, line, other);
    expect(await host.ask("raised")).toBe("1");
    await store(host, 4, 0x1000);
    expect(await load(host, 20)).toBe("ffffffff");
  });

  test("keeps its descriptors when backends come and go", async () => {
    const { host, daemon, sockets } = await proxy("any");
    const count = () => readdirSync(`/proc/${daemon.child.pid}/fd`).length;
    const once = async (): Promise<void> => {
      const backend = backendAt(sockets[0]);
      expect(await backend.line()).toBe("claimed 0");
      await host.ready();
      await expect.poll(() => load(host, 0)).toBe(backend.child.pid?.toString(16));
      await store(host, 4, 0x1000);
      await load(host, 20);
      backend.child.kill("SIGKILL");
      await backend.ended;
      await expect.poll(() => load(host, 0)).toBe("ffffffff");
    };
    const before = count();
    for (let round = 0; round < 10; round++) {
      await once();
    }
    // What a backend has as well is closed by another thread, perhaps after the first count.
    await expect.poll(count).toBeLessThanOrEqual(before);
  });

  test("goes on after it had no descriptor for a backend", async () => {
    const { host, daemon, sockets } = await proxy("any");
    const pid = String(daemon.child.pid);
    const limit = (most: number) => spawnSync("prlimit", ["--pid", pid, `--nofile=${most}:`]).status;
    const used = new Set(readdirSync(`/proc/${pid}/fd`));
    let free = 0;
    while (used.has(String(free))) {
      free++;
    }
    expect(limit(free)).toBe(0);
    for (let turn = 0; turn < 3; turn++) {
      const refused = connect(sockets[0] ?? "");
      await once(refused, "close");
    }
    expect(limit(1024)).toBe(0);
    const backend = backendAt(sockets[0]);
    expect(await backend.line()).toBe("claimed 0");
    await host.ready();
    expect(await load(host, 0)).toBe(backend.child.pid?.toString(16));
  });

  test("serves 1,000 regions of 64 backends to 128 vCPUs", () => {
    const { status, stdout, stderr } = spawnSync(
      path.join(folder, "proxy-crowd"),
      [
        ...[path.join(folder, "hypershim-proxy"), place()],
        ...["64", "1000", "128", "128", "64", "3", "any"],
      ],
      { encoding: "utf8", timeout: 120_000 },
    );
    expect(status, stderr).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ regions: 1000, wrong: 0 });
  }, 130_000);

  /*
   * In the best of many bursts of 1,000 accesses: whoever lost the CPU meanwhile had gone to sleep,
   * and was rightly woken.
   */
  test("kicks at most 50 times for 1,000 accesses while both sides look", () => {
    const { status, stdout, stderr } = spawnSync(
      path.join(folder, "proxy-roundtrip"),
      ["proxy", "spin", "100000", path.join(folder, "hypershim-proxy"), path.join(place(), "socket")],
      { encoding: "utf8", timeout: 60_000 },
    );
    expect(status, stderr).toBe(0);
    expect((JSON.parse(stdout) as { readonly fewest: number }).fewest).toBeLessThanOrEqual(50);
  }, 70_000);

  test("gives a backend the event of its line until it is gone, and none for a doorbell", async () => {
    const { host, sockets } = await proxy("any");
    await host.ask("bindable");
    const backend = start("proxy-hostile", "bind", sockets[0] ?? "", String(base));
    expect(await backend.line()).toBe("claimed 0");
    expect(await backend.line()).toBe("Success");
    expect(await backend.line()).toBe("Function not implemented");
    expect(await backend.line()).toBe("Success");
    expect(await host.ask("events")).toBe("1");
    expect(await host.ask("raised")).toBe("0");
    backend.child.kill("SIGKILL");
    await expect.poll(() => host.ask("events")).toBe("unbound");
  });

  test.each([
    ["mmio=0x2000000+0x1000", "", "Operation not permitted", "Operation not permitted"],
    ["any", ",reconnect_ms=60000", "Operation not supported", "Success"],
  ])("gives no event to a backend with %s%s", async (policy, options, bound, raised) => {
    const { host, sockets } = await proxy(policy);
    await host.ask("bindable");
    const backend = start("proxy-hostile", "bind", `${sockets[0]}${options}`, String(base));
    expect(await backend.line()).toBe("claimed 0");
    expect(await backend.line()).toBe(bound);
    expect(await backend.line()).toBe("Function not implemented");
    expect(await backend.line()).toBe(raised);
    expect(await host.ask("events")).toBe("unbound");
  });

  /** How often all events of a process were signalled that nobody reads. */
  const signals = (pid: number): number =>
    readdirSync(`/proc/${pid}/fdinfo`)
      .map((fd) => /^eventfd-count:\s*([0-9a-f]+)$/mu.exec(readFileSync(`/proc/${pid}/fdinfo/${fd}`, "latin1"))?.[1])
      .reduce((sum, count = "0") => sum + Number.parseInt(count, 16), 0);

  test("is signalled once for stores that come before it has a CPU", async () => {
    const { host, daemon, sockets } = await proxyWith(",spin_us=0", "any");
    const at = 0xa0000;
    const backend = backendAt(sockets[0], at);
    expect(await backend.line()).toBe("claimed 0");
    await host.ready();
    const state = () => readFileSync(`/proc/${daemon.child.pid}/stat`, "latin1");
    await expect.poll(state).toMatch(/\) S /u);
    daemon.child.kill("SIGSTOP");
    await expect.poll(state).toMatch(/\) T /u);
    const before = signals(host.pid);
    for (let count = 0; count < 9; count++) {
      expect(await host.ask(`post 1 2 ${(at + 12).toString(16)} 0`)).toBe("0");
    }
    expect(signals(host.pid) - before).toBe(1);
    daemon.child.kill("SIGCONT");
    expect(await load(host, 12, at)).toBe("9");
  });

  test("gives each backend no more regions than its share", async () => {
    const { sockets } = await proxy("any,regions=1", "any,regions=0");
    const none = backendAt(sockets[1]);
    expect(await none.line()).toBe("No space left on device");
    const one = start("proxy-hostile", "greed", sockets[0] ?? "", String(base));
    expect(await one.line()).toBe("claimed 0");
    expect(await one.line()).toBe("No space left on device");
    one.child.kill("SIGKILL");
    await one.ended;
    // What a process has left behind makes room for what the next one wants.
    const other = backendAt(sockets[0], base + 0x1000);
    expect(await other.line()).toBe("claimed 0");
  });

  /** Without an address it claims nothing. */
  const hostileAt = (what: string, socket = "", at = base): Running =>
    start("proxy-hostile", what, socket, String(at));

  test.each([
    ["posting", "0"],
    ["answering", "3"],
  ])("has posted stores answered by who does not know of them: %s", async (what, answers) => {
    const { host, sockets } = await proxy("any");
    // Where a posted store can go.
    const low = 0x1000;
    const backend = hostileAt(what, sockets[0], low);
    await backend.line();
    await host.ready();
    for (let store = 0; store < 3; store++) {
      expect(await host.ask(`post 1 2 ${(low + 4 * store).toString(16)} 1`)).toBe("0");
    }
    expect(await load(host, 0, low)).toBe(answers);
  });

  test.each([
    [["2", "100000000"], "proxy: the daemon speaks layout 2 of virtio-proxy, and this backend 1"],
    [["1", "0"], "proxy: the device lacks a feature that is required: Operation not supported"],
  ])("of another time is refused in a sentence: %j", async (device, sentence) => {
    const socket = path.join(place(), "socket");
    start("proxy-device", socket, ...device);
    const backend = backendAt(socket);
    expect(await backend.ended).toBe(1);
    expect(backend.complaints()).toBe(`${sentence}\n`);
  });

  test("survives front-ends that talk nonsense", async () => {
    const { host, sockets } = await proxy("any");
    for (const bytes of ["", "\0", "x".repeat(12), "\xff".repeat(5000), "\x01\0\0\0\x01\0\0\0\xff\xff\xff\xff"]) {
      const socket = connect(sockets[0] ?? "");
      // However the daemon hangs up.
      socket.on("error", () => {});
      socket.resume();
      socket.end(Buffer.from(bytes, "latin1"));
      await new Promise((closed) => socket.once("close", closed));
    }
    const backend = backendAt(sockets[0]);
    expect(await backend.line()).toBe("claimed 0");
    await host.ready();
    expect(await load(host, 0)).toBe(backend.child.pid?.toString(16));
  });

  test.each(["nonsense", "buffers"])("parts from a backend that breaks a queue: %s", async (what) => {
    const { host, sockets } = await proxy("any");
    const hostile = hostileAt(what, sockets[0]);
    expect(await hostile.line()).toBe("claimed 0");
    await host.ready();
    // It is there all the time, and the vCPU does not wait for it.
    expect(await load(host, 0)).toBe("ffffffff");
    expect(hostile.child.exitCode).toBe(null);
    const backend = backendAt(sockets[0]);
    expect(await backend.line()).toBe("claimed 0");
    await expect.poll(() => load(host, 0)).toBe(backend.child.pid?.toString(16));
  });

  test("cannot be made to wait for the event that it signals", async () => {
    const other = base + 0x1000;
    const { host, sockets } = await proxy("any", "any");
    const hostile = hostileAt("bell", sockets[0]);
    await hostile.line();
    const backend = backendAt(sockets[1], other);
    await backend.line();
    expect(await hostile.line()).toBe("rung");
    await host.ready();
    expect(await load(host, 0, other)).toBe(backend.child.pid?.toString(16));
  });

  test("gives everybody a turn while one calls without an end", async () => {
    const other = base + 0x1000;
    const { host, sockets } = await proxy("any", "any");
    const hostile = hostileAt("flood", sockets[0]);
    await hostile.line();
    const backend = backendAt(sockets[1], other);
    await backend.line();
    await host.ready();
    for (let round = 0; round < 100; round++) {
      expect(await load(host, 0, other)).toBe(backend.child.pid?.toString(16));
    }
    expect(hostile.child.exitCode).toBe(null);
  });

  test("does not wait for one that does not do its part of a mapping", async () => {
    const other = base + 0x1000;
    const { host, sockets } = await proxy("any", "any");
    const hostile = hostileAt("silence", sockets[0]);
    await hostile.line();
    const backend = backendAt(sockets[1], other);
    await backend.line();
    await host.ready();
    expect(await load(host, 0, other)).toBe(backend.child.pid?.toString(16));
    hostile.child.stdin?.end();
    expect(await hostile.line()).toBe("waiting");
  });

  test("lets a backend read and write the same pages, and asks it to forget them", async () => {
    const { host, sockets } = await proxy("any");
    const backend = backendAt(sockets[0]);
    await backend.line();
    await host.ready();
    await host.ask("poke guest 1000 acec0fdf");
    await store(host, 4, 0x1000);
    expect(await load(host, 20)).toBe("df0fecac");
    for (let round = 0; round < 300; round++) {
      await store(host, 20, round);
      expect(await load(host, 20)).toBe(round.toString(16));
      if (round % 3 === 0) {
        expect(await host.ask("invalidate")).toBe("0");
      }
    }
    expect(await host.ask("peek guest 1000 4")).toBe("2b010000");
  });

  test("serves others while a backend is to forget guest memory", async () => {
    const other = base + 0x1_0000;
    const { host, sockets } = await proxyWith(",timeout_ms=60000", "any", "any");
    const [slow, quick] = [backendAt(sockets[0]), backendAt(sockets[1], other)];
    await Promise.all([slow.line(), quick.line()]);
    await host.ready();
    await store(host, 4, 0x1000);
    expect(await load(host, 20)).toBe("0");
    slow.child.kill("SIGSTOP");
    expect(await host.ask("invalidate")).toBe("0");
    expect(await host.ask("invalidate")).toBe("0");
    expect(await load(host, 0, other)).toBe(quick.child.pid?.toString(16));
    // It has the time that a call may take.
    slow.child.kill("SIGCONT");
    expect(await load(host, 0)).toBe(slow.child.pid?.toString(16));
    expect(await load(host, 20)).toBe("0");
  });

  test("answers a guest for a backend that does not forget its memory", async () => {
    const other = base + 0x1_0000;
    const { host, daemon, sockets } = await proxyWith(",timeout_ms=100", "any", "any");
    const [stuck, quick] = [backendAt(sockets[0]), backendAt(sockets[1], other)];
    await Promise.all([stuck.line(), quick.line()]);
    await host.ready();
    await store(host, 4, 0x1000);
    expect(await load(host, 20)).toBe("0");
    stuck.child.kill("SIGSTOP");
    const forget = (vcpu: number) => `${vcpu} access ${vcpu} ${INVALIDATE} 0 0 4 1 0 0 0`;
    const answers = await host.together([forget(0), forget(1), forget(2), forget(0)]);
    expect(answers.map((answer) => answer.split(" ")[0])).not.toContain("error");
    expect(await load(host, 0)).toBe("ffffffff");
    expect(await load(host, 0, other)).toBe(quick.child.pid?.toString(16));
    expect(daemon.complaints()).toContain("does not forget guest memory");
  });

  test("gives the next process the interrupt line that the host gave the first", async () => {
    const { host, sockets } = await proxy("");
    for (let turn = 0; turn < 40; turn++) {
      const backend = hostileAt("allocate", sockets[0], 0);
      expect(await backend.line()).toBe(`line ${line}`);
      // And it may use it, though no policy names it.
      expect(await backend.line()).toBe("raised");
      if (turn === 0) {
        await host.ready();
      }
      backend.child.kill("SIGKILL");
      await backend.ended;
    }
  });

  test.runIf(process.getuid?.() === 0)("serves as a user with few rights", async () => {
    const host = await startHost(folder, 4);
    const socket = path.join(place(), "socket");
    const daemon = start(
      "hypershim-proxy",
      ...["--user", "nobody", "--hypervisor", host.uri, "--backend", `unix=${socket},any`],
    );
    await expect.poll(() => existsSync(socket)).toBe(true);
    const backend = backendAt(socket);
    expect(await backend.line()).toBe("claimed 0");
    await host.ready();
    expect(await load(host, 0)).toBe(backend.child.pid?.toString(16));
    const status = readFileSync(`/proc/${daemon.child.pid}/status`, "utf8");
    expect(status).toMatch(/^NoNewPrivs:\s1$/m);
    expect(status).toMatch(/^CapEff:\s0+$/m);
    expect(status).not.toMatch(/^[UG]id:.*\b0\b/m);
  });

  test("may be another one for a backend that waits for it", async () => {
    const first = await proxy("any");
    const socket = first.sockets[0] ?? "";
    const uri = `proxy:unix=${socket},reconnect_ms=60000`;
    const backend = start("proxy-backend", uri, String(base));
    await backend.line();
    await first.host.ready();
    await store(first.host, 4, 0x1000);
    await load(first.host, 20);
    first.daemon.child.kill("SIGKILL");
    await first.daemon.ended;
    for (let turn = 0; turn < 3; turn++) {
      const host = await startHost(folder, 4);
      const daemon = start("hypershim-proxy", "--hypervisor", host.uri, "--backend", `unix=${socket},any`);
      // It has to connect before there is anything to be ready.
      await expect.poll(() => host.ask("connected")).toBe("1");
      await host.ready();
      expect(await load(host, 0)).toBe(backend.child.pid?.toString(16));
      // The guest's memory is another one, and what the device knew is not.
      await host.ask(`poke guest 1000 0${turn}000000`);
      expect(await load(host, 4)).toBe("1000");
      expect(await load(host, 20)).toBe(turn.toString(16));
      await store(host, 16, line);
      expect(await host.ask("raised")).toBe("1");
      daemon.child.kill("SIGTERM");
      expect(await daemon.ended).toBe(0);
    }
    expect(backend.child.exitCode).toBe(null);
  });

  test("gives a backend that waits for it what the one before had allocated", async () => {
    const first = await proxy("");
    const socket = first.sockets[0] ?? "";
    const backend = hostileAt("allocate", `${socket},reconnect_ms=60000`, 0);
    expect(await backend.line()).toBe(`line ${line}`);
    expect(await backend.line()).toBe("raised");
    await first.host.ready();
    first.daemon.child.kill("SIGKILL");
    await first.daemon.ended;
    // The call is made while there is no daemon, or by a loop that does not know it yet.
    backend.child.stdin?.write("\n");
    const host = await startHost(folder, 4);
    start("hypershim-proxy", "--hypervisor", host.uri, "--backend", `unix=${socket}`);
    expect(await backend.line()).toBe("Success");
    expect(await host.ask("raised")).toBe("1");
  });

  test("ends with the guest even for a backend that would wait", async () => {
    const { host, sockets } = await proxy("any");
    const backend = start("proxy-backend", `proxy:unix=${sockets[0]},reconnect_ms=60000`, String(base));
    await backend.line();
    await host.ready();
    await host.ask("hangup");
    expect(await backend.ended).toBe(0);
  });

  test("gives guest memory to be read in a way that cannot be written", async () => {
    const { host, sockets } = await proxy("any,memory=ro");
    const hostile = hostileAt("protect", sockets[0]);
    await hostile.line();
    await host.ready();
    expect(await hostile.line()).toBe("Permission denied");
  });

  test("does not interrupt a backend for replies that were read", async () => {
    const { host, sockets } = await proxy("any");
    const backend = hostileAt("count", sockets[0]);
    await backend.line();
    await host.ready();
    for (let round = 0; round < 20; round++) {
      expect(await load(host, 0)).toBe("0");
    }
  });

  test("gives what a broken backend had to one that comes back", async () => {
    const { host, sockets } = await proxy("any,hold_ms=60000");
    const hostile = hostileAt("nonsense", sockets[0]);
    await hostile.line();
    await host.ready();
    const held = load(host, 0);
    const backend = backendAt(sockets[0]);
    expect(await held).toBe(backend.child.pid?.toString(16));
  });

  test("has a socket for its own user alone, and leaves other files alone", async () => {
    const { sockets } = await proxy("any");
    expect(statSync(sockets[0] ?? "").mode & 0o077).toBe(0);
    const file = path.join(place(), "file");
    writeFileSync(file, "precious");
    const host = await startHost(folder, 4);
    const daemon = start("hypershim-proxy", "--hypervisor", host.uri, "--backend", `unix=${file},any`);
    expect(await daemon.ended).toBe(1);
    expect(daemon.complaints()).toBe(`hypershim-proxy: ${file}: Address already in use\n`);
    expect(readFileSync(file, "utf8")).toBe("precious");
  });

  test("does not take the socket of a daemon that lives", async () => {
    const { host, sockets } = await proxy("any");
    const other = await startHost(folder, 4);
    const daemon = start("hypershim-proxy", "--hypervisor", other.uri, "--backend", `unix=${sockets[0]},any`);
    expect(await daemon.ended).toBe(1);
    const backend = backendAt(sockets[0]);
    expect(await backend.line()).toBe("claimed 0");
    await host.ready();
    expect(await load(host, 0)).toBe(backend.child.pid?.toString(16));
  });

  test("tells a second backend that there is one", async () => {
    const { sockets } = await proxy("any");
    const [socket = ""] = sockets;
    expect(await backendAt(socket).line()).toBe("claimed 0");
    const second = backendAt(`${socket},timeout_ms=200`);
    expect(await second.ended).toBe(1);
    expect(second.complaints()).toBe(
      `proxy: the daemon at ${socket} does not answer; it takes one backend at a time\n`,
    );
  });

  test.each([
    [[], "give --hypervisor URI"],
    [["--hypervisor", "loopback:fd=3"], "give --backend OPTIONS"],
    [
      ["--user", "nobody-of-that-name", "--hypervisor", "loopback:fd=3", "--backend", "unix=x"],
      "there is no user nobody-of-that-name",
    ],
    [["--no"], "there is no option --no"],
    [["more"], "there is no option more"],
    [["--backend"], "--backend needs a value"],
    [["--hypervisor", "loopback:fd=3", "--backend", "any"], "--backend no. 1, 'unix=PATH': it is missing"],
    [["--backend", "unix=x", "--backend", "unix="], "--backend no. 2, 'unix=': it needs a value"],
    [["--backend", "unix=x,msi=1"], "--backend no. 1, 'msi=1': it takes no value"],
    [["--backend", "unix=x,mmio=1"], "--backend no. 1, 'mmio=1': not BASE+LENGTH"],
    [
      ["--backend", "unix=x,mmio=1+0"],
      "--backend no. 1, 'mmio=1+0': a range of no bytes, or one that wraps around",
    ],
    [["--backend", "unix=x,pio=0xffff+2"], "--backend no. 1, 'pio=0xffff+2': ports beyond 0xffff"],
    [["--backend", "unix=x,irq=x"], "--backend no. 1, 'irq=x': not the number of an interrupt line"],
    [["--backend", "unix=x,regions=4097"], "--backend no. 1, 'regions=4097': not a number up to 4096"],
    [["--backend", "unix=x,answer_ms=1s"], "--backend no. 1, 'answer_ms=1s': not a number up to 3600000"],
    [["--backend", "unix=x,hold_ms=1,hold_ms=2"], "--backend no. 1, 'hold_ms=2': there is another one"],
    [
      ["--backend", "unix=x,holdms=1"],
      "--backend no. 1, 'holdms=1': there are unix, mmio, pio, pci, irq, memory, msi, any, regions, hold_ms, answer_ms, file, readonly",
    ],
    [
      ["--backend", "unix=x,regions=4000", "--backend", "unix=y,regions=97"],
      "the backends may have more than 4096 regions",
    ],
    [Array.from({ length: 65 }, () => ["--backend", "unix=x"]).flat(), "more backends than 64"],
    [["--backend", "unix=x,memory=wr"], "--backend no. 1, 'memory=wr': neither ro nor rw"],
  ])("says what is wrong with %j", (parameters, line) => {
    const { status, stderr } = spawnSync(path.join(folder, "hypershim-proxy"), parameters, {
      encoding: "utf8",
    });
    expect(status).toBe(2);
    expect(stderr.split("\n")[0]).toBe(`hypershim-proxy: ${line}`);
  });
});
