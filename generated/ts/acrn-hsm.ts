// Generated from idl/acrn-hsm/acrn-hsm.idl; do not edit.

import * as wire from "./hypershim.ts";
import type { IoBackend } from "./io-backend.ts";

const expectCount = wire.expectCount;
const readNumberLE = wire.readNumberLE;
const readUint64LE = wire.readUint64LE;
const recordAt = wire.recordAt;
const writeNumberLE = wire.writeNumberLE;
const writeUint64LE = wire.writeUint64LE;

/** Slots of the page. */
export const acrnHsmIoRequestMax = 16;

/**
 * Who owns a slot. The number 0 is a request that awaits somebody: a page of zeroes is a
 * page of sixteen pending requests, so the hypervisor first sets every slot free.
 */
export const AcrnHsmIoreqState = {
  /** The hypervisor has put in a request. */
  pending: 0,
  /** The answer awaits the hypervisor. */
  complete: 1,
  /** Linux has given the request to a client. */
  processing: 2,
  /** There is no request. */
  free: 3,
} as const;
export type AcrnHsmIoreqState = (typeof AcrnHsmIoreqState)[keyof typeof AcrnHsmIoreqState];

/** Whether `value` is one of {@link AcrnHsmIoreqState}. */
export function isAcrnHsmIoreqState(value: number): value is AcrnHsmIoreqState {
  return value === 0 || value === 1 || value === 2 || value === 3;
}

/** What a request is about. */
export const AcrnHsmIoreqType = {
  portio: 0,
  mmio: 1,
  pcicfg: 2,
} as const;
export type AcrnHsmIoreqType = (typeof AcrnHsmIoreqType)[keyof typeof AcrnHsmIoreqType];

/** Whether `value` is one of {@link AcrnHsmIoreqType}. */
export function isAcrnHsmIoreqType(value: number): value is AcrnHsmIoreqType {
  return value === 0 || value === 1 || value === 2;
}

/** What the guest does. 0 is a read here and a write in Xen's requests. */
export const AcrnHsmIoreqDir = {
  read: 0,
  write: 1,
} as const;
export type AcrnHsmIoreqDir = (typeof AcrnHsmIoreqDir)[keyof typeof AcrnHsmIoreqDir];

/** Whether `value` is one of {@link AcrnHsmIoreqDir}. */
export function isAcrnHsmIoreqDir(value: number): value is AcrnHsmIoreqDir {
  return value === 0 || value === 1;
}

/** Numbers of the ioctls; they hold the size of 64-bit machines' records. */
export const AcrnHsmIoctl = {
  createVm: 0xc030a210,
  destroyVm: 0xa211,
  startVm: 0xa212,
  pauseVm: 0xa213,
  resetVm: 0xa215,
  injectMsi: 0x4010a223,
  /** Its argument is no pointer but an `acrn_irqline_ops` itself. */
  setIrqline: 0x4008a225,
  notifyRequestFinish: 0x4008a231,
  createIoreqClient: 0xa232,
  /** Waits until there are requests; then scan all slots for `processing`. */
  attachIoreqClient: 0xa233,
  destroyIoreqClient: 0xa234,
  clearVmIoreq: 0xa235,
  setMemseg: 0x4020a241,
  unsetMemseg: 0x4020a242,
  ioeventfd: 0x4020a270,
  irqfd: 0x4018a271,
} as const;
export type AcrnHsmIoctl = (typeof AcrnHsmIoctl)[keyof typeof AcrnHsmIoctl];

/** Whether `value` is one of {@link AcrnHsmIoctl}. */
export function isAcrnHsmIoctl(value: number): value is AcrnHsmIoctl {
  return Number.isInteger(value) && (
    (value >= 0xa211 && value <= 0xa213)
    || value === 0xa215
    || (value >= 0xa232 && value <= 0xa235)
    || value === 0x4008a225
    || value === 0x4008a231
    || value === 0x4010a223
    || value === 0x4018a271
    || value === 0x4020a241
    || value === 0x4020a242
    || value === 0x4020a270
    || value === 0xc030a210
  );
}

/** Kinds of mappings. */
export const AcrnHsmMemmap = {
  ram: 0,
  mmio: 1,
} as const;
export type AcrnHsmMemmap = (typeof AcrnHsmMemmap)[keyof typeof AcrnHsmMemmap];

/** Whether `value` is one of {@link AcrnHsmMemmap}. */
export function isAcrnHsmMemmap(value: number): value is AcrnHsmMemmap {
  return value === 0 || value === 1;
}

/** Rights and caching of a mapping. */
export const AcrnHsmMem = {
  accessRead: 0x1,
  accessWrite: 0x2,
  accessExec: 0x4,
  typeWb: 0x40,
  typeWt: 0x80,
  typeUc: 0x100,
  typeWc: 0x200,
  typeWp: 0x400,
} as const;
export type AcrnHsmMem = number;

/** What happens to an interrupt line. From ACRN's `acrn_common.h`, as the next record. */
export const AcrnHsmGsi = {
  setHigh: 0,
  setLow: 1,
  raisingPulse: 2,
  fallingPulse: 3,
} as const;
export type AcrnHsmGsi = (typeof AcrnHsmGsi)[keyof typeof AcrnHsmGsi];

/** Whether `value` is one of {@link AcrnHsmGsi}. */
export function isAcrnHsmGsi(value: number): value is AcrnHsmGsi {
  return value === 0 || value === 1 || value === 2 || value === 3;
}

/** What an ioeventfd listens to. The bits differ from KVM's. */
export const AcrnHsmIoeventfdFlag = {
  pio: 0x1,
  datamatch: 0x2,
  deassign: 0x4,
} as const;
export type AcrnHsmIoeventfdFlag = number;

/** How an irqfd behaves. */
export const AcrnHsmIrqfdFlag = {
  deassign: 0x1,
} as const;
export type AcrnHsmIrqfdFlag = number;

/** Access to memory. */
export interface AcrnHsmMmioRequest {
  direction: AcrnHsmIoreqDir | number;
  address: number;
  /** Bytes. */
  size: number;
  /** Of a write; the answer to a read goes here as well. */
  value: bigint;
}

/** Bytes of a {@link AcrnHsmMmioRequest}. */
export const acrnHsmMmioRequestSize = 32;

/** The {@link AcrnHsmMmioRequest} in `view`, or at `offset` in a larger one. */
export function decodeAcrnHsmMmioRequest(view: DataView, offset?: number): AcrnHsmMmioRequest {
  const at = recordAt(view, offset, 32, "AcrnHsmMmioRequest");
  return {
    direction: view.getUint32(at, true),
    address: readNumberLE(view, at + 8, "AcrnHsmMmioRequest.address"),
    size: readNumberLE(view, at + 16, "AcrnHsmMmioRequest.size"),
    value: readUint64LE(view, at + 24),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeAcrnHsmMmioRequest(
  value: AcrnHsmMmioRequest,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 32, "AcrnHsmMmioRequest");
  view.setUint32(at, value.direction, true);
  view.setUint32(at + 4, 0, true);
  writeNumberLE(view, at + 8, value.address, "AcrnHsmMmioRequest.address");
  writeNumberLE(view, at + 16, value.size, "AcrnHsmMmioRequest.size");
  writeUint64LE(view, at + 24, value.value);
}

/** `direction` of the record at `offset`. */
export function getAcrnHsmMmioRequestDirection(
  view: DataView,
  offset = 0,
): AcrnHsmIoreqDir | number {
  return view.getUint32(offset, true);
}

/** Sets `direction` of the record at `offset`. */
export function setAcrnHsmMmioRequestDirection(
  view: DataView,
  offset: number,
  value: AcrnHsmIoreqDir | number,
): void {
  view.setUint32(offset, value, true);
}

/** `address` of the record at `offset`. */
export function getAcrnHsmMmioRequestAddress(view: DataView, offset = 0): number {
  return readNumberLE(view, offset + 8, "AcrnHsmMmioRequest.address");
}

/** Sets `address` of the record at `offset`. */
export function setAcrnHsmMmioRequestAddress(view: DataView, offset: number, value: number): void {
  writeNumberLE(view, offset + 8, value, "AcrnHsmMmioRequest.address");
}

/** The low 32 bits of `address`. */
export function getAcrnHsmMmioRequestAddressLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + 8, true);
}

