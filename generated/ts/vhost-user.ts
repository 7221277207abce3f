// Generated from idl/vhost-user/vhost-user.idl; do not edit.

import * as wire from "./hypershim.ts";

const expectAtMost = wire.expectAtMost;
const expectCount = wire.expectCount;
const headAt = wire.headAt;
const readNumberHost = wire.readNumberHost;
const readUint64Host = wire.readUint64Host;
const recordAt = wire.recordAt;
const writeNumberHost = wire.writeNumberHost;
const writeUint64Host = wire.writeUint64Host;

/** Bytes of the longest message, its header included. */
export const vhostUserMaxMsgSize = 0x1000;

/** Bytes of the longest configuration of a device. */
export const vhostUserMaxConfigSize = 256;

/** Regions that one memory table can have. */
export const vhostUserMemoryBaselineNregions = 8;

/** What the front-end asks. */
export const VhostUserRequest = {
  getFeatures: 1,
  setFeatures: 2,
  setOwner: 3,
  resetOwner: 4,
  setMemTable: 5,
  setLogBase: 6,
  setLogFd: 7,
  setVringNum: 8,
  setVringAddr: 9,
  setVringBase: 10,
  getVringBase: 11,
  setVringKick: 12,
  setVringCall: 13,
  setVringErr: 14,
  getProtocolFeatures: 15,
  setProtocolFeatures: 16,
  getQueueNum: 17,
  setVringEnable: 18,
  sendRarp: 19,
  netSetMtu: 20,
  setBackendReqFd: 21,
  iotlbMsg: 22,
  setVringEndian: 23,
  getConfig: 24,
  setConfig: 25,
  createCryptoSession: 26,
  closeCryptoSession: 27,
  postcopyAdvise: 28,
  postcopyListen: 29,
  postcopyEnd: 30,
  getInflightFd: 31,
  setInflightFd: 32,
  gpuSetSocket: 33,
  resetDevice: 34,
  vringKick: 35,
  getMaxMemSlots: 36,
  addMemReg: 37,
  remMemReg: 38,
  setStatus: 39,
  getStatus: 40,
  getSharedObject: 41,
  setDeviceStateFd: 42,
  checkDeviceState: 43,
  getShmemConfig: 44,
} as const;
export type VhostUserRequest = (typeof VhostUserRequest)[keyof typeof VhostUserRequest];

/** Whether `value` is one of {@link VhostUserRequest}. */
export function isVhostUserRequest(value: number): value is VhostUserRequest {
  return Number.isInteger(value) && value >= 1 && value <= 44;
}

/** What the back-end asks, on a socket of its own. */
export const VhostUserBackendRequest = {
  iotlbMsg: 1,
  configChangeMsg: 2,
  vringHostNotifierMsg: 3,
  vringCall: 4,
  vringErr: 5,
  sharedObjectAdd: 6,
  sharedObjectRemove: 7,
  sharedObjectLookup: 8,
  shmemMap: 9,
  shmemUnmap: 10,
} as const;
export type VhostUserBackendRequest =
  (typeof VhostUserBackendRequest)[keyof typeof VhostUserBackendRequest];

/** Whether `value` is one of {@link VhostUserBackendRequest}. */
export function isVhostUserBackendRequest(value: number): value is VhostUserBackendRequest {
  return Number.isInteger(value) && value >= 1 && value <= 10;
}

/**
 * Features of the protocol itself. They are exchanged when the device offers
 * `virtio_feature.protocol_features`, bit 30.
 */
export const VhostUserProtocolFeatures = {
  /** More than one queue. */
  mq: 0x1n,
  /** The log is shared memory. */
  logShmfd: 0x2n,
  rarp: 0x4n,
  /** `need_reply` is understood. */
  replyAck: 0x8n,
  netMtu: 0x10n,
  /** The back-end has a socket for requests of its own. */
  backendReq: 0x20n,
  crossEndian: 0x40n,
  cryptoSession: 0x80n,
  pagefault: 0x100n,
  /** The back-end has the device's configuration. */
  config: 0x200n,
  /** The back-end may send descriptors. */
  backendSendFd: 0x400n,
  hostNotifier: 0x800n,
  inflightShmfd: 0x1000n,
  resetDevice: 0x2000n,
  /** Kicks and calls are messages. */
  inbandNotifications: 0x4000n,
  /** Memory regions come and go one by one. */
  configureMemSlots: 0x8000n,
  /** The back-end hears of the device's status. */
  status: 0x10000n,
  /** Memory regions are `vhost_user_memory_region_xen`. */
  xenMmap: 0x20000n,
  sharedObject: 0x40000n,
  deviceState: 0x80000n,
  getVringBaseInflight: 0x100000n,
  /** There are shared memory regions. Early revisions had this at bit 20. */
  shmem: 0x200000n,
} as const;
export type VhostUserProtocolFeatures = bigint;

/** How Xen's memory is mapped. */
export const VhostUserXenMmapFlags = {
  /** Foreign mapping. */
  foreign: 0x1,
  /** Grant mapping. */
  grant: 0x2,
  /** Map at each request, not once. */
  noAdvanceMap: 0x8,
} as const;
export type VhostUserXenMmapFlags = number;

/** What is said of a queue's addresses. */
export const VhostUserVringFlags = {
  /** Log writes to the used ring. */
  log: 0x1,
} as const;
export type VhostUserVringFlags = number;

/** Why the configuration is written. */
export const VhostUserConfigFlags = {
  /** By a migration: fields that the driver may only read are written, too. */
  migration: 0x1,
} as const;
export type VhostUserConfigFlags = number;

/** How shared memory is mapped. */
export const VhostUserMmapFlags = {
  writable: 0x1n,
} as const;
export type VhostUserMmapFlags = bigint;

/** Before every message of the front-end, and of every answer to one. */
export interface VhostUserHdr {
  /** Repeated by an answer. */
  request: VhostUserRequest | number;
  /** It is an answer. */
  reply: boolean;
  /**
   * An answer is awaited even where there is none otherwise. Only after reply_ack
   * was negotiated.
   */
  needReply: boolean;
  /** Bytes behind this header. */
  size: number;
}

/** Bytes of a {@link VhostUserHdr}. */
export const vhostUserHdrSize = 12;

/** The {@link VhostUserHdr} in `view`, or at `offset` in a larger one. */
export function decodeVhostUserHdr(view: DataView, offset?: number): VhostUserHdr {
  const at = recordAt(view, offset, 12, "VhostUserHdr");
  const bits = view.getUint32(at + 4, wire.hostIsLittle);
  wire.expect(bits & 3, 1, "VhostUserHdr.version");
  return {
    request: view.getUint32(at, wire.hostIsLittle),
    reply: (bits & 4) !== 0,
    needReply: (bits & 8) !== 0,
    size: view.getUint32(at + 8, wire.hostIsLittle),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVhostUserHdr(value: VhostUserHdr, view: DataView, offset?: number): void {
  const at = recordAt(view, offset, 12, "VhostUserHdr");
  view.setUint32(at, value.request, wire.hostIsLittle);
  const bits =
    1
    | (value.reply ? 4 : 0)
    | (value.needReply ? 8 : 0);
  view.setUint32(at + 4, bits, wire.hostIsLittle);
  view.setUint32(at + 8, value.size, wire.hostIsLittle);
}

/** `request` of the record at `offset`. */
export function getVhostUserHdrRequest(view: DataView, offset = 0): VhostUserRequest | number {
  return view.getUint32(offset, wire.hostIsLittle);
}

/** Sets `request` of the record at `offset`. */
export function setVhostUserHdrRequest(
  view: DataView,
  offset: number,
  value: VhostUserRequest | number,
): void {
  view.setUint32(offset, value, wire.hostIsLittle);
}

/** `version` of the record at `offset`. */
export function getVhostUserHdrVersion(view: DataView, offset = 0): number {
  return view.getUint32(offset + 4, wire.hostIsLittle) & 3;
}

/** `reply` of the record at `offset`. */
export function getVhostUserHdrReply(view: DataView, offset = 0): boolean {
  return (view.getUint32(offset + 4, wire.hostIsLittle) & 4) !== 0;
}

/** Sets `reply` of the record at `offset`. */
export function setVhostUserHdrReply(view: DataView, offset: number, value: boolean): void {
  const others = view.getUint32(offset + 4, wire.hostIsLittle) & 0xfffffffb;
  view.setUint32(offset + 4, others | (value ? 4 : 0), wire.hostIsLittle);
}

/** `needReply` of the record at `offset`. */
export function getVhostUserHdrNeedReply(view: DataView, offset = 0): boolean {
  return (view.getUint32(offset + 4, wire.hostIsLittle) & 8) !== 0;
}

/** Sets `needReply` of the record at `offset`. */
export function setVhostUserHdrNeedReply(view: DataView, offset: number, value: boolean): void {
  const others = view.getUint32(offset + 4, wire.hostIsLittle) & 0xfffffff7;
  view.setUint32(offset + 4, others | (value ? 8 : 0), wire.hostIsLittle);
}

/** `size` of the record at `offset`. */
export function getVhostUserHdrSize(view: DataView, offset = 0): number {
  return view.getUint32(offset + 8, wire.hostIsLittle);
}

/** Sets `size` of the record at `offset`. */
export function setVhostUserHdrSize(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 8, value, wire.hostIsLittle);
}

/** Before every message of the back-end, and of every answer to one. */
export interface VhostUserBackendHdr {
  /** Repeated by an answer. */
  request: VhostUserBackendRequest | number;
  /** It is an answer. */
  reply: boolean;
  /** An answer is awaited. */
  needReply: boolean;
  /** Bytes behind this header. */
  size: number;
}

/** Bytes of a {@link VhostUserBackendHdr}. */
export const vhostUserBackendHdrSize = 12;

/** The {@link VhostUserBackendHdr} in `view`, or at `offset` in a larger one. */
export function decodeVhostUserBackendHdr(view: DataView, offset?: number): VhostUserBackendHdr {
  const at = recordAt(view, offset, 12, "VhostUserBackendHdr");
  const bits = view.getUint32(at + 4, wire.hostIsLittle);
  wire.expect(bits & 3, 1, "VhostUserBackendHdr.version");
  return {
    request: view.getUint32(at, wire.hostIsLittle),
    reply: (bits & 4) !== 0,
    needReply: (bits & 8) !== 0,
    size: view.getUint32(at + 8, wire.hostIsLittle),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVhostUserBackendHdr(
  value: VhostUserBackendHdr,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 12, "VhostUserBackendHdr");
  view.setUint32(at, value.request, wire.hostIsLittle);
  const bits =
    1
    | (value.reply ? 4 : 0)
    | (value.needReply ? 8 : 0);
  view.setUint32(at + 4, bits, wire.hostIsLittle);
  view.setUint32(at + 8, value.size, wire.hostIsLittle);
}

/** `request` of the record at `offset`. */
export function getVhostUserBackendHdrRequest(
  view: DataView,
  offset = 0,
): VhostUserBackendRequest | number {
  return view.getUint32(offset, wire.hostIsLittle);
}

/** Sets `request` of the record at `offset`. */
export function setVhostUserBackendHdrRequest(
  view: DataView,
  offset: number,
  value: VhostUserBackendRequest | number,
): void {
  view.setUint32(offset, value, wire.hostIsLittle);
}

/** `version` of the record at `offset`. */
export function getVhostUserBackendHdrVersion(view: DataView, offset = 0): number {
  return view.getUint32(offset + 4, wire.hostIsLittle) & 3;
}

/** `reply` of the record at `offset`. */
export function getVhostUserBackendHdrReply(view: DataView, offset = 0): boolean {
  return (view.getUint32(offset + 4, wire.hostIsLittle) & 4) !== 0;
}

/** Sets `reply` of the record at `offset`. */
export function setVhostUserBackendHdrReply(view: DataView, offset: number, value: boolean): void {
  const others = view.getUint32(offset + 4, wire.hostIsLittle) & 0xfffffffb;
  view.setUint32(offset + 4, others | (value ? 4 : 0), wire.hostIsLittle);
}

/** `needReply` of the record at `offset`. */
export function getVhostUserBackendHdrNeedReply(view: DataView, offset = 0): boolean {
  return (view.getUint32(offset + 4, wire.hostIsLittle) & 8) !== 0;
}

/** Sets `needReply` of the record at `offset`. */
export function setVhostUserBackendHdrNeedReply(
  view: DataView,
  offset: number,
  value: boolean,
): void {
  const others = view.getUint32(offset + 4, wire.hostIsLittle) & 0xfffffff7;
  view.setUint32(offset + 4, others | (value ? 8 : 0), wire.hostIsLittle);
}

/** `size` of the record at `offset`. */
export function getVhostUserBackendHdrSize(view: DataView, offset = 0): number {
  return view.getUint32(offset + 8, wire.hostIsLittle);
}

/** Sets `size` of the record at `offset`. */
export function setVhostUserBackendHdrSize(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 8, value, wire.hostIsLittle);
}

/** A number. As an acknowledgement it is 0 for success and anything else for failure. */
export interface VhostUserU64 {
  value: bigint;
}

/** Bytes of a {@link VhostUserU64}. */
export const vhostUserU64Size = 8;

/** The {@link VhostUserU64} in `view`, or at `offset` in a larger one. */
export function decodeVhostUserU64(view: DataView, offset?: number): VhostUserU64 {
  const at = recordAt(view, offset, 8, "VhostUserU64");
  return {
    value: readUint64Host(view, at),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVhostUserU64(value: VhostUserU64, view: DataView, offset?: number): void {
  const at = recordAt(view, offset, 8, "VhostUserU64");
  writeUint64Host(view, at, value.value);
}

/** `value` of the record at `offset`. */
export function getVhostUserU64Value(view: DataView, offset = 0): bigint {
  return readUint64Host(view, offset);
}

/** Sets `value` of the record at `offset`. */
export function setVhostUserU64Value(view: DataView, offset: number, value: bigint): void {
  writeUint64Host(view, offset, value);
}

/** The low 32 bits of `value`. */
export function getVhostUserU64ValueLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + wire.lowHalf, wire.hostIsLittle);
}

/** Sets the low 32 bits of `value`. */
export function setVhostUserU64ValueLow(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + wire.lowHalf, value, wire.hostIsLittle);
}

/** The high 32 bits of `value`. */
export function getVhostUserU64ValueHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + wire.highHalf, wire.hostIsLittle);
}

/** Sets the high 32 bits of `value`. */
export function setVhostUserU64ValueHigh(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + wire.highHalf, value, wire.hostIsLittle);
}

/** Feature bits of the device and its transport. */
export interface VhostUserFeatures {
  value: bigint;
}

/** Bytes of a {@link VhostUserFeatures}. */
export const vhostUserFeaturesSize = 8;

