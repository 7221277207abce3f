// Generated from idl/virtio-queue/virtio-queue.idl; do not edit.

import * as wire from "./hypershim.ts";
import {
  decodeVirtioQueueVringAvail,
  decodeVirtioQueueVringDesc,
  decodeVirtioQueueVringPackedDesc,
  decodeVirtioQueueVringPackedDescEvent,
  decodeVirtioQueueVringUsed,
  decodeVirtioQueueVringUsedElem,
  encodeVirtioQueueVringAvail,
  encodeVirtioQueueVringDesc,
  encodeVirtioQueueVringPackedDesc,
  encodeVirtioQueueVringPackedDescEvent,
  encodeVirtioQueueVringUsed,
  encodeVirtioQueueVringUsedElem,
} from "./virtio-queue.ts";

/** Throws at the first example of the spec that the codecs contradict. */
export function checkVirtioQueueExamples(): void {
  wire.checkExample(
    "512 bytes for the device to write, and more to come at index 2.",
    "0010004000000000 0002000003000200",
    { addr: 0x40001000, len: 512, flags: 3, next: 2 },
    decodeVirtioQueueVringDesc,
    encodeVirtioQueueVringDesc,
  );
  wire.checkExample(
    "The chain that began at descriptor 5 is used; 513 bytes were written.",
    "0500000001020000",
    { id: 5, len: 513 },
    decodeVirtioQueueVringUsedElem,
    encodeVirtioQueueVringUsedElem,
  );
  wire.checkExample(
    "Two chains available, at descriptors 0 and 3.",
    "0100020000000300",
    { flags: 1, idx: 2, ring: [0, 3] },
    decodeVirtioQueueVringAvail,
    encodeVirtioQueueVringAvail,
  );
  wire.checkExample(
    "One chain used.",
    "0000010000000000 01000000",
    { flags: 0, idx: 1, ring: [{ id: 0, len: 1 }] },
    decodeVirtioQueueVringUsed,
    encodeVirtioQueueVringUsed,
  );
  wire.checkExample(
    "Available on the first lap.",
    "0010004000000000 0010000007008000",
    { addr: 0x40001000, len: 0x1000, id: 7, flags: 128 },
    decodeVirtioQueueVringPackedDesc,
    encodeVirtioQueueVringPackedDesc,
  );
  wire.checkExample(
    "Tell me at entry 3 of the second lap.",
    "03000200",
    { offWrap: { off: 3, wrap: false }, flags: 2 },
    decodeVirtioQueueVringPackedDescEvent,
    encodeVirtioQueueVringPackedDescEvent,
  );
  wire.checkBadExample(
    "vring_desc",
    "A descriptor that ends in the middle of its flags.",
    "0010004000000000 0002000003",
    decodeVirtioQueueVringDesc,
    "16 bytes",
  );
}
