// Messages about interfaces: operations, their parameters and results.

import { error } from "./message.ts";

/** Reported where interfaces are looked at. */
export const operationMessages = {
  "empty-interface": error(
    "'{name}' has no operations",
    "An interface is a list of operations: `op 1 name(…) -> (…);`.",
  ),
  "duplicate-number": error(
    "'{name}' has the number {number}, as '{first}' has",
    "The number is what tells the operations of an interface apart on the wire.",
  ),
  "oneway-answer": error(
    "'{name}' is one-way, so nothing can come back",
    "A one-way operation is never answered: neither with results nor with an error.",
  ),
  "error-storage": error(
    "'{name}' cannot hold errors",
    "An error travels in 32 bits: its enum is stored in an unsigned integer of up to 32 bits, " +
      "and is not flags.",
  ),
  "error-zero": error(
    "'{member}' of '{name}' is 0, which means success",
    "An operation that ends with 0 has not failed.",
  ),
  "parameter-type": error(
    "this cannot be a parameter",
    "A parameter or result is an integer, a bool, an enum, a handle, or bytes: `u8[max N]`. Name " +
      "the parts of a record as parameters of their own.",
  ),
  "variable-not-bytes": error(
    "only bytes can have a variable number",
    "What has a variable length is `u8[max N]`.",
  ),
  "variable-without-max": error(
    "nothing is said about how many bytes '{name}' can have",
    "Both sides need to know how much room a message takes at most.",
  ),
  "variable-not-last": error(
    "'{name}' has a variable length, so it must be the last one",
    "There is at most one parameter of variable length in each direction, and it is the last.",
  ),
  "too-many-handles": error(
    "more than {most} handles travel with this message",
    "That is how many one message can carry.",
  ),
  "reserved-name": error(
    "'{name}' is taken: it stands for {use}",
    "Generated code has parameters and fields of its own beside the written ones; choose another " +
      "name.",
  ),
  "unknown-handle": error(
    "there is no handle '{name}'",
    "A handle is a descriptor: `handle memory` can be mapped, `handle event` signals.",
  ),
  "repeated-value": error(
    "{value} is allowed twice",
    "Each value of the list is written once.",
  ),
  "allowed-type": error(
    "'{name}' is neither an integer nor an enum, so `in` has nothing to choose from",
    "`in (…)` lists the values that are accepted.",
  ),
  "unknown-parameter": error(
    "'{operation}' has no parameter '{name}'",
    "Only parameters of the same operation can be named here.",
  ),
  "bytes-type": error(
    "'@bytes({name})' needs an unsigned integer, and a u8, u16 or u32 that counts its bytes",
    "It says that only the low bytes of an integer count, and which parameter says how many.",
  ),
};
