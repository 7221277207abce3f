// Generated from idl/acrn-hsm/acrn-hsm.idl; do not edit.

import * as wire from "./hypershim.ts";
import {
  decodeAcrnHsmIoRequest,
  decodeAcrnHsmIoreqNotify,
  decodeAcrnHsmIrqlineOps,
  encodeAcrnHsmIoRequest,
  encodeAcrnHsmIoreqNotify,
  encodeAcrnHsmIrqlineOps,
} from "./acrn-hsm.ts";

/** Throws at the first example of the spec that the codecs contradict. */
export function checkAcrnHsmExamples(): void {
  wire.checkExample(
    "The trap: nothing but zeroes is a pending one, a read of no bytes from port 0.",
    "0000000000000000 0000000000000000 0000000000000000 0000000000000000" +
    " 0000000000000000 0000000000000000 0000000000000000 0000000000000000" +
    " 0000000000000000 0000000000000000 0000000000000000 0000000000000000" +
    " 0000000000000000 0000000000000000 0000000000000000 0000000000000000" +
    " 0000000000000000 0000000000000000 0000000000000000 0000000000000000" +
    " 0000000000000000 0000000000000000 0000000000000000 0000000000000000" +
    " 0000000000000000 0000000000000000 0000000000000000 0000000000000000" +
    " 0000000000000000 0000000000000000 0000000000000000 0000000000000000",
    {
      type: 0,
      completionPolling: 0,
      reqs: { kind: "pioRequest", value: { direction: 0, address: 0, size: 0, value: 0 } },
      kernelHandled: 0,
      processed: 0,
    },
    decodeAcrnHsmIoRequest,
    encodeAcrnHsmIoRequest,
  );
  wire.checkExample(
    "A free slot.",
    "0000000000000000 0000000000000000 0000000000000000 0000000000000000" +
    " 0000000000000000 0000000000000000 0000000000000000 0000000000000000" +
    " 0000000000000000 0000000000000000 0000000000000000 0000000000000000" +
    " 0000000000000000 0000000000000000 0000000000000000 0000000000000000" +
    " 0000000000000000 0300000000000000 0000000000000000 0000000000000000" +
    " 0000000000000000 0000000000000000 0000000000000000 0000000000000000" +
    " 0000000000000000 0000000000000000 0000000000000000 0000000000000000" +
    " 0000000000000000 0000000000000000 0000000000000000 0000000000000000",
    {
      type: 0,
      completionPolling: 0,
      reqs: { kind: "pioRequest", value: { direction: 0, address: 0, size: 0, value: 0 } },
      kernelHandled: 0,
      processed: 3,
    },
    decodeAcrnHsmIoRequest,
    encodeAcrnHsmIoRequest,
  );
  wire.checkExample(
    "A 4-byte read of 0xa0000070, with a client at work on it.",
    "0100000000000000 0000000000000000 0000000000000000 0000000000000000" +
    " 0000000000000000 0000000000000000 0000000000000000 0000000000000000" +
    " 0000000000000000 700000a000000000 0400000000000000 0000000000000000" +
    " 0000000000000000 0000000000000000 0000000000000000 0000000000000000" +
    " 0000000000000000 0200000000000000 0000000000000000 0000000000000000" +
    " 0000000000000000 0000000000000000 0000000000000000 0000000000000000" +
    " 0000000000000000 0000000000000000 0000000000000000 0000000000000000" +
    " 0000000000000000 0000000000000000 0000000000000000 0000000000000000",
    {
      type: 1,
      completionPolling: 0,
      reqs: {
        kind: "mmioRequest",
        value: { direction: 0, address: 0xa0000070, size: 4, value: 0n },
      },
      kernelHandled: 0,
      processed: 2,
    },
    decodeAcrnHsmIoRequest,
    encodeAcrnHsmIoRequest,
  );
  wire.checkExample(
    "vCPU 1 of guest 2 has its answer.",
    "0200000001000000",
    { vmid: 2, vcpu: 1 },
    decodeAcrnHsmIoreqNotify,
    encodeAcrnHsmIoreqNotify,
  );
  wire.checkExample(
    "Line 5 goes down.",
    "0500000001000000",
    { gsi: 5, op: 1 },
    decodeAcrnHsmIrqlineOps,
    encodeAcrnHsmIrqlineOps,
  );
  wire.checkBadExample(
    "acrn_ioreq_notify",
    "A short page.",
    "02000000010000",
    decodeAcrnHsmIoreqNotify,
    "8 bytes",
  );
}
