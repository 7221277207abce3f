// Generated from idl/virtio-device/virtio-device.idl; do not edit.

import * as wire from "./hypershim.ts";

const expectCount = wire.expectCount;
const readNumberLE = wire.readNumberLE;
const recordAt = wire.recordAt;
const writeNumberLE = wire.writeNumberLE;

/** Bytes of a sector, whatever the block size. */
export const virtioDeviceBlkSectorSize = 512;

/** Bytes of the answer to `get_id`. */
export const virtioDeviceBlkIdBytes = 20;

/** Device types. None is assigned to a proxy. */
export const VirtioDeviceId = {
  /** No device. */
  none: 0,
  net: 1,
  block: 2,
  console: 3,
  /** Entropy. */
  rng: 4,
  balloon: 5,
  iomem: 6,
  rpmsg: 7,
  scsi: 8,
  /** 9P transport. VIRTIO_ID_9P. */
  plan9: 9,
  mac80211Wlan: 10,
  rprocSerial: 11,
  caif: 12,
  memoryBalloon: 13,
  gpu: 16,
  clock: 17,
  input: 18,
  vsock: 19,
  crypto: 20,
  signalDist: 21,
  pstore: 22,
  iommu: 23,
  mem: 24,
  sound: 25,
  fs: 26,
  pmem: 27,
  rpmb: 28,
  mac80211Hwsim: 29,
  videoEncoder: 30,
  videoDecoder: 31,
  scmi: 32,
  nitroSecMod: 33,
  i2cAdapter: 34,
  watchdog: 35,
  can: 36,
  /** In Linux's header only. */
  dmabuf: 37,
  paramServ: 38,
  audioPolicy: 39,
  bt: 40,
  gpio: 41,
} as const;
export type VirtioDeviceId = (typeof VirtioDeviceId)[keyof typeof VirtioDeviceId];

/** Whether `value` is one of {@link VirtioDeviceId}. */
export function isVirtioDeviceId(value: number): value is VirtioDeviceId {
  return Number.isInteger(value) && (
    (value >= 0 && value <= 13)
    || (value >= 16 && value <= 41)
  );
}

/** Features of a block device. */
export const VirtioDeviceBlkFeature = {
  sizeMax: 0x2n,
  segMax: 0x4n,
  geometry: 0x10n,
  /** Writes fail. */
  ro: 0x20n,
  blkSize: 0x40n,
  /** There is a write cache, and a request that empties it. */
  flush: 0x200n,
  topology: 0x400n,
  /** The driver can switch the write cache. */
  configWce: 0x800n,
  /** There are several queues. */
  mq: 0x1000n,
  discard: 0x2000n,
  writeZeroes: 0x4000n,
  secureErase: 0x10000n,
} as const;
export type VirtioDeviceBlkFeature = bigint;

/** What a request asks for. */
export const VirtioDeviceBlkType = {
  /** Read. */
  in: 0,
  /** Write. */
  out: 1,
  flush: 4,
  /** Read the serial number: 20 bytes, padded with zeroes. */
  getId: 8,
  discard: 11,
  writeZeroes: 13,
  secureErase: 14,
} as const;
export type VirtioDeviceBlkType = (typeof VirtioDeviceBlkType)[keyof typeof VirtioDeviceBlkType];

/** Whether `value` is one of {@link VirtioDeviceBlkType}. */
export function isVirtioDeviceBlkType(value: number): value is VirtioDeviceBlkType {
  return (
    value === 0
    || value === 1
    || value === 4
    || value === 8
    || value === 11
    || value === 13
    || value === 14
  );
}

/** How a request went: the last byte of its chain. */
export const VirtioDeviceBlkStatus = {
  ok: 0,
  ioerr: 1,
  /** The device does not know such requests. */
  unsupp: 2,
} as const;
export type VirtioDeviceBlkStatus =
  (typeof VirtioDeviceBlkStatus)[keyof typeof VirtioDeviceBlkStatus];

/** Whether `value` is one of {@link VirtioDeviceBlkStatus}. */
export function isVirtioDeviceBlkStatus(value: number): value is VirtioDeviceBlkStatus {
  return value === 0 || value === 1 || value === 2;
}

/** What `write_zeroes` may do. */
export const VirtioDeviceBlkWriteZeroesFlag = {
  /** The sectors need not stay allocated. */
  unmap: 0x1,
} as const;
export type VirtioDeviceBlkWriteZeroesFlag = number;

/** Features of a console. */
export const VirtioDeviceConsoleFeature = {
  size: 0x1n,
  multiport: 0x2n,
  /** A character can be written without a queue. */
  emergWrite: 0x4n,
} as const;
export type VirtioDeviceConsoleFeature = bigint;

/** The first buffer of a request. */
export interface VirtioDeviceBlkOuthdr {
  type: VirtioDeviceBlkType | number;
  ioprio: number;
  /** In units of 512 bytes. */
  sector: number;
}

/** Bytes of a {@link VirtioDeviceBlkOuthdr}. */
export const virtioDeviceBlkOuthdrSize = 16;

/** The {@link VirtioDeviceBlkOuthdr} in `view`, or at `offset` in a larger one. */
export function decodeVirtioDeviceBlkOuthdr(
  view: DataView,
  offset?: number,
): VirtioDeviceBlkOuthdr {
  const at = recordAt(view, offset, 16, "VirtioDeviceBlkOuthdr");
  return {
    type: view.getUint32(at, true),
    ioprio: view.getUint32(at + 4, true),
    sector: readNumberLE(view, at + 8, "VirtioDeviceBlkOuthdr.sector"),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVirtioDeviceBlkOuthdr(
  value: VirtioDeviceBlkOuthdr,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 16, "VirtioDeviceBlkOuthdr");
  view.setUint32(at, value.type, true);
  view.setUint32(at + 4, value.ioprio, true);
  writeNumberLE(view, at + 8, value.sector, "VirtioDeviceBlkOuthdr.sector");
}

/** `type` of the record at `offset`. */
export function getVirtioDeviceBlkOuthdrType(
  view: DataView,
  offset = 0,
): VirtioDeviceBlkType | number {
  return view.getUint32(offset, true);
}

/** Sets `type` of the record at `offset`. */
export function setVirtioDeviceBlkOuthdrType(
  view: DataView,
  offset: number,
  value: VirtioDeviceBlkType | number,
): void {
  view.setUint32(offset, value, true);
}

/** `ioprio` of the record at `offset`. */
export function getVirtioDeviceBlkOuthdrIoprio(view: DataView, offset = 0): number {
  return view.getUint32(offset + 4, true);
}

/** Sets `ioprio` of the record at `offset`. */
export function setVirtioDeviceBlkOuthdrIoprio(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 4, value, true);
}

