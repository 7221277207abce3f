// Generated from idl/xen-ioreq/xen-ioreq.idl; do not edit.

import * as wire from "./hypershim.ts";
import type { IoBackend } from "./io-backend.ts";

const expectCount = wire.expectCount;
const readNumberLE = wire.readNumberLE;
const readUint64LE = wire.readUint64LE;
const recordAt = wire.recordAt;
const writeNumberLE = wire.writeNumberLE;
const writeUint64LE = wire.writeUint64LE;

/** Slots of the ring of buffered requests: what fits in a page beside two indices. */
export const xenIoreqBufferSlotNum = 511;

/** Slots of a page of synchronous requests: 4096 / 32. */
export const xenIoreqSlotsPerPage = 128;

/** Servers that a guest can have. */
export const xenIoreqMaxNrIoreqServers = 8;

/** Ranges of one type that a server can have. */
export const xenIoreqMaxNrIoRanges = 256;

/** Sub-operation of hypercall memory_op. */
export const xenIoreqXenmemAcquireResource = 28;

/** Frame of an IOREQ server's resource that is the ring. ENOENT for a server without one. */
export const xenIoreqXenmemResourceIoreqServerFrameBufioreq = 0;

/** Frame of an IOREQ server's resource that is the first page of slots. */
export const xenIoreqXenmemResourceIoreqServerFrameIoreq0 = 1;

/** Window for virtio-mmio devices. */
export const xenIoreqGuestVirtioMmioBase = 0x2000000;

/** Bytes of that window. */
export const xenIoreqGuestVirtioMmioSize = 0x100000;

/** First interrupt for virtio-mmio devices. */
export const xenIoreqGuestVirtioMmioSpiFirst = 33;

/** Last interrupt for virtio-mmio devices. */
export const xenIoreqGuestVirtioMmioSpiLast = 43;

/** First bank of memory. */
export const xenIoreqGuestRam0Base = 0x40000000;

/** Bytes of the first bank, at most. */
export const xenIoreqGuestRam0Size = 0xc0000000;

/** Second bank of memory. */
export const xenIoreqGuestRam1Base = 0x200000000;

/** Bytes of the second bank, at most. */
export const xenIoreqGuestRam1Size = 0xfe00000000;

/** Who owns a slot. */
export const XenIoreqState = {
  /** Nobody: there is no request. STATE_IOREQ_NONE. */
  none: 0,
  /** A request awaits the server. STATE_IOREQ_READY. */
  ready: 1,
  /** The server is at work. STATE_IOREQ_INPROCESS. */
  inprocess: 2,
  /** The answer awaits Xen. STATE_IORESP_READY. */
  respReady: 3,
} as const;
export type XenIoreqState = (typeof XenIoreqState)[keyof typeof XenIoreqState];

/** Whether `value` is one of {@link XenIoreqState}. */
export function isXenIoreqState(value: number): value is XenIoreqState {
  return value === 0 || value === 1 || value === 2 || value === 3;
}

/**
 * What the guest does. Note that 1 is a read: in ioregionfd, ACRN and most other
 * protocols it is a write.
 */
export const XenIoreqDirection = {
  write: 0,
  read: 1,
} as const;
export type XenIoreqDirection = (typeof XenIoreqDirection)[keyof typeof XenIoreqDirection];

/** Whether `value` is one of {@link XenIoreqDirection}. */
export function isXenIoreqDirection(value: number): value is XenIoreqDirection {
  return value === 0 || value === 1;
}

/** `value` as one of {@link XenIoreqDirection}; a RangeError that names `name` if it is none. */
export function knownXenIoreqDirection(value: number, name: string): XenIoreqDirection {
  if (value === 0 || value === 1) {
    return value as XenIoreqDirection;
  }
  throw wire.unknownValue(name, value);
}

/** What a request is about. */
export const XenIoreqType = {
  /** Port I/O; at most 4 bytes wide. */
  pio: 0,
  /** Memory-mapped I/O. The only type on Arm. */
  copy: 1,
  /** PCI configuration space; x86 makes these of ports 0xcf8 and 0xcfc. */
  pciConfig: 2,
  /** The guest set its clock; x86 only, only in the ring, to every server. */
  timeoffset: 7,
  /** Drop every mapping of guest memory; to every server, and Xen waits for all. */
  invalidate: 8,
} as const;
export type XenIoreqType = (typeof XenIoreqType)[keyof typeof XenIoreqType];

/** Whether `value` is one of {@link XenIoreqType}. */
export function isXenIoreqType(value: number): value is XenIoreqType {
  return value === 0 || value === 1 || value === 2 || value === 7 || value === 8;
}

/** `value` as one of {@link XenIoreqType}; a RangeError that names `name` if it is none. */
export function knownXenIoreqType(value: number, name: string): XenIoreqType {
  if (value === 0 || value === 1 || value === 2 || value === 7 || value === 8) {
    return value as XenIoreqType;
  }
  throw wire.unknownValue(name, value);
}

/** Whether a server has a ring of buffered requests. Only x86 accepts anything but `off`. */
export const XenIoreqHvmIoreqsrvBufioreq = {
  /** No ring. */
  off: 0,
  /** A ring whose indices never shrink. */
  legacy: 1,
  /** A ring whose indices Xen reduces, atomically. */
  atomic: 2,
} as const;
export type XenIoreqHvmIoreqsrvBufioreq =
  (typeof XenIoreqHvmIoreqsrvBufioreq)[keyof typeof XenIoreqHvmIoreqsrvBufioreq];

/** Whether `value` is one of {@link XenIoreqHvmIoreqsrvBufioreq}. */
export function isXenIoreqHvmIoreqsrvBufioreq(value: number): value is XenIoreqHvmIoreqsrvBufioreq {
  return value === 0 || value === 1 || value === 2;
}

/** Parameters of a guest that belong to the first design of IOREQ servers. */
export const XenIoreqHvmParam = {
  ioreqPfn: 5,
  bufioreqPfn: 6,
  bufioreqEvtchn: 26,
  ioreqServerPfn: 32,
  nrIoreqServerPages: 33,
} as const;
export type XenIoreqHvmParam = (typeof XenIoreqHvmParam)[keyof typeof XenIoreqHvmParam];

/** Whether `value` is one of {@link XenIoreqHvmParam}. */
export function isXenIoreqHvmParam(value: number): value is XenIoreqHvmParam {
  return value === 5 || value === 6 || value === 26 || value === 32 || value === 33;
}

/** Numbers of hypercalls. */
export const XenIoreqHypervisor = {
  memoryOp: 12,
  grantTableOp: 20,
  eventChannelOp: 32,
  hvmOp: 34,
  domctl: 36,
  dmOp: 41,
} as const;
export type XenIoreqHypervisor = (typeof XenIoreqHypervisor)[keyof typeof XenIoreqHypervisor];

/** Whether `value` is one of {@link XenIoreqHypervisor}. */
export function isXenIoreqHypervisor(value: number): value is XenIoreqHypervisor {
  return (
    value === 12
    || value === 20
    || value === 32
    || value === 34
    || value === 36
    || value === 41
  );
}

/** Domain numbers that are not a domain's. */
export const XenIoreqDomid = {
  /** The caller. */
  self: 0x7ff0,
  /** Memory that belongs to devices. */
  io: 0x7ff1,
  /** The hypervisor. */
  xen: 0x7ff2,
  /** Nobody. */
  invalid: 0x7ff4,
} as const;
export type XenIoreqDomid = (typeof XenIoreqDomid)[keyof typeof XenIoreqDomid];

/** Whether `value` is one of {@link XenIoreqDomid}. */
export function isXenIoreqDomid(value: number): value is XenIoreqDomid {
  return value === 0x7ff0 || value === 0x7ff1 || value === 0x7ff2 || value === 0x7ff4;
}

/** What a device model asks. On Arm only 1 to 6, 19 and 20 exist. */
export const XenIoreqDmOpCode = {
  createIoreqServer: 1,
  getIoreqServerInfo: 2,
  mapIoRangeToIoreqServer: 3,
  unmapIoRangeFromIoreqServer: 4,
  setIoreqServerState: 5,
  destroyIoreqServer: 6,
  /** x86. The second buffer is the bitmap. */
  trackDirtyVram: 7,
  /** x86. */
  setPciIntxLevel: 8,
  /** x86. */
  setIsaIrqLevel: 9,
  /** x86. */
  setPciLinkRoute: 10,
  /** x86. The second buffer is an array of extents. */
  modifiedMemory: 11,
  /** x86. */
  setMemType: 12,
  /** x86. */
  injectEvent: 13,
  /** x86. */
  injectMsi: 14,
  /** x86. */
  mapMemTypeToIoreqServer: 15,
  /** x86. */
  remoteShutdown: 16,
  /** x86. */
  relocateMemory: 17,
  /** x86. */
  pinMemoryCacheattr: 18,
  /** Arm. */
  setIrqLevel: 19,
  nrVcpus: 20,
} as const;
export type XenIoreqDmOpCode = (typeof XenIoreqDmOpCode)[keyof typeof XenIoreqDmOpCode];

/** Whether `value` is one of {@link XenIoreqDmOpCode}. */
export function isXenIoreqDmOpCode(value: number): value is XenIoreqDmOpCode {
  return Number.isInteger(value) && value >= 1 && value <= 20;
}

/** How to answer `get_ioreq_server_info`. */
export const XenIoreqDmOpInfoFlags = {
  /** Do not place the pages in guest memory; they are mapped as a resource. */
  noGfns: 0x1,
} as const;
export type XenIoreqDmOpInfoFlags = number;

/** What a range is made of. */
export const XenIoreqDmOpIoRange = {
  /** Ports. */
  port: 0,
  /** Guest-physical addresses. */
  memory: 1,
  /** PCI functions: segment << 16 | bus << 8 | device << 3 | function. */
  pci: 2,
} as const;
export type XenIoreqDmOpIoRange = (typeof XenIoreqDmOpIoRange)[keyof typeof XenIoreqDmOpIoRange];

/** Whether `value` is one of {@link XenIoreqDmOpIoRange}. */
export function isXenIoreqDmOpIoRange(value: number): value is XenIoreqDmOpIoRange {
  return value === 0 || value === 1 || value === 2;
}

/** What a frame of guest memory is. */
export const XenIoreqHvmmem = {
  ramRw: 0,
  ramRo: 1,
  mmioDm: 2,
  ioreqServer: 4,
} as const;
export type XenIoreqHvmmem = (typeof XenIoreqHvmmem)[keyof typeof XenIoreqHvmmem];

/** Whether `value` is one of {@link XenIoreqHvmmem}. */
export function isXenIoreqHvmmem(value: number): value is XenIoreqHvmmem {
  return value === 0 || value === 1 || value === 2 || value === 4;
}

/** Kinds of events. */
export const XenIoreqDmOpEvent = {
  /** External interrupt. */
  extInt: 0,
  /** Non-maskable interrupt. */
  nmi: 2,
  /** Hardware exception. */
  hwExc: 3,
  /** Software interrupt. */
  swInt: 4,
  /** ICEBP. */
  priSwExc: 5,
  /** INT3 or INTO. */
  swExc: 6,
} as const;
export type XenIoreqDmOpEvent = (typeof XenIoreqDmOpEvent)[keyof typeof XenIoreqDmOpEvent];

/** Whether `value` is one of {@link XenIoreqDmOpEvent}. */
export function isXenIoreqDmOpEvent(value: number): value is XenIoreqDmOpEvent {
  return Number.isInteger(value) && (value === 0 || (value >= 2 && value <= 6));
}

/** Accesses that a type of memory is to forward. Only `write` is accepted. */
export const XenIoreqDmOpIoreqMemAccess = {
  read: 0x1,
  write: 0x2,
} as const;
export type XenIoreqDmOpIoreqMemAccess = number;

/** How memory is cached. */
export const XenIoreqDmOpMemCacheattr = {
  uc: 0,
  wc: 1,
  wt: 4,
  wp: 5,
  wb: 6,
  ucm: 7,
  /** Forget what was said before. XEN_DMOP_DELETE_MEM_CACHEATTR. */
  deleteRange: 0xffffffff,
} as const;
export type XenIoreqDmOpMemCacheattr =
  (typeof XenIoreqDmOpMemCacheattr)[keyof typeof XenIoreqDmOpMemCacheattr];

/** Whether `value` is one of {@link XenIoreqDmOpMemCacheattr}. */
export function isXenIoreqDmOpMemCacheattr(value: number): value is XenIoreqDmOpMemCacheattr {
  return Number.isInteger(value) && (
    value === 0
    || value === 1
    || (value >= 4 && value <= 7)
    || value === 0xffffffff
  );
}

/** Kinds of resources. */
export const XenIoreqXenmemResource = {
  /** `id` is the server's number. */
  ioreqServer: 0,
  /** `id` is 0 for the entries, 1 for their status. */
  grantTable: 1,
  /** Trace buffer of a vCPU. */
  vmtraceBuf: 2,
} as const;
export type XenIoreqXenmemResource =
  (typeof XenIoreqXenmemResource)[keyof typeof XenIoreqXenmemResource];

/** Whether `value` is one of {@link XenIoreqXenmemResource}. */
export function isXenIoreqXenmemResource(value: number): value is XenIoreqXenmemResource {
  return value === 0 || value === 1 || value === 2;
}

/** What is asked of Xen about a domain; of many such questions, the one that is needed here. */
export const XenIoreqDomctlCode = {
  getdomaininfo: 5,
} as const;
export type XenIoreqDomctlCode = (typeof XenIoreqDomctlCode)[keyof typeof XenIoreqDomctlCode];

/** Whether `value` is one of {@link XenIoreqDomctlCode}. */
export function isXenIoreqDomctlCode(value: number): value is XenIoreqDomctlCode {
  return value === 5;
}

/** ioctls of /dev/xen/privcmd. They carry a size but no direction. */
export const XenIoreqIoctlPrivcmd = {
  hypercall: 0x305000,
  mmap: 0x105002,
  mmapbatch: 0x185003,
  mmapbatchV2: 0x205004,
  dmOp: 0x105005,
  restrict: 0x25006,
  mmapResource: 0x205007,
} as const;
export type XenIoreqIoctlPrivcmd = (typeof XenIoreqIoctlPrivcmd)[keyof typeof XenIoreqIoctlPrivcmd];

/** Whether `value` is one of {@link XenIoreqIoctlPrivcmd}. */
export function isXenIoreqIoctlPrivcmd(value: number): value is XenIoreqIoctlPrivcmd {
  return (
    value === 0x25006
    || value === 0x105002
    || value === 0x105005
    || value === 0x185003
    || value === 0x205004
    || value === 0x205007
    || value === 0x305000
  );
}

/**
 * ioctls of /dev/xen/evtchn. Reading four bytes gives a port that is pending, writing them
 * unmasks it.
 */
export const XenIoreqIoctlEvtchn = {
  bindVirq: 0x44500,
  bindInterdomain: 0x84501,
  bindUnboundPort: 0x44502,
  unbind: 0x44503,
  notify: 0x44504,
  reset: 0x4505,
  restrictDomid: 0x24506,
} as const;
export type XenIoreqIoctlEvtchn = (typeof XenIoreqIoctlEvtchn)[keyof typeof XenIoreqIoctlEvtchn];

/** Whether `value` is one of {@link XenIoreqIoctlEvtchn}. */
export function isXenIoreqIoctlEvtchn(value: number): value is XenIoreqIoctlEvtchn {
  return Number.isInteger(value) && (
    value === 0x4505
    || value === 0x24506
    || value === 0x44500
    || (value >= 0x44502 && value <= 0x44504)
    || value === 0x84501
  );
}

/** ioctls of /dev/xen/gntdev. */
export const XenIoreqIoctlGntdev = {
  mapGrantRef: 0x184700,
  unmapGrantRef: 0x104701,
  getOffsetForVaddr: 0x184702,
  setMaxGrants: 0x44703,
  setUnmapNotify: 0x104707,
} as const;
export type XenIoreqIoctlGntdev = (typeof XenIoreqIoctlGntdev)[keyof typeof XenIoreqIoctlGntdev];

/** Whether `value` is one of {@link XenIoreqIoctlGntdev}. */
export function isXenIoreqIoctlGntdev(value: number): value is XenIoreqIoctlGntdev {
  return (
    value === 0x44703
    || value === 0x104701
    || value === 0x104707
    || value === 0x184700
    || value === 0x184702
  );
}

/**
 * One trapped guest access.
 *
 * On the way back only `data` and `state` matter. On x86 one request can stand for
 * `count` accesses; Arm sends only type copy with count 1, df and data_is_ptr clear,
 * and sign-extends what it gets by itself.
 */
export interface XenIoreq {
  /**
   * Guest-physical address, port, or for PCI the segment in bits 63..48, bus in 47..40,
   * device in 39..35, function in 34..32 and register in 31..0. It fits a JavaScript
   * number for segments below 32, and x86 makes requests for segment 0 only.
   */
  addr: number;
  /**
   * The value of a write, or what a read gave; a guest-physical address of the values
   * when `data_is_ptr`. All ones in an invalidate.
   */
  data: bigint;
  /** Repetitions: 1, or more for string instructions; 0 in an invalidate. */
  count: number;
  /** Bytes of one access, a power of two, at most 8. */
  size: number;
  /** The vCPU's event channel in the guest; Xen checks that nobody changed it. */
  vpEport: number;
  state: XenIoreqState | number;
  /** `data` is the address of the values. */
  dataIsPtr: boolean;
  dir: XenIoreqDirection;
  /** Repetitions go down in memory instead of up. */
  df: boolean;
  type: XenIoreqType;
}

/** Bytes of a {@link XenIoreq}. */
export const xenIoreqSize = 32;

/**
 * The {@link XenIoreq} in `view`, or at `offset` in a larger one.
 * Another party may write it meanwhile: every byte is read once.
 */
export function decodeXenIoreq(view: DataView, offset?: number): XenIoreq {
  const at = recordAt(view, offset, 32, "XenIoreq");
  const bits = view.getUint8(at + 30);
  return {
    addr: readNumberLE(view, at, "XenIoreq.addr"),
    data: readUint64LE(view, at + 8),
    count: view.getUint32(at + 16, true),
    size: view.getUint32(at + 20, true),
    vpEport: view.getUint32(at + 24, true),
    state: bits & 0xf,
    dataIsPtr: (bits & 0x10) !== 0,
    dir: ((bits >>> 5) & 1) as XenIoreqDirection,
    df: (bits & 0x40) !== 0,
    type: knownXenIoreqType(view.getUint8(at + 31), "XenIoreq.type"),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeXenIoreq(value: XenIoreq, view: DataView, offset?: number): void {
  const at = recordAt(view, offset, 32, "XenIoreq");
  writeNumberLE(view, at, value.addr, "XenIoreq.addr");
  writeUint64LE(view, at + 8, value.data);
  view.setUint32(at + 16, value.count, true);
  view.setUint32(at + 20, value.size, true);
  view.setUint32(at + 24, value.vpEport, true);
  view.setUint16(at + 28, 0, true);
  const bits =
    (value.state & 0xf)
    | (value.dataIsPtr ? 0x10 : 0)
    | ((value.dir & 1) << 5)
    | (value.df ? 0x40 : 0);
  view.setUint8(at + 30, bits);
  view.setUint8(at + 31, knownXenIoreqType(value.type, "XenIoreq.type"));
}

/** `addr` of the record at `offset`. */
export function getXenIoreqAddr(view: DataView, offset = 0): number {
  return readNumberLE(view, offset, "XenIoreq.addr");
}

/** Sets `addr` of the record at `offset`. */
export function setXenIoreqAddr(view: DataView, offset: number, value: number): void {
  writeNumberLE(view, offset, value, "XenIoreq.addr");
}

/** The low 32 bits of `addr`. */
export function getXenIoreqAddrLow(view: DataView, offset = 0): number {
  return view.getUint32(offset, true);
}

/** Sets the low 32 bits of `addr`. */
export function setXenIoreqAddrLow(view: DataView, offset: number, value: number): void {
  view.setUint32(offset, value, true);
}

/** The high 32 bits of `addr`. */
export function getXenIoreqAddrHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 4, true);
}

/** Sets the high 32 bits of `addr`. */
export function setXenIoreqAddrHigh(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 4, value, true);
}

/** `data` of the record at `offset`. */
export function getXenIoreqData(view: DataView, offset = 0): bigint {
  return readUint64LE(view, offset + 8);
}

/** Sets `data` of the record at `offset`. */
export function setXenIoreqData(view: DataView, offset: number, value: bigint): void {
  writeUint64LE(view, offset + 8, value);
}

/** The low 32 bits of `data`. */
export function getXenIoreqDataLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + 8, true);
}

/** Sets the low 32 bits of `data`. */
export function setXenIoreqDataLow(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 8, value, true);
}

/** The high 32 bits of `data`. */
export function getXenIoreqDataHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 12, true);
}

/** Sets the high 32 bits of `data`. */
export function setXenIoreqDataHigh(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 12, value, true);
}

/** `count` of the record at `offset`. */
export function getXenIoreqCount(view: DataView, offset = 0): number {
  return view.getUint32(offset + 16, true);
}

