// Generated from idl/kvm-ioregionfd/kvm-ioregionfd.idl; do not edit.

import * as wire from "./hypershim.ts";
import type { IoBackend } from "./io-backend.ts";

const readNumberHost = wire.readNumberHost;
const readUint64Host = wire.readUint64Host;
const recordAt = wire.recordAt;
const writeNumberHost = wire.writeNumberHost;
const writeUint64Host = wire.writeUint64Host;

/**
 * Capability number of RFC v1 to v3. Do not probe for it: upstream kernels gave the
 * number to KVM_CAP_SYS_HYPERV_CPUID.
 */
export const kvmIoregionfdCapIoregionfd = 191;

/** ioctl of a virtual machine's descriptor that takes a `kvm_ioregion`: _IOW(0xae, 0x49, 64 bytes). */
export const kvmIoregionfdSetIoregion = 0x4040ae49;

/** ioctl that takes a `kvm_irqfd`. */
export const kvmIoregionfdIoctlIrqfd = 0x4020ae76;

/** ioctl that takes a `kvm_ioeventfd`. */
export const kvmIoregionfdIoctlIoeventfd = 0x4040ae79;

/** ioctl that takes a `kvm_msi`. */
export const kvmIoregionfdSignalMsi = 0x4020aea5;

/**
 * What the guest does. The direction is the other way round in some protocols, where 0
 * is a write.
 */
export const KvmIoregionfdOp = {
  read: 0,
  write: 1,
} as const;
export type KvmIoregionfdOp = (typeof KvmIoregionfdOp)[keyof typeof KvmIoregionfdOp];

/** Whether `value` is one of {@link KvmIoregionfdOp}. */
export function isKvmIoregionfdOp(value: number): value is KvmIoregionfdOp {
  return value === 0 || value === 1;
}

/** `value` as one of {@link KvmIoregionfdOp}; a RangeError that names `name` if it is none. */
export function knownKvmIoregionfdOp(value: number, name: string): KvmIoregionfdOp {
  if (value === 0 || value === 1) {
    return value as KvmIoregionfdOp;
  }
  throw wire.unknownValue(name, value);
}

/** How wide the access is: 1 << code bytes. */
export const KvmIoregionfdSize = {
  size8bit: 0,
  size16bit: 1,
  size32bit: 2,
  size64bit: 3,
} as const;
export type KvmIoregionfdSize = (typeof KvmIoregionfdSize)[keyof typeof KvmIoregionfdSize];

/** Whether `value` is one of {@link KvmIoregionfdSize}. */
export function isKvmIoregionfdSize(value: number): value is KvmIoregionfdSize {
  return value === 0 || value === 1 || value === 2 || value === 3;
}

/** What `info` holds as command: the same numbers in four bits. */
export const KvmIoregionfdInfoOp = {
  read: 0,
  write: 1,
} as const;
export type KvmIoregionfdInfoOp = (typeof KvmIoregionfdInfoOp)[keyof typeof KvmIoregionfdInfoOp];

/** Whether `value` is one of {@link KvmIoregionfdInfoOp}. */
export function isKvmIoregionfdInfoOp(value: number): value is KvmIoregionfdInfoOp {
  return value === 0 || value === 1;
}

/** `value` as one of {@link KvmIoregionfdInfoOp}; a RangeError that names `name` if it is none. */
export function knownKvmIoregionfdInfoOp(value: number, name: string): KvmIoregionfdInfoOp {
  if (value === 0 || value === 1) {
    return value as KvmIoregionfdInfoOp;
  }
  throw wire.unknownValue(name, value);
}

/** How a region behaves. */
export const KvmIoregionfdIoregionFlags = {
  /** Port I/O instead of memory. */
  pio: 0x1,
  /** Writes are not answered. */
  postedWrites: 0x2,
  /**
   * Remove the region. Before v3, both descriptors are -1 for that.
   *
   * @since RFC v3
   */
  deassign: 0x4,
} as const;
export type KvmIoregionfdIoregionFlags = number;

/** What an ioeventfd listens to. */
export const KvmIoregionfdIoeventfdFlags = {
  /** Only a write of `datamatch` signals. */
  datamatch: 0x1,
  /** Port I/O instead of memory. */
  pio: 0x2,
  /** Remove it. */
  deassign: 0x4,
  /** s390's channel notification. */
  virtioCcwNotify: 0x8,
} as const;
export type KvmIoregionfdIoeventfdFlags = number;

/** How an irqfd behaves. */
export const KvmIoregionfdIrqfdFlags = {
  /** Remove it. */
  deassign: 0x1,
  /** Level-triggered: `resamplefd` is signalled at the end of interrupt. */
  resample: 0x2,
} as const;
export type KvmIoregionfdIrqfdFlags = number;

/** One access, RFC v3. Commands of one vCPU arrive in program order. */
export interface KvmIoregionfdCmd {
  cmd: KvmIoregionfdOp;
  /** The access is 1 << size_exponent bytes wide; see `ioregionfd_size`. */
  sizeExponent: number;
  /**
   * A response is awaited. Set for every read, and for writes to regions without
   * posted writes. A response to a command without it would be taken for the
   * answer to the next one.
   */
  resp: boolean;
  /** What the region was registered with, any 64 bits; tells regions apart. */
  userData: bigint;
  /** Bytes from the region's guest_paddr. */
  offset: number;
  /** The value of a write, upper bytes zero; 0 for a read. */
  data: bigint;
}

/** Bytes of a {@link KvmIoregionfdCmd}. */
export const kvmIoregionfdCmdSize = 32;

/** The {@link KvmIoregionfdCmd} in `view`, or at `offset` in a larger one. */
export function decodeKvmIoregionfdCmd(view: DataView, offset?: number): KvmIoregionfdCmd {
  const at = recordAt(view, offset, 32, "KvmIoregionfdCmd");
  const bits = view.getUint8(at + 1);
  return {
    cmd: knownKvmIoregionfdOp(view.getUint8(at), "KvmIoregionfdCmd.cmd"),
    sizeExponent: bits & 0xf,
    resp: (bits & 0x10) !== 0,
    userData: readUint64Host(view, at + 8),
    offset: readNumberHost(view, at + 16, "KvmIoregionfdCmd.offset"),
    data: readUint64Host(view, at + 24),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeKvmIoregionfdCmd(
  value: KvmIoregionfdCmd,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 32, "KvmIoregionfdCmd");
  view.setUint8(at, knownKvmIoregionfdOp(value.cmd, "KvmIoregionfdCmd.cmd"));
  view.setUint8(at + 1, (value.sizeExponent & 0xf) | (value.resp ? 0x10 : 0));
  wire.clear(view, at + 2, 6);
  writeUint64Host(view, at + 8, value.userData);
  writeNumberHost(view, at + 16, value.offset, "KvmIoregionfdCmd.offset");
  writeUint64Host(view, at + 24, value.data);
}

/** `cmd` of the record at `offset`. */
export function getKvmIoregionfdCmdCmd(view: DataView, offset = 0): KvmIoregionfdOp {
  return knownKvmIoregionfdOp(view.getUint8(offset), "KvmIoregionfdCmd.cmd");
}

/** Sets `cmd` of the record at `offset`. */
export function setKvmIoregionfdCmdCmd(
  view: DataView,
  offset: number,
  value: KvmIoregionfdOp,
): void {
  view.setUint8(offset, knownKvmIoregionfdOp(value, "KvmIoregionfdCmd.cmd"));
}

/** `sizeExponent` of the record at `offset`. */
export function getKvmIoregionfdCmdSizeExponent(view: DataView, offset = 0): number {
  return view.getUint8(offset + 1) & 0xf;
}

/** Sets `sizeExponent` of the record at `offset`. */
export function setKvmIoregionfdCmdSizeExponent(
  view: DataView,
  offset: number,
  value: number,
): void {
  const others = view.getUint8(offset + 1) & 0xf0;
  view.setUint8(offset + 1, others | (value & 0xf));
}

/** `resp` of the record at `offset`. */
export function getKvmIoregionfdCmdResp(view: DataView, offset = 0): boolean {
  return (view.getUint8(offset + 1) & 0x10) !== 0;
}

/** Sets `resp` of the record at `offset`. */
export function setKvmIoregionfdCmdResp(view: DataView, offset: number, value: boolean): void {
  const others = view.getUint8(offset + 1) & 0xef;
  view.setUint8(offset + 1, others | (value ? 0x10 : 0));
}

/** `userData` of the record at `offset`. */
export function getKvmIoregionfdCmdUserData(view: DataView, offset = 0): bigint {
  return readUint64Host(view, offset + 8);
}

/** Sets `userData` of the record at `offset`. */
export function setKvmIoregionfdCmdUserData(view: DataView, offset: number, value: bigint): void {
  writeUint64Host(view, offset + 8, value);
}

/** The low 32 bits of `userData`. */
export function getKvmIoregionfdCmdUserDataLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + 8 + wire.lowHalf, wire.hostIsLittle);
}

