// Generated from idl/io-backend/io-backend.idl; do not edit.

import * as wire from "./hypershim.ts";

const expectAtMost = wire.expectAtMost;
const headAt = wire.headAt;
const readNumberLE = wire.readNumberLE;
const readUint64LE = wire.readUint64LE;
const recordAt = wire.recordAt;
const writeNumberLE = wire.writeNumberLE;
const writeUint64LE = wire.writeUint64LE;

/**
 * Numbers of interrupt lines from here on are pins of PCI functions; those below are lines
 * of the machine: on x86 the ISA interrupts 0 to 15, on Arm what its interrupt controller
 * calls them, so that the first shared peripheral interrupt is 32. The pin INTA to INTD,
 * from 0, of a function is irq_intx + segment << 15 + bus << 7 + device << 2 + pin. Hosts
 * differ in which lines they have; one that is none is `invalid`.
 */
export const ioIrqIntx = 0x80000000;

/** Where an access goes. */
export const IoAddressSpace = {
  /** Guest-physical memory. An address is in bytes. */
  mmio: 0,
  /** I/O ports. An address is a port number. */
  pio: 1,
  /**
   * PCI configuration space. An address is segment << 48 | bus << 40 | device << 35 |
   * function << 32 | register, so that one function's registers are one region.
   */
  pciConfig: 2,
} as const;
export type IoAddressSpace = (typeof IoAddressSpace)[keyof typeof IoAddressSpace];

/** Whether `value` is one of {@link IoAddressSpace}. */
export function isIoAddressSpace(value: number): value is IoAddressSpace {
  return value === 0 || value === 1 || value === 2;
}

/** Why a guest is gone. */
export const IoShutdownReason = {
  /** The guest switched itself off. */
  powerOff: 0,
  /** It starts again; a new guest will be announced. */
  reboot: 1,
  /** Its state was saved, to be resumed later. */
  suspend: 2,
  /** It ended in disorder. */
  crash: 3,
  /** A watchdog ended it. */
  watchdog: 4,
  /** It restarts itself in place, with its memory kept. */
  softReset: 5,
  /** The guest lives on; the host takes this device away. */
  detached: 6,
} as const;
export type IoShutdownReason = (typeof IoShutdownReason)[keyof typeof IoShutdownReason];

/** Whether `value` is one of {@link IoShutdownReason}. */
export function isIoShutdownReason(value: number): value is IoShutdownReason {
  return Number.isInteger(value) && value >= 0 && value <= 6;
}

/**
 * Why the host did not do what it was asked to. The numbers are Linux's errno numbers.
 * The list is open: a host may answer with any other errno number.
 */
export const IoHostError = {
  /** The backend may not do this. */
  notPermitted: 1,
  /** No such region, parameter, mapping or binding. */
  notFound: 2,
  /** The hypervisor failed, without saying why. */
  inputOutput: 5,
  /** The host has no memory left. */
  noMemory: 12,
  /** More access was asked for than the backend may have. */
  accessDenied: 13,
  /** Somebody else uses it at the moment. */
  busy: 16,
  /** It overlaps something that is claimed already. */
  exists: 17,
  /** The guest is gone. */
  noDevice: 19,
  /** An argument makes no sense here. */
  invalid: 22,
  /** A limit is reached: regions, interrupts, address space. */
  noSpace: 28,
  /** The host does not know this operation. */
  notImplemented: 38,
  /** The answer does not fit: a parameter's value is too long. */
  overflow: 75,
  /** A message was too long for the channel. */
  messageSize: 90,
  /** This hypervisor cannot do it. */
  notSupported: 95,
  /** No answer came in time. */
  timedOut: 110,
} as const;
export type IoHostError = (typeof IoHostError)[keyof typeof IoHostError];

/** Whether `value` is one of {@link IoHostError}. */
export function isIoHostError(value: number): value is IoHostError {
  return (
    value === 1
    || value === 2
    || value === 5
    || value === 12
    || value === 13
    || value === 16
    || value === 17
    || value === 19
    || value === 22
    || value === 28
    || value === 38
    || value === 75
    || value === 90
    || value === 95
    || value === 110
  );
}

/** How a claimed region behaves. */
export const IoClaimFlags = {
  /**
   * A store need not be answered: the guest goes on at once. Stores stay in order.
   * A host that cannot post stores ignores this flag and waits.
   */
  postedWrites: 0x1,
} as const;
export type IoClaimFlags = number;

/** What a backend wants to do with guest memory. */
export const IoMapAccess = {
  read: 0x1,
  write: 0x2,
} as const;
export type IoMapAccess = number;

/** The request of `read`. */
export interface IoBackendReadRequest {
  region: number;
  offset: number;
  size: number;
}

/** Bytes of a {@link IoBackendReadRequest}. */
export const ioBackendReadRequestSize = 24;

