// Generated from idl/control-socket/control-socket.idl; do not edit.

import * as wire from "./hypershim.ts";

const headAt = wire.headAt;
const recordAt = wire.recordAt;

/** Longest packet, header included. */
export const controlSocketPacketMax = 1024;

/** What a message is. */
export const ControlSocketCode = {
  /** Backend to host: hand over the data channel. */
  attach: 1,
  /** Backend to host: accesses can be answered from now on. */
  ready: 2,
  /** Backend to host: an operation of `io_host`. */
  hostCall: 3,
  /** Host to backend: an operation of `io_backend`. */
  backendCall: 4,
} as const;
export type ControlSocketCode = (typeof ControlSocketCode)[keyof typeof ControlSocketCode];

/** Whether `value` is one of {@link ControlSocketCode}. */
export function isControlSocketCode(value: number): value is ControlSocketCode {
  return value === 1 || value === 2 || value === 3 || value === 4;
}

/** The data channels there are. */
export const ControlSocketChannel = {
  /**
   * ioregionfd commands, RFC v3. One descriptor for both directions, or two: where
   * the backend reads commands, and where it writes answers.
   */
  ioregionfd: 1,
  /** The same with the older layout of commands. */
  ioregionfdInfo: 2,
  /**
   * A shared page of slots and a ring of buffered stores. Three descriptors: the
   * memory (slots, ring, `slots_sleepers`: a page each), the event that wakes the
   * backend, the event that wakes the host.
   */
  slots: 3,
  /**
   * The page of slots of a guest of ACRN. Two descriptors: the open /dev/acrn_hsm that
   * made the guest, and the page's memory. The host leaves waiting for requests to the
   * backend: Linux has one client outside the kernel for each guest.
   */
  acrnHsm: 4,
} as const;
export type ControlSocketChannel = (typeof ControlSocketChannel)[keyof typeof ControlSocketChannel];

/** Whether `value` is one of {@link ControlSocketChannel}. */
export function isControlSocketChannel(value: number): value is ControlSocketChannel {
  return value === 1 || value === 2 || value === 3 || value === 4;
}

/** Begins every message. */
export interface ControlSocketHdr {
  code: ControlSocketCode | number;
  /** It answers the request with this token. */
  reply: boolean;
  /** The operation's number in its interface; 0 if the code has none. */
  op: number;
  /** Chosen by whoever asks, repeated in the answer. */
  token: number;
}

/** Bytes of a {@link ControlSocketHdr}. */
export const controlSocketHdrSize = 8;

/** The {@link ControlSocketHdr} in `view`, or at `offset` in a larger one. */
export function decodeControlSocketHdr(view: DataView, offset?: number): ControlSocketHdr {
  const at = recordAt(view, offset, 8, "ControlSocketHdr");
  const bits = view.getUint8(at + 1);
  return {
    code: view.getUint8(at),
    reply: (bits & 1) !== 0,
    op: view.getUint16(at + 2, true),
    token: view.getUint32(at + 4, true),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeControlSocketHdr(
  value: ControlSocketHdr,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 8, "ControlSocketHdr");
  view.setUint8(at, value.code);
  view.setUint8(at + 1, (value.reply ? 1 : 0));
  view.setUint16(at + 2, value.op, true);
  view.setUint32(at + 4, value.token, true);
}

/** `code` of the record at `offset`. */
export function getControlSocketHdrCode(view: DataView, offset = 0): ControlSocketCode | number {
  return view.getUint8(offset);
}

/** Sets `code` of the record at `offset`. */
export function setControlSocketHdrCode(
  view: DataView,
  offset: number,
  value: ControlSocketCode | number,
): void {
  view.setUint8(offset, value);
}

/** `reply` of the record at `offset`. */
export function getControlSocketHdrReply(view: DataView, offset = 0): boolean {
  return (view.getUint8(offset + 1) & 1) !== 0;
}

/** Sets `reply` of the record at `offset`. */
export function setControlSocketHdrReply(view: DataView, offset: number, value: boolean): void {
  const others = view.getUint8(offset + 1) & 0xfe;
  view.setUint8(offset + 1, others | (value ? 1 : 0));
}

/** `op` of the record at `offset`. */
export function getControlSocketHdrOp(view: DataView, offset = 0): number {
  return view.getUint16(offset + 2, true);
}

/** Sets `op` of the record at `offset`. */
export function setControlSocketHdrOp(view: DataView, offset: number, value: number): void {
  view.setUint16(offset + 2, value, true);
}

/** `token` of the record at `offset`. */
export function getControlSocketHdrToken(view: DataView, offset = 0): number {
  return view.getUint32(offset + 4, true);
}

/** Sets `token` of the record at `offset`. */
export function setControlSocketHdrToken(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 4, value, true);
}

/** The first message. */
export interface ControlSocketAttach {
  /** The data channel that the backend understands. */
  channel: ControlSocketChannel | number;
}