/** Sets the low 32 bits of `userData`. */
export function setKvmIoregionfdCmdUserDataLow(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 8 + wire.lowHalf, value, wire.hostIsLittle);
}

/** The high 32 bits of `userData`. */
export function getKvmIoregionfdCmdUserDataHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 8 + wire.highHalf, wire.hostIsLittle);
}

/** Sets the high 32 bits of `userData`. */
export function setKvmIoregionfdCmdUserDataHigh(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 8 + wire.highHalf, value, wire.hostIsLittle);
}

/** `offset` of the record at `offset`. */
export function getKvmIoregionfdCmdOffset(view: DataView, offset = 0): number {
  return readNumberHost(view, offset + 16, "KvmIoregionfdCmd.offset");
}

/** Sets `offset` of the record at `offset`. */
export function setKvmIoregionfdCmdOffset(view: DataView, offset: number, value: number): void {
  writeNumberHost(view, offset + 16, value, "KvmIoregionfdCmd.offset");
}

/** The low 32 bits of `offset`. */
export function getKvmIoregionfdCmdOffsetLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + 16 + wire.lowHalf, wire.hostIsLittle);
}

/** Sets the low 32 bits of `offset`. */
export function setKvmIoregionfdCmdOffsetLow(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 16 + wire.lowHalf, value, wire.hostIsLittle);
}

/** The high 32 bits of `offset`. */
export function getKvmIoregionfdCmdOffsetHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 16 + wire.highHalf, wire.hostIsLittle);
}

/** Sets the high 32 bits of `offset`. */
export function setKvmIoregionfdCmdOffsetHigh(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 16 + wire.highHalf, value, wire.hostIsLittle);
}

/** `data` of the record at `offset`. */
export function getKvmIoregionfdCmdData(view: DataView, offset = 0): bigint {
  return readUint64Host(view, offset + 24);
}

/** Sets `data` of the record at `offset`. */
export function setKvmIoregionfdCmdData(view: DataView, offset: number, value: bigint): void {
  writeUint64Host(view, offset + 24, value);
}

/** The low 32 bits of `data`. */
export function getKvmIoregionfdCmdDataLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + 24 + wire.lowHalf, wire.hostIsLittle);
}

/** Sets the low 32 bits of `data`. */
export function setKvmIoregionfdCmdDataLow(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 24 + wire.lowHalf, value, wire.hostIsLittle);
}

/** The high 32 bits of `data`. */
export function getKvmIoregionfdCmdDataHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 24 + wire.highHalf, wire.hostIsLittle);
}

/** Sets the high 32 bits of `data`. */
export function setKvmIoregionfdCmdDataHigh(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 24 + wire.highHalf, value, wire.hostIsLittle);
}

/**
 * The answer, the same in every version. There is no error field and no id: answers come
 * in the order of the commands, and a short one is an I/O error for the kernel.
 */
export interface KvmIoregionfdResp {
  /** The value of a read in the low bytes; 0 for a write. */
  data: bigint;
}

/** Bytes of a {@link KvmIoregionfdResp}. */
export const kvmIoregionfdRespSize = 32;

/** The {@link KvmIoregionfdResp} in `view`, or at `offset` in a larger one. */
export function decodeKvmIoregionfdResp(view: DataView, offset?: number): KvmIoregionfdResp {
  const at = recordAt(view, offset, 32, "KvmIoregionfdResp");
  return {
    data: readUint64Host(view, at),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeKvmIoregionfdResp(
  value: KvmIoregionfdResp,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 32, "KvmIoregionfdResp");
  writeUint64Host(view, at, value.data);
  wire.clear(view, at + 8, 24);
}

/** `data` of the record at `offset`. */
export function getKvmIoregionfdRespData(view: DataView, offset = 0): bigint {
  return readUint64Host(view, offset);
}

/** Sets `data` of the record at `offset`. */
export function setKvmIoregionfdRespData(view: DataView, offset: number, value: bigint): void {
  writeUint64Host(view, offset, value);
}

/** The low 32 bits of `data`. */
export function getKvmIoregionfdRespDataLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + wire.lowHalf, wire.hostIsLittle);
}

/** Sets the low 32 bits of `data`. */
export function setKvmIoregionfdRespDataLow(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + wire.lowHalf, value, wire.hostIsLittle);
}

/** The high 32 bits of `data`. */
export function getKvmIoregionfdRespDataHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + wire.highHalf, wire.hostIsLittle);
}

/** Sets the high 32 bits of `data`. */
export function setKvmIoregionfdRespDataHigh(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + wire.highHalf, value, wire.hostIsLittle);
}

/** `info` of a `ioregionfd_cmd_info`. */
export interface KvmIoregionfdCmdInfoInfo {
  cmd: KvmIoregionfdInfoOp;
  /** As in v3. */
  sizeExponent: number;
  /** As in v3. */
  resp: boolean;
}

/** Bytes of a {@link KvmIoregionfdCmdInfoInfo}. */
export const kvmIoregionfdCmdInfoInfoSize = 4;

/** The parts of the integer `bits`. */
export function unpackKvmIoregionfdCmdInfoInfo(bits: number): KvmIoregionfdCmdInfoInfo {
  return {
    cmd: knownKvmIoregionfdInfoOp(bits & 0xf, "KvmIoregionfdCmdInfoInfo.cmd"),
    sizeExponent: (bits >>> 4) & 3,
    resp: (bits & 0x40) !== 0,
  };
}

/** The integer that has these parts. */
export function packKvmIoregionfdCmdInfoInfo(value: KvmIoregionfdCmdInfoInfo): number {
  return (
    (knownKvmIoregionfdInfoOp(value.cmd, "KvmIoregionfdCmdInfoInfo.cmd") & 0xf)
    | ((value.sizeExponent & 3) << 4)
    | (value.resp ? 0x40 : 0)
  ) >>> 0;
}

/** The {@link KvmIoregionfdCmdInfoInfo} in `view`, or at `offset` in a larger one. */
export function decodeKvmIoregionfdCmdInfoInfo(
  view: DataView,
  offset?: number,
): KvmIoregionfdCmdInfoInfo {
  const at = recordAt(view, offset, 4, "KvmIoregionfdCmdInfoInfo");
  const bits = view.getUint32(at, wire.hostIsLittle);
  return unpackKvmIoregionfdCmdInfoInfo(bits);
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeKvmIoregionfdCmdInfoInfo(
  value: KvmIoregionfdCmdInfoInfo,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 4, "KvmIoregionfdCmdInfoInfo");
  view.setUint32(at, packKvmIoregionfdCmdInfoInfo(value), wire.hostIsLittle);
}

/** One access in the layout of the design text, RFC v1 and v2. From offset 8 on it is v3's. */
export interface KvmIoregionfdCmdInfo {
  info: KvmIoregionfdCmdInfoInfo;
  /** As in v3. */
  userData: bigint;
  /** As in v3. */
  offset: number;
  /** As in v3. */
  data: bigint;
}

