// Generated from idl/kvm-ioregionfd/kvm-ioregionfd.idl; do not edit.

import * as wire from "./hypershim.ts";
import {
  decodeKvmIoregionfdCmd,
  decodeKvmIoregionfdCmdInfo,
  decodeKvmIoregionfdCmdPacked,
  decodeKvmIoregionfdIoeventfd,
  decodeKvmIoregionfdIoregion,
  decodeKvmIoregionfdResp,
  encodeKvmIoregionfdCmd,
  encodeKvmIoregionfdCmdInfo,
  encodeKvmIoregionfdCmdPacked,
  encodeKvmIoregionfdIoeventfd,
  encodeKvmIoregionfdIoregion,
  encodeKvmIoregionfdResp,
} from "./kvm-ioregionfd.ts";

/** Throws at the first example of the spec that the codecs contradict. */
export function checkKvmIoregionfdExamples(): void {
  wire.checkExample(
    "Read of 4 bytes at offset 0x10, v3: `00 12`.",
    "0012000000000000 8877665544332211 1000000000000000 0000000000000000",
    {
      cmd: 0,
      sizeExponent: 2,
      resp: true,
      userData: 0x1122334455667788n,
      offset: 16,
      data: 0n,
    },
    decodeKvmIoregionfdCmd,
    encodeKvmIoregionfdCmd,
  );
  wire.checkExample(
    "Posted write of 8 bytes at offset 0xff8.",
    "0103000000000000 0000000000000000 f80f000000000000 0df0fecaefbeadde",
    {
      cmd: 1,
      sizeExponent: 3,
      resp: false,
      userData: 0n,
      offset: 0xff8,
      data: 0xdeadbeefcafef00dn,
    },
    decodeKvmIoregionfdCmd,
    encodeKvmIoregionfdCmd,
  );
  wire.checkBadExample(
    "ioregionfd_cmd",
    "Two is not a command.",
    "0212000000000000 0000000000000000 0000000000000000 0000000000000000",
    decodeKvmIoregionfdCmd,
    "cmd",
  );
  wire.checkBadExample(
    "ioregionfd_cmd",
    "Half of one.",
    "0012000000000000 0000000000000000",
    decodeKvmIoregionfdCmd,
    "32",
  );
  wire.checkExample(
    "The first example again, in the older layout: `60 00 00 00`, and the same from byte 8" +
    " on.",
    "6000000000000000 8877665544332211 1000000000000000 0000000000000000",
    {
      info: { cmd: 0, sizeExponent: 2, resp: true },
      userData: 0x1122334455667788n,
      offset: 16,
      data: 0n,
    },
    decodeKvmIoregionfdCmdInfo,
    encodeKvmIoregionfdCmdInfo,
  );
  wire.checkExample(
    "And in 25 bytes.",
    "6088776655443322 1110000000000000 0000000000000000 00",
    {
      cmd: 0,
      sizeExponent: 2,
      resp: 1,
      userData: 0x1122334455667788n,
      offset: 16,
      data: 0n,
    },
    decodeKvmIoregionfdCmdPacked,
    encodeKvmIoregionfdCmdPacked,
  );
  wire.checkExample(
    "The value of a 4-byte read.",
    "7472697600000000 0000000000000000 0000000000000000 0000000000000000",
    { data: 0x76697274n },
    decodeKvmIoregionfdResp,
    encodeKvmIoregionfdResp,
  );
  wire.checkExample(
    "The registers of a virtio device, both directions on descriptor 5, writes posted.",
    "0000000200000000 0002000000000000 0300000000000000 0500000005000000" +
    " 0200000000000000 0000000000000000 0000000000000000 0000000000000000",
    {
      guestPaddr: 0x2000000,
      memorySize: 512,
      userData: 3n,
      readFd: 5,
      writeFd: 5,
      flags: 2,
    },
    decodeKvmIoregionfdIoregion,
    encodeKvmIoregionfdIoregion,
  );
  wire.checkExample(
    "Kicks of queue 0 of the same device become signals of descriptor 6.",
    "0000000000000000 5000000200000000 0400000006000000 0100000000000000" +
    " 0000000000000000 0000000000000000 0000000000000000 0000000000000000",
    { datamatch: 0n, addr: 0x2000050, len: 4, fd: 6, flags: 1 },
    decodeKvmIoregionfdIoeventfd,
    encodeKvmIoregionfdIoeventfd,
  );
}
