// The ring of an IOREQ server: stores that nobody waits for.
import {
  advanceXenIoreqBufferedIopage,
  getXenIoreqBufIoreqAddr,
  getXenIoreqBufIoreqData,
  getXenIoreqBufIoreqSize,
  getXenIoreqBufIoreqType,
  offsetOfXenIoreqBufferedIopageBufIoreq,
  setXenIoreqAddrLow,
  setXenIoreqCount,
  setXenIoreqDataHigh,
  setXenIoreqDataLow,
  setXenIoreqBufferedIopageReadPointer,
  setXenIoreqBufferedIopageWritePointer,
  setXenIoreqDir,
  setXenIoreqSize,
  setXenIoreqType,
  xenIoreqBufferedIopageSize,
  xenIoreqBufferSlotNum,
  xenIoreqBufIoreqSize,
  XenIoreqDirection,
} from "../../generated/ts/xen-ioreq.ts";
import { indexIn, little32 } from "./atomics.ts";
import { ErrorKind } from "./backend.ts";
import type { Request } from "./ioreq-request.ts";
import { Count, count, fail, type Service } from "./service.ts";

/** The page, and a copy of the oldest store. */
export interface Ring {
  readonly view: DataView;
  readonly words: Uint32Array;
  readonly copy: DataView;
  readonly copyWords: Uint32Array;
  /** The indices, once they were read as a pair. */
  consumed: number;
  produced: number;
  /** How many slots of it come before the requests that wait. */
  due: number;
}

/** Requests that are served before everybody else gets a turn. */
export const batch = 64;

/** A buffered store takes two slots of the ring when it is 8 bytes wide. */
const wide = 3;

const readWord = /* @__PURE__ */ indexIn(Uint32Array, xenIoreqBufferedIopageSize, (view) =>
  setXenIoreqBufferedIopageReadPointer(view, 0, 1),
);
const writeWord = /* @__PURE__ */ indexIn(Uint32Array, xenIoreqBufferedIopageSize, (view) =>
  setXenIoreqBufferedIopageWritePointer(view, 0, 1),
);

export function makeRing(page: ArrayBuffer): Ring {
  const copyWords = new Uint32Array((2 * xenIoreqBufIoreqSize) / 4);
  return {
    view: new DataView(page),
    words: new Uint32Array(page),
    copy: new DataView(copyWords.buffer),
    copyWords,
    consumed: 0,
    produced: 0,
    due: 0,
  };
}

/**
 * Whether the ring is empty. The loads are plain, after those of the slots' states; what was put in
 * later is seen the next time.
 */
export function isRingIdle({ words }: Ring): boolean {
  return words[readWord] === words[writeWord];
}

/**
 * Reads the indices as a pair. The host folds both at once, by a multiple of the capacity; only
 * then does the one that is ours change without us.
 */
function readIndices(ring: Ring): void {
  const { words } = ring;
  for (let attempt = 0; attempt < 4; attempt++) {
    const consumed = Atomics.load(words, readWord);
    ring.produced = little32(Atomics.load(words, writeWord));
    ring.consumed = little32(consumed);
    if (Atomics.load(words, readWord) === consumed) {
      return;
    }
  }
}

/** Notes what is in the ring, to be served. Indices that cannot be right have to be put right. */
export function measure(ring: Ring): void {
  readIndices(ring);
  const pending = (ring.produced - ring.consumed) >>> 0;
  ring.due = pending > xenIoreqBufferSlotNum ? 1 : pending;
}

/**
 * Serves what is due, at most a batch: how many stores. Each is made a `request`, and then
 * performed.
 */
export function drain(
  ring: Ring,
  service: Service,
  request: Request,
  perform: () => void,
): number {
  let served = 0;
  while (ring.due > 0 && served < batch) {
    if (isRingIdle(ring)) {
      ring.due = 0;
      break;
    }
    const slots = take(ring);
    ring.due = Math.max(ring.due - slots, 0);
    if (slots === 0) {
      ring.due = 0;
      fail(service, ErrorKind.state, "the ring, which is emptied");
      advanceXenIoreqBufferedIopage(ring.view, 0, (ring.produced - ring.consumed) >>> 0);
      break;
    }
    count(service, Count.requests);
    count(service, Count.posted);
    count(service, Count.bytesIn, slots * xenIoreqBufIoreqSize);
    if (makeRequest(request, ring, slots === 2)) {
      perform();
    } else {
      fail(service, ErrorKind.command, "a buffered request of no type");
    }
    advanceXenIoreqBufferedIopage(ring.view, 0, slots);
    served++;
  }
  return served;
}

/** Copies the oldest store. How many slots it takes; 0 for indices that are none. */
function take(ring: Ring): number {
  readIndices(ring);
  const pending = (ring.produced - ring.consumed) >>> 0;
  if (pending === 0 || pending > xenIoreqBufferSlotNum) {
    return 0;
  }
  copySlot(ring, 0);
  const isWide = getXenIoreqBufIoreqSize(ring.copy, 0) === wide;
  if (isWide && pending < 2) {
    // Both halves appear at once.
    return 0;
  }
  if (isWide) {
    copySlot(ring, 1);
  }
  return isWide ? 2 : 1;
}

function copySlot({ consumed, words, copyWords }: Ring, ahead: number): void {
  const slot = ((consumed + ahead) >>> 0) % xenIoreqBufferSlotNum;
  const first = offsetOfXenIoreqBufferedIopageBufIoreq(0, slot) / 4;
  const to = (ahead * xenIoreqBufIoreqSize) / 4;
  copyWords[to] = words[first] as number;
  copyWords[to + 1] = words[first + 1] as number;
}

/** The store as a request. Whether it is one. */
function makeRequest({ copy, copyWords }: Request, ring: Ring, isWide: boolean): boolean {
  copyWords.fill(0);
  try {
    setXenIoreqType(copy, 0, getXenIoreqBufIoreqType(ring.copy, 0));
  } catch {
    return false;
  }
  setXenIoreqDir(copy, 0, XenIoreqDirection.write);
  setXenIoreqAddrLow(copy, 0, getXenIoreqBufIoreqAddr(ring.copy, 0));
  setXenIoreqSize(copy, 0, 1 << getXenIoreqBufIoreqSize(ring.copy, 0));
  setXenIoreqCount(copy, 0, 1);
  setXenIoreqDataLow(copy, 0, getXenIoreqBufIoreqData(ring.copy, 0));
  if (isWide) {
    setXenIoreqDataHigh(copy, 0, getXenIoreqBufIoreqData(ring.copy, xenIoreqBufIoreqSize));
  }
  return true;
}
