// An open channel: what a backend asks of its host. The semantics are those of hypershim.h.
import { getSystemErrorName } from "node:util";
import type { IoMapAccess } from "../../generated/ts/io-backend.ts";
import { operationError, type OperationError } from "../hypershim/calls.ts";
import type { Counters } from "./backend.ts";
import { readCounters } from "./counters.ts";
import { endLoop, isInside, runLoop, sharePages, type Loop } from "./loop.ts";
import type { Addon, Handle } from "./native.ts";
import { addRegion, removeRegion, type Service } from "./service.ts";

/**
 * One open channel to a hypervisor. Calls to the host wait for its answer, up to the option
 * `timeout_ms` of the URI; they fail with an error whose `errno` says why, e.g. 95 (ENOTSUP) where
 * the host has no such call, 107 (ENOTCONN) when it is gone, 9 (EBADF) after {@link close}.
 */
export interface Channel {
  /**
   * Has the guest's accesses to a range of addresses; how it is numbered from now on. A length of 0
   * makes it a doorbell. Addresses from 2^53 on are refused.
   */
  claim(space: number, base: bigint, length: number, flags?: number): number;
  /** Gives a region back, and its kicks. */
  release(region: number): void;
  /**
   * Lets stores of one value come as a doorbell. Throws ENOTSUP where the host has none; the stores
   * then come as before, so that may be ignored.
   */
  bindKick(region: number, offset: number, size: number, data: bigint): void;
  /** A free range of addresses. */
  allocateMmio(length: number, alignment: number): bigint;
  /** A free interrupt line. */
  allocateIrq(): number;
  /**
   * Raises the line by an event from now on: one system call. It becomes edge-triggered. Throws
   * ENOTSUP where the host has no such event; {@link setIrq} then works as before, so that may be
   * ignored.
   */
  bindIrq(irq: number): void;
  /** Raises or lowers an interrupt line; `intx` gives the number of a PCI function's. */
  setIrq(irq: number, level: boolean): void;
  /** Sends a message-signalled interrupt. */
  signalMsi(address: bigint, data: number): void;
  /**
   * Guest memory. The guest can change it at any time: read what matters once. It ends with
   * {@link unmap}, {@link close}, or when the host asks to invalidate; from then on every view of it
   * is detached, so touching it throws. It must not be transferred to another thread.
   */
  map(address: bigint, length: number, access: IoMapAccess): DataView;
  /** Undoes {@link map}; takes the very view that it gave. */
  unmap(view: DataView): void;
  /** A word of configuration; undefined if the host has no such parameter. */
  getParameter(name: string): string | undefined;
  /** What happened so far. */
  counters(): Counters;
  /**
   * Tells the host that accesses can be answered now, and serves until the host hangs up or
   * {@link stop} or {@link close} is called. Rejects when the host hangs up inside a request.
   */
  run(): Promise<void>;
  /** Ends {@link run} after the present request. */
  stop(): void;
  /** Whether a running channel keeps the process alive; it does at first. */
  ref(): void;
  unref(): void;
  /**
   * Gives everything back. Requests that wait are answered as failed ones, without a call of the
   * backend. Inside an operation it happens when the operations that are under way have ended.
   * Closing twice is closing once.
   */
  close(): void;
}

const unknown = 2;
const invalid = 22;

function failure(what: string, error: number): OperationError {
  const text = error === -9 ? "the channel is closed" : errorName(error);
  return operationError(-error, `${what}: ${text}`);
}

function errorName(error: number): string {
  try {
    return getSystemErrorName(error);
  } catch {
    return `error ${-error}`;
  }
}

/** A result, or the error that a negative number stands for. */
function checked<T>(what: string, result: T | number): T {
  if (typeof result === "number" && result < 0) {
    throw failure(what, result);
  }
  return result as T;
}

/** What only stands for success. */
function succeed(what: string, result: number): void {
  checked(what, result);
}

