// Messages about register maps.

import { error } from "./message.ts";

/** Reported where register maps are looked at. */
export const registerMessages = {
  "empty-registers": error(
    "'{name}' has no registers",
    "Each line declares one: `0x10 name: u32 ro;`.",
  ),
  "register-type": error(
    "this cannot be a register",
    "A register is an integer, an enum or `bits`; an array of integers with a number of " +
      "elements; or an area of bytes, `u8[N]`.",
  ),
  "register-access": error(
    "nothing is said about who may read or write '{name}'",
    "`ro` can be read, `wo` written, `rw` both.",
  ),
  "register-alignment": error(
    "'{name}' is not at a multiple of {unit}",
    "A register is accessed as a whole, so it must be aligned to its width.",
  ),
  "register-overlap": error(
    "'{name}' overlaps '{other}'",
    "Each byte of the map belongs to one register at most.",
  ),
  "register-outside": error(
    "'{name}' ends at {end}, but the map ends at {size}",
    "The size of the map says how far accesses can go.",
  ),
  "register-halves": error(
    "'{name}' has no halves",
    "Only a 64-bit integer can be accessed as two 32-bit halves.",
  ),
  "register-fixed": error(
    "'{name}' cannot have a fixed value",
    "A fixed value is what reads of an integer or enum that is `ro` are answered with.",
  ),
  "register-width": error(
    "{width} is not a width: 1, 2, 4 or 8, and at most {most}",
    "Widths are 1, 2, 4 and 8, and not above the width of the register itself.",
  ),
  "halves-widths": error(
    "halves are always 4 bytes wide",
    "`as halves` says how the register is accessed; `widths` has nothing to add.",
  ),
  "register-stride": error(
    "a stride of {stride} does not suit registers of {size} bytes",
    "The stride is the distance from one register to the next: a multiple of the register's size.",
  ),
  "stride-without-array": error(
    "there is only one register, so there is no stride",
    "A stride is the distance between the registers of an array.",
  ),
};
