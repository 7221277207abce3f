// Generated from idl/virtio-queue/virtio-queue.idl; do not edit.

import * as wire from "./hypershim.ts";

// V8 knows a module's own constants, and looks its imports up each time.
const headAt = wire.headAt;
const readNumberLE = wire.readNumberLE;
const recordAt = wire.recordAt;
const writeNumberLE = wire.writeNumberLE;

/** Largest size of a queue. A split queue's size is a power of two. */
export const virtioQueueMaxSize = 32768;

/** Alignment that the descriptor table needs, whatever a compiler thinks. */
export const virtioQueueVringDescAlignSize = 16;

/** Alignment of the driver's ring. */
export const virtioQueueVringAvailAlignSize = 2;

/** Alignment of the device's ring. */
export const virtioQueueVringUsedAlignSize = 4;

/** Alignment of the driver's and the device's area of a packed queue. */
export const virtioQueueVringPackedEventAlignSize = 4;

/** What a descriptor is. */
export const VirtioQueueVringDescFlags = {
  /** The chain goes on at `next`. */
  next: 0x1,
  /** The device writes the buffer; without it, it reads. Buffers to read come first. */
  write: 0x2,
  /** The buffer is itself a table of descriptors. Not with `next`, and not nested. */
  indirect: 0x4,
} as const;
export type VirtioQueueVringDescFlags = number;

/** The driver's wishes. */
export const VirtioQueueVringAvailFlags = {
  /** Do not interrupt when a buffer was used. Ignored with ring_event_idx. */
  noInterrupt: 0x1,
} as const;
export type VirtioQueueVringAvailFlags = number;

/** The device's wishes. */
export const VirtioQueueVringUsedFlags = {
  /** Do not notify when a buffer was made available. Ignored with ring_event_idx. */
  noNotify: 0x1,
} as const;
export type VirtioQueueVringUsedFlags = number;

/** What a packed descriptor is. */
export const VirtioQueueVringPackedDescFlags = {
  next: 0x1,
  write: 0x2,
  indirect: 0x4,
  /** Made available when it equals the driver's wrap counter and `used` does not. */
  avail: 0x80,
  /** Used when both equal the device's wrap counter. */
  used: 0x8000,
} as const;
export type VirtioQueueVringPackedDescFlags = number;

/** When the other side of a packed queue wants to hear of it. */
export const VirtioQueueVringPackedEventFlags = {
  /** Always. */
  enable: 0,
  /** Never. */
  disable: 1,
  /** At the descriptor that is named; needs ring_event_idx. */
  desc: 2,
} as const;
export type VirtioQueueVringPackedEventFlags =
  (typeof VirtioQueueVringPackedEventFlags)[keyof typeof VirtioQueueVringPackedEventFlags];

/** Whether `value` is one of {@link VirtioQueueVringPackedEventFlags}. */
export function isVirtioQueueVringPackedEventFlags(
  value: number,
): value is VirtioQueueVringPackedEventFlags {
  return value === 0 || value === 1 || value === 2;
}

/** A buffer of the guest, or a link of a chain of them. */
export interface VirtioQueueVringDesc {
  /** Guest-physical address. */
  addr: number;
  /** Bytes. */
  len: number;
  flags: number;
  /** Index of the next link; a chain has at most as many as the queue has entries. */
  next: number;
}

/** Bytes of a {@link VirtioQueueVringDesc}. */
export const virtioQueueVringDescSize = 16;

/**
 * The {@link VirtioQueueVringDesc} in `view`, or at `offset` in a larger one.
 * Another party may write it meanwhile: every byte is read once.
 */
export function decodeVirtioQueueVringDesc(view: DataView, offset?: number): VirtioQueueVringDesc {
  const at = recordAt(view, offset, 16, "VirtioQueueVringDesc");
  return {
    addr: readNumberLE(view, at, "VirtioQueueVringDesc.addr"),
    len: view.getUint32(at + 8, true),
    flags: view.getUint16(at + 12, true),
    next: view.getUint16(at + 14, true),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVirtioQueueVringDesc(
  value: VirtioQueueVringDesc,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 16, "VirtioQueueVringDesc");
  writeNumberLE(view, at, value.addr, "VirtioQueueVringDesc.addr");
  view.setUint32(at + 8, value.len, true);
  view.setUint16(at + 12, value.flags, true);
  view.setUint16(at + 14, value.next, true);
}

/** `addr` of the record at `offset`. */
export function getVirtioQueueVringDescAddr(view: DataView, offset = 0): number {
  return readNumberLE(view, offset, "VirtioQueueVringDesc.addr");
}

/** Sets `addr` of the record at `offset`. */
export function setVirtioQueueVringDescAddr(view: DataView, offset: number, value: number): void {
  writeNumberLE(view, offset, value, "VirtioQueueVringDesc.addr");
}

/** The low 32 bits of `addr`. */
export function getVirtioQueueVringDescAddrLow(view: DataView, offset = 0): number {
  return view.getUint32(offset, true);
}

/** Sets the low 32 bits of `addr`. */
export function setVirtioQueueVringDescAddrLow(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset, value, true);
}

