// The runtime for Node against the loopback host: what a guest sees, and what a backend gets.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import {
  IoAddressSpace,
  IoMapAccess,
  intx,
  open,
  operationError,
  type Backend,
  type Channel,
  type Options,
} from "../runtime/node/index.ts";
import { buildNative } from "./native/build.ts";
import { killHosts, startHost, type Host } from "./node/host.ts";

const base = 0x2000000;
const read = IoMapAccess.read;
const both = IoMapAccess.read | IoMapAccess.write;

let folder = "";
beforeAll(() => {
  folder = buildNative("plain");
}, 600_000);

const channels: Channel[] = [];
afterEach(() => {
  channels.splice(0).forEach((channel) => channel.close());
  killHosts();
});

interface Open {
  readonly host: Host;
  readonly channel: Channel;
  readonly lines: string[];
  readonly errors: unknown[];
  readonly done: Promise<void>;
}

/** A host, and a backend that runs against it with a region of 256 bytes at `base`. */
async function start(backend: Backend, more: { slots?: number; uri?: string } = {}): Promise<Open> {
  const host = await startHost(folder, more.slots);
  const lines: string[] = [];
  const errors: unknown[] = [];
  const options: Options = {
    addon: path.join(folder, "hypershim.node"),
    log: (line) => lines.push(line),
    onError: (error) => errors.push(error),
  };
  const channel = await open(`${host.uri}${more.uri ?? ""}`, backend, options);
  channels.push(channel);
  channel.claim(IoAddressSpace.mmio, BigInt(base), 0x100);
  channel.claim(IoAddressSpace.pio, 0x60n, 8);
  channel.claim(IoAddressSpace.mmio, 0xa0000n, 0x1000);
  const done = channel.run();
  done.catch(() => {});
  await host.ready();
  return { host, channel, lines, errors, done };
}

/** Writes down what it is asked; a load of n bytes gives the number of the call in each byte. */
function recorder(): { readonly story: string[]; readonly backend: Backend } {
  const story: string[] = [];
  let loads = 0;
  return {
    story,
    backend: {
      read(region, offset, size) {
        story.push(`load ${size}@${region}:${offset.toString(16)}`);
        loads++;
        return BigInt(loads) * 0x0101010101010101n;
      },
      write(region, offset, size, data) {
        story.push(`store ${size}@${region}:${offset.toString(16)}=${data.toString(16)}`);
      },
    },
  };
}

