import * as wire from "../../generated/ts/hypershim.ts";
import { handRequests } from "./hand.ts";
import { measure } from "./measure.ts";
import { requests } from "./subjects.ts";
import { decodeXenIoreq, encodeXenIoreq, knownXenIoreqType, knownXenIoreqDirection } from "../../generated/ts/xen-ioreq.ts";
const page = new DataView(new ArrayBuffer(32 * 64));
requests.forEach((v, s) => encodeXenIoreq(v, page, s * 32));
const hand = handRequests(true); hand.prepare(requests);
function noKnown(view: DataView, offset?: number): any {
  const at = wire.recordAt(view, offset, 32, "XenIoreq");
  const bits = view.getUint8(at + 30);
  return { addr: wire.readNumber(view, at, true, "XenIoreq.addr"), data: wire.readUint64(view, at + 8, true), count: view.getUint32(at + 16, true), size: view.getUint32(at + 20, true), vpEport: view.getUint32(at + 24, true), state: bits & 0xf, dataIsPtr: (bits & 0x10) !== 0, dir: (bits >>> 5) & 1, df: (bits & 0x40) !== 0, type: view.getUint8(at + 31) };
}
function rn(view: DataView, offset: number, name: string) { const h = view.getUint32(offset + 4, true); if (h > 0x1fffff) throw new RangeError(name); return h * 0x1_0000_0000 + view.getUint32(offset, true); }
function noKnown2(view: DataView, offset?: number): any {
  const at = wire.recordAt(view, offset, 32, "XenIoreq");
  const bits = view.getUint8(at + 30);
  return { addr: rn(view, at, "XenIoreq.addr"), data: wire.readUint64(view, at + 8, true), count: view.getUint32(at + 16, true), size: view.getUint32(at + 20, true), vpEport: view.getUint32(at + 24, true), state: bits & 0xf, dataIsPtr: (bits & 0x10) !== 0, dir: (bits >>> 5) & 1, df: (bits & 0x40) !== 0, type: view.getUint8(at + 31) };
}
function ra(view: DataView, offset: number | undefined, size: number, name: string): number {
  if (offset === undefined) { if (view.byteLength !== size) throw new RangeError(name); return 0; }
  try { view.getUint8(offset + size - 1); } catch { throw new RangeError(name); }
  return offset;
}
function noKnown3(view: DataView, offset?: number): any {
  const at = ra(view, offset, 32, "XenIoreq");
  const bits = view.getUint8(at + 30);
  return { addr: rn(view, at, "XenIoreq.addr"), data: wire.readUint64(view, at + 8, true), count: view.getUint32(at + 16, true), size: view.getUint32(at + 20, true), vpEport: view.getUint32(at + 24, true), state: bits & 0xf, dataIsPtr: (bits & 0x10) !== 0, dir: (bits >>> 5) & 1, df: (bits & 0x40) !== 0, type: view.getUint8(at + 31) };
}
function noBound(view: DataView, offset?: number): any {
  const at = offset as number;
  const bits = view.getUint8(at + 30);
  return { addr: rn(view, at, "XenIoreq.addr"), data: wire.readUint64(view, at + 8, true), count: view.getUint32(at + 16, true), size: view.getUint32(at + 20, true), vpEport: view.getUint32(at + 24, true), state: bits & 0xf, dataIsPtr: (bits & 0x10) !== 0, dir: (bits >>> 5) & 1, df: (bits & 0x40) !== 0, type: view.getUint8(at + 31) };
}
function known3(view: DataView, offset?: number): any {
  const at = ra(view, offset, 32, "XenIoreq");
  const bits = view.getUint8(at + 30);
  return { addr: rn(view, at, "XenIoreq.addr"), data: wire.readUint64(view, at + 8, true), count: view.getUint32(at + 16, true), size: view.getUint32(at + 20, true), vpEport: view.getUint32(at + 24, true), state: bits & 0xf, dataIsPtr: (bits & 0x10) !== 0, dir: knownXenIoreqDirection((bits >>> 5) & 1, "d"), df: (bits & 0x40) !== 0, type: knownXenIoreqType(view.getUint8(at + 31), "t") };
}
const all = { hand: hand.decode, generated: (s: number) => decodeXenIoreq(page, s * 32), noKnown: (s: number) => noKnown(page, s * 32), noKnownRn: (s: number) => noKnown2(page, s * 32), noKnownRnRa: (s: number) => noKnown3(page, s * 32), noBound: (s: number) => noBound(page, s * 32), known3: (s: number) => known3(page, s * 32) };
for (const r of measure(Object.entries(all).map(([name, work]) => ({ name, work })), { rounds: 61, calls: 12800 })) console.log(r.name.padEnd(14), r.nanoseconds.toFixed(1), r.ratio.toFixed(2));
