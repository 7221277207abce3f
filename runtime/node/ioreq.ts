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
import { Count, fail, type Service } from "./service.ts";
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
  readonly words: Int32Array;
  readonly ring: Ring | undefined;
  readonly answered: Uint32Array;
  readonly sleepers: Uint32Array | undefined;
  /** The request that is served. */
  readonly copy: DataView;
  readonly copyWords: Int32Array;
  readonly copyBytes: Uint8Array;
  readonly wanted: Uint8Array;
}

const wordsOfSlot = xenIoreqSize / 4;
const bytesOfAnswer = 8;
const stateMask = 0xf;
const stateByte = /* @__PURE__ */ indexIn(Uint8Array, xenIoreqSize, (view) =>
  setXenIoreqState(view, 0, stateMask),
);

export function makeIoreq(service: Service, memory: GuestMemory, pages: SlotPages): Ioreq {
  const copyWords = new Int32Array(wordsOfSlot);
  return {
    service,
    memory,
    slotCount: pages.slotCount,
    view: new DataView(pages.slots),
    bytes: new Uint8Array(pages.slots),
    words: new Int32Array(pages.slots),
    ring: pages.ring === undefined ? undefined : makeRing(pages.ring),
    answered: new Uint32Array(pages.answered),
    sleepers: pages.sleepers === undefined ? undefined : new Uint32Array(pages.sleepers),
    copy: new DataView(copyWords.buffer),
    copyWords,
    copyBytes: new Uint8Array(copyWords.buffer),
    wanted: new Uint8Array(pages.slotCount),
  };
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
  const { bytes, wanted, slotCount, ring } = io;
  let waiting = 0;
  for (let at = stateByte, slot = 0; slot < slotCount; slot++, at += xenIoreqSize) {
    const state = Atomics.load(bytes, at) & stateMask;
    if (state === XenIoreqState.ready || state > XenIoreqState.respReady) {
      wanted[waiting++] = slot;
    }
  }
  let served = ring === undefined || isRingIdle(ring) ? 0 : drain(io, ring);
  for (let index = 0; index < waiting; index++) {
    const slot = wanted[index] as number;
    if (take(io, slot)) {
      served++;
      perform(io.service, io.memory, io.copy);
      answer(io, slot);
    }
  }
  return served;
}

/**
 * Whether the host has to be notified of what was answered. The states were stored, and this is
 * loaded, sequentially consistent: a host that goes to sleep has seen the one or is seen here.
 */
export function wantsNotice({ answered, sleepers }: Ioreq): boolean {
  if (answered[0] === 0) {
    return false;
  }
  if (sleepers === undefined || Atomics.load(sleepers, 0) !== 0) {
    return true;
  }
  answered[0] = 0;
  return false;
}

/**
 * Makes a slot ours and copies it, each word once; moves of its state are made on the copy, where
 * nobody interferes.
 */
function take({ service, bytes, words, copy, copyBytes, copyWords }: Ioreq, slot: number): boolean {
  const at = slot * xenIoreqSize + stateByte;
  const first = slot * wordsOfSlot;
  // Unrolled: it is a good part of what a request costs.
  copyWords[0] = words[first] as number;
  copyWords[1] = words[first + 1] as number;
  copyWords[2] = words[first + 2] as number;
  copyWords[3] = words[first + 3] as number;
  copyWords[4] = words[first + 4] as number;
  copyWords[5] = words[first + 5] as number;
  copyWords[6] = words[first + 6] as number;
  copyWords[7] = words[first + 7] as number;
  const state = (copyBytes[stateByte] as number) & stateMask;
  if (state !== XenIoreqState.ready) {
    if (state > XenIoreqState.respReady) {
      // Whose slot it is nobody knows; it is not ours to answer.
      fail(service, ErrorKind.state, `slot ${slot}`);
    }
    return false;
  }
  moveXenIoreqState(copy, 0, XenIoreqState.ready, XenIoreqState.inprocess);
  bytes[at] = copyBytes[stateByte] as number;
  const { counts } = service;
  counts[Count.requests] = (counts[Count.requests] as number) + 1;
  counts[Count.bytesIn] = (counts[Count.bytesIn] as number) + xenIoreqSize;
  return true;
}

/** Gives the answer, and notes that its vCPU has to be told of it. */
function answer({ service, view, bytes, copy, copyBytes, answered }: Ioreq, slot: number): void {
  const at = slot * xenIoreqSize;
  const { result, counts } = service;
  if (getXenIoreqDir(copy) === XenIoreqDirection.read && !getXenIoreqDataIsPtr(copy)) {
    setXenIoreqDataLow(view, at, result[0] as number);
    setXenIoreqDataHigh(view, at, result[1] as number);
  }
  if (bytes[at + stateByte] !== copyBytes[stateByte]) {
    // It was ours, and somebody took it: there is nobody to answer.
    fail(service, ErrorKind.state, `slot ${slot} changed while it was served`);
    return;
  }
  moveXenIoreqState(copy, 0, XenIoreqState.inprocess, XenIoreqState.respReady);
  // Not weaker than a release: who sees the state sees the data.
  Atomics.store(bytes, at + stateByte, copyBytes[stateByte] as number);
  counts[Count.bytesOut] = (counts[Count.bytesOut] as number) + bytesOfAnswer;
  const number = (answered[0] as number) + 1;
  answered[0] = number;
  answered[number] = slot;
}