describe("accesses", () => {
  test("of every width, to memory and ports", async () => {
    const { story, backend } = recorder();
    const { host, channel } = await start(backend);
    expect(await host.access({ address: base, size: 1 })).toBe("1");
    expect(await host.access({ address: base + 2, size: 2 })).toBe("202");
    expect(await host.access({ address: base + 0xfc, size: 4 })).toBe("3030303");
    expect(await host.access({ address: base + 8, size: 8 })).toBe("404040404040404");
    expect(await host.access({ type: 0, address: 0x64, size: 1 })).toBe("5");
    const data = 0x1122334455667788n;
    await host.access({ address: base + 1, size: 1, write: true, data });
    await host.access({ address: base + 2, size: 2, write: true, data });
    await host.access({ address: base + 4, size: 4, write: true, data });
    await host.access({ address: base + 8, size: 8, write: true, data });
    expect(story).toEqual([
      ...["load 1@0:0", "load 2@0:2", "load 4@0:fc", "load 8@0:8", "load 1@1:4"],
      ...["store 1@0:1=88", "store 2@0:2=7788", "store 4@0:4=55667788"],
      "store 8@0:8=1122334455667788",
    ]);
    expect(channel.counters()).toMatchObject({ requests: 9, reads: 5, writes: 4, bytesIn: 288 });
  });

  test("that nobody takes read as all ones, and are counted by kind", async () => {
    const { story, backend } = recorder();
    const { host, channel, lines } = await start(backend);
    expect(await host.access({ address: base + 0x100 })).toBe("ffffffff");
    expect(await host.access({ address: base + 0xfe })).toBe("ffffffff");
    expect(await host.access({ address: 2n ** 64n - 2n })).toBe("ffffffff");
    expect(await host.access({ address: base, size: 3 })).toMatch(/^f+$/);
    expect(await host.access({ type: 0, address: 0x60, size: 8 })).toMatch(/^f+$/);
    expect(await host.access({ type: 5, address: base })).toMatch(/^f+$/);
    expect(await host.access({ type: 2, address: base, count: 2 })).toMatch(/^f+$/);
    expect(story).toEqual([]);
    expect(channel.counters().errors).toMatchObject({ region: 3, value: 3, command: 1, backend: 0 });
    expect(lines).toContain("loopback: outside every region, no. 1: no region there");
  });

  test("that are no accesses leave what they came with", async () => {
    const { story, backend } = recorder();
    const { host, channel } = await start(backend);
    const [timeoffset, invalidate] = [7, 8];
    for (const type of [timeoffset, invalidate]) {
      expect(await host.access({ type, address: 0, data: 0x1234_5678_9abcn })).toBe("123456789abc");
    }
    expect(story).toEqual([]);
    expect(channel.counters().errors).toMatchObject({ command: 0, value: 0 });
  });

  test("that are taken apart count one failure", async () => {
    const refusals: number[] = [];
    const { host, channel, errors } = await start({
      read(_, offset) {
        refusals.push(offset);
        throw new Error("no");
      },
    });
    expect(await host.access({ address: base, size: 2, count: 3 })).toBe("ffff");
    expect(refusals).toEqual([0, 2, 4]);
    expect(errors).toHaveLength(3);
    expect(channel.counters().errors.backend).toBe(1);
    expect(await host.access({ address: base, size: 2 })).toBe("ffff");
    expect(channel.counters().errors.backend).toBe(2);
  });

  test("with repetitions and pointers are taken apart", async () => {
    const { story, backend } = recorder();
    const { host } = await start(backend);
    await host.access({ address: base + 8, size: 2, count: 3, down: true, write: true, data: 7 });
    expect(story.splice(0)).toEqual(["store 2@0:8=7", "store 2@0:6=7", "store 2@0:4=7"]);
    expect(await host.ask("poke guest 1000 1122334455667788")).toBe("0");
    await host.access({ address: base, count: 2, pointer: true, write: true, data: 0x1000 });
    expect(story.splice(0)).toEqual(["store 4@0:0=44332211", "store 4@0:4=88776655"]);
    await host.access({
      ...{ address: base + 4, count: 2, pointer: true, write: true, data: 0x1004, down: true },
    });
    expect(story.splice(0)).toEqual(["store 4@0:4=88776655", "store 4@0:0=44332211"]);
    // A port stays where it is.
    await host.access({ type: 0, address: 0x60, size: 1, count: 3, pointer: true, data: 0x2000 });
    expect(story.splice(0)).toEqual(["load 1@1:0", "load 1@1:0", "load 1@1:0"]);
    expect(await host.ask("peek guest 2000 4")).toBe("01020300");
    // From a page into the next one.
    await host.access({ address: base, size: 8, count: 2, pointer: true, data: 0x2ff8 });
    expect(await host.ask("peek guest 2ff8 16")).toBe("04040404040404040505050505050505");
  });

  test("with repetitions that cannot be are refused as a whole", async () => {
    const { story, backend } = recorder();
    const { host, channel } = await start(backend);
    expect(await host.access({ address: base, count: 0 })).toMatch(/^f+$/);
    expect(await host.access({ address: base, count: 4097 })).toMatch(/^f+$/);
    expect(await host.access({ address: base + 0xf8, count: 3 })).toMatch(/^f+$/);
    expect(await host.access({ address: base + 4, count: 3, down: true })).toMatch(/^f+$/);
    // No memory at the pointer; across its end.
    for (const data of [0x7fff_0000n, 0xfffcn, 2n ** 64n - 4n]) {
      await host.access({ address: base, count: 2, pointer: true, data });
      await host.access({ address: base, count: 2, pointer: true, data, write: true });
    }
    expect(story).toEqual([]);
    expect(channel.counters().errors).toMatchObject({ value: 8, region: 2 });
  });
});