/** Sets the low 32 bits of `address`. */
export function setAcrnHsmMmioRequestAddressLow(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 8, value, true);
}

/** The high 32 bits of `address`. */
export function getAcrnHsmMmioRequestAddressHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 12, true);
}

/** Sets the high 32 bits of `address`. */
export function setAcrnHsmMmioRequestAddressHigh(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 12, value, true);
}

/** `size` of the record at `offset`. */
export function getAcrnHsmMmioRequestSize(view: DataView, offset = 0): number {
  return readNumberLE(view, offset + 16, "AcrnHsmMmioRequest.size");
}

/** Sets `size` of the record at `offset`. */
export function setAcrnHsmMmioRequestSize(view: DataView, offset: number, value: number): void {
  writeNumberLE(view, offset + 16, value, "AcrnHsmMmioRequest.size");
}

/** The low 32 bits of `size`. */
export function getAcrnHsmMmioRequestSizeLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + 16, true);
}

/** Sets the low 32 bits of `size`. */
export function setAcrnHsmMmioRequestSizeLow(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 16, value, true);
}

/** The high 32 bits of `size`. */
export function getAcrnHsmMmioRequestSizeHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 20, true);
}

/** Sets the high 32 bits of `size`. */
export function setAcrnHsmMmioRequestSizeHigh(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 20, value, true);
}

/** `value` of the record at `offset`. */
export function getAcrnHsmMmioRequestValue(view: DataView, offset = 0): bigint {
  return readUint64LE(view, offset + 24);
}

/** Sets `value` of the record at `offset`. */
export function setAcrnHsmMmioRequestValue(view: DataView, offset: number, value: bigint): void {
  writeUint64LE(view, offset + 24, value);
}

/** The low 32 bits of `value`. */
export function getAcrnHsmMmioRequestValueLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + 24, true);
}

/** Sets the low 32 bits of `value`. */
export function setAcrnHsmMmioRequestValueLow(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 24, value, true);
}

/** The high 32 bits of `value`. */
export function getAcrnHsmMmioRequestValueHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 28, true);
}

/** Sets the high 32 bits of `value`. */
export function setAcrnHsmMmioRequestValueHigh(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 28, value, true);
}

/** Access to a port. On 32-bit machines the record has 28 bytes. */
export interface AcrnHsmPioRequest {
  direction: AcrnHsmIoreqDir | number;
  address: number;
  /** Bytes. */
  size: number;
  /** Of a write; the answer to a read goes here as well. */
  value: number;
}

/** Bytes of a {@link AcrnHsmPioRequest}. */
export const acrnHsmPioRequestSize = 32;

/** The {@link AcrnHsmPioRequest} in `view`, or at `offset` in a larger one. */
export function decodeAcrnHsmPioRequest(view: DataView, offset?: number): AcrnHsmPioRequest {
  const at = recordAt(view, offset, 32, "AcrnHsmPioRequest");
  return {
    direction: view.getUint32(at, true),
    address: readNumberLE(view, at + 8, "AcrnHsmPioRequest.address"),
    size: readNumberLE(view, at + 16, "AcrnHsmPioRequest.size"),
    value: view.getUint32(at + 24, true),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeAcrnHsmPioRequest(
  value: AcrnHsmPioRequest,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 32, "AcrnHsmPioRequest");
  view.setUint32(at, value.direction, true);
  view.setUint32(at + 4, 0, true);
  writeNumberLE(view, at + 8, value.address, "AcrnHsmPioRequest.address");
  writeNumberLE(view, at + 16, value.size, "AcrnHsmPioRequest.size");
  view.setUint32(at + 24, value.value, true);
  view.setUint32(at + 28, 0, true);
}

/** `direction` of the record at `offset`. */
export function getAcrnHsmPioRequestDirection(
  view: DataView,
  offset = 0,
): AcrnHsmIoreqDir | number {
  return view.getUint32(offset, true);
}

/** Sets `direction` of the record at `offset`. */
export function setAcrnHsmPioRequestDirection(
  view: DataView,
  offset: number,
  value: AcrnHsmIoreqDir | number,
): void {
  view.setUint32(offset, value, true);
}

/** `address` of the record at `offset`. */
export function getAcrnHsmPioRequestAddress(view: DataView, offset = 0): number {
  return readNumberLE(view, offset + 8, "AcrnHsmPioRequest.address");
}

/** Sets `address` of the record at `offset`. */
export function setAcrnHsmPioRequestAddress(view: DataView, offset: number, value: number): void {
  writeNumberLE(view, offset + 8, value, "AcrnHsmPioRequest.address");
}

/** The low 32 bits of `address`. */
export function getAcrnHsmPioRequestAddressLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + 8, true);
}

/** Sets the low 32 bits of `address`. */
export function setAcrnHsmPioRequestAddressLow(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 8, value, true);
}

/** The high 32 bits of `address`. */
export function getAcrnHsmPioRequestAddressHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 12, true);
}

/** Sets the high 32 bits of `address`. */
export function setAcrnHsmPioRequestAddressHigh(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 12, value, true);
}

/** `size` of the record at `offset`. */
export function getAcrnHsmPioRequestSize(view: DataView, offset = 0): number {
  return readNumberLE(view, offset + 16, "AcrnHsmPioRequest.size");
}

/** Sets `size` of the record at `offset`. */
export function setAcrnHsmPioRequestSize(view: DataView, offset: number, value: number): void {
  writeNumberLE(view, offset + 16, value, "AcrnHsmPioRequest.size");
}

/** The low 32 bits of `size`. */
export function getAcrnHsmPioRequestSizeLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + 16, true);
}

/** Sets the low 32 bits of `size`. */
export function setAcrnHsmPioRequestSizeLow(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 16, value, true);
}

/** The high 32 bits of `size`. */
export function getAcrnHsmPioRequestSizeHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 20, true);
}

/** Sets the high 32 bits of `size`. */
export function setAcrnHsmPioRequestSizeHigh(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 20, value, true);
}

/** `value` of the record at `offset`. */
export function getAcrnHsmPioRequestValue(view: DataView, offset = 0): number {
  return view.getUint32(offset + 24, true);
}

/** Sets `value` of the record at `offset`. */
export function setAcrnHsmPioRequestValue(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 24, value, true);
}

/** Access to PCI configuration space. On 32-bit machines the record has 44 bytes. */
export interface AcrnHsmPciRequest {
  direction: AcrnHsmIoreqDir | number;
  /** Bytes. */
  size: number;
  /** Of a write; the answer to a read goes here as well. */
  value: number;
  bus: number;
  dev: number;
  func: number;
  reg: number;
}