/** The high 32 bits of `addr`. */
export function getVirtioQueueVringDescAddrHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 4, true);
}

/** Sets the high 32 bits of `addr`. */
export function setVirtioQueueVringDescAddrHigh(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 4, value, true);
}

/** `len` of the record at `offset`. */
export function getVirtioQueueVringDescLen(view: DataView, offset = 0): number {
  return view.getUint32(offset + 8, true);
}

/** Sets `len` of the record at `offset`. */
export function setVirtioQueueVringDescLen(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 8, value, true);
}

/** `flags` of the record at `offset`. */
export function getVirtioQueueVringDescFlags(view: DataView, offset = 0): number {
  return view.getUint16(offset + 12, true);
}

/** Sets `flags` of the record at `offset`. */
export function setVirtioQueueVringDescFlags(view: DataView, offset: number, value: number): void {
  view.setUint16(offset + 12, value, true);
}

/** `next` of the record at `offset`. */
export function getVirtioQueueVringDescNext(view: DataView, offset = 0): number {
  return view.getUint16(offset + 14, true);
}

/** Sets `next` of the record at `offset`. */
export function setVirtioQueueVringDescNext(view: DataView, offset: number, value: number): void {
  view.setUint16(offset + 14, value, true);
}

/**
 * What the driver has made available: heads of chains. `used_event`, the index at which it
 * wants an interrupt, follows the ring as a u16 when ring_event_idx was negotiated.
 *
 * The driver writes the slot, then the index, then looks at the device's wishes; between
 * each two stands a barrier.
 */
export interface VirtioQueueVringAvail {
  flags: number;
  idx: number;
  ring: number[];
}

/** Bytes of a {@link VirtioQueueVringAvail} without `ring`. */
export const virtioQueueVringAvailSize = 4;

/** Bytes of `value` when encoded. */
export function virtioQueueVringAvailBytes(value: VirtioQueueVringAvail): number {
  return 4 + 2 * value.ring.length;
}

/**
 * The {@link VirtioQueueVringAvail} in `view`, or at `offset` in a larger one.
 * Another party may write it meanwhile: every byte is read once.
 */
