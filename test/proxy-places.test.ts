// Several backends behind one daemon: what each of them is given.
import { existsSync } from "node:fs";
import { afterEach, beforeAll, expect, test } from "vitest";
import { buildNative } from "./native/build.ts";
import { type Host, killHosts, startHost } from "./node/host.ts";
import { endPrograms, newSocket, startProgram, type Spoken } from "./proxy/programs.ts";

let folder = "";
beforeAll(() => {
  folder = buildNative("address,undefined");
}, 600_000);

afterEach(() => {
  endPrograms();
  killHosts();
});

/** One that asks, at a socket of a daemon. */
const asker = (socket = ""): Spoken => startProgram(folder, "proxy-asker", [`proxy:unix=${socket}`]);

async function ask(backend: Spoken, question: string): Promise<string> {
  backend.say(question);
  return backend.line();
}

/** The sockets of a daemon with so many backends, for each what it may do. */
const runDaemon = async (...policies: readonly string[]): Promise<readonly string[]> =>
  runDaemonFor(await startHost(folder, 4), policies);

async function runDaemonFor(host: Host, policies: readonly string[]): Promise<readonly string[]> {
  const sockets = policies.map(() => newSocket());
  const backends = policies.flatMap((policy, index) => ["--backend", `unix=${sockets[index]},${policy}`]);
  startProgram(folder, "hypershim-proxy", ["--hypervisor", host.uri, ...backends]);
  await expect.poll(() => sockets.every((socket) => existsSync(socket))).toBe(true);
  return sockets;
}

const full = "No space left on device";

test("each is placed where its options say, and its next process at the same place", async () => {
  const sockets = await runDaemon("mmio=0xa0000+0x400,irq=7,irq=9", "mmio=0xa1100+0x1100,irq=8");
  const [one, other] = sockets.map(asker) as [Spoken, Spoken];
  expect(await ask(one, "mmio 0x200 0x200")).toBe("a0000");
  expect(await ask(other, "mmio 0x200 0x1000")).toBe("a2000");
  expect(await ask(other, "mmio 0x100 0x100")).toBe("a1100");
  expect(await ask(one, "mmio 0x200 4")).toBe("a0200");
  expect(await ask(one, "mmio 4 4")).toBe(full);
  expect(await ask(one, "irq")).toBe("7");
  expect(await ask(other, "irq")).toBe("8");
  expect(await ask(other, "irq")).toBe(full);
  expect(await ask(one, "irq")).toBe("9");
  one.child.kill("SIGKILL");
  await one.ended;
  const next = asker(sockets[0]);
  expect(await ask(next, "mmio 0x200 4")).toBe("a0200");
  expect(await ask(next, "mmio 0x200 0x200")).toBe("a0000");
  expect(await ask(next, "irq")).toBe("7");
});

test("no place is found where something is claimed", async () => {
  const sockets = await runDaemon("mmio=0xa0000+0x1000", "mmio=0xa0800+0x1000");
  const [one, other] = sockets.map(asker) as [Spoken, Spoken];
  expect(await ask(one, "claim 0xa0010 0x10")).toBe("0");
  expect(await ask(one, "mmio 0x10 0x10")).toBe("a0000");
  expect(await ask(one, "mmio 0x10 0x10")).toBe("a0020");
  expect(await ask(one, "claim 0xa0800 0x800")).toBe("0");
  expect(await ask(other, "mmio 0x800 0x800")).toBe("a1000");
  expect(await ask(other, "mmio 0x1000 4")).toBe(full);
});

test("a place at the end of all addresses is one, and nothing wraps around", async () => {
  const [socket] = await runDaemon("mmio=0xfffffffffffff000+0x1000");
  const backend = asker(socket);
  expect(await ask(backend, "mmio 0x1000 0x1000")).toBe("fffffffffffff000");
  expect(await ask(backend, "mmio 1 1")).toBe(full);
  expect(await ask(backend, "mmio 1 0x10000000000000")).toBe(full);
  expect(await ask(backend, "mmio 1 3")).toBe("Invalid argument");
});

test("who may have anything is placed by the host when its own places are full", async () => {
  const [socket] = await runDaemon("any,mmio=0xa0000+0x10,irq=7");
  const backend = asker(socket);
  expect(await ask(backend, "mmio 0x10 0x10")).toBe("a0000");
  expect(await ask(backend, "irq")).toBe("7");
  // The host's only line.
  expect(await ask(backend, "irq")).toBe((33).toString(16));
});

test("each has the file that its options say, and else the host's", async () => {
  const sockets = await runDaemon("file=/dev/zero,readonly", "file=/dev/full", "readonly", "msi");
  const backends = sockets.map(asker);
  const files = await Promise.all(backends.map((backend) => ask(backend, "get file")));
  expect(files).toEqual(["/dev/zero", "/dev/full", "/dev/null", "/dev/null"]);
  const none = "No such file or directory";
  const only = await Promise.all(backends.map((backend) => ask(backend, "get readonly")));
  expect(only).toEqual(["1", none, "1", none]);
  expect(await ask(backends[0] as Spoken, "get base")).toBe(none);
});

// As close as the toolstack of Xen places them on Arm.
test("virtio devices stand side by side", async () => {
  const host = await startHost(folder, 4);
  const sockets = await runDaemonFor(host, ["mmio=0xa0000+0x200,irq=7", "mmio=0xa0200+0x200,irq=8"]);
  for (const socket of sockets) {
    startProgram(folder, "virtio-rng", [`proxy:unix=${socket}`]);
  }
  await host.ready();
  const magic = Buffer.from("virt").readUInt32LE().toString(16);
  expect(await host.access({ address: 0xa0000 })).toBe(magic);
  expect(await host.access({ address: 0xa0200 })).toBe(magic);
});