/** Sets `count` of the record at `offset`. */
export function setXenIoreqCount(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 16, value, true);
}

/** `size` of the record at `offset`. */
export function getXenIoreqSize(view: DataView, offset = 0): number {
  return view.getUint32(offset + 20, true);
}

/** Sets `size` of the record at `offset`. */
export function setXenIoreqSize(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 20, value, true);
}

/** `vpEport` of the record at `offset`. */
export function getXenIoreqVpEport(view: DataView, offset = 0): number {
  return view.getUint32(offset + 24, true);
}

/** Sets `vpEport` of the record at `offset`. */
export function setXenIoreqVpEport(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 24, value, true);
}

/** `state` of the record at `offset`. */
export function getXenIoreqState(view: DataView, offset = 0): XenIoreqState | number {
  return view.getUint8(offset + 30) & 0xf;
}

/** Sets `state` of the record at `offset`. */
export function setXenIoreqState(
  view: DataView,
  offset: number,
  value: XenIoreqState | number,
): void {
  const others = view.getUint8(offset + 30) & 0xf0;
  view.setUint8(offset + 30, others | (value & 0xf));
}

/** `dataIsPtr` of the record at `offset`. */
export function getXenIoreqDataIsPtr(view: DataView, offset = 0): boolean {
  return (view.getUint8(offset + 30) & 0x10) !== 0;
}

/** Sets `dataIsPtr` of the record at `offset`. */
export function setXenIoreqDataIsPtr(view: DataView, offset: number, value: boolean): void {
  const others = view.getUint8(offset + 30) & 0xef;
  view.setUint8(offset + 30, others | (value ? 0x10 : 0));
}

/** `dir` of the record at `offset`. */
export function getXenIoreqDir(view: DataView, offset = 0): XenIoreqDirection {
  return ((view.getUint8(offset + 30) >>> 5) & 1) as XenIoreqDirection;
}

/** Sets `dir` of the record at `offset`. */
export function setXenIoreqDir(view: DataView, offset: number, value: XenIoreqDirection): void {
  const others = view.getUint8(offset + 30) & 0xdf;
  view.setUint8(offset + 30, others | ((value & 1) << 5));
}

/** `df` of the record at `offset`. */
export function getXenIoreqDf(view: DataView, offset = 0): boolean {
  return (view.getUint8(offset + 30) & 0x40) !== 0;
}

/** Sets `df` of the record at `offset`. */
export function setXenIoreqDf(view: DataView, offset: number, value: boolean): void {
  const others = view.getUint8(offset + 30) & 0xbf;
  view.setUint8(offset + 30, others | (value ? 0x40 : 0));
}

/** `type` of the record at `offset`. */
export function getXenIoreqType(view: DataView, offset = 0): XenIoreqType {
  return knownXenIoreqType(view.getUint8(offset + 31), "XenIoreq.type");
}

/** Sets `type` of the record at `offset`. */
export function setXenIoreqType(view: DataView, offset: number, value: XenIoreqType): void {
  view.setUint8(offset + 31, knownXenIoreqType(value, "XenIoreq.type"));
}

/**
 * The life of a slot. Xen crashes the guest when a state goes backwards or is none of these; it
 * waits only for a number that does not decrease, so inprocess may be skipped.
 *
 * The kernel's ioeventfd (privcmd) puts a slot that it does not want back to ready, which
 * Xen can see as a step backwards.
 *
 * Moves `state` of the {@link XenIoreq} at `offset`;
 * says whether it was at `from`.
 * A RangeError for a move that nobody may make, and for a value that is no state.
 * Loads and stores are plain: threads that share the memory need Atomics besides.
 *
 * - none to ready: host
 * - ready to inprocess: backend
 * - inprocess to respReady: backend
 * - respReady to none: host
 * - any state to none: backend
 */
export function moveXenIoreqState(
  view: DataView,
  offset: number,
  from: XenIoreqState,
  to: XenIoreqState,
): boolean {
  const isLegal =
    to === XenIoreqState.none
    || (from === XenIoreqState.none && to === XenIoreqState.ready)
    || (from === XenIoreqState.ready && to === XenIoreqState.inprocess)
    || (from === XenIoreqState.inprocess && to === XenIoreqState.respReady);
  if (!isLegal) {
    throw wire.illegalMove("XenIoreq.state", from, to);
  }
  const bits = view.getUint8(offset + 30);
  const current = bits & 0xf;
  if (current !== from) {
    wire.expectState(isXenIoreqState(current), current, "XenIoreq.state");
    return false;
  }
  view.setUint8(offset + 30, (bits & 0xf0) | (to & 0xf));
  return true;
}

/**
 * A page of slots, one per vCPU. Xen's header declares one element; the page has 128.
 * Its content means nothing before the server is enabled.
 */
export interface XenIoreqSharedIopage {
  /** Indexed by the vCPU's number. */
  vcpuIoreq: XenIoreq[];
}

/** Bytes of a {@link XenIoreqSharedIopage}. */
export const xenIoreqSharedIopageSize = 4096;

/**
 * The {@link XenIoreqSharedIopage} in `view`, or at `offset` in a larger one.
 * Another party may write it meanwhile: every byte is read once.
 */
export function decodeXenIoreqSharedIopage(view: DataView, offset?: number): XenIoreqSharedIopage {
  const at = recordAt(view, offset, 4096, "XenIoreqSharedIopage");
  const vcpuIoreq: XenIoreq[] = new Array(128);
  for (let index = 0; index < 128; index++) {
    vcpuIoreq[index] = decodeXenIoreq(view, at + 32 * index);
  }
  return {
    vcpuIoreq,
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeXenIoreqSharedIopage(
  value: XenIoreqSharedIopage,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 4096, "XenIoreqSharedIopage");
  expectCount(value.vcpuIoreq.length, 128, "XenIoreqSharedIopage.vcpu_ioreq");
  const vcpuIoreq = value.vcpuIoreq;
  for (let index = 0; index < vcpuIoreq.length; index++) {
    const item = vcpuIoreq[index] as XenIoreq;
    encodeXenIoreq(item, view, at + 32 * index);
  }
}

/** Where an item of `vcpuIoreq` lies in the record at `offset`. */
export function offsetOfXenIoreqSharedIopageVcpuIoreq(offset: number, index: number): number {
  wire.checkIndex(index, 128, "XenIoreqSharedIopage.vcpu_ioreq");
  return offset + 32 * index;
}

/** A buffered request. Whatever `dir` says, it is a write of one item. */
export interface XenIoreqBufIoreq {
  type: XenIoreqType;
  dir: XenIoreqDirection;
  /**
   * 1 << size bytes. An 8-byte request takes two slots with the same header: the low
   * half of the data, then the high half; the second may be slot 0.
   */
  size: number;
  /**
   * Guest-physical address below 1 MiB, or port. It begins at bit 12, right behind
   * the other fields: the rules of Microsoft's compilers would put it elsewhere.
   */
  addr: number;
  data: number;
}

/** Bytes of a {@link XenIoreqBufIoreq}. */
export const xenIoreqBufIoreqSize = 8;

/**
 * The {@link XenIoreqBufIoreq} in `view`, or at `offset` in a larger one.
 * Another party may write it meanwhile: every byte is read once.
 */
export function decodeXenIoreqBufIoreq(view: DataView, offset?: number): XenIoreqBufIoreq {
  const at = recordAt(view, offset, 8, "XenIoreqBufIoreq");
  const bits = view.getUint32(at, true);
  return {
    type: knownXenIoreqType(bits & 0xff, "XenIoreqBufIoreq.type"),
    dir: ((bits >>> 9) & 1) as XenIoreqDirection,
    size: (bits >>> 10) & 3,
    addr: bits >>> 12,
    data: view.getUint32(at + 4, true),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeXenIoreqBufIoreq(
  value: XenIoreqBufIoreq,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 8, "XenIoreqBufIoreq");
  const bits =
    (knownXenIoreqType(value.type, "XenIoreqBufIoreq.type") & 0xff)
    | ((value.dir & 1) << 9)
    | ((value.size & 3) << 10)
    | ((value.addr & 0xfffff) << 12);
  view.setUint32(at, bits, true);
  view.setUint32(at + 4, value.data, true);
}

/** `type` of the record at `offset`. */
export function getXenIoreqBufIoreqType(view: DataView, offset = 0): XenIoreqType {
  return knownXenIoreqType(view.getUint32(offset, true) & 0xff, "XenIoreqBufIoreq.type");
}

/** Sets `type` of the record at `offset`. */
export function setXenIoreqBufIoreqType(view: DataView, offset: number, value: XenIoreqType): void {
  const others = view.getUint32(offset, true) & 0xffffff00;
  view.setUint32(offset, others | (knownXenIoreqType(value, "XenIoreqBufIoreq.type") & 0xff), true);
}

/** `dir` of the record at `offset`. */
export function getXenIoreqBufIoreqDir(view: DataView, offset = 0): XenIoreqDirection {
  return ((view.getUint32(offset, true) >>> 9) & 1) as XenIoreqDirection;
}

/** Sets `dir` of the record at `offset`. */
export function setXenIoreqBufIoreqDir(
  view: DataView,
  offset: number,
  value: XenIoreqDirection,
): void {
  const others = view.getUint32(offset, true) & 0xfffffdff;
  view.setUint32(offset, others | ((value & 1) << 9), true);
}

/** `size` of the record at `offset`. */
export function getXenIoreqBufIoreqSize(view: DataView, offset = 0): number {
  return (view.getUint32(offset, true) >>> 10) & 3;
}

/** Sets `size` of the record at `offset`. */
export function setXenIoreqBufIoreqSize(view: DataView, offset: number, value: number): void {
  const others = view.getUint32(offset, true) & 0xfffff3ff;
  view.setUint32(offset, others | ((value & 3) << 10), true);
}

/** `addr` of the record at `offset`. */
export function getXenIoreqBufIoreqAddr(view: DataView, offset = 0): number {
  return view.getUint32(offset, true) >>> 12;
}

/** Sets `addr` of the record at `offset`. */
export function setXenIoreqBufIoreqAddr(view: DataView, offset: number, value: number): void {
  const others = view.getUint32(offset, true) & 0xfff;
  view.setUint32(offset, others | ((value & 0xfffff) << 12), true);
}

/** `data` of the record at `offset`. */
export function getXenIoreqBufIoreqData(view: DataView, offset = 0): number {
  return view.getUint32(offset + 4, true);
}

/** Sets `data` of the record at `offset`. */
export function setXenIoreqBufIoreqData(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 4, value, true);
}

/**
 * The page of buffered requests; x86 only. The indices count on and on, modulo 2^32, and the
 * slot is the index modulo 511.
 *
 * With HVM_IOREQSRV_BUFIOREQ_ATOMIC Xen subtracts multiples of 511 from both indices
 * whenever read_pointer has reached 511, so the server has to read them as a pair and
 * advance with an atomic addition. With HVM_IOREQSRV_BUFIOREQ_LEGACY it never does, and
 * since 2^32 modulo 511 is 32, slots jump when an index wraps: a long-lived legacy server
 * goes wrong. Xen counts an 8-byte request as two, and takes the ring as full one slot
 * earlier for it. Xen before 2024-10-08 dropped what it could not buffer.
 */
export interface XenIoreqBufferedIopage {
  readPointer: number;
  writePointer: number;
  bufIoreq: XenIoreqBufIoreq[];
}

/** Bytes of a {@link XenIoreqBufferedIopage}. */
export const xenIoreqBufferedIopageSize = 4096;

/**
 * The {@link XenIoreqBufferedIopage} in `view`, or at `offset` in a larger one.
 * Another party may write it meanwhile: every byte is read once.
 */
export function decodeXenIoreqBufferedIopage(
  view: DataView,
  offset?: number,
): XenIoreqBufferedIopage {
  const at = recordAt(view, offset, 4096, "XenIoreqBufferedIopage");
  const bufIoreq: XenIoreqBufIoreq[] = new Array(511);
  for (let index = 0; index < 511; index++) {
    bufIoreq[index] = decodeXenIoreqBufIoreq(view, at + 8 + 8 * index);
  }
  return {
    readPointer: view.getUint32(at, true),
    writePointer: view.getUint32(at + 4, true),
    bufIoreq,
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeXenIoreqBufferedIopage(
  value: XenIoreqBufferedIopage,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 4096, "XenIoreqBufferedIopage");
  view.setUint32(at, value.readPointer, true);
  view.setUint32(at + 4, value.writePointer, true);
  expectCount(value.bufIoreq.length, 511, "XenIoreqBufferedIopage.buf_ioreq");
  const bufIoreq = value.bufIoreq;
  for (let index = 0; index < bufIoreq.length; index++) {
    const item = bufIoreq[index] as XenIoreqBufIoreq;
    encodeXenIoreqBufIoreq(item, view, at + 8 + 8 * index);
  }
}

/** `readPointer` of the record at `offset`. */
export function getXenIoreqBufferedIopageReadPointer(view: DataView, offset = 0): number {
  return view.getUint32(offset, true);
}

/** Sets `readPointer` of the record at `offset`. */
export function setXenIoreqBufferedIopageReadPointer(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset, value, true);
}

/** `writePointer` of the record at `offset`. */
export function getXenIoreqBufferedIopageWritePointer(view: DataView, offset = 0): number {
  return view.getUint32(offset + 4, true);
}

/** Sets `writePointer` of the record at `offset`. */
export function setXenIoreqBufferedIopageWritePointer(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 4, value, true);
}

/** Where an item of `bufIoreq` lies in the record at `offset`. */
export function offsetOfXenIoreqBufferedIopageBufIoreq(offset: number, index: number): number {
  wire.checkIndex(index, 511, "XenIoreqBufferedIopage.buf_ioreq");
  return offset + 8 + 8 * index;
}

/** Slots that the consumer has not taken yet; a RangeError if the indices make no sense. */
export function pendingXenIoreqBufferedIopage(view: DataView, offset: number): number {
  const producer = view.getUint32(offset + 4, true);
  const consumer = view.getUint32(offset, true);
  return wire.ringCount(producer, consumer, 2 ** 32, 511, "XenIoreqBufferedIopage");
}

/** The pending slot `ahead` of the consumer, or undefined if there are not that many. */
export function peekXenIoreqBufferedIopage(
  view: DataView,
  offset: number,
  ahead: number,
): XenIoreqBufIoreq | undefined {
  const producer = view.getUint32(offset + 4, true);
  const consumer = view.getUint32(offset, true);
  const count = wire.ringCount(producer, consumer, 2 ** 32, 511, "XenIoreqBufferedIopage");
  if (ahead >= count) {
    return undefined;
  }
  const slot = offset + 8 + 8 * ((consumer + ahead) % (2 ** 32) % 511);
  return decodeXenIoreqBufIoreq(view, slot);
}

/** Gives `count` slots back to the producer; atomically, as the other side folds the indices. */
export function advanceXenIoreqBufferedIopage(view: DataView, offset: number, count: number): void {
  wire.atomicAdd(view, offset, count, true);
}

/** Puts a slot in: first its bytes, then the index. False if the ring is full. */
export function pushXenIoreqBufferedIopage(
  view: DataView,
  offset: number,
  entry: XenIoreqBufIoreq,
): boolean {
  const producer = view.getUint32(offset + 4, true);
  const consumer = view.getUint32(offset, true);
  const count = wire.ringCount(producer, consumer, 2 ** 32, 511, "XenIoreqBufferedIopage");
  if (count >= 511) {
    return false;
  }
  const slot = offset + 8 + 8 * (producer % 511);
  encodeXenIoreqBufIoreq(entry, view, slot);
  view.setUint32(offset + 4, (producer + 1) % (2 ** 32), true);
  return true;
}

/** Makes an IOREQ server for the guest. ENOSPC when there are eight already. */
export interface XenIoreqDmOpCreateIoreqServer {
  /** In: whether it has a ring. */
  handleBufioreq: XenIoreqHvmIoreqsrvBufioreq | number;
  /** Out: the server's number. */
  id: number;
}

/** Bytes of a {@link XenIoreqDmOpCreateIoreqServer}. */
export const xenIoreqDmOpCreateIoreqServerSize = 6;

/** The {@link XenIoreqDmOpCreateIoreqServer} in `view`, or at `offset` in a larger one. */
export function decodeXenIoreqDmOpCreateIoreqServer(
  view: DataView,
  offset?: number,
): XenIoreqDmOpCreateIoreqServer {
  const at = recordAt(view, offset, 6, "XenIoreqDmOpCreateIoreqServer");
  return {
    handleBufioreq: view.getUint8(at),
    id: view.getUint16(at + 4, true),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeXenIoreqDmOpCreateIoreqServer(
  value: XenIoreqDmOpCreateIoreqServer,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 6, "XenIoreqDmOpCreateIoreqServer");
  view.setUint8(at, value.handleBufioreq);
  wire.clear(view, at + 1, 3);
  view.setUint16(at + 4, value.id, true);
}

/** `handleBufioreq` of the record at `offset`. */
export function getXenIoreqDmOpCreateIoreqServerHandleBufioreq(
  view: DataView,
  offset = 0,
): XenIoreqHvmIoreqsrvBufioreq | number {
  return view.getUint8(offset);
}

/** Sets `handleBufioreq` of the record at `offset`. */
export function setXenIoreqDmOpCreateIoreqServerHandleBufioreq(
  view: DataView,
  offset: number,
  value: XenIoreqHvmIoreqsrvBufioreq | number,
): void {
  view.setUint8(offset, value);
}

/** `id` of the record at `offset`. */
export function getXenIoreqDmOpCreateIoreqServerId(view: DataView, offset = 0): number {
  return view.getUint16(offset + 4, true);
}

/** Sets `id` of the record at `offset`. */
export function setXenIoreqDmOpCreateIoreqServerId(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint16(offset + 4, value, true);
}

/**
 * Where a server's pages and its ring's event channel are. After the pages were mapped as
 * a resource, asking for frame numbers is EPERM, and the other way round; on Arm it
 * is always EOPNOTSUPP.
 */
export interface XenIoreqDmOpGetIoreqServerInfo {
  /** In. */
  id: number;
  /** In. */
  flags: number;
  /** Out: the ring's event channel, if there is a ring. */
  bufioreqPort: number;
  /** Out, without no_gfns: guest frame of the slots. */
  ioreqGfn: number;
  /** Out, without no_gfns: guest frame of the ring. */
  bufioreqGfn: number;
}

/** Bytes of a {@link XenIoreqDmOpGetIoreqServerInfo}. */
export const xenIoreqDmOpGetIoreqServerInfoSize = 24;

/** The {@link XenIoreqDmOpGetIoreqServerInfo} in `view`, or at `offset` in a larger one. */
export function decodeXenIoreqDmOpGetIoreqServerInfo(
  view: DataView,
  offset?: number,
): XenIoreqDmOpGetIoreqServerInfo {
  const at = recordAt(view, offset, 24, "XenIoreqDmOpGetIoreqServerInfo");
  return {
    id: view.getUint16(at, true),
    flags: view.getUint16(at + 2, true),
    bufioreqPort: view.getUint32(at + 4, true),
    ioreqGfn: readNumberLE(view, at + 8, "XenIoreqDmOpGetIoreqServerInfo.ioreq_gfn"),
    bufioreqGfn: readNumberLE(view, at + 16, "XenIoreqDmOpGetIoreqServerInfo.bufioreq_gfn"),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeXenIoreqDmOpGetIoreqServerInfo(
  value: XenIoreqDmOpGetIoreqServerInfo,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 24, "XenIoreqDmOpGetIoreqServerInfo");
  view.setUint16(at, value.id, true);
  view.setUint16(at + 2, value.flags, true);
  view.setUint32(at + 4, value.bufioreqPort, true);
  writeNumberLE(view, at + 8, value.ioreqGfn, "XenIoreqDmOpGetIoreqServerInfo.ioreq_gfn");
  writeNumberLE(view, at + 16, value.bufioreqGfn, "XenIoreqDmOpGetIoreqServerInfo.bufioreq_gfn");
}

/** `id` of the record at `offset`. */
export function getXenIoreqDmOpGetIoreqServerInfoId(view: DataView, offset = 0): number {
  return view.getUint16(offset, true);
}

/** Sets `id` of the record at `offset`. */
export function setXenIoreqDmOpGetIoreqServerInfoId(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint16(offset, value, true);
}

/** `flags` of the record at `offset`. */
export function getXenIoreqDmOpGetIoreqServerInfoFlags(view: DataView, offset = 0): number {
  return view.getUint16(offset + 2, true);
}

/** Sets `flags` of the record at `offset`. */
export function setXenIoreqDmOpGetIoreqServerInfoFlags(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint16(offset + 2, value, true);
}

/** `bufioreqPort` of the record at `offset`. */
export function getXenIoreqDmOpGetIoreqServerInfoBufioreqPort(view: DataView, offset = 0): number {
  return view.getUint32(offset + 4, true);
}

/** Sets `bufioreqPort` of the record at `offset`. */
export function setXenIoreqDmOpGetIoreqServerInfoBufioreqPort(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 4, value, true);
}

/** `ioreqGfn` of the record at `offset`. */
export function getXenIoreqDmOpGetIoreqServerInfoIoreqGfn(view: DataView, offset = 0): number {
  return readNumberLE(view, offset + 8, "XenIoreqDmOpGetIoreqServerInfo.ioreq_gfn");
}

/** Sets `ioreqGfn` of the record at `offset`. */
export function setXenIoreqDmOpGetIoreqServerInfoIoreqGfn(
  view: DataView,
  offset: number,
  value: number,
): void {
  writeNumberLE(view, offset + 8, value, "XenIoreqDmOpGetIoreqServerInfo.ioreq_gfn");
}

/** The low 32 bits of `ioreqGfn`. */
export function getXenIoreqDmOpGetIoreqServerInfoIoreqGfnLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + 8, true);
}