/** Bytes of a {@link KvmIoregionfdCmdInfo}. */
export const kvmIoregionfdCmdInfoSize = 32;

/** The {@link KvmIoregionfdCmdInfo} in `view`, or at `offset` in a larger one. */
export function decodeKvmIoregionfdCmdInfo(view: DataView, offset?: number): KvmIoregionfdCmdInfo {
  const at = recordAt(view, offset, 32, "KvmIoregionfdCmdInfo");
  return {
    info: decodeKvmIoregionfdCmdInfoInfo(view, at),
    userData: readUint64Host(view, at + 8),
    offset: readNumberHost(view, at + 16, "KvmIoregionfdCmdInfo.offset"),
    data: readUint64Host(view, at + 24),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeKvmIoregionfdCmdInfo(
  value: KvmIoregionfdCmdInfo,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 32, "KvmIoregionfdCmdInfo");
  encodeKvmIoregionfdCmdInfoInfo(value.info, view, at);
  view.setUint32(at + 4, 0, true);
  writeUint64Host(view, at + 8, value.userData);
  writeNumberHost(view, at + 16, value.offset, "KvmIoregionfdCmdInfo.offset");
  writeUint64Host(view, at + 24, value.data);
}

/** `info.cmd` of the record at `offset`. */
export function getKvmIoregionfdCmdInfoInfoCmd(view: DataView, offset = 0): KvmIoregionfdInfoOp {
  return knownKvmIoregionfdInfoOp(
    view.getUint32(offset, wire.hostIsLittle) & 0xf,
    "KvmIoregionfdCmdInfo.info.cmd",
  );
}

/** Sets `info.cmd` of the record at `offset`. */
export function setKvmIoregionfdCmdInfoInfoCmd(
  view: DataView,
  offset: number,
  value: KvmIoregionfdInfoOp,
): void {
  const others = view.getUint32(offset, wire.hostIsLittle) & 0xfffffff0;
  view.setUint32(
    offset,
    others | (knownKvmIoregionfdInfoOp(value, "KvmIoregionfdCmdInfo.info.cmd") & 0xf),
    wire.hostIsLittle,
  );
}

/** `info.sizeExponent` of the record at `offset`. */
export function getKvmIoregionfdCmdInfoInfoSizeExponent(view: DataView, offset = 0): number {
  return (view.getUint32(offset, wire.hostIsLittle) >>> 4) & 3;
}

/** Sets `info.sizeExponent` of the record at `offset`. */
export function setKvmIoregionfdCmdInfoInfoSizeExponent(
  view: DataView,
  offset: number,
  value: number,
): void {
  const others = view.getUint32(offset, wire.hostIsLittle) & 0xffffffcf;
  view.setUint32(offset, others | ((value & 3) << 4), wire.hostIsLittle);
}

/** `info.resp` of the record at `offset`. */
export function getKvmIoregionfdCmdInfoInfoResp(view: DataView, offset = 0): boolean {
  return (view.getUint32(offset, wire.hostIsLittle) & 0x40) !== 0;
}

/** Sets `info.resp` of the record at `offset`. */
export function setKvmIoregionfdCmdInfoInfoResp(
  view: DataView,
  offset: number,
  value: boolean,
): void {
  const others = view.getUint32(offset, wire.hostIsLittle) & 0xffffffbf;
  view.setUint32(offset, others | (value ? 0x40 : 0), wire.hostIsLittle);
}

/** `userData` of the record at `offset`. */
export function getKvmIoregionfdCmdInfoUserData(view: DataView, offset = 0): bigint {
  return readUint64Host(view, offset + 8);
}

/** Sets `userData` of the record at `offset`. */
export function setKvmIoregionfdCmdInfoUserData(
  view: DataView,
  offset: number,
  value: bigint,
): void {
  writeUint64Host(view, offset + 8, value);
}

/** The low 32 bits of `userData`. */
export function getKvmIoregionfdCmdInfoUserDataLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + 8 + wire.lowHalf, wire.hostIsLittle);
}

/** Sets the low 32 bits of `userData`. */
export function setKvmIoregionfdCmdInfoUserDataLow(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 8 + wire.lowHalf, value, wire.hostIsLittle);
}

/** The high 32 bits of `userData`. */
export function getKvmIoregionfdCmdInfoUserDataHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 8 + wire.highHalf, wire.hostIsLittle);
}

/** Sets the high 32 bits of `userData`. */
export function setKvmIoregionfdCmdInfoUserDataHigh(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 8 + wire.highHalf, value, wire.hostIsLittle);
}

/** `offset` of the record at `offset`. */
export function getKvmIoregionfdCmdInfoOffset(view: DataView, offset = 0): number {
  return readNumberHost(view, offset + 16, "KvmIoregionfdCmdInfo.offset");
}

/** Sets `offset` of the record at `offset`. */
export function setKvmIoregionfdCmdInfoOffset(view: DataView, offset: number, value: number): void {
  writeNumberHost(view, offset + 16, value, "KvmIoregionfdCmdInfo.offset");
}

/** The low 32 bits of `offset`. */
export function getKvmIoregionfdCmdInfoOffsetLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + 16 + wire.lowHalf, wire.hostIsLittle);
}

/** Sets the low 32 bits of `offset`. */
export function setKvmIoregionfdCmdInfoOffsetLow(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 16 + wire.lowHalf, value, wire.hostIsLittle);
}

/** The high 32 bits of `offset`. */
export function getKvmIoregionfdCmdInfoOffsetHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 16 + wire.highHalf, wire.hostIsLittle);
}

/** Sets the high 32 bits of `offset`. */
export function setKvmIoregionfdCmdInfoOffsetHigh(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 16 + wire.highHalf, value, wire.hostIsLittle);
}

/** `data` of the record at `offset`. */
export function getKvmIoregionfdCmdInfoData(view: DataView, offset = 0): bigint {
  return readUint64Host(view, offset + 24);
}

/** Sets `data` of the record at `offset`. */
export function setKvmIoregionfdCmdInfoData(view: DataView, offset: number, value: bigint): void {
  writeUint64Host(view, offset + 24, value);
}

/** The low 32 bits of `data`. */
export function getKvmIoregionfdCmdInfoDataLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + 24 + wire.lowHalf, wire.hostIsLittle);
}

/** Sets the low 32 bits of `data`. */
export function setKvmIoregionfdCmdInfoDataLow(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 24 + wire.lowHalf, value, wire.hostIsLittle);
}

/** The high 32 bits of `data`. */
export function getKvmIoregionfdCmdInfoDataHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 24 + wire.highHalf, wire.hostIsLittle);
}

/** Sets the high 32 bits of `data`. */
export function setKvmIoregionfdCmdInfoDataHigh(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 24 + wire.highHalf, value, wire.hostIsLittle);
}

/**
 * A third layout, found only in the header of the vmuxIO fork of QEMU and in no mail:
 * 25 bytes without padding. Do not take it for v3.
 */
export interface KvmIoregionfdCmdPacked {
  cmd: KvmIoregionfdInfoOp;
  /** As in v3. */
  sizeExponent: number;
  /** As in v3, in two bits. */
  resp: number;
  /** As in v3. */
  userData: bigint;
  /** As in v3. */
  offset: number;
  /** As in v3. */
  data: bigint;
}

/** Bytes of a {@link KvmIoregionfdCmdPacked}. */
export const kvmIoregionfdCmdPackedSize = 25;

