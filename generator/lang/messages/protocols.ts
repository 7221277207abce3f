// Messages about framed protocols and devices.

import { error } from "./message.ts";

/** Reported where `messages` and devices are looked at. */
export const protocolMessages = {
  "no-fields-inside": error(
    "'{field}' has no field '{name}' in it",
    "A path goes through fields that are records; arrays and numbers have no fields.",
  ),
  "not-a-scalar": error(
    "'{name}' is not a single number",
    "Only integers, enums and bools can be compared, bound or named as a part of a header.",
  ),
  "not-an-integer": error(
    "'{name}' is not an unsigned integer",
    "Lengths, ids and codes are unsigned integers.",
  ),
  "flexible-header": error(
    "'{name}' has a variable length, so it cannot be a header",
    "A receiver reads the header first, and must know how long it is.",
  ),
  "header-without-code": error(
    "nothing is said about which field of '{name}' tells messages apart",
    "The code is what a receiver looks at to know a message's body.",
  ),
  "stream-without-length": error(
    "on a stream nobody knows where the messages of '{name}' end",
    "A stream keeps no boundaries: a field of the header must say how many bytes follow.",
  ),
  "message-without-header": error(
    "'{name}' has no header that it could be told by",
    "Named messages need a header with a code; without one there are only `request` and `reply`.",
  ),
  "request-with-header": error(
    "with a header, messages have names",
    "`request` and `reply` are for protocols without a header. Write `name (RECORD) -> RECORD;`.",
  ),
  "empty-messages": error(
    "'{name}' has no messages",
    "Write `request RECORD;`, or a header and named messages.",
  ),
  "message-without-code": error(
    "nothing is said about the code of '{name}'",
    "The code is the member of the code field's enum that has the message's name, or is given.",
  ),
  "length-out-of-reach": error(
    "'{field}' would be {bytes} for '{name}', but never counts to more than {most}",
    "The header's length field must be able to say how long each message is.",
  ),
  "range-reversed": error(
    "the range {min}..{max} is reversed",
    "A range is written with the smaller number first.",
  ),
  "device-answers": error(
    "'{queue}' is not a queue on which the other side asks",
    "`answers NAME` names a queue of the device on which the other party asks an interface.",
  ),
  "device-without-header": error(
    "nothing is said about the header of the messages of '{name}'",
    "Each message on a queue begins with the header: `header RECORD { code FIELD; }`.",
  ),
  "device-without-queues": error(
    "'{name}' has no queues",
    "A device talks over queues: `queue NAME: driver asks INTERFACE;`.",
  ),
  "device-header-size": error(
    "the header has {size} bytes, so the parameters of '{name}' would not be aligned to {align}",
    "A message is the header and then the body, without padding between them.",
  ),
  "device-code-width": error(
    "the code '{field}' cannot hold {number}, the number of '{name}'",
    "The code of a device's message is the number of the operation.",
  ),
  "flexible-config": error(
    "'{name}' has a variable length, so it cannot be a configuration space",
    "A driver must know the size of the configuration space.",
  ),
};
