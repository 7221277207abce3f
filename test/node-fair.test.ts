// However many requests there are, everybody else gets a turn: the engine's batches, and the loop's clock.
import { afterEach, describe, expect, test, vi } from "vitest";
import {
  offsetOfXenIoreqBufferedIopageBufIoreq,
  setXenIoreqAddr,
  setXenIoreqBufferedIopageReadPointer,
  setXenIoreqBufferedIopageWritePointer,
  setXenIoreqCount,
  setXenIoreqDir,
  setXenIoreqSize,
  setXenIoreqState,
  setXenIoreqType,
  XenIoreqDirection,
  xenIoreqSize,
  XenIoreqState,
  XenIoreqType,
} from "../generated/ts/xen-ioreq.ts";
import type { Backend } from "../runtime/node/backend.ts";
import { IoAddressSpace } from "../runtime/node/index.ts";
import { makeIoreq, type Ioreq } from "../runtime/node/ioreq.ts";
import { endLoop, makeLoop, runLoop, type Loop } from "../runtime/node/loop.ts";
import type { Addon, Callbacks, Handle } from "../runtime/node/native.ts";
import { addRegion, makeService } from "../runtime/node/service.ts";

const base = 0xa0000;
const capacity = 511;
const batch = 64;

interface Server {
  readonly ioreq: Ioreq;
  readonly complaints: string[];
  /** Makes slot `number` ask for a load. */
  load(number: number): void;
  /** Says where the ring begins and ends; all of its slots are stores. */
  fill(consumed: number, produced: number): void;
}

function makeServer(backend: Backend): Server {
  const pages = {
    slotCount: 4,
    slots: new ArrayBuffer(4096),
    ring: new ArrayBuffer(4096),
    answered: new ArrayBuffer(4 * 129),
    items: new ArrayBuffer(4096),
  };
  const complaints: string[] = [];
  const service = makeService(backend, (_kind, what) => complaints.push(String(what)), () => {});
  addRegion(service, { id: 0, space: IoAddressSpace.mmio, base, end: base + 0x1000 });
  const noMemory = { items: new DataView(pages.items), fetch: () => -14, publish: () => -14, reach: () => -14 };
  const slots = new DataView(pages.slots);
  const ring = new DataView(pages.ring);
  for (let slot = 0; slot < capacity; slot++) {
    // A store of four bytes, of memory.
    ring.setUint32(offsetOfXenIoreqBufferedIopageBufIoreq(0, slot), 1 | (1 << 9) | (2 << 10) | (base << 12), true);
  }
  return {
    ioreq: makeIoreq(service, { ...noMemory, invalidate: () => {} }, pages),
    complaints,
    load(number) {
      const at = number * xenIoreqSize;
      setXenIoreqType(slots, at, XenIoreqType.copy);
      setXenIoreqDir(slots, at, XenIoreqDirection.read);
      setXenIoreqAddr(slots, at, base);
      setXenIoreqSize(slots, at, 4);
      setXenIoreqCount(slots, at, 1);
      setXenIoreqState(slots, at, XenIoreqState.ready);
    },
    fill(consumed, produced) {
      setXenIoreqBufferedIopageReadPointer(ring, 0, consumed);
      setXenIoreqBufferedIopageWritePointer(ring, 0, produced);
    },
  };
}

describe("a ring", () => {
  test("that is full is served in batches", () => {
    let stores = 0;
    const server = makeServer({ write: () => void stores++ });
    server.fill(300, 300 + capacity);
    const batches: number[] = [];
    while (!server.ioreq.isIdle()) {
      batches.push(server.ioreq.serve());
    }
    expect(batches).toEqual([...Array.from({ length: 7 }, () => batch), capacity - 7 * batch]);
    expect(stores).toBe(capacity);
    expect(server.complaints).toEqual([]);
  });

  test("that never gets empty keeps a slot waiting for what came before it alone", () => {
    const story: string[] = [];
    let produced = 100;
    const server = makeServer({
      read: () => {
        story.push(`load after ${produced - 100}`);
        return 0n;
      },
      write: () => server.fill(produced - 100, ++produced),
    });
    server.fill(0, produced);
    server.load(2);
    expect(server.ioreq.serve()).toBe(batch);
    expect(server.ioreq.isUnderWay()).toBe(true);
    // One that comes now waits for the stores before it, too.
    server.load(1);
    expect(server.ioreq.serve()).toBe(100 - batch + 1);
    expect(server.ioreq.isUnderWay()).toBe(false);
    server.ioreq.serve();
    server.ioreq.serve();
    expect(story).toEqual(["load after 100", "load after 200"]);
    expect(server.complaints).toEqual([]);
  });

  test("that is emptied by its owner ends the round", () => {
    const server = makeServer({});
    server.fill(0, 100);
    server.load(2);
    server.ioreq.serve();
    server.fill(100, 100);
    expect(server.ioreq.serve()).toBe(1);
    expect(server.ioreq.isUnderWay()).toBe(false);
    expect(server.ioreq.isIdle()).toBe(true);
  });
});

describe("a turn of the loop", () => {
  let loop: Loop | undefined;
  afterEach(() => {
    if (loop !== undefined) {
      endLoop(loop);
    }
    vi.restoreAllMocks();
  });

  /** A loop whose requests take `cost` milliseconds of a clock that nothing else moves. */
  function start(cost: number, more: Partial<Ioreq>, rest: number): { served: number } {
    const seen = { served: 0 };
    let now = 0;
    vi.spyOn(performance, "now").mockImplementation(() => now);
    const addon: Partial<Addon> = {
      ...{ watch: () => 0, look: () => 0, rest: () => rest, notify: () => 0 },
    };
    const ioreq: Ioreq = {
      isIdle: () => false,
      serve: () => {
        now += cost;
        seen.served++;
        return 1;
      },
      isUnderWay: () => false,
      wantsNotice: () => false,
      ...more,
    };
    loop = makeLoop(addon as Addon, {} as Handle, {} as Callbacks, ioreq, 1);
    loop.spin.length = rest === 1 ? 1 : 0;
    void runLoop(loop);
    return seen;
  }

  /** All that Node's event loop has to do by now. */
  const oneTurn = () => new Promise((resolve) => setImmediate(resolve));

  test("ends after a millisecond, however much there is", async () => {
    const seen = start(0.3, {}, 1);
    await oneTurn();
    expect(seen.served).toBe(4);
    await oneTurn();
    expect(seen.served).toBe(8);
  });

  test("serves once, if that takes longer", async () => {
    const seen = start(50, {}, 1);
    await oneTurn();
    expect(seen.served).toBe(1);
  });

  test("comes back for what is left where no bell tells of it again", async () => {
    const seen = start(0.001, { isUnderWay: () => seen.served < 3 }, 0);
    for (let turn = 0; turn < 6; turn++) {
      await oneTurn();
    }
    expect(seen.served).toBe(3);
  });
});