/** `sector` of the record at `offset`. */
export function getVirtioDeviceBlkOuthdrSector(view: DataView, offset = 0): number {
  return readNumberLE(view, offset + 8, "VirtioDeviceBlkOuthdr.sector");
}

/** Sets `sector` of the record at `offset`. */
export function setVirtioDeviceBlkOuthdrSector(
  view: DataView,
  offset: number,
  value: number,
): void {
  writeNumberLE(view, offset + 8, value, "VirtioDeviceBlkOuthdr.sector");
}

/** The low 32 bits of `sector`. */
export function getVirtioDeviceBlkOuthdrSectorLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + 8, true);
}

/** Sets the low 32 bits of `sector`. */
export function setVirtioDeviceBlkOuthdrSectorLow(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 8, value, true);
}

/** The high 32 bits of `sector`. */
export function getVirtioDeviceBlkOuthdrSectorHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 12, true);
}

/** Sets the high 32 bits of `sector`. */
export function setVirtioDeviceBlkOuthdrSectorHigh(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 12, value, true);
}

/**
 * A run of sectors, of the many that a request to discard or to write zeroes may have as
 * its data. A discard has no flags.
 */
export interface VirtioDeviceBlkDiscardWriteZeroes {
  sector: number;
  numSectors: number;
  flags: number;
}

/** Bytes of a {@link VirtioDeviceBlkDiscardWriteZeroes}. */
export const virtioDeviceBlkDiscardWriteZeroesSize = 16;

/** The {@link VirtioDeviceBlkDiscardWriteZeroes} in `view`, or at `offset` in a larger one. */
export function decodeVirtioDeviceBlkDiscardWriteZeroes(
  view: DataView,
  offset?: number,
): VirtioDeviceBlkDiscardWriteZeroes {
  const at = recordAt(view, offset, 16, "VirtioDeviceBlkDiscardWriteZeroes");
  return {
    sector: readNumberLE(view, at, "VirtioDeviceBlkDiscardWriteZeroes.sector"),
    numSectors: view.getUint32(at + 8, true),
    flags: view.getUint32(at + 12, true),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVirtioDeviceBlkDiscardWriteZeroes(
  value: VirtioDeviceBlkDiscardWriteZeroes,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 16, "VirtioDeviceBlkDiscardWriteZeroes");
  writeNumberLE(view, at, value.sector, "VirtioDeviceBlkDiscardWriteZeroes.sector");
  view.setUint32(at + 8, value.numSectors, true);
  view.setUint32(at + 12, value.flags, true);
}

/** `sector` of the record at `offset`. */
export function getVirtioDeviceBlkDiscardWriteZeroesSector(view: DataView, offset = 0): number {
  return readNumberLE(view, offset, "VirtioDeviceBlkDiscardWriteZeroes.sector");
}

/** Sets `sector` of the record at `offset`. */
export function setVirtioDeviceBlkDiscardWriteZeroesSector(
  view: DataView,
  offset: number,
  value: number,
): void {
  writeNumberLE(view, offset, value, "VirtioDeviceBlkDiscardWriteZeroes.sector");
}

/** The low 32 bits of `sector`. */
export function getVirtioDeviceBlkDiscardWriteZeroesSectorLow(view: DataView, offset = 0): number {
  return view.getUint32(offset, true);
}

/** Sets the low 32 bits of `sector`. */
export function setVirtioDeviceBlkDiscardWriteZeroesSectorLow(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset, value, true);
}

/** The high 32 bits of `sector`. */
export function getVirtioDeviceBlkDiscardWriteZeroesSectorHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 4, true);
}

/** Sets the high 32 bits of `sector`. */
export function setVirtioDeviceBlkDiscardWriteZeroesSectorHigh(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 4, value, true);
}

/** `numSectors` of the record at `offset`. */
export function getVirtioDeviceBlkDiscardWriteZeroesNumSectors(view: DataView, offset = 0): number {
  return view.getUint32(offset + 8, true);
}

/** Sets `numSectors` of the record at `offset`. */
export function setVirtioDeviceBlkDiscardWriteZeroesNumSectors(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 8, value, true);
}

/** `flags` of the record at `offset`. */
export function getVirtioDeviceBlkDiscardWriteZeroesFlags(view: DataView, offset = 0): number {
  return view.getUint32(offset + 12, true);
}

/** Sets `flags` of the record at `offset`. */
export function setVirtioDeviceBlkDiscardWriteZeroesFlags(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 12, value, true);
}

/** `geometry` of a `virtio_blk_config`. */
export interface VirtioDeviceBlkConfigGeometry {
  cylinders: number;
  heads: number;
  sectors: number;
}

/** Bytes of a {@link VirtioDeviceBlkConfigGeometry}. */
export const virtioDeviceBlkConfigGeometrySize = 4;

