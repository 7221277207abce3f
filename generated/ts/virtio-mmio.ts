// Generated from idl/virtio-mmio/virtio-mmio.idl; do not edit.

import * as wire from "./hypershim.ts";

const recordAt = wire.recordAt;

/** "virt", as a little-endian number. */
export const virtioMmioMagic = 0x74726976;

/** Bytes of a device's window: the registers, and 256 bytes of configuration. */
export const virtioMmioWindow = 0x200;

/** How far the driver has come. Bits are only ever added; a write of 0 resets the device. */
export const VirtioMmioStatus = {
  /** The guest has found the device. */
  acknowledge: 0x1,
  /** It has a driver for it. */
  driver: 0x2,
  /** The driver is ready: the device may use its queues. */
  driverOk: 0x4,
  /**
   * The driver is done with features. A device that cannot live with them does not
   * keep this bit; the driver reads it back.
   */
  featuresOk: 0x8,
  /** The driver wants the device suspended; needs the feature of that name. */
  suspend: 0x10,
  /** Set by the device: it cannot go on. */
  needsReset: 0x40,
  /** The driver gave up. */
  failed: 0x80,
} as const;
export type VirtioMmioStatus = number;

/** Features of transport and queues; the device's own are bits 0 to 23 and from 50 on. */
export const VirtioMmioFeature = {
  /** Legacy only. */
  notifyOnEmpty: 0x1000000n,
  /** Between vhost ends only: log every write to guest memory. */
  logAll: 0x4000000n,
  /** Legacy only. */
  anyLayout: 0x8000000n,
  /** A descriptor may point to a table of descriptors. */
  ringIndirectDesc: 0x10000000n,
  /** Kicks and interrupts are suppressed by index, not by flag. */
  ringEventIdx: 0x20000000n,
  /** Between vhost-user ends only: there are protocol features. */
  protocolFeatures: 0x40000000n,
  /** The device is not a legacy device; all integers are little-endian. */
  version1: 0x100000000n,
  /** Addresses are the platform's to translate; grants need it. */
  accessPlatform: 0x200000000n,
  /** Packed queues instead of split ones. */
  ringPacked: 0x400000000n,
  /** Buffers are used in the order in which they were made available. */
  inOrder: 0x800000000n,
  /** Memory ordering as for real devices on this platform. */
  orderPlatform: 0x1000000000n,
  /** Single root I/O virtualization. */
  srIov: 0x2000000000n,
  /** Notifications carry the position in the queue, not only its index. */
  notificationData: 0x4000000000n,
  /** Notifications carry a value which the device chose. */
  notifConfigData: 0x8000000000n,
  /** Queues can be reset one by one. */
  ringReset: 0x10000000000n,
  /** There is an administration queue. */
  adminVq: 0x20000000000n,
  /** The device can be suspended. */
  suspend: 0x80000000000n,
} as const;
export type VirtioMmioFeature = bigint;

/**
 * What the driver writes to `queue_notify` when `notification_data` was negotiated;
 * without it, the register is the queue's index alone.
 */
export interface VirtioMmioNotification {
  /** The queue's index. */
  vqn: number;
  /** Where the next available entry will be written. */
  nextOffset: number;
  /** The wrap counter of that entry; packed queues only. */
  nextWrap: boolean;
}

/** Bytes of a {@link VirtioMmioNotification}. */
export const virtioMmioNotificationSize = 4;

/** The parts of the integer `bits`. */
export function unpackVirtioMmioNotification(bits: number): VirtioMmioNotification {
  return {
    vqn: bits & 0xffff,
    nextOffset: (bits >>> 16) & 0x7fff,
    nextWrap: (bits & 0x80000000) !== 0,
  };
}

/** The integer that has these parts. */
export function packVirtioMmioNotification(value: VirtioMmioNotification): number {
  return (
    (value.vqn & 0xffff)
    | ((value.nextOffset & 0x7fff) << 16)
    | (value.nextWrap ? 0x80000000 : 0)
  ) >>> 0;
}