/** The {@link VhostUserFeatures} in `view`, or at `offset` in a larger one. */
export function decodeVhostUserFeatures(view: DataView, offset?: number): VhostUserFeatures {
  const at = recordAt(view, offset, 8, "VhostUserFeatures");
  return {
    value: readUint64Host(view, at),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVhostUserFeatures(
  value: VhostUserFeatures,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 8, "VhostUserFeatures");
  writeUint64Host(view, at, value.value);
}

/** `value` of the record at `offset`. */
export function getVhostUserFeaturesValue(view: DataView, offset = 0): bigint {
  return readUint64Host(view, offset);
}

/** Sets `value` of the record at `offset`. */
export function setVhostUserFeaturesValue(view: DataView, offset: number, value: bigint): void {
  writeUint64Host(view, offset, value);
}

/** Feature bits of this protocol. */
export interface VhostUserProtocolFeaturesMsg {
  value: bigint;
}

/** Bytes of a {@link VhostUserProtocolFeaturesMsg}. */
export const vhostUserProtocolFeaturesMsgSize = 8;

/** The {@link VhostUserProtocolFeaturesMsg} in `view`, or at `offset` in a larger one. */
export function decodeVhostUserProtocolFeaturesMsg(
  view: DataView,
  offset?: number,
): VhostUserProtocolFeaturesMsg {
  const at = recordAt(view, offset, 8, "VhostUserProtocolFeaturesMsg");
  return {
    value: readUint64Host(view, at),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVhostUserProtocolFeaturesMsg(
  value: VhostUserProtocolFeaturesMsg,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 8, "VhostUserProtocolFeaturesMsg");
  writeUint64Host(view, at, value.value);
}

/** `value` of the record at `offset`. */
export function getVhostUserProtocolFeaturesMsgValue(view: DataView, offset = 0): bigint {
  return readUint64Host(view, offset);
}

/** Sets `value` of the record at `offset`. */
export function setVhostUserProtocolFeaturesMsgValue(
  view: DataView,
  offset: number,
  value: bigint,
): void {
  writeUint64Host(view, offset, value);
}

/** The device's status. */
export interface VhostUserStatus {
  value: number;
}

/** Bytes of a {@link VhostUserStatus}. */
export const vhostUserStatusSize = 8;

/** The parts of the integer `bits`. */
export function unpackVhostUserStatus(bits: bigint): VhostUserStatus {
  return {
    value: Number(BigInt.asUintN(32, bits)),
  };
}

/** The integer that has these parts. */
export function packVhostUserStatus(value: VhostUserStatus): bigint {
  return (wire.toBigint(value.value, "VhostUserStatus.value") & 0xffffffffn);
}

/** The {@link VhostUserStatus} in `view`, or at `offset` in a larger one. */
export function decodeVhostUserStatus(view: DataView, offset?: number): VhostUserStatus {
  const at = recordAt(view, offset, 8, "VhostUserStatus");
  const bits = readUint64Host(view, at);
  return unpackVhostUserStatus(bits);
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVhostUserStatus(
  value: VhostUserStatus,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 8, "VhostUserStatus");
  writeUint64Host(view, at, packVhostUserStatus(value));
}

/** `value` of the record at `offset`. */
export function getVhostUserStatusValue(view: DataView, offset = 0): number {
  return Number(BigInt.asUintN(32, readUint64Host(view, offset)));
}

/** Sets `value` of the record at `offset`. */
export function setVhostUserStatusValue(view: DataView, offset: number, value: number): void {
  const others = readUint64Host(view, offset) & 0xffffffff00000000n;
  writeUint64Host(
    view,
    offset,
    others | (wire.toBigint(value, "VhostUserStatus.value") & 0xffffffffn),
  );
}

/** The queue that an event descriptor is for. */
export interface VhostUserVringFd {
  index: number;
  /** No descriptor travels with the message: poll instead. */
  noFd: boolean;
}

/** Bytes of a {@link VhostUserVringFd}. */
export const vhostUserVringFdSize = 8;

/** The parts of the integer `bits`. */
export function unpackVhostUserVringFd(bits: bigint): VhostUserVringFd {
  return {
    index: Number(BigInt.asUintN(8, bits)),
    noFd: (bits & 0x100n) !== 0n,
  };
}

/** The integer that has these parts. */
export function packVhostUserVringFd(value: VhostUserVringFd): bigint {
  return (
    (wire.toBigint(value.index, "VhostUserVringFd.index") & 0xffn)
    | (value.noFd ? 0x100n : 0n)
  );
}

/** The {@link VhostUserVringFd} in `view`, or at `offset` in a larger one. */
export function decodeVhostUserVringFd(view: DataView, offset?: number): VhostUserVringFd {
  const at = recordAt(view, offset, 8, "VhostUserVringFd");
  const bits = readUint64Host(view, at);
  return unpackVhostUserVringFd(bits);
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVhostUserVringFd(
  value: VhostUserVringFd,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 8, "VhostUserVringFd");
  writeUint64Host(view, at, packVhostUserVringFd(value));
}

/** `index` of the record at `offset`. */
export function getVhostUserVringFdIndex(view: DataView, offset = 0): number {
  return Number(BigInt.asUintN(8, readUint64Host(view, offset)));
}

/** Sets `index` of the record at `offset`. */
export function setVhostUserVringFdIndex(view: DataView, offset: number, value: number): void {
  const others = readUint64Host(view, offset) & 0xffffffffffffff00n;
  writeUint64Host(view, offset, others | (wire.toBigint(value, "VhostUserVringFd.index") & 0xffn));
}

/** `noFd` of the record at `offset`. */
export function getVhostUserVringFdNoFd(view: DataView, offset = 0): boolean {
  return (readUint64Host(view, offset) & 0x100n) !== 0n;
}

/** Sets `noFd` of the record at `offset`. */
export function setVhostUserVringFdNoFd(view: DataView, offset: number, value: boolean): void {
  const others = readUint64Host(view, offset) & 0xfffffffffffffeffn;
  writeUint64Host(view, offset, others | (value ? 0x100n : 0n));
}

/** A run of guest memory. The descriptor of the same place in the list holds it. */
export interface VhostUserMemoryRegion {
  guestPhysAddr: number;
  /** Bytes. */
  memorySize: number;
  /** Its address in the front-end, which is what `vhost_user_vring_addr` speaks of. */
  userAddr: bigint;
  /** Where in the descriptor it begins. */
  mmapOffset: number;
}

/** Bytes of a {@link VhostUserMemoryRegion}. */
export const vhostUserMemoryRegionSize = 32;

/** The {@link VhostUserMemoryRegion} in `view`, or at `offset` in a larger one. */
export function decodeVhostUserMemoryRegion(
  view: DataView,
  offset?: number,
): VhostUserMemoryRegion {
  const at = recordAt(view, offset, 32, "VhostUserMemoryRegion");
  return {
    guestPhysAddr: readNumberHost(view, at, "VhostUserMemoryRegion.guest_phys_addr"),
    memorySize: readNumberHost(view, at + 8, "VhostUserMemoryRegion.memory_size"),
    userAddr: readUint64Host(view, at + 16),
    mmapOffset: readNumberHost(view, at + 24, "VhostUserMemoryRegion.mmap_offset"),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVhostUserMemoryRegion(
  value: VhostUserMemoryRegion,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 32, "VhostUserMemoryRegion");
  writeNumberHost(view, at, value.guestPhysAddr, "VhostUserMemoryRegion.guest_phys_addr");
  writeNumberHost(view, at + 8, value.memorySize, "VhostUserMemoryRegion.memory_size");
  writeUint64Host(view, at + 16, value.userAddr);
  writeNumberHost(view, at + 24, value.mmapOffset, "VhostUserMemoryRegion.mmap_offset");
}

/** `guestPhysAddr` of the record at `offset`. */
export function getVhostUserMemoryRegionGuestPhysAddr(view: DataView, offset = 0): number {
  return readNumberHost(view, offset, "VhostUserMemoryRegion.guest_phys_addr");
}

/** Sets `guestPhysAddr` of the record at `offset`. */
export function setVhostUserMemoryRegionGuestPhysAddr(
  view: DataView,
  offset: number,
  value: number,
): void {
  writeNumberHost(view, offset, value, "VhostUserMemoryRegion.guest_phys_addr");
}

/** The low 32 bits of `guestPhysAddr`. */
export function getVhostUserMemoryRegionGuestPhysAddrLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + wire.lowHalf, wire.hostIsLittle);
}

/** Sets the low 32 bits of `guestPhysAddr`. */
export function setVhostUserMemoryRegionGuestPhysAddrLow(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + wire.lowHalf, value, wire.hostIsLittle);
}

/** The high 32 bits of `guestPhysAddr`. */
export function getVhostUserMemoryRegionGuestPhysAddrHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + wire.highHalf, wire.hostIsLittle);
}

/** Sets the high 32 bits of `guestPhysAddr`. */
export function setVhostUserMemoryRegionGuestPhysAddrHigh(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + wire.highHalf, value, wire.hostIsLittle);
}

/** `memorySize` of the record at `offset`. */
export function getVhostUserMemoryRegionMemorySize(view: DataView, offset = 0): number {
  return readNumberHost(view, offset + 8, "VhostUserMemoryRegion.memory_size");
}

/** Sets `memorySize` of the record at `offset`. */
export function setVhostUserMemoryRegionMemorySize(
  view: DataView,
  offset: number,
  value: number,
): void {
  writeNumberHost(view, offset + 8, value, "VhostUserMemoryRegion.memory_size");
}

/** The low 32 bits of `memorySize`. */
export function getVhostUserMemoryRegionMemorySizeLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + 8 + wire.lowHalf, wire.hostIsLittle);
}

/** Sets the low 32 bits of `memorySize`. */
export function setVhostUserMemoryRegionMemorySizeLow(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 8 + wire.lowHalf, value, wire.hostIsLittle);
}

/** The high 32 bits of `memorySize`. */
export function getVhostUserMemoryRegionMemorySizeHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 8 + wire.highHalf, wire.hostIsLittle);
}

/** Sets the high 32 bits of `memorySize`. */
export function setVhostUserMemoryRegionMemorySizeHigh(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 8 + wire.highHalf, value, wire.hostIsLittle);
}

/** `userAddr` of the record at `offset`. */
export function getVhostUserMemoryRegionUserAddr(view: DataView, offset = 0): bigint {
  return readUint64Host(view, offset + 16);
}

/** Sets `userAddr` of the record at `offset`. */
export function setVhostUserMemoryRegionUserAddr(
  view: DataView,
  offset: number,
  value: bigint,
): void {
  writeUint64Host(view, offset + 16, value);
}

/** The low 32 bits of `userAddr`. */
export function getVhostUserMemoryRegionUserAddrLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + 16 + wire.lowHalf, wire.hostIsLittle);
}

/** Sets the low 32 bits of `userAddr`. */
export function setVhostUserMemoryRegionUserAddrLow(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 16 + wire.lowHalf, value, wire.hostIsLittle);
}

/** The high 32 bits of `userAddr`. */
export function getVhostUserMemoryRegionUserAddrHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 16 + wire.highHalf, wire.hostIsLittle);
}

/** Sets the high 32 bits of `userAddr`. */
export function setVhostUserMemoryRegionUserAddrHigh(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 16 + wire.highHalf, value, wire.hostIsLittle);
}

/** `mmapOffset` of the record at `offset`. */
export function getVhostUserMemoryRegionMmapOffset(view: DataView, offset = 0): number {
  return readNumberHost(view, offset + 24, "VhostUserMemoryRegion.mmap_offset");
}

/** Sets `mmapOffset` of the record at `offset`. */
export function setVhostUserMemoryRegionMmapOffset(
  view: DataView,
  offset: number,
  value: number,
): void {
  writeNumberHost(view, offset + 24, value, "VhostUserMemoryRegion.mmap_offset");
}

/** The low 32 bits of `mmapOffset`. */
export function getVhostUserMemoryRegionMmapOffsetLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + 24 + wire.lowHalf, wire.hostIsLittle);
}

/** Sets the low 32 bits of `mmapOffset`. */
export function setVhostUserMemoryRegionMmapOffsetLow(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 24 + wire.lowHalf, value, wire.hostIsLittle);
}

/** The high 32 bits of `mmapOffset`. */
export function getVhostUserMemoryRegionMmapOffsetHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 24 + wire.highHalf, wire.hostIsLittle);
}

/** Sets the high 32 bits of `mmapOffset`. */
export function setVhostUserMemoryRegionMmapOffsetHigh(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 24 + wire.highHalf, value, wire.hostIsLittle);
}

/** The memory of a guest. */
export interface VhostUserMemory {
  regions: VhostUserMemoryRegion[];
}

/** Bytes of a {@link VhostUserMemory} without `regions`. */
export const vhostUserMemorySize = 8;

/** Bytes of `value` when encoded. */
export function vhostUserMemoryBytes(value: VhostUserMemory): number {
  return 8 + 32 * value.regions.length;
}

