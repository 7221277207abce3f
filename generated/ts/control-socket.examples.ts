// Generated from idl/control-socket/control-socket.idl; do not edit.

import * as wire from "./hypershim.ts";
import {
  decodeControlSocketAttach,
  decodeControlSocketAttached,
  decodeControlSocketHdr,
  encodeControlSocketAttach,
  encodeControlSocketAttached,
  encodeControlSocketHdr,
} from "./control-socket.ts";

/** Throws at the first example of the spec that the codecs contradict. */
export function checkControlSocketExamples(): void {
  wire.checkExample(
    "A backend attaches, its first message having the token 1.",
    "0100000001000000",
    { code: 1, reply: false, op: 0, token: 1 },
    decodeControlSocketHdr,
    encodeControlSocketHdr,
  );
  wire.checkExample(
    "It asks for ioregionfd commands of RFC v3.",
    "0100000001000000",
    { channel: 1 },
    decodeControlSocketAttach,
    encodeControlSocketAttach,
  );
  wire.checkExample(
    "A page of ACRN's with two slots, of the guest 3.",
    "0000000002000000 03000000",
    { status: 0, slots: 2, guest: 3 },
    decodeControlSocketAttached,
    encodeControlSocketAttached,
  );
  wire.checkExample(
    "The answer to a `set_irq` (operation 3) with token 7.",
    "0301030007000000",
    { code: 3, reply: true, op: 3, token: 7 },
    decodeControlSocketHdr,
    encodeControlSocketHdr,
  );
  wire.checkBadExample(
    "control_attach",
    "There is no version 2.",
    "0200000001000000",
    decodeControlSocketAttach,
    "version",
  );
}
