// What a request of IOREQ asks for, taken apart into single accesses; as in ioreq_request.c.
import { IoAddressSpace } from "../../generated/ts/io-backend.ts";
import {
  getXenIoreqAddrHigh,
  getXenIoreqAddrLow,
  getXenIoreqCount,
  getXenIoreqData,
  getXenIoreqDataHigh,
  getXenIoreqDataIsPtr,
  getXenIoreqDataLow,
  getXenIoreqDf,
  getXenIoreqDir,
  getXenIoreqSize,
  getXenIoreqType,
  XenIoreqDirection,
  XenIoreqType,
} from "../../generated/ts/xen-ioreq.ts";
import { hostIsLittle } from "../hypershim/integers.ts";
import { little32 } from "./atomics.ts";
import { ErrorKind } from "./backend.ts";
import { slotLayout } from "./ioreq-layout.ts";
import { fail, giveOnes, isWidth, makeLoad, regionAt, store, type Load, type Service } from "./service.ts";

/** Guest memory as requests use it: values travel through `items`. */
export interface GuestMemory {
  readonly items: DataView;
  /** Copies guest memory to `items`: 0 or a negative errno; the same for the others. */
  fetch(address: bigint, length: number): number;
  /** Copies `items` to guest memory. */
  publish(address: bigint, length: number): number;
  /** Says whether that would succeed. */
  reach(address: bigint, length: number): number;
  /** Forgets all mappings, and calls the backend's `invalidate`. */
  invalidate(): void;
}

/** Ports and configuration registers are no wider. */
const widestPort = 4;

/** Repetitions that a request can have; as HYPERSHIM_IOREQ_MAX_COUNT. */
const mostRepetitions = 4096;

/** A copied request. */
export interface Request {
  readonly copy: DataView;
  /** The same memory. */
  readonly copyWords: Int32Array;
}

/**
 * Makes the function that does what `request` asks for then. What a load gave is in `result`. Before
 * the backend is called, `take` is; if that says no, nobody wants an answer any more.
 */
export function makePerform(
  service: Service,
  memory: GuestMemory,
  request: Request,
  take: () => boolean,
): () => void {
  const { copy, copyWords } = request;
  const { addrLowWord, addrHighWord, dataLowWord, dataHighWord, countWord, sizeWord } = slotLayout;
  const { kindWord, loadMask, loadBits, shapeMask, memoryBits, portBits, configBits } = slotLayout;
  const { mmio, pio, pciConfig } = IoAddressSpace;
  const load = makeLoad(service);
  const swaps = !hostIsLittle;

  function field(word: number): number {
    const item = copyWords[word] as number;
    return (swaps ? little32(item) : item) >>> 0;
  }

  /** One access with its value in the request: nearly all are. */
  function single(space: number, size: number): void {
    if (!isWidth(size)) {
      giveOnes(service, size);
      fail(service, ErrorKind.value, "a width that is none");
      return;
    }
    const address = wholeAddress(field(addrHighWord), field(addrLowWord));
    const region = regionAt(service, space, address, size);
    if (region === undefined) {
      giveOnes(service, size);
      fail(service, ErrorKind.region, "no region there");
    } else if (!take()) {
      giveOnes(service, size);
    } else if (((copyWords[kindWord] as number) & loadMask) === loadBits) {
      load(region, address - region.base, size);
    } else {
      const offset = address - region.base;
      store(service, region, offset, size, field(dataLowWord), field(dataHighWord));
    }
  }

  return () => {
    if (field(countWord) === 1) {
      const size = field(sizeWord);
      const shape = (copyWords[kindWord] as number) & shapeMask;
      if (shape === memoryBits) {
        single(mmio, size);
        return;
      }
      if (size <= widestPort && (shape === portBits || shape === configBits)) {
        single(shape === portBits ? pio : pciConfig, size);
        return;
      }
    }
    if (!take()) {
      return;
    }
    service.failures = "first";
    try {
      unusual(service, memory, copy, load);
    } finally {
      service.failures = "all";
    }
  };
}

/** What is repeated, has a pointer, or is no access at all. */
function unusual(
  service: Service,
  memory: GuestMemory,
  request: DataView,
  load: Load,
): void {
  const type = typeOf(request);
  if (type === XenIoreqType.invalidate || type === XenIoreqType.timeoffset) {
    // What it came with stays in it. That the guest set its clock is no device's affair.
    service.result[0] = getXenIoreqDataLow(request);
    service.result[1] = getXenIoreqDataHigh(request);
    if (type === XenIoreqType.invalidate) {
      memory.invalidate();
    }
    return;
  }
  giveOnes(service, 8);
  if (type === XenIoreqType.copy || type === XenIoreqType.pio) {
    string(service, memory, request, type, load);
  } else if (type === XenIoreqType.pciConfig) {
    fail(service, ErrorKind.value, "a configuration access that is repeated, or too wide");
  } else {
    fail(service, ErrorKind.command, "a request of no type");
  }
}

function typeOf(request: DataView): XenIoreqType | undefined {
  try {
    return getXenIoreqType(request);
  } catch {
    return undefined;
  }
}

