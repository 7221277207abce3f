// A backend in TypeScript whose daemon is gone: its event loop is free, and it goes on with the next one.
import { existsSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeAll, expect, test } from "vitest";
import { IoAddressSpace, IoMapAccess, open, type Channel } from "../runtime/node/index.ts";
import { buildNative } from "./native/build.ts";
import { killHosts, startHost, type Host } from "./node/host.ts";
import { endPrograms, newSocket, startProgram, type Spoken } from "./proxy/programs.ts";

const base = 0x2000000;
/** The host has no other. */
const line = 33;

let folder = "";
beforeAll(() => {
  folder = buildNative("plain");
}, 600_000);

const channels: Channel[] = [];
afterEach(() => {
  channels.splice(0).forEach((channel) => channel.close());
  endPrograms();
  killHosts();
});

interface Proxied {
  readonly host: Host;
  readonly daemon: Spoken;
}

async function runDaemonAt(socket: string): Promise<Proxied> {
  const host = await startHost(folder, 4);
  const daemon = startProgram(folder, "hypershim-proxy", [
    ...["--hypervisor", host.uri, "--backend", `unix=${socket},any`],
  ]);
  return { host, daemon };
}

interface Served {
  readonly channel: Channel;
  /** When `run` is over. */
  readonly done: Promise<void>;
  readonly socket: string;
  readonly story: string[];
}

/** A backend in this process that has lost its daemon. */
async function serveAndLose(options = ""): Promise<Served> {
  const socket = newSocket();
  const first = await runDaemonAt(socket);
  await expect.poll(() => existsSync(socket)).toBe(true);
  const story: string[] = [];
  let memory: DataView | undefined;
  const channel = await open(
    `proxy:unix=${socket},reconnect_ms=60000${options}`,
    {
      read: () => {
        memory ??= channel.map(0x1000n, 4, IoMapAccess.read);
        return BigInt(memory.getUint32(0, true));
      },
      write: (_region, _offset, _size, data) => channel.setIrq(Number(data), true),
      invalidate: () => {
        story.push(`invalidate ${memory?.buffer.byteLength}`);
        memory = undefined;
      },
      gone: () => void story.push("gone"),
    },
    { addon: path.join(folder, "hypershim.node"), onError: (error) => story.push(String(error)) },
  );
  channels.push(channel);
  channel.claim(IoAddressSpace.mmio, BigInt(base), 0x100);
  const done = channel.run();
  await first.host.ready();
  await first.host.ask("poke guest 1000 07000000");
  expect(await load(first.host)).toBe("7");
  first.daemon.child.kill("SIGKILL");
  await first.daemon.ended;
  return { channel, done, socket, story };
}

const load = (host: Host): Promise<string> => host.access({ address: base });

/** Each is a turn of the event loop, while the backend looks for a daemon again and again. */
async function turn(): Promise<void> {
  for (let turns = 0; turns < 10; turns++) {
    await pause(5);
  }
}

test("leaves the event loop free, and goes on with the next daemon", async () => {
  const { socket, story } = await serveAndLose();
  await turn();
  expect(story).toEqual([]);
  const { host } = await runDaemonAt(socket);
  await host.ready();
  await host.ask("poke guest 1000 08000000");
  expect(await load(host)).toBe("8");
  // What it had was detached.
  expect(story).toEqual(["invalidate 0"]);
  await host.access({ address: base, write: true, data: line });
  expect(await host.ask("raised")).toBe("1");
});

test.each(["close", "stop"] as const)("ends when it is told to: %s", async (how) => {
  const { channel, done, story } = await serveAndLose();
  await turn();
  channel[how]();
  await done;
  expect(story).toEqual([]);
});

test("makes its calls of the next daemon", async () => {
  const { channel, socket, story } = await serveAndLose(",timeout_ms=60000");
  const { host } = await runDaemonAt(socket);
  channel.setIrq(line, true);
  expect(await host.ask("raised")).toBe("1");
  // Though nobody has asked for anything since.
  await expect.poll(() => story).toEqual(["invalidate 0"]);
  await host.ready();
  await host.ask("poke guest 1000 09000000");
  expect(await load(host)).toBe("9");
});

test("fails with a call when none comes in time, and goes on", async () => {
  const { channel, socket } = await serveAndLose(",timeout_ms=500");
  expect(() => channel.setIrq(line, true)).toThrow("setIrq: ENOTCONN");
  const { host } = await runDaemonAt(socket);
  await host.ready();
  expect(await load(host)).toBe("0");
});