/** Sets the low 32 bits of `ioreqGfn`. */
export function setXenIoreqDmOpGetIoreqServerInfoIoreqGfnLow(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 8, value, true);
}

/** The high 32 bits of `ioreqGfn`. */
export function getXenIoreqDmOpGetIoreqServerInfoIoreqGfnHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 12, true);
}

/** Sets the high 32 bits of `ioreqGfn`. */
export function setXenIoreqDmOpGetIoreqServerInfoIoreqGfnHigh(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 12, value, true);
}

/** `bufioreqGfn` of the record at `offset`. */
export function getXenIoreqDmOpGetIoreqServerInfoBufioreqGfn(view: DataView, offset = 0): number {
  return readNumberLE(view, offset + 16, "XenIoreqDmOpGetIoreqServerInfo.bufioreq_gfn");
}

/** Sets `bufioreqGfn` of the record at `offset`. */
export function setXenIoreqDmOpGetIoreqServerInfoBufioreqGfn(
  view: DataView,
  offset: number,
  value: number,
): void {
  writeNumberLE(view, offset + 16, value, "XenIoreqDmOpGetIoreqServerInfo.bufioreq_gfn");
}

/** The low 32 bits of `bufioreqGfn`. */
export function getXenIoreqDmOpGetIoreqServerInfoBufioreqGfnLow(
  view: DataView,
  offset = 0,
): number {
  return view.getUint32(offset + 16, true);
}

/** Sets the low 32 bits of `bufioreqGfn`. */
export function setXenIoreqDmOpGetIoreqServerInfoBufioreqGfnLow(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 16, value, true);
}

/** The high 32 bits of `bufioreqGfn`. */
export function getXenIoreqDmOpGetIoreqServerInfoBufioreqGfnHigh(
  view: DataView,
  offset = 0,
): number {
  return view.getUint32(offset + 20, true);
}

/** Sets the high 32 bits of `bufioreqGfn`. */
export function setXenIoreqDmOpGetIoreqServerInfoBufioreqGfnHigh(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 20, value, true);
}

/**
 * Adds a range to a server, or removes it. Both ends belong to it. EEXIST when it overlaps a range
 * of the same server, ENOENT when it is not fully there to be removed.
 */
export interface XenIoreqDmOpIoreqServerRange {
  id: number;
  type: XenIoreqDmOpIoRange | number;
  /** First address, port or function. */
  start: number;
  /** Last one, inclusive. */
  end: number;
}

/** Bytes of a {@link XenIoreqDmOpIoreqServerRange}. */
export const xenIoreqDmOpIoreqServerRangeSize = 24;

/** The {@link XenIoreqDmOpIoreqServerRange} in `view`, or at `offset` in a larger one. */
export function decodeXenIoreqDmOpIoreqServerRange(
  view: DataView,
  offset?: number,
): XenIoreqDmOpIoreqServerRange {
  const at = recordAt(view, offset, 24, "XenIoreqDmOpIoreqServerRange");
  return {
    id: view.getUint16(at, true),
    type: view.getUint32(at + 4, true),
    start: readNumberLE(view, at + 8, "XenIoreqDmOpIoreqServerRange.start"),
    end: readNumberLE(view, at + 16, "XenIoreqDmOpIoreqServerRange.end"),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeXenIoreqDmOpIoreqServerRange(
  value: XenIoreqDmOpIoreqServerRange,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 24, "XenIoreqDmOpIoreqServerRange");
  view.setUint16(at, value.id, true);
  view.setUint16(at + 2, 0, true);
  view.setUint32(at + 4, value.type, true);
  writeNumberLE(view, at + 8, value.start, "XenIoreqDmOpIoreqServerRange.start");
  writeNumberLE(view, at + 16, value.end, "XenIoreqDmOpIoreqServerRange.end");
}

/** `id` of the record at `offset`. */
export function getXenIoreqDmOpIoreqServerRangeId(view: DataView, offset = 0): number {
  return view.getUint16(offset, true);
}

/** Sets `id` of the record at `offset`. */
export function setXenIoreqDmOpIoreqServerRangeId(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint16(offset, value, true);
}

/** `type` of the record at `offset`. */
export function getXenIoreqDmOpIoreqServerRangeType(
  view: DataView,
  offset = 0,
): XenIoreqDmOpIoRange | number {
  return view.getUint32(offset + 4, true);
}

/** Sets `type` of the record at `offset`. */
export function setXenIoreqDmOpIoreqServerRangeType(
  view: DataView,
  offset: number,
  value: XenIoreqDmOpIoRange | number,
): void {
  view.setUint32(offset + 4, value, true);
}

/** `start` of the record at `offset`. */
export function getXenIoreqDmOpIoreqServerRangeStart(view: DataView, offset = 0): number {
  return readNumberLE(view, offset + 8, "XenIoreqDmOpIoreqServerRange.start");
}

/** Sets `start` of the record at `offset`. */
export function setXenIoreqDmOpIoreqServerRangeStart(
  view: DataView,
  offset: number,
  value: number,
): void {
  writeNumberLE(view, offset + 8, value, "XenIoreqDmOpIoreqServerRange.start");
}

/** The low 32 bits of `start`. */
export function getXenIoreqDmOpIoreqServerRangeStartLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + 8, true);
}

/** Sets the low 32 bits of `start`. */
export function setXenIoreqDmOpIoreqServerRangeStartLow(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 8, value, true);
}

/** The high 32 bits of `start`. */
export function getXenIoreqDmOpIoreqServerRangeStartHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 12, true);
}

/** Sets the high 32 bits of `start`. */
export function setXenIoreqDmOpIoreqServerRangeStartHigh(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 12, value, true);
}

/** `end` of the record at `offset`. */
export function getXenIoreqDmOpIoreqServerRangeEnd(view: DataView, offset = 0): number {
  return readNumberLE(view, offset + 16, "XenIoreqDmOpIoreqServerRange.end");
}

/** Sets `end` of the record at `offset`. */
export function setXenIoreqDmOpIoreqServerRangeEnd(
  view: DataView,
  offset: number,
  value: number,
): void {
  writeNumberLE(view, offset + 16, value, "XenIoreqDmOpIoreqServerRange.end");
}

/** The low 32 bits of `end`. */
export function getXenIoreqDmOpIoreqServerRangeEndLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + 16, true);
}

/** Sets the low 32 bits of `end`. */
export function setXenIoreqDmOpIoreqServerRangeEndLow(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 16, value, true);
}

/** The high 32 bits of `end`. */
export function getXenIoreqDmOpIoreqServerRangeEndHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 20, true);
}

/** Sets the high 32 bits of `end`. */
export function setXenIoreqDmOpIoreqServerRangeEndHigh(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 20, value, true);
}

/** Enables or disables a server. Enabling writes each vCPU's event channel into its slot. */
export interface XenIoreqDmOpSetIoreqServerState {
  id: number;
  enabled: boolean;
}

/** Bytes of a {@link XenIoreqDmOpSetIoreqServerState}. */
export const xenIoreqDmOpSetIoreqServerStateSize = 4;

/** The {@link XenIoreqDmOpSetIoreqServerState} in `view`, or at `offset` in a larger one. */
export function decodeXenIoreqDmOpSetIoreqServerState(
  view: DataView,
  offset?: number,
): XenIoreqDmOpSetIoreqServerState {
  const at = recordAt(view, offset, 4, "XenIoreqDmOpSetIoreqServerState");
  return {
    id: view.getUint16(at, true),
    enabled: view.getUint8(at + 2) !== 0,
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeXenIoreqDmOpSetIoreqServerState(
  value: XenIoreqDmOpSetIoreqServerState,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 4, "XenIoreqDmOpSetIoreqServerState");
  view.setUint16(at, value.id, true);
  view.setUint8(at + 2, value.enabled ? 1 : 0);
  view.setUint8(at + 3, 0);
}

/** `id` of the record at `offset`. */
export function getXenIoreqDmOpSetIoreqServerStateId(view: DataView, offset = 0): number {
  return view.getUint16(offset, true);
}

/** Sets `id` of the record at `offset`. */
export function setXenIoreqDmOpSetIoreqServerStateId(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint16(offset, value, true);
}

/** `enabled` of the record at `offset`. */
export function getXenIoreqDmOpSetIoreqServerStateEnabled(view: DataView, offset = 0): boolean {
  return view.getUint8(offset + 2) !== 0;
}

/** Sets `enabled` of the record at `offset`. */
export function setXenIoreqDmOpSetIoreqServerStateEnabled(
  view: DataView,
  offset: number,
  value: boolean,
): void {
  view.setUint8(offset + 2, value ? 1 : 0);
}

/** Ends a server, with its ranges and event channels. */
export interface XenIoreqDmOpDestroyIoreqServer {
  id: number;
}

/** Bytes of a {@link XenIoreqDmOpDestroyIoreqServer}. */
export const xenIoreqDmOpDestroyIoreqServerSize = 4;

/** The {@link XenIoreqDmOpDestroyIoreqServer} in `view`, or at `offset` in a larger one. */
export function decodeXenIoreqDmOpDestroyIoreqServer(
  view: DataView,
  offset?: number,
): XenIoreqDmOpDestroyIoreqServer {
  const at = recordAt(view, offset, 4, "XenIoreqDmOpDestroyIoreqServer");
  return {
    id: view.getUint16(at, true),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeXenIoreqDmOpDestroyIoreqServer(
  value: XenIoreqDmOpDestroyIoreqServer,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 4, "XenIoreqDmOpDestroyIoreqServer");
  view.setUint16(at, value.id, true);
  view.setUint16(at + 2, 0, true);
}

/** `id` of the record at `offset`. */
export function getXenIoreqDmOpDestroyIoreqServerId(view: DataView, offset = 0): number {
  return view.getUint16(offset, true);
}

/** Sets `id` of the record at `offset`. */
export function setXenIoreqDmOpDestroyIoreqServerId(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint16(offset, value, true);
}

/** Which frames of video memory the guest has written since the last time. */
export interface XenIoreqDmOpTrackDirtyVram {
  /** Frames; 0 ends the tracking. */
  nr: number;
  firstPfn: number;
}

/** Bytes of a {@link XenIoreqDmOpTrackDirtyVram}. */
export const xenIoreqDmOpTrackDirtyVramSize = 16;

/** The {@link XenIoreqDmOpTrackDirtyVram} in `view`, or at `offset` in a larger one. */
export function decodeXenIoreqDmOpTrackDirtyVram(
  view: DataView,
  offset?: number,
): XenIoreqDmOpTrackDirtyVram {
  const at = recordAt(view, offset, 16, "XenIoreqDmOpTrackDirtyVram");
  return {
    nr: view.getUint32(at, true),
    firstPfn: readNumberLE(view, at + 8, "XenIoreqDmOpTrackDirtyVram.first_pfn"),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeXenIoreqDmOpTrackDirtyVram(
  value: XenIoreqDmOpTrackDirtyVram,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 16, "XenIoreqDmOpTrackDirtyVram");
  view.setUint32(at, value.nr, true);
  view.setUint32(at + 4, 0, true);
  writeNumberLE(view, at + 8, value.firstPfn, "XenIoreqDmOpTrackDirtyVram.first_pfn");
}

/** `nr` of the record at `offset`. */
export function getXenIoreqDmOpTrackDirtyVramNr(view: DataView, offset = 0): number {
  return view.getUint32(offset, true);
}

/** Sets `nr` of the record at `offset`. */
export function setXenIoreqDmOpTrackDirtyVramNr(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset, value, true);
}

/** `firstPfn` of the record at `offset`. */
export function getXenIoreqDmOpTrackDirtyVramFirstPfn(view: DataView, offset = 0): number {
  return readNumberLE(view, offset + 8, "XenIoreqDmOpTrackDirtyVram.first_pfn");
}

/** Sets `firstPfn` of the record at `offset`. */
export function setXenIoreqDmOpTrackDirtyVramFirstPfn(
  view: DataView,
  offset: number,
  value: number,
): void {
  writeNumberLE(view, offset + 8, value, "XenIoreqDmOpTrackDirtyVram.first_pfn");
}

/** The low 32 bits of `firstPfn`. */
export function getXenIoreqDmOpTrackDirtyVramFirstPfnLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + 8, true);
}

/** Sets the low 32 bits of `firstPfn`. */
export function setXenIoreqDmOpTrackDirtyVramFirstPfnLow(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 8, value, true);
}

/** The high 32 bits of `firstPfn`. */
export function getXenIoreqDmOpTrackDirtyVramFirstPfnHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 12, true);
}

/** Sets the high 32 bits of `firstPfn`. */
export function setXenIoreqDmOpTrackDirtyVramFirstPfnHigh(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 12, value, true);
}

/** Sets a PCI interrupt pin. */
export interface XenIoreqDmOpSetPciIntxLevel {
  /** The PCI segment. */
  domain: number;
  bus: number;
  device: number;
  /** 0 to 3 for INTA to INTD. */
  intx: number;
  level: boolean;
}

/** Bytes of a {@link XenIoreqDmOpSetPciIntxLevel}. */
export const xenIoreqDmOpSetPciIntxLevelSize = 6;

/** The {@link XenIoreqDmOpSetPciIntxLevel} in `view`, or at `offset` in a larger one. */
export function decodeXenIoreqDmOpSetPciIntxLevel(
  view: DataView,
  offset?: number,
): XenIoreqDmOpSetPciIntxLevel {
  const at = recordAt(view, offset, 6, "XenIoreqDmOpSetPciIntxLevel");
  return {
    domain: view.getUint16(at, true),
    bus: view.getUint8(at + 2),
    device: view.getUint8(at + 3),
    intx: view.getUint8(at + 4),
    level: view.getUint8(at + 5) !== 0,
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeXenIoreqDmOpSetPciIntxLevel(
  value: XenIoreqDmOpSetPciIntxLevel,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 6, "XenIoreqDmOpSetPciIntxLevel");
  view.setUint16(at, value.domain, true);
  view.setUint8(at + 2, value.bus);
  view.setUint8(at + 3, value.device);
  view.setUint8(at + 4, value.intx);
  view.setUint8(at + 5, value.level ? 1 : 0);
}

/** `domain` of the record at `offset`. */
export function getXenIoreqDmOpSetPciIntxLevelDomain(view: DataView, offset = 0): number {
  return view.getUint16(offset, true);
}

/** Sets `domain` of the record at `offset`. */
export function setXenIoreqDmOpSetPciIntxLevelDomain(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint16(offset, value, true);
}

/** `bus` of the record at `offset`. */
export function getXenIoreqDmOpSetPciIntxLevelBus(view: DataView, offset = 0): number {
  return view.getUint8(offset + 2);
}

/** Sets `bus` of the record at `offset`. */
export function setXenIoreqDmOpSetPciIntxLevelBus(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint8(offset + 2, value);
}

/** `device` of the record at `offset`. */
export function getXenIoreqDmOpSetPciIntxLevelDevice(view: DataView, offset = 0): number {
  return view.getUint8(offset + 3);
}

/** Sets `device` of the record at `offset`. */
export function setXenIoreqDmOpSetPciIntxLevelDevice(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint8(offset + 3, value);
}

/** `intx` of the record at `offset`. */
export function getXenIoreqDmOpSetPciIntxLevelIntx(view: DataView, offset = 0): number {
  return view.getUint8(offset + 4);
}

/** Sets `intx` of the record at `offset`. */
export function setXenIoreqDmOpSetPciIntxLevelIntx(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint8(offset + 4, value);
}

/** `level` of the record at `offset`. */
export function getXenIoreqDmOpSetPciIntxLevelLevel(view: DataView, offset = 0): boolean {
  return view.getUint8(offset + 5) !== 0;
}

/** Sets `level` of the record at `offset`. */
export function setXenIoreqDmOpSetPciIntxLevelLevel(
  view: DataView,
  offset: number,
  value: boolean,
): void {
  view.setUint8(offset + 5, value ? 1 : 0);
}

/** Sets an ISA interrupt line. */
export interface XenIoreqDmOpSetIsaIrqLevel {
  /** 0 to 15. */
  isaIrq: number;
  level: boolean;
}

/** Bytes of a {@link XenIoreqDmOpSetIsaIrqLevel}. */
export const xenIoreqDmOpSetIsaIrqLevelSize = 2;

/** The {@link XenIoreqDmOpSetIsaIrqLevel} in `view`, or at `offset` in a larger one. */
export function decodeXenIoreqDmOpSetIsaIrqLevel(
  view: DataView,
  offset?: number,
): XenIoreqDmOpSetIsaIrqLevel {
  const at = recordAt(view, offset, 2, "XenIoreqDmOpSetIsaIrqLevel");
  return {
    isaIrq: view.getUint8(at),
    level: view.getUint8(at + 1) !== 0,
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeXenIoreqDmOpSetIsaIrqLevel(
  value: XenIoreqDmOpSetIsaIrqLevel,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 2, "XenIoreqDmOpSetIsaIrqLevel");
  view.setUint8(at, value.isaIrq);
  view.setUint8(at + 1, value.level ? 1 : 0);
}

/** `isaIrq` of the record at `offset`. */
export function getXenIoreqDmOpSetIsaIrqLevelIsaIrq(view: DataView, offset = 0): number {
  return view.getUint8(offset);
}

/** Sets `isaIrq` of the record at `offset`. */
export function setXenIoreqDmOpSetIsaIrqLevelIsaIrq(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint8(offset, value);
}

/** `level` of the record at `offset`. */
export function getXenIoreqDmOpSetIsaIrqLevelLevel(view: DataView, offset = 0): boolean {
  return view.getUint8(offset + 1) !== 0;
}

/** Sets `level` of the record at `offset`. */
export function setXenIoreqDmOpSetIsaIrqLevelLevel(
  view: DataView,
  offset: number,
  value: boolean,
): void {
  view.setUint8(offset + 1, value ? 1 : 0);
}

/** Routes a PCI link to an ISA interrupt. */
export interface XenIoreqDmOpSetPciLinkRoute {
  /** 0 to 3. */
  link: number;
  /** 0 disables the link. */
  isaIrq: number;
}

/** Bytes of a {@link XenIoreqDmOpSetPciLinkRoute}. */
export const xenIoreqDmOpSetPciLinkRouteSize = 2;

/** The {@link XenIoreqDmOpSetPciLinkRoute} in `view`, or at `offset` in a larger one. */
export function decodeXenIoreqDmOpSetPciLinkRoute(
  view: DataView,
  offset?: number,
): XenIoreqDmOpSetPciLinkRoute {
  const at = recordAt(view, offset, 2, "XenIoreqDmOpSetPciLinkRoute");
  return {
    link: view.getUint8(at),
    isaIrq: view.getUint8(at + 1),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeXenIoreqDmOpSetPciLinkRoute(
  value: XenIoreqDmOpSetPciLinkRoute,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 2, "XenIoreqDmOpSetPciLinkRoute");
  view.setUint8(at, value.link);
  view.setUint8(at + 1, value.isaIrq);
}

/** `link` of the record at `offset`. */
export function getXenIoreqDmOpSetPciLinkRouteLink(view: DataView, offset = 0): number {
  return view.getUint8(offset);
}

/** Sets `link` of the record at `offset`. */
export function setXenIoreqDmOpSetPciLinkRouteLink(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint8(offset, value);
}

/** `isaIrq` of the record at `offset`. */
export function getXenIoreqDmOpSetPciLinkRouteIsaIrq(view: DataView, offset = 0): number {
  return view.getUint8(offset + 1);
}

/** Sets `isaIrq` of the record at `offset`. */
export function setXenIoreqDmOpSetPciLinkRouteIsaIrq(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint8(offset + 1, value);
}

/** Says that the device model wrote guest memory. */
export interface XenIoreqDmOpModifiedMemory {
  /** Entries in the second buffer. */
  nrExtents: number;
  /** 0; Xen keeps its progress in it. */
  opaque: number;
}

/** Bytes of a {@link XenIoreqDmOpModifiedMemory}. */
export const xenIoreqDmOpModifiedMemorySize = 8;

/** The {@link XenIoreqDmOpModifiedMemory} in `view`, or at `offset` in a larger one. */
export function decodeXenIoreqDmOpModifiedMemory(
  view: DataView,
  offset?: number,
): XenIoreqDmOpModifiedMemory {
  const at = recordAt(view, offset, 8, "XenIoreqDmOpModifiedMemory");
  return {
    nrExtents: view.getUint32(at, true),
    opaque: view.getUint32(at + 4, true),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeXenIoreqDmOpModifiedMemory(
  value: XenIoreqDmOpModifiedMemory,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 8, "XenIoreqDmOpModifiedMemory");
  view.setUint32(at, value.nrExtents, true);
  view.setUint32(at + 4, value.opaque, true);
}

/** `nrExtents` of the record at `offset`. */
export function getXenIoreqDmOpModifiedMemoryNrExtents(view: DataView, offset = 0): number {
  return view.getUint32(offset, true);
}

/** Sets `nrExtents` of the record at `offset`. */
export function setXenIoreqDmOpModifiedMemoryNrExtents(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset, value, true);
}

/** `opaque` of the record at `offset`. */
export function getXenIoreqDmOpModifiedMemoryOpaque(view: DataView, offset = 0): number {
  return view.getUint32(offset + 4, true);
}

/** Sets `opaque` of the record at `offset`. */
export function setXenIoreqDmOpModifiedMemoryOpaque(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 4, value, true);
}

/** A run of frames. */
export interface XenIoreqDmOpModifiedMemoryExtent {
  nr: number;
  firstPfn: number;
}

/** Bytes of a {@link XenIoreqDmOpModifiedMemoryExtent}. */
export const xenIoreqDmOpModifiedMemoryExtentSize = 16;

/** The {@link XenIoreqDmOpModifiedMemoryExtent} in `view`, or at `offset` in a larger one. */
export function decodeXenIoreqDmOpModifiedMemoryExtent(
  view: DataView,
  offset?: number,
): XenIoreqDmOpModifiedMemoryExtent {
  const at = recordAt(view, offset, 16, "XenIoreqDmOpModifiedMemoryExtent");
  return {
    nr: view.getUint32(at, true),
    firstPfn: readNumberLE(view, at + 8, "XenIoreqDmOpModifiedMemoryExtent.first_pfn"),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeXenIoreqDmOpModifiedMemoryExtent(
  value: XenIoreqDmOpModifiedMemoryExtent,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 16, "XenIoreqDmOpModifiedMemoryExtent");
  view.setUint32(at, value.nr, true);
  view.setUint32(at + 4, 0, true);
  writeNumberLE(view, at + 8, value.firstPfn, "XenIoreqDmOpModifiedMemoryExtent.first_pfn");
}

/** `nr` of the record at `offset`. */
export function getXenIoreqDmOpModifiedMemoryExtentNr(view: DataView, offset = 0): number {
  return view.getUint32(offset, true);
}

/** Sets `nr` of the record at `offset`. */
export function setXenIoreqDmOpModifiedMemoryExtentNr(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset, value, true);
}

/** `firstPfn` of the record at `offset`. */
export function getXenIoreqDmOpModifiedMemoryExtentFirstPfn(view: DataView, offset = 0): number {
  return readNumberLE(view, offset + 8, "XenIoreqDmOpModifiedMemoryExtent.first_pfn");
}

/** Sets `firstPfn` of the record at `offset`. */
export function setXenIoreqDmOpModifiedMemoryExtentFirstPfn(
  view: DataView,
  offset: number,
  value: number,
): void {
  writeNumberLE(view, offset + 8, value, "XenIoreqDmOpModifiedMemoryExtent.first_pfn");
}

/** The low 32 bits of `firstPfn`. */
export function getXenIoreqDmOpModifiedMemoryExtentFirstPfnLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + 8, true);
}