/** Bytes of a {@link ControlSocketAttach}. */
export const controlSocketAttachSize = 8;

/** The {@link ControlSocketAttach} in `view`, or at `offset` in a larger one. */
export function decodeControlSocketAttach(view: DataView, offset?: number): ControlSocketAttach {
  const at = recordAt(view, offset, 8, "ControlSocketAttach");
  wire.expect(view.getUint32(at, true), 1, "ControlSocketAttach.version");
  return {
    channel: view.getUint32(at + 4, true),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeControlSocketAttach(
  value: ControlSocketAttach,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 8, "ControlSocketAttach");
  view.setUint32(at, 1, true);
  view.setUint32(at + 4, value.channel, true);
}

/** `version` of the record at `offset`. */
export function getControlSocketAttachVersion(view: DataView, offset = 0): number {
  return view.getUint32(offset, true);
}

/** `channel` of the record at `offset`. */
export function getControlSocketAttachChannel(
  view: DataView,
  offset = 0,
): ControlSocketChannel | number {
  return view.getUint32(offset + 4, true);
}

/** Sets `channel` of the record at `offset`. */
export function setControlSocketAttachChannel(
  view: DataView,
  offset: number,
  value: ControlSocketChannel | number,
): void {
  view.setUint32(offset + 4, value, true);
}

/** The answer to it. */
export interface ControlSocketAttached {
  /** 0, or a Linux errno number; then there are no descriptors. */
  status: number;
  /** How many slots of the page are in use; 0 for channels without slots. */
  slots: number;
  /** The hypervisor's number for the guest; 0 for channels that need none. */
  guest: number;
}

/** Bytes of a {@link ControlSocketAttached}. */
export const controlSocketAttachedSize = 12;

/** The {@link ControlSocketAttached} in `view`, or at `offset` in a larger one. */
export function decodeControlSocketAttached(
  view: DataView,
  offset?: number,
): ControlSocketAttached {
  const at = recordAt(view, offset, 12, "ControlSocketAttached");
  return {
    status: view.getUint32(at, true),
    slots: view.getUint32(at + 4, true),
    guest: view.getUint32(at + 8, true),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeControlSocketAttached(
  value: ControlSocketAttached,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 12, "ControlSocketAttached");
  view.setUint32(at, value.status, true);
  view.setUint32(at + 4, value.slots, true);
  view.setUint32(at + 8, value.guest, true);
}

/** `status` of the record at `offset`. */
export function getControlSocketAttachedStatus(view: DataView, offset = 0): number {
  return view.getUint32(offset, true);
}

/** Sets `status` of the record at `offset`. */
export function setControlSocketAttachedStatus(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset, value, true);
}

/** `slots` of the record at `offset`. */
export function getControlSocketAttachedSlots(view: DataView, offset = 0): number {
  return view.getUint32(offset + 4, true);
}

/** Sets `slots` of the record at `offset`. */
export function setControlSocketAttachedSlots(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 4, value, true);
}

/** `guest` of the record at `offset`. */
export function getControlSocketAttachedGuest(view: DataView, offset = 0): number {
  return view.getUint32(offset + 8, true);
}

/** Sets `guest` of the record at `offset`. */
export function setControlSocketAttachedGuest(view: DataView, offset: number, value: number): void {
  view.setUint32(offset + 8, value, true);
}

/**
 * Who has to be woken, on the third page of the memory of `slots`. A signal costs a system
 * call, and another one for whoever is woken, so a side that is awake gets none.
 *
 * A side that is about to sleep counts itself first and then looks for work once more;
 * a side that gave the other one work looks at its count afterwards. A full barrier
 * between the two steps of either makes sure that one of them sees the other, so no
 * wake-up is lost. Each count has a cache line of its own.
 */
export interface ControlSocketSlotsSleepers {
  /** Not 0: the backend sleeps. The host begins with 1. */
  backend: number;
  /** How many threads of the host sleep. */
  host: number;
}

/** Bytes of a {@link ControlSocketSlotsSleepers}. */
export const controlSocketSlotsSleepersSize = 4096;

/**
 * The {@link ControlSocketSlotsSleepers} in `view`, or at `offset` in a larger one.
 * Another party may write it meanwhile: every byte is read once.
 */
export function decodeControlSocketSlotsSleepers(
  view: DataView,
  offset?: number,
): ControlSocketSlotsSleepers {
  const at = recordAt(view, offset, 4096, "ControlSocketSlotsSleepers");
  return {
    backend: view.getUint32(at, wire.hostIsLittle),
    host: view.getUint32(at + 64, wire.hostIsLittle),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeControlSocketSlotsSleepers(
  value: ControlSocketSlotsSleepers,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 4096, "ControlSocketSlotsSleepers");
  view.setUint32(at, value.backend, wire.hostIsLittle);
  wire.clear(view, at + 4, 60);
  view.setUint32(at + 64, value.host, wire.hostIsLittle);
  wire.clear(view, at + 68, 4028);
}

/** `backend` of the record at `offset`. */
export function getControlSocketSlotsSleepersBackend(view: DataView, offset = 0): number {
  return view.getUint32(offset, wire.hostIsLittle);
}

/** Sets `backend` of the record at `offset`. */
export function setControlSocketSlotsSleepersBackend(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset, value, wire.hostIsLittle);
}

