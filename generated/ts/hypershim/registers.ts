// Part of hypershim; do not edit.

// What a guest's accesses to registers get.

/** What a guest's access to a register gets when no register is there. */
export const noRegister = -6;

/** What it gets for a width or an alignment that the register does not have. */
export const badAccess = -22;

/** What it gets for a direction that the register does not have. */
export const forbidden = -13;

/** What a guest's load from a register gives: 0 and the value, or a negative errno and 0. */
export interface RegisterValue {
  readonly status: number;
  readonly data: bigint;
}

/** A load that no register answers. */
export function registerRefused(status: number): RegisterValue {
  return { status, data: 0n };
}

/** The low `size` bytes of what a callback returned; nothing means that there is no callback. */
export function registerValue(value: number | bigint | undefined, size: number): RegisterValue {
  return value === undefined
    ? registerRefused(noRegister)
    : { status: 0, data: BigInt.asUintN(8 * size, BigInt(value)) };
}

/** The 32 bits from `shift` on of what a callback returned. */
export function registerHalf(value: bigint | undefined, shift: bigint): RegisterValue {
  return value === undefined
    ? registerRefused(noRegister)
    : { status: 0, data: BigInt.asUintN(32, value >> shift) };
}
