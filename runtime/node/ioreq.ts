// The engine of IOREQ: serves slots and a ring that have Xen's shape. As native/src/ioreq.c does,
// it fetches each field of a request once, into a copy, and trusts the copy alone.
import { xenIoreqSize, XenIoreqState } from "../../generated/ts/xen-ioreq.ts";
import { hostIsLittle } from "../hypershim/integers.ts";
import { little32 } from "./atomics.ts";
import { ErrorKind } from "./backend.ts";
import { slotLayout } from "./ioreq-layout.ts";
import { makePerform, type GuestMemory } from "./ioreq-request.ts";
import { batch, drain, isRingIdle, makeRing, measure } from "./ioreq-ring.ts";
import type { SlotPages } from "./native.ts";
import { Count, fail, giveOnes, type Service } from "./service.ts";

/** What can be done with the shared pages of a channel. */
export interface Ioreq {
  /**
   * Whether nothing seems to wait. The loads are plain, many times cheaper than those of Atomics:
   * this is for looking again and again. What it misses is found by the next look, or at last by
   * that of C before the loop sleeps.
   */
  isIdle(): boolean;
  /**
   * Serves what waits: how many requests. The slots that were answered are listed in `answered`,
   * for the host to be told.
   *
   * Stores that a vCPU had buffered happen before what its slot asks for: the slots are looked at
   * first. At most a batch is served at once; the next call goes on with what was there at the
   * first. A slot that gets ready meanwhile waits for the look after that.
   */
  serve(): number;
  /** Whether the last call left something, of which no bell tells again. */
  isUnderWay(): boolean;
  /** Whether the host has to be notified of what was answered. */
  wantsNotice(): boolean;
}

const bytesOfAnswer = 8;

/**
 * Makes the engine of some pages. It is one function around what happens to each request, because
 * then its constants, the arrays among them, are constants of the machine code, too.
 */
export function makeIoreq(service: Service, memory: GuestMemory, pages: SlotPages): Ioreq {
  const { wordsOfSlot, stateByte, stateMask, kindWord } = slotLayout;
  const { loadMask, loadBits, dataLowWord, dataHighWord } = slotLayout;
  const { ready, inprocess, respReady } = XenIoreqState;
  const { slotCount } = pages;
  const slotSize = xenIoreqSize;
  const endOfStates = stateByte + slotCount * slotSize;
  const bytes = new Uint8Array(pages.slots);
  const words = new Int32Array(pages.slots);
  const ring = pages.ring === undefined ? undefined : makeRing(pages.ring);
  const answered = new Uint32Array(pages.answered);
  const sleepers = pages.sleepers === undefined ? undefined : new Uint32Array(pages.sleepers);
  const copyWords = new Int32Array(wordsOfSlot);
  const copyBytes = new Uint8Array(copyWords.buffer);
  const request = { copy: new DataView(copyWords.buffer), copyWords };
  const wanted = new Uint8Array(slotCount);
  const perform = makePerform(service, memory, request, take);
  const { counts, result } = service;
  const { requests, bytesIn, bytesOut } = Count;
  const swaps = !hostIsLittle;
  /** The slot whose request is served and not taken yet, or -1. */
  let untaken = -1;
  /** Of what was there at the last look: how many requests, and how many were served. */
  let waiting = 0;
  let next = 0;

  /** Whether a slot wants something, or has a state that is none. */
  function isWanted(byte: number): boolean {
    const state = byte & stateMask;
    return state === ready || state > respReady;
  }

  /** Copies a slot, each word once. Whether there is a request. */
  function fetch(slot: number): boolean {
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
    if (state === ready) {
      return true;
    }
    if (state > respReady) {
      // Whose slot it is nobody knows; it is not ours to answer.
      fail(service, ErrorKind.state, `slot ${slot}`);
    }
    return false;
  }

  /**
   * Says in its slot that a request is being served, just before the backend is called: see
   * hypershim_ioreq_take(). Whether it was ready until then, or there is no slot.
   */
  function take(): boolean {
    if (untaken === -1) {
      return true;
    }
    const at = untaken * slotSize + stateByte;
    const flags = copyBytes[stateByte] as number;
    if (bytes[at] !== flags) {
      return false;
    }
    bytes[at] = (flags & ~stateMask) | inprocess;
    untaken = -1;
    return true;
  }

  function count(what: number, more: number): void {
    counts[what] = (counts[what] as number) + more;
  }

  /** Gives the answer, and notes that its vCPU has to be told of it. */
  function answer(slot: number): void {
    const first = slot * wordsOfSlot;
    const at = slot * slotSize + stateByte;
    const flags = (copyBytes[stateByte] as number) & ~stateMask;
    if (((copyWords[kindWord] as number) & loadMask) === loadBits) {
      const low = result[0] as number;
      const high = result[1] as number;
      words[first + dataLowWord] = swaps ? little32(low) : low;
      words[first + dataHighWord] = swaps ? little32(high) : high;
    }
    if (bytes[at] !== (flags | inprocess)) {
      // It was ours, and somebody took it: there is nobody to answer.
      fail(service, ErrorKind.state, `slot ${slot} changed while it was served`);
      return;
    }
    // Not weaker than a release: who sees the state sees the data.
    Atomics.store(bytes, at, flags | respReady);
    count(bytesOut, bytesOfAnswer);
    const number = (answered[0] as number) + 1;
    answered[0] = number;
    answered[number] = slot;
  }

  /** Notes what is there: first the slots, so that the ring has all that a waiting vCPU put there. */
  function look(): void {
    waiting = 0;
    next = 0;
    for (let at = stateByte, slot = 0; at < endOfStates; at += slotSize, slot++) {
      // Only what seems to want something is worth a load that has acquire ordering.
      if (isWanted(bytes[at] as number) && isWanted(Atomics.load(bytes, at))) {
        wanted[waiting++] = slot;
      }
    }
    if (ring !== undefined && !isRingIdle(ring)) {
      measure(ring);
    }
  }

  function isUnderWay(): boolean {
    return next < waiting || (ring !== undefined && ring.due > 0);
  }

  return {
    isUnderWay,
    isIdle() {
      if (isUnderWay()) {
        return false;
      }
      for (let at = stateByte; at < endOfStates; at += slotSize) {
        if (isWanted(bytes[at] as number)) {
          return false;
        }
      }
      return ring === undefined || isRingIdle(ring);
    },
    serve() {
      if (!isUnderWay()) {
        look();
      }
      let served = 0;
      if (ring !== undefined && ring.due > 0) {
        served = drain(ring, service, request, perform);
        if (ring.due > 0) {
          return served;
        }
      }
      while (next < waiting && served < batch) {
        const slot = wanted[next++] as number;
        if (fetch(slot)) {
          untaken = slot;
          try {
            perform();
          } catch (error) {
            // No bug of ours may leave a processor waiting.
            giveOnes(service, 8);
            service.thrown(error);
          }
          // One that reached no backend is still where it was.
          if (take()) {
            answer(slot);
            // From here on the vCPU does not wait for us.
            served++;
            count(requests, 1);
            count(bytesIn, slotSize);
          } else {
            untaken = -1;
            fail(service, ErrorKind.state, `slot ${slot} changed before it was served`);
          }
        }
      }
      return served;
    },
    wantsNotice() {
      if (answered[0] === 0) {
        return false;
      }
      // The states were stored, and this is loaded, sequentially consistent: a host that goes to
      // sleep has seen the one or is seen here.
      if (sleepers === undefined || Atomics.load(sleepers, 0) !== 0) {
        return true;
      }
      answered[0] = 0;
      return false;
    },
  };
}