/** Above 2^53 it is not exact, but there are no regions either. */
function wholeAddress(high: number, low: number): number {
  return high * 0x1_0000_0000 + low;
}

/** A request with repetitions, or with a pointer. */
interface Repeated {
  readonly space: number;
  readonly isLoad: boolean;
  readonly load: Load;
  readonly size: number;
  readonly count: number;
  /** From one item to the next. */
  readonly step: number;
  /** Of the first item, on the device's side. */
  readonly address: number;
  /** Whether the device's side has steps, too. */
  readonly isMemory: boolean;
}

function string(
  service: Service,
  memory: GuestMemory,
  request: DataView,
  type: XenIoreqType,
  load: Load,
): void {
  const isMemory = type === XenIoreqType.copy;
  const size = getXenIoreqSize(request);
  const repetitions = getXenIoreqCount(request);
  const hasPointer = getXenIoreqDataIsPtr(request);
  if (!isWidth(size) || (!isMemory && size > widestPort)) {
    fail(service, ErrorKind.value, "a width that is none");
    return;
  }
  if (repetitions === 0 || repetitions > mostRepetitions) {
    fail(service, ErrorKind.value, `${repetitions} repetitions`);
    return;
  }
  const repeated = {
    space: isMemory ? IoAddressSpace.mmio : IoAddressSpace.pio,
    isLoad: getXenIoreqDir(request) === XenIoreqDirection.read,
    load,
    size,
    // One value to or from a port: that is one access.
    count: !isMemory && !hasPointer ? 1 : repetitions,
    step: getXenIoreqDf(request) ? -size : size,
    address: wholeAddress(getXenIoreqAddrHigh(request), getXenIoreqAddrLow(request)),
    isMemory,
  };
  if (!isInRegion(service, repeated)) {
    fail(service, ErrorKind.region, "not all of it lies in one region");
  } else if (hasPointer) {
    pointed(service, memory, getXenIoreqData(request), repeated);
  } else {
    const low = getXenIoreqDataLow(request);
    const high = getXenIoreqDataHigh(request);
    for (let item = 0; item < repeated.count; item++) {
      accessItem(service, repeated, item, low, high);
    }
  }
}

/** How far the lowest of all items is below the first one. */
function depth({ count, size, step }: Repeated): number {
  return step < 0 ? (count - 1) * size : 0;
}

function isInRegion(service: Service, repeated: Repeated): boolean {
  const { space, address, size, count, isMemory } = repeated;
  return isMemory
    ? regionAt(service, space, address - depth(repeated), count * size) !== undefined
    : regionAt(service, space, address, size) !== undefined;
}

function accessItem(
  service: Service,
  repeated: Repeated,
  item: number,
  low: number,
  high: number,
): void {
  const { space, size, step, isLoad, isMemory } = repeated;
  const address = isMemory ? repeated.address + item * step : repeated.address;
  // A region may have been released meanwhile.
  const region = regionAt(service, space, address, size);
  if (region === undefined) {
    giveOnes(service, size);
    fail(service, ErrorKind.region, "no region there any more");
  } else if (isLoad) {
    repeated.load(region, address - region.base, size);
  } else {
    store(service, region, address - region.base, size, low, high);
  }
}

/**
 * Guest memory is fetched before the first access, and stored after the last. What a device gave
 * must not be lost: it is known before that it has a place.
 */
function pointed(
  service: Service,
  memory: GuestMemory,
  pointer: bigint,
  repeated: Repeated,
): void {
  const { size, count, step, isLoad } = repeated;
  const first = depth(repeated);
  const length = count * size;
  const lowest = BigInt.asUintN(64, pointer - BigInt(first));
  if ((isLoad ? memory.reach(lowest, length) : memory.fetch(lowest, length)) !== 0) {
    fail(service, ErrorKind.value, "the pointer points at no memory");
    return;
  }
  const { items } = memory;
  for (let item = 0, at = first; item < count; item++, at += step) {
    const low = isLoad ? 0 : readItem(items, at, size);
    const high = isLoad || size < 8 ? 0 : items.getUint32(at + 4, true);
    accessItem(service, repeated, item, low, high);
    if (isLoad) {
      writeItem(items, at, size, service);
    }
  }
  if (isLoad && memory.publish(lowest, length) !== 0) {
    fail(service, ErrorKind.value, "the pointer points at no memory any more");
  }
}

// Items are little-endian, as x86 has them: nobody else has strings.

function readItem(items: DataView, at: number, size: number): number {
  return size === 1
    ? items.getUint8(at)
    : size === 2
      ? items.getUint16(at, true)
      : items.getUint32(at, true);
}

function writeItem(items: DataView, at: number, size: number, { result }: Service): void {
  const low = result[0] as number;
  if (size === 1) {
    items.setUint8(at, low);
  } else if (size === 2) {
    items.setUint16(at, low, true);
  } else {
    items.setUint32(at, low, true);
  }
  if (size === 8) {
    items.setUint32(at + 4, result[1] as number, true);
  }
}