/** The {@link VhostUserMemory} in `view`, or at `offset` in a larger one. */
export function decodeVhostUserMemory(view: DataView, offset?: number): VhostUserMemory {
  const at = headAt(view, offset ?? 0, 8, "VhostUserMemory");
  const numRegions = view.getUint32(at, wire.hostIsLittle);
  recordAt(view, offset, 8 + 32 * numRegions, "VhostUserMemory");
  expectAtMost(numRegions, 8, "VhostUserMemory.regions");
  const regions: VhostUserMemoryRegion[] = new Array(numRegions);
  for (let index = 0; index < numRegions; index++) {
    regions[index] = decodeVhostUserMemoryRegion(view, at + 8 + 32 * index);
  }
  return {
    regions,
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one. Returns the number of bytes.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVhostUserMemory(
  value: VhostUserMemory,
  view: DataView,
  offset?: number,
): number {
  const itemCount = value.regions.length;
  expectAtMost(itemCount, 8, "VhostUserMemory.regions");
  const size = 8 + 32 * itemCount;
  const at = recordAt(view, offset, size, "VhostUserMemory");
  view.setUint32(at, itemCount, wire.hostIsLittle);
  view.setUint32(at + 4, 0, true);
  const regions = value.regions;
  for (let index = 0; index < itemCount; index++) {
    const item = regions[index] as VhostUserMemoryRegion;
    encodeVhostUserMemoryRegion(item, view, at + 8 + 32 * index);
  }
  return size;
}

/** `numRegions` of the record at `offset`. */
export function getVhostUserMemoryNumRegions(view: DataView, offset = 0): number {
  return view.getUint32(offset, wire.hostIsLittle);
}

/** Sets `numRegions` of the record at `offset`. */
export function setVhostUserMemoryNumRegions(view: DataView, offset: number, value: number): void {
  view.setUint32(offset, value, wire.hostIsLittle);
}

/** Where an item of `regions` lies in the record at `offset`. */
export function offsetOfVhostUserMemoryRegions(
  view: DataView,
  offset: number,
  index: number,
): number {
  wire.checkIndex(index, view.getUint32(offset, wire.hostIsLittle), "VhostUserMemory.regions");
  return offset + 8 + 32 * index;
}

/** A run of guest memory when `xen_mmap` was negotiated. */
export interface VhostUserMemoryRegionXen {
  guestPhysAddr: number;
  memorySize: number;
  userAddr: bigint;
  mmapOffset: number;
  xenMmapFlags: number;
  /** The domain's number. */
  xenMmapData: number;
}

/** Bytes of a {@link VhostUserMemoryRegionXen}. */
export const vhostUserMemoryRegionXenSize = 40;

/** The {@link VhostUserMemoryRegionXen} in `view`, or at `offset` in a larger one. */
export function decodeVhostUserMemoryRegionXen(
  view: DataView,
  offset?: number,
): VhostUserMemoryRegionXen {
  const at = recordAt(view, offset, 40, "VhostUserMemoryRegionXen");
  return {
    guestPhysAddr: readNumberHost(view, at, "VhostUserMemoryRegionXen.guest_phys_addr"),
    memorySize: readNumberHost(view, at + 8, "VhostUserMemoryRegionXen.memory_size"),
    userAddr: readUint64Host(view, at + 16),
    mmapOffset: readNumberHost(view, at + 24, "VhostUserMemoryRegionXen.mmap_offset"),
    xenMmapFlags: view.getUint32(at + 32, wire.hostIsLittle),
    xenMmapData: view.getUint32(at + 36, wire.hostIsLittle),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVhostUserMemoryRegionXen(
  value: VhostUserMemoryRegionXen,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 40, "VhostUserMemoryRegionXen");
  writeNumberHost(view, at, value.guestPhysAddr, "VhostUserMemoryRegionXen.guest_phys_addr");
  writeNumberHost(view, at + 8, value.memorySize, "VhostUserMemoryRegionXen.memory_size");
  writeUint64Host(view, at + 16, value.userAddr);
  writeNumberHost(view, at + 24, value.mmapOffset, "VhostUserMemoryRegionXen.mmap_offset");
  view.setUint32(at + 32, value.xenMmapFlags, wire.hostIsLittle);
  view.setUint32(at + 36, value.xenMmapData, wire.hostIsLittle);
}

/** `guestPhysAddr` of the record at `offset`. */
export function getVhostUserMemoryRegionXenGuestPhysAddr(view: DataView, offset = 0): number {
  return readNumberHost(view, offset, "VhostUserMemoryRegionXen.guest_phys_addr");
}

/** Sets `guestPhysAddr` of the record at `offset`. */
export function setVhostUserMemoryRegionXenGuestPhysAddr(
  view: DataView,
  offset: number,
  value: number,
): void {
  writeNumberHost(view, offset, value, "VhostUserMemoryRegionXen.guest_phys_addr");
}

/** The low 32 bits of `guestPhysAddr`. */
export function getVhostUserMemoryRegionXenGuestPhysAddrLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + wire.lowHalf, wire.hostIsLittle);
}

/** Sets the low 32 bits of `guestPhysAddr`. */
export function setVhostUserMemoryRegionXenGuestPhysAddrLow(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + wire.lowHalf, value, wire.hostIsLittle);
}

/** The high 32 bits of `guestPhysAddr`. */
export function getVhostUserMemoryRegionXenGuestPhysAddrHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + wire.highHalf, wire.hostIsLittle);
}

/** Sets the high 32 bits of `guestPhysAddr`. */
export function setVhostUserMemoryRegionXenGuestPhysAddrHigh(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + wire.highHalf, value, wire.hostIsLittle);
}

/** `memorySize` of the record at `offset`. */
export function getVhostUserMemoryRegionXenMemorySize(view: DataView, offset = 0): number {
  return readNumberHost(view, offset + 8, "VhostUserMemoryRegionXen.memory_size");
}

/** Sets `memorySize` of the record at `offset`. */
export function setVhostUserMemoryRegionXenMemorySize(
  view: DataView,
  offset: number,
  value: number,
): void {
  writeNumberHost(view, offset + 8, value, "VhostUserMemoryRegionXen.memory_size");
}

/** The low 32 bits of `memorySize`. */
export function getVhostUserMemoryRegionXenMemorySizeLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + 8 + wire.lowHalf, wire.hostIsLittle);
}

/** Sets the low 32 bits of `memorySize`. */
export function setVhostUserMemoryRegionXenMemorySizeLow(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 8 + wire.lowHalf, value, wire.hostIsLittle);
}

/** The high 32 bits of `memorySize`. */
export function getVhostUserMemoryRegionXenMemorySizeHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 8 + wire.highHalf, wire.hostIsLittle);
}

/** Sets the high 32 bits of `memorySize`. */
export function setVhostUserMemoryRegionXenMemorySizeHigh(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 8 + wire.highHalf, value, wire.hostIsLittle);
}

/** `userAddr` of the record at `offset`. */
export function getVhostUserMemoryRegionXenUserAddr(view: DataView, offset = 0): bigint {
  return readUint64Host(view, offset + 16);
}

/** Sets `userAddr` of the record at `offset`. */
export function setVhostUserMemoryRegionXenUserAddr(
  view: DataView,
  offset: number,
  value: bigint,
): void {
  writeUint64Host(view, offset + 16, value);
}

/** The low 32 bits of `userAddr`. */
export function getVhostUserMemoryRegionXenUserAddrLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + 16 + wire.lowHalf, wire.hostIsLittle);
}

/** Sets the low 32 bits of `userAddr`. */
export function setVhostUserMemoryRegionXenUserAddrLow(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 16 + wire.lowHalf, value, wire.hostIsLittle);
}

/** The high 32 bits of `userAddr`. */
export function getVhostUserMemoryRegionXenUserAddrHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 16 + wire.highHalf, wire.hostIsLittle);
}

/** Sets the high 32 bits of `userAddr`. */
export function setVhostUserMemoryRegionXenUserAddrHigh(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 16 + wire.highHalf, value, wire.hostIsLittle);
}

/** `mmapOffset` of the record at `offset`. */
export function getVhostUserMemoryRegionXenMmapOffset(view: DataView, offset = 0): number {
  return readNumberHost(view, offset + 24, "VhostUserMemoryRegionXen.mmap_offset");
}

/** Sets `mmapOffset` of the record at `offset`. */
export function setVhostUserMemoryRegionXenMmapOffset(
  view: DataView,
  offset: number,
  value: number,
): void {
  writeNumberHost(view, offset + 24, value, "VhostUserMemoryRegionXen.mmap_offset");
}

/** The low 32 bits of `mmapOffset`. */
export function getVhostUserMemoryRegionXenMmapOffsetLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + 24 + wire.lowHalf, wire.hostIsLittle);
}

/** Sets the low 32 bits of `mmapOffset`. */
export function setVhostUserMemoryRegionXenMmapOffsetLow(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 24 + wire.lowHalf, value, wire.hostIsLittle);
}

/** The high 32 bits of `mmapOffset`. */
export function getVhostUserMemoryRegionXenMmapOffsetHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 24 + wire.highHalf, wire.hostIsLittle);
}

/** Sets the high 32 bits of `mmapOffset`. */
export function setVhostUserMemoryRegionXenMmapOffsetHigh(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 24 + wire.highHalf, value, wire.hostIsLittle);
}

/** `xenMmapFlags` of the record at `offset`. */
export function getVhostUserMemoryRegionXenXenMmapFlags(view: DataView, offset = 0): number {
  return view.getUint32(offset + 32, wire.hostIsLittle);
}

/** Sets `xenMmapFlags` of the record at `offset`. */
export function setVhostUserMemoryRegionXenXenMmapFlags(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 32, value, wire.hostIsLittle);
}

/** `xenMmapData` of the record at `offset`. */
export function getVhostUserMemoryRegionXenXenMmapData(view: DataView, offset = 0): number {
  return view.getUint32(offset + 36, wire.hostIsLittle);
}

/** Sets `xenMmapData` of the record at `offset`. */
export function setVhostUserMemoryRegionXenXenMmapData(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 36, value, wire.hostIsLittle);
}

/** One region that comes or goes. */
export interface VhostUserSingleMemoryRegion {
  region: VhostUserMemoryRegion;
}

/** Bytes of a {@link VhostUserSingleMemoryRegion}. */
export const vhostUserSingleMemoryRegionSize = 40;

/** The {@link VhostUserSingleMemoryRegion} in `view`, or at `offset` in a larger one. */
export function decodeVhostUserSingleMemoryRegion(
  view: DataView,
  offset?: number,
): VhostUserSingleMemoryRegion {
  const at = recordAt(view, offset, 40, "VhostUserSingleMemoryRegion");
  return {
    region: decodeVhostUserMemoryRegion(view, at + 8),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVhostUserSingleMemoryRegion(
  value: VhostUserSingleMemoryRegion,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 40, "VhostUserSingleMemoryRegion");
  wire.clear(view, at, 8);
  encodeVhostUserMemoryRegion(value.region, view, at + 8);
}

/** Where `region` lies in the record at `offset`. */
export function offsetOfVhostUserSingleMemoryRegionRegion(offset = 0): number {
  return offset + 8;
}

/** A queue and a number: its size, its base, or whether it is enabled. */
export interface VhostUserVringState {
  index: number;
  num: number;
}

/** Bytes of a {@link VhostUserVringState}. */
export const vhostUserVringStateSize = 8;

/** The {@link VhostUserVringState} in `view`, or at `offset` in a larger one. */
export function decodeVhostUserVringState(view: DataView, offset?: number): VhostUserVringState {
  const at = recordAt(view, offset, 8, "VhostUserVringState");
  return {
    index: view.getUint32(at, wire.hostIsLittle),
    num: view.getUint32(at + 4, wire.hostIsLittle),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVhostUserVringState(
  value: VhostUserVringState,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 8, "VhostUserVringState");
  view.setUint32(at, value.index, wire.hostIsLittle);
  view.setUint32(at + 4, value.num, wire.hostIsLittle);
}

/** `index` of the record at `offset`. */
export function getVhostUserVringStateIndex(view: DataView, offset = 0): number {
  return view.getUint32(offset, wire.hostIsLittle);
}

/** Sets `index` of the record at `offset`. */
export function setVhostUserVringStateIndex(view: DataView, offset: number, value: number): void {
  view.setUint32(offset, value, wire.hostIsLittle);
}

/** `num` of the record at `offset`. */
export function getVhostUserVringStateNum(view: DataView, offset = 0): number {
  return view.getUint32(offset + 4, wire.hostIsLittle);
}

/** Sets `num` of the record at `offset`. */
export function setVhostUserVringStateNum(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 4, value, wire.hostIsLittle);
}

/** Where a queue lies, in addresses of the front-end. */
export interface VhostUserVringAddr {
  index: number;
  flags: number;
  descriptor: bigint;
  used: bigint;
  available: bigint;
  /** Guest-physical address of the used ring, for the log. */
  log: bigint;
}

/** Bytes of a {@link VhostUserVringAddr}. */
export const vhostUserVringAddrSize = 40;

/** The {@link VhostUserVringAddr} in `view`, or at `offset` in a larger one. */
export function decodeVhostUserVringAddr(view: DataView, offset?: number): VhostUserVringAddr {
  const at = recordAt(view, offset, 40, "VhostUserVringAddr");
  return {
    index: view.getUint32(at, wire.hostIsLittle),
    flags: view.getUint32(at + 4, wire.hostIsLittle),
    descriptor: readUint64Host(view, at + 8),
    used: readUint64Host(view, at + 16),
    available: readUint64Host(view, at + 24),
    log: readUint64Host(view, at + 32),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVhostUserVringAddr(
  value: VhostUserVringAddr,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 40, "VhostUserVringAddr");
  view.setUint32(at, value.index, wire.hostIsLittle);
  view.setUint32(at + 4, value.flags, wire.hostIsLittle);
  writeUint64Host(view, at + 8, value.descriptor);
  writeUint64Host(view, at + 16, value.used);
  writeUint64Host(view, at + 24, value.available);
  writeUint64Host(view, at + 32, value.log);
}

/** `index` of the record at `offset`. */
export function getVhostUserVringAddrIndex(view: DataView, offset = 0): number {
  return view.getUint32(offset, wire.hostIsLittle);
}

/** Sets `index` of the record at `offset`. */
export function setVhostUserVringAddrIndex(view: DataView, offset: number, value: number): void {
  view.setUint32(offset, value, wire.hostIsLittle);
}

/** `flags` of the record at `offset`. */
export function getVhostUserVringAddrFlags(view: DataView, offset = 0): number {
  return view.getUint32(offset + 4, wire.hostIsLittle);
}

/** Sets `flags` of the record at `offset`. */
export function setVhostUserVringAddrFlags(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 4, value, wire.hostIsLittle);
}

/** `descriptor` of the record at `offset`. */
export function getVhostUserVringAddrDescriptor(view: DataView, offset = 0): bigint {
  return readUint64Host(view, offset + 8);
}

/** Sets `descriptor` of the record at `offset`. */
export function setVhostUserVringAddrDescriptor(
  view: DataView,
  offset: number,
  value: bigint,
): void {
  writeUint64Host(view, offset + 8, value);
}

/** The low 32 bits of `descriptor`. */
export function getVhostUserVringAddrDescriptorLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + 8 + wire.lowHalf, wire.hostIsLittle);
}

/** Sets the low 32 bits of `descriptor`. */
export function setVhostUserVringAddrDescriptorLow(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 8 + wire.lowHalf, value, wire.hostIsLittle);
}

/** The high 32 bits of `descriptor`. */
export function getVhostUserVringAddrDescriptorHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 8 + wire.highHalf, wire.hostIsLittle);
}

/** Sets the high 32 bits of `descriptor`. */
export function setVhostUserVringAddrDescriptorHigh(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 8 + wire.highHalf, value, wire.hostIsLittle);
}

/** `used` of the record at `offset`. */
export function getVhostUserVringAddrUsed(view: DataView, offset = 0): bigint {
  return readUint64Host(view, offset + 16);
}

/** Sets `used` of the record at `offset`. */
export function setVhostUserVringAddrUsed(view: DataView, offset: number, value: bigint): void {
  writeUint64Host(view, offset + 16, value);
}

/** The low 32 bits of `used`. */
export function getVhostUserVringAddrUsedLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + 16 + wire.lowHalf, wire.hostIsLittle);
}

/** Sets the low 32 bits of `used`. */
export function setVhostUserVringAddrUsedLow(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 16 + wire.lowHalf, value, wire.hostIsLittle);
}

/** The high 32 bits of `used`. */
export function getVhostUserVringAddrUsedHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 16 + wire.highHalf, wire.hostIsLittle);
}

/** Sets the high 32 bits of `used`. */
export function setVhostUserVringAddrUsedHigh(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 16 + wire.highHalf, value, wire.hostIsLittle);
}