describe("buffered stores", () => {
  test("come before what a slot asks for, wide ones as one", async () => {
    const { story, backend } = recorder();
    const { host, channel } = await start(backend);
    await host.ask("post 1 2 a0010 12345678");
    await host.ask("post 1 3 a0020 55667788 11223344");
    await host.ask("post 0 0 61 aabbccdd");
    await host.access({ address: base });
    expect(story).toEqual([
      "store 4@2:10=12345678",
      "store 8@2:20=1122334455667788",
      "store 1@1:1=dd",
      "load 4@0:0",
    ]);
    expect(channel.counters()).toMatchObject({ posted: 3, requests: 4, bytesIn: 32 + 32 });
  });

  test("wrap around the ring", async () => {
    const { story, backend } = recorder();
    const { host } = await start(backend);
    for (let index = 0; index < 1100; index++) {
      expect(await host.ask(`post 1 3 a0000 ${index.toString(16)} 1`)).toBe("0");
      if (index % 100 === 99) {
        await host.access({ address: base });
      }
    }
    const stores = story.filter((line) => line.startsWith("store"));
    expect(stores).toEqual(
      Array.from({ length: 1100 }, (_, index) => {
        return `store 8@2:0=${(2n ** 32n + BigInt(index)).toString(16)}`;
      }),
    );
  });

  test("with indices that cannot be are dropped, and the ring goes on", async () => {
    const { story, backend } = recorder();
    const { host, channel } = await start(backend);
    await host.ask("poke pages 1004 00100000");
    await host.access({ address: base });
    expect(channel.counters().errors.state).toBe(1);
    await host.ask("post 1 0 a0001 5");
    // A store of no type, and half of a wide one.
    await host.access({ address: base });
    expect(story.splice(0)).toEqual(["load 4@0:0", "store 1@2:1=5", "load 4@0:0"]);
    await host.ask("post 6 0 a0001 5");
    await host.access({ address: base });
    await host.ask("post 1 3 a0001 5");
    await host.access({ address: base });
    expect(story).toEqual(["load 4@0:0", "load 4@0:0"]);
    expect(channel.counters().errors).toMatchObject({ state: 2, command: 1 });
  });
});

describe("an operation that fails", () => {
  test("has answered the guest, and is reported once", async () => {
    const failure = operationError(5, "broken on purpose");
    const { host, errors, lines, channel } = await start({
      read(_region, offset) {
        if (offset === 0) {
          throw failure;
        }
        return 7n;
      },
      write() {
        throw "not even an error";
      },
    });
    expect(await host.access({ address: base })).toBe("ffffffff");
    expect(await host.access({ address: base, write: true })).not.toMatch(/error/);
    expect(await host.access({ address: base + 4 })).toBe("7");
    expect(errors).toEqual([failure, "not even an error"]);
    expect(lines).toEqual([
      "loopback: refused by the backend, no. 1: broken on purpose",
      "loopback: refused by the backend, no. 2: not even an error",
    ]);
    expect(channel.counters().errors.backend).toBe(2);
  });

  test("by a promise, by no bigint, or by not being there", async () => {
    const { host, errors } = await start({
      read: ((_: number, offset: number) =>
        offset === 0 ? Promise.reject(new Error("later")) : 7) as never,
    });
    expect(await host.access({ address: base })).toBe("ffffffff");
    expect(await host.access({ address: base + 4 })).toBe("ffffffff");
    await host.access({ address: base, write: true });
    expect(errors.map(String)).toEqual([
      "TypeError: 'read' must answer at once, not with a promise",
      "TypeError: 'read' must return a bigint, not number",
      "Error: the backend has no 'write'",
    ]);
  });

  test("too often is told of less and less often", async () => {
    const { host, lines, errors } = await start({});
    for (let count = 0; count < 9; count++) {
      await host.access({ address: base });
    }
    expect(errors).toHaveLength(9);
    expect(lines.map((line) => /no\. (\d+)/.exec(line)?.[1])).toEqual(["1", "2", "4", "8"]);
  });
});