/** The {@link KvmIoregionfdCmdPacked} in `view`, or at `offset` in a larger one. */
export function decodeKvmIoregionfdCmdPacked(
  view: DataView,
  offset?: number,
): KvmIoregionfdCmdPacked {
  const at = recordAt(view, offset, 25, "KvmIoregionfdCmdPacked");
  const bits = view.getUint8(at);
  return {
    cmd: knownKvmIoregionfdInfoOp(bits & 0xf, "KvmIoregionfdCmdPacked.cmd"),
    sizeExponent: (bits >>> 4) & 3,
    resp: bits >>> 6,
    userData: readUint64Host(view, at + 1),
    offset: readNumberHost(view, at + 9, "KvmIoregionfdCmdPacked.offset"),
    data: readUint64Host(view, at + 17),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeKvmIoregionfdCmdPacked(
  value: KvmIoregionfdCmdPacked,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 25, "KvmIoregionfdCmdPacked");
  const bits =
    (knownKvmIoregionfdInfoOp(value.cmd, "KvmIoregionfdCmdPacked.cmd") & 0xf)
    | ((value.sizeExponent & 3) << 4)
    | ((value.resp & 3) << 6);
  view.setUint8(at, bits);
  writeUint64Host(view, at + 1, value.userData);
  writeNumberHost(view, at + 9, value.offset, "KvmIoregionfdCmdPacked.offset");
  writeUint64Host(view, at + 17, value.data);
}

/** `cmd` of the record at `offset`. */
export function getKvmIoregionfdCmdPackedCmd(view: DataView, offset = 0): KvmIoregionfdInfoOp {
  return knownKvmIoregionfdInfoOp(view.getUint8(offset) & 0xf, "KvmIoregionfdCmdPacked.cmd");
}

/** Sets `cmd` of the record at `offset`. */
export function setKvmIoregionfdCmdPackedCmd(
  view: DataView,
  offset: number,
  value: KvmIoregionfdInfoOp,
): void {
  const others = view.getUint8(offset) & 0xf0;
  view.setUint8(
    offset,
    others | (knownKvmIoregionfdInfoOp(value, "KvmIoregionfdCmdPacked.cmd") & 0xf),
  );
}

/** `sizeExponent` of the record at `offset`. */
export function getKvmIoregionfdCmdPackedSizeExponent(view: DataView, offset = 0): number {
  return (view.getUint8(offset) >>> 4) & 3;
}

/** Sets `sizeExponent` of the record at `offset`. */
export function setKvmIoregionfdCmdPackedSizeExponent(
  view: DataView,
  offset: number,
  value: number,
): void {
  const others = view.getUint8(offset) & 0xcf;
  view.setUint8(offset, others | ((value & 3) << 4));
}

/** `resp` of the record at `offset`. */
export function getKvmIoregionfdCmdPackedResp(view: DataView, offset = 0): number {
  return view.getUint8(offset) >>> 6;
}

/** Sets `resp` of the record at `offset`. */
export function setKvmIoregionfdCmdPackedResp(view: DataView, offset: number, value: number): void {
  const others = view.getUint8(offset) & 0x3f;
  view.setUint8(offset, others | ((value & 3) << 6));
}

/** `userData` of the record at `offset`. */
export function getKvmIoregionfdCmdPackedUserData(view: DataView, offset = 0): bigint {
  return readUint64Host(view, offset + 1);
}

/** Sets `userData` of the record at `offset`. */
export function setKvmIoregionfdCmdPackedUserData(
  view: DataView,
  offset: number,
  value: bigint,
): void {
  writeUint64Host(view, offset + 1, value);
}

/** The low 32 bits of `userData`. */
export function getKvmIoregionfdCmdPackedUserDataLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + 1 + wire.lowHalf, wire.hostIsLittle);
}

/** Sets the low 32 bits of `userData`. */
export function setKvmIoregionfdCmdPackedUserDataLow(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 1 + wire.lowHalf, value, wire.hostIsLittle);
}

/** The high 32 bits of `userData`. */
export function getKvmIoregionfdCmdPackedUserDataHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 1 + wire.highHalf, wire.hostIsLittle);
}

/** Sets the high 32 bits of `userData`. */
export function setKvmIoregionfdCmdPackedUserDataHigh(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 1 + wire.highHalf, value, wire.hostIsLittle);
}

/** `offset` of the record at `offset`. */
export function getKvmIoregionfdCmdPackedOffset(view: DataView, offset = 0): number {
  return readNumberHost(view, offset + 9, "KvmIoregionfdCmdPacked.offset");
}

/** Sets `offset` of the record at `offset`. */
export function setKvmIoregionfdCmdPackedOffset(
  view: DataView,
  offset: number,
  value: number,
): void {
  writeNumberHost(view, offset + 9, value, "KvmIoregionfdCmdPacked.offset");
}

/** The low 32 bits of `offset`. */
export function getKvmIoregionfdCmdPackedOffsetLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + 9 + wire.lowHalf, wire.hostIsLittle);
}

/** Sets the low 32 bits of `offset`. */
export function setKvmIoregionfdCmdPackedOffsetLow(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 9 + wire.lowHalf, value, wire.hostIsLittle);
}

/** The high 32 bits of `offset`. */
export function getKvmIoregionfdCmdPackedOffsetHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 9 + wire.highHalf, wire.hostIsLittle);
}

/** Sets the high 32 bits of `offset`. */
export function setKvmIoregionfdCmdPackedOffsetHigh(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 9 + wire.highHalf, value, wire.hostIsLittle);
}

/** `data` of the record at `offset`. */
export function getKvmIoregionfdCmdPackedData(view: DataView, offset = 0): bigint {
  return readUint64Host(view, offset + 17);
}

/** Sets `data` of the record at `offset`. */
export function setKvmIoregionfdCmdPackedData(view: DataView, offset: number, value: bigint): void {
  writeUint64Host(view, offset + 17, value);
}

/** The low 32 bits of `data`. */
export function getKvmIoregionfdCmdPackedDataLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + 17 + wire.lowHalf, wire.hostIsLittle);
}

/** Sets the low 32 bits of `data`. */
export function setKvmIoregionfdCmdPackedDataLow(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 17 + wire.lowHalf, value, wire.hostIsLittle);
}

/** The high 32 bits of `data`. */
export function getKvmIoregionfdCmdPackedDataHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 17 + wire.highHalf, wire.hostIsLittle);
}

/** Sets the high 32 bits of `data`. */
export function setKvmIoregionfdCmdPackedDataHigh(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 17 + wire.highHalf, value, wire.hostIsLittle);
}

/**
 * Registers a region, RFC v3.
 *
 * Removal matches on address, size and bus alone. A size of 0 goes with posted writes
 * only: then commands arrive with size_exponent 0 and data 0, whatever was written.
 * Errors: EEXIST for an overlap, EINVAL for unknown flags and for a range that wraps,
 * EBADF for a bad descriptor, ENOENT when there is nothing to remove.
 */
export interface KvmIoregionfdIoregion {
  /** First guest-physical address, or port. */
  guestPaddr: number;
  /** Bytes. */
  memorySize: number;
  /** Copied to every command. */
  userData: bigint;
  /** Where the kernel reads responses. */
  readFd: number;
  /** Where the kernel writes commands; may be the same socket. */
  writeFd: number;
  flags: number;
}

/** Bytes of a {@link KvmIoregionfdIoregion}. */
export const kvmIoregionfdIoregionSize = 64;