/** `available` of the record at `offset`. */
export function getVhostUserVringAddrAvailable(view: DataView, offset = 0): bigint {
  return readUint64Host(view, offset + 24);
}

/** Sets `available` of the record at `offset`. */
export function setVhostUserVringAddrAvailable(
  view: DataView,
  offset: number,
  value: bigint,
): void {
  writeUint64Host(view, offset + 24, value);
}

/** The low 32 bits of `available`. */
export function getVhostUserVringAddrAvailableLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + 24 + wire.lowHalf, wire.hostIsLittle);
}

/** Sets the low 32 bits of `available`. */
export function setVhostUserVringAddrAvailableLow(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 24 + wire.lowHalf, value, wire.hostIsLittle);
}

/** The high 32 bits of `available`. */
export function getVhostUserVringAddrAvailableHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 24 + wire.highHalf, wire.hostIsLittle);
}

/** Sets the high 32 bits of `available`. */
export function setVhostUserVringAddrAvailableHigh(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 24 + wire.highHalf, value, wire.hostIsLittle);
}

/** `log` of the record at `offset`. */
export function getVhostUserVringAddrLog(view: DataView, offset = 0): bigint {
  return readUint64Host(view, offset + 32);
}

/** Sets `log` of the record at `offset`. */
export function setVhostUserVringAddrLog(view: DataView, offset: number, value: bigint): void {
  writeUint64Host(view, offset + 32, value);
}

/** The low 32 bits of `log`. */
export function getVhostUserVringAddrLogLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + 32 + wire.lowHalf, wire.hostIsLittle);
}

/** Sets the low 32 bits of `log`. */
export function setVhostUserVringAddrLogLow(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 32 + wire.lowHalf, value, wire.hostIsLittle);
}

/** The high 32 bits of `log`. */
export function getVhostUserVringAddrLogHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 32 + wire.highHalf, wire.hostIsLittle);
}

/** Sets the high 32 bits of `log`. */
export function setVhostUserVringAddrLogHigh(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 32 + wire.highHalf, value, wire.hostIsLittle);
}

/** A part of the device's configuration. */
export interface VhostUserConfig {
  offset: number;
  flags: number;
  payload: Uint8Array;
}

/** Bytes of a {@link VhostUserConfig} without `payload`. */
export const vhostUserConfigSize = 12;

/** Bytes of `value` when encoded. */
export function vhostUserConfigBytes(value: VhostUserConfig): number {
  return 12 + value.payload.length;
}

/** The {@link VhostUserConfig} in `view`, or at `offset` in a larger one. */
export function decodeVhostUserConfig(view: DataView, offset?: number): VhostUserConfig {
  const at = headAt(view, offset ?? 0, 12, "VhostUserConfig");
  const size$ = view.getUint32(at + 4, wire.hostIsLittle);
  recordAt(view, offset, 12 + size$, "VhostUserConfig");
  expectAtMost(size$, 256, "VhostUserConfig.payload");
  return {
    offset: view.getUint32(at, wire.hostIsLittle),
    flags: view.getUint32(at + 8, wire.hostIsLittle),
    payload: wire.readBytes(view, at + 12, size$),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one. Returns the number of bytes.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVhostUserConfig(
  value: VhostUserConfig,
  view: DataView,
  offset?: number,
): number {
  const itemCount = value.payload.length;
  expectAtMost(itemCount, 256, "VhostUserConfig.payload");
  const size = 12 + itemCount;
  const at = recordAt(view, offset, size, "VhostUserConfig");
  view.setUint32(at, value.offset, wire.hostIsLittle);
  view.setUint32(at + 4, itemCount, wire.hostIsLittle);
  view.setUint32(at + 8, value.flags, wire.hostIsLittle);
  wire.writeBytes(view, at + 12, value.payload);
  return size;
}

/** `offset` of the record at `offset`. */
export function getVhostUserConfigOffset(view: DataView, offset = 0): number {
  return view.getUint32(offset, wire.hostIsLittle);
}

/** Sets `offset` of the record at `offset`. */
export function setVhostUserConfigOffset(view: DataView, offset: number, value: number): void {
  view.setUint32(offset, value, wire.hostIsLittle);
}

/** `size` of the record at `offset`. */
export function getVhostUserConfigSize(view: DataView, offset = 0): number {
  return view.getUint32(offset + 4, wire.hostIsLittle);
}

/** Sets `size` of the record at `offset`. */
export function setVhostUserConfigSize(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 4, value, wire.hostIsLittle);
}

/** `flags` of the record at `offset`. */
export function getVhostUserConfigFlags(view: DataView, offset = 0): number {
  return view.getUint32(offset + 8, wire.hostIsLittle);
}

/** Sets `flags` of the record at `offset`. */
export function setVhostUserConfigFlags(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 8, value, wire.hostIsLittle);
}

/** `payload` of the record at `offset`. */
export function getVhostUserConfigPayload(view: DataView, offset: number, index: number): number {
  wire.checkIndex(index, view.getUint32(offset + 4, wire.hostIsLittle), "VhostUserConfig.payload");
  return view.getUint8(offset + 12 + index);
}

/** Sets `payload` of the record at `offset`. */
export function setVhostUserConfigPayload(
  view: DataView,
  offset: number,
  index: number,
  value: number,
): void {
  wire.checkIndex(index, view.getUint32(offset + 4, wire.hostIsLittle), "VhostUserConfig.payload");
  view.setUint8(offset + 12 + index, value);
}

/**
 * Where requests in flight are noted, to survive a crash of the back-end. 24 bytes on the
 * wire: the C record's trailing padding travels, too.
 */
export interface VhostUserInflight {
  mmapSize: number;
  mmapOffset: number;
  numQueues: number;
  queueSize: number;
}

/** Bytes of a {@link VhostUserInflight}. */
export const vhostUserInflightSize = 24;

/** The {@link VhostUserInflight} in `view`, or at `offset` in a larger one. */
export function decodeVhostUserInflight(view: DataView, offset?: number): VhostUserInflight {
  const at = recordAt(view, offset, 24, "VhostUserInflight");
  return {
    mmapSize: readNumberHost(view, at, "VhostUserInflight.mmap_size"),
    mmapOffset: readNumberHost(view, at + 8, "VhostUserInflight.mmap_offset"),
    numQueues: view.getUint16(at + 16, wire.hostIsLittle),
    queueSize: view.getUint16(at + 18, wire.hostIsLittle),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVhostUserInflight(
  value: VhostUserInflight,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 24, "VhostUserInflight");
  writeNumberHost(view, at, value.mmapSize, "VhostUserInflight.mmap_size");
  writeNumberHost(view, at + 8, value.mmapOffset, "VhostUserInflight.mmap_offset");
  view.setUint16(at + 16, value.numQueues, wire.hostIsLittle);
  view.setUint16(at + 18, value.queueSize, wire.hostIsLittle);
  view.setUint32(at + 20, 0, true);
}

/** `mmapSize` of the record at `offset`. */
export function getVhostUserInflightMmapSize(view: DataView, offset = 0): number {
  return readNumberHost(view, offset, "VhostUserInflight.mmap_size");
}

/** Sets `mmapSize` of the record at `offset`. */
export function setVhostUserInflightMmapSize(view: DataView, offset: number, value: number): void {
  writeNumberHost(view, offset, value, "VhostUserInflight.mmap_size");
}

/** The low 32 bits of `mmapSize`. */
export function getVhostUserInflightMmapSizeLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + wire.lowHalf, wire.hostIsLittle);
}

/** Sets the low 32 bits of `mmapSize`. */
export function setVhostUserInflightMmapSizeLow(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + wire.lowHalf, value, wire.hostIsLittle);
}

/** The high 32 bits of `mmapSize`. */
export function getVhostUserInflightMmapSizeHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + wire.highHalf, wire.hostIsLittle);
}

/** Sets the high 32 bits of `mmapSize`. */
export function setVhostUserInflightMmapSizeHigh(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + wire.highHalf, value, wire.hostIsLittle);
}

/** `mmapOffset` of the record at `offset`. */
export function getVhostUserInflightMmapOffset(view: DataView, offset = 0): number {
  return readNumberHost(view, offset + 8, "VhostUserInflight.mmap_offset");
}

/** Sets `mmapOffset` of the record at `offset`. */
export function setVhostUserInflightMmapOffset(
  view: DataView,
  offset: number,
  value: number,
): void {
  writeNumberHost(view, offset + 8, value, "VhostUserInflight.mmap_offset");
}

/** The low 32 bits of `mmapOffset`. */
export function getVhostUserInflightMmapOffsetLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + 8 + wire.lowHalf, wire.hostIsLittle);
}

/** Sets the low 32 bits of `mmapOffset`. */
export function setVhostUserInflightMmapOffsetLow(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 8 + wire.lowHalf, value, wire.hostIsLittle);
}

/** The high 32 bits of `mmapOffset`. */
export function getVhostUserInflightMmapOffsetHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 8 + wire.highHalf, wire.hostIsLittle);
}

/** Sets the high 32 bits of `mmapOffset`. */
export function setVhostUserInflightMmapOffsetHigh(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 8 + wire.highHalf, value, wire.hostIsLittle);
}

/** `numQueues` of the record at `offset`. */
export function getVhostUserInflightNumQueues(view: DataView, offset = 0): number {
  return view.getUint16(offset + 16, wire.hostIsLittle);
}

/** Sets `numQueues` of the record at `offset`. */
export function setVhostUserInflightNumQueues(view: DataView, offset: number, value: number): void {
  view.setUint16(offset + 16, value, wire.hostIsLittle);
}

/** `queueSize` of the record at `offset`. */
export function getVhostUserInflightQueueSize(view: DataView, offset = 0): number {
  return view.getUint16(offset + 18, wire.hostIsLittle);
}

/** Sets `queueSize` of the record at `offset`. */
export function setVhostUserInflightQueueSize(view: DataView, offset: number, value: number): void {
  view.setUint16(offset + 18, value, wire.hostIsLittle);
}

/** A descriptor that may head a request in flight, in a split queue. */
export interface VhostUserInflightDesc {
  /**
   * The request was taken and not given back. In a batch of those given back it is
   * cleared only after the device's ring was written.
   */
  inflight: number;
  /** Of the batch: the one given back before. */
  next: number;
  /** Grows with every request that is taken. */
  counter: bigint;
}

/** Bytes of a {@link VhostUserInflightDesc}. */
export const vhostUserInflightDescSize = 16;

/**
 * The {@link VhostUserInflightDesc} in `view`, or at `offset` in a larger one.
 * Another party may write it meanwhile: every byte is read once.
 */
export function decodeVhostUserInflightDesc(
  view: DataView,
  offset?: number,
): VhostUserInflightDesc {
  const at = recordAt(view, offset, 16, "VhostUserInflightDesc");
  return {
    inflight: view.getUint8(at),
    next: view.getUint16(at + 6, wire.hostIsLittle),
    counter: readUint64Host(view, at + 8),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVhostUserInflightDesc(
  value: VhostUserInflightDesc,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 16, "VhostUserInflightDesc");
  view.setUint8(at, value.inflight);
  wire.clear(view, at + 1, 5);
  view.setUint16(at + 6, value.next, wire.hostIsLittle);
  writeUint64Host(view, at + 8, value.counter);
}

/** `inflight` of the record at `offset`. */
export function getVhostUserInflightDescInflight(view: DataView, offset = 0): number {
  return view.getUint8(offset);
}

/** Sets `inflight` of the record at `offset`. */
export function setVhostUserInflightDescInflight(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint8(offset, value);
}

/** `next` of the record at `offset`. */
export function getVhostUserInflightDescNext(view: DataView, offset = 0): number {
  return view.getUint16(offset + 6, wire.hostIsLittle);
}

/** Sets `next` of the record at `offset`. */
export function setVhostUserInflightDescNext(view: DataView, offset: number, value: number): void {
  view.setUint16(offset + 6, value, wire.hostIsLittle);
}

/** `counter` of the record at `offset`. */
export function getVhostUserInflightDescCounter(view: DataView, offset = 0): bigint {
  return readUint64Host(view, offset + 8);
}

/** Sets `counter` of the record at `offset`. */
export function setVhostUserInflightDescCounter(
  view: DataView,
  offset: number,
  value: bigint,
): void {
  writeUint64Host(view, offset + 8, value);
}

/** The low 32 bits of `counter`. */
export function getVhostUserInflightDescCounterLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + 8 + wire.lowHalf, wire.hostIsLittle);
}

/** Sets the low 32 bits of `counter`. */
export function setVhostUserInflightDescCounterLow(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 8 + wire.lowHalf, value, wire.hostIsLittle);
}

/** The high 32 bits of `counter`. */
export function getVhostUserInflightDescCounterHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 8 + wire.highHalf, wire.hostIsLittle);
}

/** Sets the high 32 bits of `counter`. */
export function setVhostUserInflightDescCounterHigh(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 8 + wire.highHalf, value, wire.hostIsLittle);
}

/**
 * What is noted of a split queue: this, and a `vhost_user_inflight_desc` for each entry. The
 * next queue follows at a multiple of 64 bytes.
 */
export interface VhostUserInflightQueue {
  /** None is defined. */
  features: bigint;
  /** 1; 0 before the queue is first used. */
  version: number;
  /** Entries of the queue. */
  descNum: number;
  /** What was given back last. */
  lastBatchHead: number;
  /** The device's ring, when nothing was half given back. */
  usedIdx: number;
}

/** Bytes of a {@link VhostUserInflightQueue}. */
export const vhostUserInflightQueueSize = 16;

/**
 * The {@link VhostUserInflightQueue} in `view`, or at `offset` in a larger one.
 * Another party may write it meanwhile: every byte is read once.
 */
export function decodeVhostUserInflightQueue(
  view: DataView,
  offset?: number,
): VhostUserInflightQueue {
  const at = recordAt(view, offset, 16, "VhostUserInflightQueue");
  return {
    features: readUint64Host(view, at),
    version: view.getUint16(at + 8, wire.hostIsLittle),
    descNum: view.getUint16(at + 10, wire.hostIsLittle),
    lastBatchHead: view.getUint16(at + 12, wire.hostIsLittle),
    usedIdx: view.getUint16(at + 14, wire.hostIsLittle),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVhostUserInflightQueue(
  value: VhostUserInflightQueue,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 16, "VhostUserInflightQueue");
  writeUint64Host(view, at, value.features);
  view.setUint16(at + 8, value.version, wire.hostIsLittle);
  view.setUint16(at + 10, value.descNum, wire.hostIsLittle);
  view.setUint16(at + 12, value.lastBatchHead, wire.hostIsLittle);
  view.setUint16(at + 14, value.usedIdx, wire.hostIsLittle);
}

/** `features` of the record at `offset`. */
export function getVhostUserInflightQueueFeatures(view: DataView, offset = 0): bigint {
  return readUint64Host(view, offset);
}

/** Sets `features` of the record at `offset`. */
export function setVhostUserInflightQueueFeatures(
  view: DataView,
  offset: number,
  value: bigint,
): void {
  writeUint64Host(view, offset, value);
}

/** The low 32 bits of `features`. */
export function getVhostUserInflightQueueFeaturesLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + wire.lowHalf, wire.hostIsLittle);
}

