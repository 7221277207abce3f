// A virtio device of the runtime for Node, with a queue in guest memory that is written by hand.
import path from "node:path";
import { afterEach, beforeAll, expect, test } from "vitest";
import { open, virtioDevice, type Channel } from "../runtime/node/index.ts";
import { buildNative } from "./native/build.ts";
import { killHosts, startHost, type Host } from "./node/host.ts";

const base = 0x2000000;
let folder = "";
beforeAll(() => {
  folder = buildNative("plain");
}, 600_000);

const channels: Channel[] = [];
afterEach(() => {
  channels.splice(0).forEach((channel) => channel.close());
  killHosts();
});

const store = (host: Host, offset: number, data: number) =>
  host.access({ address: base + offset, write: true, data });
const load = (host: Host, offset: number) => host.access({ address: base + offset });

/** A driver that has agreed, with queue 0 of 4 entries at 0x1000, 0x2000 and 0x3000. */
async function plugged(): Promise<{ host: Host; lengths: number[] }> {
  const host = await startHost(folder);
  const lengths: number[] = [];
  const device = virtioDevice({
    id: 4,
    queues: 1,
    queueSize: 8,
    serve(buffers) {
      let written = 0;
      for (const { view, isWritable } of buffers) {
        lengths.push(view.byteLength);
        if (isWritable) {
          view.setUint8(0, 0x5a);
          written += view.byteLength;
        }
      }
      return written;
    },
  });
  const channel = await open(host.uri, device.backend, {
    addon: path.join(folder, "hypershim.node"),
    log: () => {},
  });
  channels.push(channel);
  device.plug(channel);
  void channel.run();
  await host.ready();
  for (const [offset, data] of [
    ...[[0x70, 0], [0x70, 1], [0x70, 3], [0x24, 1], [0x20, 1], [0x70, 11], [0x30, 0], [0x38, 4]],
    ...[[0x80, 0x1000], [0x90, 0x2000], [0xa0, 0x3000], [0x44, 1], [0x70, 15]],
  ] as const) {
    await store(host, offset as number, data as number);
  }
  expect([await load(host, 0x44), await load(host, 0x70)]).toEqual(["1", "f"]);
  return { host, lengths };
}

/** A descriptor: address, length, flags, next. */
const put = (host: Host, index: number, address: string, length: string, flags: string, next = "00") =>
  host.ask(`poke guest ${(0x1000 + 16 * index).toString(16)} ${address}00000000${length}${flags}00${next}00`);
const offer = (host: Host, head: number, index: number) =>
  host
    .ask(`poke guest ${(0x2004 + 2 * ((index - 1) % 4)).toString(16)} 0${head}00`)
    .then(() => host.ask(`poke guest 2002 ${index.toString(16).padStart(2, "0")}00`));

test("a request is served, goes back, and interrupts; also after guest memory moved", async () => {
  const { host, lengths } = await plugged();
  await put(host, 0, "00400000", "10000000", "01", "01");
  await put(host, 1, "00500000", "20000000", "02");
  await offer(host, 0, 1);
  await store(host, 0x50, 0);
  expect(lengths).toEqual([16, 32]);
  expect(await host.ask("peek guest 5000 1")).toBe("5a");
  expect(await host.ask("peek guest 3002 10")).toBe("01000000000020000000");
  expect(await load(host, 0x60)).toBe("1");
  await store(host, 0x64, 1);
  expect(await load(host, 0x60)).toBe("0");
  expect(await host.ask("raised")).toBe("1");
  // All mappings go; the queue does not.
  await host.access({ type: 8, address: 0, count: 0, write: true });
  expect(await load(host, 0x44)).toBe("1");
  await offer(host, 1, 2);
  await store(host, 0x50, 0);
  expect(lengths).toEqual([16, 32, 32]);
  expect(await host.ask("peek guest 3002 2")).toBe("0200");
});

test.each([
  ["a chain that goes round", "00400000", "10000000", "01", "00"],
  ["a link to nowhere", "00400000", "10000000", "01", "07"],
  ["an indirect table", "00400000", "10000000", "04", "00"],
  ["memory that is not there", "000000f0", "10000000", "00", "00"],
  ["memory across the end", "f0ff0000", "20000000", "02", "00"],
])("%s breaks the queue, and a reset mends it", async (_, address, length, flags, next) => {
  const { host } = await plugged();
  await put(host, 0, address, length, flags, next);
  await offer(host, 0, 1);
  await store(host, 0x50, 0);
  // It needs a reset, and says so by an interrupt for a change of the configuration.
  expect([await load(host, 0x70), await load(host, 0x60)]).toEqual(["4f", "2"]);
  await store(host, 0x70, 0);
  expect([await load(host, 0x70), await load(host, 0x44)]).toEqual(["0", "0"]);
});

test("an index that is too far ahead breaks the queue", async () => {
  const { host, lengths } = await plugged();
  await host.ask("poke guest 2002 0900");
  await store(host, 0x50, 0);
  expect(lengths).toEqual([]);
  expect(await load(host, 0x70)).toBe("4f");
});
