// Generated from idl/virtio-mmio/virtio-mmio.idl; do not edit.

import * as wire from "./hypershim.ts";
import { decodeVirtioMmioNotification, encodeVirtioMmioNotification } from "./virtio-mmio.ts";

/** Throws at the first example of the spec that the codecs contradict. */
export function checkVirtioMmioExamples(): void {
  wire.checkExample(
    "Queue 2, next entry 7, second lap.",
    "02000780",
    { vqn: 2, nextOffset: 7, nextWrap: true },
    decodeVirtioMmioNotification,
    encodeVirtioMmioNotification,
  );
  wire.checkBadExample(
    "virtio_notification",
    "Half a notification.",
    "0200",
    decodeVirtioMmioNotification,
    "4 bytes",
  );
}
