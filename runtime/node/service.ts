// Accesses as calls of a backend: regions, counting, and what a failure gives the guest.
import { errnoOf, operationError } from "../hypershim/calls.ts";
import { ErrorKind, type Backend } from "./backend.ts";

/** A claimed run of addresses. `end` is behind the last of them. */
export interface Region {
  readonly id: number;
  readonly space: number;
  readonly base: number;
  readonly end: number;
}

/** What the engines of all transports share. */
export interface Service {
  readonly backend: Backend;
  /** Sorted by space, then by base; they do not overlap. */
  regions: readonly Region[];
  /** Most accesses go where the last one went. */
  latest: Region;
  /** By {@link Count}: an array of doubles is what V8 counts in without making objects. */
  readonly counts: Float64Array;
  readonly errors: number[];
  /** Which failures count: of a request that is taken apart, the first one alone. */
  failures: "all" | "first" | "none";
  /** Told of each failure: its kind, what is known of it, and how many there were by now. */
  readonly report: (kind: ErrorKind, what: unknown, count: number) => void;
  /** Told of each error that an operation of the backend threw. */
  readonly thrown: (error: unknown) => void;
  /** What the latest load gave, as two halves, the low one first; a guest sees its low bytes. */
  readonly result: Uint32Array;
}

/** What is counted on the way of an access. */
export const Count = {
  requests: 0,
  reads: 1,
  writes: 2,
  posted: 3,
  kicks: 4,
  bytesIn: 5,
  bytesOut: 6,
} as const;

/** Counts. */
export function count({ counts }: Service, what: number, more = 1): void {
  counts[what] = (counts[what] as number) + more;
}

const nowhere: Region = { id: -1, space: -1, base: 0, end: 0 };

export function makeService(
  backend: Backend,
  report: Service["report"],
  thrown: Service["thrown"],
): Service {
  return {
    backend,
    regions: [],
    latest: nowhere,
    counts: new Float64Array(Object.keys(Count).length),
    errors: Object.values(ErrorKind).map(() => 0),
    failures: "all",
    report,
    thrown,
    result: new Uint32Array(2),
  };
}

/** Puts a region in, at its place. */
export function addRegion(service: Service, region: Region): void {
  service.regions = [...service.regions, region].sort(
    (one, other) => one.space - other.space || one.base - other.base,
  );
}

/** Takes a region out. */
export function removeRegion(service: Service, id: number): void {
  service.regions = service.regions.filter((region) => region.id !== id);
  service.latest = nowhere;
}

/** The region that holds `span` bytes from an address on. */
export function regionAt(
  service: Service,
  space: number,
  address: number,
  span: number,
): Region | undefined {
  const { latest } = service;
  if (latest.space === space && address >= latest.base && address + span <= latest.end) {
    return latest;
  }
  for (const region of service.regions) {
    if (region.space === space && address >= region.base && address + span <= region.end) {
      service.latest = region;
      return region;
    }
  }
  return undefined;
}

/** Whether a number is the width of an access. */
export function isWidth(size: number): boolean {
  return size === 1 || size === 2 || size === 4 || size === 8;
}

/** All ones in `size` bytes; in eight if that is no width. */
export function giveOnes({ result }: Service, size: number): void {
  result[0] = size === 1 ? 0xff : size === 2 ? 0xffff : 0xffff_ffff;
  result[1] = isWidth(size) && size < 8 ? 0 : 0xffff_ffff;
}

/** Counts a failure. */
export function fail(service: Service, kind: ErrorKind, what: unknown): void {
  if (service.failures === "none") {
    return;
  }
  if (service.failures === "first") {
    service.failures = "none";
  }
  const number = (service.errors[kind] ?? 0) + 1;
  service.errors[kind] = number;
  service.report(kind, what, number);
}

function refused(service: Service, error: unknown): void {
  service.thrown(error);
  fail(service, ErrorKind.backend, error);
}

const isLowFirst = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;

/**
 * Makes the function that calls the backend's `read`; `result` is what it gave. Whether that
 * succeeded. What it uses are its own constants, for V8 to build in: a vCPU waits.
 */
export function makeLoad(service: Service): Load {
  const { backend, counts, result } = service;
  const { reads } = Count;
  // A bigint is cut to 64 bits and split by a pair of views of one integer.
  const whole = new BigUint64Array(1);
  const halves = new Uint32Array(whole.buffer);
  const lowIndex = isLowFirst ? 0 : 1;
  const highIndex = 1 - lowIndex;
  return (region, offset, size) => {
    counts[reads] = (counts[reads] as number) + 1;
    try {
      whole[0] = read(backend, region.id, offset, size);
      const low = halves[lowIndex] as number;
      result[0] = size >= 4 ? low : size === 1 ? low & 0xff : low & 0xffff;
      result[1] = size === 8 ? (halves[highIndex] as number) : 0;
      return true;
    } catch (error) {
      giveOnes(service, size);
      refused(service, error);
      return false;
    }
  };
}

/** See {@link makeLoad}. */
export type Load = (region: Region, offset: number, size: number) => boolean;

/** Calls the backend's `write` with the low bytes of two halves. Whether that succeeded. */
export function store(
  service: Service,
  region: Region,
  offset: number,
  size: number,
  low: number,
  high: number,
): boolean {
  count(service, Count.writes);
  try {
    write(service.backend, region.id, offset, size, valueOf(size, low, high));
    return true;
  } catch (error) {
    refused(service, error);
    return false;
  }
}

/** Calls the backend's `read`; throws what it throws. */
export function read(backend: Backend, region: number, offset: number, size: number): bigint {
  if (backend.read === undefined) {
    throw noOperation("read");
  }
  const value: unknown = backend.read(region, offset, size);
  if (typeof value !== "bigint") {
    throw notAtOnce("read", value, "a bigint");
  }
  return value;
}

/** Calls the backend's `write`; throws what it throws. */
export function write(
  backend: Backend,
  region: number,
  offset: number,
  size: number,
  data: bigint,
): void {
  if (backend.write === undefined) {
    throw noOperation("write");
  }
  const result: unknown = backend.write(region, offset, size, data);
  if (result !== undefined) {
    throw notAtOnce("write", result, "nothing");
  }
}

function valueOf(size: number, low: number, high: number): bigint {
  return size === 8
    ? (BigInt(high) << 32n) | BigInt(low)
    : BigInt(size === 1 ? low & 0xff : size === 2 ? low & 0xffff : low);
}

function noOperation(name: string): Error {
  return operationError(38, `the backend has no '${name}'`);
}

/** The error for a result that is none; a promise's own failure is no other one. */
export function notAtOnce(name: string, result: unknown, wanted: string): Error {
  if (result instanceof Promise) {
    result.catch(() => {});
    return new TypeError(`'${name}' must answer at once, not with a promise`);
  }
  return new TypeError(`'${name}' must return ${wanted}, not ${typeof result}`);
}

/** Runs an operation for the C runtime, which counts failures: 0 or a negative errno. */
export function attempt(service: Service, name: string, operation: () => unknown): number {
  try {
    const result = operation();
    if (result !== undefined) {
      throw notAtOnce(name, result, "nothing");
    }
    return 0;
  } catch (error) {
    service.thrown(error);
    return -errnoOf(error);
  }
}
