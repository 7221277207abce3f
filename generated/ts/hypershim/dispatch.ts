// Part of hypershim; do not edit.

// From a guest's access to a call: regions, values that must fit, calls that may fail.

import { errnoOf, operationError } from "./calls.ts";

/** A run of addresses that a backend answers for. */
export interface Region {
  /** Its number, unique in the table. */
  readonly id: number;
  /** The address space, numbered by the interface that is bound. */
  readonly space: number;
  readonly base: bigint;
  readonly length: bigint;
}

/** All regions of a backend, sorted by space, then by base; they do not overlap. */
export type Regions = readonly Region[];

/** Where an access goes: a region and the offset in it. */
export interface Located {
  readonly region: Region;
  readonly offset: bigint;
}

const noDevice = 6;
const invalid = 22;

/** The region that holds `span` bytes from an absolute address on. */
export function regionAt(regions: Regions, space: number, address: bigint, span: number): Located {
  let first = 0;
  let end = regions.length;
  while (first < end) {
    const middle = (first + end) >>> 1;
    const region = regions[middle] as Region;
    if (region.space < space) {
      first = middle + 1;
    } else if (region.space > space || address < region.base) {
      end = middle;
    } else if (address - region.base >= region.length) {
      first = middle + 1;
    } else {
      return within(region, address - region.base, span);
    }
  }
  throw operationError(noDevice, `no region at ${address}`);
}

/** The region with a number, if it holds `span` bytes from `offset` on. */
export function regionOf(regions: Regions, id: bigint, offset: bigint, span: number): Located {
  const region = regions.find((candidate) => BigInt(candidate.id) === id);
  if (region === undefined) {
    throw operationError(noDevice, `no region ${id}`);
  }
  return within(region, offset, span);
}

function within(region: Region, offset: bigint, span: number): Located {
  if (offset < 0n || offset + BigInt(span) > region.length) {
    throw operationError(noDevice, `${span} bytes at ${offset} are not in region ${region.id}`);
  }
  return { region, offset };
}

/** The address of a register in PCI configuration space. */
export function pciAddress(
  segment: number,
  bus: number,
  device: number,
  functionNumber: number,
  register: number,
): bigint {
  const place = ((bus & 0xff) << 8) | ((device & 0x1f) << 3) | (functionNumber & 7);
  return (BigInt(segment & 0xffff) << 48n) | (BigInt(place) << 32n) | BigInt(register >>> 0);
}

/** A value that a parameter must be able to take: EINVAL if it cannot. */
export function fit<T extends number | bigint>(value: T, least: T, most: T, name: string): T {
  if (value < least || value > most) {
    throw operationError(invalid, `${name} cannot be ${value}`);
  }
  return value;
}

/** A 64-bit value as a number: EINVAL if it does not fit one. */
export function fitNumber(value: bigint, name: string): number {
  return Number(fit(value, 0n, BigInt(Number.MAX_SAFE_INTEGER), name));
}

/** All ones in `size` bytes, or in eight if that is no size. */
export function allOnes(size: number | bigint): bigint {
  const bytes = [1, 2, 4, 8].includes(Number(size)) ? Number(size) : 8;
  return (1n << BigInt(8 * bytes)) - 1n;
}

/** Makes a call for a guest: 0, or a negative errno after `fail`. */
export async function attempt(make: () => Promise<void>, fail: () => void): Promise<number> {
  try {
    await make();
    return 0;
  } catch (error) {
    fail();
    return -errnoOf(error);
  }
}

/** What `dispatch` answers when there is nothing to do. */
export const notReady = -11;

/** What it answers to a state that is none: whose slot it is nobody knows. */
export const noState = -71;

/** What it answers when a record is none of the calls that it can stand for. */
export const notSupported = -95;