/** The {@link VirtioMmioNotification} in `view`, or at `offset` in a larger one. */
export function decodeVirtioMmioNotification(
  view: DataView,
  offset?: number,
): VirtioMmioNotification {
  const at = recordAt(view, offset, 4, "VirtioMmioNotification");
  const bits = view.getUint32(at, true);
  return unpackVirtioMmioNotification(bits);
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVirtioMmioNotification(
  value: VirtioMmioNotification,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 4, "VirtioMmioNotification");
  view.setUint32(at, packVirtioMmioNotification(value), true);
}

/** `vqn` of the record at `offset`. */
export function getVirtioMmioNotificationVqn(view: DataView, offset = 0): number {
  return view.getUint32(offset, true) & 0xffff;
}

/** Sets `vqn` of the record at `offset`. */
export function setVirtioMmioNotificationVqn(view: DataView, offset: number, value: number): void {
  const others = view.getUint32(offset, true) & 0xffff0000;
  view.setUint32(offset, others | (value & 0xffff), true);
}

/** `nextOffset` of the record at `offset`. */
export function getVirtioMmioNotificationNextOffset(view: DataView, offset = 0): number {
  return (view.getUint32(offset, true) >>> 16) & 0x7fff;
}

/** Sets `nextOffset` of the record at `offset`. */
export function setVirtioMmioNotificationNextOffset(
  view: DataView,
  offset: number,
  value: number,
): void {
  const others = view.getUint32(offset, true) & 0x8000ffff;
  view.setUint32(offset, others | ((value & 0x7fff) << 16), true);
}

/** `nextWrap` of the record at `offset`. */
export function getVirtioMmioNotificationNextWrap(view: DataView, offset = 0): boolean {
  return (view.getUint32(offset, true) & 0x80000000) !== 0;
}

/** Sets `nextWrap` of the record at `offset`. */
export function setVirtioMmioNotificationNextWrap(
  view: DataView,
  offset: number,
  value: boolean,
): void {
  const others = view.getUint32(offset, true) & 0x7fffffff;
  view.setUint32(offset, others | (value ? 0x80000000 : 0), true);
}

/** Why the device interrupted. */
export interface VirtioMmioInterruptStatus {
  /** The device used a buffer of some queue. */
  usedBuffer: boolean;
  /** The configuration changed. */
  configChange: boolean;
}

/** Bytes of a {@link VirtioMmioInterruptStatus}. */
export const virtioMmioInterruptStatusSize = 4;

/** The parts of the integer `bits`. */
export function unpackVirtioMmioInterruptStatus(bits: number): VirtioMmioInterruptStatus {
  return {
    usedBuffer: (bits & 1) !== 0,
    configChange: (bits & 2) !== 0,
  };
}

/** The integer that has these parts. */
export function packVirtioMmioInterruptStatus(value: VirtioMmioInterruptStatus): number {
  return ((value.usedBuffer ? 1 : 0) | (value.configChange ? 2 : 0)) >>> 0;
}

/** The {@link VirtioMmioInterruptStatus} in `view`, or at `offset` in a larger one. */
export function decodeVirtioMmioInterruptStatus(
  view: DataView,
  offset?: number,
): VirtioMmioInterruptStatus {
  const at = recordAt(view, offset, 4, "VirtioMmioInterruptStatus");
  const bits = view.getUint32(at, true);
  return unpackVirtioMmioInterruptStatus(bits);
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVirtioMmioInterruptStatus(
  value: VirtioMmioInterruptStatus,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 4, "VirtioMmioInterruptStatus");
  view.setUint32(at, packVirtioMmioInterruptStatus(value), true);
}

/** `usedBuffer` of the record at `offset`. */
export function getVirtioMmioInterruptStatusUsedBuffer(view: DataView, offset = 0): boolean {
  return (view.getUint32(offset, true) & 1) !== 0;
}

/** Sets `usedBuffer` of the record at `offset`. */
export function setVirtioMmioInterruptStatusUsedBuffer(
  view: DataView,
  offset: number,
  value: boolean,
): void {
  const others = view.getUint32(offset, true) & 0xfffffffe;
  view.setUint32(offset, others | (value ? 1 : 0), true);
}