/** The {@link VirtioDeviceBlkConfigGeometry} in `view`, or at `offset` in a larger one. */
export function decodeVirtioDeviceBlkConfigGeometry(
  view: DataView,
  offset?: number,
): VirtioDeviceBlkConfigGeometry {
  const at = recordAt(view, offset, 4, "VirtioDeviceBlkConfigGeometry");
  return {
    cylinders: view.getUint16(at, true),
    heads: view.getUint8(at + 2),
    sectors: view.getUint8(at + 3),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVirtioDeviceBlkConfigGeometry(
  value: VirtioDeviceBlkConfigGeometry,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 4, "VirtioDeviceBlkConfigGeometry");
  view.setUint16(at, value.cylinders, true);
  view.setUint8(at + 2, value.heads);
  view.setUint8(at + 3, value.sectors);
}

/** Configuration of a block device. A field counts only with its feature. */
export interface VirtioDeviceBlkConfig {
  /** In units of 512 bytes. */
  capacity: number;
  /** Bytes of the longest buffer. */
  sizeMax: number;
  /** Buffers of a request. */
  segMax: number;
  geometry: VirtioDeviceBlkConfigGeometry;
  blkSize: number;
  /** 1 << it is the number of logical blocks in a physical one. */
  physicalBlockExp: number;
  alignmentOffset: number;
  minIoSize: number;
  optIoSize: number;
  /** 1: there is a write cache. */
  wce: number;
  unused: number;
  numQueues: number;
  maxDiscardSectors: number;
  maxDiscardSeg: number;
  discardSectorAlignment: number;
  maxWriteZeroesSectors: number;
  maxWriteZeroesSeg: number;
  writeZeroesMayUnmap: number;
  unused1: Uint8Array;
  maxSecureEraseSectors: number;
  maxSecureEraseSeg: number;
  secureEraseSectorAlignment: number;
}

/** Bytes of a {@link VirtioDeviceBlkConfig}. */
export const virtioDeviceBlkConfigSize = 72;

/** The {@link VirtioDeviceBlkConfig} in `view`, or at `offset` in a larger one. */
export function decodeVirtioDeviceBlkConfig(
  view: DataView,
  offset?: number,
): VirtioDeviceBlkConfig {
  const at = recordAt(view, offset, 72, "VirtioDeviceBlkConfig");
  return {
    capacity: readNumberLE(view, at, "VirtioDeviceBlkConfig.capacity"),
    sizeMax: view.getUint32(at + 8, true),
    segMax: view.getUint32(at + 12, true),
    geometry: decodeVirtioDeviceBlkConfigGeometry(view, at + 16),
    blkSize: view.getUint32(at + 20, true),
    physicalBlockExp: view.getUint8(at + 24),
    alignmentOffset: view.getUint8(at + 25),
    minIoSize: view.getUint16(at + 26, true),
    optIoSize: view.getUint32(at + 28, true),
    wce: view.getUint8(at + 32),
    unused: view.getUint8(at + 33),
    numQueues: view.getUint16(at + 34, true),
    maxDiscardSectors: view.getUint32(at + 36, true),
    maxDiscardSeg: view.getUint32(at + 40, true),
    discardSectorAlignment: view.getUint32(at + 44, true),
    maxWriteZeroesSectors: view.getUint32(at + 48, true),
    maxWriteZeroesSeg: view.getUint32(at + 52, true),
    writeZeroesMayUnmap: view.getUint8(at + 56),
    unused1: wire.readBytes(view, at + 57, 3),
    maxSecureEraseSectors: view.getUint32(at + 60, true),
    maxSecureEraseSeg: view.getUint32(at + 64, true),
    secureEraseSectorAlignment: view.getUint32(at + 68, true),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVirtioDeviceBlkConfig(
  value: VirtioDeviceBlkConfig,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 72, "VirtioDeviceBlkConfig");
  writeNumberLE(view, at, value.capacity, "VirtioDeviceBlkConfig.capacity");
  view.setUint32(at + 8, value.sizeMax, true);
  view.setUint32(at + 12, value.segMax, true);
  encodeVirtioDeviceBlkConfigGeometry(value.geometry, view, at + 16);
  view.setUint32(at + 20, value.blkSize, true);
  view.setUint8(at + 24, value.physicalBlockExp);
  view.setUint8(at + 25, value.alignmentOffset);
  view.setUint16(at + 26, value.minIoSize, true);
  view.setUint32(at + 28, value.optIoSize, true);
  view.setUint8(at + 32, value.wce);
  view.setUint8(at + 33, value.unused);
  view.setUint16(at + 34, value.numQueues, true);
  view.setUint32(at + 36, value.maxDiscardSectors, true);
  view.setUint32(at + 40, value.maxDiscardSeg, true);
  view.setUint32(at + 44, value.discardSectorAlignment, true);
  view.setUint32(at + 48, value.maxWriteZeroesSectors, true);
  view.setUint32(at + 52, value.maxWriteZeroesSeg, true);
  view.setUint8(at + 56, value.writeZeroesMayUnmap);
  expectCount(value.unused1.length, 3, "VirtioDeviceBlkConfig.unused1");
  wire.writeBytes(view, at + 57, value.unused1);
  view.setUint32(at + 60, value.maxSecureEraseSectors, true);
  view.setUint32(at + 64, value.maxSecureEraseSeg, true);
  view.setUint32(at + 68, value.secureEraseSectorAlignment, true);
}

/** `capacity` of the record at `offset`. */
export function getVirtioDeviceBlkConfigCapacity(view: DataView, offset = 0): number {
  return readNumberLE(view, offset, "VirtioDeviceBlkConfig.capacity");
}

/** Sets `capacity` of the record at `offset`. */
export function setVirtioDeviceBlkConfigCapacity(
  view: DataView,
  offset: number,
  value: number,
): void {
  writeNumberLE(view, offset, value, "VirtioDeviceBlkConfig.capacity");
}

/** The low 32 bits of `capacity`. */
export function getVirtioDeviceBlkConfigCapacityLow(view: DataView, offset = 0): number {
  return view.getUint32(offset, true);
}

/** Sets the low 32 bits of `capacity`. */
export function setVirtioDeviceBlkConfigCapacityLow(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset, value, true);
}

/** The high 32 bits of `capacity`. */
export function getVirtioDeviceBlkConfigCapacityHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 4, true);
}