/** Sets the low 32 bits of `features`. */
export function setVhostUserInflightQueueFeaturesLow(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + wire.lowHalf, value, wire.hostIsLittle);
}

/** The high 32 bits of `features`. */
export function getVhostUserInflightQueueFeaturesHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + wire.highHalf, wire.hostIsLittle);
}

/** Sets the high 32 bits of `features`. */
export function setVhostUserInflightQueueFeaturesHigh(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + wire.highHalf, value, wire.hostIsLittle);
}

/** `version` of the record at `offset`. */
export function getVhostUserInflightQueueVersion(view: DataView, offset = 0): number {
  return view.getUint16(offset + 8, wire.hostIsLittle);
}

/** Sets `version` of the record at `offset`. */
export function setVhostUserInflightQueueVersion(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint16(offset + 8, value, wire.hostIsLittle);
}

/** `descNum` of the record at `offset`. */
export function getVhostUserInflightQueueDescNum(view: DataView, offset = 0): number {
  return view.getUint16(offset + 10, wire.hostIsLittle);
}

/** Sets `descNum` of the record at `offset`. */
export function setVhostUserInflightQueueDescNum(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint16(offset + 10, value, wire.hostIsLittle);
}

/** `lastBatchHead` of the record at `offset`. */
export function getVhostUserInflightQueueLastBatchHead(view: DataView, offset = 0): number {
  return view.getUint16(offset + 12, wire.hostIsLittle);
}

/** Sets `lastBatchHead` of the record at `offset`. */
export function setVhostUserInflightQueueLastBatchHead(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint16(offset + 12, value, wire.hostIsLittle);
}

/** `usedIdx` of the record at `offset`. */
export function getVhostUserInflightQueueUsedIdx(view: DataView, offset = 0): number {
  return view.getUint16(offset + 14, wire.hostIsLittle);
}

/** Sets `usedIdx` of the record at `offset`. */
export function setVhostUserInflightQueueUsedIdx(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint16(offset + 14, value, wire.hostIsLittle);
}

/**
 * A descriptor of a request in flight, in a packed queue, whose ring may be written over. What
 * "head" means is only good in the entry of a request's first descriptor.
 */
export interface VhostUserInflightPackedDesc {
  /** Head: the request was taken and not given back. */
  inflight: number;
  /** The free entry, or the request's, behind this one. */
  next: number;
  /** Head: the entry of the last descriptor. */
  last: number;
  /** Head: descriptors of the request. */
  num: number;
  /** Head: grows with every request that is taken. */
  counter: bigint;
  /** As in the ring, like all that follow. */
  id: number;
  flags: number;
  len: number;
  addr: bigint;
}

/** Bytes of a {@link VhostUserInflightPackedDesc}. */
export const vhostUserInflightPackedDescSize = 32;

/**
 * The {@link VhostUserInflightPackedDesc} in `view`, or at `offset` in a larger one.
 * Another party may write it meanwhile: every byte is read once.
 */
export function decodeVhostUserInflightPackedDesc(
  view: DataView,
  offset?: number,
): VhostUserInflightPackedDesc {
  const at = recordAt(view, offset, 32, "VhostUserInflightPackedDesc");
  return {
    inflight: view.getUint8(at),
    next: view.getUint16(at + 2, wire.hostIsLittle),
    last: view.getUint16(at + 4, wire.hostIsLittle),
    num: view.getUint16(at + 6, wire.hostIsLittle),
    counter: readUint64Host(view, at + 8),
    id: view.getUint16(at + 16, wire.hostIsLittle),
    flags: view.getUint16(at + 18, wire.hostIsLittle),
    len: view.getUint32(at + 20, wire.hostIsLittle),
    addr: readUint64Host(view, at + 24),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVhostUserInflightPackedDesc(
  value: VhostUserInflightPackedDesc,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 32, "VhostUserInflightPackedDesc");
  view.setUint8(at, value.inflight);
  view.setUint8(at + 1, 0);
  view.setUint16(at + 2, value.next, wire.hostIsLittle);
  view.setUint16(at + 4, value.last, wire.hostIsLittle);
  view.setUint16(at + 6, value.num, wire.hostIsLittle);
  writeUint64Host(view, at + 8, value.counter);
  view.setUint16(at + 16, value.id, wire.hostIsLittle);
  view.setUint16(at + 18, value.flags, wire.hostIsLittle);
  view.setUint32(at + 20, value.len, wire.hostIsLittle);
  writeUint64Host(view, at + 24, value.addr);
}

/** `inflight` of the record at `offset`. */
export function getVhostUserInflightPackedDescInflight(view: DataView, offset = 0): number {
  return view.getUint8(offset);
}

/** Sets `inflight` of the record at `offset`. */
export function setVhostUserInflightPackedDescInflight(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint8(offset, value);
}

/** `next` of the record at `offset`. */
export function getVhostUserInflightPackedDescNext(view: DataView, offset = 0): number {
  return view.getUint16(offset + 2, wire.hostIsLittle);
}

/** Sets `next` of the record at `offset`. */
export function setVhostUserInflightPackedDescNext(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint16(offset + 2, value, wire.hostIsLittle);
}

/** `last` of the record at `offset`. */
export function getVhostUserInflightPackedDescLast(view: DataView, offset = 0): number {
  return view.getUint16(offset + 4, wire.hostIsLittle);
}

/** Sets `last` of the record at `offset`. */
export function setVhostUserInflightPackedDescLast(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint16(offset + 4, value, wire.hostIsLittle);
}

/** `num` of the record at `offset`. */
export function getVhostUserInflightPackedDescNum(view: DataView, offset = 0): number {
  return view.getUint16(offset + 6, wire.hostIsLittle);
}

/** Sets `num` of the record at `offset`. */
export function setVhostUserInflightPackedDescNum(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint16(offset + 6, value, wire.hostIsLittle);
}

/** `counter` of the record at `offset`. */
export function getVhostUserInflightPackedDescCounter(view: DataView, offset = 0): bigint {
  return readUint64Host(view, offset + 8);
}

/** Sets `counter` of the record at `offset`. */
export function setVhostUserInflightPackedDescCounter(
  view: DataView,
  offset: number,
  value: bigint,
): void {
  writeUint64Host(view, offset + 8, value);
}

/** The low 32 bits of `counter`. */
export function getVhostUserInflightPackedDescCounterLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + 8 + wire.lowHalf, wire.hostIsLittle);
}

/** Sets the low 32 bits of `counter`. */
export function setVhostUserInflightPackedDescCounterLow(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 8 + wire.lowHalf, value, wire.hostIsLittle);
}

/** The high 32 bits of `counter`. */
export function getVhostUserInflightPackedDescCounterHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 8 + wire.highHalf, wire.hostIsLittle);
}

/** Sets the high 32 bits of `counter`. */
export function setVhostUserInflightPackedDescCounterHigh(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 8 + wire.highHalf, value, wire.hostIsLittle);
}

/** `id` of the record at `offset`. */
export function getVhostUserInflightPackedDescId(view: DataView, offset = 0): number {
  return view.getUint16(offset + 16, wire.hostIsLittle);
}

/** Sets `id` of the record at `offset`. */
export function setVhostUserInflightPackedDescId(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint16(offset + 16, value, wire.hostIsLittle);
}

/** `flags` of the record at `offset`. */
export function getVhostUserInflightPackedDescFlags(view: DataView, offset = 0): number {
  return view.getUint16(offset + 18, wire.hostIsLittle);
}

/** Sets `flags` of the record at `offset`. */
export function setVhostUserInflightPackedDescFlags(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint16(offset + 18, value, wire.hostIsLittle);
}

/** `len` of the record at `offset`. */
export function getVhostUserInflightPackedDescLen(view: DataView, offset = 0): number {
  return view.getUint32(offset + 20, wire.hostIsLittle);
}

/** Sets `len` of the record at `offset`. */
export function setVhostUserInflightPackedDescLen(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 20, value, wire.hostIsLittle);
}

/** `addr` of the record at `offset`. */
export function getVhostUserInflightPackedDescAddr(view: DataView, offset = 0): bigint {
  return readUint64Host(view, offset + 24);
}

/** Sets `addr` of the record at `offset`. */
export function setVhostUserInflightPackedDescAddr(
  view: DataView,
  offset: number,
  value: bigint,
): void {
  writeUint64Host(view, offset + 24, value);
}

/** The low 32 bits of `addr`. */
export function getVhostUserInflightPackedDescAddrLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + 24 + wire.lowHalf, wire.hostIsLittle);
}

/** Sets the low 32 bits of `addr`. */
export function setVhostUserInflightPackedDescAddrLow(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 24 + wire.lowHalf, value, wire.hostIsLittle);
}

/** The high 32 bits of `addr`. */
export function getVhostUserInflightPackedDescAddrHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 24 + wire.highHalf, wire.hostIsLittle);
}

/** Sets the high 32 bits of `addr`. */
export function setVhostUserInflightPackedDescAddrHigh(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 24 + wire.highHalf, value, wire.hostIsLittle);
}

/**
 * What is noted of a packed queue: this, and a `vhost_user_inflight_packed_desc` for each entry.
 * The next queue follows at a multiple of 64 bytes. What is "old" follows the others once the
 * ring says the same: it is what a new back-end goes back to if the ring does not.
 */
export interface VhostUserInflightPackedQueue {
  /** None is defined. */
  features: bigint;
  /** 1; 0 before the queue is first used. */
  version: number;
  /** Entries of the queue. */
  descNum: number;
  /** The first free entry; `desc_num` if there is none. */
  freeHead: number;
  oldFreeHead: number;
  /** Where the device writes next. */
  usedIdx: number;
  oldUsedIdx: number;
  /** That belongs to `used_idx`. */
  usedWrapCounter: number;
  oldUsedWrapCounter: number;
}

/** Bytes of a {@link VhostUserInflightPackedQueue}. */
export const vhostUserInflightPackedQueueSize = 32;

/**
 * The {@link VhostUserInflightPackedQueue} in `view`, or at `offset` in a larger one.
 * Another party may write it meanwhile: every byte is read once.
 */
export function decodeVhostUserInflightPackedQueue(
  view: DataView,
  offset?: number,
): VhostUserInflightPackedQueue {
  const at = recordAt(view, offset, 32, "VhostUserInflightPackedQueue");
  return {
    features: readUint64Host(view, at),
    version: view.getUint16(at + 8, wire.hostIsLittle),
    descNum: view.getUint16(at + 10, wire.hostIsLittle),
    freeHead: view.getUint16(at + 12, wire.hostIsLittle),
    oldFreeHead: view.getUint16(at + 14, wire.hostIsLittle),
    usedIdx: view.getUint16(at + 16, wire.hostIsLittle),
    oldUsedIdx: view.getUint16(at + 18, wire.hostIsLittle),
    usedWrapCounter: view.getUint8(at + 20),
    oldUsedWrapCounter: view.getUint8(at + 21),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVhostUserInflightPackedQueue(
  value: VhostUserInflightPackedQueue,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 32, "VhostUserInflightPackedQueue");
  writeUint64Host(view, at, value.features);
  view.setUint16(at + 8, value.version, wire.hostIsLittle);
  view.setUint16(at + 10, value.descNum, wire.hostIsLittle);
  view.setUint16(at + 12, value.freeHead, wire.hostIsLittle);
  view.setUint16(at + 14, value.oldFreeHead, wire.hostIsLittle);
  view.setUint16(at + 16, value.usedIdx, wire.hostIsLittle);
  view.setUint16(at + 18, value.oldUsedIdx, wire.hostIsLittle);
  view.setUint8(at + 20, value.usedWrapCounter);
  view.setUint8(at + 21, value.oldUsedWrapCounter);
  wire.clear(view, at + 22, 10);
}

/** `features` of the record at `offset`. */
export function getVhostUserInflightPackedQueueFeatures(view: DataView, offset = 0): bigint {
  return readUint64Host(view, offset);
}

/** Sets `features` of the record at `offset`. */
export function setVhostUserInflightPackedQueueFeatures(
  view: DataView,
  offset: number,
  value: bigint,
): void {
  writeUint64Host(view, offset, value);
}

/** The low 32 bits of `features`. */
export function getVhostUserInflightPackedQueueFeaturesLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + wire.lowHalf, wire.hostIsLittle);
}

/** Sets the low 32 bits of `features`. */
export function setVhostUserInflightPackedQueueFeaturesLow(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + wire.lowHalf, value, wire.hostIsLittle);
}

/** The high 32 bits of `features`. */
export function getVhostUserInflightPackedQueueFeaturesHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + wire.highHalf, wire.hostIsLittle);
}

/** Sets the high 32 bits of `features`. */
export function setVhostUserInflightPackedQueueFeaturesHigh(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + wire.highHalf, value, wire.hostIsLittle);
}

/** `version` of the record at `offset`. */
export function getVhostUserInflightPackedQueueVersion(view: DataView, offset = 0): number {
  return view.getUint16(offset + 8, wire.hostIsLittle);
}

/** Sets `version` of the record at `offset`. */
export function setVhostUserInflightPackedQueueVersion(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint16(offset + 8, value, wire.hostIsLittle);
}

/** `descNum` of the record at `offset`. */
export function getVhostUserInflightPackedQueueDescNum(view: DataView, offset = 0): number {
  return view.getUint16(offset + 10, wire.hostIsLittle);
}

/** Sets `descNum` of the record at `offset`. */
export function setVhostUserInflightPackedQueueDescNum(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint16(offset + 10, value, wire.hostIsLittle);
}

/** `freeHead` of the record at `offset`. */
export function getVhostUserInflightPackedQueueFreeHead(view: DataView, offset = 0): number {
  return view.getUint16(offset + 12, wire.hostIsLittle);
}

/** Sets `freeHead` of the record at `offset`. */
export function setVhostUserInflightPackedQueueFreeHead(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint16(offset + 12, value, wire.hostIsLittle);
}

/** `oldFreeHead` of the record at `offset`. */
export function getVhostUserInflightPackedQueueOldFreeHead(view: DataView, offset = 0): number {
  return view.getUint16(offset + 14, wire.hostIsLittle);
}

/** Sets `oldFreeHead` of the record at `offset`. */
export function setVhostUserInflightPackedQueueOldFreeHead(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint16(offset + 14, value, wire.hostIsLittle);
}