/** `configChange` of the record at `offset`. */
export function getVirtioMmioInterruptStatusConfigChange(view: DataView, offset = 0): boolean {
  return (view.getUint32(offset, true) & 2) !== 0;
}

/** Sets `configChange` of the record at `offset`. */
export function setVirtioMmioInterruptStatusConfigChange(
  view: DataView,
  offset: number,
  value: boolean,
): void {
  const others = view.getUint32(offset, true) & 0xfffffffd;
  view.setUint32(offset, others | (value ? 2 : 0), true);
}

/** The driver has seen these reasons: they are cleared from interrupt_status. */
export interface VirtioMmioInterruptAck {
  usedBuffer: boolean;
  configChange: boolean;
}

/** Bytes of a {@link VirtioMmioInterruptAck}. */
export const virtioMmioInterruptAckSize = 4;

/** The parts of the integer `bits`. */
export function unpackVirtioMmioInterruptAck(bits: number): VirtioMmioInterruptAck {
  return {
    usedBuffer: (bits & 1) !== 0,
    configChange: (bits & 2) !== 0,
  };
}

/** The integer that has these parts. */
export function packVirtioMmioInterruptAck(value: VirtioMmioInterruptAck): number {
  return ((value.usedBuffer ? 1 : 0) | (value.configChange ? 2 : 0)) >>> 0;
}

/** The {@link VirtioMmioInterruptAck} in `view`, or at `offset` in a larger one. */
export function decodeVirtioMmioInterruptAck(
  view: DataView,
  offset?: number,
): VirtioMmioInterruptAck {
  const at = recordAt(view, offset, 4, "VirtioMmioInterruptAck");
  const bits = view.getUint32(at, true);
  return unpackVirtioMmioInterruptAck(bits);
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVirtioMmioInterruptAck(
  value: VirtioMmioInterruptAck,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 4, "VirtioMmioInterruptAck");
  view.setUint32(at, packVirtioMmioInterruptAck(value), true);
}

/** `usedBuffer` of the record at `offset`. */
export function getVirtioMmioInterruptAckUsedBuffer(view: DataView, offset = 0): boolean {
  return (view.getUint32(offset, true) & 1) !== 0;
}

/** Sets `usedBuffer` of the record at `offset`. */
export function setVirtioMmioInterruptAckUsedBuffer(
  view: DataView,
  offset: number,
  value: boolean,
): void {
  const others = view.getUint32(offset, true) & 0xfffffffe;
  view.setUint32(offset, others | (value ? 1 : 0), true);
}

/** `configChange` of the record at `offset`. */
export function getVirtioMmioInterruptAckConfigChange(view: DataView, offset = 0): boolean {
  return (view.getUint32(offset, true) & 2) !== 0;
}

/** Sets `configChange` of the record at `offset`. */
export function setVirtioMmioInterruptAckConfigChange(
  view: DataView,
  offset: number,
  value: boolean,
): void {
  const others = view.getUint32(offset, true) & 0xfffffffd;
  view.setUint32(offset, others | (value ? 2 : 0), true);
}

/** Bytes of the registers. */
export const virtioMmioSize = 0x200;

/**
 * The driver's view, in the order in which it uses them: look at the first three, reset
 * and set status, exchange features, then for each queue select it, check that it is not
 * ready, give its size and three addresses, and make it ready; at last driver_ok.
 */
