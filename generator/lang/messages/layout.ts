// Messages about bytes: types, offsets, sizes, padding, bit ranges.

import { error } from "./message.ts";

/** Reported by the steps that look types up and lay records out. */
export const layoutMessages = {
  "missing-endian": error(
    "module '{module}' does not say its byte order",
    "Integers of more than one byte need a byte order; each module states one for all of them.",
  ),
  "order-without-integer": error(
    "'{type}' has no byte order of its own",
    "`little`, `big` and `host` stand after integers and enums of more than one byte. The fields " +
      "of a record have their orders in the record.",
  ),
  "bits-only-type": error(
    "'{type}' is only for bit ranges",
    "Outside `bits` an integer has 8, 16, 32 or 64 bits.",
  ),
  "bits-only-enum": error(
    "'{name}' has {bits} bits, so it is only for bit ranges",
    "An enum that is not stored in 8, 16, 32 or 64 bits needs a range in `bits`.",
  ),
  "number-type": error(
    "'@number' is only for u64 and i64",
    "It says that a 64-bit value fits a JavaScript number, which integers of up to 32 bits " +
      "always do.",
  ),
  "handle-outside-operation": error(
    "a handle has no bytes",
    "Handles travel beside the bytes of a message; only parameters and results can be handles.",
  ),
  "fixed-type": error(
    "only an integer, a bool or an enum can have a fixed value",
    "Give the fields inside the record their fixed values.",
  ),
  "empty-record": error(
    "'{name}' has no members",
    "C and its relatives disagree about the size of an empty struct, so there are none here.",
  ),
  "recursive-record": error(
    "'{name}' contains itself",
    "A record's size is the sum of its members' sizes, so it cannot be one of them.",
  ),
  "record-depth": error(
    "records nest more than {deepest} deep in '{name}'",
    "No real protocol nests records so deep.",
  ),
  "record-too-large": error(
    "'{name}' is larger than 2 GiB",
    "Sizes and offsets of records are at most 2^31.",
  ),
  "array-dimensions": error(
    "the array has {dimensions} dimensions, more than {mostDimensions}",
    "No real record has such arrays.",
  ),
  "max-of-fixed": error(
    "'max' needs a length that can vary",
    "`T[count max N]` bounds the length that a field holds, `T[max N]` the rest of the buffer; a " +
      "number is its own bound.",
  ),
  "unknown-length": error(
    "'{name}' is neither a field of this struct nor a constant",
    "The length of an array is a number, a constant, or an earlier field of the same struct.",
  ),
  "max-out-of-reach": error(
    "'{name}' never counts to {max}: at most {most}",
    "A bound above what the length can hold bounds nothing.",
  ),
  "length-later": error(
    "'{name}' comes after the array whose length it holds",
    "A decoder must know the length when it comes to the array: move the field before it.",
  ),
  "length-type": error(
    "'{name}' cannot hold a length",
    "A length is in an unsigned integer of 8 to 64 bits, neither reserved nor fixed, nor a bit " +
      "range.",
  ),
  "length-shared": error(
    "'{name}' can change while the array is read",
    "In shared memory the other side could change the length after it was checked. Write " +
      "`T[N]` with the capacity, or `T[]`, and pass the length outside of the shared record.",
  ),
  "flexible-element": error(
    "only the first dimension can vary",
    "The elements of an array all have one size.",
  ),
  "flexible-padding": error(
    "padding has a fixed length",
    "Write its number of bytes: `reserved: u8[N];`.",
  ),
  "flexible-not-last": error(
    "'{next}' follows the flexible array '{name}'",
    "An array whose length can vary is the last member, so that all others have fixed offsets.",
  ),
  "flexible-in-union": error(
    "'{name}' cannot be flexible in a union",
    "The members of a union share bytes whose number is fixed.",
  ),
  "flexible-nested": error(
    "'{record}' has a variable length, so '{name}' cannot contain it",
    "A record that ends in a flexible array stands alone: neither in other records nor in arrays.",
  ),
  "tagged-element": error(
    "a tagged union cannot be an array's element",
    "One tag selects one member. Put tag and union into a struct of their own.",
  ),
  "tagged-in-union": error(
    "the tag of '{name}' would be overwritten by it",
    "In a union all members share their bytes. Put tag and union into a struct.",
  ),
  "tagged-bits": error(
    "an unnamed bits group cannot be selected by a tag",
    "Give the group a name: `name: bits u8 { … };`.",
  ),
  "unknown-tag": error(
    "there is no field '{name}' before the union",
    "The tag is a field of the struct that contains the union, and stands before it.",
  ),
  "tag-type": error(
    "'{name}' cannot select a union's member",
    "A tag's type is an enum; its members say which values there are.",
  ),
  "no-tag-value": error(
    "no value of '{enum}' selects '{name}'",
    "A member of a tagged union is selected by the tag's value of the same name, or by those " +
      "after `when`.",
  ),
  "duplicate-tag": error(
    "'{value}' already selects another member than '{name}'",
    "Each value of the tag selects one member.",
  ),
  "when-without-tag": error(
    "'{name}' is not in a tagged union",
    "`when` says which values of the tag select a member: write `union by TAG { … }`.",
  ),
  "bits-storage": error(
    "'{storage}' cannot store bits",
    "Bit ranges are parts of a u8, u16, u32 or u64.",
  ),
  "bits-reversed": error(
    "the range [{high}:{low}] is reversed",
    "A range is written as hardware manuals do: the most significant bit first.",
  ),
  "bits-width": error(
    "'{type}' does not have the {width} bits of its range",
    "A range holds an unsigned integer of its own width, a bool in one bit, or an enum.",
  ),
  "bits-enum-width": error(
    "'{name}' is stored in {storage} and does not fit into {width} bits",
    "The range must be at least as wide as the enum's storage.",
  ),
  "bits-signed": error(
    "'{type}' is signed",
    "A bit range holds an unsigned value.",
  ),
  "bits-overlap": error(
    "'{name}' overlaps '{other}' at bit {bit}",
    "Each bit belongs to one range.",
  ),
  "bits-gap": error(
    "nothing is said about {range} of the {storage}",
    "The ranges cover the whole storage; what is not used is reserved.",
  ),
  "align-power": error(
    "an alignment is a power of two, not {align}",
    "Addresses are aligned to 1, 2, 4, 8, … bytes.",
  ),
  "align-too-small": error(
    "{align} is less than the alignment of a member, {needed}",
    "`align N` can only raise the alignment; `packed` is what makes every alignment 1.",
  ),
  "implicit-padding": error(
    "{bytes} of padding would be needed before '{name}', which is aligned to {align}",
    "There are no invisible bytes: padding is written as `reserved`, or the struct is `packed`. " +
      "`reserved` is no name, and stands as often as there are gaps.",
  ),
  "implicit-padding-before-flexible": error(
    "{bytes} of padding would be needed before '{name}': the size of '{record}' is a multiple of " +
      "{align}",
    "The size of a record, which is rounded up to its alignment, is where its flexible array " +
      "begins. In C the array would begin inside of the padding: write the padding as " +
      "`reserved`, or let the struct be `packed`.",
  ),
  "implicit-padding-at-end": error(
    "{bytes} of padding would be needed at the end of '{name}', which is aligned to {align}",
    "There are no invisible bytes: padding is written as `reserved`, or the struct is `packed`. " +
      "`reserved` is no name, and stands as often as there are gaps.",
  ),
  "offset-mismatch": error(
    "'{name}' is at offset {actual}, not {expected}",
    "`at N` states where the C header has the field; it does not move it.",
  ),
  "size-mismatch": error(
    "'{name}' has a size of {actual}, not {expected}",
    "`size N` states the size of the record in its C header; the members must fill it exactly.",
  ),
};
