// What a register is to its decoder.
import type { Register, Registers } from "../../../model.ts";
import { storageOf } from "../records/leaves.ts";
import { constantName } from "../spell/names.ts";

/** Which way an access goes. */
export type Direction = "read" | "write";

/** The constant of a register's offset. */
export function offsetName(registers: Registers, register: Register): string {
  return constantName(registers, register.name, "OFFSET");
}

/** The directions that have a callback: not the reads that the decoder answers by itself. */
export function directions(register: Register): readonly Direction[] {
  return [
    ...(register.access !== "wo" && register.fixed === undefined ? (["read"] as const) : []),
    ...(register.access !== "ro" ? (["write"] as const) : []),
  ];
}

/** Whether the register is found by its exact offset. */
export function isExact(register: Register): boolean {
  return (
    register.shape.kind === "value" ||
    register.shape.kind === "bits" ||
    register.shape.kind === "halves"
  );
}

/** How wide the integer is that a register is. */
export function registerBits(register: Register): number {
  return register.shape.kind === "halves" || register.size > 4 ? 64 : register.size * 8;
}

/** How wide a callback's value is. */
export function valueBits(register: Register): number {
  const { shape } = register;
  return shape.kind === "value" || shape.kind === "array"
    ? storageOf(shape.type).bits
    : registerBits(register);
}
