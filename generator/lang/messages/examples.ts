// Messages about examples.

import { error } from "./message.ts";

/** Reported where examples are looked at. */
export const exampleMessages = {
  "example-length": error(
    "'{record}' has {expected} bytes here, but {actual} are written",
    "An example gives all bytes of the record.",
  ),
  "example-mismatch": error(
    "byte {offset} is 0x{written}, but the value gives 0x{encoded} in '{field}'",
    "The compiler encodes the value and compares. Fields that are left out are zero, and so is " +
      "padding.",
  ),
  "example-invalid": error(
    "the bytes do not decode: {problem}",
    "A value that is left out is zero, which a closed enum may not have.",
  ),
  "example-accepted": error(
    "these bytes are a good '{record}'",
    "A bad example is one that decoders refuse: too short or too long, with another value than a " +
      "fixed one, with a value that a closed enum does not have, or with a length above its " +
      "maximum.",
  ),
  "example-message": error(
    "the bytes are refused, but because of this: {problem}",
    "The text of a bad example must be a part of what the decoder says, such as the field's name.",
  ),
  "example-shape": error(
    "{wanted} is needed here",
    "Records are written { field: value }, arrays [a, b], bytes hex\"…\", flags `a | b`.",
  ),
  "example-count": error(
    "{wanted} elements are needed, not {given}",
    "All elements of an array of fixed length are written.",
  ),
  "example-derived": error(
    "'{name}' is {right}, not {value}",
    "Fixed values and the lengths of arrays follow from the spec; they can be left out.",
  ),
  "example-tag": error(
    "'{name}' is not what '{tag}' selects when it is {value}",
    "The member of a tagged union must be the one that the tag selects.",
  ),
};