/** Sets the high 32 bits of `capacity`. */
export function setVirtioDeviceBlkConfigCapacityHigh(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 4, value, true);
}

/** `sizeMax` of the record at `offset`. */
export function getVirtioDeviceBlkConfigSizeMax(view: DataView, offset = 0): number {
  return view.getUint32(offset + 8, true);
}

/** Sets `sizeMax` of the record at `offset`. */
export function setVirtioDeviceBlkConfigSizeMax(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 8, value, true);
}

/** `segMax` of the record at `offset`. */
export function getVirtioDeviceBlkConfigSegMax(view: DataView, offset = 0): number {
  return view.getUint32(offset + 12, true);
}

/** Sets `segMax` of the record at `offset`. */
export function setVirtioDeviceBlkConfigSegMax(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 12, value, true);
}

/** `geometry.cylinders` of the record at `offset`. */
export function getVirtioDeviceBlkConfigGeometryCylinders(view: DataView, offset = 0): number {
  return view.getUint16(offset + 16, true);
}

/** Sets `geometry.cylinders` of the record at `offset`. */
export function setVirtioDeviceBlkConfigGeometryCylinders(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint16(offset + 16, value, true);
}

/** `geometry.heads` of the record at `offset`. */
export function getVirtioDeviceBlkConfigGeometryHeads(view: DataView, offset = 0): number {
  return view.getUint8(offset + 18);
}

/** Sets `geometry.heads` of the record at `offset`. */
export function setVirtioDeviceBlkConfigGeometryHeads(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint8(offset + 18, value);
}

/** `geometry.sectors` of the record at `offset`. */
export function getVirtioDeviceBlkConfigGeometrySectors(view: DataView, offset = 0): number {
  return view.getUint8(offset + 19);
}

/** Sets `geometry.sectors` of the record at `offset`. */
export function setVirtioDeviceBlkConfigGeometrySectors(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint8(offset + 19, value);
}

/** `blkSize` of the record at `offset`. */
export function getVirtioDeviceBlkConfigBlkSize(view: DataView, offset = 0): number {
  return view.getUint32(offset + 20, true);
}

/** Sets `blkSize` of the record at `offset`. */
export function setVirtioDeviceBlkConfigBlkSize(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 20, value, true);
}

/** `physicalBlockExp` of the record at `offset`. */
export function getVirtioDeviceBlkConfigPhysicalBlockExp(view: DataView, offset = 0): number {
  return view.getUint8(offset + 24);
}

/** Sets `physicalBlockExp` of the record at `offset`. */
export function setVirtioDeviceBlkConfigPhysicalBlockExp(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint8(offset + 24, value);
}

/** `alignmentOffset` of the record at `offset`. */
export function getVirtioDeviceBlkConfigAlignmentOffset(view: DataView, offset = 0): number {
  return view.getUint8(offset + 25);
}

/** Sets `alignmentOffset` of the record at `offset`. */
export function setVirtioDeviceBlkConfigAlignmentOffset(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint8(offset + 25, value);
}

/** `minIoSize` of the record at `offset`. */
export function getVirtioDeviceBlkConfigMinIoSize(view: DataView, offset = 0): number {
  return view.getUint16(offset + 26, true);
}

/** Sets `minIoSize` of the record at `offset`. */
export function setVirtioDeviceBlkConfigMinIoSize(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint16(offset + 26, value, true);
}

/** `optIoSize` of the record at `offset`. */
export function getVirtioDeviceBlkConfigOptIoSize(view: DataView, offset = 0): number {
  return view.getUint32(offset + 28, true);
}

/** Sets `optIoSize` of the record at `offset`. */
export function setVirtioDeviceBlkConfigOptIoSize(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 28, value, true);
}

/** `wce` of the record at `offset`. */
export function getVirtioDeviceBlkConfigWce(view: DataView, offset = 0): number {
  return view.getUint8(offset + 32);
}

/** Sets `wce` of the record at `offset`. */
export function setVirtioDeviceBlkConfigWce(view: DataView, offset: number, value: number): void {
  view.setUint8(offset + 32, value);
}

/** `unused` of the record at `offset`. */
export function getVirtioDeviceBlkConfigUnused(view: DataView, offset = 0): number {
  return view.getUint8(offset + 33);
}

/** Sets `unused` of the record at `offset`. */
export function setVirtioDeviceBlkConfigUnused(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint8(offset + 33, value);
}

/** `numQueues` of the record at `offset`. */
export function getVirtioDeviceBlkConfigNumQueues(view: DataView, offset = 0): number {
  return view.getUint16(offset + 34, true);
}

/** Sets `numQueues` of the record at `offset`. */
export function setVirtioDeviceBlkConfigNumQueues(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint16(offset + 34, value, true);
}

/** `maxDiscardSectors` of the record at `offset`. */
export function getVirtioDeviceBlkConfigMaxDiscardSectors(view: DataView, offset = 0): number {
  return view.getUint32(offset + 36, true);
}

/** Sets `maxDiscardSectors` of the record at `offset`. */
export function setVirtioDeviceBlkConfigMaxDiscardSectors(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 36, value, true);
}

/** `maxDiscardSeg` of the record at `offset`. */
export function getVirtioDeviceBlkConfigMaxDiscardSeg(view: DataView, offset = 0): number {
  return view.getUint32(offset + 40, true);
}

/** Sets `maxDiscardSeg` of the record at `offset`. */
export function setVirtioDeviceBlkConfigMaxDiscardSeg(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 40, value, true);
}

/** `discardSectorAlignment` of the record at `offset`. */
export function getVirtioDeviceBlkConfigDiscardSectorAlignment(view: DataView, offset = 0): number {
  return view.getUint32(offset + 44, true);
}

/** Sets `discardSectorAlignment` of the record at `offset`. */
export function setVirtioDeviceBlkConfigDiscardSectorAlignment(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 44, value, true);
}

