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
import { indexIn } from "./atomics.ts";
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
  readonly copyBytes: Uint8Array;
  readonly wanted: Uint8Array;
}

const wordsOfSlot = xenIoreqSize / 4;
const stateMask = 0xf;
const stateByte = /* @__PURE__ */ indexIn(Uint8Array, xenIoreqSize, (view) =>
  setXenIoreqState(view, 0, stateMask),
);

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
    copyBytes: new Uint8Array(copyWords.buffer),
    wanted: new Uint8Array(pages.slotCount),
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
  const { service, view, bytes, copy, copyBytes } = io;
  const at = slot * xenIoreqSize;
  if (!take(io, slot)) {
    return false;
  }
  service.requests++;
  service.bytesIn += xenIoreqSize;
  perform(service, io.memory, copy);
  if (getXenIoreqDir(copy) === XenIoreqDirection.read && !getXenIoreqDataIsPtr(copy)) {
    setXenIoreqDataLow(view, at, service.low);
    setXenIoreqDataHigh(view, at, service.high);
  }
  if (bytes[at + stateByte] !== copyBytes[stateByte]) {
    // It was ours, and somebody took it: there is nobody to answer.
    fail(service, ErrorKind.state, `slot ${slot} changed while it was served`);
    return false;
  }
  moveXenIoreqState(copy, 0, XenIoreqState.inprocess, XenIoreqState.respReady);
  // Not weaker than a release: who sees the state sees the data.
  Atomics.store(bytes, at + stateByte, copyBytes[stateByte] as number);
  service.bytesOut += 8;
  return true;
}

/**
 * Makes a slot ours and copies it, each word once; moves of its state are made on the copy first,
 * where nobody interferes. Not weaker than an acquire: who sees the state sees the request.
 */
function take({ service, bytes, words, copy, copyBytes, copyWords }: Ioreq, slot: number): boolean {
  const at = slot * xenIoreqSize;
  const state = Atomics.load(bytes, at + stateByte);
  if ((state & stateMask) !== XenIoreqState.ready) {
    if ((state & stateMask) > XenIoreqState.respReady) {
      // Whose slot it is nobody knows; it is not ours to answer.
      fail(service, ErrorKind.state, `slot ${slot}`);
    }
    return false;
  }
  const first = slot * wordsOfSlot;
  for (let word = 0; word < wordsOfSlot; word++) {
    copyWords[word] = words[first + word] as number;
  }
  copyBytes[stateByte] = state;
  moveXenIoreqState(copy, 0, XenIoreqState.ready, XenIoreqState.inprocess);
  bytes[at + stateByte] = copyBytes[stateByte] as number;
  return true;
}