/** Sets the low 32 bits of `firstPfn`. */
export function setXenIoreqDmOpModifiedMemoryExtentFirstPfnLow(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 8, value, true);
}

/** The high 32 bits of `firstPfn`. */
export function getXenIoreqDmOpModifiedMemoryExtentFirstPfnHigh(
  view: DataView,
  offset = 0,
): number {
  return view.getUint32(offset + 12, true);
}

/** Sets the high 32 bits of `firstPfn`. */
export function setXenIoreqDmOpModifiedMemoryExtentFirstPfnHigh(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 12, value, true);
}

/** Changes what a run of frames is. */
export interface XenIoreqDmOpSetMemType {
  nr: number;
  memType: XenIoreqHvmmem | number;
  firstPfn: number;
}

/** Bytes of a {@link XenIoreqDmOpSetMemType}. */
export const xenIoreqDmOpSetMemTypeSize = 16;

/** The {@link XenIoreqDmOpSetMemType} in `view`, or at `offset` in a larger one. */
export function decodeXenIoreqDmOpSetMemType(
  view: DataView,
  offset?: number,
): XenIoreqDmOpSetMemType {
  const at = recordAt(view, offset, 16, "XenIoreqDmOpSetMemType");
  return {
    nr: view.getUint32(at, true),
    memType: view.getUint16(at + 4, true),
    firstPfn: readNumberLE(view, at + 8, "XenIoreqDmOpSetMemType.first_pfn"),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeXenIoreqDmOpSetMemType(
  value: XenIoreqDmOpSetMemType,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 16, "XenIoreqDmOpSetMemType");
  view.setUint32(at, value.nr, true);
  view.setUint16(at + 4, value.memType, true);
  view.setUint16(at + 6, 0, true);
  writeNumberLE(view, at + 8, value.firstPfn, "XenIoreqDmOpSetMemType.first_pfn");
}

/** `nr` of the record at `offset`. */
export function getXenIoreqDmOpSetMemTypeNr(view: DataView, offset = 0): number {
  return view.getUint32(offset, true);
}

/** Sets `nr` of the record at `offset`. */
export function setXenIoreqDmOpSetMemTypeNr(view: DataView, offset: number, value: number): void {
  view.setUint32(offset, value, true);
}

/** `memType` of the record at `offset`. */
export function getXenIoreqDmOpSetMemTypeMemType(
  view: DataView,
  offset = 0,
): XenIoreqHvmmem | number {
  return view.getUint16(offset + 4, true);
}

/** Sets `memType` of the record at `offset`. */
export function setXenIoreqDmOpSetMemTypeMemType(
  view: DataView,
  offset: number,
  value: XenIoreqHvmmem | number,
): void {
  view.setUint16(offset + 4, value, true);
}

/** `firstPfn` of the record at `offset`. */
export function getXenIoreqDmOpSetMemTypeFirstPfn(view: DataView, offset = 0): number {
  return readNumberLE(view, offset + 8, "XenIoreqDmOpSetMemType.first_pfn");
}

/** Sets `firstPfn` of the record at `offset`. */
export function setXenIoreqDmOpSetMemTypeFirstPfn(
  view: DataView,
  offset: number,
  value: number,
): void {
  writeNumberLE(view, offset + 8, value, "XenIoreqDmOpSetMemType.first_pfn");
}

/** The low 32 bits of `firstPfn`. */
export function getXenIoreqDmOpSetMemTypeFirstPfnLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + 8, true);
}

/** Sets the low 32 bits of `firstPfn`. */
export function setXenIoreqDmOpSetMemTypeFirstPfnLow(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 8, value, true);
}

/** The high 32 bits of `firstPfn`. */
export function getXenIoreqDmOpSetMemTypeFirstPfnHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 12, true);
}

/** Sets the high 32 bits of `firstPfn`. */
export function setXenIoreqDmOpSetMemTypeFirstPfnHigh(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 12, value, true);
}

/** Gives a vCPU an event. */
export interface XenIoreqDmOpInjectEvent {
  vcpuid: number;
  vector: number;
  type: XenIoreqDmOpEvent | number;
  /** Length of the instruction, in bytes. */
  insnLen: number;
  /** All ones: there is none. */
  errorCode: number;
  /** For page faults. */
  cr2: bigint;
}

/** Bytes of a {@link XenIoreqDmOpInjectEvent}. */
export const xenIoreqDmOpInjectEventSize = 24;

/** The {@link XenIoreqDmOpInjectEvent} in `view`, or at `offset` in a larger one. */
export function decodeXenIoreqDmOpInjectEvent(
  view: DataView,
  offset?: number,
): XenIoreqDmOpInjectEvent {
  const at = recordAt(view, offset, 24, "XenIoreqDmOpInjectEvent");
  return {
    vcpuid: view.getUint32(at, true),
    vector: view.getUint8(at + 4),
    type: view.getUint8(at + 5),
    insnLen: view.getUint8(at + 6),
    errorCode: view.getUint32(at + 8, true),
    cr2: readUint64LE(view, at + 16),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeXenIoreqDmOpInjectEvent(
  value: XenIoreqDmOpInjectEvent,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 24, "XenIoreqDmOpInjectEvent");
  view.setUint32(at, value.vcpuid, true);
  view.setUint8(at + 4, value.vector);
  view.setUint8(at + 5, value.type);
  view.setUint8(at + 6, value.insnLen);
  view.setUint8(at + 7, 0);
  view.setUint32(at + 8, value.errorCode, true);
  view.setUint32(at + 12, 0, true);
  writeUint64LE(view, at + 16, value.cr2);
}

/** `vcpuid` of the record at `offset`. */
export function getXenIoreqDmOpInjectEventVcpuid(view: DataView, offset = 0): number {
  return view.getUint32(offset, true);
}

/** Sets `vcpuid` of the record at `offset`. */
export function setXenIoreqDmOpInjectEventVcpuid(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset, value, true);
}

/** `vector` of the record at `offset`. */
export function getXenIoreqDmOpInjectEventVector(view: DataView, offset = 0): number {
  return view.getUint8(offset + 4);
}

/** Sets `vector` of the record at `offset`. */
export function setXenIoreqDmOpInjectEventVector(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint8(offset + 4, value);
}

/** `type` of the record at `offset`. */
export function getXenIoreqDmOpInjectEventType(
  view: DataView,
  offset = 0,
): XenIoreqDmOpEvent | number {
  return view.getUint8(offset + 5);
}

/** Sets `type` of the record at `offset`. */
export function setXenIoreqDmOpInjectEventType(
  view: DataView,
  offset: number,
  value: XenIoreqDmOpEvent | number,
): void {
  view.setUint8(offset + 5, value);
}

/** `insnLen` of the record at `offset`. */
export function getXenIoreqDmOpInjectEventInsnLen(view: DataView, offset = 0): number {
  return view.getUint8(offset + 6);
}

/** Sets `insnLen` of the record at `offset`. */
export function setXenIoreqDmOpInjectEventInsnLen(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint8(offset + 6, value);
}

/** `errorCode` of the record at `offset`. */
export function getXenIoreqDmOpInjectEventErrorCode(view: DataView, offset = 0): number {
  return view.getUint32(offset + 8, true);
}

/** Sets `errorCode` of the record at `offset`. */
export function setXenIoreqDmOpInjectEventErrorCode(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 8, value, true);
}

/** `cr2` of the record at `offset`. */
export function getXenIoreqDmOpInjectEventCr2(view: DataView, offset = 0): bigint {
  return readUint64LE(view, offset + 16);
}

/** Sets `cr2` of the record at `offset`. */
export function setXenIoreqDmOpInjectEventCr2(view: DataView, offset: number, value: bigint): void {
  writeUint64LE(view, offset + 16, value);
}

/** The low 32 bits of `cr2`. */
export function getXenIoreqDmOpInjectEventCr2Low(view: DataView, offset = 0): number {
  return view.getUint32(offset + 16, true);
}

/** Sets the low 32 bits of `cr2`. */
export function setXenIoreqDmOpInjectEventCr2Low(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 16, value, true);
}

/** The high 32 bits of `cr2`. */
export function getXenIoreqDmOpInjectEventCr2High(view: DataView, offset = 0): number {
  return view.getUint32(offset + 20, true);
}

/** Sets the high 32 bits of `cr2`. */
export function setXenIoreqDmOpInjectEventCr2High(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 20, value, true);
}

/**
 * Sends a message signalled interrupt. The library call takes the address first; the
 * record has the data first.
 */
export interface XenIoreqDmOpInjectMsi {
  data: number;
  addr: number;
}

/** Bytes of a {@link XenIoreqDmOpInjectMsi}. */
export const xenIoreqDmOpInjectMsiSize = 16;

/** The {@link XenIoreqDmOpInjectMsi} in `view`, or at `offset` in a larger one. */
export function decodeXenIoreqDmOpInjectMsi(
  view: DataView,
  offset?: number,
): XenIoreqDmOpInjectMsi {
  const at = recordAt(view, offset, 16, "XenIoreqDmOpInjectMsi");
  return {
    data: view.getUint32(at, true),
    addr: readNumberLE(view, at + 8, "XenIoreqDmOpInjectMsi.addr"),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeXenIoreqDmOpInjectMsi(
  value: XenIoreqDmOpInjectMsi,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 16, "XenIoreqDmOpInjectMsi");
  view.setUint32(at, value.data, true);
  view.setUint32(at + 4, 0, true);
  writeNumberLE(view, at + 8, value.addr, "XenIoreqDmOpInjectMsi.addr");
}

/** `data` of the record at `offset`. */
export function getXenIoreqDmOpInjectMsiData(view: DataView, offset = 0): number {
  return view.getUint32(offset, true);
}

/** Sets `data` of the record at `offset`. */
export function setXenIoreqDmOpInjectMsiData(view: DataView, offset: number, value: number): void {
  view.setUint32(offset, value, true);
}

/** `addr` of the record at `offset`. */
export function getXenIoreqDmOpInjectMsiAddr(view: DataView, offset = 0): number {
  return readNumberLE(view, offset + 8, "XenIoreqDmOpInjectMsi.addr");
}

/** Sets `addr` of the record at `offset`. */
export function setXenIoreqDmOpInjectMsiAddr(view: DataView, offset: number, value: number): void {
  writeNumberLE(view, offset + 8, value, "XenIoreqDmOpInjectMsi.addr");
}

/** The low 32 bits of `addr`. */
export function getXenIoreqDmOpInjectMsiAddrLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + 8, true);
}

/** Sets the low 32 bits of `addr`. */
export function setXenIoreqDmOpInjectMsiAddrLow(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 8, value, true);
}

/** The high 32 bits of `addr`. */
export function getXenIoreqDmOpInjectMsiAddrHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 12, true);
}

/** Sets the high 32 bits of `addr`. */
export function setXenIoreqDmOpInjectMsiAddrHigh(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 12, value, true);
}

/** Forwards accesses to a type of memory; no flags end it. */
export interface XenIoreqDmOpMapMemTypeToIoreqServer {
  id: number;
  /** ioreq_server. */
  type: XenIoreqHvmmem | number;
  flags: number;
  /** 0; Xen keeps its progress in it. */
  opaque: bigint;
}

/** Bytes of a {@link XenIoreqDmOpMapMemTypeToIoreqServer}. */
export const xenIoreqDmOpMapMemTypeToIoreqServerSize = 16;

/** The {@link XenIoreqDmOpMapMemTypeToIoreqServer} in `view`, or at `offset` in a larger one. */
export function decodeXenIoreqDmOpMapMemTypeToIoreqServer(
  view: DataView,
  offset?: number,
): XenIoreqDmOpMapMemTypeToIoreqServer {
  const at = recordAt(view, offset, 16, "XenIoreqDmOpMapMemTypeToIoreqServer");
  return {
    id: view.getUint16(at, true),
    type: view.getUint16(at + 2, true),
    flags: view.getUint32(at + 4, true),
    opaque: readUint64LE(view, at + 8),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeXenIoreqDmOpMapMemTypeToIoreqServer(
  value: XenIoreqDmOpMapMemTypeToIoreqServer,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 16, "XenIoreqDmOpMapMemTypeToIoreqServer");
  view.setUint16(at, value.id, true);
  view.setUint16(at + 2, value.type, true);
  view.setUint32(at + 4, value.flags, true);
  writeUint64LE(view, at + 8, value.opaque);
}

/** `id` of the record at `offset`. */
export function getXenIoreqDmOpMapMemTypeToIoreqServerId(view: DataView, offset = 0): number {
  return view.getUint16(offset, true);
}

/** Sets `id` of the record at `offset`. */
export function setXenIoreqDmOpMapMemTypeToIoreqServerId(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint16(offset, value, true);
}

/** `type` of the record at `offset`. */
export function getXenIoreqDmOpMapMemTypeToIoreqServerType(
  view: DataView,
  offset = 0,
): XenIoreqHvmmem | number {
  return view.getUint16(offset + 2, true);
}

/** Sets `type` of the record at `offset`. */
export function setXenIoreqDmOpMapMemTypeToIoreqServerType(
  view: DataView,
  offset: number,
  value: XenIoreqHvmmem | number,
): void {
  view.setUint16(offset + 2, value, true);
}

/** `flags` of the record at `offset`. */
export function getXenIoreqDmOpMapMemTypeToIoreqServerFlags(view: DataView, offset = 0): number {
  return view.getUint32(offset + 4, true);
}

/** Sets `flags` of the record at `offset`. */
export function setXenIoreqDmOpMapMemTypeToIoreqServerFlags(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 4, value, true);
}

/** `opaque` of the record at `offset`. */
export function getXenIoreqDmOpMapMemTypeToIoreqServerOpaque(view: DataView, offset = 0): bigint {
  return readUint64LE(view, offset + 8);
}

/** Sets `opaque` of the record at `offset`. */
export function setXenIoreqDmOpMapMemTypeToIoreqServerOpaque(
  view: DataView,
  offset: number,
  value: bigint,
): void {
  writeUint64LE(view, offset + 8, value);
}

/** The low 32 bits of `opaque`. */
export function getXenIoreqDmOpMapMemTypeToIoreqServerOpaqueLow(
  view: DataView,
  offset = 0,
): number {
  return view.getUint32(offset + 8, true);
}

/** Sets the low 32 bits of `opaque`. */
export function setXenIoreqDmOpMapMemTypeToIoreqServerOpaqueLow(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 8, value, true);
}

/** The high 32 bits of `opaque`. */
export function getXenIoreqDmOpMapMemTypeToIoreqServerOpaqueHigh(
  view: DataView,
  offset = 0,
): number {
  return view.getUint32(offset + 12, true);
}

/** Sets the high 32 bits of `opaque`. */
export function setXenIoreqDmOpMapMemTypeToIoreqServerOpaqueHigh(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 12, value, true);
}

/** Shuts the guest down. */
export interface XenIoreqDmOpRemoteShutdown {
  /** One of Xen's SHUTDOWN_ numbers. */
  reason: number;
}

/** Bytes of a {@link XenIoreqDmOpRemoteShutdown}. */
export const xenIoreqDmOpRemoteShutdownSize = 4;

/** The {@link XenIoreqDmOpRemoteShutdown} in `view`, or at `offset` in a larger one. */
export function decodeXenIoreqDmOpRemoteShutdown(
  view: DataView,
  offset?: number,
): XenIoreqDmOpRemoteShutdown {
  const at = recordAt(view, offset, 4, "XenIoreqDmOpRemoteShutdown");
  return {
    reason: view.getUint32(at, true),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeXenIoreqDmOpRemoteShutdown(
  value: XenIoreqDmOpRemoteShutdown,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 4, "XenIoreqDmOpRemoteShutdown");
  view.setUint32(at, value.reason, true);
}

/** `reason` of the record at `offset`. */
export function getXenIoreqDmOpRemoteShutdownReason(view: DataView, offset = 0): number {
  return view.getUint32(offset, true);
}

/** Sets `reason` of the record at `offset`. */
export function setXenIoreqDmOpRemoteShutdownReason(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset, value, true);
}

/** Moves frames of guest memory. All fields are in and out; Xen leaves its progress in them. */
export interface XenIoreqDmOpRelocateMemory {
  /** Frames. */
  size: number;
  srcGfn: number;
  dstGfn: number;
}

/** Bytes of a {@link XenIoreqDmOpRelocateMemory}. */
export const xenIoreqDmOpRelocateMemorySize = 24;

/** The {@link XenIoreqDmOpRelocateMemory} in `view`, or at `offset` in a larger one. */
export function decodeXenIoreqDmOpRelocateMemory(
  view: DataView,
  offset?: number,
): XenIoreqDmOpRelocateMemory {
  const at = recordAt(view, offset, 24, "XenIoreqDmOpRelocateMemory");
  return {
    size: view.getUint32(at, true),
    srcGfn: readNumberLE(view, at + 8, "XenIoreqDmOpRelocateMemory.src_gfn"),
    dstGfn: readNumberLE(view, at + 16, "XenIoreqDmOpRelocateMemory.dst_gfn"),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeXenIoreqDmOpRelocateMemory(
  value: XenIoreqDmOpRelocateMemory,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 24, "XenIoreqDmOpRelocateMemory");
  view.setUint32(at, value.size, true);
  view.setUint32(at + 4, 0, true);
  writeNumberLE(view, at + 8, value.srcGfn, "XenIoreqDmOpRelocateMemory.src_gfn");
  writeNumberLE(view, at + 16, value.dstGfn, "XenIoreqDmOpRelocateMemory.dst_gfn");
}

/** `size` of the record at `offset`. */
export function getXenIoreqDmOpRelocateMemorySize(view: DataView, offset = 0): number {
  return view.getUint32(offset, true);
}

/** Sets `size` of the record at `offset`. */
export function setXenIoreqDmOpRelocateMemorySize(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset, value, true);
}

/** `srcGfn` of the record at `offset`. */
export function getXenIoreqDmOpRelocateMemorySrcGfn(view: DataView, offset = 0): number {
  return readNumberLE(view, offset + 8, "XenIoreqDmOpRelocateMemory.src_gfn");
}