describe("guest memory", () => {
  test("is seen in place, and detached when it goes", async () => {
    const { host, channel } = await start({});
    const view = channel.map(0x1010n, 16, both);
    await host.ask("poke guest 1010 0102");
    expect(view.getUint16(0, true)).toBe(0x0201);
    view.setUint8(15, 0xee);
    expect(await host.ask("peek guest 101f 1")).toBe("ee");
    expect(view.byteLength).toBe(16);
    channel.unmap(view);
    expect(() => view.getUint8(0)).toThrow(TypeError);
    expect(() => channel.unmap(view)).toThrow(expect.objectContaining({ errno: 2 }));
    expect(() => channel.map(0xffff_0000n, 16, read)).toThrow(expect.objectContaining({ errno: 22 }));
    const left = channel.map(0n, 4096, read);
    channel.close();
    expect(() => left.getUint8(0)).toThrow(TypeError);
  });

  test("that moved is detached before `invalidate` is called", async () => {
    const seen: unknown[] = [];
    let view: DataView;
    const { host, channel } = await start({
      invalidate() {
        seen.push(view.buffer.byteLength);
      },
      read: () => 1n,
    });
    view = channel.map(0n, 16, both);
    // From a slot, as Xen has it; then from the control socket.
    await host.access({ type: 8, address: 0, count: 0, write: true });
    view = channel.map(0n, 16, both);
    expect(await host.ask("invalidate")).toBe("0");
    await host.access({ address: base });
    await expect.poll(() => seen).toEqual([0, 0]);
    expect(() => view.getUint8(0)).toThrow(TypeError);
  });
});

test("lines of PCI functions have the numbers that they have in C", () => {
  expect(intx(0, 0, 3, 0)).toBe(0x8000000c);
  expect(intx(0xffff, 0xff, 0x1f, 3)).toBe(0xffffffff);
  expect(intx(1, 2, 0, 1)).toBe(0x80008101);
});

test("arguments of a wrong type are refused, and what they would run is not run", async () => {
  const { channel } = await start({});
  const closing = {
    [Symbol.toPrimitive]() {
      channel.close();
      return 1;
    },
  };
  const calls: readonly ((wrong: never) => void)[] = [
    (wrong) => channel.claim(wrong, 0n, 8),
    (wrong) => channel.claim(0, wrong, 8),
    (wrong) => channel.claim(0, 0n, wrong),
    (wrong) => channel.claim(0, 0n, 8, wrong),
    (wrong) => channel.release(wrong),
    (wrong) => channel.bindKick(wrong, 0, 4, 0n),
    (wrong) => channel.bindKick(0, 0, 4, wrong),
    (wrong) => channel.allocateMmio(wrong, 4),
    (wrong) => channel.bindIrq(wrong),
    (wrong) => channel.signalMsi(wrong, 0),
    (wrong) => channel.signalMsi(0n, wrong),
    (wrong) => channel.map(wrong, 8, both),
    (wrong) => channel.map(0n, wrong, both),
    (wrong) => channel.map(0n, 8, wrong),
    (wrong) => channel.getParameter(wrong),
  ];
  for (const call of calls) {
    for (const wrong of [closing, Symbol("no"), true, undefined].filter(
      (value) => value !== undefined || call !== calls[3],
    )) {
      expect(() => call(wrong as never)).toThrow(TypeError);
    }
  }
  // It is still open.
  expect(channel.getParameter("no-such")).toBeUndefined();
});

test("what has no text can be thrown all the same", async () => {
  const nasty: readonly unknown[] = [
    Object.create(null),
    Object.defineProperty(new Error("no"), "message", { get: () => { throw new Error("twice"); } }),
    { errno: Symbol("no") },
    new Proxy({}, { get: () => { throw new Error("no"); }, getPrototypeOf: () => { throw new Error("no"); } }),
    undefined,
  ];
  let turn = 0;
  const { host, lines, errors } = await start({
    read() {
      throw nasty[turn++];
    },
  });
  for (const _ of nasty) {
    expect(await host.access({ address: base })).toBe("ffffffff");
  }
  await expect.poll(() => errors).toHaveLength(nasty.length);
  expect(lines[0]).toBe("loopback: refused by the backend, no. 1: something that cannot be shown");
});

test("an error of opening knows who called", async () => {
  const failure = (await open("nonsense:", {}, { addon: path.join(folder, "hypershim.node") }).catch(
    (error: unknown) => error,
  )) as Error;
  expect(failure).toMatchObject({ errno: 93, message: expect.stringContaining("'nonsense' is not linked") as string });
  expect(failure.stack).toContain("runtime/node/index.ts");
});