/** `maxWriteZeroesSectors` of the record at `offset`. */
export function getVirtioDeviceBlkConfigMaxWriteZeroesSectors(view: DataView, offset = 0): number {
  return view.getUint32(offset + 48, true);
}

/** Sets `maxWriteZeroesSectors` of the record at `offset`. */
export function setVirtioDeviceBlkConfigMaxWriteZeroesSectors(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 48, value, true);
}

/** `maxWriteZeroesSeg` of the record at `offset`. */
export function getVirtioDeviceBlkConfigMaxWriteZeroesSeg(view: DataView, offset = 0): number {
  return view.getUint32(offset + 52, true);
}

/** Sets `maxWriteZeroesSeg` of the record at `offset`. */
export function setVirtioDeviceBlkConfigMaxWriteZeroesSeg(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 52, value, true);
}

/** `writeZeroesMayUnmap` of the record at `offset`. */
export function getVirtioDeviceBlkConfigWriteZeroesMayUnmap(view: DataView, offset = 0): number {
  return view.getUint8(offset + 56);
}

/** Sets `writeZeroesMayUnmap` of the record at `offset`. */
export function setVirtioDeviceBlkConfigWriteZeroesMayUnmap(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint8(offset + 56, value);
}

/** `unused1` of the record at `offset`. */
export function getVirtioDeviceBlkConfigUnused1(
  view: DataView,
  offset: number,
  index: number,
): number {
  wire.checkIndex(index, 3, "VirtioDeviceBlkConfig.unused1");
  return view.getUint8(offset + 57 + index);
}

/** Sets `unused1` of the record at `offset`. */
export function setVirtioDeviceBlkConfigUnused1(
  view: DataView,
  offset: number,
  index: number,
  value: number,
): void {
  wire.checkIndex(index, 3, "VirtioDeviceBlkConfig.unused1");
  view.setUint8(offset + 57 + index, value);
}

/** `maxSecureEraseSectors` of the record at `offset`. */
export function getVirtioDeviceBlkConfigMaxSecureEraseSectors(view: DataView, offset = 0): number {
  return view.getUint32(offset + 60, true);
}

/** Sets `maxSecureEraseSectors` of the record at `offset`. */
export function setVirtioDeviceBlkConfigMaxSecureEraseSectors(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 60, value, true);
}

/** `maxSecureEraseSeg` of the record at `offset`. */
export function getVirtioDeviceBlkConfigMaxSecureEraseSeg(view: DataView, offset = 0): number {
  return view.getUint32(offset + 64, true);
}

/** Sets `maxSecureEraseSeg` of the record at `offset`. */
export function setVirtioDeviceBlkConfigMaxSecureEraseSeg(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 64, value, true);
}

/** `secureEraseSectorAlignment` of the record at `offset`. */
export function getVirtioDeviceBlkConfigSecureEraseSectorAlignment(
  view: DataView,
  offset = 0,
): number {
  return view.getUint32(offset + 68, true);
}

/** Sets `secureEraseSectorAlignment` of the record at `offset`. */
export function setVirtioDeviceBlkConfigSecureEraseSectorAlignment(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 68, value, true);
}

/** Configuration of a console. */
export interface VirtioDeviceConsoleConfig {
  cols: number;
  rows: number;
  maxNrPorts: number;
  /** Written by the driver: a character to be put out at once. */
  emergWr: number;
}

/** Bytes of a {@link VirtioDeviceConsoleConfig}. */
export const virtioDeviceConsoleConfigSize = 12;

/** The {@link VirtioDeviceConsoleConfig} in `view`, or at `offset` in a larger one. */
export function decodeVirtioDeviceConsoleConfig(
  view: DataView,
  offset?: number,
): VirtioDeviceConsoleConfig {
  const at = recordAt(view, offset, 12, "VirtioDeviceConsoleConfig");
  return {
    cols: view.getUint16(at, true),
    rows: view.getUint16(at + 2, true),
    maxNrPorts: view.getUint32(at + 4, true),
    emergWr: view.getUint32(at + 8, true),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVirtioDeviceConsoleConfig(
  value: VirtioDeviceConsoleConfig,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 12, "VirtioDeviceConsoleConfig");
  view.setUint16(at, value.cols, true);
  view.setUint16(at + 2, value.rows, true);
  view.setUint32(at + 4, value.maxNrPorts, true);
  view.setUint32(at + 8, value.emergWr, true);
}

/** `cols` of the record at `offset`. */
export function getVirtioDeviceConsoleConfigCols(view: DataView, offset = 0): number {
  return view.getUint16(offset, true);
}

/** Sets `cols` of the record at `offset`. */
export function setVirtioDeviceConsoleConfigCols(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint16(offset, value, true);
}

/** `rows` of the record at `offset`. */
export function getVirtioDeviceConsoleConfigRows(view: DataView, offset = 0): number {
  return view.getUint16(offset + 2, true);
}

/** Sets `rows` of the record at `offset`. */
export function setVirtioDeviceConsoleConfigRows(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint16(offset + 2, value, true);
}

/** `maxNrPorts` of the record at `offset`. */
export function getVirtioDeviceConsoleConfigMaxNrPorts(view: DataView, offset = 0): number {
  return view.getUint32(offset + 4, true);
}

/** Sets `maxNrPorts` of the record at `offset`. */
export function setVirtioDeviceConsoleConfigMaxNrPorts(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 4, value, true);
}

/** `emergWr` of the record at `offset`. */
export function getVirtioDeviceConsoleConfigEmergWr(view: DataView, offset = 0): number {
  return view.getUint32(offset + 8, true);
}

/** Sets `emergWr` of the record at `offset`. */
export function setVirtioDeviceConsoleConfigEmergWr(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 8, value, true);
}

