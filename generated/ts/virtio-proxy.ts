// Generated from idl/virtio-proxy/virtio-proxy.idl; do not edit.

import * as wire from "./hypershim.ts";
import type { IoAddressSpace, IoShutdownReason } from "./io-backend.ts";

const expectAtMost = wire.expectAtMost;
const headAt = wire.headAt;
const readNumberLE = wire.readNumberLE;
const readUint64LE = wire.readUint64LE;
const recordAt = wire.recordAt;
const writeNumberLE = wire.writeNumberLE;
const writeUint64LE = wire.writeUint64LE;

/** What `layout` of the configuration holds for this module. */
export const virtioProxyLayout = 1;

/** What names of events begin with: "hypershm". */
export const virtioProxyEventKind = 0x6d68737265707968n;

/** Address spaces, as a set. */
export const VirtioProxySpaces = {
  mmio: 0x1,
  pio: 0x2,
  pciConfig: 0x4,
} as const;
export type VirtioProxySpaces = number;

/**
 * Before every message. The operation's parameters or results follow, as `io_backend`
 * lays them out.
 */
export interface VirtioProxyHdr {
  /** It answers a request. */
  response: boolean;
  /** An access that an earlier device may have asked for, which is gone. */
  repeated: boolean;
  /** The operation's number in the queue's interface; repeated by an answer. */
  op: number;
  /** Which of several guests' devices it is about; 0 in layout 1. Repeated by an answer. */
  device: number;
  /**
   * Chosen by whoever asks, repeated by the answer; different for requests that are
   * under way at the same time. 0 for an operation that is never answered.
   */
  token: number;
  /** Bytes of the message, this header included. */
  size: number;
}

/** Bytes of a {@link VirtioProxyHdr}. */
export const virtioProxyHdrSize = 8;

/** The {@link VirtioProxyHdr} in `view`, or at `offset` in a larger one. */
export function decodeVirtioProxyHdr(view: DataView, offset?: number): VirtioProxyHdr {
  const at = recordAt(view, offset, 8, "VirtioProxyHdr");
  const bits = view.getUint8(at);
  return {
    response: (bits & 1) !== 0,
    repeated: (bits & 2) !== 0,
    op: view.getUint8(at + 1),
    device: view.getUint16(at + 2, true),
    token: view.getUint16(at + 4, true),
    size: view.getUint16(at + 6, true),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVirtioProxyHdr(value: VirtioProxyHdr, view: DataView, offset?: number): void {
  const at = recordAt(view, offset, 8, "VirtioProxyHdr");
  view.setUint8(at, (value.response ? 1 : 0) | (value.repeated ? 2 : 0));
  view.setUint8(at + 1, value.op);
  view.setUint16(at + 2, value.device, true);
  view.setUint16(at + 4, value.token, true);
  view.setUint16(at + 6, value.size, true);
}

/** `response` of the record at `offset`. */
export function getVirtioProxyHdrResponse(view: DataView, offset = 0): boolean {
  return (view.getUint8(offset) & 1) !== 0;
}

/** Sets `response` of the record at `offset`. */
export function setVirtioProxyHdrResponse(view: DataView, offset: number, value: boolean): void {
  const others = view.getUint8(offset) & 0xfe;
  view.setUint8(offset, others | (value ? 1 : 0));
}

/** `repeated` of the record at `offset`. */
export function getVirtioProxyHdrRepeated(view: DataView, offset = 0): boolean {
  return (view.getUint8(offset) & 2) !== 0;
}

/** Sets `repeated` of the record at `offset`. */
export function setVirtioProxyHdrRepeated(view: DataView, offset: number, value: boolean): void {
  const others = view.getUint8(offset) & 0xfd;
  view.setUint8(offset, others | (value ? 2 : 0));
}

/** `op` of the record at `offset`. */
export function getVirtioProxyHdrOp(view: DataView, offset = 0): number {
  return view.getUint8(offset + 1);
}

/** Sets `op` of the record at `offset`. */
export function setVirtioProxyHdrOp(view: DataView, offset: number, value: number): void {
  view.setUint8(offset + 1, value);
}

/** `device` of the record at `offset`. */
export function getVirtioProxyHdrDevice(view: DataView, offset = 0): number {
  return view.getUint16(offset + 2, true);
}

/** Sets `device` of the record at `offset`. */
export function setVirtioProxyHdrDevice(view: DataView, offset: number, value: number): void {
  view.setUint16(offset + 2, value, true);
}

/** `token` of the record at `offset`. */
export function getVirtioProxyHdrToken(view: DataView, offset = 0): number {
  return view.getUint16(offset + 4, true);
}

/** Sets `token` of the record at `offset`. */
export function setVirtioProxyHdrToken(view: DataView, offset: number, value: number): void {
  view.setUint16(offset + 4, value, true);
}

/** `size` of the record at `offset`. */
export function getVirtioProxyHdrSize(view: DataView, offset = 0): number {
  return view.getUint16(offset + 6, true);
}

/** Sets `size` of the record at `offset`. */
export function setVirtioProxyHdrSize(view: DataView, offset: number, value: number): void {
  view.setUint16(offset + 6, value, true);
}

/** The device's configuration. The driver only reads it. */
export interface VirtioProxyConfig {
  /** Version of this page and of the messages: 1. A driver leaves another one alone. */
  layout: number;
  /** Bytes of the longest message on any queue; buffers for events have at least as many. */
  maxMessageSize: number;
  /** Regions that the backend can have claimed at the same time. */
  maxRegions: number;
  /** Events that can await an answer at the same time: one for each vCPU. */
  maxInFlight: number;
  /** Where this hypervisor lets a backend claim regions. */
  spaces: number;
  /** Bytes of the shared memory region `guest_memory`; 0 without that feature. */
  memorySize: number;
}

/** Bytes of a {@link VirtioProxyConfig}. */
export const virtioProxyConfigSize = 32;

/** The {@link VirtioProxyConfig} in `view`, or at `offset` in a larger one. */
export function decodeVirtioProxyConfig(view: DataView, offset?: number): VirtioProxyConfig {
  const at = recordAt(view, offset, 32, "VirtioProxyConfig");
  return {
    layout: view.getUint32(at, true),
    maxMessageSize: view.getUint32(at + 4, true),
    maxRegions: view.getUint32(at + 8, true),
    maxInFlight: view.getUint32(at + 12, true),
    spaces: view.getUint32(at + 16, true),
    memorySize: readNumberLE(view, at + 24, "VirtioProxyConfig.memory_size"),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVirtioProxyConfig(
  value: VirtioProxyConfig,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 32, "VirtioProxyConfig");
  view.setUint32(at, value.layout, true);
  view.setUint32(at + 4, value.maxMessageSize, true);
  view.setUint32(at + 8, value.maxRegions, true);
  view.setUint32(at + 12, value.maxInFlight, true);
  view.setUint32(at + 16, value.spaces, true);
  view.setUint32(at + 20, 0, true);
  writeNumberLE(view, at + 24, value.memorySize, "VirtioProxyConfig.memory_size");
}

/** `layout` of the record at `offset`. */
export function getVirtioProxyConfigLayout(view: DataView, offset = 0): number {
  return view.getUint32(offset, true);
}

/** Sets `layout` of the record at `offset`. */
export function setVirtioProxyConfigLayout(view: DataView, offset: number, value: number): void {
  view.setUint32(offset, value, true);
}

/** `maxMessageSize` of the record at `offset`. */
export function getVirtioProxyConfigMaxMessageSize(view: DataView, offset = 0): number {
  return view.getUint32(offset + 4, true);
}

/** Sets `maxMessageSize` of the record at `offset`. */
export function setVirtioProxyConfigMaxMessageSize(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 4, value, true);
}

/** `maxRegions` of the record at `offset`. */
export function getVirtioProxyConfigMaxRegions(view: DataView, offset = 0): number {
  return view.getUint32(offset + 8, true);
}

/** Sets `maxRegions` of the record at `offset`. */
export function setVirtioProxyConfigMaxRegions(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 8, value, true);
}

/** `maxInFlight` of the record at `offset`. */
export function getVirtioProxyConfigMaxInFlight(view: DataView, offset = 0): number {
  return view.getUint32(offset + 12, true);
}

/** Sets `maxInFlight` of the record at `offset`. */
export function setVirtioProxyConfigMaxInFlight(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 12, value, true);
}