/** Bytes of a {@link AcrnHsmPciRequest}. */
export const acrnHsmPciRequestSize = 48;

/** The {@link AcrnHsmPciRequest} in `view`, or at `offset` in a larger one. */
export function decodeAcrnHsmPciRequest(view: DataView, offset?: number): AcrnHsmPciRequest {
  const at = recordAt(view, offset, 48, "AcrnHsmPciRequest");
  return {
    direction: view.getUint32(at, true),
    size: readNumberLE(view, at + 16, "AcrnHsmPciRequest.size"),
    value: view.getUint32(at + 24, true),
    bus: view.getUint32(at + 28, true),
    dev: view.getUint32(at + 32, true),
    func: view.getUint32(at + 36, true),
    reg: view.getUint32(at + 40, true),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeAcrnHsmPciRequest(
  value: AcrnHsmPciRequest,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 48, "AcrnHsmPciRequest");
  view.setUint32(at, value.direction, true);
  wire.clear(view, at + 4, 12);
  writeNumberLE(view, at + 16, value.size, "AcrnHsmPciRequest.size");
  view.setUint32(at + 24, value.value, true);
  view.setUint32(at + 28, value.bus, true);
  view.setUint32(at + 32, value.dev, true);
  view.setUint32(at + 36, value.func, true);
  view.setUint32(at + 40, value.reg, true);
  view.setUint32(at + 44, 0, true);
}

/** `direction` of the record at `offset`. */
export function getAcrnHsmPciRequestDirection(
  view: DataView,
  offset = 0,
): AcrnHsmIoreqDir | number {
  return view.getUint32(offset, true);
}

/** Sets `direction` of the record at `offset`. */
export function setAcrnHsmPciRequestDirection(
  view: DataView,
  offset: number,
  value: AcrnHsmIoreqDir | number,
): void {
  view.setUint32(offset, value, true);
}

/** `size` of the record at `offset`. */
export function getAcrnHsmPciRequestSize(view: DataView, offset = 0): number {
  return readNumberLE(view, offset + 16, "AcrnHsmPciRequest.size");
}

/** Sets `size` of the record at `offset`. */
export function setAcrnHsmPciRequestSize(view: DataView, offset: number, value: number): void {
  writeNumberLE(view, offset + 16, value, "AcrnHsmPciRequest.size");
}

/** The low 32 bits of `size`. */
export function getAcrnHsmPciRequestSizeLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + 16, true);
}

/** Sets the low 32 bits of `size`. */
export function setAcrnHsmPciRequestSizeLow(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 16, value, true);
}

/** The high 32 bits of `size`. */
export function getAcrnHsmPciRequestSizeHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 20, true);
}

/** Sets the high 32 bits of `size`. */
export function setAcrnHsmPciRequestSizeHigh(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 20, value, true);
}

/** `value` of the record at `offset`. */
export function getAcrnHsmPciRequestValue(view: DataView, offset = 0): number {
  return view.getUint32(offset + 24, true);
}

/** Sets `value` of the record at `offset`. */
export function setAcrnHsmPciRequestValue(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 24, value, true);
}

/** `bus` of the record at `offset`. */
export function getAcrnHsmPciRequestBus(view: DataView, offset = 0): number {
  return view.getUint32(offset + 28, true);
}

/** Sets `bus` of the record at `offset`. */
export function setAcrnHsmPciRequestBus(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 28, value, true);
}

/** `dev` of the record at `offset`. */
export function getAcrnHsmPciRequestDev(view: DataView, offset = 0): number {
  return view.getUint32(offset + 32, true);
}

/** Sets `dev` of the record at `offset`. */
export function setAcrnHsmPciRequestDev(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 32, value, true);
}

/** `func` of the record at `offset`. */
export function getAcrnHsmPciRequestFunc(view: DataView, offset = 0): number {
  return view.getUint32(offset + 36, true);
}

/** Sets `func` of the record at `offset`. */
export function setAcrnHsmPciRequestFunc(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 36, value, true);
}

/** `reg` of the record at `offset`. */
export function getAcrnHsmPciRequestReg(view: DataView, offset = 0): number {
  return view.getUint32(offset + 40, true);
}

/** Sets `reg` of the record at `offset`. */
export function setAcrnHsmPciRequestReg(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 40, value, true);
}

/** `reqs` of a `acrn_io_request`. */
export type AcrnHsmIoRequestReqs =
  | { kind: "pioRequest"; value: AcrnHsmPioRequest }
  | { kind: "pciRequest"; value: AcrnHsmPciRequest }
  | { kind: "mmioRequest"; value: AcrnHsmMmioRequest }
  | { kind: "unknown"; value: Uint8Array };

/** The member that `tag` selects. */
export function decodeAcrnHsmIoRequestReqs(
  view: DataView,
  at: number,
  tag: number,
): AcrnHsmIoRequestReqs {
  switch (tag) {
    case 0:
      return { kind: "pioRequest", value: decodeAcrnHsmPioRequest(view, at) };
    case 2:
      return { kind: "pciRequest", value: decodeAcrnHsmPciRequest(view, at) };
    case 1:
      return { kind: "mmioRequest", value: decodeAcrnHsmMmioRequest(view, at) };
    default:
      return { kind: "unknown", value: wire.readBytes(view, at, 64) };
  }
}

/** Stores the member that `tag` selects; a RangeError if `value` is another one. */
export function encodeAcrnHsmIoRequestReqs(
  value: AcrnHsmIoRequestReqs,
  view: DataView,
  at: number,
  tag: number,
): void {
  switch (value.kind) {
    case "pioRequest":
      wire.expectKind(tag === 0, "AcrnHsmIoRequestReqs", value.kind, tag);
      encodeAcrnHsmPioRequest(value.value, view, at);
      wire.clear(view, at + 32, 32);
      return;
    case "pciRequest":
      wire.expectKind(tag === 2, "AcrnHsmIoRequestReqs", value.kind, tag);
      encodeAcrnHsmPciRequest(value.value, view, at);
      wire.clear(view, at + 48, 16);
      return;
    case "mmioRequest":
      wire.expectKind(tag === 1, "AcrnHsmIoRequestReqs", value.kind, tag);
      encodeAcrnHsmMmioRequest(value.value, view, at);
      wire.clear(view, at + 32, 32);
      return;
    default: {
      const known = [0, 2, 1];
      wire.expectKind(!known.includes(tag), "AcrnHsmIoRequestReqs", value.kind, tag);
      expectCount(value.value.length, 64, "AcrnHsmIoRequestReqs");
      wire.writeBytes(view, at, value.value);
    }
  }
}

/** One trapped guest access. There are no repetitions and no pointers. */
export interface AcrnHsmIoRequest {
  type: AcrnHsmIoreqType | number;
  /** 1: the hypervisor polls for `complete` instead of being told. */
  completionPolling: number;
  reqs: AcrnHsmIoRequestReqs;
  /**
   * Not 0: Linux answers it by itself, and a backend leaves it alone although it is in
   * `processing`. Written before the state is.
   */
  kernelHandled: number;
  processed: AcrnHsmIoreqState | number;
}

/** Bytes of a {@link AcrnHsmIoRequest}. */
export const acrnHsmIoRequestSize = 256;

/**
 * The {@link AcrnHsmIoRequest} in `view`, or at `offset` in a larger one.
 * Another party may write it meanwhile: every byte is read once.
 */