/** Sets `srcGfn` of the record at `offset`. */
export function setXenIoreqDmOpRelocateMemorySrcGfn(
  view: DataView,
  offset: number,
  value: number,
): void {
  writeNumberLE(view, offset + 8, value, "XenIoreqDmOpRelocateMemory.src_gfn");
}

/** The low 32 bits of `srcGfn`. */
export function getXenIoreqDmOpRelocateMemorySrcGfnLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + 8, true);
}

/** Sets the low 32 bits of `srcGfn`. */
export function setXenIoreqDmOpRelocateMemorySrcGfnLow(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 8, value, true);
}

/** The high 32 bits of `srcGfn`. */
export function getXenIoreqDmOpRelocateMemorySrcGfnHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 12, true);
}

/** Sets the high 32 bits of `srcGfn`. */
export function setXenIoreqDmOpRelocateMemorySrcGfnHigh(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 12, value, true);
}

/** `dstGfn` of the record at `offset`. */
export function getXenIoreqDmOpRelocateMemoryDstGfn(view: DataView, offset = 0): number {
  return readNumberLE(view, offset + 16, "XenIoreqDmOpRelocateMemory.dst_gfn");
}

/** Sets `dstGfn` of the record at `offset`. */
export function setXenIoreqDmOpRelocateMemoryDstGfn(
  view: DataView,
  offset: number,
  value: number,
): void {
  writeNumberLE(view, offset + 16, value, "XenIoreqDmOpRelocateMemory.dst_gfn");
}

/** The low 32 bits of `dstGfn`. */
export function getXenIoreqDmOpRelocateMemoryDstGfnLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + 16, true);
}

/** Sets the low 32 bits of `dstGfn`. */
export function setXenIoreqDmOpRelocateMemoryDstGfnLow(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 16, value, true);
}

/** The high 32 bits of `dstGfn`. */
export function getXenIoreqDmOpRelocateMemoryDstGfnHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 20, true);
}

/** Sets the high 32 bits of `dstGfn`. */
export function setXenIoreqDmOpRelocateMemoryDstGfnHigh(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 20, value, true);
}

/** Says how a range of frames is cached. */
export interface XenIoreqDmOpPinMemoryCacheattr {
  /** First frame. */
  start: number;
  /** Last frame. */
  end: number;
  type: XenIoreqDmOpMemCacheattr | number;
}

/** Bytes of a {@link XenIoreqDmOpPinMemoryCacheattr}. */
export const xenIoreqDmOpPinMemoryCacheattrSize = 24;

/** The {@link XenIoreqDmOpPinMemoryCacheattr} in `view`, or at `offset` in a larger one. */
export function decodeXenIoreqDmOpPinMemoryCacheattr(
  view: DataView,
  offset?: number,
): XenIoreqDmOpPinMemoryCacheattr {
  const at = recordAt(view, offset, 24, "XenIoreqDmOpPinMemoryCacheattr");
  return {
    start: readNumberLE(view, at, "XenIoreqDmOpPinMemoryCacheattr.start"),
    end: readNumberLE(view, at + 8, "XenIoreqDmOpPinMemoryCacheattr.end"),
    type: view.getUint32(at + 16, true),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeXenIoreqDmOpPinMemoryCacheattr(
  value: XenIoreqDmOpPinMemoryCacheattr,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 24, "XenIoreqDmOpPinMemoryCacheattr");
  writeNumberLE(view, at, value.start, "XenIoreqDmOpPinMemoryCacheattr.start");
  writeNumberLE(view, at + 8, value.end, "XenIoreqDmOpPinMemoryCacheattr.end");
  view.setUint32(at + 16, value.type, true);
  view.setUint32(at + 20, 0, true);
}

/** `start` of the record at `offset`. */
export function getXenIoreqDmOpPinMemoryCacheattrStart(view: DataView, offset = 0): number {
  return readNumberLE(view, offset, "XenIoreqDmOpPinMemoryCacheattr.start");
}

/** Sets `start` of the record at `offset`. */
export function setXenIoreqDmOpPinMemoryCacheattrStart(
  view: DataView,
  offset: number,
  value: number,
): void {
  writeNumberLE(view, offset, value, "XenIoreqDmOpPinMemoryCacheattr.start");
}

/** The low 32 bits of `start`. */
export function getXenIoreqDmOpPinMemoryCacheattrStartLow(view: DataView, offset = 0): number {
  return view.getUint32(offset, true);
}

/** Sets the low 32 bits of `start`. */
export function setXenIoreqDmOpPinMemoryCacheattrStartLow(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset, value, true);
}

/** The high 32 bits of `start`. */
export function getXenIoreqDmOpPinMemoryCacheattrStartHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 4, true);
}

/** Sets the high 32 bits of `start`. */
export function setXenIoreqDmOpPinMemoryCacheattrStartHigh(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 4, value, true);
}

/** `end` of the record at `offset`. */
export function getXenIoreqDmOpPinMemoryCacheattrEnd(view: DataView, offset = 0): number {
  return readNumberLE(view, offset + 8, "XenIoreqDmOpPinMemoryCacheattr.end");
}

/** Sets `end` of the record at `offset`. */
export function setXenIoreqDmOpPinMemoryCacheattrEnd(
  view: DataView,
  offset: number,
  value: number,
): void {
  writeNumberLE(view, offset + 8, value, "XenIoreqDmOpPinMemoryCacheattr.end");
}

/** The low 32 bits of `end`. */
export function getXenIoreqDmOpPinMemoryCacheattrEndLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + 8, true);
}

/** Sets the low 32 bits of `end`. */
export function setXenIoreqDmOpPinMemoryCacheattrEndLow(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 8, value, true);
}

/** The high 32 bits of `end`. */
export function getXenIoreqDmOpPinMemoryCacheattrEndHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 12, true);
}

/** Sets the high 32 bits of `end`. */
export function setXenIoreqDmOpPinMemoryCacheattrEndHigh(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 12, value, true);
}

/** `type` of the record at `offset`. */
export function getXenIoreqDmOpPinMemoryCacheattrType(
  view: DataView,
  offset = 0,
): XenIoreqDmOpMemCacheattr | number {
  return view.getUint32(offset + 16, true);
}

/** Sets `type` of the record at `offset`. */
export function setXenIoreqDmOpPinMemoryCacheattrType(
  view: DataView,
  offset: number,
  value: XenIoreqDmOpMemCacheattr | number,
): void {
  view.setUint32(offset + 16, value, true);
}

/** Sets the level of an interrupt on Arm. */
export interface XenIoreqDmOpSetIrqLevel {
  /** A shared peripheral interrupt, so 32 or more, that nobody else drives. */
  irq: number;
  level: boolean;
}

/** Bytes of a {@link XenIoreqDmOpSetIrqLevel}. */
export const xenIoreqDmOpSetIrqLevelSize = 8;

/** The {@link XenIoreqDmOpSetIrqLevel} in `view`, or at `offset` in a larger one. */
export function decodeXenIoreqDmOpSetIrqLevel(
  view: DataView,
  offset?: number,
): XenIoreqDmOpSetIrqLevel {
  const at = recordAt(view, offset, 8, "XenIoreqDmOpSetIrqLevel");
  return {
    irq: view.getUint32(at, true),
    level: view.getUint8(at + 4) !== 0,
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeXenIoreqDmOpSetIrqLevel(
  value: XenIoreqDmOpSetIrqLevel,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 8, "XenIoreqDmOpSetIrqLevel");
  view.setUint32(at, value.irq, true);
  view.setUint8(at + 4, value.level ? 1 : 0);
  wire.clear(view, at + 5, 3);
}

/** `irq` of the record at `offset`. */
export function getXenIoreqDmOpSetIrqLevelIrq(view: DataView, offset = 0): number {
  return view.getUint32(offset, true);
}

/** Sets `irq` of the record at `offset`. */
export function setXenIoreqDmOpSetIrqLevelIrq(view: DataView, offset: number, value: number): void {
  view.setUint32(offset, value, true);
}

/** `level` of the record at `offset`. */
export function getXenIoreqDmOpSetIrqLevelLevel(view: DataView, offset = 0): boolean {
  return view.getUint8(offset + 4) !== 0;
}

/** Sets `level` of the record at `offset`. */
export function setXenIoreqDmOpSetIrqLevelLevel(
  view: DataView,
  offset: number,
  value: boolean,
): void {
  view.setUint8(offset + 4, value ? 1 : 0);
}

/** How many vCPUs the guest can have. */
export interface XenIoreqDmOpNrVcpus {
  /** Out. */
  vcpus: number;
}

/** Bytes of a {@link XenIoreqDmOpNrVcpus}. */
export const xenIoreqDmOpNrVcpusSize = 4;

/** The {@link XenIoreqDmOpNrVcpus} in `view`, or at `offset` in a larger one. */
export function decodeXenIoreqDmOpNrVcpus(view: DataView, offset?: number): XenIoreqDmOpNrVcpus {
  const at = recordAt(view, offset, 4, "XenIoreqDmOpNrVcpus");
  return {
    vcpus: view.getUint32(at, true),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeXenIoreqDmOpNrVcpus(
  value: XenIoreqDmOpNrVcpus,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 4, "XenIoreqDmOpNrVcpus");
  view.setUint32(at, value.vcpus, true);
}

/** `vcpus` of the record at `offset`. */
export function getXenIoreqDmOpNrVcpusVcpus(view: DataView, offset = 0): number {
  return view.getUint32(offset, true);
}

/** Sets `vcpus` of the record at `offset`. */
export function setXenIoreqDmOpNrVcpusVcpus(view: DataView, offset: number, value: number): void {
  view.setUint32(offset, value, true);
}

/** `u` of a `xen_dm_op`. */
export type XenIoreqDmOpU =
  | { kind: "createIoreqServer"; value: XenIoreqDmOpCreateIoreqServer }
  | { kind: "getIoreqServerInfo"; value: XenIoreqDmOpGetIoreqServerInfo }
  | { kind: "mapIoRangeToIoreqServer"; value: XenIoreqDmOpIoreqServerRange }
  | { kind: "unmapIoRangeFromIoreqServer"; value: XenIoreqDmOpIoreqServerRange }
  | { kind: "setIoreqServerState"; value: XenIoreqDmOpSetIoreqServerState }
  | { kind: "destroyIoreqServer"; value: XenIoreqDmOpDestroyIoreqServer }
  | { kind: "trackDirtyVram"; value: XenIoreqDmOpTrackDirtyVram }
  | { kind: "setPciIntxLevel"; value: XenIoreqDmOpSetPciIntxLevel }
  | { kind: "setIsaIrqLevel"; value: XenIoreqDmOpSetIsaIrqLevel }
  | { kind: "setIrqLevel"; value: XenIoreqDmOpSetIrqLevel }
  | { kind: "setPciLinkRoute"; value: XenIoreqDmOpSetPciLinkRoute }
  | { kind: "modifiedMemory"; value: XenIoreqDmOpModifiedMemory }
  | { kind: "setMemType"; value: XenIoreqDmOpSetMemType }
  | { kind: "injectEvent"; value: XenIoreqDmOpInjectEvent }
  | { kind: "injectMsi"; value: XenIoreqDmOpInjectMsi }
  | { kind: "mapMemTypeToIoreqServer"; value: XenIoreqDmOpMapMemTypeToIoreqServer }
  | { kind: "remoteShutdown"; value: XenIoreqDmOpRemoteShutdown }
  | { kind: "relocateMemory"; value: XenIoreqDmOpRelocateMemory }
  | { kind: "pinMemoryCacheattr"; value: XenIoreqDmOpPinMemoryCacheattr }
  | { kind: "nrVcpus"; value: XenIoreqDmOpNrVcpus }
  | { kind: "unknown"; value: Uint8Array };

/** The member that `tag` selects. */
export function decodeXenIoreqDmOpU(view: DataView, at: number, tag: number): XenIoreqDmOpU {
  switch (tag) {
    case 1:
      return { kind: "createIoreqServer", value: decodeXenIoreqDmOpCreateIoreqServer(view, at) };
    case 2:
      return { kind: "getIoreqServerInfo", value: decodeXenIoreqDmOpGetIoreqServerInfo(view, at) };
    case 3:
      return { kind: "mapIoRangeToIoreqServer", value: decodeXenIoreqDmOpIoreqServerRange(
        view,
        at,
      ) };
    case 4:
      return { kind: "unmapIoRangeFromIoreqServer", value: decodeXenIoreqDmOpIoreqServerRange(
        view,
        at,
      ) };
    case 5:
      return { kind: "setIoreqServerState", value: decodeXenIoreqDmOpSetIoreqServerState(
        view,
        at,
      ) };
    case 6:
      return { kind: "destroyIoreqServer", value: decodeXenIoreqDmOpDestroyIoreqServer(view, at) };
    case 7:
      return { kind: "trackDirtyVram", value: decodeXenIoreqDmOpTrackDirtyVram(view, at) };
    case 8:
      return { kind: "setPciIntxLevel", value: decodeXenIoreqDmOpSetPciIntxLevel(view, at) };
    case 9:
      return { kind: "setIsaIrqLevel", value: decodeXenIoreqDmOpSetIsaIrqLevel(view, at) };
    case 19:
      return { kind: "setIrqLevel", value: decodeXenIoreqDmOpSetIrqLevel(view, at) };
    case 10:
      return { kind: "setPciLinkRoute", value: decodeXenIoreqDmOpSetPciLinkRoute(view, at) };
    case 11:
      return { kind: "modifiedMemory", value: decodeXenIoreqDmOpModifiedMemory(view, at) };
    case 12:
      return { kind: "setMemType", value: decodeXenIoreqDmOpSetMemType(view, at) };
    case 13:
      return { kind: "injectEvent", value: decodeXenIoreqDmOpInjectEvent(view, at) };
    case 14:
      return { kind: "injectMsi", value: decodeXenIoreqDmOpInjectMsi(view, at) };
    case 15:
      return { kind: "mapMemTypeToIoreqServer", value: decodeXenIoreqDmOpMapMemTypeToIoreqServer(
        view,
        at,
      ) };
    case 16:
      return { kind: "remoteShutdown", value: decodeXenIoreqDmOpRemoteShutdown(view, at) };
    case 17:
      return { kind: "relocateMemory", value: decodeXenIoreqDmOpRelocateMemory(view, at) };
    case 18:
      return { kind: "pinMemoryCacheattr", value: decodeXenIoreqDmOpPinMemoryCacheattr(view, at) };
    case 20:
      return { kind: "nrVcpus", value: decodeXenIoreqDmOpNrVcpus(view, at) };
    default:
      return { kind: "unknown", value: wire.readBytes(view, at, 24) };
  }
}

/** Stores the member that `tag` selects; a RangeError if `value` is another one. */
export function encodeXenIoreqDmOpU(
  value: XenIoreqDmOpU,
  view: DataView,
  at: number,
  tag: number,
): void {
  switch (value.kind) {
    case "createIoreqServer":
      wire.expectKind(tag === 1, "XenIoreqDmOpU", value.kind, tag);
      encodeXenIoreqDmOpCreateIoreqServer(value.value, view, at);
      wire.clear(view, at + 6, 18);
      return;
    case "getIoreqServerInfo":
      wire.expectKind(tag === 2, "XenIoreqDmOpU", value.kind, tag);
      encodeXenIoreqDmOpGetIoreqServerInfo(value.value, view, at);
      return;
    case "mapIoRangeToIoreqServer":
      wire.expectKind(tag === 3, "XenIoreqDmOpU", value.kind, tag);
      encodeXenIoreqDmOpIoreqServerRange(value.value, view, at);
      return;
    case "unmapIoRangeFromIoreqServer":
      wire.expectKind(tag === 4, "XenIoreqDmOpU", value.kind, tag);
      encodeXenIoreqDmOpIoreqServerRange(value.value, view, at);
      return;
    case "setIoreqServerState":
      wire.expectKind(tag === 5, "XenIoreqDmOpU", value.kind, tag);
      encodeXenIoreqDmOpSetIoreqServerState(value.value, view, at);
      wire.clear(view, at + 4, 20);
      return;
    case "destroyIoreqServer":
      wire.expectKind(tag === 6, "XenIoreqDmOpU", value.kind, tag);
      encodeXenIoreqDmOpDestroyIoreqServer(value.value, view, at);
      wire.clear(view, at + 4, 20);
      return;
    case "trackDirtyVram":
      wire.expectKind(tag === 7, "XenIoreqDmOpU", value.kind, tag);
      encodeXenIoreqDmOpTrackDirtyVram(value.value, view, at);
      wire.clear(view, at + 16, 8);
      return;
    case "setPciIntxLevel":
      wire.expectKind(tag === 8, "XenIoreqDmOpU", value.kind, tag);
      encodeXenIoreqDmOpSetPciIntxLevel(value.value, view, at);
      wire.clear(view, at + 6, 18);
      return;
    case "setIsaIrqLevel":
      wire.expectKind(tag === 9, "XenIoreqDmOpU", value.kind, tag);
      encodeXenIoreqDmOpSetIsaIrqLevel(value.value, view, at);
      wire.clear(view, at + 2, 22);
      return;
    case "setIrqLevel":
      wire.expectKind(tag === 19, "XenIoreqDmOpU", value.kind, tag);
      encodeXenIoreqDmOpSetIrqLevel(value.value, view, at);
      wire.clear(view, at + 8, 16);
      return;
    case "setPciLinkRoute":
      wire.expectKind(tag === 10, "XenIoreqDmOpU", value.kind, tag);
      encodeXenIoreqDmOpSetPciLinkRoute(value.value, view, at);
      wire.clear(view, at + 2, 22);
      return;
    case "modifiedMemory":
      wire.expectKind(tag === 11, "XenIoreqDmOpU", value.kind, tag);
      encodeXenIoreqDmOpModifiedMemory(value.value, view, at);
      wire.clear(view, at + 8, 16);
      return;
    case "setMemType":
      wire.expectKind(tag === 12, "XenIoreqDmOpU", value.kind, tag);
      encodeXenIoreqDmOpSetMemType(value.value, view, at);
      wire.clear(view, at + 16, 8);
      return;
    case "injectEvent":
      wire.expectKind(tag === 13, "XenIoreqDmOpU", value.kind, tag);
      encodeXenIoreqDmOpInjectEvent(value.value, view, at);
      return;
    case "injectMsi":
      wire.expectKind(tag === 14, "XenIoreqDmOpU", value.kind, tag);
      encodeXenIoreqDmOpInjectMsi(value.value, view, at);
      wire.clear(view, at + 16, 8);
      return;
    case "mapMemTypeToIoreqServer":
      wire.expectKind(tag === 15, "XenIoreqDmOpU", value.kind, tag);
      encodeXenIoreqDmOpMapMemTypeToIoreqServer(value.value, view, at);
      wire.clear(view, at + 16, 8);
      return;
    case "remoteShutdown":
      wire.expectKind(tag === 16, "XenIoreqDmOpU", value.kind, tag);
      encodeXenIoreqDmOpRemoteShutdown(value.value, view, at);
      wire.clear(view, at + 4, 20);
      return;
    case "relocateMemory":
      wire.expectKind(tag === 17, "XenIoreqDmOpU", value.kind, tag);
      encodeXenIoreqDmOpRelocateMemory(value.value, view, at);
      return;
    case "pinMemoryCacheattr":
      wire.expectKind(tag === 18, "XenIoreqDmOpU", value.kind, tag);
      encodeXenIoreqDmOpPinMemoryCacheattr(value.value, view, at);
      return;
    case "nrVcpus":
      wire.expectKind(tag === 20, "XenIoreqDmOpU", value.kind, tag);
      encodeXenIoreqDmOpNrVcpus(value.value, view, at);
      wire.clear(view, at + 4, 20);
      return;
    default: {
      const known = [1, 2, 3, 4, 5, 6, 7, 8, 9, 19, 10, 11, 12, 13, 14, 15, 16, 17, 18, 20];
      wire.expectKind(!known.includes(tag), "XenIoreqDmOpU", value.kind, tag);
      expectCount(value.value.length, 24, "XenIoreqDmOpU");
      wire.writeBytes(view, at, value.value);
    }
  }
}

/**
 * The first buffer of the hypercall. It may be shorter than this, as long as it holds the
 * structure of its operation; padding that is not zero is EINVAL.
 */
export interface XenIoreqDmOp {
  op: XenIoreqDmOpCode | number;
  u: XenIoreqDmOpU;
}

/** Bytes of a {@link XenIoreqDmOp}. */
export const xenIoreqDmOpSize = 32;

/** The {@link XenIoreqDmOp} in `view`, or at `offset` in a larger one. */
export function decodeXenIoreqDmOp(view: DataView, offset?: number): XenIoreqDmOp {
  const at = recordAt(view, offset, 32, "XenIoreqDmOp");
  const op = view.getUint32(at, true);
  return {
    op,
    u: decodeXenIoreqDmOpU(view, at + 8, op),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeXenIoreqDmOp(value: XenIoreqDmOp, view: DataView, offset?: number): void {
  const at = recordAt(view, offset, 32, "XenIoreqDmOp");
  view.setUint32(at, value.op, true);
  view.setUint32(at + 4, 0, true);
  encodeXenIoreqDmOpU(value.u, view, at + 8, value.op);
}

/** `op` of the record at `offset`. */
export function getXenIoreqDmOpOp(view: DataView, offset = 0): XenIoreqDmOpCode | number {
  return view.getUint32(offset, true);
}

/** Sets `op` of the record at `offset`. */
export function setXenIoreqDmOpOp(
  view: DataView,
  offset: number,
  value: XenIoreqDmOpCode | number,
): void {
  view.setUint32(offset, value, true);
}

/** Where `u.createIoreqServer` lies in the record at `offset`. */
export function offsetOfXenIoreqDmOpUCreateIoreqServer(offset = 0): number {
  return offset + 8;
}

/** Where `u.getIoreqServerInfo` lies in the record at `offset`. */
export function offsetOfXenIoreqDmOpUGetIoreqServerInfo(offset = 0): number {
  return offset + 8;
}

/** Where `u.mapIoRangeToIoreqServer` lies in the record at `offset`. */
export function offsetOfXenIoreqDmOpUMapIoRangeToIoreqServer(offset = 0): number {
  return offset + 8;
}

/** Where `u.unmapIoRangeFromIoreqServer` lies in the record at `offset`. */
export function offsetOfXenIoreqDmOpUUnmapIoRangeFromIoreqServer(offset = 0): number {
  return offset + 8;
}

/** Where `u.setIoreqServerState` lies in the record at `offset`. */
export function offsetOfXenIoreqDmOpUSetIoreqServerState(offset = 0): number {
  return offset + 8;
}

/** Where `u.destroyIoreqServer` lies in the record at `offset`. */
export function offsetOfXenIoreqDmOpUDestroyIoreqServer(offset = 0): number {
  return offset + 8;
}

/** Where `u.trackDirtyVram` lies in the record at `offset`. */
export function offsetOfXenIoreqDmOpUTrackDirtyVram(offset = 0): number {
  return offset + 8;
}

/** Where `u.setPciIntxLevel` lies in the record at `offset`. */
export function offsetOfXenIoreqDmOpUSetPciIntxLevel(offset = 0): number {
  return offset + 8;
}

/** Where `u.setIsaIrqLevel` lies in the record at `offset`. */
export function offsetOfXenIoreqDmOpUSetIsaIrqLevel(offset = 0): number {
  return offset + 8;
}

/** Where `u.setIrqLevel` lies in the record at `offset`. */
export function offsetOfXenIoreqDmOpUSetIrqLevel(offset = 0): number {
  return offset + 8;
}

/** Where `u.setPciLinkRoute` lies in the record at `offset`. */
export function offsetOfXenIoreqDmOpUSetPciLinkRoute(offset = 0): number {
  return offset + 8;
}

/** Where `u.modifiedMemory` lies in the record at `offset`. */
export function offsetOfXenIoreqDmOpUModifiedMemory(offset = 0): number {
  return offset + 8;
}

/** Where `u.setMemType` lies in the record at `offset`. */
export function offsetOfXenIoreqDmOpUSetMemType(offset = 0): number {
  return offset + 8;
}

/** Where `u.injectEvent` lies in the record at `offset`. */
export function offsetOfXenIoreqDmOpUInjectEvent(offset = 0): number {
  return offset + 8;
}

/** Where `u.injectMsi` lies in the record at `offset`. */
export function offsetOfXenIoreqDmOpUInjectMsi(offset = 0): number {
  return offset + 8;
}

/** Where `u.mapMemTypeToIoreqServer` lies in the record at `offset`. */
export function offsetOfXenIoreqDmOpUMapMemTypeToIoreqServer(offset = 0): number {
  return offset + 8;
}

/** Where `u.remoteShutdown` lies in the record at `offset`. */
export function offsetOfXenIoreqDmOpURemoteShutdown(offset = 0): number {
  return offset + 8;
}

/** Where `u.relocateMemory` lies in the record at `offset`. */
export function offsetOfXenIoreqDmOpURelocateMemory(offset = 0): number {
  return offset + 8;
}

/** Where `u.pinMemoryCacheattr` lies in the record at `offset`. */
export function offsetOfXenIoreqDmOpUPinMemoryCacheattr(offset = 0): number {
  return offset + 8;
}

/** Where `u.nrVcpus` lies in the record at `offset`. */
export function offsetOfXenIoreqDmOpUNrVcpus(offset = 0): number {
  return offset + 8;
}

/** A buffer of the hypercall. */
export interface XenIoreqDmOpBuf {
  /** A guest handle: the buffer's address. */
  h: bigint;
  /** Its bytes. */
  size: number;
}

/** Bytes of a {@link XenIoreqDmOpBuf}. */
export const xenIoreqDmOpBufSize = 16;

/** The {@link XenIoreqDmOpBuf} in `view`, or at `offset` in a larger one. */
export function decodeXenIoreqDmOpBuf(view: DataView, offset?: number): XenIoreqDmOpBuf {
  const at = recordAt(view, offset, 16, "XenIoreqDmOpBuf");
  return {
    h: readUint64LE(view, at),
    size: readNumberLE(view, at + 8, "XenIoreqDmOpBuf.size"),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeXenIoreqDmOpBuf(
  value: XenIoreqDmOpBuf,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 16, "XenIoreqDmOpBuf");
  writeUint64LE(view, at, value.h);
  writeNumberLE(view, at + 8, value.size, "XenIoreqDmOpBuf.size");
}

/** `h` of the record at `offset`. */
export function getXenIoreqDmOpBufH(view: DataView, offset = 0): bigint {
  return readUint64LE(view, offset);
}

/** Sets `h` of the record at `offset`. */
export function setXenIoreqDmOpBufH(view: DataView, offset: number, value: bigint): void {
  writeUint64LE(view, offset, value);
}

/** The low 32 bits of `h`. */
export function getXenIoreqDmOpBufHLow(view: DataView, offset = 0): number {
  return view.getUint32(offset, true);
}

/** Sets the low 32 bits of `h`. */
export function setXenIoreqDmOpBufHLow(view: DataView, offset: number, value: number): void {
  view.setUint32(offset, value, true);
}

/** The high 32 bits of `h`. */
export function getXenIoreqDmOpBufHHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 4, true);
}

/** Sets the high 32 bits of `h`. */
export function setXenIoreqDmOpBufHHigh(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 4, value, true);
}

/** `size` of the record at `offset`. */
export function getXenIoreqDmOpBufSize(view: DataView, offset = 0): number {
  return readNumberLE(view, offset + 8, "XenIoreqDmOpBuf.size");
}

/** Sets `size` of the record at `offset`. */
export function setXenIoreqDmOpBufSize(view: DataView, offset: number, value: number): void {
  writeNumberLE(view, offset + 8, value, "XenIoreqDmOpBuf.size");
}

/** The low 32 bits of `size`. */
export function getXenIoreqDmOpBufSizeLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + 8, true);
}