/** `host` of the record at `offset`. */
export function getControlSocketSlotsSleepersHost(view: DataView, offset = 0): number {
  return view.getUint32(offset + 64, wire.hostIsLittle);
}

/** Sets `host` of the record at `offset`. */
export function setControlSocketSlotsSleepersHost(
  view: DataView,
  offset: number,
  value: number,
): void {
  view.setUint32(offset + 64, value, wire.hostIsLittle);
}

/** Parameters or results of an operation, as its interface lays them out. */
export interface ControlSocketBody {
  bytes: Uint8Array;
}

/** Bytes of a {@link ControlSocketBody} without `bytes`. */
export const controlSocketBodySize = 0;

/** Bytes of `value` when encoded. */
export function controlSocketBodyBytes(value: ControlSocketBody): number {
  return value.bytes.length;
}

/** The {@link ControlSocketBody} in `view`, or at `offset` in a larger one. */
export function decodeControlSocketBody(view: DataView, offset?: number): ControlSocketBody {
  const at = wire.roomAt(view, offset ?? 0, 0, "ControlSocketBody");
  const bytesCount = wire.bytesFrom(view, at);
  return {
    bytes: wire.readBytes(view, at, bytesCount),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one. Returns the number of bytes.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeControlSocketBody(
  value: ControlSocketBody,
  view: DataView,
  offset?: number,
): number {
  const itemCount = value.bytes.length;
  const size = itemCount;
  const at = wire.recordInDoubt(view, offset, size, "ControlSocketBody");
  wire.writeBytes(view, at, value.bytes);
  return size;
}

/** `bytes` of the record at `offset`. */
export function getControlSocketBodyBytes(view: DataView, offset: number, index: number): number {
  return view.getUint8(offset + index);
}

/** Sets `bytes` of the record at `offset`. */
export function setControlSocketBodyBytes(
  view: DataView,
  offset: number,
  index: number,
  value: number,
): void {
  view.setUint8(offset + index, value);
}

/** Requests are answered in any order. */
export const ControlSocketMessage = {
  attach: 1,
  ready: 2,
  hostCall: 3,
  /** One-way operations have no answer. */
  backendCall: 4,
} as const;

/** Refuses, with a RangeError, a header that is no request's, and a body that does not fit it. */
export function checkControlSocketRequest(
  header: DataView,
  bodySize: number,
  handles: number,
): void {
  headAt(header, 0, 8, "ControlSocketHdr");
  wire.expectThat((header.getUint8(1) & 1) === 0, "ControlSocketHdr.reply");
  const code: number = header.getUint8(0);
  switch (code) {
    case 1:
      return wire.expectBody("attach", bodySize, handles, 8, 8, 0, 0);
    case 2:
      return wire.expectBody("ready", bodySize, handles, 0, 0, 0, 0);
    case 3:
      return wire.expectBody("host_call", bodySize, handles, 0, Infinity, 0, 0);
    case 4:
      return wire.expectBody("backend_call", bodySize, handles, 0, Infinity, 0, 0);
    default:
      throw wire.unknownValue("ControlSocketHdr.code", code);
  }
}

/** Refuses, with a RangeError, what does not answer `request`, and a body that does not fit it. */
export function checkControlSocketReply(
  reply: DataView,
  request: DataView,
  bodySize: number,
  handles: number,
): void {
  headAt(reply, 0, 8, "ControlSocketHdr");
  wire.expectThat((reply.getUint8(1) & 1) !== 0, "ControlSocketHdr.reply");
  headAt(request, 0, 8, "ControlSocketHdr");
  wire.expect(reply.getUint8(0), request.getUint8(0), "ControlSocketHdr.code");
  wire.expect(reply.getUint32(4, true), request.getUint32(4, true), "ControlSocketHdr.token");
  const code: number = reply.getUint8(0);
  switch (code) {
    case 1:
      return wire.expectBody("attach", bodySize, handles, 12, 12, 0, 3);
    case 2:
      return wire.expectBody("ready", bodySize, handles, 0, 0, 0, 0);
    case 3:
      return wire.expectBody("host_call", bodySize, handles, 0, Infinity, 0, 1);
    case 4:
      return wire.expectBody("backend_call", bodySize, handles, 0, Infinity, 0, 0);
    default:
      throw wire.unknownValue("ControlSocketHdr.code", code);
  }
}

/** Whether the sender of the request with this header waits for a reply. */
export function wantsReplyControlSocket(request: DataView): boolean {
  const code: number = request.getUint8(0);
  switch (code) {
    case 1:
    case 2:
    case 3:
    case 4:
      return true;
    default:
      return false;
  }
}