export const VirtioMmioOffset = {
  /** Reads "virt". */
  magicValue: 0x000,
  /** 1 is a legacy device. */
  version: 0x004,
  /** 0 is an empty window: the driver leaves it alone without a word. */
  deviceId: 0x008,
  vendorId: 0x00c,
  /** 32 bits of what the device offers, those selected. */
  deviceFeatures: 0x010,
  /** 0 selects bits 0 to 31, 1 bits 32 to 63; others are zero. */
  deviceFeaturesSel: 0x014,
  /** 32 bits of what the driver accepts, those selected. */
  driverFeatures: 0x020,
  /** As device_features_sel. */
  driverFeaturesSel: 0x024,
  /** The queue that the queue registers below are about. */
  queueSel: 0x030,
  /** Largest size of the queue; 0 if there is no such queue. */
  queueNumMax: 0x034,
  /** Size of the queue, in entries. */
  queueNum: 0x038,
  /** 1: the device may use the queue. */
  queueReady: 0x044,
  /** There is something in this queue; see `virtio_notification`. */
  queueNotify: 0x050,
  /** Why the device interrupted. */
  interruptStatus: 0x060,
  /** The driver has seen these reasons: they are cleared from interrupt_status. */
  interruptAck: 0x064,
  /** Writing 0 resets the device. */
  status: 0x070,
  /** Guest-physical address of the descriptor table. */
  queueDesc: 0x080,
  /** Guest-physical address of the driver's ring. */
  queueAvail: 0x090,
  /** Guest-physical address of the device's ring. */
  queueUsed: 0x0a0,
  /** The shared memory region that the next two are about. */
  shmSel: 0x0ac,
  /** Bytes of the region; all ones if there is no such region. */
  shmLen: 0x0b0,
  /** Its guest-physical address; all ones if there is none. */
  shmBase: 0x0b8,
  /**
   * Needs the feature ring_reset. Writing 1 starts the reset of the queue; it reads as
   * 1 while that lasts and then as 0, and so does queue_ready. Not in Linux's header.
   */
  queueReset: 0x0c0,
  /** Changes whenever the configuration does: read it before and after several fields. */
  configGeneration: 0x0fc,
  /**
   * The device's own configuration. Fields are read at their own width. Drivers read
   * 64-bit ones as two halves; devices take the whole as well.
   */
  config: 0x100,
} as const;

/** What answers the accesses. A callback that is left out makes its register a hole. */
export interface VirtioMmioOps {
  /** 0 is an empty window: the driver leaves it alone without a word. */
  readDeviceId?(): number;
  readVendorId?(): number;
  /** 32 bits of what the device offers, those selected. */
  readDeviceFeatures?(): number;
  /** 0 selects bits 0 to 31, 1 bits 32 to 63; others are zero. */
  writeDeviceFeaturesSel?(value: number): void;
  /** 32 bits of what the driver accepts, those selected. */
  writeDriverFeatures?(value: number): void;
  /** As device_features_sel. */
  writeDriverFeaturesSel?(value: number): void;
  /** The queue that the queue registers below are about. */
  writeQueueSel?(value: number): void;
  /** Largest size of the queue; 0 if there is no such queue. */
  readQueueNumMax?(): number;
  /** Size of the queue, in entries. */
  writeQueueNum?(value: number): void;
  /** 1: the device may use the queue. */
  readQueueReady?(): number;
  /** 1: the device may use the queue. */
  writeQueueReady?(value: number): void;
  /** There is something in this queue; see `virtio_notification`. */
  writeQueueNotify?(value: number): void;
  /** Why the device interrupted. */
  readInterruptStatus?(): VirtioMmioInterruptStatus;
  /** The driver has seen these reasons: they are cleared from interrupt_status. */
  writeInterruptAck?(value: VirtioMmioInterruptAck): void;
  /** Writing 0 resets the device. */
  readStatus?(): number;
  /** Writing 0 resets the device. */
  writeStatus?(value: number): void;
  /** Guest-physical address of the descriptor table. */
  writeQueueDesc?(value: bigint, mask: bigint): void;
  /** Guest-physical address of the driver's ring. */
  writeQueueAvail?(value: bigint, mask: bigint): void;
  /** Guest-physical address of the device's ring. */
  writeQueueUsed?(value: bigint, mask: bigint): void;
  /** The shared memory region that the next two are about. */
  writeShmSel?(value: number): void;
  /** Bytes of the region; all ones if there is no such region. */
  readShmLen?(): bigint;
  /** Its guest-physical address; all ones if there is none. */
  readShmBase?(): bigint;
  /**
   * Needs the feature ring_reset. Writing 1 starts the reset of the queue; it reads as
   * 1 while that lasts and then as 0, and so does queue_ready. Not in Linux's header.
   */
  readQueueReset?(): number;
  /**
   * Needs the feature ring_reset. Writing 1 starts the reset of the queue; it reads as
   * 1 while that lasts and then as 0, and so does queue_ready. Not in Linux's header.
   */
  writeQueueReset?(value: number): void;
  /** Changes whenever the configuration does: read it before and after several fields. */
  readConfigGeneration?(): number;
  /**
   * The device's own configuration. Fields are read at their own width. Drivers read
   * 64-bit ones as two halves; devices take the whole as well.
   */
  readConfig?(offset: number, size: number): bigint;
  /**
   * The device's own configuration. Fields are read at their own width. Drivers read
   * 64-bit ones as two halves; devices take the whole as well.
   */
  writeConfig?(offset: number, size: number, value: bigint): void;
}

