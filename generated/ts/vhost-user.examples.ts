// Generated from idl/vhost-user/vhost-user.idl; do not edit.

import * as wire from "./hypershim.ts";
import {
  decodeVhostUserConfig,
  decodeVhostUserHdr,
  decodeVhostUserMemory,
  decodeVhostUserMmap,
  decodeVhostUserStatus,
  decodeVhostUserVringFd,
  encodeVhostUserConfig,
  encodeVhostUserHdr,
  encodeVhostUserMemory,
  encodeVhostUserMmap,
  encodeVhostUserStatus,
  encodeVhostUserVringFd,
} from "./vhost-user.ts";

/** Throws at the first example of the spec that the codecs contradict. */
export function checkVhostUserExamples(): void {
  wire.checkExample(
    "What can the device do?",
    "0100000001000000 00000000",
    { request: 1, reply: false, needReply: false, size: 0 },
    decodeVhostUserHdr,
    encodeVhostUserHdr,
  );
  wire.checkExample(
    "The answer, with eight bytes behind it.",
    "0100000005000000 08000000",
    { request: 1, reply: true, needReply: false, size: 8 },
    decodeVhostUserHdr,
    encodeVhostUserHdr,
  );
  wire.checkExample(
    "The memory table, to be acknowledged.",
    "0500000009000000 28000000",
    { request: 5, reply: false, needReply: true, size: 40 },
    decodeVhostUserHdr,
    encodeVhostUserHdr,
  );
  wire.checkBadExample(
    "vhost_user_hdr",
    "Version 2 does not exist.",
    "0100000002000000 00000000",
    decodeVhostUserHdr,
    "version",
  );
  wire.checkExample(
    "1 MiB at guest address 0, held by the first descriptor from its beginning.",
    "0100000000000000 0000000000000000 0000100000000000 0000407f00000000" +
    " 0000000000000000",
    {
      regions: [{ guestPhysAddr: 0, memorySize: 0x100000, userAddr: 0x7f400000n, mmapOffset: 0 }],
    },
    decodeVhostUserMemory,
    encodeVhostUserMemory,
  );
  wire.checkBadExample(
    "vhost_user_memory",
    "Nine regions are one too many.",
    "0900000000000000 0000000000000000 0000000000000000 0000000000000000" +
    " 0000000000000000 0000000000000000 0000000000000000 0000000000000000" +
    " 0000000000000000 0000000000000000 0000000000000000 0000000000000000" +
    " 0000000000000000 0000000000000000 0000000000000000 0000000000000000" +
    " 0000000000000000 0000000000000000 0000000000000000 0000000000000000" +
    " 0000000000000000 0000000000000000 0000000000000000 0000000000000000" +
    " 0000000000000000 0000000000000000 0000000000000000 0000000000000000" +
    " 0000000000000000 0000000000000000 0000000000000000 0000000000000000" +
    " 0000000000000000 0000000000000000 0000000000000000 0000000000000000" +
    " 0000000000000000",
    decodeVhostUserMemory,
    "regions",
  );
  wire.checkExample(
    "Queue 1 is polled: no descriptor comes with it.",
    "0101000000000000",
    { index: 1, noFd: true },
    decodeVhostUserVringFd,
    encodeVhostUserVringFd,
  );
  wire.checkExample(
    "Four bytes of configuration from offset 8 on.",
    "0800000004000000 00000000deadbeef",
    { offset: 8, flags: 0, payload: wire.fromHex("deadbeef") },
    decodeVhostUserConfig,
    encodeVhostUserConfig,
  );
  wire.checkExample(
    "One writable page, from offset 0x1000 of the descriptor, at the start of region 0.",
    "0000000000000000 0010000000000000 0000000000000000 0010000000000000" +
    " 0100000000000000",
    { shmid: 0, fdOffset: 0x1000, shmOffset: 0, len: 0x1000, flags: 1n },
    decodeVhostUserMmap,
    encodeVhostUserMmap,
  );
  wire.checkExample(
    "The driver is ready.",
    "0f00000000000000",
    { value: 15 },
    decodeVhostUserStatus,
    encodeVhostUserStatus,
  );
}
