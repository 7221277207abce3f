// Messages about numbers: constants, enums, and values that do not fit.

import { error } from "./message.ts";

/** Reported where constants, enums and values are looked at. */
export const valueMessages = {
  "constant-cycle": error(
    "the value of '{name}' needs itself",
    "A constant is an integer or another constant; somewhere the chain must end in an integer.",
  ),
  "bit-number": error(
    "there is no bit {value}",
    "`bit N` stands for 1 << N, where N is less than the bits of the storage, at most 63.",
  ),
  "number-out-of-range": error(
    "{what} is {min} to {max}, not {value}",
    "The number is outside what can be meant here.",
  ),
  "value-out-of-range": error(
    "{value} does not fit into {type}, which holds {min} to {max}",
    "A value must be one that its type can store.",
  ),
  "enum-storage": error(
    "'{storage}' cannot store an enum",
    "An enum is stored in an unsigned integer of 1 to 64 bits, or in i8, i16, i32 or i64. Flags " +
      "are stored in unsigned integers.",
  ),
  "empty-enum": error(
    "'{name}' has no members",
    "An enum names at least one value.",
  ),
  "duplicate-value": error(
    "'{name}' has the value {value}, as '{first}' has",
    "Two names for one value are usually a slip. Where a header has both, the later one says " +
      "@alias.",
  ),
  "not-a-member": error(
    "{value} is not a value of '{enum}'",
    "Only members of the enum can be named here.",
  ),
};
