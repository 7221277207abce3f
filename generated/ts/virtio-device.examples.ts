// Generated from idl/virtio-device/virtio-device.idl; do not edit.

import * as wire from "./hypershim.ts";
import {
  decodeVirtioDeviceBlkOuthdr,
  decodeVirtioDeviceConsoleConfig,
  encodeVirtioDeviceBlkOuthdr,
  encodeVirtioDeviceConsoleConfig,
} from "./virtio-device.ts";

/** Throws at the first example of the spec that the codecs contradict. */
export function checkVirtioDeviceExamples(): void {
  wire.checkExample(
    "Write, from sector 8 on.",
    "0100000000000000 0800000000000000",
    { type: 1, ioprio: 0, sector: 8 },
    decodeVirtioDeviceBlkOuthdr,
    encodeVirtioDeviceBlkOuthdr,
  );
  wire.checkExample(
    "Request a number of the device.",
    "0800000000000000 0000000000000000",
    { type: 8, ioprio: 0, sector: 0 },
    decodeVirtioDeviceBlkOuthdr,
    encodeVirtioDeviceBlkOuthdr,
  );
  wire.checkExample(
    "A terminal of the usual size.",
    "5000190001000000 00000000",
    { cols: 80, rows: 25, maxNrPorts: 1, emergWr: 0 },
    decodeVirtioDeviceConsoleConfig,
    encodeVirtioDeviceConsoleConfig,
  );
  wire.checkBadExample(
    "virtio_blk_outhdr",
    "A request that ends before its sector.",
    "0100000000000000",
    decodeVirtioDeviceBlkOuthdr,
    "16 bytes",
  );
}