/** Sets the low 32 bits of `size`. */
export function setXenIoreqDmOpBufSizeLow(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 8, value, true);
}

/** The high 32 bits of `size`. */
export function getXenIoreqDmOpBufSizeHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 12, true);
}

/** Sets the high 32 bits of `size`. */
export function setXenIoreqDmOpBufSizeHigh(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 12, value, true);
}

/**
 * Maps frames of something that belongs to a guest but is not its memory. Both pages of a
 * server from frame 0 on are the ring and then the slots.
 */
export interface XenIoreqMemAcquireResource {
  domid: number;
  type: XenIoreqXenmemResource | number;
  id: number;
  /** 0, with no list, asks for the number of frames. */
  nrFrames: number;
  /** The first frame. */
  frame: number;
  /** A guest handle: the address of the list of frame numbers. */
  frameList: bigint;
}

/** Bytes of a {@link XenIoreqMemAcquireResource}. */
export const xenIoreqMemAcquireResourceSize = 32;

/** The {@link XenIoreqMemAcquireResource} in `view`, or at `offset` in a larger one. */
export function decodeXenIoreqMemAcquireResource(
  view: DataView,
  offset?: number,
): XenIoreqMemAcquireResource {
  const at = recordAt(view, offset, 32, "XenIoreqMemAcquireResource");
  return {
    domid: view.getUint16(at, true),
    type: view.getUint16(at + 2, true),
    id: view.getUint32(at + 4, true),
    nrFrames: view.getUint32(at + 8, true),
    frame: readNumberLE(view, at + 16, "XenIoreqMemAcquireResource.frame"),
    frameList: readUint64LE(view, at + 24),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeXenIoreqMemAcquireResource(
  value: XenIoreqMemAcquireResource,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 32, "XenIoreqMemAcquireResource");
  view.setUint16(at, value.domid, true);
  view.setUint16(at + 2, value.type, true);
  view.setUint32(at + 4, value.id, true);
  view.setUint32(at + 8, value.nrFrames, true);
  view.setUint32(at + 12, 0, true);
  writeNumberLE(view, at + 16, value.frame, "XenIoreqMemAcquireResource.frame");
  writeUint64LE(view, at + 24, value.frameList);
}

/** `domid` of the record at `offset`. */
export function getXenIoreqMemAcquireResourceDomid(view: DataView, offset = 0): number {
  return view.getUint16(offset, true);
}

/** Sets `domid` of the record at `offset`. */
export function setXenIoreqMemAcquireResourceDomid(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint16(offset, value, true);
}

/** `type` of the record at `offset`. */
export function getXenIoreqMemAcquireResourceType(
  view: DataView,
  offset = 0,
): XenIoreqXenmemResource | number {
  return view.getUint16(offset + 2, true);
}

/** Sets `type` of the record at `offset`. */
export function setXenIoreqMemAcquireResourceType(
  view: DataView,
  offset: number,
  value: XenIoreqXenmemResource | number,
): void {
  view.setUint16(offset + 2, value, true);
}

/** `id` of the record at `offset`. */
export function getXenIoreqMemAcquireResourceId(view: DataView, offset = 0): number {
  return view.getUint32(offset + 4, true);
}

/** Sets `id` of the record at `offset`. */
export function setXenIoreqMemAcquireResourceId(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 4, value, true);
}

/** `nrFrames` of the record at `offset`. */
export function getXenIoreqMemAcquireResourceNrFrames(view: DataView, offset = 0): number {
  return view.getUint32(offset + 8, true);
}

/** Sets `nrFrames` of the record at `offset`. */
export function setXenIoreqMemAcquireResourceNrFrames(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 8, value, true);
}

/** `frame` of the record at `offset`. */
export function getXenIoreqMemAcquireResourceFrame(view: DataView, offset = 0): number {
  return readNumberLE(view, offset + 16, "XenIoreqMemAcquireResource.frame");
}

/** Sets `frame` of the record at `offset`. */
export function setXenIoreqMemAcquireResourceFrame(
  view: DataView,
  offset: number,
  value: number,
): void {
  writeNumberLE(view, offset + 16, value, "XenIoreqMemAcquireResource.frame");
}

/** The low 32 bits of `frame`. */
export function getXenIoreqMemAcquireResourceFrameLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + 16, true);
}

/** Sets the low 32 bits of `frame`. */
export function setXenIoreqMemAcquireResourceFrameLow(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 16, value, true);
}

/** The high 32 bits of `frame`. */
export function getXenIoreqMemAcquireResourceFrameHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 20, true);
}

/** Sets the high 32 bits of `frame`. */
export function setXenIoreqMemAcquireResourceFrameHigh(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 20, value, true);
}

/** `frameList` of the record at `offset`. */
export function getXenIoreqMemAcquireResourceFrameList(view: DataView, offset = 0): bigint {
  return readUint64LE(view, offset + 24);
}

/** Sets `frameList` of the record at `offset`. */
export function setXenIoreqMemAcquireResourceFrameList(
  view: DataView,
  offset: number,
  value: bigint,
): void {
  writeUint64LE(view, offset + 24, value);
}

/** The low 32 bits of `frameList`. */
export function getXenIoreqMemAcquireResourceFrameListLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + 24, true);
}

/** Sets the low 32 bits of `frameList`. */
export function setXenIoreqMemAcquireResourceFrameListLow(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 24, value, true);
}

/** The high 32 bits of `frameList`. */
export function getXenIoreqMemAcquireResourceFrameListHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 28, true);
}

/** Sets the high 32 bits of `frameList`. */
export function setXenIoreqMemAcquireResourceFrameListHigh(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 28, value, true);
}

/**
 * How a domain is: the beginning of the hypercall domctl with its answer, which goes on. The
 * interface has a version, which Xen compares (EACCES); these words have been in each. Xen
 * answers for the next domain if there is none with that number.
 */
export interface XenIoreqDomctlInfo {
  cmd: XenIoreqDomctlCode | number;
  /** 0x15 in Xen 4.17. */
  interfaceVersion: number;
  /** The domain's number. */
  asked: number;
  /** Out: whose answer it is. */
  domain: number;
  /** It is being taken apart. */
  dying: boolean;
  hvmGuest: boolean;
  /** It has shut down; see `code`. */
  shutdown: boolean;
  paused: boolean;
  blocked: boolean;
  running: boolean;
  more: number;
  /** Why it has shut down: SHUTDOWN_poweroff is 0. */
  code: number;
  rest: number;
}

/** Bytes of a {@link XenIoreqDomctlInfo}. */
export const xenIoreqDomctlInfoSize = 24;

/** The {@link XenIoreqDomctlInfo} in `view`, or at `offset` in a larger one. */
export function decodeXenIoreqDomctlInfo(view: DataView, offset?: number): XenIoreqDomctlInfo {
  const at = recordAt(view, offset, 24, "XenIoreqDomctlInfo");
  const bits = view.getUint32(at + 20, true);
  return {
    cmd: view.getUint32(at, true),
    interfaceVersion: view.getUint32(at + 4, true),
    asked: view.getUint16(at + 8, true),
    domain: view.getUint16(at + 16, true),
    dying: (bits & 1) !== 0,
    hvmGuest: (bits & 2) !== 0,
    shutdown: (bits & 4) !== 0,
    paused: (bits & 8) !== 0,
    blocked: (bits & 0x10) !== 0,
    running: (bits & 0x20) !== 0,
    more: (bits >>> 6) & 0x3ff,
    code: (bits >>> 16) & 0xff,
    rest: bits >>> 24,
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeXenIoreqDomctlInfo(
  value: XenIoreqDomctlInfo,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 24, "XenIoreqDomctlInfo");
  view.setUint32(at, value.cmd, true);
  view.setUint32(at + 4, value.interfaceVersion, true);
  view.setUint16(at + 8, value.asked, true);
  wire.clear(view, at + 10, 6);
  view.setUint16(at + 16, value.domain, true);
  view.setUint16(at + 18, 0, true);
  const bits =
    (value.dying ? 1 : 0)
    | (value.hvmGuest ? 2 : 0)
    | (value.shutdown ? 4 : 0)
    | (value.paused ? 8 : 0)
    | (value.blocked ? 0x10 : 0)
    | (value.running ? 0x20 : 0)
    | ((value.more & 0x3ff) << 6)
    | ((value.code & 0xff) << 16)
    | ((value.rest & 0xff) << 24);
  view.setUint32(at + 20, bits, true);
}

/** `cmd` of the record at `offset`. */
export function getXenIoreqDomctlInfoCmd(view: DataView, offset = 0): XenIoreqDomctlCode | number {
  return view.getUint32(offset, true);
}

/** Sets `cmd` of the record at `offset`. */
export function setXenIoreqDomctlInfoCmd(
  view: DataView,
  offset: number,
  value: XenIoreqDomctlCode | number,
): void {
  view.setUint32(offset, value, true);
}

/** `interfaceVersion` of the record at `offset`. */
export function getXenIoreqDomctlInfoInterfaceVersion(view: DataView, offset = 0): number {
  return view.getUint32(offset + 4, true);
}

/** Sets `interfaceVersion` of the record at `offset`. */
export function setXenIoreqDomctlInfoInterfaceVersion(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 4, value, true);
}

/** `asked` of the record at `offset`. */
export function getXenIoreqDomctlInfoAsked(view: DataView, offset = 0): number {
  return view.getUint16(offset + 8, true);
}

/** Sets `asked` of the record at `offset`. */
export function setXenIoreqDomctlInfoAsked(view: DataView, offset: number, value: number): void {
  view.setUint16(offset + 8, value, true);
}

/** `domain` of the record at `offset`. */
export function getXenIoreqDomctlInfoDomain(view: DataView, offset = 0): number {
  return view.getUint16(offset + 16, true);
}

/** Sets `domain` of the record at `offset`. */
export function setXenIoreqDomctlInfoDomain(view: DataView, offset: number, value: number): void {
  view.setUint16(offset + 16, value, true);
}

/** `dying` of the record at `offset`. */
export function getXenIoreqDomctlInfoDying(view: DataView, offset = 0): boolean {
  return (view.getUint32(offset + 20, true) & 1) !== 0;
}

/** Sets `dying` of the record at `offset`. */
export function setXenIoreqDomctlInfoDying(view: DataView, offset: number, value: boolean): void {
  const others = view.getUint32(offset + 20, true) & 0xfffffffe;
  view.setUint32(offset + 20, others | (value ? 1 : 0), true);
}

/** `hvmGuest` of the record at `offset`. */
export function getXenIoreqDomctlInfoHvmGuest(view: DataView, offset = 0): boolean {
  return (view.getUint32(offset + 20, true) & 2) !== 0;
}

/** Sets `hvmGuest` of the record at `offset`. */
export function setXenIoreqDomctlInfoHvmGuest(
  view: DataView,
  offset: number,
  value: boolean,
): void {
  const others = view.getUint32(offset + 20, true) & 0xfffffffd;
  view.setUint32(offset + 20, others | (value ? 2 : 0), true);
}

/** `shutdown` of the record at `offset`. */
export function getXenIoreqDomctlInfoShutdown(view: DataView, offset = 0): boolean {
  return (view.getUint32(offset + 20, true) & 4) !== 0;
}

/** Sets `shutdown` of the record at `offset`. */
export function setXenIoreqDomctlInfoShutdown(
  view: DataView,
  offset: number,
  value: boolean,
): void {
  const others = view.getUint32(offset + 20, true) & 0xfffffffb;
  view.setUint32(offset + 20, others | (value ? 4 : 0), true);
}

/** `paused` of the record at `offset`. */
export function getXenIoreqDomctlInfoPaused(view: DataView, offset = 0): boolean {
  return (view.getUint32(offset + 20, true) & 8) !== 0;
}

/** Sets `paused` of the record at `offset`. */
export function setXenIoreqDomctlInfoPaused(view: DataView, offset: number, value: boolean): void {
  const others = view.getUint32(offset + 20, true) & 0xfffffff7;
  view.setUint32(offset + 20, others | (value ? 8 : 0), true);
}

/** `blocked` of the record at `offset`. */
export function getXenIoreqDomctlInfoBlocked(view: DataView, offset = 0): boolean {
  return (view.getUint32(offset + 20, true) & 0x10) !== 0;
}

/** Sets `blocked` of the record at `offset`. */
export function setXenIoreqDomctlInfoBlocked(view: DataView, offset: number, value: boolean): void {
  const others = view.getUint32(offset + 20, true) & 0xffffffef;
  view.setUint32(offset + 20, others | (value ? 0x10 : 0), true);
}

/** `running` of the record at `offset`. */
export function getXenIoreqDomctlInfoRunning(view: DataView, offset = 0): boolean {
  return (view.getUint32(offset + 20, true) & 0x20) !== 0;
}

/** Sets `running` of the record at `offset`. */
export function setXenIoreqDomctlInfoRunning(view: DataView, offset: number, value: boolean): void {
  const others = view.getUint32(offset + 20, true) & 0xffffffdf;
  view.setUint32(offset + 20, others | (value ? 0x20 : 0), true);
}

/** `more` of the record at `offset`. */
export function getXenIoreqDomctlInfoMore(view: DataView, offset = 0): number {
  return (view.getUint32(offset + 20, true) >>> 6) & 0x3ff;
}

/** Sets `more` of the record at `offset`. */
export function setXenIoreqDomctlInfoMore(view: DataView, offset: number, value: number): void {
  const others = view.getUint32(offset + 20, true) & 0xffff003f;
  view.setUint32(offset + 20, others | ((value & 0x3ff) << 6), true);
}

/** `code` of the record at `offset`. */
export function getXenIoreqDomctlInfoCode(view: DataView, offset = 0): number {
  return (view.getUint32(offset + 20, true) >>> 16) & 0xff;
}

/** Sets `code` of the record at `offset`. */
export function setXenIoreqDomctlInfoCode(view: DataView, offset: number, value: number): void {
  const others = view.getUint32(offset + 20, true) & 0xff00ffff;
  view.setUint32(offset + 20, others | ((value & 0xff) << 16), true);
}

/** `rest` of the record at `offset`. */
export function getXenIoreqDomctlInfoRest(view: DataView, offset = 0): number {
  return view.getUint32(offset + 20, true) >>> 24;
}

