// The device's end of a virtio split queue in guest memory; as native/src/virtqueue.c. Whatever the
// guest writes into its queue, every loop ends, and only memory that the host mapped is touched.
import { IoMapAccess } from "../../generated/ts/io-backend.ts";
import {
  decodeVirtioQueueVringDesc,
  encodeVirtioQueueVringUsedElem,
  getVirtioQueueVringAvailRing,
  offsetOfVirtioQueueVringUsedRing,
  setVirtioQueueVringAvailFlags,
  setVirtioQueueVringAvailIdx,
  setVirtioQueueVringUsedIdx,
  virtioQueueMaxSize,
  VirtioQueueVringAvailFlags,
  virtioQueueVringAvailSize,
  virtioQueueVringDescSize,
  VirtioQueueVringDescFlags,
  virtioQueueVringUsedElemSize,
  virtioQueueVringUsedSize,
} from "../../generated/ts/virtio-queue.ts";
import { operationError } from "../hypershim/calls.ts";
import { indexIn, little16 } from "./atomics.ts";
import type { Channel } from "./channel.ts";

/** One piece of a request. The guest changes it under our hands: read it once. */
export interface Buffer {
  /** Valid until the queue has looked at seven more pieces. */
  readonly view: DataView;
  /** The device writes it; otherwise it reads it. */
  readonly isWritable: boolean;
}

/** A run of guest memory that is kept mapped: most drivers use the same few buffers. */
interface Window {
  readonly address: number;
  readonly isWritable: boolean;
  readonly view: DataView;
}

/** One open queue. */
export interface Queue {
  readonly channel: Channel;
  readonly size: number;
  readonly descriptors: DataView;
  readonly avail: DataView;
  readonly used: DataView;
  /** The same memory, for Atomics. */
  readonly availItems: Uint16Array;
  readonly usedItems: Uint16Array;
  /** How many chains were taken and given back, modulo 65536. */
  taken: number;
  given: number;
  windows: readonly Window[];
}

const mostWindows = 8;
const everyIndex = 0x1_0000;

const availFlags = /* @__PURE__ */ indexIn(Uint16Array, virtioQueueVringAvailSize, (view) =>
  setVirtioQueueVringAvailFlags(view, 0, 1),
);
const availIndex = /* @__PURE__ */ indexIn(Uint16Array, virtioQueueVringAvailSize, (view) =>
  setVirtioQueueVringAvailIdx(view, 0, 1),
);
const usedIndex = /* @__PURE__ */ indexIn(Uint16Array, virtioQueueVringUsedSize, (view) =>
  setVirtioQueueVringUsedIdx(view, 0, 1),
);

function broken(what: string): Error {
  return operationError(71, `the driver broke its queue: ${what}`);
}

/** Maps a queue where the driver has put it. Throws for a place that is none. */
export function openQueue(
  channel: Channel,
  size: number,
  desc: bigint,
  avail: bigint,
  used: bigint,
): Queue {
  if (size === 0 || size > virtioQueueMaxSize || (size & (size - 1)) !== 0) {
    throw operationError(22, `a queue cannot have ${size} entries`);
  }
  const mapped: DataView[] = [];
  const map = (address: bigint, length: number, alignment: bigint): DataView => {
    if (address % alignment !== 0n) {
      throw operationError(22, `a queue's part cannot begin at ${address}`);
    }
    const view = channel.map(address, length, IoMapAccess.read | IoMapAccess.write);
    mapped.push(view);
    return view;
  };
  try {
    const descriptors = map(desc, virtioQueueVringDescSize * size, 16n);
    // Each ring has a word behind its entries, for event indices.
    const availView = map(avail, virtioQueueVringAvailSize + 2 * size + 2, 2n);
    const usedView = map(used, virtioQueueVringUsedSize + virtioQueueVringUsedElemSize * size + 2, 4n);
    return {
      channel,
      size,
      descriptors,
      avail: availView,
      used: usedView,
      availItems: itemsOf(availView),
      usedItems: itemsOf(usedView),
      taken: 0,
      given: 0,
      windows: [],
    };
  } catch (error) {
    mapped.forEach((view) => channel.unmap(view));
    throw error;
  }
}