/**
 * The guest reads a register.
 * The status is 0, or a negative errno: -6 where there is no register, -22 for a width or an
 * alignment that it does not have, -13 where it cannot be read.
 */
export function readVirtioMmio(
  ops: VirtioMmioOps,
  offset: number,
  size: number,
): wire.RegisterValue {
  switch (offset) {
    case 0x000:
      return size === 4
        ? wire.registerValue(0x74726976, size)
        : wire.registerRefused(wire.badAccess);
    case 0x004:
      return size === 4
        ? wire.registerValue(2, size)
        : wire.registerRefused(wire.badAccess);
    case 0x008:
      return size === 4
        ? wire.registerValue(ops.readDeviceId?.(), size)
        : wire.registerRefused(wire.badAccess);
    case 0x00c:
      return size === 4
        ? wire.registerValue(ops.readVendorId?.(), size)
        : wire.registerRefused(wire.badAccess);
    case 0x010:
      return size === 4
        ? wire.registerValue(ops.readDeviceFeatures?.(), size)
        : wire.registerRefused(wire.badAccess);
    case 0x034:
      return size === 4
        ? wire.registerValue(ops.readQueueNumMax?.(), size)
        : wire.registerRefused(wire.badAccess);
    case 0x044:
      return size === 4
        ? wire.registerValue(ops.readQueueReady?.(), size)
        : wire.registerRefused(wire.badAccess);
    case 0x060:
      return size === 4
        ? wire.registerValue(
            ops.readInterruptStatus && packVirtioMmioInterruptStatus(ops.readInterruptStatus()),
            size,
          )
        : wire.registerRefused(wire.badAccess);
    case 0x070:
      return size === 4
        ? wire.registerValue(ops.readStatus?.(), size)
        : wire.registerRefused(wire.badAccess);
    case 0x0b0:
      return size === 4
        ? wire.registerHalf(ops.readShmLen?.(), 0n)
        : wire.registerRefused(wire.badAccess);
    case 0x0b4:
      return size === 4
        ? wire.registerHalf(ops.readShmLen?.(), 32n)
        : wire.registerRefused(wire.badAccess);
    case 0x0b8:
      return size === 4
        ? wire.registerHalf(ops.readShmBase?.(), 0n)
        : wire.registerRefused(wire.badAccess);
    case 0x0bc:
      return size === 4
        ? wire.registerHalf(ops.readShmBase?.(), 32n)
        : wire.registerRefused(wire.badAccess);
    case 0x0c0:
      return size === 4
        ? wire.registerValue(ops.readQueueReset?.(), size)
        : wire.registerRefused(wire.badAccess);
    case 0x0fc:
      return size === 4
        ? wire.registerValue(ops.readConfigGeneration?.(), size)
        : wire.registerRefused(wire.badAccess);
    case 0x014:
    case 0x020:
    case 0x024:
    case 0x030:
    case 0x038:
    case 0x050:
    case 0x064:
    case 0x080:
    case 0x084:
    case 0x090:
    case 0x094:
    case 0x0a0:
    case 0x0a4:
    case 0x0ac:
      return wire.registerRefused(size === 4 ? wire.forbidden : wire.badAccess);
  }
  if (offset >= 0x100 && offset < 0x200) {
    const isWhole = (offset - 0x100) % size === 0 && offset + size <= 0x200;
    if (!(isWhole && (size === 1 || size === 2 || size === 4 || size === 8))) {
      return wire.registerRefused(wire.badAccess);
    }
    return wire.registerValue(ops.readConfig?.(offset - 0x100, size), size);
  }
  const isInside =
    (offset >= 0 && offset < 0x018)
    || (offset >= 0x020 && offset < 0x028)
    || (offset >= 0x030 && offset < 0x03c)
    || (offset >= 0x044 && offset < 0x048)
    || (offset >= 0x050 && offset < 0x054)
    || (offset >= 0x060 && offset < 0x068)
    || (offset >= 0x070 && offset < 0x074)
    || (offset >= 0x080 && offset < 0x088)
    || (offset >= 0x090 && offset < 0x098)
    || (offset >= 0x0a0 && offset < 0x0a8)
    || (offset >= 0x0ac && offset < 0x0c4)
    || (offset >= 0x0fc && offset < 0x200);
  return wire.registerRefused(isInside ? wire.badAccess : wire.noRegister);
}