/** `usedIdx` of the record at `offset`. */
export function getVhostUserInflightPackedQueueUsedIdx(view: DataView, offset = 0): number {
  return view.getUint16(offset + 16, wire.hostIsLittle);
}

/** Sets `usedIdx` of the record at `offset`. */
export function setVhostUserInflightPackedQueueUsedIdx(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint16(offset + 16, value, wire.hostIsLittle);
}

/** `oldUsedIdx` of the record at `offset`. */
export function getVhostUserInflightPackedQueueOldUsedIdx(view: DataView, offset = 0): number {
  return view.getUint16(offset + 18, wire.hostIsLittle);
}

/** Sets `oldUsedIdx` of the record at `offset`. */
export function setVhostUserInflightPackedQueueOldUsedIdx(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint16(offset + 18, value, wire.hostIsLittle);
}

/** `usedWrapCounter` of the record at `offset`. */
export function getVhostUserInflightPackedQueueUsedWrapCounter(view: DataView, offset = 0): number {
  return view.getUint8(offset + 20);
}

/** Sets `usedWrapCounter` of the record at `offset`. */
export function setVhostUserInflightPackedQueueUsedWrapCounter(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint8(offset + 20, value);
}

/** `oldUsedWrapCounter` of the record at `offset`. */
export function getVhostUserInflightPackedQueueOldUsedWrapCounter(
  view: DataView,
  offset = 0,
): number {
  return view.getUint8(offset + 21);
}

/** Sets `oldUsedWrapCounter` of the record at `offset`. */
export function setVhostUserInflightPackedQueueOldUsedWrapCounter(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint8(offset + 21, value);
}

/** Where writes to guest memory are logged. */
export interface VhostUserLog {
  mmapSize: number;
  mmapOffset: number;
}

/** Bytes of a {@link VhostUserLog}. */
export const vhostUserLogSize = 16;

/** The {@link VhostUserLog} in `view`, or at `offset` in a larger one. */
export function decodeVhostUserLog(view: DataView, offset?: number): VhostUserLog {
  const at = recordAt(view, offset, 16, "VhostUserLog");
  return {
    mmapSize: readNumberHost(view, at, "VhostUserLog.mmap_size"),
    mmapOffset: readNumberHost(view, at + 8, "VhostUserLog.mmap_offset"),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVhostUserLog(value: VhostUserLog, view: DataView, offset?: number): void {
  const at = recordAt(view, offset, 16, "VhostUserLog");
  writeNumberHost(view, at, value.mmapSize, "VhostUserLog.mmap_size");
  writeNumberHost(view, at + 8, value.mmapOffset, "VhostUserLog.mmap_offset");
}

/** `mmapSize` of the record at `offset`. */
export function getVhostUserLogMmapSize(view: DataView, offset = 0): number {
  return readNumberHost(view, offset, "VhostUserLog.mmap_size");
}

/** Sets `mmapSize` of the record at `offset`. */
export function setVhostUserLogMmapSize(view: DataView, offset: number, value: number): void {
  writeNumberHost(view, offset, value, "VhostUserLog.mmap_size");
}

/** The low 32 bits of `mmapSize`. */
export function getVhostUserLogMmapSizeLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + wire.lowHalf, wire.hostIsLittle);
}

/** Sets the low 32 bits of `mmapSize`. */
export function setVhostUserLogMmapSizeLow(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + wire.lowHalf, value, wire.hostIsLittle);
}

/** The high 32 bits of `mmapSize`. */
export function getVhostUserLogMmapSizeHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + wire.highHalf, wire.hostIsLittle);
}

/** Sets the high 32 bits of `mmapSize`. */
export function setVhostUserLogMmapSizeHigh(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + wire.highHalf, value, wire.hostIsLittle);
}

/** `mmapOffset` of the record at `offset`. */
export function getVhostUserLogMmapOffset(view: DataView, offset = 0): number {
  return readNumberHost(view, offset + 8, "VhostUserLog.mmap_offset");
}

/** Sets `mmapOffset` of the record at `offset`. */
export function setVhostUserLogMmapOffset(view: DataView, offset: number, value: number): void {
  writeNumberHost(view, offset + 8, value, "VhostUserLog.mmap_offset");
}

/** The low 32 bits of `mmapOffset`. */
export function getVhostUserLogMmapOffsetLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + 8 + wire.lowHalf, wire.hostIsLittle);
}

/** Sets the low 32 bits of `mmapOffset`. */
export function setVhostUserLogMmapOffsetLow(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 8 + wire.lowHalf, value, wire.hostIsLittle);
}

/** The high 32 bits of `mmapOffset`. */
export function getVhostUserLogMmapOffsetHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 8 + wire.highHalf, wire.hostIsLittle);
}

/** Sets the high 32 bits of `mmapOffset`. */
export function setVhostUserLogMmapOffsetHigh(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 8 + wire.highHalf, value, wire.hostIsLittle);
}

/** A miss, an update or an invalidation of the device's address translation. */
export interface VhostUserIotlbMsg {
  iova: bigint;
  size: bigint;
  uaddr: bigint;
  /** 1 read, 2 write, 3 both. */
  perm: number;
  /** 1 miss, 2 update, 3 invalidate, 4 access failed. */
  type: number;
}

/** Bytes of a {@link VhostUserIotlbMsg}. */
export const vhostUserIotlbMsgSize = 32;

/** The {@link VhostUserIotlbMsg} in `view`, or at `offset` in a larger one. */
export function decodeVhostUserIotlbMsg(view: DataView, offset?: number): VhostUserIotlbMsg {
  const at = recordAt(view, offset, 32, "VhostUserIotlbMsg");
  return {
    iova: readUint64Host(view, at),
    size: readUint64Host(view, at + 8),
    uaddr: readUint64Host(view, at + 16),
    perm: view.getUint8(at + 24),
    type: view.getUint8(at + 25),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVhostUserIotlbMsg(
  value: VhostUserIotlbMsg,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 32, "VhostUserIotlbMsg");
  writeUint64Host(view, at, value.iova);
  writeUint64Host(view, at + 8, value.size);
  writeUint64Host(view, at + 16, value.uaddr);
  view.setUint8(at + 24, value.perm);
  view.setUint8(at + 25, value.type);
  wire.clear(view, at + 26, 6);
}

/** `iova` of the record at `offset`. */
export function getVhostUserIotlbMsgIova(view: DataView, offset = 0): bigint {
  return readUint64Host(view, offset);
}

/** Sets `iova` of the record at `offset`. */
export function setVhostUserIotlbMsgIova(view: DataView, offset: number, value: bigint): void {
  writeUint64Host(view, offset, value);
}

/** The low 32 bits of `iova`. */
export function getVhostUserIotlbMsgIovaLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + wire.lowHalf, wire.hostIsLittle);
}

/** Sets the low 32 bits of `iova`. */
export function setVhostUserIotlbMsgIovaLow(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + wire.lowHalf, value, wire.hostIsLittle);
}

/** The high 32 bits of `iova`. */
export function getVhostUserIotlbMsgIovaHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + wire.highHalf, wire.hostIsLittle);
}

/** Sets the high 32 bits of `iova`. */
export function setVhostUserIotlbMsgIovaHigh(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + wire.highHalf, value, wire.hostIsLittle);
}

/** `size` of the record at `offset`. */
export function getVhostUserIotlbMsgSize(view: DataView, offset = 0): bigint {
  return readUint64Host(view, offset + 8);
}

/** Sets `size` of the record at `offset`. */
export function setVhostUserIotlbMsgSize(view: DataView, offset: number, value: bigint): void {
  writeUint64Host(view, offset + 8, value);
}

/** The low 32 bits of `size`. */
export function getVhostUserIotlbMsgSizeLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + 8 + wire.lowHalf, wire.hostIsLittle);
}

/** Sets the low 32 bits of `size`. */
export function setVhostUserIotlbMsgSizeLow(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 8 + wire.lowHalf, value, wire.hostIsLittle);
}

/** The high 32 bits of `size`. */
export function getVhostUserIotlbMsgSizeHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 8 + wire.highHalf, wire.hostIsLittle);
}

/** Sets the high 32 bits of `size`. */
export function setVhostUserIotlbMsgSizeHigh(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 8 + wire.highHalf, value, wire.hostIsLittle);
}

/** `uaddr` of the record at `offset`. */
export function getVhostUserIotlbMsgUaddr(view: DataView, offset = 0): bigint {
  return readUint64Host(view, offset + 16);
}

/** Sets `uaddr` of the record at `offset`. */
export function setVhostUserIotlbMsgUaddr(view: DataView, offset: number, value: bigint): void {
  writeUint64Host(view, offset + 16, value);
}

/** The low 32 bits of `uaddr`. */
export function getVhostUserIotlbMsgUaddrLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + 16 + wire.lowHalf, wire.hostIsLittle);
}

/** Sets the low 32 bits of `uaddr`. */
export function setVhostUserIotlbMsgUaddrLow(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 16 + wire.lowHalf, value, wire.hostIsLittle);
}

/** The high 32 bits of `uaddr`. */
export function getVhostUserIotlbMsgUaddrHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 16 + wire.highHalf, wire.hostIsLittle);
}

/** Sets the high 32 bits of `uaddr`. */
export function setVhostUserIotlbMsgUaddrHigh(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 16 + wire.highHalf, value, wire.hostIsLittle);
}

/** `perm` of the record at `offset`. */
export function getVhostUserIotlbMsgPerm(view: DataView, offset = 0): number {
  return view.getUint8(offset + 24);
}

/** Sets `perm` of the record at `offset`. */
export function setVhostUserIotlbMsgPerm(view: DataView, offset: number, value: number): void {
  view.setUint8(offset + 24, value);
}

/** `type` of the record at `offset`. */
export function getVhostUserIotlbMsgType(view: DataView, offset = 0): number {
  return view.getUint8(offset + 25);
}

/** Sets `type` of the record at `offset`. */
export function setVhostUserIotlbMsgType(view: DataView, offset: number, value: number): void {
  view.setUint8(offset + 25, value);
}

/** Where a queue's notification register can be mapped. */
export interface VhostUserVringArea {
  /** As in `vhost_user_vring_fd`. */
  value: bigint;
  size: number;
  offset: number;
}

/** Bytes of a {@link VhostUserVringArea}. */
export const vhostUserVringAreaSize = 24;

/** The {@link VhostUserVringArea} in `view`, or at `offset` in a larger one. */
export function decodeVhostUserVringArea(view: DataView, offset?: number): VhostUserVringArea {
  const at = recordAt(view, offset, 24, "VhostUserVringArea");
  return {
    value: readUint64Host(view, at),
    size: readNumberHost(view, at + 8, "VhostUserVringArea.size"),
    offset: readNumberHost(view, at + 16, "VhostUserVringArea.offset"),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVhostUserVringArea(
  value: VhostUserVringArea,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 24, "VhostUserVringArea");
  writeUint64Host(view, at, value.value);
  writeNumberHost(view, at + 8, value.size, "VhostUserVringArea.size");
  writeNumberHost(view, at + 16, value.offset, "VhostUserVringArea.offset");
}

/** `value` of the record at `offset`. */
export function getVhostUserVringAreaValue(view: DataView, offset = 0): bigint {
  return readUint64Host(view, offset);
}

/** Sets `value` of the record at `offset`. */
export function setVhostUserVringAreaValue(view: DataView, offset: number, value: bigint): void {
  writeUint64Host(view, offset, value);
}

/** The low 32 bits of `value`. */
export function getVhostUserVringAreaValueLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + wire.lowHalf, wire.hostIsLittle);
}

/** Sets the low 32 bits of `value`. */
export function setVhostUserVringAreaValueLow(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + wire.lowHalf, value, wire.hostIsLittle);
}

/** The high 32 bits of `value`. */
export function getVhostUserVringAreaValueHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + wire.highHalf, wire.hostIsLittle);
}

/** Sets the high 32 bits of `value`. */
export function setVhostUserVringAreaValueHigh(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + wire.highHalf, value, wire.hostIsLittle);
}

/** `size` of the record at `offset`. */
export function getVhostUserVringAreaSize(view: DataView, offset = 0): number {
  return readNumberHost(view, offset + 8, "VhostUserVringArea.size");
}

/** Sets `size` of the record at `offset`. */
export function setVhostUserVringAreaSize(view: DataView, offset: number, value: number): void {
  writeNumberHost(view, offset + 8, value, "VhostUserVringArea.size");
}

/** The low 32 bits of `size`. */
export function getVhostUserVringAreaSizeLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + 8 + wire.lowHalf, wire.hostIsLittle);
}

/** Sets the low 32 bits of `size`. */
export function setVhostUserVringAreaSizeLow(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 8 + wire.lowHalf, value, wire.hostIsLittle);
}

/** The high 32 bits of `size`. */
export function getVhostUserVringAreaSizeHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 8 + wire.highHalf, wire.hostIsLittle);
}

/** Sets the high 32 bits of `size`. */
export function setVhostUserVringAreaSizeHigh(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 8 + wire.highHalf, value, wire.hostIsLittle);
}

/** `offset` of the record at `offset`. */
export function getVhostUserVringAreaOffset(view: DataView, offset = 0): number {
  return readNumberHost(view, offset + 16, "VhostUserVringArea.offset");
}

/** Sets `offset` of the record at `offset`. */
export function setVhostUserVringAreaOffset(view: DataView, offset: number, value: number): void {
  writeNumberHost(view, offset + 16, value, "VhostUserVringArea.offset");
}

/** The low 32 bits of `offset`. */
export function getVhostUserVringAreaOffsetLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + 16 + wire.lowHalf, wire.hostIsLittle);
}

/** Sets the low 32 bits of `offset`. */
export function setVhostUserVringAreaOffsetLow(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 16 + wire.lowHalf, value, wire.hostIsLittle);
}

/** The high 32 bits of `offset`. */
export function getVhostUserVringAreaOffsetHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 16 + wire.highHalf, wire.hostIsLittle);
}

/** Sets the high 32 bits of `offset`. */
export function setVhostUserVringAreaOffsetHigh(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 16 + wire.highHalf, value, wire.hostIsLittle);
}

/**
 * A mapping in a shared memory region. Page-aligned; mapping over a mapping is refused, and
 * a reset of the device ends all of them. crosvm has another layout. From Albert Esteve's
 * series on qemu-devel.
 */
export interface VhostUserMmap {
  /** The region. */
  shmid: number;
  /** Where in the descriptor it begins. */
  fdOffset: number;
  /** Where in the region it appears. */
  shmOffset: number;
  /** Bytes. */
  len: number;
  flags: bigint;
}

/** Bytes of a {@link VhostUserMmap}. */
export const vhostUserMmapSize = 40;