export function decodeAcrnHsmIoRequest(view: DataView, offset?: number): AcrnHsmIoRequest {
  const at = recordAt(view, offset, 256, "AcrnHsmIoRequest");
  const type = view.getUint32(at, true);
  return {
    type,
    completionPolling: view.getUint32(at + 4, true),
    reqs: decodeAcrnHsmIoRequestReqs(view, at + 64, type),
    kernelHandled: view.getUint32(at + 132, true),
    processed: view.getUint32(at + 136, true),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeAcrnHsmIoRequest(
  value: AcrnHsmIoRequest,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 256, "AcrnHsmIoRequest");
  view.setUint32(at, value.type, true);
  view.setUint32(at + 4, value.completionPolling, true);
  wire.clear(view, at + 8, 56);
  encodeAcrnHsmIoRequestReqs(value.reqs, view, at + 64, value.type);
  view.setUint32(at + 128, 0, true);
  view.setUint32(at + 132, value.kernelHandled, true);
  view.setUint32(at + 136, value.processed, true);
  wire.clear(view, at + 140, 116);
}

/** `type` of the record at `offset`. */
export function getAcrnHsmIoRequestType(view: DataView, offset = 0): AcrnHsmIoreqType | number {
  return view.getUint32(offset, true);
}

/** Sets `type` of the record at `offset`. */
export function setAcrnHsmIoRequestType(
  view: DataView,
  offset: number,
  value: AcrnHsmIoreqType | number,
): void {
  view.setUint32(offset, value, true);
}

/** `completionPolling` of the record at `offset`. */
export function getAcrnHsmIoRequestCompletionPolling(view: DataView, offset = 0): number {
  return view.getUint32(offset + 4, true);
}

/** Sets `completionPolling` of the record at `offset`. */
export function setAcrnHsmIoRequestCompletionPolling(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 4, value, true);
}

/** Where `reqs.pioRequest` lies in the record at `offset`. */
export function offsetOfAcrnHsmIoRequestReqsPioRequest(offset = 0): number {
  return offset + 64;
}

/** Where `reqs.pciRequest` lies in the record at `offset`. */
export function offsetOfAcrnHsmIoRequestReqsPciRequest(offset = 0): number {
  return offset + 64;
}

/** Where `reqs.mmioRequest` lies in the record at `offset`. */
export function offsetOfAcrnHsmIoRequestReqsMmioRequest(offset = 0): number {
  return offset + 64;
}

/** `kernelHandled` of the record at `offset`. */
export function getAcrnHsmIoRequestKernelHandled(view: DataView, offset = 0): number {
  return view.getUint32(offset + 132, true);
}

/** Sets `kernelHandled` of the record at `offset`. */
export function setAcrnHsmIoRequestKernelHandled(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 132, value, true);
}

/** `processed` of the record at `offset`. */
export function getAcrnHsmIoRequestProcessed(
  view: DataView,
  offset = 0,
): AcrnHsmIoreqState | number {
  return view.getUint32(offset + 136, true);
}

/** Sets `processed` of the record at `offset`. */
export function setAcrnHsmIoRequestProcessed(
  view: DataView,
  offset: number,
  value: AcrnHsmIoreqState | number,
): void {
  view.setUint32(offset + 136, value, true);
}

/**
 * The life of a slot. The hypervisor itself only ever stores `pending` and `free`; a
 * backend asks Linux for `complete` (`notify_request_finish`) once the value stands in the slot.
 *
 * Moves `processed` of the {@link AcrnHsmIoRequest} at `offset`;
 * says whether it was at `from`.
 * A RangeError for a move that nobody may make, and for a value that is no state.
 * Loads and stores are plain: threads that share the memory need Atomics besides.
 *
 * - free to pending: host
 * - pending to processing: kernel
 * - processing to complete: kernel
 * - complete to free: host
 */
export function moveAcrnHsmIoRequestProcessed(
  view: DataView,
  offset: number,
  from: AcrnHsmIoreqState,
  to: AcrnHsmIoreqState,
): boolean {
  const isLegal =
    (from === AcrnHsmIoreqState.free && to === AcrnHsmIoreqState.pending)
    || (from === AcrnHsmIoreqState.pending && to === AcrnHsmIoreqState.processing)
    || (from === AcrnHsmIoreqState.processing && to === AcrnHsmIoreqState.complete)
    || (from === AcrnHsmIoreqState.complete && to === AcrnHsmIoreqState.free);
  if (!isLegal) {
    throw wire.illegalMove("AcrnHsmIoRequest.processed", from, to);
  }
  const current = view.getUint32(offset + 136, true);
  if (current !== from) {
    wire.expectState(isAcrnHsmIoreqState(current), current, "AcrnHsmIoRequest.processed");
    return false;
  }
  view.setUint32(offset + 136, to, true);
  return true;
}

/** The page. */
export interface AcrnHsmIoRequestBuffer {
  /** Indexed by the vCPU's number. */
  reqSlot: AcrnHsmIoRequest[];
}

/** Bytes of a {@link AcrnHsmIoRequestBuffer}. */
export const acrnHsmIoRequestBufferSize = 4096;

/**
 * The {@link AcrnHsmIoRequestBuffer} in `view`, or at `offset` in a larger one.
 * Another party may write it meanwhile: every byte is read once.
 */