test("numbers that would be cut are refused", async () => {
  const { channel } = await start({});
  const calls: readonly ((wrong: number) => void)[] = [
    (wrong) => channel.claim(wrong, 0n, 8),
    (wrong) => channel.claim(0, 0n, wrong),
    (wrong) => channel.claim(0, 0n, 8, wrong),
    (wrong) => channel.release(wrong),
    (wrong) => channel.bindKick(wrong, 0, 4, 0n),
    (wrong) => channel.bindKick(0, wrong, 4, 0n),
    (wrong) => channel.bindKick(0, 0, wrong, 0n),
    (wrong) => channel.allocateMmio(wrong, 4),
    (wrong) => channel.allocateMmio(4096, wrong),
    (wrong) => channel.bindIrq(wrong),
    (wrong) => channel.setIrq(wrong, true),
    (wrong) => channel.signalMsi(0n, wrong),
    (wrong) => channel.map(0n, wrong, both),
    (wrong) => channel.map(0n, 8, wrong as typeof both),
  ];
  for (const call of calls) {
    for (const wrong of [-1, 1.5, NaN, Infinity, 2 ** 53]) {
      expect(() => call(wrong), `${call} of ${wrong}`).toThrow(RangeError);
    }
  }
  // 2^32 and 256 more than a valid one.
  expect(() => channel.release(2 ** 32)).toThrow(RangeError);
  expect(() => channel.claim(256, 0x9000n, 8)).toThrow(RangeError);
});

test("a view that ends where the next mapping begins unmaps its own", async () => {
  const { channel } = await start({});
  const one = channel.map(0n, 4096, both);
  const next = channel.map(4096n, 4096, both);
  channel.unmap(new DataView(one.buffer, 4096, 0));
  expect(() => one.getUint8(0)).toThrow(TypeError);
  expect(next.getUint8(0)).toBeTypeOf("number");
  // If it had been the neighbour's use that was given back, this one would be in vain.
  channel.unmap(next);
  const again = channel.map(0n, 4096, both);
  channel.unmap(again);
  expect(() => channel.unmap(again)).toThrow(expect.objectContaining({ errno: 2 }));
});

describe("the end", () => {
  test("a host that hangs up ends the run, and the backend is told", async () => {
    const reasons: number[] = [];
    const { host, done } = await start({ gone: (reason) => void reasons.push(reason) });
    await host.ask("hangup");
    await done;
    expect(reasons).toEqual([6]);
  });

  test("a host that is killed does, too", async () => {
    const { host, done, channel } = await start({});
    host.kill();
    await done;
    expect(() => channel.setIrq(33, true)).toThrow(expect.objectContaining({ errno: 107 }));
  });

  test("a request that waits when the channel closes is answered", async () => {
    const { host, channel } = await start({ read: () => 1n });
    channel.stop();
    const waiting = host.access({ address: base });
    // It is in the slot by now, or comes before the socket is closed.
    await expect.poll(() => host === undefined || true).toBe(true);
    while (!(await isWaiting(channel))) {
      // Soon.
    }
    channel.close();
    expect(await waiting).toBe("ffffffff");
  });

  test("closing inside an operation waits for it, and closing twice is closing once", async () => {
    const closing: { channel?: Channel } = {};
    const { host, channel, done } = await start({
      read() {
        closing.channel?.close();
        closing.channel?.close();
        return 9n;
      },
    });
    closing.channel = channel;
    expect(await host.access({ address: base })).toBe("9");
    await done;
    channel.close();
    expect(channel.counters().reads).toBe(1);
    for (const use of [
      () => channel.claim(0, 0n, 4),
      () => channel.setIrq(33, true),
      () => channel.map(0n, 4, read),
      () => channel.getParameter("file"),
      () => channel.release(0),
    ]) {
      expect(use).toThrow(/the channel is closed/);
    }
    await expect(channel.run()).rejects.toThrow(/the channel is closed/);
  });

  test("a channel that was stopped runs again", async () => {
    const { host, channel, done } = await start({ read: () => 3n });
    channel.stop();
    await done;
    const again = channel.run();
    expect(await host.access({ address: base })).toBe("3");
    await expect(channel.run()).rejects.toThrow(/running already/);
    channel.stop();
    await again;
  });
});

/** Lets the host's process run; whether a request can be in the slot by then. */
async function isWaiting(channel: Channel): Promise<boolean> {
  await new Promise((resolve) => setTimeout(resolve, 100));
  return channel.counters().requests === 0;
}