/** The {@link KvmIoregionfdIoregion} in `view`, or at `offset` in a larger one. */
export function decodeKvmIoregionfdIoregion(
  view: DataView,
  offset?: number,
): KvmIoregionfdIoregion {
  const at = recordAt(view, offset, 64, "KvmIoregionfdIoregion");
  return {
    guestPaddr: readNumberHost(view, at, "KvmIoregionfdIoregion.guest_paddr"),
    memorySize: readNumberHost(view, at + 8, "KvmIoregionfdIoregion.memory_size"),
    userData: readUint64Host(view, at + 16),
    readFd: view.getInt32(at + 24, wire.hostIsLittle),
    writeFd: view.getInt32(at + 28, wire.hostIsLittle),
    flags: view.getUint32(at + 32, wire.hostIsLittle),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeKvmIoregionfdIoregion(
  value: KvmIoregionfdIoregion,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 64, "KvmIoregionfdIoregion");
  writeNumberHost(view, at, value.guestPaddr, "KvmIoregionfdIoregion.guest_paddr");
  writeNumberHost(view, at + 8, value.memorySize, "KvmIoregionfdIoregion.memory_size");
  writeUint64Host(view, at + 16, value.userData);
  view.setInt32(at + 24, value.readFd, wire.hostIsLittle);
  view.setInt32(at + 28, value.writeFd, wire.hostIsLittle);
  view.setUint32(at + 32, value.flags, wire.hostIsLittle);
  wire.clear(view, at + 36, 28);
}

/** `guestPaddr` of the record at `offset`. */
export function getKvmIoregionfdIoregionGuestPaddr(view: DataView, offset = 0): number {
  return readNumberHost(view, offset, "KvmIoregionfdIoregion.guest_paddr");
}

/** Sets `guestPaddr` of the record at `offset`. */
export function setKvmIoregionfdIoregionGuestPaddr(
  view: DataView,
  offset: number,
  value: number,
): void {
  writeNumberHost(view, offset, value, "KvmIoregionfdIoregion.guest_paddr");
}

/** The low 32 bits of `guestPaddr`. */
export function getKvmIoregionfdIoregionGuestPaddrLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + wire.lowHalf, wire.hostIsLittle);
}

/** Sets the low 32 bits of `guestPaddr`. */
export function setKvmIoregionfdIoregionGuestPaddrLow(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + wire.lowHalf, value, wire.hostIsLittle);
}

/** The high 32 bits of `guestPaddr`. */
export function getKvmIoregionfdIoregionGuestPaddrHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + wire.highHalf, wire.hostIsLittle);
}

/** Sets the high 32 bits of `guestPaddr`. */
export function setKvmIoregionfdIoregionGuestPaddrHigh(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + wire.highHalf, value, wire.hostIsLittle);
}

/** `memorySize` of the record at `offset`. */
export function getKvmIoregionfdIoregionMemorySize(view: DataView, offset = 0): number {
  return readNumberHost(view, offset + 8, "KvmIoregionfdIoregion.memory_size");
}

/** Sets `memorySize` of the record at `offset`. */
export function setKvmIoregionfdIoregionMemorySize(
  view: DataView,
  offset: number,
  value: number,
): void {
  writeNumberHost(view, offset + 8, value, "KvmIoregionfdIoregion.memory_size");
}

/** The low 32 bits of `memorySize`. */
export function getKvmIoregionfdIoregionMemorySizeLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + 8 + wire.lowHalf, wire.hostIsLittle);
}

/** Sets the low 32 bits of `memorySize`. */
export function setKvmIoregionfdIoregionMemorySizeLow(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 8 + wire.lowHalf, value, wire.hostIsLittle);
}

/** The high 32 bits of `memorySize`. */
export function getKvmIoregionfdIoregionMemorySizeHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 8 + wire.highHalf, wire.hostIsLittle);
}

/** Sets the high 32 bits of `memorySize`. */
export function setKvmIoregionfdIoregionMemorySizeHigh(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 8 + wire.highHalf, value, wire.hostIsLittle);
}

/** `userData` of the record at `offset`. */
export function getKvmIoregionfdIoregionUserData(view: DataView, offset = 0): bigint {
  return readUint64Host(view, offset + 16);
}

/** Sets `userData` of the record at `offset`. */
export function setKvmIoregionfdIoregionUserData(
  view: DataView,
  offset: number,
  value: bigint,
): void {
  writeUint64Host(view, offset + 16, value);
}

/** The low 32 bits of `userData`. */
export function getKvmIoregionfdIoregionUserDataLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + 16 + wire.lowHalf, wire.hostIsLittle);
}

/** Sets the low 32 bits of `userData`. */
export function setKvmIoregionfdIoregionUserDataLow(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 16 + wire.lowHalf, value, wire.hostIsLittle);
}

/** The high 32 bits of `userData`. */
export function getKvmIoregionfdIoregionUserDataHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 16 + wire.highHalf, wire.hostIsLittle);
}

/** Sets the high 32 bits of `userData`. */
export function setKvmIoregionfdIoregionUserDataHigh(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 16 + wire.highHalf, value, wire.hostIsLittle);
}

/** `readFd` of the record at `offset`. */
export function getKvmIoregionfdIoregionReadFd(view: DataView, offset = 0): number {
  return view.getInt32(offset + 24, wire.hostIsLittle);
}

/** Sets `readFd` of the record at `offset`. */
export function setKvmIoregionfdIoregionReadFd(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setInt32(offset + 24, value, wire.hostIsLittle);
}

/** `writeFd` of the record at `offset`. */
export function getKvmIoregionfdIoregionWriteFd(view: DataView, offset = 0): number {
  return view.getInt32(offset + 28, wire.hostIsLittle);
}

/** Sets `writeFd` of the record at `offset`. */
export function setKvmIoregionfdIoregionWriteFd(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setInt32(offset + 28, value, wire.hostIsLittle);
}

/** `flags` of the record at `offset`. */
export function getKvmIoregionfdIoregionFlags(view: DataView, offset = 0): number {
  return view.getUint32(offset + 32, wire.hostIsLittle);
}

/** Sets `flags` of the record at `offset`. */
export function setKvmIoregionfdIoregionFlags(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 32, value, wire.hostIsLittle);
}

/**
 * Registers a region, RFC v1 and v2: the descriptors have other names, non-blocking ones
 * are refused, a size of 0 is refused, and -1 in both removes.
 */
export interface KvmIoregionfdIoregionV1 {
  /** As in v3. */
  guestPaddr: number;
  /** As in v3. */
  memorySize: number;
  /** As in v3. */
  userData: bigint;
  /** Where the kernel reads responses; -1 to remove. */
  rfd: number;
  /** Where the kernel writes commands; -1 to remove. */
  wfd: number;
  /** Without `deassign`. */
  flags: number;
}

/** Bytes of a {@link KvmIoregionfdIoregionV1}. */
export const kvmIoregionfdIoregionV1Size = 64;

/** The {@link KvmIoregionfdIoregionV1} in `view`, or at `offset` in a larger one. */
export function decodeKvmIoregionfdIoregionV1(
  view: DataView,
  offset?: number,
): KvmIoregionfdIoregionV1 {
  const at = recordAt(view, offset, 64, "KvmIoregionfdIoregionV1");
  return {
    guestPaddr: readNumberHost(view, at, "KvmIoregionfdIoregionV1.guest_paddr"),
    memorySize: readNumberHost(view, at + 8, "KvmIoregionfdIoregionV1.memory_size"),
    userData: readUint64Host(view, at + 16),
    rfd: view.getInt32(at + 24, wire.hostIsLittle),
    wfd: view.getInt32(at + 28, wire.hostIsLittle),
    flags: view.getUint32(at + 32, wire.hostIsLittle),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeKvmIoregionfdIoregionV1(
  value: KvmIoregionfdIoregionV1,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 64, "KvmIoregionfdIoregionV1");
  writeNumberHost(view, at, value.guestPaddr, "KvmIoregionfdIoregionV1.guest_paddr");
  writeNumberHost(view, at + 8, value.memorySize, "KvmIoregionfdIoregionV1.memory_size");
  writeUint64Host(view, at + 16, value.userData);
  view.setInt32(at + 24, value.rfd, wire.hostIsLittle);
  view.setInt32(at + 28, value.wfd, wire.hostIsLittle);
  view.setUint32(at + 32, value.flags, wire.hostIsLittle);
  wire.clear(view, at + 36, 28);
}

/** `guestPaddr` of the record at `offset`. */
export function getKvmIoregionfdIoregionV1GuestPaddr(view: DataView, offset = 0): number {
  return readNumberHost(view, offset, "KvmIoregionfdIoregionV1.guest_paddr");
}

/** Sets `guestPaddr` of the record at `offset`. */
export function setKvmIoregionfdIoregionV1GuestPaddr(
  view: DataView,
  offset: number,
  value: number,
): void {
  writeNumberHost(view, offset, value, "KvmIoregionfdIoregionV1.guest_paddr");
}

/** The low 32 bits of `guestPaddr`. */
export function getKvmIoregionfdIoregionV1GuestPaddrLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + wire.lowHalf, wire.hostIsLittle);
}