export function decodeAcrnHsmIoRequestBuffer(
  view: DataView,
  offset?: number,
): AcrnHsmIoRequestBuffer {
  const at = recordAt(view, offset, 4096, "AcrnHsmIoRequestBuffer");
  const reqSlot: AcrnHsmIoRequest[] = new Array(16);
  for (let index = 0; index < 16; index++) {
    reqSlot[index] = decodeAcrnHsmIoRequest(view, at + 256 * index);
  }
  return {
    reqSlot,
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeAcrnHsmIoRequestBuffer(
  value: AcrnHsmIoRequestBuffer,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 4096, "AcrnHsmIoRequestBuffer");
  expectCount(value.reqSlot.length, 16, "AcrnHsmIoRequestBuffer.req_slot");
  const reqSlot = value.reqSlot;
  for (let index = 0; index < reqSlot.length; index++) {
    const item = reqSlot[index] as AcrnHsmIoRequest;
    encodeAcrnHsmIoRequest(item, view, at + 256 * index);
  }
}

/** Where an item of `reqSlot` lies in the record at `offset`. */
export function offsetOfAcrnHsmIoRequestBufferReqSlot(offset: number, index: number): number {
  wire.checkIndex(index, 16, "AcrnHsmIoRequestBuffer.req_slot");
  return offset + 256 * index;
}

/** Says that a slot is complete. */
export interface AcrnHsmIoreqNotify {
  vmid: number;
  vcpu: number;
}

/** Bytes of a {@link AcrnHsmIoreqNotify}. */
export const acrnHsmIoreqNotifySize = 8;

/** The {@link AcrnHsmIoreqNotify} in `view`, or at `offset` in a larger one. */
export function decodeAcrnHsmIoreqNotify(view: DataView, offset?: number): AcrnHsmIoreqNotify {
  const at = recordAt(view, offset, 8, "AcrnHsmIoreqNotify");
  return {
    vmid: view.getUint16(at, true),
    vcpu: view.getUint32(at + 4, true),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeAcrnHsmIoreqNotify(
  value: AcrnHsmIoreqNotify,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 8, "AcrnHsmIoreqNotify");
  view.setUint16(at, value.vmid, true);
  view.setUint16(at + 2, 0, true);
  view.setUint32(at + 4, value.vcpu, true);
}

/** `vmid` of the record at `offset`. */
export function getAcrnHsmIoreqNotifyVmid(view: DataView, offset = 0): number {
  return view.getUint16(offset, true);
}

/** Sets `vmid` of the record at `offset`. */
export function setAcrnHsmIoreqNotifyVmid(view: DataView, offset: number, value: number): void {
  view.setUint16(offset, value, true);
}

/** `vcpu` of the record at `offset`. */
export function getAcrnHsmIoreqNotifyVcpu(view: DataView, offset = 0): number {
  return view.getUint32(offset + 4, true);
}

/** Sets `vcpu` of the record at `offset`. */
export function setAcrnHsmIoreqNotifyVcpu(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 4, value, true);
}

/** Makes a guest. */
export interface AcrnHsmVmCreation {
  /** Out. */
  vmid: number;
  /** Out. */
  vcpuNum: number;
  uuid: Uint8Array;
  vmFlag: bigint;
  /** Address of the caller's page of slots. */
  ioreqBuf: bigint;
  /** A bit for each physical CPU. */
  cpuAffinity: bigint;
}

/** Bytes of a {@link AcrnHsmVmCreation}. */
export const acrnHsmVmCreationSize = 48;

/** The {@link AcrnHsmVmCreation} in `view`, or at `offset` in a larger one. */
export function decodeAcrnHsmVmCreation(view: DataView, offset?: number): AcrnHsmVmCreation {
  const at = recordAt(view, offset, 48, "AcrnHsmVmCreation");
  return {
    vmid: view.getUint16(at, true),
    vcpuNum: view.getUint16(at + 4, true),
    uuid: wire.readBytes(view, at + 8, 16),
    vmFlag: readUint64LE(view, at + 24),
    ioreqBuf: readUint64LE(view, at + 32),
    cpuAffinity: readUint64LE(view, at + 40),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeAcrnHsmVmCreation(
  value: AcrnHsmVmCreation,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 48, "AcrnHsmVmCreation");
  view.setUint16(at, value.vmid, true);
  view.setUint16(at + 2, 0, true);
  view.setUint16(at + 4, value.vcpuNum, true);
  view.setUint16(at + 6, 0, true);
  expectCount(value.uuid.length, 16, "AcrnHsmVmCreation.uuid");
  wire.writeBytes(view, at + 8, value.uuid);
  writeUint64LE(view, at + 24, value.vmFlag);
  writeUint64LE(view, at + 32, value.ioreqBuf);
  writeUint64LE(view, at + 40, value.cpuAffinity);
}

/** `vmid` of the record at `offset`. */
export function getAcrnHsmVmCreationVmid(view: DataView, offset = 0): number {
  return view.getUint16(offset, true);
}

/** Sets `vmid` of the record at `offset`. */
export function setAcrnHsmVmCreationVmid(view: DataView, offset: number, value: number): void {
  view.setUint16(offset, value, true);
}

/** `vcpuNum` of the record at `offset`. */
export function getAcrnHsmVmCreationVcpuNum(view: DataView, offset = 0): number {
  return view.getUint16(offset + 4, true);
}

/** Sets `vcpuNum` of the record at `offset`. */
export function setAcrnHsmVmCreationVcpuNum(view: DataView, offset: number, value: number): void {
  view.setUint16(offset + 4, value, true);
}

/** `uuid` of the record at `offset`. */
export function getAcrnHsmVmCreationUuid(view: DataView, offset: number, index: number): number {
  wire.checkIndex(index, 16, "AcrnHsmVmCreation.uuid");
  return view.getUint8(offset + 8 + index);
}

/** Sets `uuid` of the record at `offset`. */
export function setAcrnHsmVmCreationUuid(
  view: DataView,
  offset: number,
  index: number,
  value: number,
): void {
  wire.checkIndex(index, 16, "AcrnHsmVmCreation.uuid");
  view.setUint8(offset + 8 + index, value);
}

/** `vmFlag` of the record at `offset`. */
export function getAcrnHsmVmCreationVmFlag(view: DataView, offset = 0): bigint {
  return readUint64LE(view, offset + 24);
}

/** Sets `vmFlag` of the record at `offset`. */
export function setAcrnHsmVmCreationVmFlag(view: DataView, offset: number, value: bigint): void {
  writeUint64LE(view, offset + 24, value);
}

/** The low 32 bits of `vmFlag`. */
export function getAcrnHsmVmCreationVmFlagLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + 24, true);
}

/** Sets the low 32 bits of `vmFlag`. */
export function setAcrnHsmVmCreationVmFlagLow(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 24, value, true);
}

/** The high 32 bits of `vmFlag`. */
export function getAcrnHsmVmCreationVmFlagHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 28, true);
}

/** Sets the high 32 bits of `vmFlag`. */
export function setAcrnHsmVmCreationVmFlagHigh(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 28, value, true);
}

/** `ioreqBuf` of the record at `offset`. */
export function getAcrnHsmVmCreationIoreqBuf(view: DataView, offset = 0): bigint {
  return readUint64LE(view, offset + 32);
}

/** Sets `ioreqBuf` of the record at `offset`. */
export function setAcrnHsmVmCreationIoreqBuf(view: DataView, offset: number, value: bigint): void {
  writeUint64LE(view, offset + 32, value);
}

/** The low 32 bits of `ioreqBuf`. */
export function getAcrnHsmVmCreationIoreqBufLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + 32, true);
}

/** Sets the low 32 bits of `ioreqBuf`. */
export function setAcrnHsmVmCreationIoreqBufLow(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 32, value, true);
}

/** The high 32 bits of `ioreqBuf`. */
export function getAcrnHsmVmCreationIoreqBufHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 36, true);
}

/** Sets the high 32 bits of `ioreqBuf`. */
export function setAcrnHsmVmCreationIoreqBufHigh(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 36, value, true);
}

/** `cpuAffinity` of the record at `offset`. */
export function getAcrnHsmVmCreationCpuAffinity(view: DataView, offset = 0): bigint {
  return readUint64LE(view, offset + 40);
}

/** Sets `cpuAffinity` of the record at `offset`. */
export function setAcrnHsmVmCreationCpuAffinity(
  view: DataView,
  offset: number,
  value: bigint,
): void {
  writeUint64LE(view, offset + 40, value);
}

/** The low 32 bits of `cpuAffinity`. */
export function getAcrnHsmVmCreationCpuAffinityLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + 40, true);
}

/** Sets the low 32 bits of `cpuAffinity`. */
export function setAcrnHsmVmCreationCpuAffinityLow(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 40, value, true);
}

/** The high 32 bits of `cpuAffinity`. */
export function getAcrnHsmVmCreationCpuAffinityHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 44, true);
}

/** Sets the high 32 bits of `cpuAffinity`. */
export function setAcrnHsmVmCreationCpuAffinityHigh(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 44, value, true);
}

/** Gives a guest memory. */
export interface AcrnHsmVmMemmap {
  type: AcrnHsmMemmap | number;
  attr: number;
  /** Guest-physical address. */
  userVmPa: number;
  /** Address in the caller, for memory; `service_vm_pa`, a physical address, for devices. */
  vmaBase: bigint;
  len: number;
}

/** Bytes of a {@link AcrnHsmVmMemmap}. */
export const acrnHsmVmMemmapSize = 32;