/**
 * The guest writes a register.
 * The status is 0, or a negative errno: -6 where there is no register, -22 for a width or an
 * alignment that it does not have, -13 where it cannot be written.
 */
export function writeVirtioMmio(
  ops: VirtioMmioOps,
  offset: number,
  size: number,
  data: bigint,
): number {
  switch (offset) {
    case 0x014:
      if (size !== 4) {
        return wire.badAccess;
      }
      if (ops.writeDeviceFeaturesSel === undefined) {
        return wire.noRegister;
      }
      ops.writeDeviceFeaturesSel(Number(BigInt.asUintN(32, data)));
      return 0;
    case 0x020:
      if (size !== 4) {
        return wire.badAccess;
      }
      if (ops.writeDriverFeatures === undefined) {
        return wire.noRegister;
      }
      ops.writeDriverFeatures(Number(BigInt.asUintN(32, data)));
      return 0;
    case 0x024:
      if (size !== 4) {
        return wire.badAccess;
      }
      if (ops.writeDriverFeaturesSel === undefined) {
        return wire.noRegister;
      }
      ops.writeDriverFeaturesSel(Number(BigInt.asUintN(32, data)));
      return 0;
    case 0x030:
      if (size !== 4) {
        return wire.badAccess;
      }
      if (ops.writeQueueSel === undefined) {
        return wire.noRegister;
      }
      ops.writeQueueSel(Number(BigInt.asUintN(32, data)));
      return 0;
    case 0x038:
      if (size !== 4) {
        return wire.badAccess;
      }
      if (ops.writeQueueNum === undefined) {
        return wire.noRegister;
      }
      ops.writeQueueNum(Number(BigInt.asUintN(32, data)));
      return 0;
    case 0x044:
      if (size !== 4) {
        return wire.badAccess;
      }
      if (ops.writeQueueReady === undefined) {
        return wire.noRegister;
      }
      ops.writeQueueReady(Number(BigInt.asUintN(32, data)));
      return 0;
    case 0x050:
      if (size !== 4) {
        return wire.badAccess;
      }
      if (ops.writeQueueNotify === undefined) {
        return wire.noRegister;
      }
      ops.writeQueueNotify(Number(BigInt.asUintN(32, data)));
      return 0;
    case 0x064:
      if (size !== 4) {
        return wire.badAccess;
      }
      if (ops.writeInterruptAck === undefined) {
        return wire.noRegister;
      }
      ops.writeInterruptAck(unpackVirtioMmioInterruptAck(Number(BigInt.asUintN(32, data))));
      return 0;
    case 0x070:
      if (size !== 4) {
        return wire.badAccess;
      }
      if (ops.writeStatus === undefined) {
        return wire.noRegister;
      }
      ops.writeStatus(Number(BigInt.asUintN(32, data)));
      return 0;
    case 0x080:
      if (size !== 4) {
        return wire.badAccess;
      }
      if (ops.writeQueueDesc === undefined) {
        return wire.noRegister;
      }
      ops.writeQueueDesc(BigInt.asUintN(32, data), 0xffffffffn);
      return 0;
    case 0x084:
      if (size !== 4) {
        return wire.badAccess;
      }
      if (ops.writeQueueDesc === undefined) {
        return wire.noRegister;
      }
      ops.writeQueueDesc(BigInt.asUintN(32, data) << 32n, 0xffffffff00000000n);
      return 0;
    case 0x090:
      if (size !== 4) {
        return wire.badAccess;
      }
      if (ops.writeQueueAvail === undefined) {
        return wire.noRegister;
      }
      ops.writeQueueAvail(BigInt.asUintN(32, data), 0xffffffffn);
      return 0;
    case 0x094:
      if (size !== 4) {
        return wire.badAccess;
      }
      if (ops.writeQueueAvail === undefined) {
        return wire.noRegister;
      }
      ops.writeQueueAvail(BigInt.asUintN(32, data) << 32n, 0xffffffff00000000n);
      return 0;
    case 0x0a0:
      if (size !== 4) {
        return wire.badAccess;
      }
      if (ops.writeQueueUsed === undefined) {
        return wire.noRegister;
      }
      ops.writeQueueUsed(BigInt.asUintN(32, data), 0xffffffffn);
      return 0;
    case 0x0a4:
      if (size !== 4) {
        return wire.badAccess;
      }
      if (ops.writeQueueUsed === undefined) {
        return wire.noRegister;
      }
      ops.writeQueueUsed(BigInt.asUintN(32, data) << 32n, 0xffffffff00000000n);
      return 0;
    case 0x0ac:
      if (size !== 4) {
        return wire.badAccess;
      }
      if (ops.writeShmSel === undefined) {
        return wire.noRegister;
      }
      ops.writeShmSel(Number(BigInt.asUintN(32, data)));
      return 0;
    case 0x0c0:
      if (size !== 4) {
        return wire.badAccess;
      }
      if (ops.writeQueueReset === undefined) {
        return wire.noRegister;
      }
      ops.writeQueueReset(Number(BigInt.asUintN(32, data)));
      return 0;
    case 0x000:
    case 0x004:
    case 0x008:
    case 0x00c:
    case 0x010:
    case 0x034:
    case 0x060:
    case 0x0b0:
    case 0x0b4:
    case 0x0b8:
    case 0x0bc:
    case 0x0fc:
      return size === 4 ? wire.forbidden : wire.badAccess;
  }
  if (offset >= 0x100 && offset < 0x200) {
    const isWhole = (offset - 0x100) % size === 0 && offset + size <= 0x200;
    if (!(isWhole && (size === 1 || size === 2 || size === 4 || size === 8))) {
      return wire.badAccess;
    }
    if (ops.writeConfig === undefined) {
      return wire.noRegister;
    }
    ops.writeConfig(offset - 0x100, size, BigInt.asUintN(8 * size, data));
    return 0;
  }
  const isInside =
    (offset >= 0 && offset < 0x018)
    || (offset >= 0x020 && offset < 0x028)
    || (offset >= 0x030 && offset < 0x03c)
    || (offset >= 0x044 && offset < 0x048)
    || (offset >= 0x050 && offset < 0x054)
    || (offset >= 0x060 && offset < 0x068)
    || (offset >= 0x070 && offset < 0x074)
    || (offset >= 0x080 && offset < 0x088)
    || (offset >= 0x090 && offset < 0x098)
    || (offset >= 0x0a0 && offset < 0x0a8)
    || (offset >= 0x0ac && offset < 0x0c4)
    || (offset >= 0x0fc && offset < 0x200);
  return isInside ? wire.badAccess : wire.noRegister;
}