/** JavaScript may call with anything; the addon takes what it is given for what it should be. */
function expectType(type: "bigint" | "string", values: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(values)) {
    if (typeof value !== type) {
      throw new TypeError(`${name} must be a ${type}, not a ${typeof value}`);
    }
  }
}

/** What numbers may be: the addon cuts what does not fit. */
const limits = { u8: 0xff, u32: 0xffff_ffff, length: Number.MAX_SAFE_INTEGER };

function expectInteger(
  kind: keyof typeof limits,
  values: Readonly<Record<string, unknown>>,
): void {
  for (const [name, value] of Object.entries(values)) {
    if (typeof value !== "number") {
      throw new TypeError(`${name} must be a number, not a ${typeof value}`);
    }
    if (!Number.isInteger(value) || value < 0 || value > limits[kind]) {
      throw new RangeError(`${name} must be an integer from 0 to ${limits[kind]}, not ${value}`);
    }
  }
}

export function makeChannel(addon: Addon, handle: Handle, loop: Loop, service: Service): Channel {
  let last: Counters | undefined;
  const close = (): void => {
    loop.isClosing = true;
    if (isInside(loop)) {
      return;
    }
    last ??= readCounters(addon, handle, service, loop);
    addon.close(handle);
    endLoop(loop);
  };
  loop.close = close;
  return {
    claim(space, base, length, flags = 0) {
      expectType("bigint", { base });
      expectInteger("u8", { space });
      expectInteger("u32", { flags });
      expectInteger("length", { length });
      if (base < 0n || base + BigInt(length) > BigInt(Number.MAX_SAFE_INTEGER)) {
        throw failure("claim", -invalid);
      }
      const id = checked("claim", addon.claim(handle, space, base, length, flags));
      addRegion(service, { id, space, base: Number(base), end: Number(base) + length });
      return id;
    },
    release(region) {
      expectInteger("u32", { region });
      const result = addon.release(handle, region);
      removeRegion(service, region);
      succeed("release", result);
    },
    bindKick(region, offset, size, data) {
      expectInteger("u32", { region });
      expectInteger("length", { offset });
      expectInteger("u8", { size });
      expectType("bigint", { data });
      if (checked("bindKick", addon.bindKick(handle, region, offset, size, data)) > 0) {
        sharePages(loop);
      }
    },
    allocateMmio(length, alignment) {
      expectInteger("length", { length, alignment });
      return checked<bigint>("allocateMmio", addon.allocateMmio(handle, length, alignment));
    },
    allocateIrq() {
      return checked("allocateIrq", addon.allocateIrq(handle));
    },
    bindIrq(irq) {
      expectInteger("u32", { irq });
      succeed("bindIrq", addon.bindIrq(handle, irq));
    },
    setIrq(irq, level) {
      expectInteger("u32", { irq });
      succeed("setIrq", addon.setIrq(handle, irq, level));
    },
    signalMsi(address, data) {
      expectType("bigint", { address });
      expectInteger("u32", { data });
      succeed("signalMsi", addon.signalMsi(handle, address, data));
    },
    map(address, length, access) {
      expectType("bigint", { address });
      expectInteger("length", { length });
      expectInteger("u32", { access });
      return checked<DataView>("map", addon.map(handle, address, length, access));
    },
    unmap(view) {
      succeed("unmap", addon.unmap(handle, view));
    },
    getParameter(name) {
      expectType("string", { name });
      const value = addon.getParameter(handle, name);
      return value === -unknown ? undefined : checked<string>("getParameter", value);
    },
    counters() {
      return last ?? readCounters(addon, handle, service, loop);
    },
    run() {
      return loop.isClosing ? Promise.reject(failure("run", -9)) : runLoop(loop);
    },
    stop() {
      loop.isStopping = true;
      if (!isInside(loop)) {
        endLoop(loop);
      }
    },
    ref() {
      loop.isHeld = true;
      addon.hold(handle, true);
    },
    unref() {
      loop.isHeld = false;
      addon.hold(handle, false);
    },
    close,
  };
}