/** The {@link AcrnHsmVmMemmap} in `view`, or at `offset` in a larger one. */
export function decodeAcrnHsmVmMemmap(view: DataView, offset?: number): AcrnHsmVmMemmap {
  const at = recordAt(view, offset, 32, "AcrnHsmVmMemmap");
  return {
    type: view.getUint32(at, true),
    attr: view.getUint32(at + 4, true),
    userVmPa: readNumberLE(view, at + 8, "AcrnHsmVmMemmap.user_vm_pa"),
    vmaBase: readUint64LE(view, at + 16),
    len: readNumberLE(view, at + 24, "AcrnHsmVmMemmap.len"),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeAcrnHsmVmMemmap(
  value: AcrnHsmVmMemmap,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 32, "AcrnHsmVmMemmap");
  view.setUint32(at, value.type, true);
  view.setUint32(at + 4, value.attr, true);
  writeNumberLE(view, at + 8, value.userVmPa, "AcrnHsmVmMemmap.user_vm_pa");
  writeUint64LE(view, at + 16, value.vmaBase);
  writeNumberLE(view, at + 24, value.len, "AcrnHsmVmMemmap.len");
}

/** `type` of the record at `offset`. */
export function getAcrnHsmVmMemmapType(view: DataView, offset = 0): AcrnHsmMemmap | number {
  return view.getUint32(offset, true);
}

/** Sets `type` of the record at `offset`. */
export function setAcrnHsmVmMemmapType(
  view: DataView,
  offset: number,
  value: AcrnHsmMemmap | number,
): void {
  view.setUint32(offset, value, true);
}

/** `attr` of the record at `offset`. */
export function getAcrnHsmVmMemmapAttr(view: DataView, offset = 0): number {
  return view.getUint32(offset + 4, true);
}

/** Sets `attr` of the record at `offset`. */
export function setAcrnHsmVmMemmapAttr(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 4, value, true);
}

/** `userVmPa` of the record at `offset`. */
export function getAcrnHsmVmMemmapUserVmPa(view: DataView, offset = 0): number {
  return readNumberLE(view, offset + 8, "AcrnHsmVmMemmap.user_vm_pa");
}

/** Sets `userVmPa` of the record at `offset`. */
export function setAcrnHsmVmMemmapUserVmPa(view: DataView, offset: number, value: number): void {
  writeNumberLE(view, offset + 8, value, "AcrnHsmVmMemmap.user_vm_pa");
}

/** The low 32 bits of `userVmPa`. */
export function getAcrnHsmVmMemmapUserVmPaLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + 8, true);
}

/** Sets the low 32 bits of `userVmPa`. */
export function setAcrnHsmVmMemmapUserVmPaLow(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 8, value, true);
}

/** The high 32 bits of `userVmPa`. */
export function getAcrnHsmVmMemmapUserVmPaHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 12, true);
}

/** Sets the high 32 bits of `userVmPa`. */
export function setAcrnHsmVmMemmapUserVmPaHigh(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 12, value, true);
}

/** `vmaBase` of the record at `offset`. */
export function getAcrnHsmVmMemmapVmaBase(view: DataView, offset = 0): bigint {
  return readUint64LE(view, offset + 16);
}

/** Sets `vmaBase` of the record at `offset`. */
export function setAcrnHsmVmMemmapVmaBase(view: DataView, offset: number, value: bigint): void {
  writeUint64LE(view, offset + 16, value);
}

/** The low 32 bits of `vmaBase`. */
export function getAcrnHsmVmMemmapVmaBaseLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + 16, true);
}

/** Sets the low 32 bits of `vmaBase`. */
export function setAcrnHsmVmMemmapVmaBaseLow(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 16, value, true);
}

/** The high 32 bits of `vmaBase`. */
export function getAcrnHsmVmMemmapVmaBaseHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 20, true);
}

/** Sets the high 32 bits of `vmaBase`. */
export function setAcrnHsmVmMemmapVmaBaseHigh(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 20, value, true);
}

/** `len` of the record at `offset`. */
export function getAcrnHsmVmMemmapLen(view: DataView, offset = 0): number {
  return readNumberLE(view, offset + 24, "AcrnHsmVmMemmap.len");
}

/** Sets `len` of the record at `offset`. */
export function setAcrnHsmVmMemmapLen(view: DataView, offset: number, value: number): void {
  writeNumberLE(view, offset + 24, value, "AcrnHsmVmMemmap.len");
}

/** The low 32 bits of `len`. */
export function getAcrnHsmVmMemmapLenLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + 24, true);
}

/** Sets the low 32 bits of `len`. */
export function setAcrnHsmVmMemmapLenLow(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 24, value, true);
}

/** The high 32 bits of `len`. */
export function getAcrnHsmVmMemmapLenHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 28, true);
}

/** Sets the high 32 bits of `len`. */
export function setAcrnHsmVmMemmapLenHigh(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 28, value, true);
}

/** A message signalled interrupt. */
export interface AcrnHsmMsiEntry {
  msiAddr: number;
  msiData: bigint;
}

/** Bytes of a {@link AcrnHsmMsiEntry}. */
export const acrnHsmMsiEntrySize = 16;

/** The {@link AcrnHsmMsiEntry} in `view`, or at `offset` in a larger one. */
export function decodeAcrnHsmMsiEntry(view: DataView, offset?: number): AcrnHsmMsiEntry {
  const at = recordAt(view, offset, 16, "AcrnHsmMsiEntry");
  return {
    msiAddr: readNumberLE(view, at, "AcrnHsmMsiEntry.msi_addr"),
    msiData: readUint64LE(view, at + 8),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeAcrnHsmMsiEntry(
  value: AcrnHsmMsiEntry,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 16, "AcrnHsmMsiEntry");
  writeNumberLE(view, at, value.msiAddr, "AcrnHsmMsiEntry.msi_addr");
  writeUint64LE(view, at + 8, value.msiData);
}

/** `msiAddr` of the record at `offset`. */
export function getAcrnHsmMsiEntryMsiAddr(view: DataView, offset = 0): number {
  return readNumberLE(view, offset, "AcrnHsmMsiEntry.msi_addr");
}

/** Sets `msiAddr` of the record at `offset`. */
export function setAcrnHsmMsiEntryMsiAddr(view: DataView, offset: number, value: number): void {
  writeNumberLE(view, offset, value, "AcrnHsmMsiEntry.msi_addr");
}

/** The low 32 bits of `msiAddr`. */
export function getAcrnHsmMsiEntryMsiAddrLow(view: DataView, offset = 0): number {
  return view.getUint32(offset, true);
}

/** Sets the low 32 bits of `msiAddr`. */
export function setAcrnHsmMsiEntryMsiAddrLow(view: DataView, offset: number, value: number): void {
  view.setUint32(offset, value, true);
}

/** The high 32 bits of `msiAddr`. */
export function getAcrnHsmMsiEntryMsiAddrHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 4, true);
}

/** Sets the high 32 bits of `msiAddr`. */
export function setAcrnHsmMsiEntryMsiAddrHigh(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 4, value, true);
}

/** `msiData` of the record at `offset`. */
export function getAcrnHsmMsiEntryMsiData(view: DataView, offset = 0): bigint {
  return readUint64LE(view, offset + 8);
}

/** Sets `msiData` of the record at `offset`. */
export function setAcrnHsmMsiEntryMsiData(view: DataView, offset: number, value: bigint): void {
  writeUint64LE(view, offset + 8, value);
}

