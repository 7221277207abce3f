// Generated from idl/virtio-device/virtio-device.idl; do not edit.

import * as wire from "./hypershim.ts";
import {
  decodeVirtioDeviceBlkConfig,
  decodeVirtioDeviceBlkDiscardWriteZeroes,
  decodeVirtioDeviceBlkOuthdr,
  decodeVirtioDeviceConsoleConfig,
  encodeVirtioDeviceBlkConfig,
  encodeVirtioDeviceBlkDiscardWriteZeroes,
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
    "A disk of 64 MiB: 126 buffers a request, one queue; discards 2^22 sectors at once.",
    "0000020000000000 000000007e000000 0000000000020000 0000000000000000" +
    " 0000010000004000 0100000001000000 0000400001000000 0100000000000000" +
    " 0000000000000000",
    {
      capacity: 0x20000,
      sizeMax: 0,
      segMax: 126,
      geometry: { cylinders: 0, heads: 0, sectors: 0 },
      blkSize: 512,
      physicalBlockExp: 0,
      alignmentOffset: 0,
      minIoSize: 0,
      optIoSize: 0,
      wce: 0,
      unused: 0,
      numQueues: 1,
      maxDiscardSectors: 0x400000,
      maxDiscardSeg: 1,
      discardSectorAlignment: 1,
      maxWriteZeroesSectors: 0x400000,
      maxWriteZeroesSeg: 1,
      writeZeroesMayUnmap: 1,
      unused1: wire.fromHex("000000"),
      maxSecureEraseSectors: 0,
      maxSecureEraseSeg: 0,
      secureEraseSectorAlignment: 0,
    },
    decodeVirtioDeviceBlkConfig,
    encodeVirtioDeviceBlkConfig,
  );
  wire.checkExample(
    "Eight sectors from 2048 on, which need not stay allocated.",
    "0008000000000000 0800000001000000",
    { sector: 0x800, numSectors: 8, flags: 1 },
    decodeVirtioDeviceBlkDiscardWriteZeroes,
    encodeVirtioDeviceBlkDiscardWriteZeroes,
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
