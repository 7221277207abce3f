// A backend whose daemon is gone, until the next one is there: what it does meanwhile.
import { once } from "node:events";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { buildNative } from "./native/build.ts";
import { type Host, killHosts, startHost } from "./node/host.ts";
import { endPrograms, newSocket, startProgram, type Spoken } from "./proxy/programs.ts";

/** Where the standard VGA is: the ring of buffered stores has room for no higher addresses. */
const base = 0xa0000;
/** The host has no other. */
const line = 33;

// One with sanitizers, and one that looks for races between the loop and whoever stops it.
describe.each(["address,undefined", "thread"] as const)("built %s, a backend without its daemon", (flavour) => {
  let folder = "";
  beforeAll(() => {
    folder = buildNative(flavour);
  }, 600_000);

  afterEach(() => {
    endPrograms();
    killHosts();
  });

  interface Served {
    readonly backend: Spoken;
    readonly socket: string;
    readonly first: { readonly host: Host; readonly daemon: Spoken };
  }

  /** The next daemon at a socket, which has connected. */
  async function runDaemonAt(socket: string): Promise<{ host: Host; daemon: Spoken }> {
    const host = await startHost(folder, 4);
    const daemon = startProgram(folder, "hypershim-proxy", [
      ...["--hypervisor", host.uri, "--backend", `unix=${socket},any`],
    ]);
    await expect.poll(() => host.ask("connected")).toBe("1");
    return { host, daemon };
  }

  /** A backend with a daemon, which has made an access. */
  async function serve(patience = 60_000, options = ""): Promise<Served> {
    const socket = newSocket();
    const first = await runDaemonAt(socket);
    await expect.poll(() => existsSync(socket)).toBe(true);
    const backend = startProgram(folder, "proxy-away", [
      `proxy:unix=${socket},reconnect_ms=${patience}${options}`,
      String(base),
    ]);
    expect(await backend.line()).toBe("claimed");
    await first.host.ready();
    expect(await load(first.host, 0)).toBe(backend.child.pid?.toString(16));
    return { backend, socket, first };
  }

  async function kill({ child, ended }: Spoken): Promise<void> {
    child.kill("SIGKILL");
    await ended;
  }

  /** A store that nobody waits for here. */
  async function storeInSlot(host: Host, offset: number, data: number): Promise<void> {
    const hex = (value: number) =>
      Buffer.from(value.toString(16).padStart(16, "0"), "hex").reverse().toString("hex");
    await host.ask("poke pages 1f 01");
    await host.ask(`poke pages 0 ${hex(base + offset)}${hex(data)}0100000004000000${"00".repeat(6)}01`);
    await host.ask("wake");
  }

  /** Whether a daemon sleeps, and has left no buffered store with its host. */
  async function isAsleepWithout({ host, daemon }: Served["first"]): Promise<boolean> {
    const [read, written] = (await host.ask("peek pages 1000 8")).match(/.{8}/g) ?? [];
    const status = readFileSync(`/proc/${daemon.child.pid}/status`, "utf8");
    return read === written && /^State:\tS/m.test(status);
  }

  const load = (host: Host, offset: number): Promise<string> => host.access({ address: base + offset });

  /** Goes on with the next daemon. */
  async function expectService({ backend, socket }: Served): Promise<Host> {
    const { host } = await runDaemonAt(socket);
    await host.ready();
    expect(await load(host, 0)).toBe(backend.child.pid?.toString(16));
    return host;
  }

  test("hears its other descriptors", async () => {
    const served = await serve();
    await kill(served.first.daemon);
    served.backend.say("something");
    expect(await served.backend.line()).toBe("heard something");
    await expectService(served);
    served.backend.say("more");
    expect(await served.backend.line()).toBe("heard more");
  });

  test.each(["SIGUSR1", "SIGUSR2"] as const)("can be stopped: %s", async (signal) => {
    const { backend, first } = await serve();
    await kill(first.daemon);
    backend.say("something");
    expect(await backend.line()).toBe("heard something");
    backend.child.kill(signal);
    expect(await backend.line()).toBe("stopped");
    expect(await backend.ended).toBe(0);
  });

  test("waits for one that listens and does not answer", async () => {
    const served = await serve();
    await kill(served.first.daemon);
    rmSync(served.socket);
    const deaf = createServer().listen(served.socket);
    const [caller] = (await once(deaf, "connection")) as [Socket];
    served.backend.say("something");
    expect(await served.backend.line()).toBe("heard something");
    deaf.close();
    caller.destroy();
    await expectService(served);
  });

  test.each([false, true])("makes its calls of the next one; in an operation: %j", async (isInside) => {
    const { backend, socket, first } = await serve();
    if (isInside) {
      await storeInSlot(first.host, 4, line);
      expect(await backend.line()).toBe("inside");
    }
    await kill(first.daemon);
    backend.say(isInside ? "go on" : `raise ${line}`);
    const { host } = await runDaemonAt(socket);
    expect(await backend.line()).toBe("raised: Success");
    expect(await host.ask("raised")).toBe("1");
    await host.ready();
    expect(await load(host, 0)).toBe(backend.child.pid?.toString(16));
    // It is told so when the operation is over.
    expect(await load(host, 8)).toBe("1");
  });

  test("does what a daemon had asked for before it died", async () => {
    const { backend, socket, first } = await serve();
    await kill(first.daemon);
    // To this one the region has another number than to the backend.
    const second = await runDaemonAt(socket);
    await second.host.ready();
    await storeInSlot(second.host, 4, line);
    expect(await backend.line()).toBe("inside");
    // The daemon takes them at once, and sleeps when it has passed them on.
    for (let store = 0; store < 20; store++) {
      expect(await second.host.ask(`post 1 2 ${(base + 12).toString(16)} 0`)).toBe("0");
    }
    await expect.poll(() => isAsleepWithout(second)).toBe(true);
    await kill(second.daemon);
    backend.say("go on");
    const third = await runDaemonAt(socket);
    expect(await backend.line()).toBe("raised: Success");
    await third.host.ready();
    expect(await load(third.host, 12)).toBe("14");
  });

  // What a daemon gives back its guest knows of, so the same store is another one.
  test.each([
    ["kept", "1"],
    ["given", "2"],
  ])("does a repeated store once: the answer was %s", async (what, stores) => {
    const socket = newSocket();
    const daemons = startProgram(folder, "proxy-repeat", [socket, what]);
    const backend = startProgram(folder, "proxy-away", [`proxy:unix=${socket},reconnect_ms=60000`, String(base)]);
    expect(await backend.line()).toBe("claimed");
    expect(await daemons.line()).toBe(stores);
    expect(await daemons.ended).toBe(0);
  });

  test("gives the answer to what the last daemon asked, if two die in one operation", async () => {
    const socket = newSocket();
    const daemons = startProgram(folder, "proxy-repeat", [socket, "between"]);
    const backend = startProgram(folder, "proxy-away", [`proxy:unix=${socket},reconnect_ms=60000`, String(base)]);
    expect(await backend.line()).toBe("claimed");
    expect(await backend.line()).toBe("inside");
    daemons.say("die");
    // A call that was on its way to that one is another matter.
    expect(await daemons.line()).toBe("dead");
    backend.say("go on");
    expect(await backend.line()).toBe("raised: Success");
    expect(await daemons.line()).toBe("1");
    expect(await daemons.ended).toBe(0);
  });

  test("waits for it no longer than a call may take", async () => {
    const served = await serve(60_000, ",timeout_ms=500");
    await kill(served.first.daemon);
    served.backend.say(`raise ${line}`);
    expect(await served.backend.line()).toBe("raised: Transport endpoint is not connected");
    await expectService(served);
  });

  test.each(["SIGUSR1", "SIGUSR2"] as const)("can be stopped in a call: %s", async (signal) => {
    const { backend, first } = await serve(60_000, ",timeout_ms=60000");
    void first.host.access({ address: base + 4, write: true, data: line });
    expect(await backend.line()).toBe("inside");
    await kill(first.daemon);
    backend.say("go on");
    backend.child.kill(signal);
    expect(await backend.line()).toBe("raised: Transport endpoint is not connected");
    expect(await backend.line()).toBe("stopped");
    expect(await backend.ended).toBe(0);
  });

  test("ends when none comes in time", async () => {
    const { backend, first } = await serve(50);
    await kill(first.daemon);
    // As when the host has closed the channel.
    expect(await backend.line()).toBe("stopped");
    expect(await backend.ended).toBe(0);
  });
});