/** Sets `rest` of the record at `offset`. */
export function setXenIoreqDomctlInfoRest(view: DataView, offset: number, value: number): void {
  const others = view.getUint32(offset + 20, true) & 0xffffff;
  view.setUint32(offset + 20, others | ((value & 0xff) << 24), true);
}

/** A device model operation, by ioctl. Addresses are of 64-bit processes. */
export interface XenIoreqPrivcmdDmOp {
  dom: number;
  /** Buffers. */
  num: number;
  /** Address of an array of `privcmd_dm_op_buf`. */
  ubufs: bigint;
}

/** Bytes of a {@link XenIoreqPrivcmdDmOp}. */
export const xenIoreqPrivcmdDmOpSize = 16;

/** The {@link XenIoreqPrivcmdDmOp} in `view`, or at `offset` in a larger one. */
export function decodeXenIoreqPrivcmdDmOp(view: DataView, offset?: number): XenIoreqPrivcmdDmOp {
  const at = recordAt(view, offset, 16, "XenIoreqPrivcmdDmOp");
  return {
    dom: view.getUint16(at, true),
    num: view.getUint16(at + 2, true),
    ubufs: readUint64LE(view, at + 8),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeXenIoreqPrivcmdDmOp(
  value: XenIoreqPrivcmdDmOp,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 16, "XenIoreqPrivcmdDmOp");
  view.setUint16(at, value.dom, true);
  view.setUint16(at + 2, value.num, true);
  view.setUint32(at + 4, 0, true);
  writeUint64LE(view, at + 8, value.ubufs);
}

/** `dom` of the record at `offset`. */
export function getXenIoreqPrivcmdDmOpDom(view: DataView, offset = 0): number {
  return view.getUint16(offset, true);
}

/** Sets `dom` of the record at `offset`. */
export function setXenIoreqPrivcmdDmOpDom(view: DataView, offset: number, value: number): void {
  view.setUint16(offset, value, true);
}

/** `num` of the record at `offset`. */
export function getXenIoreqPrivcmdDmOpNum(view: DataView, offset = 0): number {
  return view.getUint16(offset + 2, true);
}

/** Sets `num` of the record at `offset`. */
export function setXenIoreqPrivcmdDmOpNum(view: DataView, offset: number, value: number): void {
  view.setUint16(offset + 2, value, true);
}

/** `ubufs` of the record at `offset`. */
export function getXenIoreqPrivcmdDmOpUbufs(view: DataView, offset = 0): bigint {
  return readUint64LE(view, offset + 8);
}

/** Sets `ubufs` of the record at `offset`. */
export function setXenIoreqPrivcmdDmOpUbufs(view: DataView, offset: number, value: bigint): void {
  writeUint64LE(view, offset + 8, value);
}

/** The low 32 bits of `ubufs`. */
export function getXenIoreqPrivcmdDmOpUbufsLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + 8, true);
}

/** Sets the low 32 bits of `ubufs`. */
export function setXenIoreqPrivcmdDmOpUbufsLow(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 8, value, true);
}

/** The high 32 bits of `ubufs`. */
export function getXenIoreqPrivcmdDmOpUbufsHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 12, true);
}

/** Sets the high 32 bits of `ubufs`. */
export function setXenIoreqPrivcmdDmOpUbufsHigh(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 12, value, true);
}

/** A buffer of a device model operation. */
export interface XenIoreqPrivcmdDmOpBuf {
  uptr: bigint;
  size: number;
}

/** Bytes of a {@link XenIoreqPrivcmdDmOpBuf}. */
export const xenIoreqPrivcmdDmOpBufSize = 16;

/** The {@link XenIoreqPrivcmdDmOpBuf} in `view`, or at `offset` in a larger one. */
export function decodeXenIoreqPrivcmdDmOpBuf(
  view: DataView,
  offset?: number,
): XenIoreqPrivcmdDmOpBuf {
  const at = recordAt(view, offset, 16, "XenIoreqPrivcmdDmOpBuf");
  return {
    uptr: readUint64LE(view, at),
    size: readNumberLE(view, at + 8, "XenIoreqPrivcmdDmOpBuf.size"),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeXenIoreqPrivcmdDmOpBuf(
  value: XenIoreqPrivcmdDmOpBuf,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 16, "XenIoreqPrivcmdDmOpBuf");
  writeUint64LE(view, at, value.uptr);
  writeNumberLE(view, at + 8, value.size, "XenIoreqPrivcmdDmOpBuf.size");
}

/** `uptr` of the record at `offset`. */
export function getXenIoreqPrivcmdDmOpBufUptr(view: DataView, offset = 0): bigint {
  return readUint64LE(view, offset);
}

/** Sets `uptr` of the record at `offset`. */
export function setXenIoreqPrivcmdDmOpBufUptr(view: DataView, offset: number, value: bigint): void {
  writeUint64LE(view, offset, value);
}

/** The low 32 bits of `uptr`. */
export function getXenIoreqPrivcmdDmOpBufUptrLow(view: DataView, offset = 0): number {
  return view.getUint32(offset, true);
}

/** Sets the low 32 bits of `uptr`. */
export function setXenIoreqPrivcmdDmOpBufUptrLow(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset, value, true);
}

/** The high 32 bits of `uptr`. */
export function getXenIoreqPrivcmdDmOpBufUptrHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 4, true);
}

/** Sets the high 32 bits of `uptr`. */
export function setXenIoreqPrivcmdDmOpBufUptrHigh(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 4, value, true);
}

/** `size` of the record at `offset`. */
export function getXenIoreqPrivcmdDmOpBufSize(view: DataView, offset = 0): number {
  return readNumberLE(view, offset + 8, "XenIoreqPrivcmdDmOpBuf.size");
}

/** Sets `size` of the record at `offset`. */
export function setXenIoreqPrivcmdDmOpBufSize(view: DataView, offset: number, value: number): void {
  writeNumberLE(view, offset + 8, value, "XenIoreqPrivcmdDmOpBuf.size");
}

/** The low 32 bits of `size`. */
export function getXenIoreqPrivcmdDmOpBufSizeLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + 8, true);
}

/** Sets the low 32 bits of `size`. */
export function setXenIoreqPrivcmdDmOpBufSizeLow(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 8, value, true);
}

/** The high 32 bits of `size`. */
export function getXenIoreqPrivcmdDmOpBufSizeHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 12, true);
}

/** Sets the high 32 bits of `size`. */
export function setXenIoreqPrivcmdDmOpBufSizeHigh(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 12, value, true);
}

/** Maps a resource over addresses that mmap has reserved. */
export interface XenIoreqPrivcmdMmapResource {
  dom: number;
  /** See `xenmem_resource`. */
  type: number;
  id: number;
  /** The first frame. */
  idx: number;
  /** Frames. */
  num: number;
  addr: bigint;
}

/** Bytes of a {@link XenIoreqPrivcmdMmapResource}. */
export const xenIoreqPrivcmdMmapResourceSize = 32;

/** The {@link XenIoreqPrivcmdMmapResource} in `view`, or at `offset` in a larger one. */
export function decodeXenIoreqPrivcmdMmapResource(
  view: DataView,
  offset?: number,
): XenIoreqPrivcmdMmapResource {
  const at = recordAt(view, offset, 32, "XenIoreqPrivcmdMmapResource");
  return {
    dom: view.getUint16(at, true),
    type: view.getUint32(at + 4, true),
    id: view.getUint32(at + 8, true),
    idx: view.getUint32(at + 12, true),
    num: readNumberLE(view, at + 16, "XenIoreqPrivcmdMmapResource.num"),
    addr: readUint64LE(view, at + 24),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeXenIoreqPrivcmdMmapResource(
  value: XenIoreqPrivcmdMmapResource,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 32, "XenIoreqPrivcmdMmapResource");
  view.setUint16(at, value.dom, true);
  view.setUint16(at + 2, 0, true);
  view.setUint32(at + 4, value.type, true);
  view.setUint32(at + 8, value.id, true);
  view.setUint32(at + 12, value.idx, true);
  writeNumberLE(view, at + 16, value.num, "XenIoreqPrivcmdMmapResource.num");
  writeUint64LE(view, at + 24, value.addr);
}

/** `dom` of the record at `offset`. */
export function getXenIoreqPrivcmdMmapResourceDom(view: DataView, offset = 0): number {
  return view.getUint16(offset, true);
}

/** Sets `dom` of the record at `offset`. */
export function setXenIoreqPrivcmdMmapResourceDom(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint16(offset, value, true);
}

/** `type` of the record at `offset`. */
export function getXenIoreqPrivcmdMmapResourceType(view: DataView, offset = 0): number {
  return view.getUint32(offset + 4, true);
}

/** Sets `type` of the record at `offset`. */
export function setXenIoreqPrivcmdMmapResourceType(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 4, value, true);
}

/** `id` of the record at `offset`. */
export function getXenIoreqPrivcmdMmapResourceId(view: DataView, offset = 0): number {
  return view.getUint32(offset + 8, true);
}

/** Sets `id` of the record at `offset`. */
export function setXenIoreqPrivcmdMmapResourceId(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 8, value, true);
}

/** `idx` of the record at `offset`. */
export function getXenIoreqPrivcmdMmapResourceIdx(view: DataView, offset = 0): number {
  return view.getUint32(offset + 12, true);
}

/** Sets `idx` of the record at `offset`. */
export function setXenIoreqPrivcmdMmapResourceIdx(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 12, value, true);
}

/** `num` of the record at `offset`. */
export function getXenIoreqPrivcmdMmapResourceNum(view: DataView, offset = 0): number {
  return readNumberLE(view, offset + 16, "XenIoreqPrivcmdMmapResource.num");
}

/** Sets `num` of the record at `offset`. */
export function setXenIoreqPrivcmdMmapResourceNum(
  view: DataView,
  offset: number,
  value: number,
): void {
  writeNumberLE(view, offset + 16, value, "XenIoreqPrivcmdMmapResource.num");
}

/** The low 32 bits of `num`. */
export function getXenIoreqPrivcmdMmapResourceNumLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + 16, true);
}

/** Sets the low 32 bits of `num`. */
export function setXenIoreqPrivcmdMmapResourceNumLow(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 16, value, true);
}

/** The high 32 bits of `num`. */
export function getXenIoreqPrivcmdMmapResourceNumHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 20, true);
}

/** Sets the high 32 bits of `num`. */
export function setXenIoreqPrivcmdMmapResourceNumHigh(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 20, value, true);
}

/** `addr` of the record at `offset`. */
export function getXenIoreqPrivcmdMmapResourceAddr(view: DataView, offset = 0): bigint {
  return readUint64LE(view, offset + 24);
}

/** Sets `addr` of the record at `offset`. */
export function setXenIoreqPrivcmdMmapResourceAddr(
  view: DataView,
  offset: number,
  value: bigint,
): void {
  writeUint64LE(view, offset + 24, value);
}

/** The low 32 bits of `addr`. */
export function getXenIoreqPrivcmdMmapResourceAddrLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + 24, true);
}

/** Sets the low 32 bits of `addr`. */
export function setXenIoreqPrivcmdMmapResourceAddrLow(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 24, value, true);
}

/** The high 32 bits of `addr`. */
export function getXenIoreqPrivcmdMmapResourceAddrHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 28, true);
}

/** Sets the high 32 bits of `addr`. */
export function setXenIoreqPrivcmdMmapResourceAddrHigh(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 28, value, true);
}

/** Maps frames of a guest's memory, each with an error of its own. */
export interface XenIoreqPrivcmdMmapbatchV2 {
  /** Frames. */
  num: number;
  dom: number;
  /** Where. */
  addr: bigint;
  /** Address of the frame numbers, 64 bits each. */
  arr: bigint;
  /** Address of the errors, 32 bits each. */
  err: bigint;
}

/** Bytes of a {@link XenIoreqPrivcmdMmapbatchV2}. */
export const xenIoreqPrivcmdMmapbatchV2Size = 32;

/** The {@link XenIoreqPrivcmdMmapbatchV2} in `view`, or at `offset` in a larger one. */
export function decodeXenIoreqPrivcmdMmapbatchV2(
  view: DataView,
  offset?: number,
): XenIoreqPrivcmdMmapbatchV2 {
  const at = recordAt(view, offset, 32, "XenIoreqPrivcmdMmapbatchV2");
  return {
    num: view.getUint32(at, true),
    dom: view.getUint16(at + 4, true),
    addr: readUint64LE(view, at + 8),
    arr: readUint64LE(view, at + 16),
    err: readUint64LE(view, at + 24),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeXenIoreqPrivcmdMmapbatchV2(
  value: XenIoreqPrivcmdMmapbatchV2,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 32, "XenIoreqPrivcmdMmapbatchV2");
  view.setUint32(at, value.num, true);
  view.setUint16(at + 4, value.dom, true);
  view.setUint16(at + 6, 0, true);
  writeUint64LE(view, at + 8, value.addr);
  writeUint64LE(view, at + 16, value.arr);
  writeUint64LE(view, at + 24, value.err);
}

/** `num` of the record at `offset`. */
export function getXenIoreqPrivcmdMmapbatchV2Num(view: DataView, offset = 0): number {
  return view.getUint32(offset, true);
}

/** Sets `num` of the record at `offset`. */
export function setXenIoreqPrivcmdMmapbatchV2Num(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset, value, true);
}

/** `dom` of the record at `offset`. */
export function getXenIoreqPrivcmdMmapbatchV2Dom(view: DataView, offset = 0): number {
  return view.getUint16(offset + 4, true);
}

/** Sets `dom` of the record at `offset`. */
export function setXenIoreqPrivcmdMmapbatchV2Dom(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint16(offset + 4, value, true);
}

/** `addr` of the record at `offset`. */
export function getXenIoreqPrivcmdMmapbatchV2Addr(view: DataView, offset = 0): bigint {
  return readUint64LE(view, offset + 8);
}

/** Sets `addr` of the record at `offset`. */
export function setXenIoreqPrivcmdMmapbatchV2Addr(
  view: DataView,
  offset: number,
  value: bigint,
): void {
  writeUint64LE(view, offset + 8, value);
}

/** The low 32 bits of `addr`. */
export function getXenIoreqPrivcmdMmapbatchV2AddrLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + 8, true);
}

/** Sets the low 32 bits of `addr`. */
export function setXenIoreqPrivcmdMmapbatchV2AddrLow(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 8, value, true);
}

/** The high 32 bits of `addr`. */
export function getXenIoreqPrivcmdMmapbatchV2AddrHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 12, true);
}

/** Sets the high 32 bits of `addr`. */
export function setXenIoreqPrivcmdMmapbatchV2AddrHigh(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 12, value, true);
}

/** `arr` of the record at `offset`. */
export function getXenIoreqPrivcmdMmapbatchV2Arr(view: DataView, offset = 0): bigint {
  return readUint64LE(view, offset + 16);
}

/** Sets `arr` of the record at `offset`. */
export function setXenIoreqPrivcmdMmapbatchV2Arr(
  view: DataView,
  offset: number,
  value: bigint,
): void {
  writeUint64LE(view, offset + 16, value);
}

/** The low 32 bits of `arr`. */
export function getXenIoreqPrivcmdMmapbatchV2ArrLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + 16, true);
}

/** Sets the low 32 bits of `arr`. */
export function setXenIoreqPrivcmdMmapbatchV2ArrLow(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 16, value, true);
}

/** The high 32 bits of `arr`. */
export function getXenIoreqPrivcmdMmapbatchV2ArrHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 20, true);
}

/** Sets the high 32 bits of `arr`. */
export function setXenIoreqPrivcmdMmapbatchV2ArrHigh(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 20, value, true);
}

/** `err` of the record at `offset`. */
export function getXenIoreqPrivcmdMmapbatchV2Err(view: DataView, offset = 0): bigint {
  return readUint64LE(view, offset + 24);
}

/** Sets `err` of the record at `offset`. */
export function setXenIoreqPrivcmdMmapbatchV2Err(
  view: DataView,
  offset: number,
  value: bigint,
): void {
  writeUint64LE(view, offset + 24, value);
}

/** The low 32 bits of `err`. */
export function getXenIoreqPrivcmdMmapbatchV2ErrLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + 24, true);
}

/** Sets the low 32 bits of `err`. */
export function setXenIoreqPrivcmdMmapbatchV2ErrLow(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 24, value, true);
}

/** The high 32 bits of `err`. */
export function getXenIoreqPrivcmdMmapbatchV2ErrHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 28, true);
}

/** Sets the high 32 bits of `err`. */
export function setXenIoreqPrivcmdMmapbatchV2ErrHigh(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 28, value, true);
}

/** Binds a local port to a guest's. The ioctl gives the local port. */
export interface XenIoreqIoctlEvtchnBindInterdomain {
  remoteDomain: number;
  remotePort: number;
}

/** Bytes of a {@link XenIoreqIoctlEvtchnBindInterdomain}. */
export const xenIoreqIoctlEvtchnBindInterdomainSize = 8;

/** The {@link XenIoreqIoctlEvtchnBindInterdomain} in `view`, or at `offset` in a larger one. */
export function decodeXenIoreqIoctlEvtchnBindInterdomain(
  view: DataView,
  offset?: number,
): XenIoreqIoctlEvtchnBindInterdomain {
  const at = recordAt(view, offset, 8, "XenIoreqIoctlEvtchnBindInterdomain");
  return {
    remoteDomain: view.getUint32(at, true),
    remotePort: view.getUint32(at + 4, true),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeXenIoreqIoctlEvtchnBindInterdomain(
  value: XenIoreqIoctlEvtchnBindInterdomain,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 8, "XenIoreqIoctlEvtchnBindInterdomain");
  view.setUint32(at, value.remoteDomain, true);
  view.setUint32(at + 4, value.remotePort, true);
}

/** `remoteDomain` of the record at `offset`. */
export function getXenIoreqIoctlEvtchnBindInterdomainRemoteDomain(
  view: DataView,
  offset = 0,
): number {
  return view.getUint32(offset, true);
}

/** Sets `remoteDomain` of the record at `offset`. */
export function setXenIoreqIoctlEvtchnBindInterdomainRemoteDomain(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset, value, true);
}

/** `remotePort` of the record at `offset`. */
export function getXenIoreqIoctlEvtchnBindInterdomainRemotePort(
  view: DataView,
  offset = 0,
): number {
  return view.getUint32(offset + 4, true);
}

/** Sets `remotePort` of the record at `offset`. */
export function setXenIoreqIoctlEvtchnBindInterdomainRemotePort(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 4, value, true);
}

/** Notifies the other end of a local port. */
export interface XenIoreqIoctlEvtchnNotify {
  port: number;
}

/** Bytes of a {@link XenIoreqIoctlEvtchnNotify}. */
export const xenIoreqIoctlEvtchnNotifySize = 4;

/** The {@link XenIoreqIoctlEvtchnNotify} in `view`, or at `offset` in a larger one. */
export function decodeXenIoreqIoctlEvtchnNotify(
  view: DataView,
  offset?: number,
): XenIoreqIoctlEvtchnNotify {
  const at = recordAt(view, offset, 4, "XenIoreqIoctlEvtchnNotify");
  return {
    port: view.getUint32(at, true),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeXenIoreqIoctlEvtchnNotify(
  value: XenIoreqIoctlEvtchnNotify,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 4, "XenIoreqIoctlEvtchnNotify");
  view.setUint32(at, value.port, true);
}

/** `port` of the record at `offset`. */
export function getXenIoreqIoctlEvtchnNotifyPort(view: DataView, offset = 0): number {
  return view.getUint32(offset, true);
}

/** Sets `port` of the record at `offset`. */
export function setXenIoreqIoctlEvtchnNotifyPort(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset, value, true);
}

/** A page that a guest has granted. */
export interface XenIoreqIoctlGntdevGrantRef {
  domid: number;
  ref: number;
}

/** Bytes of a {@link XenIoreqIoctlGntdevGrantRef}. */
export const xenIoreqIoctlGntdevGrantRefSize = 8;

/** The {@link XenIoreqIoctlGntdevGrantRef} in `view`, or at `offset` in a larger one. */
export function decodeXenIoreqIoctlGntdevGrantRef(
  view: DataView,
  offset?: number,
): XenIoreqIoctlGntdevGrantRef {
  const at = recordAt(view, offset, 8, "XenIoreqIoctlGntdevGrantRef");
  return {
    domid: view.getUint32(at, true),
    ref: view.getUint32(at + 4, true),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeXenIoreqIoctlGntdevGrantRef(
  value: XenIoreqIoctlGntdevGrantRef,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 8, "XenIoreqIoctlGntdevGrantRef");
  view.setUint32(at, value.domid, true);
  view.setUint32(at + 4, value.ref, true);
}

/** `domid` of the record at `offset`. */
export function getXenIoreqIoctlGntdevGrantRefDomid(view: DataView, offset = 0): number {
  return view.getUint32(offset, true);
}

/** Sets `domid` of the record at `offset`. */
export function setXenIoreqIoctlGntdevGrantRefDomid(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset, value, true);
}

/** `ref` of the record at `offset`. */
export function getXenIoreqIoctlGntdevGrantRefRef(view: DataView, offset = 0): number {
  return view.getUint32(offset + 4, true);
}

