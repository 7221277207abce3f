// Messages about shared memory: rings and states.

import { error, warning } from "./message.ts";

/** Reported where rings and states are looked at. */
export const memoryMessages = {
  "ring-not-shared": error(
    "the ring '{name}' is not shared",
    "A ring lies between two parties, so the other one can change it at any time.",
  ),
  "ring-without-index": error(
    "'{name}' has neither a producer's nor a consumer's index",
    "Mark the fields that count what was put in and taken out: `tail: u32 producer host;`.",
  ),
  "ring-index-type": error(
    "'{name}' cannot be an index",
    "An index is an unsigned integer of 8 to 64 bits without a fixed value.",
  ),
  "ring-index-widths": error(
    "'{name}' has {bits} bits, but '{other}' has {otherBits}",
    "The two indices of a ring are subtracted from each other, so they wrap at the same number.",
  ),
  "ring-parties": error(
    "'{party}' is both the producer and the consumer",
    "A ring lies between two parties: each moves one of its indices.",
  ),
  "folded-by-nobody": error(
    "'{party}' moves no index of the ring",
    "Indices are folded by the producer or the consumer.",
  ),
  "repeated-index": error(
    "there is a second {kind}'s index",
    "A ring has one producer and one consumer.",
  ),
  "ring-without-mode": error(
    "nothing is said about how the indices of '{name}' count",
    "Free-running indices count on and are reduced when a slot is addressed; masked ones stay " +
      "below the capacity.",
  ),
  "folded-masked": error(
    "masked indices are never folded",
    "Only free-running indices can be reduced by multiples of the capacity.",
  ),
  "masked-capacity": error(
    "masked indices need a capacity that is a power of two, not {capacity}",
    "A mask selects the low bits of an index.",
  ),
  "free-running-capacity": error(
    "free-running indices need a capacity that is a power of two, not {capacity}",
    "The slot is the index modulo the capacity. An index wraps at 2^8, 2^16, 2^32 or 2^64, and " +
      "with a capacity that does not divide that number the next slot is then another one than " +
      "that after the last, so entries are lost. Where one party folds the indices, they never " +
      "come so far.",
  ),
  "ring-capacity": error(
    "'{index}' cannot count to {capacity}: at most {most}",
    "The index must be able to tell a full ring from an empty one.",
  ),
  "repeated-slots": error(
    "the slots stand in two places",
    "`slots NAME;` says where in the record the slots are.",
  ),
  "unnamed-slots": error(
    "slots of type '{type}' need a name",
    "Slots that are records have the name of the record; others are named by `slots NAME;`.",
  ),
  "states-field": error(
    "this names no field",
    "States belong to a field of a record: `states RECORD.FIELD { … }`.",
  ),
  "states-elsewhere": error(
    "'{record}' belongs to the module '{module}'",
    "The states of a field are declared in the module that declares its record.",
  ),
  "unknown-field": error(
    "'{record}' has no field '{name}'",
    "Only fields of the record can be named here; padding has no name that counts.",
  ),
  "states-not-shared": error(
    "'{record}' is not shared",
    "Moves are made by several parties, so the record must be one that they share.",
  ),
  "states-type": error(
    "'{name}' has no states",
    "States are the members of an enum; the field must have an enum as its type.",
  ),
  "repeated-states": error(
    "the states of '{field}' are declared twice",
    "All moves of a field stand in one place.",
  ),
  "states-without-moves": error(
    "no move of '{field}' is declared",
    "Each line says who may move the field from what to what: `ready -> done: backend;`.",
  ),
  "move-to-itself": error(
    "'{state}' to '{state}' is no move",
    "A field that keeps its value needs nobody's permission.",
  ),
  "duplicate-move": error(
    "this move is declared twice",
    "Each party's moves are said once.",
  ),
  "too-many-moves": error(
    "{moves} moves are more than {most}",
    "`*` stands for one move from each state. With so many states, say which moves there are.",
  ),
  "unreachable-state": warning(
    "no move leads from '{initial}' to '{state}'",
    "Either a move is missing, or `initial` is.",
  ),
};
