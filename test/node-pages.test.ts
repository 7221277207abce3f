// When the runtime for Node may look at shared pages by itself, with an addon that only notes what it is asked.
import { setImmediate } from "node:timers/promises";
import { expect, test, vi } from "vitest";
import {
  encodeXenIoreq,
  getXenIoreqState,
  XenIoreqDirection,
  xenIoreqSize,
  XenIoreqState,
  XenIoreqType,
} from "../generated/ts/xen-ioreq.ts";
import { IoAddressSpace, open, type Backend, type Channel } from "../runtime/node/index.ts";
import type { Addon, Callbacks, Handle, Opened } from "../runtime/node/native.ts";

const { ready, respReady } = XenIoreqState;
const scripted = vi.hoisted((): { addon: Partial<Addon> } => ({ addon: {} }));
vi.mock("../runtime/node/native.ts", () => ({ loadAddon: () => Promise.resolve(scripted.addon) }));

interface Host {
  readonly channel: Channel;
  readonly stores: bigint[];
  readonly callbacks: Callbacks;
  /** The state of the slot each time that the descriptors were looked at. */
  readonly seen: number[];
  state(): number;
}

/** A channel with one slot, in which a store waits; `look` is what the descriptors have. */
async function start(bound: number, look: (callbacks: Callbacks) => number): Promise<Host> {
  const pages = { slotCount: 1, slots: new ArrayBuffer(xenIoreqSize) };
  const view = new DataView(pages.slots);
  const state = (): number => getXenIoreqState(view);
  const answered = new ArrayBuffer(8);
  const stores: bigint[] = [];
  const seen: number[] = [];
  let callbacks: Callbacks | undefined;
  const rest = { ...pages, answered, items: new ArrayBuffer(64), spinLimit: 0, layout: "" };
  scripted.addon = {
    open: (_uri, given) => {
      callbacks = given;
      return Promise.resolve({ ...rest, handle: {} as Handle } as Opened);
    },
    look: () => {
      seen.push(state());
      return look(callbacks as Callbacks);
    },
    rest: () => 0,
    notify: () => {
      new Uint32Array(answered).fill(0);
      return 0;
    },
    watch: () => 0,
    hold: () => 0,
    claim: () => 0,
    bindKick: () => bound,
    counters: () => [],
    close: () => 0,
  };
  const backend: Backend = { write: (_region, _offset, _size, data) => void stores.push(data) };
  const channel = await open("xen:", backend);
  channel.claim(IoAddressSpace.mmio, 0x1000n, 0x100);
  encodeXenIoreq(
    {
      addr: 0x1050,
      data: 3n,
      count: 1,
      size: 4,
      vpEport: 0,
      state: ready,
      dataIsPtr: false,
      dir: XenIoreqDirection.write,
      df: false,
      type: XenIoreqType.copy,
    },
    view,
  );
  return { channel, stores, callbacks: callbacks as unknown as Callbacks, seen, state };
}

test("no slot is served before the transport was started: nobody could be told", async () => {
  const { channel, stores, callbacks, seen, state } = await start(0, () => 0);
  void channel.run();
  await setImmediate();
  await setImmediate();
  expect({ seen, stores }).toEqual({ seen: [ready], stores: [] });
  callbacks.wake(false);
  expect({ seen, stores }).toEqual({ seen: [ready, respReady], stores: [3n] });
  expect(state()).toBe(respReady);
  channel.close();
});

test("where the kernel takes slots for its doorbells, only an event says that one is ours", async () => {
  let rings = false;
  const { channel, stores, callbacks, seen, state } = await start(1, (all) => (rings ? all.slots() : 0));
  channel.bindKick(0, 0x50, 4, 7n);
  void channel.run();
  await setImmediate();
  await setImmediate();
  callbacks.wake(false);
  callbacks.wake(false);
  // How often it looks depends on how long that takes; what it saw does not.
  expect(seen.length).toBeGreaterThanOrEqual(3);
  expect({ seen: new Set(seen), stores, state: state() }).toEqual({
    seen: new Set([ready]),
    stores: [],
    state: ready,
  });
  // A doorbell is told of by the C runtime.
  expect(callbacks.store(0, 0x50, 4, 7n)).toBe(0);
  rings = true;
  callbacks.wake(false);
  expect({ stores, state: state() }).toEqual({ stores: [7n, 3n], state: respReady });
  channel.close();
});