/** Sets `ref` of the record at `offset`. */
export function setXenIoreqIoctlGntdevGrantRefRef(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 4, value, true);
}

/** Prepares granted pages to be mapped; mmap at offset `index` then maps them. */
export interface XenIoreqIoctlGntdevMapGrantRef {
  count: number;
  /** Out. */
  index: number;
  /** `count` of them; the header declares one. */
  refs: XenIoreqIoctlGntdevGrantRef[];
}

/** Bytes of a {@link XenIoreqIoctlGntdevMapGrantRef}. */
export const xenIoreqIoctlGntdevMapGrantRefSize = 24;

/** The {@link XenIoreqIoctlGntdevMapGrantRef} in `view`, or at `offset` in a larger one. */
export function decodeXenIoreqIoctlGntdevMapGrantRef(
  view: DataView,
  offset?: number,
): XenIoreqIoctlGntdevMapGrantRef {
  const at = recordAt(view, offset, 24, "XenIoreqIoctlGntdevMapGrantRef");
  const refs: XenIoreqIoctlGntdevGrantRef[] = new Array(1);
  for (let index = 0; index < 1; index++) {
    refs[index] = decodeXenIoreqIoctlGntdevGrantRef(view, at + 16 + 8 * index);
  }
  return {
    count: view.getUint32(at, true),
    index: readNumberLE(view, at + 8, "XenIoreqIoctlGntdevMapGrantRef.index"),
    refs,
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeXenIoreqIoctlGntdevMapGrantRef(
  value: XenIoreqIoctlGntdevMapGrantRef,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 24, "XenIoreqIoctlGntdevMapGrantRef");
  view.setUint32(at, value.count, true);
  view.setUint32(at + 4, 0, true);
  writeNumberLE(view, at + 8, value.index, "XenIoreqIoctlGntdevMapGrantRef.index");
  expectCount(value.refs.length, 1, "XenIoreqIoctlGntdevMapGrantRef.refs");
  const refs = value.refs;
  for (let index = 0; index < refs.length; index++) {
    const item = refs[index] as XenIoreqIoctlGntdevGrantRef;
    encodeXenIoreqIoctlGntdevGrantRef(item, view, at + 16 + 8 * index);
  }
}

/** `count` of the record at `offset`. */
export function getXenIoreqIoctlGntdevMapGrantRefCount(view: DataView, offset = 0): number {
  return view.getUint32(offset, true);
}

/** Sets `count` of the record at `offset`. */
export function setXenIoreqIoctlGntdevMapGrantRefCount(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset, value, true);
}

/** `index` of the record at `offset`. */
export function getXenIoreqIoctlGntdevMapGrantRefIndex(view: DataView, offset = 0): number {
  return readNumberLE(view, offset + 8, "XenIoreqIoctlGntdevMapGrantRef.index");
}

/** Sets `index` of the record at `offset`. */
export function setXenIoreqIoctlGntdevMapGrantRefIndex(
  view: DataView,
  offset: number,
  value: number,
): void {
  writeNumberLE(view, offset + 8, value, "XenIoreqIoctlGntdevMapGrantRef.index");
}

/** The low 32 bits of `index`. */
export function getXenIoreqIoctlGntdevMapGrantRefIndexLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + 8, true);
}

/** Sets the low 32 bits of `index`. */
export function setXenIoreqIoctlGntdevMapGrantRefIndexLow(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 8, value, true);
}

/** The high 32 bits of `index`. */
export function getXenIoreqIoctlGntdevMapGrantRefIndexHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 12, true);
}

/** Sets the high 32 bits of `index`. */
export function setXenIoreqIoctlGntdevMapGrantRefIndexHigh(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 12, value, true);
}

/** Where an item of `refs` lies in the record at `offset`. */
export function offsetOfXenIoreqIoctlGntdevMapGrantRefRefs(offset: number, index: number): number {
  wire.checkIndex(index, 1, "XenIoreqIoctlGntdevMapGrantRef.refs");
  return offset + 16 + 8 * index;
}

/** An eventfd whose signal makes the kernel issue a device model operation. Since Linux 6.6. */
export interface XenIoreqPrivcmdIrqfd {
  /** Address of the `xen_dm_op`. */
  dmOp: bigint;
  /** Its bytes. */
  size: number;
  fd: number;
  /** Bit 0: remove it. */
  flags: number;
  dom: number;
}

/** Bytes of a {@link XenIoreqPrivcmdIrqfd}. */
export const xenIoreqPrivcmdIrqfdSize = 24;

/** The {@link XenIoreqPrivcmdIrqfd} in `view`, or at `offset` in a larger one. */
export function decodeXenIoreqPrivcmdIrqfd(view: DataView, offset?: number): XenIoreqPrivcmdIrqfd {
  const at = recordAt(view, offset, 24, "XenIoreqPrivcmdIrqfd");
  return {
    dmOp: readUint64LE(view, at),
    size: view.getUint32(at + 8, true),
    fd: view.getUint32(at + 12, true),
    flags: view.getUint32(at + 16, true),
    dom: view.getUint16(at + 20, true),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeXenIoreqPrivcmdIrqfd(
  value: XenIoreqPrivcmdIrqfd,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 24, "XenIoreqPrivcmdIrqfd");
  writeUint64LE(view, at, value.dmOp);
  view.setUint32(at + 8, value.size, true);
  view.setUint32(at + 12, value.fd, true);
  view.setUint32(at + 16, value.flags, true);
  view.setUint16(at + 20, value.dom, true);
  wire.clear(view, at + 22, 2);
}

/** `dmOp` of the record at `offset`. */
export function getXenIoreqPrivcmdIrqfdDmOp(view: DataView, offset = 0): bigint {
  return readUint64LE(view, offset);
}

/** Sets `dmOp` of the record at `offset`. */
export function setXenIoreqPrivcmdIrqfdDmOp(view: DataView, offset: number, value: bigint): void {
  writeUint64LE(view, offset, value);
}

/** The low 32 bits of `dmOp`. */
export function getXenIoreqPrivcmdIrqfdDmOpLow(view: DataView, offset = 0): number {
  return view.getUint32(offset, true);
}

/** Sets the low 32 bits of `dmOp`. */
export function setXenIoreqPrivcmdIrqfdDmOpLow(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset, value, true);
}

/** The high 32 bits of `dmOp`. */
export function getXenIoreqPrivcmdIrqfdDmOpHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 4, true);
}

/** Sets the high 32 bits of `dmOp`. */
export function setXenIoreqPrivcmdIrqfdDmOpHigh(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 4, value, true);
}

/** `size` of the record at `offset`. */
export function getXenIoreqPrivcmdIrqfdSize(view: DataView, offset = 0): number {
  return view.getUint32(offset + 8, true);
}

/** Sets `size` of the record at `offset`. */
export function setXenIoreqPrivcmdIrqfdSize(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 8, value, true);
}

/** `fd` of the record at `offset`. */
export function getXenIoreqPrivcmdIrqfdFd(view: DataView, offset = 0): number {
  return view.getUint32(offset + 12, true);
}

/** Sets `fd` of the record at `offset`. */
export function setXenIoreqPrivcmdIrqfdFd(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 12, value, true);
}

/** `flags` of the record at `offset`. */
export function getXenIoreqPrivcmdIrqfdFlags(view: DataView, offset = 0): number {
  return view.getUint32(offset + 16, true);
}

/** Sets `flags` of the record at `offset`. */
export function setXenIoreqPrivcmdIrqfdFlags(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 16, value, true);
}

/** `dom` of the record at `offset`. */
export function getXenIoreqPrivcmdIrqfdDom(view: DataView, offset = 0): number {
  return view.getUint16(offset + 20, true);
}

/** Sets `dom` of the record at `offset`. */
export function setXenIoreqPrivcmdIrqfdDom(view: DataView, offset: number, value: number): void {
  view.setUint16(offset + 20, value, true);
}

/**
 * An eventfd for kicks of a virtio device: the kernel takes the slot and answers it when it
 * is a write of `vq` to queue_notify, which is at addr + 0x50, and puts it back to ready
 * when it is not. Since Linux 6.7; from Viresh Kumar's mails of August and September 2023.
 */
export interface XenIoreqPrivcmdIoeventfd {
  /** Address of the mapped page of slots. */
  ioreq: bigint;
  /** Address of each vCPU's port. */
  ports: bigint;
  /** Guest-physical address of the device. */
  addr: number;
  /** Width of the write to match. */
  addrLen: number;
  eventFd: number;
  vcpus: number;
  /** The queue's index, to match the low 16 bits. */
  vq: number;
  /** Bit 0: remove it. */
  flags: number;
  dom: number;
}

/** Bytes of a {@link XenIoreqPrivcmdIoeventfd}. */
export const xenIoreqPrivcmdIoeventfdSize = 48;

/** The {@link XenIoreqPrivcmdIoeventfd} in `view`, or at `offset` in a larger one. */
export function decodeXenIoreqPrivcmdIoeventfd(
  view: DataView,
  offset?: number,
): XenIoreqPrivcmdIoeventfd {
  const at = recordAt(view, offset, 48, "XenIoreqPrivcmdIoeventfd");
  return {
    ioreq: readUint64LE(view, at),
    ports: readUint64LE(view, at + 8),
    addr: readNumberLE(view, at + 16, "XenIoreqPrivcmdIoeventfd.addr"),
    addrLen: view.getUint32(at + 24, true),
    eventFd: view.getUint32(at + 28, true),
    vcpus: view.getUint32(at + 32, true),
    vq: view.getUint32(at + 36, true),
    flags: view.getUint32(at + 40, true),
    dom: view.getUint16(at + 44, true),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeXenIoreqPrivcmdIoeventfd(
  value: XenIoreqPrivcmdIoeventfd,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 48, "XenIoreqPrivcmdIoeventfd");
  writeUint64LE(view, at, value.ioreq);
  writeUint64LE(view, at + 8, value.ports);
  writeNumberLE(view, at + 16, value.addr, "XenIoreqPrivcmdIoeventfd.addr");
  view.setUint32(at + 24, value.addrLen, true);
  view.setUint32(at + 28, value.eventFd, true);
  view.setUint32(at + 32, value.vcpus, true);
  view.setUint32(at + 36, value.vq, true);
  view.setUint32(at + 40, value.flags, true);
  view.setUint16(at + 44, value.dom, true);
  wire.clear(view, at + 46, 2);
}

/** `ioreq` of the record at `offset`. */
export function getXenIoreqPrivcmdIoeventfdIoreq(view: DataView, offset = 0): bigint {
  return readUint64LE(view, offset);
}

/** Sets `ioreq` of the record at `offset`. */
export function setXenIoreqPrivcmdIoeventfdIoreq(
  view: DataView,
  offset: number,
  value: bigint,
): void {
  writeUint64LE(view, offset, value);
}

/** The low 32 bits of `ioreq`. */
export function getXenIoreqPrivcmdIoeventfdIoreqLow(view: DataView, offset = 0): number {
  return view.getUint32(offset, true);
}

/** Sets the low 32 bits of `ioreq`. */
export function setXenIoreqPrivcmdIoeventfdIoreqLow(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset, value, true);
}

/** The high 32 bits of `ioreq`. */
export function getXenIoreqPrivcmdIoeventfdIoreqHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 4, true);
}

/** Sets the high 32 bits of `ioreq`. */
export function setXenIoreqPrivcmdIoeventfdIoreqHigh(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 4, value, true);
}

/** `ports` of the record at `offset`. */
export function getXenIoreqPrivcmdIoeventfdPorts(view: DataView, offset = 0): bigint {
  return readUint64LE(view, offset + 8);
}

/** Sets `ports` of the record at `offset`. */
export function setXenIoreqPrivcmdIoeventfdPorts(
  view: DataView,
  offset: number,
  value: bigint,
): void {
  writeUint64LE(view, offset + 8, value);
}

/** The low 32 bits of `ports`. */
export function getXenIoreqPrivcmdIoeventfdPortsLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + 8, true);
}

/** Sets the low 32 bits of `ports`. */
export function setXenIoreqPrivcmdIoeventfdPortsLow(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 8, value, true);
}

/** The high 32 bits of `ports`. */
export function getXenIoreqPrivcmdIoeventfdPortsHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 12, true);
}

/** Sets the high 32 bits of `ports`. */
export function setXenIoreqPrivcmdIoeventfdPortsHigh(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 12, value, true);
}

/** `addr` of the record at `offset`. */
export function getXenIoreqPrivcmdIoeventfdAddr(view: DataView, offset = 0): number {
  return readNumberLE(view, offset + 16, "XenIoreqPrivcmdIoeventfd.addr");
}

/** Sets `addr` of the record at `offset`. */
export function setXenIoreqPrivcmdIoeventfdAddr(
  view: DataView,
  offset: number,
  value: number,
): void {
  writeNumberLE(view, offset + 16, value, "XenIoreqPrivcmdIoeventfd.addr");
}

/** The low 32 bits of `addr`. */
export function getXenIoreqPrivcmdIoeventfdAddrLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + 16, true);
}

/** Sets the low 32 bits of `addr`. */
export function setXenIoreqPrivcmdIoeventfdAddrLow(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 16, value, true);
}

/** The high 32 bits of `addr`. */
export function getXenIoreqPrivcmdIoeventfdAddrHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 20, true);
}

/** Sets the high 32 bits of `addr`. */
export function setXenIoreqPrivcmdIoeventfdAddrHigh(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 20, value, true);
}

/** `addrLen` of the record at `offset`. */
export function getXenIoreqPrivcmdIoeventfdAddrLen(view: DataView, offset = 0): number {
  return view.getUint32(offset + 24, true);
}

/** Sets `addrLen` of the record at `offset`. */
export function setXenIoreqPrivcmdIoeventfdAddrLen(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 24, value, true);
}

/** `eventFd` of the record at `offset`. */
export function getXenIoreqPrivcmdIoeventfdEventFd(view: DataView, offset = 0): number {
  return view.getUint32(offset + 28, true);
}

/** Sets `eventFd` of the record at `offset`. */
export function setXenIoreqPrivcmdIoeventfdEventFd(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 28, value, true);
}

/** `vcpus` of the record at `offset`. */
export function getXenIoreqPrivcmdIoeventfdVcpus(view: DataView, offset = 0): number {
  return view.getUint32(offset + 32, true);
}

/** Sets `vcpus` of the record at `offset`. */
export function setXenIoreqPrivcmdIoeventfdVcpus(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 32, value, true);
}

/** `vq` of the record at `offset`. */
export function getXenIoreqPrivcmdIoeventfdVq(view: DataView, offset = 0): number {
  return view.getUint32(offset + 36, true);
}

/** Sets `vq` of the record at `offset`. */
export function setXenIoreqPrivcmdIoeventfdVq(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 36, value, true);
}

/** `flags` of the record at `offset`. */
export function getXenIoreqPrivcmdIoeventfdFlags(view: DataView, offset = 0): number {
  return view.getUint32(offset + 40, true);
}

/** Sets `flags` of the record at `offset`. */
export function setXenIoreqPrivcmdIoeventfdFlags(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 40, value, true);
}

/** `dom` of the record at `offset`. */
export function getXenIoreqPrivcmdIoeventfdDom(view: DataView, offset = 0): number {
  return view.getUint16(offset + 44, true);
}

/** Sets `dom` of the record at `offset`. */
export function setXenIoreqPrivcmdIoeventfdDom(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint16(offset + 44, value, true);
}

/**
 * Single accesses with their value in the slot. Repeated ones and those with a pointer are
 * the transport's to take apart: it turns them into several of these calls.
 *
 * Makes the call that the {@link XenIoreq} at `offset` stands for.
 * Completes the slot, whatever happens: where the call fails, its results are all ones.
 * Returns 0, or a negative errno: that of the operation, -95 where the record is no call, -22
 * for values that the operation does not accept, -6 where there is no region.
 * Returns -11 and leaves the slot alone if it is not `ready`,
 * -71 if it is in none of the states.
 */
export async function dispatchXenIoreq(
  view: DataView,
  offset: number,
  ops: IoBackend,
  regions: wire.Regions,
): Promise<number> {
  const state: number = view.getUint8(offset + 30) & 0xf;
  if (state !== XenIoreqState.ready) {
    return isXenIoreqState(state) ? wire.notReady : wire.noState;
  }
  moveXenIoreqState(view, offset, XenIoreqState.ready, XenIoreqState.inprocess);
  const slot = wire.snapshot(view, offset, 32);
  const status = await callXenIoreq(slot, view, offset, ops, regions);
  view.setUint8(offset + 30, (view.getUint8(offset + 30) & 0xf0) | (XenIoreqState.respReady & 0xf));
  return status;
}

async function callXenIoreq(
  slot: DataView,
  view: DataView,
  offset: number,
  ops: IoBackend,
  regions: wire.Regions,
): Promise<number> {
  const type: number = slot.getUint8(31);
  const dir: number = (slot.getUint8(30) >>> 5) & 1;
  const count = slot.getUint32(16, true);
  const dataIsPtr = (slot.getUint8(30) & 0x10) !== 0;
  if (type === XenIoreqType.copy && dir === XenIoreqDirection.read && count === 1 && !dataIsPtr) {
    return wire.attempt(
      async () => {
        const size = slot.getUint32(20, true);
        wire.expectAllowed(size, [1, 2, 4, 8], "size");
        const found = wire.regionAt(regions, 0, readUint64LE(slot, 0), size);
        const region = found.region.id;
        const offset$ = wire.fitNumber(found.offset, "offset");
        const results = await ops.read(region, offset$, size);
        writeUint64LE(view, offset + 8, wire.lowBytes(results, size));
      },
      () => {
        writeUint64LE(view, offset + 8, wire.allOnes(slot.getUint32(20, true)));
      },
    );
  }
  if (type === XenIoreqType.copy && dir === XenIoreqDirection.write && count === 1 && !dataIsPtr) {
    return wire.attempt(
      async () => {
        const size = slot.getUint32(20, true);
        wire.expectAllowed(size, [1, 2, 4, 8], "size");
        const data = readUint64LE(slot, 8);
        const found = wire.regionAt(regions, 0, readUint64LE(slot, 0), size);
        const region = found.region.id;
        const offset$ = wire.fitNumber(found.offset, "offset");
        await ops.write(region, offset$, size, wire.lowBytes(data, size));
      },
      () => {},
    );
  }
  if (type === XenIoreqType.pio && dir === XenIoreqDirection.read && count === 1 && !dataIsPtr) {
    return wire.attempt(
      async () => {
        const size = slot.getUint32(20, true);
        wire.expectAllowed(size, [1, 2, 4, 8], "size");
        const found = wire.regionAt(regions, 1, readUint64LE(slot, 0), size);
        const region = found.region.id;
        const offset$ = wire.fitNumber(found.offset, "offset");
        const results = await ops.read(region, offset$, size);
        writeUint64LE(view, offset + 8, wire.lowBytes(results, size));
      },
      () => {
        writeUint64LE(view, offset + 8, wire.allOnes(slot.getUint32(20, true)));
      },
    );
  }
  if (type === XenIoreqType.pio && dir === XenIoreqDirection.write && count === 1 && !dataIsPtr) {
    return wire.attempt(
      async () => {
        const size = slot.getUint32(20, true);
        wire.expectAllowed(size, [1, 2, 4, 8], "size");
        const data = readUint64LE(slot, 8);
        const found = wire.regionAt(regions, 1, readUint64LE(slot, 0), size);
        const region = found.region.id;
        const offset$ = wire.fitNumber(found.offset, "offset");
        await ops.write(region, offset$, size, wire.lowBytes(data, size));
      },
      () => {},
    );
  }
  if (
    type === XenIoreqType.pciConfig
    && dir === XenIoreqDirection.read
    && count === 1
    && !dataIsPtr
  ) {
    return wire.attempt(
      async () => {
        const size = slot.getUint32(20, true);
        wire.expectAllowed(size, [1, 2, 4, 8], "size");
        const found = wire.regionAt(regions, 2, readUint64LE(slot, 0), size);
        const region = found.region.id;
        const offset$ = wire.fitNumber(found.offset, "offset");
        const results = await ops.read(region, offset$, size);
        writeUint64LE(view, offset + 8, wire.lowBytes(results, size));
      },
      () => {
        writeUint64LE(view, offset + 8, wire.allOnes(slot.getUint32(20, true)));
      },
    );
  }
  if (
    type === XenIoreqType.pciConfig
    && dir === XenIoreqDirection.write
    && count === 1
    && !dataIsPtr
  ) {
    return wire.attempt(
      async () => {
        const size = slot.getUint32(20, true);
        wire.expectAllowed(size, [1, 2, 4, 8], "size");
        const data = readUint64LE(slot, 8);
        const found = wire.regionAt(regions, 2, readUint64LE(slot, 0), size);
        const region = found.region.id;
        const offset$ = wire.fitNumber(found.offset, "offset");
        await ops.write(region, offset$, size, wire.lowBytes(data, size));
      },
      () => {},
    );
  }
  if (type === XenIoreqType.invalidate) {
    return wire.attempt(
      async () => {
        await ops.invalidate();
      },
      () => {},
    );
  }
  writeUint64LE(view, offset + 8, wire.allOnes(8));
  return wire.notSupported;
}
