// Part of hypershim; do not edit.

// Checks of framed messages.

/** Refuses a header of which something is not as the protocol says. */
export function expectThat(holds: boolean, name: string): void {
  if (!holds) {
    throw new RangeError(`${name} has a value that this message cannot have`);
  }
}

/** Refuses a message whose length is none; else says it. */
export function expectWithin(size: number, least: number, most: number, name: string): number {
  if (!(size >= least && size <= most)) {
    throw new RangeError(`${name}: a message has ${least} to ${most} bytes, not ${size}`);
  }
  return size;
}

/** Refuses a message with too few or too many bytes or handles. */
export function expectBody(
  name: string,
  bytes: number,
  handles: number,
  leastBytes: number,
  mostBytes: number,
  leastHandles: number,
  mostHandles: number,
): void {
  if (!(bytes >= leastBytes && bytes <= mostBytes)) {
    throw new RangeError(`${name} has ${leastBytes} to ${mostBytes} bytes, not ${bytes}`);
  }
  if (!(handles >= leastHandles && handles <= mostHandles)) {
    throw new RangeError(`${name} has ${leastHandles} to ${mostHandles} handles, not ${handles}`);
  }
}