/** Sets the low 32 bits of `guestPaddr`. */
export function setKvmIoregionfdIoregionV1GuestPaddrLow(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + wire.lowHalf, value, wire.hostIsLittle);
}

/** The high 32 bits of `guestPaddr`. */
export function getKvmIoregionfdIoregionV1GuestPaddrHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + wire.highHalf, wire.hostIsLittle);
}

/** Sets the high 32 bits of `guestPaddr`. */
export function setKvmIoregionfdIoregionV1GuestPaddrHigh(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + wire.highHalf, value, wire.hostIsLittle);
}

/** `memorySize` of the record at `offset`. */
export function getKvmIoregionfdIoregionV1MemorySize(view: DataView, offset = 0): number {
  return readNumberHost(view, offset + 8, "KvmIoregionfdIoregionV1.memory_size");
}

/** Sets `memorySize` of the record at `offset`. */
export function setKvmIoregionfdIoregionV1MemorySize(
  view: DataView,
  offset: number,
  value: number,
): void {
  writeNumberHost(view, offset + 8, value, "KvmIoregionfdIoregionV1.memory_size");
}

/** The low 32 bits of `memorySize`. */
export function getKvmIoregionfdIoregionV1MemorySizeLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + 8 + wire.lowHalf, wire.hostIsLittle);
}

/** Sets the low 32 bits of `memorySize`. */
export function setKvmIoregionfdIoregionV1MemorySizeLow(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 8 + wire.lowHalf, value, wire.hostIsLittle);
}

/** The high 32 bits of `memorySize`. */
export function getKvmIoregionfdIoregionV1MemorySizeHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 8 + wire.highHalf, wire.hostIsLittle);
}

/** Sets the high 32 bits of `memorySize`. */
export function setKvmIoregionfdIoregionV1MemorySizeHigh(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 8 + wire.highHalf, value, wire.hostIsLittle);
}

/** `userData` of the record at `offset`. */
export function getKvmIoregionfdIoregionV1UserData(view: DataView, offset = 0): bigint {
  return readUint64Host(view, offset + 16);
}

/** Sets `userData` of the record at `offset`. */
export function setKvmIoregionfdIoregionV1UserData(
  view: DataView,
  offset: number,
  value: bigint,
): void {
  writeUint64Host(view, offset + 16, value);
}

/** The low 32 bits of `userData`. */
export function getKvmIoregionfdIoregionV1UserDataLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + 16 + wire.lowHalf, wire.hostIsLittle);
}

/** Sets the low 32 bits of `userData`. */
export function setKvmIoregionfdIoregionV1UserDataLow(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 16 + wire.lowHalf, value, wire.hostIsLittle);
}

/** The high 32 bits of `userData`. */
export function getKvmIoregionfdIoregionV1UserDataHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 16 + wire.highHalf, wire.hostIsLittle);
}

/** Sets the high 32 bits of `userData`. */
export function setKvmIoregionfdIoregionV1UserDataHigh(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 16 + wire.highHalf, value, wire.hostIsLittle);
}

/** `rfd` of the record at `offset`. */
export function getKvmIoregionfdIoregionV1Rfd(view: DataView, offset = 0): number {
  return view.getInt32(offset + 24, wire.hostIsLittle);
}

/** Sets `rfd` of the record at `offset`. */
export function setKvmIoregionfdIoregionV1Rfd(view: DataView, offset: number, value: number): void {
  view.setInt32(offset + 24, value, wire.hostIsLittle);
}

/** `wfd` of the record at `offset`. */
export function getKvmIoregionfdIoregionV1Wfd(view: DataView, offset = 0): number {
  return view.getInt32(offset + 28, wire.hostIsLittle);
}

/** Sets `wfd` of the record at `offset`. */
export function setKvmIoregionfdIoregionV1Wfd(view: DataView, offset: number, value: number): void {
  view.setInt32(offset + 28, value, wire.hostIsLittle);
}

/** `flags` of the record at `offset`. */
export function getKvmIoregionfdIoregionV1Flags(view: DataView, offset = 0): number {
  return view.getUint32(offset + 32, wire.hostIsLittle);
}

/** Sets `flags` of the record at `offset`. */
export function setKvmIoregionfdIoregionV1Flags(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 32, value, wire.hostIsLittle);
}

/** A guest's write that the kernel turns into a signal of an eventfd by itself. */
export interface KvmIoregionfdIoeventfd {
  /** The value to match, if the flag says so. */
  datamatch: bigint;
  /** Guest-physical address, or port. */
  addr: number;
  /** 1, 2, 4 or 8 bytes; 0 takes any width. */
  len: number;
  /** The eventfd. */
  fd: number;
  flags: number;
}

/** Bytes of a {@link KvmIoregionfdIoeventfd}. */
export const kvmIoregionfdIoeventfdSize = 64;

/** The {@link KvmIoregionfdIoeventfd} in `view`, or at `offset` in a larger one. */
export function decodeKvmIoregionfdIoeventfd(
  view: DataView,
  offset?: number,
): KvmIoregionfdIoeventfd {
  const at = recordAt(view, offset, 64, "KvmIoregionfdIoeventfd");
  return {
    datamatch: readUint64Host(view, at),
    addr: readNumberHost(view, at + 8, "KvmIoregionfdIoeventfd.addr"),
    len: view.getUint32(at + 16, wire.hostIsLittle),
    fd: view.getInt32(at + 20, wire.hostIsLittle),
    flags: view.getUint32(at + 24, wire.hostIsLittle),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeKvmIoregionfdIoeventfd(
  value: KvmIoregionfdIoeventfd,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 64, "KvmIoregionfdIoeventfd");
  writeUint64Host(view, at, value.datamatch);
  writeNumberHost(view, at + 8, value.addr, "KvmIoregionfdIoeventfd.addr");
  view.setUint32(at + 16, value.len, wire.hostIsLittle);
  view.setInt32(at + 20, value.fd, wire.hostIsLittle);
  view.setUint32(at + 24, value.flags, wire.hostIsLittle);
  wire.clear(view, at + 28, 36);
}

/** `datamatch` of the record at `offset`. */
export function getKvmIoregionfdIoeventfdDatamatch(view: DataView, offset = 0): bigint {
  return readUint64Host(view, offset);
}

/** Sets `datamatch` of the record at `offset`. */
export function setKvmIoregionfdIoeventfdDatamatch(
  view: DataView,
  offset: number,
  value: bigint,
): void {
  writeUint64Host(view, offset, value);
}

/** The low 32 bits of `datamatch`. */
export function getKvmIoregionfdIoeventfdDatamatchLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + wire.lowHalf, wire.hostIsLittle);
}

/** Sets the low 32 bits of `datamatch`. */
export function setKvmIoregionfdIoeventfdDatamatchLow(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + wire.lowHalf, value, wire.hostIsLittle);
}

/** The high 32 bits of `datamatch`. */
export function getKvmIoregionfdIoeventfdDatamatchHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + wire.highHalf, wire.hostIsLittle);
}

/** Sets the high 32 bits of `datamatch`. */
export function setKvmIoregionfdIoeventfdDatamatchHigh(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + wire.highHalf, value, wire.hostIsLittle);
}

/** `addr` of the record at `offset`. */
export function getKvmIoregionfdIoeventfdAddr(view: DataView, offset = 0): number {
  return readNumberHost(view, offset + 8, "KvmIoregionfdIoeventfd.addr");
}

/** Sets `addr` of the record at `offset`. */
export function setKvmIoregionfdIoeventfdAddr(view: DataView, offset: number, value: number): void {
  writeNumberHost(view, offset + 8, value, "KvmIoregionfdIoeventfd.addr");
}