/** `spaces` of the record at `offset`. */
export function getVirtioProxyConfigSpaces(view: DataView, offset = 0): number {
  return view.getUint32(offset + 16, true);
}

/** Sets `spaces` of the record at `offset`. */
export function setVirtioProxyConfigSpaces(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 16, value, true);
}

/** `memorySize` of the record at `offset`. */
export function getVirtioProxyConfigMemorySize(view: DataView, offset = 0): number {
  return readNumberLE(view, offset + 24, "VirtioProxyConfig.memory_size");
}

/** Sets `memorySize` of the record at `offset`. */
export function setVirtioProxyConfigMemorySize(
  view: DataView,
  offset: number,
  value: number,
): void {
  writeNumberLE(view, offset + 24, value, "VirtioProxyConfig.memory_size");
}

/** The low 32 bits of `memorySize`. */
export function getVirtioProxyConfigMemorySizeLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + 24, true);
}

/** Sets the low 32 bits of `memorySize`. */
export function setVirtioProxyConfigMemorySizeLow(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 24, value, true);
}

/** The high 32 bits of `memorySize`. */
export function getVirtioProxyConfigMemorySizeHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 28, true);
}

/** Sets the high 32 bits of `memorySize`. */
export function setVirtioProxyConfigMemorySizeHigh(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 28, value, true);
}

/**
 * The name of an event that an operation has made, as an object that vhost-user's
 * get_shared_object asks for: descriptors travel beside the queues. There are such names where the
 * proxy offers shared objects, and each is good once.
 */
export interface VirtioProxyEventName {
  /** `virtio_proxy_event_kind`. */
  kind: bigint;
  /** `bind_irq`. */
  op: number;
  /** The line's. */
  number: number;
}

/** Bytes of a {@link VirtioProxyEventName}. */
export const virtioProxyEventNameSize = 16;

/** The {@link VirtioProxyEventName} in `view`, or at `offset` in a larger one. */
export function decodeVirtioProxyEventName(view: DataView, offset?: number): VirtioProxyEventName {
  const at = recordAt(view, offset, 16, "VirtioProxyEventName");
  return {
    kind: readUint64LE(view, at),
    op: view.getUint32(at + 8, true),
    number: view.getUint32(at + 12, true),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVirtioProxyEventName(
  value: VirtioProxyEventName,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 16, "VirtioProxyEventName");
  writeUint64LE(view, at, value.kind);
  view.setUint32(at + 8, value.op, true);
  view.setUint32(at + 12, value.number, true);
}

/** `kind` of the record at `offset`. */
export function getVirtioProxyEventNameKind(view: DataView, offset = 0): bigint {
  return readUint64LE(view, offset);
}

/** Sets `kind` of the record at `offset`. */
export function setVirtioProxyEventNameKind(view: DataView, offset: number, value: bigint): void {
  writeUint64LE(view, offset, value);
}

/** The low 32 bits of `kind`. */
export function getVirtioProxyEventNameKindLow(view: DataView, offset = 0): number {
  return view.getUint32(offset, true);
}

/** Sets the low 32 bits of `kind`. */
export function setVirtioProxyEventNameKindLow(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset, value, true);
}

/** The high 32 bits of `kind`. */
export function getVirtioProxyEventNameKindHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 4, true);
}

/** Sets the high 32 bits of `kind`. */
export function setVirtioProxyEventNameKindHigh(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 4, value, true);
}

/** `op` of the record at `offset`. */
export function getVirtioProxyEventNameOp(view: DataView, offset = 0): number {
  return view.getUint32(offset + 8, true);
}

/** Sets `op` of the record at `offset`. */
export function setVirtioProxyEventNameOp(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 8, value, true);
}

/** `number` of the record at `offset`. */
export function getVirtioProxyEventNameNumber(view: DataView, offset = 0): number {
  return view.getUint32(offset + 12, true);
}

/** Sets `number` of the record at `offset`. */
export function setVirtioProxyEventNameNumber(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 12, value, true);
}

/** The request of `claim`. */
export interface VirtioProxyIoHostClaimRequest {
  header: VirtioProxyHdr;
  space: IoAddressSpace | number;
  base: bigint;
  length: number;
  flags: number;
}

/** Bytes of a {@link VirtioProxyIoHostClaimRequest}. */
export const virtioProxyIoHostClaimRequestSize = 40;