/** Before every frame, in both directions. */
export interface VirtioDeviceNetHdrV1 {
  flags: number;
  gsoType: number;
  hdrLen: number;
  gsoSize: number;
  /** Or segments, for coalesced frames. */
  csumStart: number;
  /** Or duplicate acknowledgements, for coalesced frames. */
  csumOffset: number;
  /** Buffers that the frame takes. */
  numBuffers: number;
}

/** Bytes of a {@link VirtioDeviceNetHdrV1}. */
export const virtioDeviceNetHdrV1Size = 12;

/** The {@link VirtioDeviceNetHdrV1} in `view`, or at `offset` in a larger one. */
export function decodeVirtioDeviceNetHdrV1(view: DataView, offset?: number): VirtioDeviceNetHdrV1 {
  const at = recordAt(view, offset, 12, "VirtioDeviceNetHdrV1");
  return {
    flags: view.getUint8(at),
    gsoType: view.getUint8(at + 1),
    hdrLen: view.getUint16(at + 2, true),
    gsoSize: view.getUint16(at + 4, true),
    csumStart: view.getUint16(at + 6, true),
    csumOffset: view.getUint16(at + 8, true),
    numBuffers: view.getUint16(at + 10, true),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVirtioDeviceNetHdrV1(
  value: VirtioDeviceNetHdrV1,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 12, "VirtioDeviceNetHdrV1");
  view.setUint8(at, value.flags);
  view.setUint8(at + 1, value.gsoType);
  view.setUint16(at + 2, value.hdrLen, true);
  view.setUint16(at + 4, value.gsoSize, true);
  view.setUint16(at + 6, value.csumStart, true);
  view.setUint16(at + 8, value.csumOffset, true);
  view.setUint16(at + 10, value.numBuffers, true);
}

/** `flags` of the record at `offset`. */
export function getVirtioDeviceNetHdrV1Flags(view: DataView, offset = 0): number {
  return view.getUint8(offset);
}

/** Sets `flags` of the record at `offset`. */
export function setVirtioDeviceNetHdrV1Flags(view: DataView, offset: number, value: number): void {
  view.setUint8(offset, value);
}

/** `gsoType` of the record at `offset`. */
export function getVirtioDeviceNetHdrV1GsoType(view: DataView, offset = 0): number {
  return view.getUint8(offset + 1);
}

/** Sets `gsoType` of the record at `offset`. */
export function setVirtioDeviceNetHdrV1GsoType(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint8(offset + 1, value);
}

/** `hdrLen` of the record at `offset`. */
export function getVirtioDeviceNetHdrV1HdrLen(view: DataView, offset = 0): number {
  return view.getUint16(offset + 2, true);
}

/** Sets `hdrLen` of the record at `offset`. */
export function setVirtioDeviceNetHdrV1HdrLen(view: DataView, offset: number, value: number): void {
  view.setUint16(offset + 2, value, true);
}

/** `gsoSize` of the record at `offset`. */
export function getVirtioDeviceNetHdrV1GsoSize(view: DataView, offset = 0): number {
  return view.getUint16(offset + 4, true);
}

/** Sets `gsoSize` of the record at `offset`. */
export function setVirtioDeviceNetHdrV1GsoSize(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint16(offset + 4, value, true);
}

/** `csumStart` of the record at `offset`. */
export function getVirtioDeviceNetHdrV1CsumStart(view: DataView, offset = 0): number {
  return view.getUint16(offset + 6, true);
}

/** Sets `csumStart` of the record at `offset`. */
export function setVirtioDeviceNetHdrV1CsumStart(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint16(offset + 6, value, true);
}

/** `csumOffset` of the record at `offset`. */
export function getVirtioDeviceNetHdrV1CsumOffset(view: DataView, offset = 0): number {
  return view.getUint16(offset + 8, true);
}

/** Sets `csumOffset` of the record at `offset`. */
export function setVirtioDeviceNetHdrV1CsumOffset(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint16(offset + 8, value, true);
}

/** `numBuffers` of the record at `offset`. */
export function getVirtioDeviceNetHdrV1NumBuffers(view: DataView, offset = 0): number {
  return view.getUint16(offset + 10, true);
}

/** Sets `numBuffers` of the record at `offset`. */
export function setVirtioDeviceNetHdrV1NumBuffers(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint16(offset + 10, value, true);
}

/** The first buffer of a transfer. */
export interface VirtioDeviceI2cOutHdr {
  /** The 7-bit address, shifted left by one. */
  addr: number;
  /** Bit 0: stop at an error. Bit 1: the data is read. */
  flags: number;
}

/** Bytes of a {@link VirtioDeviceI2cOutHdr}. */
export const virtioDeviceI2cOutHdrSize = 8;

/** The {@link VirtioDeviceI2cOutHdr} in `view`, or at `offset` in a larger one. */
export function decodeVirtioDeviceI2cOutHdr(
  view: DataView,
  offset?: number,
): VirtioDeviceI2cOutHdr {
  const at = recordAt(view, offset, 8, "VirtioDeviceI2cOutHdr");
  return {
    addr: view.getUint16(at, true),
    flags: view.getUint32(at + 4, true),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVirtioDeviceI2cOutHdr(
  value: VirtioDeviceI2cOutHdr,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 8, "VirtioDeviceI2cOutHdr");
  view.setUint16(at, value.addr, true);
  view.setUint16(at + 2, 0, true);
  view.setUint32(at + 4, value.flags, true);
}

/** `addr` of the record at `offset`. */
export function getVirtioDeviceI2cOutHdrAddr(view: DataView, offset = 0): number {
  return view.getUint16(offset, true);
}

/** Sets `addr` of the record at `offset`. */
export function setVirtioDeviceI2cOutHdrAddr(view: DataView, offset: number, value: number): void {
  view.setUint16(offset, value, true);
}

/** `flags` of the record at `offset`. */
export function getVirtioDeviceI2cOutHdrFlags(view: DataView, offset = 0): number {
  return view.getUint32(offset + 4, true);
}

/** Sets `flags` of the record at `offset`. */
export function setVirtioDeviceI2cOutHdrFlags(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 4, value, true);
}

/** The last buffer of a transfer. */
export interface VirtioDeviceI2cInHdr {
  /** 0 for success. */
  status: number;
}

/** Bytes of a {@link VirtioDeviceI2cInHdr}. */
export const virtioDeviceI2cInHdrSize = 1;

/** The {@link VirtioDeviceI2cInHdr} in `view`, or at `offset` in a larger one. */
export function decodeVirtioDeviceI2cInHdr(view: DataView, offset?: number): VirtioDeviceI2cInHdr {
  const at = recordAt(view, offset, 1, "VirtioDeviceI2cInHdr");
  return {
    status: view.getUint8(at),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVirtioDeviceI2cInHdr(
  value: VirtioDeviceI2cInHdr,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 1, "VirtioDeviceI2cInHdr");
  view.setUint8(at, value.status);
}

/** `status` of the record at `offset`. */
export function getVirtioDeviceI2cInHdrStatus(view: DataView, offset = 0): number {
  return view.getUint8(offset);
}

/** Sets `status` of the record at `offset`. */
export function setVirtioDeviceI2cInHdrStatus(view: DataView, offset: number, value: number): void {
  view.setUint8(offset, value);
}

/** What the driver asks of a line. */
export interface VirtioDeviceGpioRequest {
  type: number;
  /** The line. */
  gpio: number;
  value: number;
}

/** Bytes of a {@link VirtioDeviceGpioRequest}. */
export const virtioDeviceGpioRequestSize = 8;

/** The {@link VirtioDeviceGpioRequest} in `view`, or at `offset` in a larger one. */
export function decodeVirtioDeviceGpioRequest(
  view: DataView,
  offset?: number,
): VirtioDeviceGpioRequest {
  const at = recordAt(view, offset, 8, "VirtioDeviceGpioRequest");
  return {
    type: view.getUint16(at, true),
    gpio: view.getUint16(at + 2, true),
    value: view.getUint32(at + 4, true),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVirtioDeviceGpioRequest(
  value: VirtioDeviceGpioRequest,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 8, "VirtioDeviceGpioRequest");
  view.setUint16(at, value.type, true);
  view.setUint16(at + 2, value.gpio, true);
  view.setUint32(at + 4, value.value, true);
}

/** `type` of the record at `offset`. */
export function getVirtioDeviceGpioRequestType(view: DataView, offset = 0): number {
  return view.getUint16(offset, true);
}

/** Sets `type` of the record at `offset`. */
export function setVirtioDeviceGpioRequestType(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint16(offset, value, true);
}

/** `gpio` of the record at `offset`. */
export function getVirtioDeviceGpioRequestGpio(view: DataView, offset = 0): number {
  return view.getUint16(offset + 2, true);
}

/** Sets `gpio` of the record at `offset`. */
export function setVirtioDeviceGpioRequestGpio(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint16(offset + 2, value, true);
}

/** `value` of the record at `offset`. */
export function getVirtioDeviceGpioRequestValue(view: DataView, offset = 0): number {
  return view.getUint32(offset + 4, true);
}

/** Sets `value` of the record at `offset`. */
export function setVirtioDeviceGpioRequestValue(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 4, value, true);
}

/** The answer. */
export interface VirtioDeviceGpioResponse {
  /** 0 for success. */
  status: number;
  value: number;
}

/** Bytes of a {@link VirtioDeviceGpioResponse}. */
export const virtioDeviceGpioResponseSize = 2;

/** The {@link VirtioDeviceGpioResponse} in `view`, or at `offset` in a larger one. */
export function decodeVirtioDeviceGpioResponse(
  view: DataView,
  offset?: number,
): VirtioDeviceGpioResponse {
  const at = recordAt(view, offset, 2, "VirtioDeviceGpioResponse");
  return {
    status: view.getUint8(at),
    value: view.getUint8(at + 1),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVirtioDeviceGpioResponse(
  value: VirtioDeviceGpioResponse,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 2, "VirtioDeviceGpioResponse");
  view.setUint8(at, value.status);
  view.setUint8(at + 1, value.value);
}

/** `status` of the record at `offset`. */
export function getVirtioDeviceGpioResponseStatus(view: DataView, offset = 0): number {
  return view.getUint8(offset);
}

/** Sets `status` of the record at `offset`. */
export function setVirtioDeviceGpioResponseStatus(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint8(offset, value);
}

/** `value` of the record at `offset`. */
export function getVirtioDeviceGpioResponseValue(view: DataView, offset = 0): number {
  return view.getUint8(offset + 1);
}

/** Sets `value` of the record at `offset`. */
export function setVirtioDeviceGpioResponseValue(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint8(offset + 1, value);
}

/** Before every packet. */
export interface VirtioDeviceVsockHdr {
  srcCid: number;
  dstCid: number;
  srcPort: number;
  dstPort: number;
  /** Bytes behind this header. */
  len: number;
  type: number;
  op: number;
  flags: number;
  bufAlloc: number;
  fwdCnt: number;
}

/** Bytes of a {@link VirtioDeviceVsockHdr}. */
export const virtioDeviceVsockHdrSize = 44;

/** The {@link VirtioDeviceVsockHdr} in `view`, or at `offset` in a larger one. */
export function decodeVirtioDeviceVsockHdr(view: DataView, offset?: number): VirtioDeviceVsockHdr {
  const at = recordAt(view, offset, 44, "VirtioDeviceVsockHdr");
  return {
    srcCid: readNumberLE(view, at, "VirtioDeviceVsockHdr.src_cid"),
    dstCid: readNumberLE(view, at + 8, "VirtioDeviceVsockHdr.dst_cid"),
    srcPort: view.getUint32(at + 16, true),
    dstPort: view.getUint32(at + 20, true),
    len: view.getUint32(at + 24, true),
    type: view.getUint16(at + 28, true),
    op: view.getUint16(at + 30, true),
    flags: view.getUint32(at + 32, true),
    bufAlloc: view.getUint32(at + 36, true),
    fwdCnt: view.getUint32(at + 40, true),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVirtioDeviceVsockHdr(
  value: VirtioDeviceVsockHdr,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 44, "VirtioDeviceVsockHdr");
  writeNumberLE(view, at, value.srcCid, "VirtioDeviceVsockHdr.src_cid");
  writeNumberLE(view, at + 8, value.dstCid, "VirtioDeviceVsockHdr.dst_cid");
  view.setUint32(at + 16, value.srcPort, true);
  view.setUint32(at + 20, value.dstPort, true);
  view.setUint32(at + 24, value.len, true);
  view.setUint16(at + 28, value.type, true);
  view.setUint16(at + 30, value.op, true);
  view.setUint32(at + 32, value.flags, true);
  view.setUint32(at + 36, value.bufAlloc, true);
  view.setUint32(at + 40, value.fwdCnt, true);
}

/** `srcCid` of the record at `offset`. */
export function getVirtioDeviceVsockHdrSrcCid(view: DataView, offset = 0): number {
  return readNumberLE(view, offset, "VirtioDeviceVsockHdr.src_cid");
}

/** Sets `srcCid` of the record at `offset`. */
export function setVirtioDeviceVsockHdrSrcCid(view: DataView, offset: number, value: number): void {
  writeNumberLE(view, offset, value, "VirtioDeviceVsockHdr.src_cid");
}

/** The low 32 bits of `srcCid`. */
export function getVirtioDeviceVsockHdrSrcCidLow(view: DataView, offset = 0): number {
  return view.getUint32(offset, true);
}

/** Sets the low 32 bits of `srcCid`. */
export function setVirtioDeviceVsockHdrSrcCidLow(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset, value, true);
}

/** The high 32 bits of `srcCid`. */
export function getVirtioDeviceVsockHdrSrcCidHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 4, true);
}

/** Sets the high 32 bits of `srcCid`. */
export function setVirtioDeviceVsockHdrSrcCidHigh(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 4, value, true);
}