/** The {@link VhostUserMmap} in `view`, or at `offset` in a larger one. */
export function decodeVhostUserMmap(view: DataView, offset?: number): VhostUserMmap {
  const at = recordAt(view, offset, 40, "VhostUserMmap");
  return {
    shmid: view.getUint8(at),
    fdOffset: readNumberHost(view, at + 8, "VhostUserMmap.fd_offset"),
    shmOffset: readNumberHost(view, at + 16, "VhostUserMmap.shm_offset"),
    len: readNumberHost(view, at + 24, "VhostUserMmap.len"),
    flags: readUint64Host(view, at + 32),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVhostUserMmap(value: VhostUserMmap, view: DataView, offset?: number): void {
  const at = recordAt(view, offset, 40, "VhostUserMmap");
  view.setUint8(at, value.shmid);
  wire.clear(view, at + 1, 7);
  writeNumberHost(view, at + 8, value.fdOffset, "VhostUserMmap.fd_offset");
  writeNumberHost(view, at + 16, value.shmOffset, "VhostUserMmap.shm_offset");
  writeNumberHost(view, at + 24, value.len, "VhostUserMmap.len");
  writeUint64Host(view, at + 32, value.flags);
}

/** `shmid` of the record at `offset`. */
export function getVhostUserMmapShmid(view: DataView, offset = 0): number {
  return view.getUint8(offset);
}

/** Sets `shmid` of the record at `offset`. */
export function setVhostUserMmapShmid(view: DataView, offset: number, value: number): void {
  view.setUint8(offset, value);
}

/** `fdOffset` of the record at `offset`. */
export function getVhostUserMmapFdOffset(view: DataView, offset = 0): number {
  return readNumberHost(view, offset + 8, "VhostUserMmap.fd_offset");
}

/** Sets `fdOffset` of the record at `offset`. */
export function setVhostUserMmapFdOffset(view: DataView, offset: number, value: number): void {
  writeNumberHost(view, offset + 8, value, "VhostUserMmap.fd_offset");
}

/** The low 32 bits of `fdOffset`. */
export function getVhostUserMmapFdOffsetLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + 8 + wire.lowHalf, wire.hostIsLittle);
}

/** Sets the low 32 bits of `fdOffset`. */
export function setVhostUserMmapFdOffsetLow(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 8 + wire.lowHalf, value, wire.hostIsLittle);
}

/** The high 32 bits of `fdOffset`. */
export function getVhostUserMmapFdOffsetHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 8 + wire.highHalf, wire.hostIsLittle);
}

/** Sets the high 32 bits of `fdOffset`. */
export function setVhostUserMmapFdOffsetHigh(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 8 + wire.highHalf, value, wire.hostIsLittle);
}

/** `shmOffset` of the record at `offset`. */
export function getVhostUserMmapShmOffset(view: DataView, offset = 0): number {
  return readNumberHost(view, offset + 16, "VhostUserMmap.shm_offset");
}

/** Sets `shmOffset` of the record at `offset`. */
export function setVhostUserMmapShmOffset(view: DataView, offset: number, value: number): void {
  writeNumberHost(view, offset + 16, value, "VhostUserMmap.shm_offset");
}

/** The low 32 bits of `shmOffset`. */
export function getVhostUserMmapShmOffsetLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + 16 + wire.lowHalf, wire.hostIsLittle);
}

/** Sets the low 32 bits of `shmOffset`. */
export function setVhostUserMmapShmOffsetLow(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 16 + wire.lowHalf, value, wire.hostIsLittle);
}

/** The high 32 bits of `shmOffset`. */
export function getVhostUserMmapShmOffsetHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 16 + wire.highHalf, wire.hostIsLittle);
}

/** Sets the high 32 bits of `shmOffset`. */
export function setVhostUserMmapShmOffsetHigh(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 16 + wire.highHalf, value, wire.hostIsLittle);
}

/** `len` of the record at `offset`. */
export function getVhostUserMmapLen(view: DataView, offset = 0): number {
  return readNumberHost(view, offset + 24, "VhostUserMmap.len");
}

/** Sets `len` of the record at `offset`. */
export function setVhostUserMmapLen(view: DataView, offset: number, value: number): void {
  writeNumberHost(view, offset + 24, value, "VhostUserMmap.len");
}

/** The low 32 bits of `len`. */
export function getVhostUserMmapLenLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + 24 + wire.lowHalf, wire.hostIsLittle);
}

/** Sets the low 32 bits of `len`. */
export function setVhostUserMmapLenLow(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 24 + wire.lowHalf, value, wire.hostIsLittle);
}

/** The high 32 bits of `len`. */
export function getVhostUserMmapLenHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 24 + wire.highHalf, wire.hostIsLittle);
}

/** Sets the high 32 bits of `len`. */
export function setVhostUserMmapLenHigh(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 24 + wire.highHalf, value, wire.hostIsLittle);
}

/** `flags` of the record at `offset`. */
export function getVhostUserMmapFlags(view: DataView, offset = 0): bigint {
  return readUint64Host(view, offset + 32);
}

/** Sets `flags` of the record at `offset`. */
export function setVhostUserMmapFlags(view: DataView, offset: number, value: bigint): void {
  writeUint64Host(view, offset + 32, value);
}

/** The shared memory regions of a device; they stay for as long as the connection. */
export interface VhostUserShmemConfig {
  numRegions: number;
  /** By region, in bytes; 0 for one that is not there. */
  memSize: number[];
}

/** Bytes of a {@link VhostUserShmemConfig}. */
export const vhostUserShmemConfigSize = 2056;

/** The {@link VhostUserShmemConfig} in `view`, or at `offset` in a larger one. */
export function decodeVhostUserShmemConfig(view: DataView, offset?: number): VhostUserShmemConfig {
  const at = recordAt(view, offset, 2056, "VhostUserShmemConfig");
  const memSize: number[] = new Array(256);
  for (let index = 0; index < 256; index++) {
    memSize[index] = readNumberHost(view, at + 8 + 8 * index, "VhostUserShmemConfig.mem_size");
  }
  return {
    numRegions: view.getUint32(at, wire.hostIsLittle),
    memSize,
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVhostUserShmemConfig(
  value: VhostUserShmemConfig,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 2056, "VhostUserShmemConfig");
  view.setUint32(at, value.numRegions, wire.hostIsLittle);
  view.setUint32(at + 4, 0, true);
  expectCount(value.memSize.length, 256, "VhostUserShmemConfig.mem_size");
  const memSize = value.memSize;
  for (let index = 0; index < memSize.length; index++) {
    const item = memSize[index] as number;
    writeNumberHost(view, at + 8 + 8 * index, item, "VhostUserShmemConfig.mem_size");
  }
}

/** `numRegions` of the record at `offset`. */
export function getVhostUserShmemConfigNumRegions(view: DataView, offset = 0): number {
  return view.getUint32(offset, wire.hostIsLittle);
}

/** Sets `numRegions` of the record at `offset`. */
export function setVhostUserShmemConfigNumRegions(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset, value, wire.hostIsLittle);
}

/** `memSize` of the record at `offset`. */
export function getVhostUserShmemConfigMemSize(
  view: DataView,
  offset: number,
  index: number,
): number {
  wire.checkIndex(index, 256, "VhostUserShmemConfig.mem_size");
  return readNumberHost(view, offset + 8 + 8 * index, "VhostUserShmemConfig.mem_size");
}

/** Sets `memSize` of the record at `offset`. */
export function setVhostUserShmemConfigMemSize(
  view: DataView,
  offset: number,
  index: number,
  value: number,
): void {
  wire.checkIndex(index, 256, "VhostUserShmemConfig.mem_size");
  writeNumberHost(view, offset + 8 + 8 * index, value, "VhostUserShmemConfig.mem_size");
}

/** The low 32 bits of `memSize`. */
export function getVhostUserShmemConfigMemSizeLow(
  view: DataView,
  offset: number,
  index: number,
): number {
  wire.checkIndex(index, 256, "VhostUserShmemConfig.mem_size");
  return view.getUint32(offset + 8 + 8 * index + wire.lowHalf, wire.hostIsLittle);
}

/** Sets the low 32 bits of `memSize`. */
export function setVhostUserShmemConfigMemSizeLow(
  view: DataView,
  offset: number,
  index: number,
  value: number,
): void {
  wire.checkIndex(index, 256, "VhostUserShmemConfig.mem_size");
  view.setUint32(offset + 8 + 8 * index + wire.lowHalf, value, wire.hostIsLittle);
}

/** The high 32 bits of `memSize`. */
export function getVhostUserShmemConfigMemSizeHigh(
  view: DataView,
  offset: number,
  index: number,
): number {
  wire.checkIndex(index, 256, "VhostUserShmemConfig.mem_size");
  return view.getUint32(offset + 8 + 8 * index + wire.highHalf, wire.hostIsLittle);
}

/** Sets the high 32 bits of `memSize`. */
export function setVhostUserShmemConfigMemSizeHigh(
  view: DataView,
  offset: number,
  index: number,
  value: number,
): void {
  wire.checkIndex(index, 256, "VhostUserShmemConfig.mem_size");
  view.setUint32(offset + 8 + 8 * index + wire.highHalf, value, wire.hostIsLittle);
}

/**
 * The name of an object that the back-end gives to whoever asks for it. QEMU's front-end asks for
 * buffers of devices in this way.
 */
export interface VhostUserShared {
  uuid: Uint8Array;
}

/** Bytes of a {@link VhostUserShared}. */
export const vhostUserSharedSize = 16;