/** The {@link VirtioProxyIoHostClaimRequest} in `view`, or at `offset` in a larger one. */
export function decodeVirtioProxyIoHostClaimRequest(
  view: DataView,
  offset?: number,
): VirtioProxyIoHostClaimRequest {
  const at = recordAt(view, offset, 40, "VirtioProxyIoHostClaimRequest");
  return {
    header: decodeVirtioProxyHdr(view, at),
    space: view.getUint8(at + 8),
    base: readUint64LE(view, at + 16),
    length: readNumberLE(view, at + 24, "VirtioProxyIoHostClaimRequest.length"),
    flags: view.getUint32(at + 32, true),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVirtioProxyIoHostClaimRequest(
  value: VirtioProxyIoHostClaimRequest,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 40, "VirtioProxyIoHostClaimRequest");
  encodeVirtioProxyHdr(value.header, view, at);
  view.setUint8(at + 8, value.space);
  wire.clear(view, at + 9, 7);
  writeUint64LE(view, at + 16, value.base);
  writeNumberLE(view, at + 24, value.length, "VirtioProxyIoHostClaimRequest.length");
  view.setUint32(at + 32, value.flags, true);
  wire.clear(view, at + 36, 4);
}

/** The reply of `claim`. */
export interface VirtioProxyIoHostClaimReply {
  header: VirtioProxyHdr;
  /** 0, or the error's number. */
  status: number;
  region: number;
}

/** Bytes of a {@link VirtioProxyIoHostClaimReply}. */
export const virtioProxyIoHostClaimReplySize = 16;

/** The {@link VirtioProxyIoHostClaimReply} in `view`, or at `offset` in a larger one. */
export function decodeVirtioProxyIoHostClaimReply(
  view: DataView,
  offset?: number,
): VirtioProxyIoHostClaimReply {
  const at = recordAt(view, offset, 16, "VirtioProxyIoHostClaimReply");
  return {
    header: decodeVirtioProxyHdr(view, at),
    status: view.getUint32(at + 8, true),
    region: view.getUint32(at + 12, true),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVirtioProxyIoHostClaimReply(
  value: VirtioProxyIoHostClaimReply,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 16, "VirtioProxyIoHostClaimReply");
  encodeVirtioProxyHdr(value.header, view, at);
  view.setUint32(at + 8, value.status, true);
  view.setUint32(at + 12, value.region, true);
}

/** The request of `release`. */
export interface VirtioProxyIoHostReleaseRequest {
  header: VirtioProxyHdr;
  region: number;
}

/** Bytes of a {@link VirtioProxyIoHostReleaseRequest}. */
export const virtioProxyIoHostReleaseRequestSize = 12;

/** The {@link VirtioProxyIoHostReleaseRequest} in `view`, or at `offset` in a larger one. */
export function decodeVirtioProxyIoHostReleaseRequest(
  view: DataView,
  offset?: number,
): VirtioProxyIoHostReleaseRequest {
  const at = recordAt(view, offset, 12, "VirtioProxyIoHostReleaseRequest");
  return {
    header: decodeVirtioProxyHdr(view, at),
    region: view.getUint32(at + 8, true),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVirtioProxyIoHostReleaseRequest(
  value: VirtioProxyIoHostReleaseRequest,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 12, "VirtioProxyIoHostReleaseRequest");
  encodeVirtioProxyHdr(value.header, view, at);
  view.setUint32(at + 8, value.region, true);
}

/** The reply of `release`. */
export interface VirtioProxyIoHostReleaseReply {
  header: VirtioProxyHdr;
  /** 0, or the error's number. */
  status: number;
}

/** Bytes of a {@link VirtioProxyIoHostReleaseReply}. */
export const virtioProxyIoHostReleaseReplySize = 12;

/** The {@link VirtioProxyIoHostReleaseReply} in `view`, or at `offset` in a larger one. */
export function decodeVirtioProxyIoHostReleaseReply(
  view: DataView,
  offset?: number,
): VirtioProxyIoHostReleaseReply {
  const at = recordAt(view, offset, 12, "VirtioProxyIoHostReleaseReply");
  return {
    header: decodeVirtioProxyHdr(view, at),
    status: view.getUint32(at + 8, true),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVirtioProxyIoHostReleaseReply(
  value: VirtioProxyIoHostReleaseReply,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 12, "VirtioProxyIoHostReleaseReply");
  encodeVirtioProxyHdr(value.header, view, at);
  view.setUint32(at + 8, value.status, true);
}

/** The request of `set_irq`. */
export interface VirtioProxyIoHostSetIrqRequest {
  header: VirtioProxyHdr;
  irq: number;
  level: boolean;
}

/** Bytes of a {@link VirtioProxyIoHostSetIrqRequest}. */
export const virtioProxyIoHostSetIrqRequestSize = 16;

/** The {@link VirtioProxyIoHostSetIrqRequest} in `view`, or at `offset` in a larger one. */
export function decodeVirtioProxyIoHostSetIrqRequest(
  view: DataView,
  offset?: number,
): VirtioProxyIoHostSetIrqRequest {
  const at = recordAt(view, offset, 16, "VirtioProxyIoHostSetIrqRequest");
  return {
    header: decodeVirtioProxyHdr(view, at),
    irq: view.getUint32(at + 8, true),
    level: view.getUint8(at + 12) !== 0,
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVirtioProxyIoHostSetIrqRequest(
  value: VirtioProxyIoHostSetIrqRequest,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 16, "VirtioProxyIoHostSetIrqRequest");
  encodeVirtioProxyHdr(value.header, view, at);
  view.setUint32(at + 8, value.irq, true);
  view.setUint8(at + 12, value.level ? 1 : 0);
  wire.clear(view, at + 13, 3);
}

/** The reply of `set_irq`. */
export interface VirtioProxyIoHostSetIrqReply {
  header: VirtioProxyHdr;
  /** 0, or the error's number. */
  status: number;
}

/** Bytes of a {@link VirtioProxyIoHostSetIrqReply}. */
export const virtioProxyIoHostSetIrqReplySize = 12;

/** The {@link VirtioProxyIoHostSetIrqReply} in `view`, or at `offset` in a larger one. */
export function decodeVirtioProxyIoHostSetIrqReply(
  view: DataView,
  offset?: number,
): VirtioProxyIoHostSetIrqReply {
  const at = recordAt(view, offset, 12, "VirtioProxyIoHostSetIrqReply");
  return {
    header: decodeVirtioProxyHdr(view, at),
    status: view.getUint32(at + 8, true),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVirtioProxyIoHostSetIrqReply(
  value: VirtioProxyIoHostSetIrqReply,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 12, "VirtioProxyIoHostSetIrqReply");
  encodeVirtioProxyHdr(value.header, view, at);
  view.setUint32(at + 8, value.status, true);
}

/** The request of `signal_msi`. */
export interface VirtioProxyIoHostSignalMsiRequest {
  header: VirtioProxyHdr;
  address: bigint;
  data: number;
}

/** Bytes of a {@link VirtioProxyIoHostSignalMsiRequest}. */
export const virtioProxyIoHostSignalMsiRequestSize = 24;

/** The {@link VirtioProxyIoHostSignalMsiRequest} in `view`, or at `offset` in a larger one. */
export function decodeVirtioProxyIoHostSignalMsiRequest(
  view: DataView,
  offset?: number,
): VirtioProxyIoHostSignalMsiRequest {
  const at = recordAt(view, offset, 24, "VirtioProxyIoHostSignalMsiRequest");
  return {
    header: decodeVirtioProxyHdr(view, at),
    address: readUint64LE(view, at + 8),
    data: view.getUint32(at + 16, true),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVirtioProxyIoHostSignalMsiRequest(
  value: VirtioProxyIoHostSignalMsiRequest,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 24, "VirtioProxyIoHostSignalMsiRequest");
  encodeVirtioProxyHdr(value.header, view, at);
  writeUint64LE(view, at + 8, value.address);
  view.setUint32(at + 16, value.data, true);
  wire.clear(view, at + 20, 4);
}

/** The reply of `signal_msi`. */
export interface VirtioProxyIoHostSignalMsiReply {
  header: VirtioProxyHdr;
  /** 0, or the error's number. */
  status: number;
}

/** Bytes of a {@link VirtioProxyIoHostSignalMsiReply}. */
export const virtioProxyIoHostSignalMsiReplySize = 12;

/** The {@link VirtioProxyIoHostSignalMsiReply} in `view`, or at `offset` in a larger one. */
export function decodeVirtioProxyIoHostSignalMsiReply(
  view: DataView,
  offset?: number,
): VirtioProxyIoHostSignalMsiReply {
  const at = recordAt(view, offset, 12, "VirtioProxyIoHostSignalMsiReply");
  return {
    header: decodeVirtioProxyHdr(view, at),
    status: view.getUint32(at + 8, true),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVirtioProxyIoHostSignalMsiReply(
  value: VirtioProxyIoHostSignalMsiReply,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 12, "VirtioProxyIoHostSignalMsiReply");
  encodeVirtioProxyHdr(value.header, view, at);
  view.setUint32(at + 8, value.status, true);
}

/** The request of `map`. */
export interface VirtioProxyIoHostMapRequest {
  header: VirtioProxyHdr;
  guestAddress: bigint;
  length: number;
  access: number;
}

/** Bytes of a {@link VirtioProxyIoHostMapRequest}. */
export const virtioProxyIoHostMapRequestSize = 32;

/** The {@link VirtioProxyIoHostMapRequest} in `view`, or at `offset` in a larger one. */
export function decodeVirtioProxyIoHostMapRequest(
  view: DataView,
  offset?: number,
): VirtioProxyIoHostMapRequest {
  const at = recordAt(view, offset, 32, "VirtioProxyIoHostMapRequest");
  return {
    header: decodeVirtioProxyHdr(view, at),
    guestAddress: readUint64LE(view, at + 8),
    length: readNumberLE(view, at + 16, "VirtioProxyIoHostMapRequest.length"),
    access: view.getUint32(at + 24, true),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVirtioProxyIoHostMapRequest(
  value: VirtioProxyIoHostMapRequest,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 32, "VirtioProxyIoHostMapRequest");
  encodeVirtioProxyHdr(value.header, view, at);
  writeUint64LE(view, at + 8, value.guestAddress);
  writeNumberLE(view, at + 16, value.length, "VirtioProxyIoHostMapRequest.length");
  view.setUint32(at + 24, value.access, true);
  wire.clear(view, at + 28, 4);
}

/** The reply of `map`. */
export interface VirtioProxyIoHostMapReply {
  header: VirtioProxyHdr;
  /** 0, or the error's number. */
  status: number;
  offset: number;
}

/** Bytes of a {@link VirtioProxyIoHostMapReply}. */
export const virtioProxyIoHostMapReplySize = 24;

/** The {@link VirtioProxyIoHostMapReply} in `view`, or at `offset` in a larger one. */
export function decodeVirtioProxyIoHostMapReply(
  view: DataView,
  offset?: number,
): VirtioProxyIoHostMapReply {
  const at = recordAt(view, offset, 24, "VirtioProxyIoHostMapReply");
  return {
    header: decodeVirtioProxyHdr(view, at),
    status: view.getUint32(at + 8, true),
    offset: readNumberLE(view, at + 16, "VirtioProxyIoHostMapReply.offset"),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVirtioProxyIoHostMapReply(
  value: VirtioProxyIoHostMapReply,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 24, "VirtioProxyIoHostMapReply");
  encodeVirtioProxyHdr(value.header, view, at);
  view.setUint32(at + 8, value.status, true);
  wire.clear(view, at + 12, 4);
  writeNumberLE(view, at + 16, value.offset, "VirtioProxyIoHostMapReply.offset");
}

/** The request of `unmap`. */
export interface VirtioProxyIoHostUnmapRequest {
  header: VirtioProxyHdr;
  guestAddress: bigint;
  length: number;
}

/** Bytes of a {@link VirtioProxyIoHostUnmapRequest}. */
export const virtioProxyIoHostUnmapRequestSize = 24;

/** The {@link VirtioProxyIoHostUnmapRequest} in `view`, or at `offset` in a larger one. */
export function decodeVirtioProxyIoHostUnmapRequest(
  view: DataView,
  offset?: number,
): VirtioProxyIoHostUnmapRequest {
  const at = recordAt(view, offset, 24, "VirtioProxyIoHostUnmapRequest");
  return {
    header: decodeVirtioProxyHdr(view, at),
    guestAddress: readUint64LE(view, at + 8),
    length: readNumberLE(view, at + 16, "VirtioProxyIoHostUnmapRequest.length"),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVirtioProxyIoHostUnmapRequest(
  value: VirtioProxyIoHostUnmapRequest,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 24, "VirtioProxyIoHostUnmapRequest");
  encodeVirtioProxyHdr(value.header, view, at);
  writeUint64LE(view, at + 8, value.guestAddress);
  writeNumberLE(view, at + 16, value.length, "VirtioProxyIoHostUnmapRequest.length");
}

/** The reply of `unmap`. */
export interface VirtioProxyIoHostUnmapReply {
  header: VirtioProxyHdr;
  /** 0, or the error's number. */
  status: number;
}

/** Bytes of a {@link VirtioProxyIoHostUnmapReply}. */
export const virtioProxyIoHostUnmapReplySize = 12;

/** The {@link VirtioProxyIoHostUnmapReply} in `view`, or at `offset` in a larger one. */
export function decodeVirtioProxyIoHostUnmapReply(
  view: DataView,
  offset?: number,
): VirtioProxyIoHostUnmapReply {
  const at = recordAt(view, offset, 12, "VirtioProxyIoHostUnmapReply");
  return {
    header: decodeVirtioProxyHdr(view, at),
    status: view.getUint32(at + 8, true),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVirtioProxyIoHostUnmapReply(
  value: VirtioProxyIoHostUnmapReply,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 12, "VirtioProxyIoHostUnmapReply");
  encodeVirtioProxyHdr(value.header, view, at);
  view.setUint32(at + 8, value.status, true);
}

/** The request of `allocate_mmio_space`. */
export interface VirtioProxyIoHostAllocateMmioSpaceRequest {
  header: VirtioProxyHdr;
  length: number;
  alignment: number;
}

/** Bytes of a {@link VirtioProxyIoHostAllocateMmioSpaceRequest}. */
export const virtioProxyIoHostAllocateMmioSpaceRequestSize = 24;

/** The {@link VirtioProxyIoHostAllocateMmioSpaceRequest} in `view`, or at `offset` in a larger one. */
export function decodeVirtioProxyIoHostAllocateMmioSpaceRequest(
  view: DataView,
  offset?: number,
): VirtioProxyIoHostAllocateMmioSpaceRequest {
  const at = recordAt(view, offset, 24, "VirtioProxyIoHostAllocateMmioSpaceRequest");
  return {
    header: decodeVirtioProxyHdr(view, at),
    length: readNumberLE(view, at + 8, "VirtioProxyIoHostAllocateMmioSpaceRequest.length"),
    alignment: readNumberLE(view, at + 16, "VirtioProxyIoHostAllocateMmioSpaceRequest.alignment"),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVirtioProxyIoHostAllocateMmioSpaceRequest(
  value: VirtioProxyIoHostAllocateMmioSpaceRequest,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 24, "VirtioProxyIoHostAllocateMmioSpaceRequest");
  encodeVirtioProxyHdr(value.header, view, at);
  writeNumberLE(view, at + 8, value.length, "VirtioProxyIoHostAllocateMmioSpaceRequest.length");
  writeNumberLE(
    view,
    at + 16,
    value.alignment,
    "VirtioProxyIoHostAllocateMmioSpaceRequest.alignment",
  );
}

/** The reply of `allocate_mmio_space`. */
export interface VirtioProxyIoHostAllocateMmioSpaceReply {
  header: VirtioProxyHdr;
  /** 0, or the error's number. */
  status: number;
  base: bigint;
}

/** Bytes of a {@link VirtioProxyIoHostAllocateMmioSpaceReply}. */
export const virtioProxyIoHostAllocateMmioSpaceReplySize = 24;

/** The {@link VirtioProxyIoHostAllocateMmioSpaceReply} in `view`, or at `offset` in a larger one. */
export function decodeVirtioProxyIoHostAllocateMmioSpaceReply(
  view: DataView,
  offset?: number,
): VirtioProxyIoHostAllocateMmioSpaceReply {
  const at = recordAt(view, offset, 24, "VirtioProxyIoHostAllocateMmioSpaceReply");
  return {
    header: decodeVirtioProxyHdr(view, at),
    status: view.getUint32(at + 8, true),
    base: readUint64LE(view, at + 16),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVirtioProxyIoHostAllocateMmioSpaceReply(
  value: VirtioProxyIoHostAllocateMmioSpaceReply,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 24, "VirtioProxyIoHostAllocateMmioSpaceReply");
  encodeVirtioProxyHdr(value.header, view, at);
  view.setUint32(at + 8, value.status, true);
  wire.clear(view, at + 12, 4);
  writeUint64LE(view, at + 16, value.base);
}

/** The request of `allocate_irq_line`. */
export interface VirtioProxyIoHostAllocateIrqLineRequest {
  header: VirtioProxyHdr;
}

/** Bytes of a {@link VirtioProxyIoHostAllocateIrqLineRequest}. */
export const virtioProxyIoHostAllocateIrqLineRequestSize = 8;

/** The {@link VirtioProxyIoHostAllocateIrqLineRequest} in `view`, or at `offset` in a larger one. */
export function decodeVirtioProxyIoHostAllocateIrqLineRequest(
  view: DataView,
  offset?: number,
): VirtioProxyIoHostAllocateIrqLineRequest {
  const at = recordAt(view, offset, 8, "VirtioProxyIoHostAllocateIrqLineRequest");
  return {
    header: decodeVirtioProxyHdr(view, at),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVirtioProxyIoHostAllocateIrqLineRequest(
  value: VirtioProxyIoHostAllocateIrqLineRequest,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 8, "VirtioProxyIoHostAllocateIrqLineRequest");
  encodeVirtioProxyHdr(value.header, view, at);
}

/** The reply of `allocate_irq_line`. */
export interface VirtioProxyIoHostAllocateIrqLineReply {
  header: VirtioProxyHdr;
  /** 0, or the error's number. */
  status: number;
  irq: number;
}

/** Bytes of a {@link VirtioProxyIoHostAllocateIrqLineReply}. */
export const virtioProxyIoHostAllocateIrqLineReplySize = 16;

/** The {@link VirtioProxyIoHostAllocateIrqLineReply} in `view`, or at `offset` in a larger one. */
export function decodeVirtioProxyIoHostAllocateIrqLineReply(
  view: DataView,
  offset?: number,
): VirtioProxyIoHostAllocateIrqLineReply {
  const at = recordAt(view, offset, 16, "VirtioProxyIoHostAllocateIrqLineReply");
  return {
    header: decodeVirtioProxyHdr(view, at),
    status: view.getUint32(at + 8, true),
    irq: view.getUint32(at + 12, true),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVirtioProxyIoHostAllocateIrqLineReply(
  value: VirtioProxyIoHostAllocateIrqLineReply,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 16, "VirtioProxyIoHostAllocateIrqLineReply");
  encodeVirtioProxyHdr(value.header, view, at);
  view.setUint32(at + 8, value.status, true);
  view.setUint32(at + 12, value.irq, true);
}

/** The request of `get_parameter`. */
export interface VirtioProxyIoHostGetParameterRequest {
  header: VirtioProxyHdr;
  name: Uint8Array;
}

/** Bytes of a {@link VirtioProxyIoHostGetParameterRequest} without `name`. */
export const virtioProxyIoHostGetParameterRequestSize = 12;

/** Bytes of `value` when encoded. */
export function virtioProxyIoHostGetParameterRequestBytes(
  value: VirtioProxyIoHostGetParameterRequest,
): number {
  return 12 + value.name.length;
}

/** The {@link VirtioProxyIoHostGetParameterRequest} in `view`, or at `offset` in a larger one. */
export function decodeVirtioProxyIoHostGetParameterRequest(
  view: DataView,
  offset?: number,
): VirtioProxyIoHostGetParameterRequest {
  const at = headAt(view, offset ?? 0, 12, "VirtioProxyIoHostGetParameterRequest");
  const nameLength = view.getUint32(at + 8, true);
  recordAt(view, offset, 12 + nameLength, "VirtioProxyIoHostGetParameterRequest");
  expectAtMost(nameLength, 64, "VirtioProxyIoHostGetParameterRequest.name");
  return {
    header: decodeVirtioProxyHdr(view, at),
    name: wire.readBytes(view, at + 12, nameLength),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one. Returns the number of bytes.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVirtioProxyIoHostGetParameterRequest(
  value: VirtioProxyIoHostGetParameterRequest,
  view: DataView,
  offset?: number,
): number {
  const itemCount = value.name.length;
  expectAtMost(itemCount, 64, "VirtioProxyIoHostGetParameterRequest.name");
  const size = 12 + itemCount;
  const at = recordAt(view, offset, size, "VirtioProxyIoHostGetParameterRequest");
  encodeVirtioProxyHdr(value.header, view, at);
  view.setUint32(at + 8, itemCount, true);
  wire.writeBytes(view, at + 12, value.name);
  return size;
}

/** The reply of `get_parameter`. */
export interface VirtioProxyIoHostGetParameterReply {
  header: VirtioProxyHdr;
  /** 0, or the error's number. */
  status: number;
  value: Uint8Array;
}

/** Bytes of a {@link VirtioProxyIoHostGetParameterReply} without `value`. */
export const virtioProxyIoHostGetParameterReplySize = 16;

/** Bytes of `value` when encoded. */
export function virtioProxyIoHostGetParameterReplyBytes(
  value: VirtioProxyIoHostGetParameterReply,
): number {
  return 16 + value.value.length;
}

/** The {@link VirtioProxyIoHostGetParameterReply} in `view`, or at `offset` in a larger one. */
export function decodeVirtioProxyIoHostGetParameterReply(
  view: DataView,
  offset?: number,
): VirtioProxyIoHostGetParameterReply {
  const at = headAt(view, offset ?? 0, 16, "VirtioProxyIoHostGetParameterReply");
  const valueLength = view.getUint32(at + 12, true);
  recordAt(view, offset, 16 + valueLength, "VirtioProxyIoHostGetParameterReply");
  expectAtMost(valueLength, 256, "VirtioProxyIoHostGetParameterReply.value");
  return {
    header: decodeVirtioProxyHdr(view, at),
    status: view.getUint32(at + 8, true),
    value: wire.readBytes(view, at + 16, valueLength),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one. Returns the number of bytes.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVirtioProxyIoHostGetParameterReply(
  value: VirtioProxyIoHostGetParameterReply,
  view: DataView,
  offset?: number,
): number {
  const itemCount = value.value.length;
  expectAtMost(itemCount, 256, "VirtioProxyIoHostGetParameterReply.value");
  const size = 16 + itemCount;
  const at = recordAt(view, offset, size, "VirtioProxyIoHostGetParameterReply");
  encodeVirtioProxyHdr(value.header, view, at);
  view.setUint32(at + 8, value.status, true);
  view.setUint32(at + 12, itemCount, true);
  wire.writeBytes(view, at + 16, value.value);
  return size;
}

/** The request of `bind_irq`. */
export interface VirtioProxyIoHostBindIrqRequest {
  header: VirtioProxyHdr;
  irq: number;
}

/** Bytes of a {@link VirtioProxyIoHostBindIrqRequest}. */
export const virtioProxyIoHostBindIrqRequestSize = 12;

/** The {@link VirtioProxyIoHostBindIrqRequest} in `view`, or at `offset` in a larger one. */
export function decodeVirtioProxyIoHostBindIrqRequest(
  view: DataView,
  offset?: number,
): VirtioProxyIoHostBindIrqRequest {
  const at = recordAt(view, offset, 12, "VirtioProxyIoHostBindIrqRequest");
  return {
    header: decodeVirtioProxyHdr(view, at),
    irq: view.getUint32(at + 8, true),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVirtioProxyIoHostBindIrqRequest(
  value: VirtioProxyIoHostBindIrqRequest,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 12, "VirtioProxyIoHostBindIrqRequest");
  encodeVirtioProxyHdr(value.header, view, at);
  view.setUint32(at + 8, value.irq, true);
}

/** The reply of `bind_irq`. */
export interface VirtioProxyIoHostBindIrqReply {
  header: VirtioProxyHdr;
  /** 0, or the error's number. */
  status: number;
}

/** Bytes of a {@link VirtioProxyIoHostBindIrqReply}. */
export const virtioProxyIoHostBindIrqReplySize = 12;

/** The {@link VirtioProxyIoHostBindIrqReply} in `view`, or at `offset` in a larger one. */
export function decodeVirtioProxyIoHostBindIrqReply(
  view: DataView,
  offset?: number,
): VirtioProxyIoHostBindIrqReply {
  const at = recordAt(view, offset, 12, "VirtioProxyIoHostBindIrqReply");
  return {
    header: decodeVirtioProxyHdr(view, at),
    status: view.getUint32(at + 8, true),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVirtioProxyIoHostBindIrqReply(
  value: VirtioProxyIoHostBindIrqReply,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 12, "VirtioProxyIoHostBindIrqReply");
  encodeVirtioProxyHdr(value.header, view, at);
  view.setUint32(at + 8, value.status, true);
}

/** The request of `unbind_irq`. */
export interface VirtioProxyIoHostUnbindIrqRequest {
  header: VirtioProxyHdr;
  irq: number;
}

/** Bytes of a {@link VirtioProxyIoHostUnbindIrqRequest}. */
export const virtioProxyIoHostUnbindIrqRequestSize = 12;

/** The {@link VirtioProxyIoHostUnbindIrqRequest} in `view`, or at `offset` in a larger one. */
export function decodeVirtioProxyIoHostUnbindIrqRequest(
  view: DataView,
  offset?: number,
): VirtioProxyIoHostUnbindIrqRequest {
  const at = recordAt(view, offset, 12, "VirtioProxyIoHostUnbindIrqRequest");
  return {
    header: decodeVirtioProxyHdr(view, at),
    irq: view.getUint32(at + 8, true),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVirtioProxyIoHostUnbindIrqRequest(
  value: VirtioProxyIoHostUnbindIrqRequest,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 12, "VirtioProxyIoHostUnbindIrqRequest");
  encodeVirtioProxyHdr(value.header, view, at);
  view.setUint32(at + 8, value.irq, true);
}

/** The reply of `unbind_irq`. */
export interface VirtioProxyIoHostUnbindIrqReply {
  header: VirtioProxyHdr;
  /** 0, or the error's number. */
  status: number;
}

/** Bytes of a {@link VirtioProxyIoHostUnbindIrqReply}. */
export const virtioProxyIoHostUnbindIrqReplySize = 12;

/** The {@link VirtioProxyIoHostUnbindIrqReply} in `view`, or at `offset` in a larger one. */
export function decodeVirtioProxyIoHostUnbindIrqReply(
  view: DataView,
  offset?: number,
): VirtioProxyIoHostUnbindIrqReply {
  const at = recordAt(view, offset, 12, "VirtioProxyIoHostUnbindIrqReply");
  return {
    header: decodeVirtioProxyHdr(view, at),
    status: view.getUint32(at + 8, true),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVirtioProxyIoHostUnbindIrqReply(
  value: VirtioProxyIoHostUnbindIrqReply,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 12, "VirtioProxyIoHostUnbindIrqReply");
  encodeVirtioProxyHdr(value.header, view, at);
  view.setUint32(at + 8, value.status, true);
}

/** The request of `bind_kick`. */
export interface VirtioProxyIoHostBindKickRequest {
  header: VirtioProxyHdr;
  region: number;
  offset: number;
  size: number;
  value: bigint;
}

/** Bytes of a {@link VirtioProxyIoHostBindKickRequest}. */
export const virtioProxyIoHostBindKickRequestSize = 40;

/** The {@link VirtioProxyIoHostBindKickRequest} in `view`, or at `offset` in a larger one. */
export function decodeVirtioProxyIoHostBindKickRequest(
  view: DataView,
  offset?: number,
): VirtioProxyIoHostBindKickRequest {
  const at = recordAt(view, offset, 40, "VirtioProxyIoHostBindKickRequest");
  return {
    header: decodeVirtioProxyHdr(view, at),
    region: view.getUint32(at + 8, true),
    offset: readNumberLE(view, at + 16, "VirtioProxyIoHostBindKickRequest.offset"),
    size: view.getUint8(at + 24),
    value: readUint64LE(view, at + 32),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVirtioProxyIoHostBindKickRequest(
  value: VirtioProxyIoHostBindKickRequest,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 40, "VirtioProxyIoHostBindKickRequest");
  encodeVirtioProxyHdr(value.header, view, at);
  view.setUint32(at + 8, value.region, true);
  wire.clear(view, at + 12, 4);
  writeNumberLE(view, at + 16, value.offset, "VirtioProxyIoHostBindKickRequest.offset");
  view.setUint8(at + 24, value.size);
  wire.clear(view, at + 25, 7);
  writeUint64LE(view, at + 32, value.value);
}

/** The reply of `bind_kick`. */
export interface VirtioProxyIoHostBindKickReply {
  header: VirtioProxyHdr;
  /** 0, or the error's number. */
  status: number;
}

/** Bytes of a {@link VirtioProxyIoHostBindKickReply}. */
export const virtioProxyIoHostBindKickReplySize = 12;

/** The {@link VirtioProxyIoHostBindKickReply} in `view`, or at `offset` in a larger one. */
export function decodeVirtioProxyIoHostBindKickReply(
  view: DataView,
  offset?: number,
): VirtioProxyIoHostBindKickReply {
  const at = recordAt(view, offset, 12, "VirtioProxyIoHostBindKickReply");
  return {
    header: decodeVirtioProxyHdr(view, at),
    status: view.getUint32(at + 8, true),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVirtioProxyIoHostBindKickReply(
  value: VirtioProxyIoHostBindKickReply,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 12, "VirtioProxyIoHostBindKickReply");
  encodeVirtioProxyHdr(value.header, view, at);
  view.setUint32(at + 8, value.status, true);
}

/** The request of `unbind_kick`. */
export interface VirtioProxyIoHostUnbindKickRequest {
  header: VirtioProxyHdr;
  region: number;
  offset: number;
  size: number;
  value: bigint;
}

/** Bytes of a {@link VirtioProxyIoHostUnbindKickRequest}. */
export const virtioProxyIoHostUnbindKickRequestSize = 40;

/** The {@link VirtioProxyIoHostUnbindKickRequest} in `view`, or at `offset` in a larger one. */
export function decodeVirtioProxyIoHostUnbindKickRequest(
  view: DataView,
  offset?: number,
): VirtioProxyIoHostUnbindKickRequest {
  const at = recordAt(view, offset, 40, "VirtioProxyIoHostUnbindKickRequest");
  return {
    header: decodeVirtioProxyHdr(view, at),
    region: view.getUint32(at + 8, true),
    offset: readNumberLE(view, at + 16, "VirtioProxyIoHostUnbindKickRequest.offset"),
    size: view.getUint8(at + 24),
    value: readUint64LE(view, at + 32),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVirtioProxyIoHostUnbindKickRequest(
  value: VirtioProxyIoHostUnbindKickRequest,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 40, "VirtioProxyIoHostUnbindKickRequest");
  encodeVirtioProxyHdr(value.header, view, at);
  view.setUint32(at + 8, value.region, true);
  wire.clear(view, at + 12, 4);
  writeNumberLE(view, at + 16, value.offset, "VirtioProxyIoHostUnbindKickRequest.offset");
  view.setUint8(at + 24, value.size);
  wire.clear(view, at + 25, 7);
  writeUint64LE(view, at + 32, value.value);
}

/** The reply of `unbind_kick`. */
export interface VirtioProxyIoHostUnbindKickReply {
  header: VirtioProxyHdr;
  /** 0, or the error's number. */
  status: number;
}

/** Bytes of a {@link VirtioProxyIoHostUnbindKickReply}. */
export const virtioProxyIoHostUnbindKickReplySize = 12;

/** The {@link VirtioProxyIoHostUnbindKickReply} in `view`, or at `offset` in a larger one. */
export function decodeVirtioProxyIoHostUnbindKickReply(
  view: DataView,
  offset?: number,
): VirtioProxyIoHostUnbindKickReply {
  const at = recordAt(view, offset, 12, "VirtioProxyIoHostUnbindKickReply");
  return {
    header: decodeVirtioProxyHdr(view, at),
    status: view.getUint32(at + 8, true),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVirtioProxyIoHostUnbindKickReply(
  value: VirtioProxyIoHostUnbindKickReply,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 12, "VirtioProxyIoHostUnbindKickReply");
  encodeVirtioProxyHdr(value.header, view, at);
  view.setUint32(at + 8, value.status, true);
}

/** The request of `read`. */
export interface VirtioProxyIoBackendReadRequest {
  header: VirtioProxyHdr;
  region: number;
  offset: number;
  size: number;
}

/** Bytes of a {@link VirtioProxyIoBackendReadRequest}. */
export const virtioProxyIoBackendReadRequestSize = 32;

/** The {@link VirtioProxyIoBackendReadRequest} in `view`, or at `offset` in a larger one. */
export function decodeVirtioProxyIoBackendReadRequest(
  view: DataView,
  offset?: number,
): VirtioProxyIoBackendReadRequest {
  const at = recordAt(view, offset, 32, "VirtioProxyIoBackendReadRequest");
  return {
    header: decodeVirtioProxyHdr(view, at),
    region: view.getUint32(at + 8, true),
    offset: readNumberLE(view, at + 16, "VirtioProxyIoBackendReadRequest.offset"),
    size: view.getUint8(at + 24),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVirtioProxyIoBackendReadRequest(
  value: VirtioProxyIoBackendReadRequest,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 32, "VirtioProxyIoBackendReadRequest");
  encodeVirtioProxyHdr(value.header, view, at);
  view.setUint32(at + 8, value.region, true);
  wire.clear(view, at + 12, 4);
  writeNumberLE(view, at + 16, value.offset, "VirtioProxyIoBackendReadRequest.offset");
  view.setUint8(at + 24, value.size);
  wire.clear(view, at + 25, 7);
}

/** The reply of `read`. */
export interface VirtioProxyIoBackendReadReply {
  header: VirtioProxyHdr;
  /** 0, or the error's number. */
  status: number;
  data: bigint;
}

/** Bytes of a {@link VirtioProxyIoBackendReadReply}. */
export const virtioProxyIoBackendReadReplySize = 24;

/** The {@link VirtioProxyIoBackendReadReply} in `view`, or at `offset` in a larger one. */
export function decodeVirtioProxyIoBackendReadReply(
  view: DataView,
  offset?: number,
): VirtioProxyIoBackendReadReply {
  const at = recordAt(view, offset, 24, "VirtioProxyIoBackendReadReply");
  return {
    header: decodeVirtioProxyHdr(view, at),
    status: view.getUint32(at + 8, true),
    data: readUint64LE(view, at + 16),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVirtioProxyIoBackendReadReply(
  value: VirtioProxyIoBackendReadReply,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 24, "VirtioProxyIoBackendReadReply");
  encodeVirtioProxyHdr(value.header, view, at);
  view.setUint32(at + 8, value.status, true);
  wire.clear(view, at + 12, 4);
  writeUint64LE(view, at + 16, value.data);
}

/** The request of `write`. */
export interface VirtioProxyIoBackendWriteRequest {
  header: VirtioProxyHdr;
  region: number;
  offset: number;
  size: number;
  data: bigint;
}

/** Bytes of a {@link VirtioProxyIoBackendWriteRequest}. */
export const virtioProxyIoBackendWriteRequestSize = 40;

/** The {@link VirtioProxyIoBackendWriteRequest} in `view`, or at `offset` in a larger one. */
export function decodeVirtioProxyIoBackendWriteRequest(
  view: DataView,
  offset?: number,
): VirtioProxyIoBackendWriteRequest {
  const at = recordAt(view, offset, 40, "VirtioProxyIoBackendWriteRequest");
  return {
    header: decodeVirtioProxyHdr(view, at),
    region: view.getUint32(at + 8, true),
    offset: readNumberLE(view, at + 16, "VirtioProxyIoBackendWriteRequest.offset"),
    size: view.getUint8(at + 24),
    data: readUint64LE(view, at + 32),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVirtioProxyIoBackendWriteRequest(
  value: VirtioProxyIoBackendWriteRequest,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 40, "VirtioProxyIoBackendWriteRequest");
  encodeVirtioProxyHdr(value.header, view, at);
  view.setUint32(at + 8, value.region, true);
  wire.clear(view, at + 12, 4);
  writeNumberLE(view, at + 16, value.offset, "VirtioProxyIoBackendWriteRequest.offset");
  view.setUint8(at + 24, value.size);
  wire.clear(view, at + 25, 7);
  writeUint64LE(view, at + 32, value.data);
}

/** The reply of `write`. */
export interface VirtioProxyIoBackendWriteReply {
  header: VirtioProxyHdr;
  /** 0, or the error's number. */
  status: number;
}

/** Bytes of a {@link VirtioProxyIoBackendWriteReply}. */
export const virtioProxyIoBackendWriteReplySize = 12;

/** The {@link VirtioProxyIoBackendWriteReply} in `view`, or at `offset` in a larger one. */
export function decodeVirtioProxyIoBackendWriteReply(
  view: DataView,
  offset?: number,
): VirtioProxyIoBackendWriteReply {
  const at = recordAt(view, offset, 12, "VirtioProxyIoBackendWriteReply");
  return {
    header: decodeVirtioProxyHdr(view, at),
    status: view.getUint32(at + 8, true),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVirtioProxyIoBackendWriteReply(
  value: VirtioProxyIoBackendWriteReply,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 12, "VirtioProxyIoBackendWriteReply");
  encodeVirtioProxyHdr(value.header, view, at);
  view.setUint32(at + 8, value.status, true);
}

/** The request of `invalidate`. */
export interface VirtioProxyIoBackendInvalidateRequest {
  header: VirtioProxyHdr;
}

/** Bytes of a {@link VirtioProxyIoBackendInvalidateRequest}. */
export const virtioProxyIoBackendInvalidateRequestSize = 8;

/** The {@link VirtioProxyIoBackendInvalidateRequest} in `view`, or at `offset` in a larger one. */
export function decodeVirtioProxyIoBackendInvalidateRequest(
  view: DataView,
  offset?: number,
): VirtioProxyIoBackendInvalidateRequest {
  const at = recordAt(view, offset, 8, "VirtioProxyIoBackendInvalidateRequest");
  return {
    header: decodeVirtioProxyHdr(view, at),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVirtioProxyIoBackendInvalidateRequest(
  value: VirtioProxyIoBackendInvalidateRequest,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 8, "VirtioProxyIoBackendInvalidateRequest");
  encodeVirtioProxyHdr(value.header, view, at);
}

/** The reply of `invalidate`. */
export interface VirtioProxyIoBackendInvalidateReply {
  header: VirtioProxyHdr;
  /** 0, or the error's number. */
  status: number;
}

/** Bytes of a {@link VirtioProxyIoBackendInvalidateReply}. */
export const virtioProxyIoBackendInvalidateReplySize = 12;

/** The {@link VirtioProxyIoBackendInvalidateReply} in `view`, or at `offset` in a larger one. */
export function decodeVirtioProxyIoBackendInvalidateReply(
  view: DataView,
  offset?: number,
): VirtioProxyIoBackendInvalidateReply {
  const at = recordAt(view, offset, 12, "VirtioProxyIoBackendInvalidateReply");
  return {
    header: decodeVirtioProxyHdr(view, at),
    status: view.getUint32(at + 8, true),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVirtioProxyIoBackendInvalidateReply(
  value: VirtioProxyIoBackendInvalidateReply,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 12, "VirtioProxyIoBackendInvalidateReply");
  encodeVirtioProxyHdr(value.header, view, at);
  view.setUint32(at + 8, value.status, true);
}

/** The request of `gone`. */
export interface VirtioProxyIoBackendGoneRequest {
  header: VirtioProxyHdr;
  reason: IoShutdownReason | number;
}

/** Bytes of a {@link VirtioProxyIoBackendGoneRequest}. */
export const virtioProxyIoBackendGoneRequestSize = 9;

/** The {@link VirtioProxyIoBackendGoneRequest} in `view`, or at `offset` in a larger one. */
export function decodeVirtioProxyIoBackendGoneRequest(
  view: DataView,
  offset?: number,
): VirtioProxyIoBackendGoneRequest {
  const at = recordAt(view, offset, 9, "VirtioProxyIoBackendGoneRequest");
  return {
    header: decodeVirtioProxyHdr(view, at),
    reason: view.getUint8(at + 8),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVirtioProxyIoBackendGoneRequest(
  value: VirtioProxyIoBackendGoneRequest,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 9, "VirtioProxyIoBackendGoneRequest");
  encodeVirtioProxyHdr(value.header, view, at);
  view.setUint8(at + 8, value.reason);
}

/** The request of `configure`. */
export interface VirtioProxyIoBackendConfigureRequest {
  header: VirtioProxyHdr;
  space: IoAddressSpace | number;
  /** First address of the device's registers; see `address_space`. */
  base: bigint;
  /** Bytes of registers. */
  length: number;
  /** The device's interrupt line, as `set_irq` takes it. */
  irq: number;
  /** The guest must not change what is stored behind the device. */
  readOnly: boolean;
}

/** Bytes of a {@link VirtioProxyIoBackendConfigureRequest}. */
export const virtioProxyIoBackendConfigureRequestSize = 40;

/** The {@link VirtioProxyIoBackendConfigureRequest} in `view`, or at `offset` in a larger one. */
export function decodeVirtioProxyIoBackendConfigureRequest(
  view: DataView,
  offset?: number,
): VirtioProxyIoBackendConfigureRequest {
  const at = recordAt(view, offset, 40, "VirtioProxyIoBackendConfigureRequest");
  return {
    header: decodeVirtioProxyHdr(view, at),
    space: view.getUint8(at + 8),
    base: readUint64LE(view, at + 16),
    length: readNumberLE(view, at + 24, "VirtioProxyIoBackendConfigureRequest.length"),
    irq: view.getUint32(at + 32, true),
    readOnly: view.getUint8(at + 36) !== 0,
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVirtioProxyIoBackendConfigureRequest(
  value: VirtioProxyIoBackendConfigureRequest,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 40, "VirtioProxyIoBackendConfigureRequest");
  encodeVirtioProxyHdr(value.header, view, at);
  view.setUint8(at + 8, value.space);
  wire.clear(view, at + 9, 7);
  writeUint64LE(view, at + 16, value.base);
  writeNumberLE(view, at + 24, value.length, "VirtioProxyIoBackendConfigureRequest.length");
  view.setUint32(at + 32, value.irq, true);
  view.setUint8(at + 36, value.readOnly ? 1 : 0);
  wire.clear(view, at + 37, 3);
}

/** The reply of `configure`. */
export interface VirtioProxyIoBackendConfigureReply {
  header: VirtioProxyHdr;
  /** 0, or the error's number. */
  status: number;
}

/** Bytes of a {@link VirtioProxyIoBackendConfigureReply}. */
export const virtioProxyIoBackendConfigureReplySize = 12;

/** The {@link VirtioProxyIoBackendConfigureReply} in `view`, or at `offset` in a larger one. */
export function decodeVirtioProxyIoBackendConfigureReply(
  view: DataView,
  offset?: number,
): VirtioProxyIoBackendConfigureReply {
  const at = recordAt(view, offset, 12, "VirtioProxyIoBackendConfigureReply");
  return {
    header: decodeVirtioProxyHdr(view, at),
    status: view.getUint32(at + 8, true),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVirtioProxyIoBackendConfigureReply(
  value: VirtioProxyIoBackendConfigureReply,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 12, "VirtioProxyIoBackendConfigureReply");
  encodeVirtioProxyHdr(value.header, view, at);
  view.setUint32(at + 8, value.status, true);
}

/** No number is assigned to such a device; 63 is free, and a proxy can be told another one. */
export const virtioProxyId = 63;

/** Indices of the queues. */
export const VirtioProxyQueue = {
  /** A request and room for its answer, in one chain of buffers. */
  calls: 0,
  /** The driver posts writable buffers; the device fills in what the guest does. */
  events: 1,
  /** The driver's answers to events, in any order. */
  replies: 2,
} as const;

/** Bit numbers of the features. */
export const VirtioProxyFeature = {
  /** Stores to regions that were claimed with posted writes have token 0 and no answer. */
  postedWrites: 0,
  /** Mapped guest memory appears in the region `guest_memory`. */
  sharedMemory: 1,
  /** `signal_msi` works. */
  msi: 2,
  /**
   * A driver that goes on with another device does a repeated access once: if it has done
   * it for the one before and nobody took the answer, it gives the same answer.
   */
  repeats: 3,
} as const;

/** Numbers of the shared memory regions. */
export const VirtioProxySharedMemory = {
  /** Where mapped guest memory appears; `map` gives the offset in it. */
  guestMemory: 0,
} as const;