/** The low 32 bits of `addr`. */
export function getKvmIoregionfdIoeventfdAddrLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + 8 + wire.lowHalf, wire.hostIsLittle);
}

/** Sets the low 32 bits of `addr`. */
export function setKvmIoregionfdIoeventfdAddrLow(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 8 + wire.lowHalf, value, wire.hostIsLittle);
}

/** The high 32 bits of `addr`. */
export function getKvmIoregionfdIoeventfdAddrHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 8 + wire.highHalf, wire.hostIsLittle);
}

/** Sets the high 32 bits of `addr`. */
export function setKvmIoregionfdIoeventfdAddrHigh(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 8 + wire.highHalf, value, wire.hostIsLittle);
}

/** `len` of the record at `offset`. */
export function getKvmIoregionfdIoeventfdLen(view: DataView, offset = 0): number {
  return view.getUint32(offset + 16, wire.hostIsLittle);
}

/** Sets `len` of the record at `offset`. */
export function setKvmIoregionfdIoeventfdLen(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 16, value, wire.hostIsLittle);
}

/** `fd` of the record at `offset`. */
export function getKvmIoregionfdIoeventfdFd(view: DataView, offset = 0): number {
  return view.getInt32(offset + 20, wire.hostIsLittle);
}

/** Sets `fd` of the record at `offset`. */
export function setKvmIoregionfdIoeventfdFd(view: DataView, offset: number, value: number): void {
  view.setInt32(offset + 20, value, wire.hostIsLittle);
}

/** `flags` of the record at `offset`. */
export function getKvmIoregionfdIoeventfdFlags(view: DataView, offset = 0): number {
  return view.getUint32(offset + 24, wire.hostIsLittle);
}

/** Sets `flags` of the record at `offset`. */
export function setKvmIoregionfdIoeventfdFlags(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 24, value, wire.hostIsLittle);
}

/** An eventfd that raises an interrupt of the guest. */
export interface KvmIoregionfdIrqfd {
  /** The eventfd. */
  fd: number;
  /** Interrupt number in the guest's routing table. */
  gsi: number;
  flags: number;
  /** Signalled when the guest has handled the interrupt. */
  resamplefd: number;
}

/** Bytes of a {@link KvmIoregionfdIrqfd}. */
export const kvmIoregionfdIrqfdSize = 32;

/** The {@link KvmIoregionfdIrqfd} in `view`, or at `offset` in a larger one. */
export function decodeKvmIoregionfdIrqfd(view: DataView, offset?: number): KvmIoregionfdIrqfd {
  const at = recordAt(view, offset, 32, "KvmIoregionfdIrqfd");
  return {
    fd: view.getUint32(at, wire.hostIsLittle),
    gsi: view.getUint32(at + 4, wire.hostIsLittle),
    flags: view.getUint32(at + 8, wire.hostIsLittle),
    resamplefd: view.getUint32(at + 12, wire.hostIsLittle),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeKvmIoregionfdIrqfd(
  value: KvmIoregionfdIrqfd,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 32, "KvmIoregionfdIrqfd");
  view.setUint32(at, value.fd, wire.hostIsLittle);
  view.setUint32(at + 4, value.gsi, wire.hostIsLittle);
  view.setUint32(at + 8, value.flags, wire.hostIsLittle);
  view.setUint32(at + 12, value.resamplefd, wire.hostIsLittle);
  wire.clear(view, at + 16, 16);
}

/** `fd` of the record at `offset`. */
export function getKvmIoregionfdIrqfdFd(view: DataView, offset = 0): number {
  return view.getUint32(offset, wire.hostIsLittle);
}

/** Sets `fd` of the record at `offset`. */
export function setKvmIoregionfdIrqfdFd(view: DataView, offset: number, value: number): void {
  view.setUint32(offset, value, wire.hostIsLittle);
}

/** `gsi` of the record at `offset`. */
export function getKvmIoregionfdIrqfdGsi(view: DataView, offset = 0): number {
  return view.getUint32(offset + 4, wire.hostIsLittle);
}

/** Sets `gsi` of the record at `offset`. */
export function setKvmIoregionfdIrqfdGsi(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 4, value, wire.hostIsLittle);
}

/** `flags` of the record at `offset`. */
export function getKvmIoregionfdIrqfdFlags(view: DataView, offset = 0): number {
  return view.getUint32(offset + 8, wire.hostIsLittle);
}

/** Sets `flags` of the record at `offset`. */
export function setKvmIoregionfdIrqfdFlags(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 8, value, wire.hostIsLittle);
}

/** `resamplefd` of the record at `offset`. */
export function getKvmIoregionfdIrqfdResamplefd(view: DataView, offset = 0): number {
  return view.getUint32(offset + 12, wire.hostIsLittle);
}

/** Sets `resamplefd` of the record at `offset`. */
export function setKvmIoregionfdIrqfdResamplefd(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 12, value, wire.hostIsLittle);
}

/** A message signalled interrupt. */
export interface KvmIoregionfdMsi {
  addressLo: number;
  addressHi: number;
  data: number;
  /** Bit 0: devid is valid. */
  flags: number;
  devid: number;
}

/** Bytes of a {@link KvmIoregionfdMsi}. */
export const kvmIoregionfdMsiSize = 32;

/** The {@link KvmIoregionfdMsi} in `view`, or at `offset` in a larger one. */
export function decodeKvmIoregionfdMsi(view: DataView, offset?: number): KvmIoregionfdMsi {
  const at = recordAt(view, offset, 32, "KvmIoregionfdMsi");
  return {
    addressLo: view.getUint32(at, wire.hostIsLittle),
    addressHi: view.getUint32(at + 4, wire.hostIsLittle),
    data: view.getUint32(at + 8, wire.hostIsLittle),
    flags: view.getUint32(at + 12, wire.hostIsLittle),
    devid: view.getUint32(at + 16, wire.hostIsLittle),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeKvmIoregionfdMsi(
  value: KvmIoregionfdMsi,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 32, "KvmIoregionfdMsi");
  view.setUint32(at, value.addressLo, wire.hostIsLittle);
  view.setUint32(at + 4, value.addressHi, wire.hostIsLittle);
  view.setUint32(at + 8, value.data, wire.hostIsLittle);
  view.setUint32(at + 12, value.flags, wire.hostIsLittle);
  view.setUint32(at + 16, value.devid, wire.hostIsLittle);
  wire.clear(view, at + 20, 12);
}

/** `addressLo` of the record at `offset`. */
export function getKvmIoregionfdMsiAddressLo(view: DataView, offset = 0): number {
  return view.getUint32(offset, wire.hostIsLittle);
}

/** Sets `addressLo` of the record at `offset`. */
export function setKvmIoregionfdMsiAddressLo(view: DataView, offset: number, value: number): void {
  view.setUint32(offset, value, wire.hostIsLittle);
}

/** `addressHi` of the record at `offset`. */
export function getKvmIoregionfdMsiAddressHi(view: DataView, offset = 0): number {
  return view.getUint32(offset + 4, wire.hostIsLittle);
}

/** Sets `addressHi` of the record at `offset`. */
export function setKvmIoregionfdMsiAddressHi(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 4, value, wire.hostIsLittle);
}

/** `data` of the record at `offset`. */
export function getKvmIoregionfdMsiData(view: DataView, offset = 0): number {
  return view.getUint32(offset + 8, wire.hostIsLittle);
}

/** Sets `data` of the record at `offset`. */
export function setKvmIoregionfdMsiData(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 8, value, wire.hostIsLittle);
}

/** `flags` of the record at `offset`. */
export function getKvmIoregionfdMsiFlags(view: DataView, offset = 0): number {
  return view.getUint32(offset + 12, wire.hostIsLittle);
}

/** Sets `flags` of the record at `offset`. */
export function setKvmIoregionfdMsiFlags(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 12, value, wire.hostIsLittle);
}