/** `dstCid` of the record at `offset`. */
export function getVirtioDeviceVsockHdrDstCid(view: DataView, offset = 0): number {
  return readNumberLE(view, offset + 8, "VirtioDeviceVsockHdr.dst_cid");
}

/** Sets `dstCid` of the record at `offset`. */
export function setVirtioDeviceVsockHdrDstCid(view: DataView, offset: number, value: number): void {
  writeNumberLE(view, offset + 8, value, "VirtioDeviceVsockHdr.dst_cid");
}

/** The low 32 bits of `dstCid`. */
export function getVirtioDeviceVsockHdrDstCidLow(view: DataView, offset = 0): number {
  return view.getUint32(offset + 8, true);
}

/** Sets the low 32 bits of `dstCid`. */
export function setVirtioDeviceVsockHdrDstCidLow(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 8, value, true);
}

/** The high 32 bits of `dstCid`. */
export function getVirtioDeviceVsockHdrDstCidHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 12, true);
}

/** Sets the high 32 bits of `dstCid`. */
export function setVirtioDeviceVsockHdrDstCidHigh(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 12, value, true);
}

/** `srcPort` of the record at `offset`. */
export function getVirtioDeviceVsockHdrSrcPort(view: DataView, offset = 0): number {
  return view.getUint32(offset + 16, true);
}