function itemsOf(view: DataView): Uint16Array {
  return new Uint16Array(view.buffer, view.byteOffset, view.byteLength / 2);
}

/** Unmaps it. */
export function closeQueue({ channel, windows, descriptors, avail, used }: Queue): void {
  for (const view of [...windows.map((window) => window.view), descriptors, avail, used]) {
    channel.unmap(view);
  }
}

/** The oldest request that waits, as the number of its first descriptor; undefined: none does. */
export function takeChain(queue: Queue): number | undefined {
  // Acquire, at least: who sees the index sees the entries.
  const produced = little16(Atomics.load(queue.availItems, availIndex));
  const count = (produced - queue.taken + everyIndex) % everyIndex;
  if (count > queue.size) {
    throw broken(`${count} requests of ${queue.size}`);
  }
  if (count === 0) {
    return undefined;
  }
  const head = getVirtioQueueVringAvailRing(queue.avail, 0, queue.taken % queue.size);
  queue.taken = (queue.taken + 1) % everyIndex;
  return head;
}

/** The pieces of a request, one after the other; throws for a chain that is none. */
export function* buffersOf(queue: Queue, head: number): Generator<Buffer, void, undefined> {
  let next = head;
  for (let left = queue.size; ; left--) {
    if (next >= queue.size || left === 0) {
      throw broken("a chain that does not end");
    }
    const found = decodeVirtioQueueVringDesc(queue.descriptors, next * virtioQueueVringDescSize);
    if ((found.flags & VirtioQueueVringDescFlags.indirect) !== 0) {
      throw broken("an indirect table, which was not agreed on");
    }
    const isWritable = (found.flags & VirtioQueueVringDescFlags.write) !== 0;
    yield { view: bytesAt(queue, found.addr, found.len, isWritable), isWritable };
    if ((found.flags & VirtioQueueVringDescFlags.next) === 0) {
      return;
    }
    next = found.next;
  }
}

const noBytes = new DataView(new ArrayBuffer(0));

function bytesAt(queue: Queue, address: number, length: number, isWritable: boolean): DataView {
  if (length === 0) {
    return noBytes;
  }
  const known = queue.windows.find(
    (window) =>
      address >= window.address &&
      address + length <= window.address + window.view.byteLength &&
      (window.isWritable || !isWritable),
  );
  if (known !== undefined) {
    const { buffer, byteOffset } = known.view;
    return new DataView(buffer, byteOffset + address - known.address, length);
  }
  const access = isWritable ? IoMapAccess.read | IoMapAccess.write : IoMapAccess.read;
  const view = queue.channel.map(BigInt(address), length, access);
  const [oldest] = queue.windows;
  if (oldest !== undefined && queue.windows.length === mostWindows) {
    queue.windows = queue.windows.slice(1);
    queue.channel.unmap(oldest.view);
  }
  queue.windows = [...queue.windows, { address, isWritable, view }];
  return view;
}

/**
 * Gives a request back to the driver, with the number of bytes that were written. Whether the
 * driver wants an interrupt.
 */
export function giveChain(queue: Queue, head: number, written: number): boolean {
  const at = offsetOfVirtioQueueVringUsedRing(0, queue.given % queue.size);
  encodeVirtioQueueVringUsedElem({ id: head, len: written }, queue.used, at);
  queue.given = (queue.given + 1) % everyIndex;
  // Its wish must not be read before it can see the entry: both are sequentially consistent.
  Atomics.store(queue.usedItems, usedIndex, little16(queue.given));
  const wish = little16(Atomics.load(queue.availItems, availFlags));
  return (wish & VirtioQueueVringAvailFlags.noInterrupt) === 0;
}