/** The {@link IoBackendReadRequest} in `view`, or at `offset` in a larger one. */
export function decodeIoBackendReadRequest(view: DataView, offset?: number): IoBackendReadRequest {
  const at = recordAt(view, offset, 24, "IoBackendReadRequest");
  return {
    region: view.getUint32(at, true),
    offset: readNumberLE(view, at + 8, "IoBackendReadRequest.offset"),
    size: view.getUint8(at + 16),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeIoBackendReadRequest(
  value: IoBackendReadRequest,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 24, "IoBackendReadRequest");
  view.setUint32(at, value.region, true);
  wire.clear(view, at + 4, 4);
  writeNumberLE(view, at + 8, value.offset, "IoBackendReadRequest.offset");
  view.setUint8(at + 16, value.size);
  wire.clear(view, at + 17, 7);
}

/** The reply of `read`. */
export interface IoBackendReadReply {
  /** 0, or the error's number. */
  status: number;
  data: bigint;
}

/** Bytes of a {@link IoBackendReadReply}. */
export const ioBackendReadReplySize = 16;

/** The {@link IoBackendReadReply} in `view`, or at `offset` in a larger one. */
export function decodeIoBackendReadReply(view: DataView, offset?: number): IoBackendReadReply {
  const at = recordAt(view, offset, 16, "IoBackendReadReply");
  return {
    status: view.getUint32(at, true),
    data: readUint64LE(view, at + 8),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeIoBackendReadReply(
  value: IoBackendReadReply,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 16, "IoBackendReadReply");
  view.setUint32(at, value.status, true);
  wire.clear(view, at + 4, 4);
  writeUint64LE(view, at + 8, value.data);
}

/** The request of `write`. */
export interface IoBackendWriteRequest {
  region: number;
  offset: number;
  size: number;
  data: bigint;
}

/** Bytes of a {@link IoBackendWriteRequest}. */
export const ioBackendWriteRequestSize = 32;

/** The {@link IoBackendWriteRequest} in `view`, or at `offset` in a larger one. */
export function decodeIoBackendWriteRequest(
  view: DataView,
  offset?: number,
): IoBackendWriteRequest {
  const at = recordAt(view, offset, 32, "IoBackendWriteRequest");
  return {
    region: view.getUint32(at, true),
    offset: readNumberLE(view, at + 8, "IoBackendWriteRequest.offset"),
    size: view.getUint8(at + 16),
    data: readUint64LE(view, at + 24),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeIoBackendWriteRequest(
  value: IoBackendWriteRequest,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 32, "IoBackendWriteRequest");
  view.setUint32(at, value.region, true);
  wire.clear(view, at + 4, 4);
  writeNumberLE(view, at + 8, value.offset, "IoBackendWriteRequest.offset");
  view.setUint8(at + 16, value.size);
  wire.clear(view, at + 17, 7);
  writeUint64LE(view, at + 24, value.data);
}

/** The reply of `write`. */
export interface IoBackendWriteReply {
  /** 0, or the error's number. */
  status: number;
}

/** Bytes of a {@link IoBackendWriteReply}. */
export const ioBackendWriteReplySize = 4;

/** The {@link IoBackendWriteReply} in `view`, or at `offset` in a larger one. */
export function decodeIoBackendWriteReply(view: DataView, offset?: number): IoBackendWriteReply {
  const at = recordAt(view, offset, 4, "IoBackendWriteReply");
  return {
    status: view.getUint32(at, true),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeIoBackendWriteReply(
  value: IoBackendWriteReply,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 4, "IoBackendWriteReply");
  view.setUint32(at, value.status, true);
}

/** The request of `invalidate`. */
export interface IoBackendInvalidateRequest {
}

/** Bytes of a {@link IoBackendInvalidateRequest}. */
export const ioBackendInvalidateRequestSize = 0;

/** The {@link IoBackendInvalidateRequest} in `view`, or at `offset` in a larger one. */
export function decodeIoBackendInvalidateRequest(
  view: DataView,
  offset?: number,
): IoBackendInvalidateRequest {
  wire.recordInDoubt(view, offset, 0, "IoBackendInvalidateRequest");
  return {};
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeIoBackendInvalidateRequest(
  _value: IoBackendInvalidateRequest,
  view: DataView,
  offset?: number,
): void {
  wire.recordInDoubt(view, offset, 0, "IoBackendInvalidateRequest");
}

/** The reply of `invalidate`. */
export interface IoBackendInvalidateReply {
  /** 0, or the error's number. */
  status: number;
}

/** Bytes of a {@link IoBackendInvalidateReply}. */
export const ioBackendInvalidateReplySize = 4;

/** The {@link IoBackendInvalidateReply} in `view`, or at `offset` in a larger one. */
export function decodeIoBackendInvalidateReply(
  view: DataView,
  offset?: number,
): IoBackendInvalidateReply {
  const at = recordAt(view, offset, 4, "IoBackendInvalidateReply");
  return {
    status: view.getUint32(at, true),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeIoBackendInvalidateReply(
  value: IoBackendInvalidateReply,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 4, "IoBackendInvalidateReply");
  view.setUint32(at, value.status, true);
}

/** The request of `gone`. */
export interface IoBackendGoneRequest {
  reason: IoShutdownReason | number;
}

/** Bytes of a {@link IoBackendGoneRequest}. */
export const ioBackendGoneRequestSize = 1;

/** The {@link IoBackendGoneRequest} in `view`, or at `offset` in a larger one. */
export function decodeIoBackendGoneRequest(view: DataView, offset?: number): IoBackendGoneRequest {
  const at = recordAt(view, offset, 1, "IoBackendGoneRequest");
  return {
    reason: view.getUint8(at),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeIoBackendGoneRequest(
  value: IoBackendGoneRequest,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 1, "IoBackendGoneRequest");
  view.setUint8(at, value.reason);
}

/** The request of `configure`. */
export interface IoBackendConfigureRequest {
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

/** Bytes of a {@link IoBackendConfigureRequest}. */
export const ioBackendConfigureRequestSize = 32;

/** The {@link IoBackendConfigureRequest} in `view`, or at `offset` in a larger one. */
export function decodeIoBackendConfigureRequest(
  view: DataView,
  offset?: number,
): IoBackendConfigureRequest {
  const at = recordAt(view, offset, 32, "IoBackendConfigureRequest");
  return {
    space: view.getUint8(at),
    base: readUint64LE(view, at + 8),
    length: readNumberLE(view, at + 16, "IoBackendConfigureRequest.length"),
    irq: view.getUint32(at + 24, true),
    readOnly: view.getUint8(at + 28) !== 0,
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeIoBackendConfigureRequest(
  value: IoBackendConfigureRequest,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 32, "IoBackendConfigureRequest");
  view.setUint8(at, value.space);
  wire.clear(view, at + 1, 7);
  writeUint64LE(view, at + 8, value.base);
  writeNumberLE(view, at + 16, value.length, "IoBackendConfigureRequest.length");
  view.setUint32(at + 24, value.irq, true);
  view.setUint8(at + 28, value.readOnly ? 1 : 0);
  wire.clear(view, at + 29, 3);
}

/** The reply of `configure`. */
export interface IoBackendConfigureReply {
  /** 0, or the error's number. */
  status: number;
}

/** Bytes of a {@link IoBackendConfigureReply}. */
export const ioBackendConfigureReplySize = 4;

/** The {@link IoBackendConfigureReply} in `view`, or at `offset` in a larger one. */
export function decodeIoBackendConfigureReply(
  view: DataView,
  offset?: number,
): IoBackendConfigureReply {
  const at = recordAt(view, offset, 4, "IoBackendConfigureReply");
  return {
    status: view.getUint32(at, true),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeIoBackendConfigureReply(
  value: IoBackendConfigureReply,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 4, "IoBackendConfigureReply");
  view.setUint32(at, value.status, true);
}

/** The request of `claim`. */
export interface IoHostClaimRequest {
  space: IoAddressSpace | number;
  base: bigint;
  length: number;
  flags: number;
}

/** Bytes of a {@link IoHostClaimRequest}. */
export const ioHostClaimRequestSize = 32;

/** The {@link IoHostClaimRequest} in `view`, or at `offset` in a larger one. */
export function decodeIoHostClaimRequest(view: DataView, offset?: number): IoHostClaimRequest {
  const at = recordAt(view, offset, 32, "IoHostClaimRequest");
  return {
    space: view.getUint8(at),
    base: readUint64LE(view, at + 8),
    length: readNumberLE(view, at + 16, "IoHostClaimRequest.length"),
    flags: view.getUint32(at + 24, true),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeIoHostClaimRequest(
  value: IoHostClaimRequest,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 32, "IoHostClaimRequest");
  view.setUint8(at, value.space);
  wire.clear(view, at + 1, 7);
  writeUint64LE(view, at + 8, value.base);
  writeNumberLE(view, at + 16, value.length, "IoHostClaimRequest.length");
  view.setUint32(at + 24, value.flags, true);
  wire.clear(view, at + 28, 4);
}

/** The reply of `claim`. */
export interface IoHostClaimReply {
  /** 0, or the error's number. */
  status: number;
  region: number;
}

/** Bytes of a {@link IoHostClaimReply}. */
export const ioHostClaimReplySize = 8;

/** The {@link IoHostClaimReply} in `view`, or at `offset` in a larger one. */
export function decodeIoHostClaimReply(view: DataView, offset?: number): IoHostClaimReply {
  const at = recordAt(view, offset, 8, "IoHostClaimReply");
  return {
    status: view.getUint32(at, true),
    region: view.getUint32(at + 4, true),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeIoHostClaimReply(
  value: IoHostClaimReply,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 8, "IoHostClaimReply");
  view.setUint32(at, value.status, true);
  view.setUint32(at + 4, value.region, true);
}

/** The request of `release`. */
export interface IoHostReleaseRequest {
  region: number;
}

/** Bytes of a {@link IoHostReleaseRequest}. */
export const ioHostReleaseRequestSize = 4;

/** The {@link IoHostReleaseRequest} in `view`, or at `offset` in a larger one. */
export function decodeIoHostReleaseRequest(view: DataView, offset?: number): IoHostReleaseRequest {
  const at = recordAt(view, offset, 4, "IoHostReleaseRequest");
  return {
    region: view.getUint32(at, true),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeIoHostReleaseRequest(
  value: IoHostReleaseRequest,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 4, "IoHostReleaseRequest");
  view.setUint32(at, value.region, true);
}

/** The reply of `release`. */
export interface IoHostReleaseReply {
  /** 0, or the error's number. */
  status: number;
}

/** Bytes of a {@link IoHostReleaseReply}. */
export const ioHostReleaseReplySize = 4;

/** The {@link IoHostReleaseReply} in `view`, or at `offset` in a larger one. */
export function decodeIoHostReleaseReply(view: DataView, offset?: number): IoHostReleaseReply {
  const at = recordAt(view, offset, 4, "IoHostReleaseReply");
  return {
    status: view.getUint32(at, true),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeIoHostReleaseReply(
  value: IoHostReleaseReply,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 4, "IoHostReleaseReply");
  view.setUint32(at, value.status, true);
}

/** The request of `set_irq`. */
export interface IoHostSetIrqRequest {
  irq: number;
  level: boolean;
}

/** Bytes of a {@link IoHostSetIrqRequest}. */
export const ioHostSetIrqRequestSize = 8;

/** The {@link IoHostSetIrqRequest} in `view`, or at `offset` in a larger one. */
export function decodeIoHostSetIrqRequest(view: DataView, offset?: number): IoHostSetIrqRequest {
  const at = recordAt(view, offset, 8, "IoHostSetIrqRequest");
  return {
    irq: view.getUint32(at, true),
    level: view.getUint8(at + 4) !== 0,
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeIoHostSetIrqRequest(
  value: IoHostSetIrqRequest,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 8, "IoHostSetIrqRequest");
  view.setUint32(at, value.irq, true);
  view.setUint8(at + 4, value.level ? 1 : 0);
  wire.clear(view, at + 5, 3);
}

/** The reply of `set_irq`. */
export interface IoHostSetIrqReply {
  /** 0, or the error's number. */
  status: number;
}

/** Bytes of a {@link IoHostSetIrqReply}. */
export const ioHostSetIrqReplySize = 4;

/** The {@link IoHostSetIrqReply} in `view`, or at `offset` in a larger one. */
export function decodeIoHostSetIrqReply(view: DataView, offset?: number): IoHostSetIrqReply {
  const at = recordAt(view, offset, 4, "IoHostSetIrqReply");
  return {
    status: view.getUint32(at, true),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeIoHostSetIrqReply(
  value: IoHostSetIrqReply,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 4, "IoHostSetIrqReply");
  view.setUint32(at, value.status, true);
}

/** The request of `signal_msi`. */
export interface IoHostSignalMsiRequest {
  address: bigint;
  data: number;
}

/** Bytes of a {@link IoHostSignalMsiRequest}. */
export const ioHostSignalMsiRequestSize = 16;

/** The {@link IoHostSignalMsiRequest} in `view`, or at `offset` in a larger one. */
export function decodeIoHostSignalMsiRequest(
  view: DataView,
  offset?: number,
): IoHostSignalMsiRequest {
  const at = recordAt(view, offset, 16, "IoHostSignalMsiRequest");
  return {
    address: readUint64LE(view, at),
    data: view.getUint32(at + 8, true),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeIoHostSignalMsiRequest(
  value: IoHostSignalMsiRequest,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 16, "IoHostSignalMsiRequest");
  writeUint64LE(view, at, value.address);
  view.setUint32(at + 8, value.data, true);
  wire.clear(view, at + 12, 4);
}

/** The reply of `signal_msi`. */
export interface IoHostSignalMsiReply {
  /** 0, or the error's number. */
  status: number;
}

/** Bytes of a {@link IoHostSignalMsiReply}. */
export const ioHostSignalMsiReplySize = 4;

/** The {@link IoHostSignalMsiReply} in `view`, or at `offset` in a larger one. */
export function decodeIoHostSignalMsiReply(view: DataView, offset?: number): IoHostSignalMsiReply {
  const at = recordAt(view, offset, 4, "IoHostSignalMsiReply");
  return {
    status: view.getUint32(at, true),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeIoHostSignalMsiReply(
  value: IoHostSignalMsiReply,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 4, "IoHostSignalMsiReply");
  view.setUint32(at, value.status, true);
}

/** The request of `map`. */
export interface IoHostMapRequest {
  guestAddress: bigint;
  length: number;
  access: number;
}

/** Bytes of a {@link IoHostMapRequest}. */
export const ioHostMapRequestSize = 24;

/** The {@link IoHostMapRequest} in `view`, or at `offset` in a larger one. */
export function decodeIoHostMapRequest(view: DataView, offset?: number): IoHostMapRequest {
  const at = recordAt(view, offset, 24, "IoHostMapRequest");
  return {
    guestAddress: readUint64LE(view, at),
    length: readNumberLE(view, at + 8, "IoHostMapRequest.length"),
    access: view.getUint32(at + 16, true),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeIoHostMapRequest(
  value: IoHostMapRequest,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 24, "IoHostMapRequest");
  writeUint64LE(view, at, value.guestAddress);
  writeNumberLE(view, at + 8, value.length, "IoHostMapRequest.length");
  view.setUint32(at + 16, value.access, true);
  wire.clear(view, at + 20, 4);
}

/** The reply of `map`. */
export interface IoHostMapReply {
  /** 0, or the error's number. */
  status: number;
  offset: number;
}

/** Bytes of a {@link IoHostMapReply}. */
export const ioHostMapReplySize = 16;

/** The {@link IoHostMapReply} in `view`, or at `offset` in a larger one. */
export function decodeIoHostMapReply(view: DataView, offset?: number): IoHostMapReply {
  const at = recordAt(view, offset, 16, "IoHostMapReply");
  return {
    status: view.getUint32(at, true),
    offset: readNumberLE(view, at + 8, "IoHostMapReply.offset"),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeIoHostMapReply(value: IoHostMapReply, view: DataView, offset?: number): void {
  const at = recordAt(view, offset, 16, "IoHostMapReply");
  view.setUint32(at, value.status, true);
  wire.clear(view, at + 4, 4);
  writeNumberLE(view, at + 8, value.offset, "IoHostMapReply.offset");
}

/** The request of `unmap`. */
export interface IoHostUnmapRequest {
  guestAddress: bigint;
  length: number;
}

/** Bytes of a {@link IoHostUnmapRequest}. */
export const ioHostUnmapRequestSize = 16;

/** The {@link IoHostUnmapRequest} in `view`, or at `offset` in a larger one. */
export function decodeIoHostUnmapRequest(view: DataView, offset?: number): IoHostUnmapRequest {
  const at = recordAt(view, offset, 16, "IoHostUnmapRequest");
  return {
    guestAddress: readUint64LE(view, at),
    length: readNumberLE(view, at + 8, "IoHostUnmapRequest.length"),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeIoHostUnmapRequest(
  value: IoHostUnmapRequest,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 16, "IoHostUnmapRequest");
  writeUint64LE(view, at, value.guestAddress);
  writeNumberLE(view, at + 8, value.length, "IoHostUnmapRequest.length");
}

/** The reply of `unmap`. */
export interface IoHostUnmapReply {
  /** 0, or the error's number. */
  status: number;
}

/** Bytes of a {@link IoHostUnmapReply}. */
export const ioHostUnmapReplySize = 4;

/** The {@link IoHostUnmapReply} in `view`, or at `offset` in a larger one. */
export function decodeIoHostUnmapReply(view: DataView, offset?: number): IoHostUnmapReply {
  const at = recordAt(view, offset, 4, "IoHostUnmapReply");
  return {
    status: view.getUint32(at, true),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeIoHostUnmapReply(
  value: IoHostUnmapReply,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 4, "IoHostUnmapReply");
  view.setUint32(at, value.status, true);
}

/** The request of `allocate_mmio_space`. */
export interface IoHostAllocateMmioSpaceRequest {
  length: number;
  alignment: number;
}

/** Bytes of a {@link IoHostAllocateMmioSpaceRequest}. */
export const ioHostAllocateMmioSpaceRequestSize = 16;

/** The {@link IoHostAllocateMmioSpaceRequest} in `view`, or at `offset` in a larger one. */
export function decodeIoHostAllocateMmioSpaceRequest(
  view: DataView,
  offset?: number,
): IoHostAllocateMmioSpaceRequest {
  const at = recordAt(view, offset, 16, "IoHostAllocateMmioSpaceRequest");
  return {
    length: readNumberLE(view, at, "IoHostAllocateMmioSpaceRequest.length"),
    alignment: readNumberLE(view, at + 8, "IoHostAllocateMmioSpaceRequest.alignment"),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeIoHostAllocateMmioSpaceRequest(
  value: IoHostAllocateMmioSpaceRequest,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 16, "IoHostAllocateMmioSpaceRequest");
  writeNumberLE(view, at, value.length, "IoHostAllocateMmioSpaceRequest.length");
  writeNumberLE(view, at + 8, value.alignment, "IoHostAllocateMmioSpaceRequest.alignment");
}

/** The reply of `allocate_mmio_space`. */
export interface IoHostAllocateMmioSpaceReply {
  /** 0, or the error's number. */
  status: number;
  base: bigint;
}

/** Bytes of a {@link IoHostAllocateMmioSpaceReply}. */
export const ioHostAllocateMmioSpaceReplySize = 16;

/** The {@link IoHostAllocateMmioSpaceReply} in `view`, or at `offset` in a larger one. */
export function decodeIoHostAllocateMmioSpaceReply(
  view: DataView,
  offset?: number,
): IoHostAllocateMmioSpaceReply {
  const at = recordAt(view, offset, 16, "IoHostAllocateMmioSpaceReply");
  return {
    status: view.getUint32(at, true),
    base: readUint64LE(view, at + 8),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeIoHostAllocateMmioSpaceReply(
  value: IoHostAllocateMmioSpaceReply,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 16, "IoHostAllocateMmioSpaceReply");
  view.setUint32(at, value.status, true);
  wire.clear(view, at + 4, 4);
  writeUint64LE(view, at + 8, value.base);
}

/** The request of `allocate_irq_line`. */
export interface IoHostAllocateIrqLineRequest {
}

/** Bytes of a {@link IoHostAllocateIrqLineRequest}. */
export const ioHostAllocateIrqLineRequestSize = 0;

/** The {@link IoHostAllocateIrqLineRequest} in `view`, or at `offset` in a larger one. */
export function decodeIoHostAllocateIrqLineRequest(
  view: DataView,
  offset?: number,
): IoHostAllocateIrqLineRequest {
  wire.recordInDoubt(view, offset, 0, "IoHostAllocateIrqLineRequest");
  return {};
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeIoHostAllocateIrqLineRequest(
  _value: IoHostAllocateIrqLineRequest,
  view: DataView,
  offset?: number,
): void {
  wire.recordInDoubt(view, offset, 0, "IoHostAllocateIrqLineRequest");
}

/** The reply of `allocate_irq_line`. */
export interface IoHostAllocateIrqLineReply {
  /** 0, or the error's number. */
  status: number;
  irq: number;
}

/** Bytes of a {@link IoHostAllocateIrqLineReply}. */
export const ioHostAllocateIrqLineReplySize = 8;

/** The {@link IoHostAllocateIrqLineReply} in `view`, or at `offset` in a larger one. */
export function decodeIoHostAllocateIrqLineReply(
  view: DataView,
  offset?: number,
): IoHostAllocateIrqLineReply {
  const at = recordAt(view, offset, 8, "IoHostAllocateIrqLineReply");
  return {
    status: view.getUint32(at, true),
    irq: view.getUint32(at + 4, true),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeIoHostAllocateIrqLineReply(
  value: IoHostAllocateIrqLineReply,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 8, "IoHostAllocateIrqLineReply");
  view.setUint32(at, value.status, true);
  view.setUint32(at + 4, value.irq, true);
}

/** The request of `get_parameter`. */
export interface IoHostGetParameterRequest {
  name: Uint8Array;
}

/** Bytes of a {@link IoHostGetParameterRequest} without `name`. */
export const ioHostGetParameterRequestSize = 4;

/** Bytes of `value` when encoded. */
export function ioHostGetParameterRequestBytes(value: IoHostGetParameterRequest): number {
  return 4 + value.name.length;
}

/** The {@link IoHostGetParameterRequest} in `view`, or at `offset` in a larger one. */
export function decodeIoHostGetParameterRequest(
  view: DataView,
  offset?: number,
): IoHostGetParameterRequest {
  const at = headAt(view, offset ?? 0, 4, "IoHostGetParameterRequest");
  const nameLength = view.getUint32(at, true);
  recordAt(view, offset, 4 + nameLength, "IoHostGetParameterRequest");
  expectAtMost(nameLength, 64, "IoHostGetParameterRequest.name");
  return {
    name: wire.readBytes(view, at + 4, nameLength),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one. Returns the number of bytes.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeIoHostGetParameterRequest(
  value: IoHostGetParameterRequest,
  view: DataView,
  offset?: number,
): number {
  const itemCount = value.name.length;
  expectAtMost(itemCount, 64, "IoHostGetParameterRequest.name");
  const size = 4 + itemCount;
  const at = recordAt(view, offset, size, "IoHostGetParameterRequest");
  view.setUint32(at, itemCount, true);
  wire.writeBytes(view, at + 4, value.name);
  return size;
}

/** The reply of `get_parameter`. */
export interface IoHostGetParameterReply {
  /** 0, or the error's number. */
  status: number;
  value: Uint8Array;
}

/** Bytes of a {@link IoHostGetParameterReply} without `value`. */
export const ioHostGetParameterReplySize = 8;

/** Bytes of `value` when encoded. */
export function ioHostGetParameterReplyBytes(value: IoHostGetParameterReply): number {
  return 8 + value.value.length;
}

/** The {@link IoHostGetParameterReply} in `view`, or at `offset` in a larger one. */
export function decodeIoHostGetParameterReply(
  view: DataView,
  offset?: number,
): IoHostGetParameterReply {
  const at = headAt(view, offset ?? 0, 8, "IoHostGetParameterReply");
  const valueLength = view.getUint32(at + 4, true);
  recordAt(view, offset, 8 + valueLength, "IoHostGetParameterReply");
  expectAtMost(valueLength, 256, "IoHostGetParameterReply.value");
  return {
    status: view.getUint32(at, true),
    value: wire.readBytes(view, at + 8, valueLength),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one. Returns the number of bytes.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeIoHostGetParameterReply(
  value: IoHostGetParameterReply,
  view: DataView,
  offset?: number,
): number {
  const itemCount = value.value.length;
  expectAtMost(itemCount, 256, "IoHostGetParameterReply.value");
  const size = 8 + itemCount;
  const at = recordAt(view, offset, size, "IoHostGetParameterReply");
  view.setUint32(at, value.status, true);
  view.setUint32(at + 4, itemCount, true);
  wire.writeBytes(view, at + 8, value.value);
  return size;
}

/** The request of `bind_irq`. */
export interface IoHostBindIrqRequest {
  irq: number;
}

/** Bytes of a {@link IoHostBindIrqRequest}. */
export const ioHostBindIrqRequestSize = 4;

/** The {@link IoHostBindIrqRequest} in `view`, or at `offset` in a larger one. */
export function decodeIoHostBindIrqRequest(view: DataView, offset?: number): IoHostBindIrqRequest {
  const at = recordAt(view, offset, 4, "IoHostBindIrqRequest");
  return {
    irq: view.getUint32(at, true),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeIoHostBindIrqRequest(
  value: IoHostBindIrqRequest,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 4, "IoHostBindIrqRequest");
  view.setUint32(at, value.irq, true);
}

/** The reply of `bind_irq`. */
export interface IoHostBindIrqReply {
  /** 0, or the error's number. */
  status: number;
}

/** Bytes of a {@link IoHostBindIrqReply}. */
export const ioHostBindIrqReplySize = 4;

/** The {@link IoHostBindIrqReply} in `view`, or at `offset` in a larger one. */
export function decodeIoHostBindIrqReply(view: DataView, offset?: number): IoHostBindIrqReply {
  const at = recordAt(view, offset, 4, "IoHostBindIrqReply");
  return {
    status: view.getUint32(at, true),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeIoHostBindIrqReply(
  value: IoHostBindIrqReply,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 4, "IoHostBindIrqReply");
  view.setUint32(at, value.status, true);
}

/** The request of `unbind_irq`. */
export interface IoHostUnbindIrqRequest {
  irq: number;
}

/** Bytes of a {@link IoHostUnbindIrqRequest}. */
export const ioHostUnbindIrqRequestSize = 4;

/** The {@link IoHostUnbindIrqRequest} in `view`, or at `offset` in a larger one. */
export function decodeIoHostUnbindIrqRequest(
  view: DataView,
  offset?: number,
): IoHostUnbindIrqRequest {
  const at = recordAt(view, offset, 4, "IoHostUnbindIrqRequest");
  return {
    irq: view.getUint32(at, true),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeIoHostUnbindIrqRequest(
  value: IoHostUnbindIrqRequest,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 4, "IoHostUnbindIrqRequest");
  view.setUint32(at, value.irq, true);
}

/** The reply of `unbind_irq`. */
export interface IoHostUnbindIrqReply {
  /** 0, or the error's number. */
  status: number;
}

/** Bytes of a {@link IoHostUnbindIrqReply}. */
export const ioHostUnbindIrqReplySize = 4;

/** The {@link IoHostUnbindIrqReply} in `view`, or at `offset` in a larger one. */
export function decodeIoHostUnbindIrqReply(view: DataView, offset?: number): IoHostUnbindIrqReply {
  const at = recordAt(view, offset, 4, "IoHostUnbindIrqReply");
  return {
    status: view.getUint32(at, true),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeIoHostUnbindIrqReply(
  value: IoHostUnbindIrqReply,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 4, "IoHostUnbindIrqReply");
  view.setUint32(at, value.status, true);
}

/** The request of `bind_kick`. */
export interface IoHostBindKickRequest {
  region: number;
  offset: number;
  size: number;
  value: bigint;
}

/** Bytes of a {@link IoHostBindKickRequest}. */
export const ioHostBindKickRequestSize = 32;

/** The {@link IoHostBindKickRequest} in `view`, or at `offset` in a larger one. */
export function decodeIoHostBindKickRequest(
  view: DataView,
  offset?: number,
): IoHostBindKickRequest {
  const at = recordAt(view, offset, 32, "IoHostBindKickRequest");
  return {
    region: view.getUint32(at, true),
    offset: readNumberLE(view, at + 8, "IoHostBindKickRequest.offset"),
    size: view.getUint8(at + 16),
    value: readUint64LE(view, at + 24),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeIoHostBindKickRequest(
  value: IoHostBindKickRequest,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 32, "IoHostBindKickRequest");
  view.setUint32(at, value.region, true);
  wire.clear(view, at + 4, 4);
  writeNumberLE(view, at + 8, value.offset, "IoHostBindKickRequest.offset");
  view.setUint8(at + 16, value.size);
  wire.clear(view, at + 17, 7);
  writeUint64LE(view, at + 24, value.value);
}

/** The reply of `bind_kick`. */
export interface IoHostBindKickReply {
  /** 0, or the error's number. */
  status: number;
}

/** Bytes of a {@link IoHostBindKickReply}. */
export const ioHostBindKickReplySize = 4;

/** The {@link IoHostBindKickReply} in `view`, or at `offset` in a larger one. */
export function decodeIoHostBindKickReply(view: DataView, offset?: number): IoHostBindKickReply {
  const at = recordAt(view, offset, 4, "IoHostBindKickReply");
  return {
    status: view.getUint32(at, true),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeIoHostBindKickReply(
  value: IoHostBindKickReply,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 4, "IoHostBindKickReply");
  view.setUint32(at, value.status, true);
}

/** The request of `unbind_kick`. */
export interface IoHostUnbindKickRequest {
  region: number;
  offset: number;
  size: number;
  value: bigint;
}

/** Bytes of a {@link IoHostUnbindKickRequest}. */
export const ioHostUnbindKickRequestSize = 32;

/** The {@link IoHostUnbindKickRequest} in `view`, or at `offset` in a larger one. */
export function decodeIoHostUnbindKickRequest(
  view: DataView,
  offset?: number,
): IoHostUnbindKickRequest {
  const at = recordAt(view, offset, 32, "IoHostUnbindKickRequest");
  return {
    region: view.getUint32(at, true),
    offset: readNumberLE(view, at + 8, "IoHostUnbindKickRequest.offset"),
    size: view.getUint8(at + 16),
    value: readUint64LE(view, at + 24),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeIoHostUnbindKickRequest(
  value: IoHostUnbindKickRequest,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 32, "IoHostUnbindKickRequest");
  view.setUint32(at, value.region, true);
  wire.clear(view, at + 4, 4);
  writeNumberLE(view, at + 8, value.offset, "IoHostUnbindKickRequest.offset");
  view.setUint8(at + 16, value.size);
  wire.clear(view, at + 17, 7);
  writeUint64LE(view, at + 24, value.value);
}

/** The reply of `unbind_kick`. */
export interface IoHostUnbindKickReply {
  /** 0, or the error's number. */
  status: number;
}

/** Bytes of a {@link IoHostUnbindKickReply}. */
export const ioHostUnbindKickReplySize = 4;

/** The {@link IoHostUnbindKickReply} in `view`, or at `offset` in a larger one. */
export function decodeIoHostUnbindKickReply(
  view: DataView,
  offset?: number,
): IoHostUnbindKickReply {
  const at = recordAt(view, offset, 4, "IoHostUnbindKickReply");
  return {
    status: view.getUint32(at, true),
  };
}

/**
 * Stores `value` in `view`, or at `offset` in a larger one.
 * Integers of up to 32 bits are cut to their width without a check.
 */
export function encodeIoHostUnbindKickReply(
  value: IoHostUnbindKickReply,
  view: DataView,
  offset?: number,
): void {
  const at = recordAt(view, offset, 4, "IoHostUnbindKickReply");
  view.setUint32(at, value.status, true);
}

/** Numbers of the operations of {@link IoBackend}. */
export const IoBackendOperation = {
  read: 1,
  write: 2,
  invalidate: 3,
  gone: 4,
  configure: 5,
} as const;

/**
 * A guest's accesses to the regions that a backend has claimed, and the guest's life.
 *
 * An operation fails by throwing; an `errno` of the error is its status.
 */
export interface IoBackend {
  /**
   * The guest loads `size` bytes at `offset` of `region`. Only the low `size` bytes of
   * `data` count. A failed load gives the guest all ones.
   */
  read(region: number, offset: number, size: number): Promise<bigint>;
  /**
   * The guest stores the low `size` bytes of `data` at `offset` of `region`. A failed
   * store is lost. The answer to a posted store goes nowhere.
   */
  write(region: number, offset: number, size: number, data: bigint): Promise<void>;
  /**
   * The guest's memory changed under its mappings: forget every one of them before
   * answering. The guest waits for the answer.
   */
  invalidate(): Promise<void>;
  /** The guest is gone. Nothing more can be asked about it. */
  gone(reason: IoShutdownReason | number): Promise<void>;
  /**
   * The device that the backend shall be, for a host that knows it. Sent at most once
   * and before any access; a backend that was told otherwise may ignore it.
   * What does not fit in here is asked for with `io_host.get_parameter`.
   *
   * @param base First address of the device's registers; see `address_space`.
   * @param length Bytes of registers.
   * @param irq The device's interrupt line, as `set_irq` takes it.
   * @param readOnly The guest must not change what is stored behind the device.
   */
  configure(
    space: IoAddressSpace | number,
    base: bigint,
    length: number,
    irq: number,
    readOnly: boolean,
  ): Promise<void>;
}

/**
 * Answers requests by calling the operations of `target`.
 * Nothing in a request is trusted; a malformed one is answered with a status, too.
 */
export function serveIoBackend(target: IoBackend): wire.RpcCall {
  return (request) => {
    switch (request.operation) {
      case 1:
        return wire.answer(request, ioBackendReadReplySize, true, async () => {
          const { region, offset, size } =
            wire.parameters(decodeIoBackendReadRequest, request, 24, 0);
          wire.expectAllowed(size, [1, 2, 4, 8], "IoBackend.read: size");
          const data = await target.read(region, offset, size);
          const body = wire.encoded(
            encodeIoBackendReadReply,
            { status: 0, data: wire.lowBytes(data, size) },
            ioBackendReadReplySize,
          );
          return { body, handles: [] };
        });
      case 2:
        return wire.answer(request, ioBackendWriteReplySize, true, async () => {
          const { region, offset, size, data } =
            wire.parameters(decodeIoBackendWriteRequest, request, 32, 0);
          wire.expectAllowed(size, [1, 2, 4, 8], "IoBackend.write: size");
          await target.write(region, offset, size, wire.lowBytes(data, size));
          const body = wire.encoded(
            encodeIoBackendWriteReply,
            { status: 0 },
            ioBackendWriteReplySize,
          );
          return { body, handles: [] };
        });
      case 3:
        return wire.answer(request, ioBackendInvalidateReplySize, true, async () => {
          wire.parameters(decodeIoBackendInvalidateRequest, request, 0, 0);
          await target.invalidate();
          const body = wire.encoded(
            encodeIoBackendInvalidateReply,
            { status: 0 },
            ioBackendInvalidateReplySize,
          );
          return { body, handles: [] };
        });
      case 4:
        return wire.obey(async () => {
          const { reason } = wire.parameters(decodeIoBackendGoneRequest, request, 1, 0);
          await target.gone(reason);
        });
      case 5:
        return wire.answer(request, ioBackendConfigureReplySize, true, async () => {
          const { space, base, length, irq, readOnly } =
            wire.parameters(decodeIoBackendConfigureRequest, request, 32, 0);
          await target.configure(space, base, length, irq, readOnly);
          const body = wire.encoded(
            encodeIoBackendConfigureReply,
            { status: 0 },
            ioBackendConfigureReplySize,
          );
          return { body, handles: [] };
        });
      default:
        return wire.unknownOperation(request, true);
    }
  };
}

/**
 * The {@link IoBackend} of the other side: its operations travel through `call`.
 * One that is given an integer that its type cannot hold fails with a RangeError.
 */
export function forwardIoBackend(call: wire.RpcCall): IoBackend {
  return {
    async read(region, offset, size) {
      wire.expectInteger(region, 32, false, "IoBackend.read: region");
      wire.expectInteger(size, 8, false, "IoBackend.read: size");
      const body = wire.encoded(
        encodeIoBackendReadRequest,
        { region, offset, size },
        ioBackendReadRequestSize,
      );
      const request = { operation: 1, body, handles: [] };
      const { results } =
        await wire.ask(call, request, decodeIoBackendReadReply, true, 0, "IoBackend.read");
      return results.data;
    },
    async write(region, offset, size, data) {
      wire.expectInteger(region, 32, false, "IoBackend.write: region");
      wire.expectInteger(size, 8, false, "IoBackend.write: size");
      wire.expectInteger(data, 64, false, "IoBackend.write: data");
      const body = wire.encoded(
        encodeIoBackendWriteRequest,
        { region, offset, size, data },
        ioBackendWriteRequestSize,
      );
      const request = { operation: 2, body, handles: [] };
      await wire.ask(call, request, decodeIoBackendWriteReply, true, 0, "IoBackend.write");
    },
    async invalidate() {
      const body = wire.encoded(
        encodeIoBackendInvalidateRequest,
        {},
        ioBackendInvalidateRequestSize,
      );
      const request = { operation: 3, body, handles: [] };
      await wire.ask(
        call,
        request,
        decodeIoBackendInvalidateReply,
        true,
        0,
        "IoBackend.invalidate",
      );
    },
    async gone(reason) {
      wire.expectInteger(reason, 8, false, "IoBackend.gone: reason");
      const body = wire.encoded(encodeIoBackendGoneRequest, { reason }, ioBackendGoneRequestSize);
      const request = { operation: 4, body, handles: [] };
      await call(request);
    },
    async configure(space, base, length, irq, readOnly) {
      wire.expectInteger(space, 8, false, "IoBackend.configure: space");
      wire.expectInteger(base, 64, false, "IoBackend.configure: base");
      wire.expectInteger(irq, 32, false, "IoBackend.configure: irq");
      const body = wire.encoded(
        encodeIoBackendConfigureRequest,
        { space, base, length, irq, readOnly },
        ioBackendConfigureRequestSize,
      );
      const request = { operation: 5, body, handles: [] };
      await wire.ask(call, request, decodeIoBackendConfigureReply, true, 0, "IoBackend.configure");
    },
  };
}

/** Numbers of the operations of {@link IoHost}. */
export const IoHostOperation = {
  claim: 1,
  release: 2,
  setIrq: 3,
  signalMsi: 4,
  map: 5,
  unmap: 6,
  allocateMmioSpace: 7,
  allocateIrqLine: 8,
  getParameter: 9,
  bindIrq: 10,
  unbindIrq: 11,
  bindKick: 12,
  unbindKick: 13,
} as const;

/**
 * What the hypervisor side offers to a backend.
 *
 * An operation fails by throwing; an `errno` of the error is its status.
 */
export interface IoHost {
  /**
   * From now on, accesses to `length` bytes at `base` of `space` reach the backend, with
   * `region` and an offset. A region never overlaps another one. A length of 0, which not
   * every host knows, makes it a doorbell: MMIO with posted writes, where a store is a
   * `write` at offset 0 whose width and value may have got lost.
   *
   * @throws an error whose errno is one of {@link IoHostError}
   */
  claim(
    space: IoAddressSpace | number,
    base: bigint,
    length: number,
    flags: number,
  ): Promise<number>;
  /**
   * The undoing of `claim`. Accesses that are under way are answered first.
   *
   * @throws an error whose errno is one of {@link IoHostError}
   */
  release(region: number): Promise<void>;
  /**
   * Sets the level of an interrupt line; see `irq_intx` for the numbers. A line stays at its
   * level until it is set anew.
   *
   * @throws an error whose errno is one of {@link IoHostError}
   */
  setIrq(irq: number, level: boolean): Promise<void>;
  /**
   * Sends a message signalled interrupt: the store of `data` to `address` that a device
   * on the bus would do.
   *
   * @throws an error whose errno is one of {@link IoHostError}
   */
  signalMsi(address: bigint, data: number): Promise<void>;
  /**
   * Makes guest memory reachable: the bytes from `guest_address` on lie at `offset` in
   * `memory`. Both are rounded to whole pages by the caller. `guest_address` is not a
   * plain number in TypeScript because its top bit has a meaning on some hosts (a
   * grant instead of an address).
   *
   * @throws an error whose errno is one of {@link IoHostError}
   */
  map(guestAddress: bigint, length: number, access: number): Promise<{
    memory: wire.Handle;
    offset: number;
  }>;
  /**
   * The undoing of `map`, with the same range.
   *
   * @throws an error whose errno is one of {@link IoHostError}
   */
  unmap(guestAddress: bigint, length: number): Promise<void>;
  /**
   * Finds room for a device whose place nobody has fixed. The room is reserved for this
   * backend, but not claimed yet.
   *
   * @throws an error whose errno is one of {@link IoHostError}
   */
  allocateMmioSpace(length: number, alignment: number): Promise<bigint>;
  /**
   * Finds an interrupt line that no other device uses.
   *
   * @throws an error whose errno is one of {@link IoHostError}
   */
  allocateIrqLine(): Promise<number>;
  /**
   * The value of a parameter of this backend, by name: text without a terminator.
   * Hosts know at least `file` (the path of what is stored behind the device) and
   * `readonly` (`1` or `0`); a name that is not set is `not_found`.
   *
   * @throws an error whose errno is one of {@link IoHostError}
   */
  getParameter(name: Uint8Array): Promise<Uint8Array>;
  /**
   * An event that raises the interrupt without a call: each signal is one edge. The
   * event belongs to the backend, and closing it ends the binding on most hosts.
   *
   * @throws an error whose errno is one of {@link IoHostError}
   */
  bindIrq(irq: number): Promise<wire.Handle>;
  /**
   * The undoing of `bind_irq`.
   *
   * @throws an error whose errno is one of {@link IoHostError}
   */
  unbindIrq(irq: number): Promise<void>;
  /**
   * From now on, a store of `value`, `size` bytes wide, at `offset` of `region` signals
   * the event and is answered at once; `write` is not called for it. `size` 0 takes
   * every width, and then the value is not looked at.
   *
   * @throws an error whose errno is one of {@link IoHostError}
   */
  bindKick(region: number, offset: number, size: number, value: bigint): Promise<wire.Handle>;
  /**
   * The undoing of `bind_kick`, with the same store.
   *
   * @throws an error whose errno is one of {@link IoHostError}
   */
  unbindKick(region: number, offset: number, size: number, value: bigint): Promise<void>;
}

/**
 * Answers requests by calling the operations of `target`.
 * Nothing in a request is trusted; a malformed one is answered with a status, too.
 */
export function serveIoHost(target: IoHost): wire.RpcCall {
  return (request) => {
    switch (request.operation) {
      case 1:
        return wire.answer(request, ioHostClaimReplySize, true, async () => {
          const { space, base, length, flags } =
            wire.parameters(decodeIoHostClaimRequest, request, 32, 0);
          const region = await target.claim(space, base, length, flags);
          wire.expectInteger(region, 32, false, "IoHost.claim: region");
          const body = wire.encoded(
            encodeIoHostClaimReply,
            { status: 0, region },
            ioHostClaimReplySize,
          );
          return { body, handles: [] };
        });
      case 2:
        return wire.answer(request, ioHostReleaseReplySize, true, async () => {
          const { region } = wire.parameters(decodeIoHostReleaseRequest, request, 4, 0);
          await target.release(region);
          const body = wire.encoded(
            encodeIoHostReleaseReply,
            { status: 0 },
            ioHostReleaseReplySize,
          );
          return { body, handles: [] };
        });
      case 3:
        return wire.answer(request, ioHostSetIrqReplySize, true, async () => {
          const { irq, level } = wire.parameters(decodeIoHostSetIrqRequest, request, 8, 0);
          await target.setIrq(irq, level);
          const body = wire.encoded(encodeIoHostSetIrqReply, { status: 0 }, ioHostSetIrqReplySize);
          return { body, handles: [] };
        });
      case 4:
        return wire.answer(request, ioHostSignalMsiReplySize, true, async () => {
          const { address, data } =
            wire.parameters(decodeIoHostSignalMsiRequest, request, 16, 0);
          await target.signalMsi(address, data);
          const body = wire.encoded(
            encodeIoHostSignalMsiReply,
            { status: 0 },
            ioHostSignalMsiReplySize,
          );
          return { body, handles: [] };
        });
      case 5:
        return wire.answer(request, ioHostMapReplySize, true, async () => {
          const { guestAddress, length, access } =
            wire.parameters(decodeIoHostMapRequest, request, 24, 0);
          const results = await target.map(guestAddress, length, access);
          const body = wire.encoded(
            encodeIoHostMapReply,
            { status: 0, offset: results.offset },
            ioHostMapReplySize,
          );
          return { body, handles: [results.memory] };
        });
      case 6:
        return wire.answer(request, ioHostUnmapReplySize, true, async () => {
          const { guestAddress, length } =
            wire.parameters(decodeIoHostUnmapRequest, request, 16, 0);
          await target.unmap(guestAddress, length);
          const body = wire.encoded(encodeIoHostUnmapReply, { status: 0 }, ioHostUnmapReplySize);
          return { body, handles: [] };
        });
      case 7:
        return wire.answer(request, ioHostAllocateMmioSpaceReplySize, true, async () => {
          const { length, alignment } =
            wire.parameters(decodeIoHostAllocateMmioSpaceRequest, request, 16, 0);
          const base = await target.allocateMmioSpace(length, alignment);
          wire.expectInteger(base, 64, false, "IoHost.allocateMmioSpace: base");
          const body = wire.encoded(
            encodeIoHostAllocateMmioSpaceReply,
            { status: 0, base },
            ioHostAllocateMmioSpaceReplySize,
          );
          return { body, handles: [] };
        });
      case 8:
        return wire.answer(request, ioHostAllocateIrqLineReplySize, true, async () => {
          wire.parameters(decodeIoHostAllocateIrqLineRequest, request, 0, 0);
          const irq = await target.allocateIrqLine();
          wire.expectInteger(irq, 32, false, "IoHost.allocateIrqLine: irq");
          const body = wire.encoded(
            encodeIoHostAllocateIrqLineReply,
            { status: 0, irq },
            ioHostAllocateIrqLineReplySize,
          );
          return { body, handles: [] };
        });
      case 9:
        return wire.answer(request, ioHostGetParameterReplySize, true, async () => {
          const { name } =
            wire.variableParameters(decodeIoHostGetParameterRequest, request, 4, 0, 0, 64, true);
          const value = await target.getParameter(name);
          const reply = { status: 0, value };
          const bytes = ioHostGetParameterReplyBytes(reply);
          const body = wire.encoded(encodeIoHostGetParameterReply, reply, bytes);
          return { body, handles: [] };
        });
      case 10:
        return wire.answer(request, ioHostBindIrqReplySize, true, async () => {
          const { irq } = wire.parameters(decodeIoHostBindIrqRequest, request, 4, 0);
          const event = await target.bindIrq(irq);
          const body = wire.encoded(
            encodeIoHostBindIrqReply,
            { status: 0 },
            ioHostBindIrqReplySize,
          );
          return { body, handles: [event] };
        });
      case 11:
        return wire.answer(request, ioHostUnbindIrqReplySize, true, async () => {
          const { irq } = wire.parameters(decodeIoHostUnbindIrqRequest, request, 4, 0);
          await target.unbindIrq(irq);
          const body = wire.encoded(
            encodeIoHostUnbindIrqReply,
            { status: 0 },
            ioHostUnbindIrqReplySize,
          );
          return { body, handles: [] };
        });
      case 12:
        return wire.answer(request, ioHostBindKickReplySize, true, async () => {
          const { region, offset, size, value } =
            wire.parameters(decodeIoHostBindKickRequest, request, 32, 0);
          wire.expectAllowed(size, [0, 1, 2, 4, 8], "IoHost.bind_kick: size");
          const event = await target.bindKick(region, offset, size, value);
          const body = wire.encoded(
            encodeIoHostBindKickReply,
            { status: 0 },
            ioHostBindKickReplySize,
          );
          return { body, handles: [event] };
        });
      case 13:
        return wire.answer(request, ioHostUnbindKickReplySize, true, async () => {
          const { region, offset, size, value } =
            wire.parameters(decodeIoHostUnbindKickRequest, request, 32, 0);
          wire.expectAllowed(size, [0, 1, 2, 4, 8], "IoHost.unbind_kick: size");
          await target.unbindKick(region, offset, size, value);
          const body = wire.encoded(
            encodeIoHostUnbindKickReply,
            { status: 0 },
            ioHostUnbindKickReplySize,
          );
          return { body, handles: [] };
        });
      default:
        return wire.unknownOperation(request, true);
    }
  };
}

/**
 * The {@link IoHost} of the other side: its operations travel through `call`.
 * One that is given an integer that its type cannot hold fails with a RangeError.
 */
export function forwardIoHost(call: wire.RpcCall): IoHost {
  return {
    async claim(space, base, length, flags) {
      wire.expectInteger(space, 8, false, "IoHost.claim: space");
      wire.expectInteger(base, 64, false, "IoHost.claim: base");
      wire.expectInteger(flags, 32, false, "IoHost.claim: flags");
      const body = wire.encoded(
        encodeIoHostClaimRequest,
        { space, base, length, flags },
        ioHostClaimRequestSize,
      );
      const request = { operation: 1, body, handles: [] };
      const { results } =
        await wire.ask(call, request, decodeIoHostClaimReply, true, 0, "IoHost.claim", IoHostError);
      return results.region;
    },
    async release(region) {
      wire.expectInteger(region, 32, false, "IoHost.release: region");
      const body = wire.encoded(encodeIoHostReleaseRequest, { region }, ioHostReleaseRequestSize);
      const request = { operation: 2, body, handles: [] };
      await wire.ask(
        call,
        request,
        decodeIoHostReleaseReply,
        true,
        0,
        "IoHost.release",
        IoHostError,
      );
    },
    async setIrq(irq, level) {
      wire.expectInteger(irq, 32, false, "IoHost.setIrq: irq");
      const body = wire.encoded(encodeIoHostSetIrqRequest, { irq, level }, ioHostSetIrqRequestSize);
      const request = { operation: 3, body, handles: [] };
      await wire.ask(call, request, decodeIoHostSetIrqReply, true, 0, "IoHost.setIrq", IoHostError);
    },
    async signalMsi(address, data) {
      wire.expectInteger(address, 64, false, "IoHost.signalMsi: address");
      wire.expectInteger(data, 32, false, "IoHost.signalMsi: data");
      const body = wire.encoded(
        encodeIoHostSignalMsiRequest,
        { address, data },
        ioHostSignalMsiRequestSize,
      );
      const request = { operation: 4, body, handles: [] };
      await wire.ask(
        call,
        request,
        decodeIoHostSignalMsiReply,
        true,
        0,
        "IoHost.signalMsi",
        IoHostError,
      );
    },
    async map(guestAddress, length, access) {
      wire.expectInteger(guestAddress, 64, false, "IoHost.map: guestAddress");
      wire.expectInteger(access, 32, false, "IoHost.map: access");
      const body = wire.encoded(
        encodeIoHostMapRequest,
        { guestAddress, length, access },
        ioHostMapRequestSize,
      );
      const request = { operation: 5, body, handles: [] };
      const { results, reply } =
        await wire.ask(call, request, decodeIoHostMapReply, true, 1, "IoHost.map", IoHostError);
      return { memory: wire.handleAt(reply, 0), offset: results.offset };
    },
    async unmap(guestAddress, length) {
      wire.expectInteger(guestAddress, 64, false, "IoHost.unmap: guestAddress");
      const body = wire.encoded(
        encodeIoHostUnmapRequest,
        { guestAddress, length },
        ioHostUnmapRequestSize,
      );
      const request = { operation: 6, body, handles: [] };
      await wire.ask(call, request, decodeIoHostUnmapReply, true, 0, "IoHost.unmap", IoHostError);
    },
    async allocateMmioSpace(length, alignment) {
      const body = wire.encoded(
        encodeIoHostAllocateMmioSpaceRequest,
        { length, alignment },
        ioHostAllocateMmioSpaceRequestSize,
      );
      const request = { operation: 7, body, handles: [] };
      const { results } =
        await wire.ask(
          call,
          request,
          decodeIoHostAllocateMmioSpaceReply,
          true,
          0,
          "IoHost.allocateMmioSpace",
          IoHostError,
        );
      return results.base;
    },
    async allocateIrqLine() {
      const body = wire.encoded(
        encodeIoHostAllocateIrqLineRequest,
        {},
        ioHostAllocateIrqLineRequestSize,
      );
      const request = { operation: 8, body, handles: [] };
      const { results } =
        await wire.ask(
          call,
          request,
          decodeIoHostAllocateIrqLineReply,
          true,
          0,
          "IoHost.allocateIrqLine",
          IoHostError,
        );
      return results.irq;
    },
    async getParameter(name) {
      const parameters = { name };
      const bytes = ioHostGetParameterRequestBytes(parameters);
      const body = wire.encoded(encodeIoHostGetParameterRequest, parameters, bytes);
      const request = { operation: 9, body, handles: [] };
      const { results } =
        await wire.ask(
          call,
          request,
          decodeIoHostGetParameterReply,
          true,
          0,
          "IoHost.getParameter",
          IoHostError,
        );
      return results.value;
    },
    async bindIrq(irq) {
      wire.expectInteger(irq, 32, false, "IoHost.bindIrq: irq");
      const body = wire.encoded(encodeIoHostBindIrqRequest, { irq }, ioHostBindIrqRequestSize);
      const request = { operation: 10, body, handles: [] };
      const { reply } =
        await wire.ask(
          call,
          request,
          decodeIoHostBindIrqReply,
          true,
          1,
          "IoHost.bindIrq",
          IoHostError,
        );
      return wire.handleAt(reply, 0);
    },
    async unbindIrq(irq) {
      wire.expectInteger(irq, 32, false, "IoHost.unbindIrq: irq");
      const body = wire.encoded(encodeIoHostUnbindIrqRequest, { irq }, ioHostUnbindIrqRequestSize);
      const request = { operation: 11, body, handles: [] };
      await wire.ask(
        call,
        request,
        decodeIoHostUnbindIrqReply,
        true,
        0,
        "IoHost.unbindIrq",
        IoHostError,
      );
    },
    async bindKick(region, offset, size, value) {
      wire.expectInteger(region, 32, false, "IoHost.bindKick: region");
      wire.expectInteger(size, 8, false, "IoHost.bindKick: size");
      wire.expectInteger(value, 64, false, "IoHost.bindKick: value");
      const body = wire.encoded(
        encodeIoHostBindKickRequest,
        { region, offset, size, value },
        ioHostBindKickRequestSize,
      );
      const request = { operation: 12, body, handles: [] };
      const { reply } =
        await wire.ask(
          call,
          request,
          decodeIoHostBindKickReply,
          true,
          1,
          "IoHost.bindKick",
          IoHostError,
        );
      return wire.handleAt(reply, 0);
    },
    async unbindKick(region, offset, size, value) {
      wire.expectInteger(region, 32, false, "IoHost.unbindKick: region");
      wire.expectInteger(size, 8, false, "IoHost.unbindKick: size");
      wire.expectInteger(value, 64, false, "IoHost.unbindKick: value");
      const body = wire.encoded(
        encodeIoHostUnbindKickRequest,
        { region, offset, size, value },
        ioHostUnbindKickRequestSize,
      );
      const request = { operation: 13, body, handles: [] };
      await wire.ask(
        call,
        request,
        decodeIoHostUnbindKickReply,
        true,
        0,
        "IoHost.unbindKick",
        IoHostError,
      );
    },
  };
}
