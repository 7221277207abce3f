// The engine of IOREQ: serves slots and a ring that have Xen's shape. As native/src/ioreq.c does,
// it fetches each field of a request once, into a copy, and trusts the copy alone.
import {
  getXenIoreqDataIsPtr,
  getXenIoreqDir,
  moveXenIoreqState,
  setXenIoreqDataHigh,
  setXenIoreqDataLow,
  setXenIoreqState,
  xenIoreqSize,
  XenIoreqDirection,
  XenIoreqState,
} from "../../generated/ts/xen-ioreq.ts";
import type { SlotPages } from "./native.ts";
import { fail, type Service } from "./service.ts";
import { ErrorKind } from "./backend.ts";
import { makeRing, drain, isRingIdle, type Ring } from "./ioreq-ring.ts";
import { perform, type GuestMemory } from "./ioreq-request.ts";

/** The shared pages of a channel, and the copies that are trusted. */
export interface Ioreq {
  readonly service: Service;
  readonly memory: GuestMemory;
  readonly slotCount: number;
  readonly view: DataView;
  /** The same memory: bytes for states, which need Atomics, and words to copy. */
  readonly bytes: Uint8Array;
  readonly words: Uint32Array;
  readonly ring: Ring | undefined;
  readonly answered: Uint32Array;
  /** The request that is served. */
  readonly copy: DataView;
  readonly copyWords: Uint32Array;
  readonly wanted: Uint8Array;
  /** Nobody reads it: storing into it is a full barrier. */
  readonly fence: Uint8Array;
}

const wordsOfSlot = xenIoreqSize / 4;
const stateMask = 0xf;
const stateByte = /* @__PURE__ */ findStateByte();

/** Where the state is in a slot: what its generated setter changes. */
function findStateByte(): number {
  const bytes = new Uint8Array(xenIoreqSize);
  setXenIoreqState(new DataView(bytes.buffer), 0, stateMask);
  return bytes.indexOf(stateMask);
}

export function makeIoreq(service: Service, memory: GuestMemory, pages: SlotPages): Ioreq {
  const copyWords = new Uint32Array(wordsOfSlot);
  return {
    service,
    memory,
    slotCount: pages.slotCount,
    view: new DataView(pages.slots),
    bytes: new Uint8Array(pages.slots),
    words: new Uint32Array(pages.slots),
    ring: pages.ring === undefined ? undefined : makeRing(pages.ring),
    answered: new Uint32Array(pages.answered),
    copy: new DataView(copyWords.buffer),
    copyWords,
    wanted: new Uint8Array(pages.slotCount),
    fence: new Uint8Array(1),
  };
}

/** Whether something waits. */
export function isPending(io: Ioreq): boolean {
  const { bytes, slotCount } = io;
  for (let at = stateByte, slot = 0; slot < slotCount; slot++, at += xenIoreqSize) {
    if ((Atomics.load(bytes, at) & stateMask) === XenIoreqState.ready) {
      return true;
    }
  }
  return io.ring !== undefined && !isRingIdle(io.ring);
}

/**
 * Serves what waits: how many requests. The slots that were answered are listed in `answered`,
 * for the host to be told.
 *
 * Stores that a vCPU had buffered happen before what its slot asks for: the slots are looked at
 * first, and Atomics.load has at least acquire ordering. A slot that gets ready meanwhile waits
 * for the next call.
 */
export function serve(io: Ioreq): number {
  const { bytes, wanted, slotCount } = io;
  let waiting = 0;
  for (let at = stateByte, slot = 0; slot < slotCount; slot++, at += xenIoreqSize) {
    const state = Atomics.load(bytes, at) & stateMask;
    if (state === XenIoreqState.ready || state > XenIoreqState.respReady) {
      wanted[waiting++] = slot;
    }
  }
  let served = io.ring === undefined ? 0 : drain(io, io.ring);
  for (let index = 0; index < waiting; index++) {
    const slot = wanted[index] as number;
    if (serveSlot(io, slot)) {
      served++;
      const count = (io.answered[0] as number) + 1;
      io.answered[0] = count;
      io.answered[count] = slot;
    }
  }
  return served;
}

/** Serves one slot. Whether there is an answer that its vCPU has to be told of. */
function serveSlot(io: Ioreq, slot: number): boolean {
  const { service, view, copy } = io;
  const at = slot * xenIoreqSize;
  if (!move(io, at, XenIoreqState.ready, XenIoreqState.inprocess)) {
    // Whose slot it is nobody knows; it is not ours to answer.
    return false;
  }
  take(io, slot * wordsOfSlot);
  service.requests++;
  service.bytesIn += xenIoreqSize;
  perform(service, io.memory, copy);
  if (getXenIoreqDir(copy) === XenIoreqDirection.read && !getXenIoreqDataIsPtr(copy)) {
    setXenIoreqDataLow(view, at, service.low);
    setXenIoreqDataHigh(view, at, service.high);
  }
  // A full barrier: who sees the state sees the data. The store of the state itself is plain.
  Atomics.store(io.fence, 0, 0);
  if (!move(io, at, XenIoreqState.inprocess, XenIoreqState.respReady)) {
    // It was ours, and somebody took it: there is nobody to answer.
    fail(service, ErrorKind.state, `slot ${slot} changed while it was served`);
    return false;
  }
  service.bytesOut += 8;
  return true;
}

/** Copies a slot, each word once. */
function take(io: Ioreq, first: number): void {
  const { words, copyWords } = io;
  for (let word = 0; word < wordsOfSlot; word++) {
    copyWords[word] = words[first + word] as number;
  }
}

function move(io: Ioreq, at: number, from: XenIoreqState, to: XenIoreqState): boolean {
  try {
    return moveXenIoreqState(io.view, at, from, to);
  } catch {
    fail(io.service, ErrorKind.state, `slot ${at / xenIoreqSize}`);
    return false;
  }
}