/** The low 32 bits of `msiData`. */
export function getAcrnHsmMsiEntryMsiDataLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + 8, true);
}

/** Sets the low 32 bits of `msiData`. */
export function setAcrnHsmMsiEntryMsiDataLow(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 8, value, true);
}

/** The high 32 bits of `msiData`. */
export function getAcrnHsmMsiEntryMsiDataHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 12, true);
}

/** Sets the high 32 bits of `msiData`. */
export function setAcrnHsmMsiEntryMsiDataHigh(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 12, value, true);
}

/** Drives an interrupt line. */
export interface AcrnHsmIrqlineOps {
  /** The line. */
  gsi: number;
  op: AcrnHsmGsi | number;
}

/** Bytes of a {@link AcrnHsmIrqlineOps}. */
export const acrnHsmIrqlineOpsSize = 8;

/** The {@link AcrnHsmIrqlineOps} in `view`, or at `offset` in a larger one. */
export function decodeAcrnHsmIrqlineOps(view: DataView, offset?: number): AcrnHsmIrqlineOps {
  const at = recordAt(view, offset, 8, "AcrnHsmIrqlineOps");
  return {
    gsi: view.getUint32(at, true),
    op: view.getUint32(at + 4, true),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeAcrnHsmIrqlineOps(
  value: AcrnHsmIrqlineOps,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 8, "AcrnHsmIrqlineOps");
  view.setUint32(at, value.gsi, true);
  view.setUint32(at + 4, value.op, true);
}

/** `gsi` of the record at `offset`. */
export function getAcrnHsmIrqlineOpsGsi(view: DataView, offset = 0): number {
  return view.getUint32(offset, true);
}

/** Sets `gsi` of the record at `offset`. */
export function setAcrnHsmIrqlineOpsGsi(view: DataView, offset: number, value: number): void {
  view.setUint32(offset, value, true);
}

/** `op` of the record at `offset`. */
export function getAcrnHsmIrqlineOpsOp(view: DataView, offset = 0): AcrnHsmGsi | number {
  return view.getUint32(offset + 4, true);
}

/** Sets `op` of the record at `offset`. */
export function setAcrnHsmIrqlineOpsOp(
  view: DataView,
  offset: number,
  value: AcrnHsmGsi | number,
): void {
  view.setUint32(offset + 4, value, true);
}

/**
 * A guest's write that becomes a signal of an eventfd. Linux then takes every access to
 * these bytes: a read gives 0, and a write that matches no ioeventfd is lost.
 */
export interface AcrnHsmIoeventfd {
  fd: number;
  flags: number;
  addr: number;
  len: number;
  /** The value to match. */
  data: bigint;
}

/** Bytes of a {@link AcrnHsmIoeventfd}. */
export const acrnHsmIoeventfdSize = 32;

/** The {@link AcrnHsmIoeventfd} in `view`, or at `offset` in a larger one. */
export function decodeAcrnHsmIoeventfd(view: DataView, offset?: number): AcrnHsmIoeventfd {
  const at = recordAt(view, offset, 32, "AcrnHsmIoeventfd");
  return {
    fd: view.getUint32(at, true),
    flags: view.getUint32(at + 4, true),
    addr: readNumberLE(view, at + 8, "AcrnHsmIoeventfd.addr"),
    len: view.getUint32(at + 16, true),
    data: readUint64LE(view, at + 24),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeAcrnHsmIoeventfd(
  value: AcrnHsmIoeventfd,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 32, "AcrnHsmIoeventfd");
  view.setUint32(at, value.fd, true);
  view.setUint32(at + 4, value.flags, true);
  writeNumberLE(view, at + 8, value.addr, "AcrnHsmIoeventfd.addr");
  view.setUint32(at + 16, value.len, true);
  view.setUint32(at + 20, 0, true);
  writeUint64LE(view, at + 24, value.data);
}

/** `fd` of the record at `offset`. */
export function getAcrnHsmIoeventfdFd(view: DataView, offset = 0): number {
  return view.getUint32(offset, true);
}

/** Sets `fd` of the record at `offset`. */
export function setAcrnHsmIoeventfdFd(view: DataView, offset: number, value: number): void {
  view.setUint32(offset, value, true);
}

/** `flags` of the record at `offset`. */
export function getAcrnHsmIoeventfdFlags(view: DataView, offset = 0): number {
  return view.getUint32(offset + 4, true);
}

/** Sets `flags` of the record at `offset`. */
export function setAcrnHsmIoeventfdFlags(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 4, value, true);
}

/** `addr` of the record at `offset`. */
export function getAcrnHsmIoeventfdAddr(view: DataView, offset = 0): number {
  return readNumberLE(view, offset + 8, "AcrnHsmIoeventfd.addr");
}

/** Sets `addr` of the record at `offset`. */
export function setAcrnHsmIoeventfdAddr(view: DataView, offset: number, value: number): void {
  writeNumberLE(view, offset + 8, value, "AcrnHsmIoeventfd.addr");
}

/** The low 32 bits of `addr`. */
export function getAcrnHsmIoeventfdAddrLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + 8, true);
}

/** Sets the low 32 bits of `addr`. */
export function setAcrnHsmIoeventfdAddrLow(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 8, value, true);
}

/** The high 32 bits of `addr`. */
export function getAcrnHsmIoeventfdAddrHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 12, true);
}

/** Sets the high 32 bits of `addr`. */
export function setAcrnHsmIoeventfdAddrHigh(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 12, value, true);
}

/** `len` of the record at `offset`. */
export function getAcrnHsmIoeventfdLen(view: DataView, offset = 0): number {
  return view.getUint32(offset + 16, true);
}

/** Sets `len` of the record at `offset`. */
export function setAcrnHsmIoeventfdLen(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 16, value, true);
}

/** `data` of the record at `offset`. */
export function getAcrnHsmIoeventfdData(view: DataView, offset = 0): bigint {
  return readUint64LE(view, offset + 24);
}

/** Sets `data` of the record at `offset`. */
export function setAcrnHsmIoeventfdData(view: DataView, offset: number, value: bigint): void {
  writeUint64LE(view, offset + 24, value);
}

/** The low 32 bits of `data`. */
export function getAcrnHsmIoeventfdDataLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + 24, true);
}

/** Sets the low 32 bits of `data`. */
export function setAcrnHsmIoeventfdDataLow(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 24, value, true);
}

/** The high 32 bits of `data`. */
export function getAcrnHsmIoeventfdDataHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 28, true);
}

/** Sets the high 32 bits of `data`. */
export function setAcrnHsmIoeventfdDataHigh(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 28, value, true);
}

/** An eventfd that sends a message signalled interrupt. */
export interface AcrnHsmIrqfd {
  fd: number;
  flags: number;
  msi: AcrnHsmMsiEntry;
}

/** Bytes of a {@link AcrnHsmIrqfd}. */
export const acrnHsmIrqfdSize = 24;