/** Sets `srcPort` of the record at `offset`. */
export function setVirtioDeviceVsockHdrSrcPort(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 16, value, true);
}

/** `dstPort` of the record at `offset`. */
export function getVirtioDeviceVsockHdrDstPort(view: DataView, offset = 0): number {
  return view.getUint32(offset + 20, true);
}

/** Sets `dstPort` of the record at `offset`. */
export function setVirtioDeviceVsockHdrDstPort(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 20, value, true);
}

/** `len` of the record at `offset`. */
export function getVirtioDeviceVsockHdrLen(view: DataView, offset = 0): number {
  return view.getUint32(offset + 24, true);
}

/** Sets `len` of the record at `offset`. */
export function setVirtioDeviceVsockHdrLen(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 24, value, true);
}

/** `type` of the record at `offset`. */
export function getVirtioDeviceVsockHdrType(view: DataView, offset = 0): number {
  return view.getUint16(offset + 28, true);
}

/** Sets `type` of the record at `offset`. */
export function setVirtioDeviceVsockHdrType(view: DataView, offset: number, value: number): void {
  view.setUint16(offset + 28, value, true);
}

/** `op` of the record at `offset`. */
export function getVirtioDeviceVsockHdrOp(view: DataView, offset = 0): number {
  return view.getUint16(offset + 30, true);
}

/** Sets `op` of the record at `offset`. */
export function setVirtioDeviceVsockHdrOp(view: DataView, offset: number, value: number): void {
  view.setUint16(offset + 30, value, true);
}

/** `flags` of the record at `offset`. */
export function getVirtioDeviceVsockHdrFlags(view: DataView, offset = 0): number {
  return view.getUint32(offset + 32, true);
}

/** Sets `flags` of the record at `offset`. */
export function setVirtioDeviceVsockHdrFlags(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 32, value, true);
}

/** `bufAlloc` of the record at `offset`. */
export function getVirtioDeviceVsockHdrBufAlloc(view: DataView, offset = 0): number {
  return view.getUint32(offset + 36, true);
}

/** Sets `bufAlloc` of the record at `offset`. */
export function setVirtioDeviceVsockHdrBufAlloc(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 36, value, true);
}

/** `fwdCnt` of the record at `offset`. */
export function getVirtioDeviceVsockHdrFwdCnt(view: DataView, offset = 0): number {
  return view.getUint32(offset + 40, true);
}

/** Sets `fwdCnt` of the record at `offset`. */
export function setVirtioDeviceVsockHdrFwdCnt(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 40, value, true);
}