/** The {@link VhostUserShared} in `view`, or at `offset` in a larger one. */
export function decodeVhostUserShared(view: DataView, offset?: number): VhostUserShared {
  const at = recordAt(view, offset, 16, "VhostUserShared");
  return {
    uuid: wire.readBytes(view, at, 16),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVhostUserShared(
  value: VhostUserShared,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 16, "VhostUserShared");
  expectCount(value.uuid.length, 16, "VhostUserShared.uuid");
  wire.writeBytes(view, at, value.uuid);
}

/** `uuid` of the record at `offset`. */
export function getVhostUserSharedUuid(view: DataView, offset: number, index: number): number {
  wire.checkIndex(index, 16, "VhostUserShared.uuid");
  return view.getUint8(offset + index);
}

/** Sets `uuid` of the record at `offset`. */
export function setVhostUserSharedUuid(
  view: DataView,
  offset: number,
  index: number,
  value: number,
): void {
  wire.checkIndex(index, 16, "VhostUserShared.uuid");
  view.setUint8(offset + index, value);
}

/**
 * From the front-end to the back-end.
 *
 * Connecting: set_owner, get_features, get and set_protocol_features, set_features, then
 * the memory table, then each queue: num, addr, base, call, kick, and at last enable.
 */
export const VhostUserFrontEndMessage = {
  getFeatures: 1,
  setFeatures: 2,
  setOwner: 3,
  /** Deprecated: back-ends do not agree on what it means. */
  resetOwner: 4,
  /** A descriptor for each region. */
  setMemTable: 5,
  /** Answered because log_shmfd was negotiated; without it, nobody should send this. */
  setLogBase: 6,
  setLogFd: 7,
  setVringNum: 8,
  setVringAddr: 9,
  setVringBase: 10,
  /** Stops the queue. */
  getVringBase: 11,
  /** Signalled by the driver; starts the queue. */
  setVringKick: 12,
  /** Signalled by the device: an interrupt. */
  setVringCall: 13,
  /** Signalled by the device when the queue is broken. */
  setVringErr: 14,
  getProtocolFeatures: 15,
  setProtocolFeatures: 16,
  getQueueNum: 17,
  setVringEnable: 18,
  /** The low six bytes are the guest's MAC address. */
  sendRarp: 19,
  netSetMtu: 20,
  /** The socket for requests of the back-end. */
  setBackendReqFd: 21,
  iotlbMsg: 22,
  /** `num` is 0 for little-endian, 1 for big-endian; legacy devices only. */
  setVringEndian: 23,
  /** A back-end that cannot answer sends a body of no bytes instead of the configuration. */
  getConfig: 24,
  setConfig: 25,
  closeCryptoSession: 27,
  /** The answer carries a userfaultfd. */
  postcopyAdvise: 28,
  postcopyListen: 29,
  postcopyEnd: 30,
  getInflightFd: 31,
  setInflightFd: 32,
  gpuSetSocket: 33,
  resetDevice: 34,
  /** Instead of an event descriptor; `num` is 0. */
  vringKick: 35,
  getMaxMemSlots: 36,
  addMemReg: 37,
  /** Found by its addresses and size. Some front-ends send a descriptor; close it. */
  remMemReg: 38,
  setStatus: 39,
  getStatus: 40,
  /** Without a descriptor, there is no such object. */
  getSharedObject: 41,
  getShmemConfig: 44,
} as const;

/** Refuses, with a RangeError, a header that is no request's, and a body that does not fit it. */
export function checkVhostUserFrontEndRequest(
  header: DataView,
  bodySize: number,
  handles: number,
): void {
  headAt(header, 0, 12, "VhostUserHdr");
  wire.expectThat((header.getUint32(4, wire.hostIsLittle) & 3) === 1, "VhostUserHdr.version");
  wire.expectThat((header.getUint32(4, wire.hostIsLittle) & 4) === 0, "VhostUserHdr.reply");
  wire.expect(header.getUint32(8, wire.hostIsLittle), bodySize, "VhostUserHdr.size");
  const code: number = header.getUint32(0, wire.hostIsLittle);
  switch (code) {
    case 1:
      return wire.expectBody("get_features", bodySize, handles, 0, 0, 0, 0);
    case 2:
      return wire.expectBody("set_features", bodySize, handles, 8, 8, 0, 0);
    case 3:
      return wire.expectBody("set_owner", bodySize, handles, 0, 0, 0, 0);
    case 4:
      return wire.expectBody("reset_owner", bodySize, handles, 0, 0, 0, 0);
    case 5:
      return wire.expectBody("set_mem_table", bodySize, handles, 8, 264, 0, 8);
    case 6:
      return wire.expectBody("set_log_base", bodySize, handles, 16, 16, 1, 1);
    case 7:
      return wire.expectBody("set_log_fd", bodySize, handles, 0, 0, 1, 1);
    case 8:
      return wire.expectBody("set_vring_num", bodySize, handles, 8, 8, 0, 0);
    case 9:
      return wire.expectBody("set_vring_addr", bodySize, handles, 40, 40, 0, 0);
    case 10:
      return wire.expectBody("set_vring_base", bodySize, handles, 8, 8, 0, 0);
    case 11:
      return wire.expectBody("get_vring_base", bodySize, handles, 8, 8, 0, 0);
    case 12:
      return wire.expectBody("set_vring_kick", bodySize, handles, 8, 8, 0, 1);
    case 13:
      return wire.expectBody("set_vring_call", bodySize, handles, 8, 8, 0, 1);
    case 14:
      return wire.expectBody("set_vring_err", bodySize, handles, 8, 8, 0, 1);
    case 15:
      return wire.expectBody("get_protocol_features", bodySize, handles, 0, 0, 0, 0);
    case 16:
      return wire.expectBody("set_protocol_features", bodySize, handles, 8, 8, 0, 0);
    case 17:
      return wire.expectBody("get_queue_num", bodySize, handles, 0, 0, 0, 0);
    case 18:
      return wire.expectBody("set_vring_enable", bodySize, handles, 8, 8, 0, 0);
    case 19:
      return wire.expectBody("send_rarp", bodySize, handles, 8, 8, 0, 0);
    case 20:
      return wire.expectBody("net_set_mtu", bodySize, handles, 8, 8, 0, 0);
    case 21:
      return wire.expectBody("set_backend_req_fd", bodySize, handles, 0, 0, 1, 1);
    case 22:
      return wire.expectBody("iotlb_msg", bodySize, handles, 32, 32, 0, 0);
    case 23:
      return wire.expectBody("set_vring_endian", bodySize, handles, 8, 8, 0, 0);
    case 24:
      return wire.expectBody("get_config", bodySize, handles, 12, 268, 0, 0);
    case 25:
      return wire.expectBody("set_config", bodySize, handles, 12, 268, 0, 0);
    case 27:
      return wire.expectBody("close_crypto_session", bodySize, handles, 8, 8, 0, 0);
    case 28:
      return wire.expectBody("postcopy_advise", bodySize, handles, 0, 0, 0, 0);
    case 29:
      return wire.expectBody("postcopy_listen", bodySize, handles, 0, 0, 0, 0);
    case 30:
      return wire.expectBody("postcopy_end", bodySize, handles, 0, 0, 0, 0);
    case 31:
      return wire.expectBody("get_inflight_fd", bodySize, handles, 24, 24, 0, 0);
    case 32:
      return wire.expectBody("set_inflight_fd", bodySize, handles, 24, 24, 1, 1);
    case 33:
      return wire.expectBody("gpu_set_socket", bodySize, handles, 0, 0, 1, 1);
    case 34:
      return wire.expectBody("reset_device", bodySize, handles, 0, 0, 0, 0);
    case 35:
      return wire.expectBody("vring_kick", bodySize, handles, 8, 8, 0, 0);
    case 36:
      return wire.expectBody("get_max_mem_slots", bodySize, handles, 0, 0, 0, 0);
    case 37:
      return wire.expectBody("add_mem_reg", bodySize, handles, 40, 40, 1, 1);
    case 38:
      return wire.expectBody("rem_mem_reg", bodySize, handles, 40, 40, 0, 1);
    case 39:
      return wire.expectBody("set_status", bodySize, handles, 8, 8, 0, 0);
    case 40:
      return wire.expectBody("get_status", bodySize, handles, 0, 0, 0, 0);
    case 41:
      return wire.expectBody("get_shared_object", bodySize, handles, 16, 16, 0, 0);
    case 44:
      return wire.expectBody("get_shmem_config", bodySize, handles, 0, 0, 0, 0);
    default:
      throw wire.unknownValue("VhostUserHdr.request", code);
  }
}

/** Refuses, with a RangeError, what does not answer `request`, and a body that does not fit it. */
export function checkVhostUserFrontEndReply(
  reply: DataView,
  request: DataView,
  bodySize: number,
  handles: number,
): void {
  headAt(reply, 0, 12, "VhostUserHdr");
  wire.expectThat((reply.getUint32(4, wire.hostIsLittle) & 3) === 1, "VhostUserHdr.version");
  wire.expectThat((reply.getUint32(4, wire.hostIsLittle) & 4) !== 0, "VhostUserHdr.reply");
  wire.expect(reply.getUint32(8, wire.hostIsLittle), bodySize, "VhostUserHdr.size");
  headAt(request, 0, 12, "VhostUserHdr");
  wire.expect(
    reply.getUint32(0, wire.hostIsLittle),
    request.getUint32(0, wire.hostIsLittle),
    "VhostUserHdr.request",
  );
  const code: number = reply.getUint32(0, wire.hostIsLittle);
  switch (code) {
    case 1:
      return wire.expectBody("get_features", bodySize, handles, 8, 8, 0, 0);
    case 2:
      return wire.expectBody("set_features", bodySize, handles, 8, 8, 0, 0);
    case 3:
      return wire.expectBody("set_owner", bodySize, handles, 8, 8, 0, 0);
    case 4:
      return wire.expectBody("reset_owner", bodySize, handles, 8, 8, 0, 0);
    case 5:
      return wire.expectBody("set_mem_table", bodySize, handles, 8, 8, 0, 0);
    case 6:
      return wire.expectBody("set_log_base", bodySize, handles, 8, 8, 0, 0);
    case 7:
      return wire.expectBody("set_log_fd", bodySize, handles, 8, 8, 0, 0);
    case 8:
      return wire.expectBody("set_vring_num", bodySize, handles, 8, 8, 0, 0);
    case 9:
      return wire.expectBody("set_vring_addr", bodySize, handles, 8, 8, 0, 0);
    case 10:
      return wire.expectBody("set_vring_base", bodySize, handles, 8, 8, 0, 0);
    case 11:
      return wire.expectBody("get_vring_base", bodySize, handles, 8, 8, 0, 0);
    case 12:
      return wire.expectBody("set_vring_kick", bodySize, handles, 8, 8, 0, 0);
    case 13:
      return wire.expectBody("set_vring_call", bodySize, handles, 8, 8, 0, 0);
    case 14:
      return wire.expectBody("set_vring_err", bodySize, handles, 8, 8, 0, 0);
    case 15:
      return wire.expectBody("get_protocol_features", bodySize, handles, 8, 8, 0, 0);
    case 16:
      return wire.expectBody("set_protocol_features", bodySize, handles, 8, 8, 0, 0);
    case 17:
      return wire.expectBody("get_queue_num", bodySize, handles, 8, 8, 0, 0);
    case 18:
      return wire.expectBody("set_vring_enable", bodySize, handles, 8, 8, 0, 0);
    case 19:
      return wire.expectBody("send_rarp", bodySize, handles, 8, 8, 0, 0);
    case 20:
      return wire.expectBody("net_set_mtu", bodySize, handles, 8, 8, 0, 0);
    case 21:
      return wire.expectBody("set_backend_req_fd", bodySize, handles, 8, 8, 0, 0);
    case 22:
      return wire.expectBody("iotlb_msg", bodySize, handles, 8, 8, 0, 0);
    case 23:
      return wire.expectBody("set_vring_endian", bodySize, handles, 8, 8, 0, 0);
    case 24:
      return wire.expectBody("get_config", bodySize, handles, 12, 268, 0, 0);
    case 25:
      return wire.expectBody("set_config", bodySize, handles, 8, 8, 0, 0);
    case 27:
      return wire.expectBody("close_crypto_session", bodySize, handles, 8, 8, 0, 0);
    case 28:
      return wire.expectBody("postcopy_advise", bodySize, handles, 0, 0, 1, 1);
    case 29:
      return wire.expectBody("postcopy_listen", bodySize, handles, 8, 8, 0, 0);
    case 30:
      return wire.expectBody("postcopy_end", bodySize, handles, 8, 8, 0, 0);
    case 31:
      return wire.expectBody("get_inflight_fd", bodySize, handles, 24, 24, 1, 1);
    case 32:
      return wire.expectBody("set_inflight_fd", bodySize, handles, 8, 8, 0, 0);
    case 33:
      return wire.expectBody("gpu_set_socket", bodySize, handles, 8, 8, 0, 0);
    case 34:
      return wire.expectBody("reset_device", bodySize, handles, 8, 8, 0, 0);
    case 35:
      return wire.expectBody("vring_kick", bodySize, handles, 8, 8, 0, 0);
    case 36:
      return wire.expectBody("get_max_mem_slots", bodySize, handles, 8, 8, 0, 0);
    case 37:
      return wire.expectBody("add_mem_reg", bodySize, handles, 8, 8, 0, 0);
    case 38:
      return wire.expectBody("rem_mem_reg", bodySize, handles, 8, 8, 0, 0);
    case 39:
      return wire.expectBody("set_status", bodySize, handles, 8, 8, 0, 0);
    case 40:
      return wire.expectBody("get_status", bodySize, handles, 8, 8, 0, 0);
    case 41:
      return wire.expectBody("get_shared_object", bodySize, handles, 16, 16, 0, 1);
    case 44:
      return wire.expectBody("get_shmem_config", bodySize, handles, 2056, 2056, 0, 0);
    default:
      throw wire.unknownValue("VhostUserHdr.request", code);
  }
}

/** Whether the sender of the request with this header waits for a reply. */
export function wantsReplyVhostUserFrontEnd(request: DataView): boolean {
  const code: number = request.getUint32(0, wire.hostIsLittle);
  switch (code) {
    case 1:
    case 6:
    case 11:
    case 15:
    case 17:
    case 22:
    case 24:
    case 28:
    case 30:
    case 31:
    case 36:
    case 40:
    case 41:
    case 44:
      return true;
    case 2:
    case 3:
    case 4:
    case 5:
    case 7:
    case 8:
    case 9:
    case 10:
    case 12:
    case 13:
    case 14:
    case 16:
    case 18:
    case 19:
    case 20:
    case 21:
    case 23:
    case 25:
    case 27:
    case 29:
    case 32:
    case 33:
    case 34:
    case 35:
    case 37:
    case 38:
    case 39:
      return (request.getUint32(4, wire.hostIsLittle) & 8) !== 0;
    default:
      return false;
  }
}

/**
 * Bytes of the message that begins in `view`, or undefined while its header is not complete.
 * A RangeError for a header that no message has: a stream is lost then.
 */
export function frameVhostUserFrontEnd(view: DataView): number | undefined {
  if (view.byteLength < 12) {
    return undefined;
  }
  wire.expectThat((view.getUint32(4, wire.hostIsLittle) & 3) === 1, "VhostUserHdr.version");
  return wire.expectWithin(
    12 + view.getUint32(8, wire.hostIsLittle),
    12,
    2068,
    "VhostUserHdr.size",
  );
}

/** From the back-end to the front-end. */
export const VhostUserBackEndMessage = {
  iotlbMsg: 1,
  configChangeMsg: 2,
  /** Without a descriptor, the notifier is taken away. */
  vringHostNotifierMsg: 3,
  /** Instead of an event descriptor; `num` is 0. */
  vringCall: 4,
  /** Instead of an event descriptor; `num` is 0. */
  vringErr: 5,
  shmemMap: 9,
  shmemUnmap: 10,
} as const;

/** Refuses, with a RangeError, a header that is no request's, and a body that does not fit it. */
export function checkVhostUserBackEndRequest(
  header: DataView,
  bodySize: number,
  handles: number,
): void {
  headAt(header, 0, 12, "VhostUserBackendHdr");
  wire.expectThat(
    (header.getUint32(4, wire.hostIsLittle) & 3) === 1,
    "VhostUserBackendHdr.version",
  );
  wire.expectThat((header.getUint32(4, wire.hostIsLittle) & 4) === 0, "VhostUserBackendHdr.reply");
  wire.expect(header.getUint32(8, wire.hostIsLittle), bodySize, "VhostUserBackendHdr.size");
  const code: number = header.getUint32(0, wire.hostIsLittle);
  switch (code) {
    case 1:
      return wire.expectBody("iotlb_msg", bodySize, handles, 32, 32, 0, 0);
    case 2:
      return wire.expectBody("config_change_msg", bodySize, handles, 0, 0, 0, 0);
    case 3:
      return wire.expectBody("vring_host_notifier_msg", bodySize, handles, 24, 24, 0, 1);
    case 4:
      return wire.expectBody("vring_call", bodySize, handles, 8, 8, 0, 0);
    case 5:
      return wire.expectBody("vring_err", bodySize, handles, 8, 8, 0, 0);
    case 9:
      return wire.expectBody("shmem_map", bodySize, handles, 40, 40, 1, 1);
    case 10:
      return wire.expectBody("shmem_unmap", bodySize, handles, 40, 40, 0, 0);
    default:
      throw wire.unknownValue("VhostUserBackendHdr.request", code);
  }
}

/** Refuses, with a RangeError, what does not answer `request`, and a body that does not fit it. */
export function checkVhostUserBackEndReply(
  reply: DataView,
  request: DataView,
  bodySize: number,
  handles: number,
): void {
  headAt(reply, 0, 12, "VhostUserBackendHdr");
  wire.expectThat((reply.getUint32(4, wire.hostIsLittle) & 3) === 1, "VhostUserBackendHdr.version");
  wire.expectThat((reply.getUint32(4, wire.hostIsLittle) & 4) !== 0, "VhostUserBackendHdr.reply");
  wire.expect(reply.getUint32(8, wire.hostIsLittle), bodySize, "VhostUserBackendHdr.size");
  headAt(request, 0, 12, "VhostUserBackendHdr");
  wire.expect(
    reply.getUint32(0, wire.hostIsLittle),
    request.getUint32(0, wire.hostIsLittle),
    "VhostUserBackendHdr.request",
  );
  const code: number = reply.getUint32(0, wire.hostIsLittle);
  switch (code) {
    case 1:
      return wire.expectBody("iotlb_msg", bodySize, handles, 8, 8, 0, 0);
    case 2:
      return wire.expectBody("config_change_msg", bodySize, handles, 8, 8, 0, 0);
    case 3:
      return wire.expectBody("vring_host_notifier_msg", bodySize, handles, 8, 8, 0, 0);
    case 4:
      return wire.expectBody("vring_call", bodySize, handles, 8, 8, 0, 0);
    case 5:
      return wire.expectBody("vring_err", bodySize, handles, 8, 8, 0, 0);
    case 9:
      return wire.expectBody("shmem_map", bodySize, handles, 8, 8, 0, 0);
    case 10:
      return wire.expectBody("shmem_unmap", bodySize, handles, 8, 8, 0, 0);
    default:
      throw wire.unknownValue("VhostUserBackendHdr.request", code);
  }
}

/** Whether the sender of the request with this header waits for a reply. */
export function wantsReplyVhostUserBackEnd(request: DataView): boolean {
  const code: number = request.getUint32(0, wire.hostIsLittle);
  switch (code) {
    case 1:
    case 2:
    case 3:
    case 4:
    case 5:
    case 9:
    case 10:
      return (request.getUint32(4, wire.hostIsLittle) & 8) !== 0;
    default:
      return false;
  }
}

/**
 * Bytes of the message that begins in `view`, or undefined while its header is not complete.
 * A RangeError for a header that no message has: a stream is lost then.
 */
export function frameVhostUserBackEnd(view: DataView): number | undefined {
  if (view.byteLength < 12) {
    return undefined;
  }
  wire.expectThat((view.getUint32(4, wire.hostIsLittle) & 3) === 1, "VhostUserBackendHdr.version");
  return wire.expectWithin(
    12 + view.getUint32(8, wire.hostIsLittle),
    12,
    52,
    "VhostUserBackendHdr.size",
  );
}