/** The {@link AcrnHsmIrqfd} in `view`, or at `offset` in a larger one. */
export function decodeAcrnHsmIrqfd(view: DataView, offset?: number): AcrnHsmIrqfd {
  const at = recordAt(view, offset, 24, "AcrnHsmIrqfd");
  return {
    fd: view.getInt32(at, true),
    flags: view.getUint32(at + 4, true),
    msi: decodeAcrnHsmMsiEntry(view, at + 8),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeAcrnHsmIrqfd(value: AcrnHsmIrqfd, view: DataView, offset?: number): void {
  const at = recordAt(view, offset, 24, "AcrnHsmIrqfd");
  view.setInt32(at, value.fd, true);
  view.setUint32(at + 4, value.flags, true);
  encodeAcrnHsmMsiEntry(value.msi, view, at + 8);
}

/** `fd` of the record at `offset`. */
export function getAcrnHsmIrqfdFd(view: DataView, offset = 0): number {
  return view.getInt32(offset, true);
}

/** Sets `fd` of the record at `offset`. */
export function setAcrnHsmIrqfdFd(view: DataView, offset: number, value: number): void {
  view.setInt32(offset, value, true);
}

/** `flags` of the record at `offset`. */
export function getAcrnHsmIrqfdFlags(view: DataView, offset = 0): number {
  return view.getUint32(offset + 4, true);
}

/** Sets `flags` of the record at `offset`. */
export function setAcrnHsmIrqfdFlags(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 4, value, true);
}

/** Where `msi` lies in the record at `offset`. */
export function offsetOfAcrnHsmIrqfdMsi(offset = 0): number {
  return offset + 8;
}

/**
 * Linux completes the slot afterwards, when it is told.
 *
 * Makes the call that the {@link AcrnHsmIoRequest} at `offset` stands for.
 * Completes the slot, whatever happens: where the call fails, its results are all ones.
 * Returns 0, or a negative errno: that of the operation, -95 where the record is no call, -22
 * for values that the operation does not accept, -6 where there is no region.
 * Returns -11 and leaves the slot alone if it is not `processing`,
 * -71 if it is in none of the states.
 */
export async function dispatchAcrnHsmIoRequest(
  view: DataView,
  offset: number,
  ops: IoBackend,
  regions: wire.Regions,
): Promise<number> {
  const state: number = view.getUint32(offset + 136, true);
  if (state !== AcrnHsmIoreqState.processing) {
    return isAcrnHsmIoreqState(state) ? wire.notReady : wire.noState;
  }
  const slot = wire.snapshot(view, offset, 256);
  return callAcrnHsmIoRequest(slot, view, offset, ops, regions);
}

async function callAcrnHsmIoRequest(
  slot: DataView,
  view: DataView,
  offset: number,
  ops: IoBackend,
  regions: wire.Regions,
): Promise<number> {
  const type: number = slot.getUint32(0, true);
  const reqsMmioRequestDirection: number = slot.getUint32(64, true);
  const reqsPioRequestDirection: number = slot.getUint32(64, true);
  const reqsPciRequestDirection: number = slot.getUint32(64, true);
  if (type === AcrnHsmIoreqType.mmio && reqsMmioRequestDirection === AcrnHsmIoreqDir.read) {
    return wire.attempt(
      async () => {
        const size = Number(readUint64LE(slot, 80));
        wire.expectAllowed(size, [1, 2, 4, 8], "size");
        const found = wire.regionAt(regions, 0, readUint64LE(slot, 72), size);
        const region = found.region.id;
        const offset$ = wire.fitNumber(found.offset, "offset");
        const results = await ops.read(region, offset$, size);
        writeUint64LE(view, offset + 88, wire.lowBytes(results, size));
      },
      () => {
        writeUint64LE(view, offset + 88, wire.allOnes(readUint64LE(slot, 80)));
      },
    );
  }
  if (type === AcrnHsmIoreqType.mmio && reqsMmioRequestDirection === AcrnHsmIoreqDir.write) {
    return wire.attempt(
      async () => {
        const size = Number(readUint64LE(slot, 80));
        wire.expectAllowed(size, [1, 2, 4, 8], "size");
        const data = readUint64LE(slot, 88);
        const found = wire.regionAt(regions, 0, readUint64LE(slot, 72), size);
        const region = found.region.id;
        const offset$ = wire.fitNumber(found.offset, "offset");
        await ops.write(region, offset$, size, wire.lowBytes(data, size));
      },
      () => {},
    );
  }
  if (type === AcrnHsmIoreqType.portio && reqsPioRequestDirection === AcrnHsmIoreqDir.read) {
    return wire.attempt(
      async () => {
        const size = Number(readUint64LE(slot, 80));
        wire.expectAllowed(size, [1, 2, 4, 8], "size");
        const found = wire.regionAt(regions, 1, readUint64LE(slot, 72), size);
        const region = found.region.id;
        const offset$ = wire.fitNumber(found.offset, "offset");
        const results = await ops.read(region, offset$, size);
        view.setUint32(
          offset + 88,
          Number(wire.fit<bigint>(wire.lowBytes(results, size), 0n, 4294967295n, "data")),
          true,
        );
      },
      () => {
        view.setUint32(
          offset + 88,
          Number(wire.allOnes(readUint64LE(slot, 80)) & 0xffffffffn),
          true,
        );
      },
    );
  }
  if (type === AcrnHsmIoreqType.portio && reqsPioRequestDirection === AcrnHsmIoreqDir.write) {
    return wire.attempt(
      async () => {
        const size = Number(readUint64LE(slot, 80));
        wire.expectAllowed(size, [1, 2, 4, 8], "size");
        const data = BigInt(slot.getUint32(88, true));
        const found = wire.regionAt(regions, 1, readUint64LE(slot, 72), size);
        const region = found.region.id;
        const offset$ = wire.fitNumber(found.offset, "offset");
        await ops.write(region, offset$, size, wire.lowBytes(data, size));
      },
      () => {},
    );
  }
  if (type === AcrnHsmIoreqType.pcicfg && reqsPciRequestDirection === AcrnHsmIoreqDir.read) {
    return wire.attempt(
      async () => {
        const size = Number(readUint64LE(slot, 80));
        wire.expectAllowed(size, [1, 2, 4, 8], "size");
        const found = wire.regionAt(
          regions,
          2,
          wire.pciAddress(
            0,
            slot.getUint32(92, true),
            slot.getUint32(96, true),
            slot.getUint32(100, true),
            slot.getUint32(104, true),
          ),
          size,
        );
        const region = found.region.id;
        const offset$ = wire.fitNumber(found.offset, "offset");
        const results = await ops.read(region, offset$, size);
        view.setUint32(
          offset + 88,
          Number(wire.fit<bigint>(wire.lowBytes(results, size), 0n, 4294967295n, "data")),
          true,
        );
      },
      () => {
        view.setUint32(
          offset + 88,
          Number(wire.allOnes(readUint64LE(slot, 80)) & 0xffffffffn),
          true,
        );
      },
    );
  }
  if (type === AcrnHsmIoreqType.pcicfg && reqsPciRequestDirection === AcrnHsmIoreqDir.write) {
    return wire.attempt(
      async () => {
        const size = Number(readUint64LE(slot, 80));
        wire.expectAllowed(size, [1, 2, 4, 8], "size");
        const data = BigInt(slot.getUint32(88, true));
        const found = wire.regionAt(
          regions,
          2,
          wire.pciAddress(
            0,
            slot.getUint32(92, true),
            slot.getUint32(96, true),
            slot.getUint32(100, true),
            slot.getUint32(104, true),
          ),
          size,
        );
        const region = found.region.id;
        const offset$ = wire.fitNumber(found.offset, "offset");
        await ops.write(region, offset$, size, wire.lowBytes(data, size));
      },
      () => {},
    );
  }
  return wire.notSupported;
}