describe("opening", () => {
  test.each([
    ["", 22, /^no URI given; takes acrn:… kvm:… loopback:… proxy:…/],
    ["nothing:fd=3", 93, /'nothing' is not linked into this program/],
    ["loopback:fd=999", 9, /fd=999: Bad file descriptor/],
    ["loopback:what=1", 22, /unknown option 'what'/],
    ["loopback:unix=/nowhere", 2, /\/nowhere/],
  ])("%j fails with an errno and a reason", async (uri, errno, message) => {
    const opened = open(uri, {}, { addon: path.join(folder, "hypershim.node") });
    await expect(opened).rejects.toMatchObject({
      errno,
      message: expect.stringMatching(message) as string,
    });
  });
});

describe("an addon that is none", () => {
  const place = mkdtempSync(path.join(tmpdir(), "hypershim-addon-"));
  const script = path.join(place, "addon.js");
  const missing = path.join(place, "missing.node");
  beforeAll(() => writeFileSync(script, "globalThis.addonRan = true;\n"));
  afterAll(() => rmSync(place, { recursive: true }));
  afterEach(() => vi.unstubAllEnvs());

  test.each([
    [missing, "No such file or directory"],
    [script, "file too short"],
    [place, "Is a directory"],
  ])("%s is named, with who named it", async (file, reason) => {
    vi.stubEnv("HYPERSHIM_ADDON", file);
    const text = (origin: string): unknown =>
      expect.stringMatching(new RegExp(`^${origin}: '${file}' cannot be loaded: .*${reason}`));
    await expect(open("loopback:fd=3", {})).rejects.toMatchObject({ message: text("HYPERSHIM_ADDON") });
    await expect(open("loopback:fd=3", {}, { addon: file })).rejects.toMatchObject({
      message: text("the option 'addon'"),
    });
    // What is loaded is a library, and no JavaScript.
    expect(globalThis).not.toHaveProperty("addonRan");
  });

  test("is told from another library", async () => {
    const file = path.join(folder, "libhypershim.so");
    await expect(open("loopback:fd=3", {}, { addon: file })).rejects.toMatchObject({
      message: expect.stringMatching(/^the option 'addon': '.*libhypershim\.so' cannot be loaded: /) as string,
    });
  });
});

describe("a host that changes what was read", () => {
  test.each([1, 2])("while slots are served, %i of them", async (slots) => {
    const { backend } = recorder();
    const { host, channel } = await start(backend, { slots });
    await host.ask("flip 300");
    const { requests, errors } = channel.counters();
    expect(requests + errors.state).toBeGreaterThan(0);
    // It is still there: a slot in order is served.
    await host.ask(`poke pages 0 ${"00".repeat(32)}`);
    expect(await host.access({ address: base, size: 1 })).toMatch(/^[0-9a-f]{1,2}$/);
  });

  test("an impossible state is left alone and counted", async () => {
    const { host, channel, lines } = await start({ read: () => 1n }, { slots: 2 });
    await host.ask("poke pages 3e 29");
    expect(await host.access({ address: base })).toBe("1");
    expect(await host.ask("peek pages 3e 1")).toBe("29");
    expect(channel.counters().errors.state).toBeGreaterThan(0);
    expect(lines[0]).toBe("loopback: impossible state, no. 1: slot 1");
  });
});

test("interrupts, parameters and places come from the host", async () => {
  const { host, channel } = await start({});
  expect(channel.getParameter("file")).toBe("/dev/null");
  expect(channel.getParameter("nothing")).toBeUndefined();
  expect(channel.allocateMmio(0x200, 0x1000)).toBe(0x2000000n);
  expect(channel.allocateIrq()).toBe(33);
  channel.setIrq(33, true);
  channel.setIrq(33, false);
  expect(await host.ask("raised")).toBe("1");
  expect(() => channel.signalMsi(0xfee00000n, 1)).toThrow(/ENOTSUP|EOPNOTSUPP/);
  expect(() => channel.claim(0, BigInt(base), 4)).toThrow(expect.objectContaining({ errno: 17 }));
  expect(() => channel.claim(0, 2n ** 60n, 4)).toThrow(expect.objectContaining({ errno: 22 }));
  channel.release(0);
  expect(await host.access({ address: base })).toBe("ffffffff");
});

test.each(["", ",spin_us=0", ",spin_us=100000"])(
  "many requests in a row, with %j",
  async (uri) => {
    const { host, channel } = await start({ read: () => 0x55n }, { uri });
    expect(Number(await host.ask(`many 20000 ${base.toString(16)}`))).toBeGreaterThan(0);
    expect(channel.counters().requests).toBe(20000);
  },
);