export function decodeVirtioQueueVringAvail(
  view: DataView,
  offset?: number,
): VirtioQueueVringAvail {
  const at = headAt(view, offset ?? 0, 4, "VirtioQueueVringAvail");
  const ringCount = wire.itemsFrom(view, at + 4, 2, "VirtioQueueVringAvail.ring");
  const ring: number[] = new Array(ringCount);
  for (let index = 0; index < ringCount; index++) {
    ring[index] = view.getUint16(at + 4 + 2 * index, true);
  }
  return {
    flags: view.getUint16(at, true),
    idx: view.getUint16(at + 2, true),
    ring,
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one. Returns the number of bytes.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVirtioQueueVringAvail(
  value: VirtioQueueVringAvail,
  view: DataView,
  offset?: number,
): number {
  const itemCount = value.ring.length;
  const size = 4 + 2 * itemCount;
  const at = recordAt(view, offset, size, "VirtioQueueVringAvail");
  view.setUint16(at, value.flags, true);
  view.setUint16(at + 2, value.idx, true);
  const ring = value.ring;
  for (let index = 0; index < itemCount; index++) {
    const item = ring[index] as number;
    view.setUint16(at + 4 + 2 * index, item, true);
  }
  return size;
}

/** `flags` of the record at `offset`. */
export function getVirtioQueueVringAvailFlags(view: DataView, offset = 0): number {
  return view.getUint16(offset, true);
}

/** Sets `flags` of the record at `offset`. */
export function setVirtioQueueVringAvailFlags(view: DataView, offset: number, value: number): void {
  view.setUint16(offset, value, true);
}

/** `idx` of the record at `offset`. */
export function getVirtioQueueVringAvailIdx(view: DataView, offset = 0): number {
  return view.getUint16(offset + 2, true);
}

/** Sets `idx` of the record at `offset`. */
export function setVirtioQueueVringAvailIdx(view: DataView, offset: number, value: number): void {
  view.setUint16(offset + 2, value, true);
}

/** `ring` of the record at `offset`. */
export function getVirtioQueueVringAvailRing(
  view: DataView,
  offset: number,
  index: number,
): number {
  return view.getUint16(offset + 4 + 2 * index, true);
}

/** Sets `ring` of the record at `offset`. */
export function setVirtioQueueVringAvailRing(
  view: DataView,
  offset: number,
  index: number,
  value: number,
): void {
  view.setUint16(offset + 4 + 2 * index, value, true);
}

/** Slots that the consumer has not taken yet; a RangeError if the indices make no sense. */
export function pendingVirtioQueueVringAvail(
  view: DataView,
  offset: number,
  capacity: number,
  consumer: number,
): number {
  const producer = view.getUint16(offset + 2, true);
  return wire.ringCount(producer, consumer, 2 ** 16, capacity, "VirtioQueueVringAvail");
}

/** The pending slot `ahead` of the consumer, or undefined if there are not that many. */
export function peekVirtioQueueVringAvail(
  view: DataView,
  offset: number,
  capacity: number,
  consumer: number,
  ahead: number,
): number | undefined {
  const producer = view.getUint16(offset + 2, true);
  const count = wire.ringCount(producer, consumer, 2 ** 16, capacity, "VirtioQueueVringAvail");
  if (ahead >= count) {
    return undefined;
  }
  const slot = offset + 4 + 2 * ((consumer + ahead) % (2 ** 16) % capacity);
  return view.getUint16(slot, true);
}

/** The consumer's private index after `count` more slots. */
export function advanceVirtioQueueVringAvail(consumer: number, count: number): number {
  return (consumer + count) % (2 ** 16);
}

/** Puts a slot in: first its bytes, then the index. False if the ring is full. */
export function pushVirtioQueueVringAvail(
  view: DataView,
  offset: number,
  capacity: number,
  consumer: number,
  entry: number,
): boolean {
  const producer = view.getUint16(offset + 2, true);
  const count = wire.ringCount(producer, consumer, 2 ** 16, capacity, "VirtioQueueVringAvail");
  if (count >= capacity) {
    return false;
  }
  const slot = offset + 4 + 2 * (producer % capacity);
  view.setUint16(slot, entry, true);
  view.setUint16(offset + 2, (producer + 1) % (2 ** 16), true);
  return true;
}

/** A chain that the device is done with. */
export interface VirtioQueueVringUsedElem {
  /** Index of the chain's first descriptor. */
  id: number;
  /** Bytes that the device wrote. */
  len: number;
}

/** Bytes of a {@link VirtioQueueVringUsedElem}. */
export const virtioQueueVringUsedElemSize = 8;

/** The {@link VirtioQueueVringUsedElem} in `view`, or at `offset` in a larger one. */
export function decodeVirtioQueueVringUsedElem(
  view: DataView,
  offset?: number,
): VirtioQueueVringUsedElem {
  const at = recordAt(view, offset, 8, "VirtioQueueVringUsedElem");
  return {
    id: view.getUint32(at, true),
    len: view.getUint32(at + 4, true),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVirtioQueueVringUsedElem(
  value: VirtioQueueVringUsedElem,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 8, "VirtioQueueVringUsedElem");
  view.setUint32(at, value.id, true);
  view.setUint32(at + 4, value.len, true);
}

/** `id` of the record at `offset`. */
export function getVirtioQueueVringUsedElemId(view: DataView, offset = 0): number {
  return view.getUint32(offset, true);
}

/** Sets `id` of the record at `offset`. */
export function setVirtioQueueVringUsedElemId(view: DataView, offset: number, value: number): void {
  view.setUint32(offset, value, true);
}

/** `len` of the record at `offset`. */
export function getVirtioQueueVringUsedElemLen(view: DataView, offset = 0): number {
  return view.getUint32(offset + 4, true);
}

/** Sets `len` of the record at `offset`. */
export function setVirtioQueueVringUsedElemLen(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 4, value, true);
}

/**
 * What the device has used. `avail_event`, the index at which it wants a notification,
 * follows the ring as a u16 when ring_event_idx was negotiated.
 */
export interface VirtioQueueVringUsed {
  flags: number;
  idx: number;
  ring: VirtioQueueVringUsedElem[];
}

/** Bytes of a {@link VirtioQueueVringUsed} without `ring`. */
export const virtioQueueVringUsedSize = 4;

/** Bytes of `value` when encoded. */
export function virtioQueueVringUsedBytes(value: VirtioQueueVringUsed): number {
  return 4 + 8 * value.ring.length;
}

/**
 * The {@link VirtioQueueVringUsed} in `view`, or at `offset` in a larger one.
 * Another party may write it meanwhile: every byte is read once.
 */
export function decodeVirtioQueueVringUsed(view: DataView, offset?: number): VirtioQueueVringUsed {
  const at = headAt(view, offset ?? 0, 4, "VirtioQueueVringUsed");
  const ringCount = wire.itemsFrom(view, at + 4, 8, "VirtioQueueVringUsed.ring");
  const ring: VirtioQueueVringUsedElem[] = new Array(ringCount);
  for (let index = 0; index < ringCount; index++) {
    ring[index] = decodeVirtioQueueVringUsedElem(view, at + 4 + 8 * index);
  }
  return {
    flags: view.getUint16(at, true),
    idx: view.getUint16(at + 2, true),
    ring,
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one. Returns the number of bytes.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVirtioQueueVringUsed(
  value: VirtioQueueVringUsed,
  view: DataView,
  offset?: number,
): number {
  const itemCount = value.ring.length;
  const size = 4 + 8 * itemCount;
  const at = recordAt(view, offset, size, "VirtioQueueVringUsed");
  view.setUint16(at, value.flags, true);
  view.setUint16(at + 2, value.idx, true);
  const ring = value.ring;
  for (let index = 0; index < itemCount; index++) {
    const item = ring[index] as VirtioQueueVringUsedElem;
    encodeVirtioQueueVringUsedElem(item, view, at + 4 + 8 * index);
  }
  return size;
}

/** `flags` of the record at `offset`. */
export function getVirtioQueueVringUsedFlags(view: DataView, offset = 0): number {
  return view.getUint16(offset, true);
}

/** Sets `flags` of the record at `offset`. */
export function setVirtioQueueVringUsedFlags(view: DataView, offset: number, value: number): void {
  view.setUint16(offset, value, true);
}

/** `idx` of the record at `offset`. */
export function getVirtioQueueVringUsedIdx(view: DataView, offset = 0): number {
  return view.getUint16(offset + 2, true);
}

/** Sets `idx` of the record at `offset`. */
export function setVirtioQueueVringUsedIdx(view: DataView, offset: number, value: number): void {
  view.setUint16(offset + 2, value, true);
}

/** Where an item of `ring` lies in the record at `offset`. */
export function offsetOfVirtioQueueVringUsedRing(offset: number, index: number): number {
  return offset + 4 + 8 * index;
}

/** Slots that the consumer has not taken yet; a RangeError if the indices make no sense. */
export function pendingVirtioQueueVringUsed(
  view: DataView,
  offset: number,
  capacity: number,
  consumer: number,
): number {
  const producer = view.getUint16(offset + 2, true);
  return wire.ringCount(producer, consumer, 2 ** 16, capacity, "VirtioQueueVringUsed");
}

/** The pending slot `ahead` of the consumer, or undefined if there are not that many. */
export function peekVirtioQueueVringUsed(
  view: DataView,
  offset: number,
  capacity: number,
  consumer: number,
  ahead: number,
): VirtioQueueVringUsedElem | undefined {
  const producer = view.getUint16(offset + 2, true);
  const count = wire.ringCount(producer, consumer, 2 ** 16, capacity, "VirtioQueueVringUsed");
  if (ahead >= count) {
    return undefined;
  }
  const slot = offset + 4 + 8 * ((consumer + ahead) % (2 ** 16) % capacity);
  return decodeVirtioQueueVringUsedElem(view, slot);
}

/** The consumer's private index after `count` more slots. */
export function advanceVirtioQueueVringUsed(consumer: number, count: number): number {
  return (consumer + count) % (2 ** 16);
}

/** Puts a slot in: first its bytes, then the index. False if the ring is full. */
export function pushVirtioQueueVringUsed(
  view: DataView,
  offset: number,
  capacity: number,
  consumer: number,
  entry: VirtioQueueVringUsedElem,
): boolean {
  const producer = view.getUint16(offset + 2, true);
  const count = wire.ringCount(producer, consumer, 2 ** 16, capacity, "VirtioQueueVringUsed");
  if (count >= capacity) {
    return false;
  }
  const slot = offset + 4 + 8 * (producer % capacity);
  encodeVirtioQueueVringUsedElem(entry, view, slot);
  view.setUint16(offset + 2, (producer + 1) % (2 ** 16), true);
  return true;
}

/**
 * A descriptor of a packed queue: available and used entries share one ring. Both wrap
 * counters start at 1 and flip at the end of the ring.
 */
export interface VirtioQueueVringPackedDesc {
  addr: number;
  len: number;
  /** Chosen by the driver, repeated by the device. */
  id: number;
  flags: number;
}

/** Bytes of a {@link VirtioQueueVringPackedDesc}. */
export const virtioQueueVringPackedDescSize = 16;

/**
 * The {@link VirtioQueueVringPackedDesc} in `view`, or at `offset` in a larger one.
 * Another party may write it meanwhile: every byte is read once.
 */
export function decodeVirtioQueueVringPackedDesc(
  view: DataView,
  offset?: number,
): VirtioQueueVringPackedDesc {
  const at = recordAt(view, offset, 16, "VirtioQueueVringPackedDesc");
  return {
    addr: readNumberLE(view, at, "VirtioQueueVringPackedDesc.addr"),
    len: view.getUint32(at + 8, true),
    id: view.getUint16(at + 12, true),
    flags: view.getUint16(at + 14, true),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVirtioQueueVringPackedDesc(
  value: VirtioQueueVringPackedDesc,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 16, "VirtioQueueVringPackedDesc");
  writeNumberLE(view, at, value.addr, "VirtioQueueVringPackedDesc.addr");
  view.setUint32(at + 8, value.len, true);
  view.setUint16(at + 12, value.id, true);
  view.setUint16(at + 14, value.flags, true);
}

/** `addr` of the record at `offset`. */
export function getVirtioQueueVringPackedDescAddr(view: DataView, offset = 0): number {
  return readNumberLE(view, offset, "VirtioQueueVringPackedDesc.addr");
}

/** Sets `addr` of the record at `offset`. */
export function setVirtioQueueVringPackedDescAddr(
  view: DataView,
  offset: number,
  value: number,
): void {
  writeNumberLE(view, offset, value, "VirtioQueueVringPackedDesc.addr");
}

/** The low 32 bits of `addr`. */
export function getVirtioQueueVringPackedDescAddrLow(view: DataView, offset = 0): number {
  return view.getUint32(offset, true);
}

/** Sets the low 32 bits of `addr`. */
export function setVirtioQueueVringPackedDescAddrLow(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset, value, true);
}

/** The high 32 bits of `addr`. */
export function getVirtioQueueVringPackedDescAddrHigh(view: DataView, offset = 0): number {
  return view.getUint32(offset + 4, true);
}

/** Sets the high 32 bits of `addr`. */
export function setVirtioQueueVringPackedDescAddrHigh(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 4, value, true);
}

/** `len` of the record at `offset`. */
export function getVirtioQueueVringPackedDescLen(view: DataView, offset = 0): number {
  return view.getUint32(offset + 8, true);
}

/** Sets `len` of the record at `offset`. */
export function setVirtioQueueVringPackedDescLen(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 8, value, true);
}

/** `id` of the record at `offset`. */
export function getVirtioQueueVringPackedDescId(view: DataView, offset = 0): number {
  return view.getUint16(offset + 12, true);
}

/** Sets `id` of the record at `offset`. */
export function setVirtioQueueVringPackedDescId(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint16(offset + 12, value, true);
}

/** `flags` of the record at `offset`. */
export function getVirtioQueueVringPackedDescFlags(view: DataView, offset = 0): number {
  return view.getUint16(offset + 14, true);
}

/** Sets `flags` of the record at `offset`. */
export function setVirtioQueueVringPackedDescFlags(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint16(offset + 14, value, true);
}

/** `off_wrap` of a `vring_packed_desc_event`. */
export interface VirtioQueueVringPackedDescEventOffWrap {
  /** Index in the ring. */
  off: number;
  /** The wrap counter that goes with it. */
  wrap: boolean;
}

/** Bytes of a {@link VirtioQueueVringPackedDescEventOffWrap}. */
export const virtioQueueVringPackedDescEventOffWrapSize = 2;

/** The parts of the integer `bits`. */
export function unpackVirtioQueueVringPackedDescEventOffWrap(
  bits: number,
): VirtioQueueVringPackedDescEventOffWrap {
  return {
    off: bits & 0x7fff,
    wrap: (bits & 0x8000) !== 0,
  };
}

/** The integer that has these parts. */
export function packVirtioQueueVringPackedDescEventOffWrap(
  value: VirtioQueueVringPackedDescEventOffWrap,
): number {
  return (value.off & 0x7fff) | (value.wrap ? 0x8000 : 0);
}

/**
 * The {@link VirtioQueueVringPackedDescEventOffWrap} in `view`, or at `offset` in a larger one.
 * Another party may write it meanwhile: every byte is read once.
 */
export function decodeVirtioQueueVringPackedDescEventOffWrap(
  view: DataView,
  offset?: number,
): VirtioQueueVringPackedDescEventOffWrap {
  const at = recordAt(view, offset, 2, "VirtioQueueVringPackedDescEventOffWrap");
  const bits = view.getUint16(at, true);
  return unpackVirtioQueueVringPackedDescEventOffWrap(bits);
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVirtioQueueVringPackedDescEventOffWrap(
  value: VirtioQueueVringPackedDescEventOffWrap,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 2, "VirtioQueueVringPackedDescEventOffWrap");
  view.setUint16(at, packVirtioQueueVringPackedDescEventOffWrap(value), true);
}

/** The wishes of one side of a packed queue. */
export interface VirtioQueueVringPackedDescEvent {
  offWrap: VirtioQueueVringPackedDescEventOffWrap;
  flags: VirtioQueueVringPackedEventFlags | number;
}

/** Bytes of a {@link VirtioQueueVringPackedDescEvent}. */
export const virtioQueueVringPackedDescEventSize = 4;

/**
 * The {@link VirtioQueueVringPackedDescEvent} in `view`, or at `offset` in a larger one.
 * Another party may write it meanwhile: every byte is read once.
 */
export function decodeVirtioQueueVringPackedDescEvent(
  view: DataView,
  offset?: number,
): VirtioQueueVringPackedDescEvent {
  const at = recordAt(view, offset, 4, "VirtioQueueVringPackedDescEvent");
  return {
    offWrap: decodeVirtioQueueVringPackedDescEventOffWrap(view, at),
    flags: view.getUint16(at + 2, true),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeVirtioQueueVringPackedDescEvent(
  value: VirtioQueueVringPackedDescEvent,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 4, "VirtioQueueVringPackedDescEvent");
  encodeVirtioQueueVringPackedDescEventOffWrap(value.offWrap, view, at);
  view.setUint16(at + 2, value.flags, true);
}

/** `offWrap.off` of the record at `offset`. */
export function getVirtioQueueVringPackedDescEventOffWrapOff(view: DataView, offset = 0): number {
  return view.getUint16(offset, true) & 0x7fff;
}

/** Sets `offWrap.off` of the record at `offset`. */
export function setVirtioQueueVringPackedDescEventOffWrapOff(
  view: DataView,
  offset: number,
  value: number,
): void {
  const others = view.getUint16(offset, true) & 0x8000;
  view.setUint16(offset, others | (value & 0x7fff), true);
}

/** `offWrap.wrap` of the record at `offset`. */
export function getVirtioQueueVringPackedDescEventOffWrapWrap(view: DataView, offset = 0): boolean {
  return (view.getUint16(offset, true) & 0x8000) !== 0;
}

/** Sets `offWrap.wrap` of the record at `offset`. */
export function setVirtioQueueVringPackedDescEventOffWrapWrap(
  view: DataView,
  offset: number,
  value: boolean,
): void {
  const others = view.getUint16(offset, true) & 0x7fff;
  view.setUint16(offset, others | (value ? 0x8000 : 0), true);
}

/** `flags` of the record at `offset`. */
export function getVirtioQueueVringPackedDescEventFlags(
  view: DataView,
  offset = 0,
): VirtioQueueVringPackedEventFlags | number {
  return view.getUint16(offset + 2, true);
}

/** Sets `flags` of the record at `offset`. */
export function setVirtioQueueVringPackedDescEventFlags(
  view: DataView,
  offset: number,
  value: VirtioQueueVringPackedEventFlags | number,
): void {
  view.setUint16(offset + 2, value, true);
}