/** `devid` of the record at `offset`. */
export function getKvmIoregionfdMsiDevid(view: DataView, offset = 0): number {
  return view.getUint32(offset + 16, wire.hostIsLittle);
}

/** Sets `devid` of the record at `offset`. */
export function setKvmIoregionfdMsiDevid(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 16, value, wire.hostIsLittle);
}

/** Refuses, with a RangeError, bytes that are no {@link KvmIoregionfdCmd}. */
export function checkKvmIoregionfdRequest(request: DataView, handles: number): void {
  decodeKvmIoregionfdCmd(request);
  wire.expectBody("ioregionfd", 0, handles, 0, 0, 0, 0);
}

/** Refuses, with a RangeError, bytes that are no {@link KvmIoregionfdResp}. */
export function checkKvmIoregionfdReply(reply: DataView, handles: number): void {
  decodeKvmIoregionfdResp(reply);
  wire.expectBody("ioregionfd", 0, handles, 0, 0, 0, 0);
}

/** Whether the sender of this {@link KvmIoregionfdCmd} waits for a reply. */
export function wantsReplyKvmIoregionfd(request: DataView): boolean {
  return (request.getUint8(1) & 0x10) !== 0;
}

/** Bytes of the request that begins in `view`, or undefined while it cannot be told. */
export function frameKvmIoregionfd(_view: DataView): number | undefined {
  return 32;
}

/** Refuses, with a RangeError, bytes that are no {@link KvmIoregionfdCmdInfo}. */
export function checkKvmIoregionfdInfoRequest(request: DataView, handles: number): void {
  decodeKvmIoregionfdCmdInfo(request);
  wire.expectBody("ioregionfd_info", 0, handles, 0, 0, 0, 0);
}

/** Refuses, with a RangeError, bytes that are no {@link KvmIoregionfdResp}. */
export function checkKvmIoregionfdInfoReply(reply: DataView, handles: number): void {
  decodeKvmIoregionfdResp(reply);
  wire.expectBody("ioregionfd_info", 0, handles, 0, 0, 0, 0);
}

/** Whether the sender of this {@link KvmIoregionfdCmdInfo} waits for a reply. */
export function wantsReplyKvmIoregionfdInfo(request: DataView): boolean {
  return (request.getUint32(0, wire.hostIsLittle) & 0x40) !== 0;
}

/** Bytes of the request that begins in `view`, or undefined while it cannot be told. */
export function frameKvmIoregionfdInfo(_view: DataView): number | undefined {
  return 32;
}

/**
 * `user_data` is the region's number. (A VMM that registers something else is told apart
 * by the transport, which knows a list of these values.)
 *
 * Makes the call that a {@link KvmIoregionfdCmd} stands for.
 * Fills in the {@link KvmIoregionfdResp}, whatever happens:
 * where the call fails, its results are all ones.
 * Returns 0, or a negative errno: that of the operation, -95 where the record is no call, -22
 * for values that the operation does not accept, -6 where there is no region.
 */
export async function dispatchKvmIoregionfd(
  request: DataView,
  reply: DataView,
  ops: IoBackend,
  regions: wire.Regions,
): Promise<number> {
  recordAt(request, undefined, 32, "KvmIoregionfdCmd");
  recordAt(reply, undefined, 32, "KvmIoregionfdResp");
  wire.clear(reply, 0, 32);
  const slot = wire.snapshot(request, 0, 32);
  return callKvmIoregionfd(slot, reply, ops, regions);
}

async function callKvmIoregionfd(
  slot: DataView,
  reply: DataView,
  ops: IoBackend,
  regions: wire.Regions,
): Promise<number> {
  const cmd: number = slot.getUint8(0);
  if (cmd === KvmIoregionfdOp.read) {
    return wire.attempt(
      async () => {
        const size = 2 ** (slot.getUint8(1) & 0xf);
        wire.expectAllowed(size, [1, 2, 4, 8], "size");
        const found = wire.regionOf(
          regions,
          readUint64Host(slot, 8),
          readUint64Host(slot, 16),
          size,
        );
        const region = found.region.id;
        const offset$ = wire.fitNumber(found.offset, "offset");
        const results = await ops.read(region, offset$, size);
        writeUint64Host(reply, 0, wire.lowBytes(results, size));
      },
      () => {
        writeUint64Host(reply, 0, wire.allOnes(2 ** (slot.getUint8(1) & 0xf)));
      },
    );
  }
  if (cmd === KvmIoregionfdOp.write) {
    return wire.attempt(
      async () => {
        const size = 2 ** (slot.getUint8(1) & 0xf);
        wire.expectAllowed(size, [1, 2, 4, 8], "size");
        const data = readUint64Host(slot, 24);
        const found = wire.regionOf(
          regions,
          readUint64Host(slot, 8),
          readUint64Host(slot, 16),
          size,
        );
        const region = found.region.id;
        const offset$ = wire.fitNumber(found.offset, "offset");
        await ops.write(region, offset$, size, wire.lowBytes(data, size));
      },
      () => {},
    );
  }
  writeUint64Host(reply, 0, wire.allOnes(8));
  return wire.notSupported;
}

/**
 * The same calls from the older layout.
 *
 * Makes the call that a {@link KvmIoregionfdCmdInfo} stands for.
 * Fills in the {@link KvmIoregionfdResp}, whatever happens:
 * where the call fails, its results are all ones.
 * Returns 0, or a negative errno: that of the operation, -95 where the record is no call, -22
 * for values that the operation does not accept, -6 where there is no region.
 */
export async function dispatchKvmIoregionfdInfo(
  request: DataView,
  reply: DataView,
  ops: IoBackend,
  regions: wire.Regions,
): Promise<number> {
  recordAt(request, undefined, 32, "KvmIoregionfdCmdInfo");
  recordAt(reply, undefined, 32, "KvmIoregionfdResp");
  wire.clear(reply, 0, 32);
  const slot = wire.snapshot(request, 0, 32);
  return callKvmIoregionfdInfo(slot, reply, ops, regions);
}

async function callKvmIoregionfdInfo(
  slot: DataView,
  reply: DataView,
  ops: IoBackend,
  regions: wire.Regions,
): Promise<number> {
  const infoCmd: number = slot.getUint32(0, wire.hostIsLittle) & 0xf;
  if (infoCmd === KvmIoregionfdInfoOp.read) {
    return wire.attempt(
      async () => {
        const size = 2 ** ((slot.getUint32(0, wire.hostIsLittle) >>> 4) & 3);
        wire.expectAllowed(size, [1, 2, 4, 8], "size");
        const found = wire.regionOf(
          regions,
          readUint64Host(slot, 8),
          readUint64Host(slot, 16),
          size,
        );
        const region = found.region.id;
        const offset$ = wire.fitNumber(found.offset, "offset");
        const results = await ops.read(region, offset$, size);
        writeUint64Host(reply, 0, wire.lowBytes(results, size));
      },
      () => {
        writeUint64Host(
          reply,
          0,
          wire.allOnes(2 ** ((slot.getUint32(0, wire.hostIsLittle) >>> 4) & 3)),
        );
      },
    );
  }
  if (infoCmd === KvmIoregionfdInfoOp.write) {
    return wire.attempt(
      async () => {
        const size = 2 ** ((slot.getUint32(0, wire.hostIsLittle) >>> 4) & 3);
        wire.expectAllowed(size, [1, 2, 4, 8], "size");
        const data = readUint64Host(slot, 24);
        const found = wire.regionOf(
          regions,
          readUint64Host(slot, 8),
          readUint64Host(slot, 16),
          size,
        );
        const region = found.region.id;
        const offset$ = wire.fitNumber(found.offset, "offset");
        await ops.write(region, offset$, size, wire.lowBytes(data, size));
      },
      () => {},
    );
  }
  writeUint64Host(reply, 0, wire.allOnes(8));
  return wire.notSupported;
}
