// Where a slot has what every request needs, as words to compare: the generated accessors say it,
// once, when this is loaded.
import {
  setXenIoreqAddrHigh,
  setXenIoreqAddrLow,
  setXenIoreqCount,
  setXenIoreqDataHigh,
  setXenIoreqDataIsPtr,
  setXenIoreqDataLow,
  setXenIoreqDir,
  setXenIoreqSize,
  setXenIoreqState,
  setXenIoreqType,
  xenIoreqSize,
  XenIoreqDirection,
  XenIoreqType,
} from "../../generated/ts/xen-ioreq.ts";
import { indexIn } from "./atomics.ts";

const wordsOfSlot = xenIoreqSize / 4;
/** The bits of its byte that are the state: the lowest ones. */
const stateMask = 0xf;

const wordOf = (set: (view: DataView) => void): number => indexIn(Uint32Array, xenIoreqSize, set);
const byteOf = (set: (view: DataView) => void): number => indexIn(Uint8Array, xenIoreqSize, set);

const stateByte = /* @__PURE__ */ byteOf((view) => setXenIoreqState(view, 0, stateMask));
const typeByte = /* @__PURE__ */ byteOf((view) => setXenIoreqType(view, 0, XenIoreqType.copy));
const kindWord = stateByte >>> 2;

function bitsOfKind(set: (view: DataView) => void): number {
  const words = new Int32Array(wordsOfSlot);
  set(new DataView(words.buffer));
  return words[kindWord] as number;
}

function bitsOfType(type: XenIoreqType): number {
  return bitsOfKind((view) => setXenIoreqType(view, 0, type));
}

/**
 * Indices of bytes and of words of 32 bits in a slot, and bits of the word that has type, direction,
 * flags and state. Whoever is in a hurry makes these constants of a function of its own: V8 builds
 * them in there, while bundlers turn those of a module into variables.
 */
export const slotLayout = {
  wordsOfSlot,
  stateMask,
  stateByte,
  kindWord,
  addrLowWord: /* @__PURE__ */ wordOf((view) => setXenIoreqAddrLow(view, 0, 1)),
  addrHighWord: /* @__PURE__ */ wordOf((view) => setXenIoreqAddrHigh(view, 0, 1)),
  dataLowWord: /* @__PURE__ */ wordOf((view) => setXenIoreqDataLow(view, 0, 1)),
  dataHighWord: /* @__PURE__ */ wordOf((view) => setXenIoreqDataHigh(view, 0, 1)),
  countWord: /* @__PURE__ */ wordOf((view) => setXenIoreqCount(view, 0, 1)),
  sizeWord: /* @__PURE__ */ wordOf((view) => setXenIoreqSize(view, 0, 1)),
  /** Whether `data` is what a load gave: these bits are `loadBits`. */
  loadMask: /* @__PURE__ */ bitsOfKind((view) => {
    setXenIoreqDir(view, 0, XenIoreqDirection.read);
    setXenIoreqDataIsPtr(view, 0, true);
  }),
  loadBits: /* @__PURE__ */ bitsOfKind((view) => setXenIoreqDir(view, 0, XenIoreqDirection.read)),
  /** What a request is about, and that it has no pointer: these bits are one of the next three. */
  shapeMask: /* @__PURE__ */ bitsOfKind((view) => {
    setXenIoreqDataIsPtr(view, 0, true);
    view.setUint8(typeByte, 0xff);
  }),
  memoryBits: /* @__PURE__ */ bitsOfType(XenIoreqType.copy),
  portBits: /* @__PURE__ */ bitsOfType(XenIoreqType.pio),
  configBits: /* @__PURE__ */ bitsOfType(XenIoreqType.pciConfig),
};
