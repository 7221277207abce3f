// Generated from idl/vhost-user/vhost-user.idl; do not edit.

import * as wire from "./hypershim.ts";
import {
  decodeVhostUserConfig,
  decodeVhostUserHdr,
  decodeVhostUserInflightPackedDesc,
  decodeVhostUserInflightPackedQueue,
  decodeVhostUserMemory,
  decodeVhostUserMmap,
  decodeVhostUserStatus,
  decodeVhostUserVringFd,
  encodeVhostUserConfig,
  encodeVhostUserHdr,
  encodeVhostUserInflightPackedDesc,
  encodeVhostUserInflightPackedQueue,
  encodeVhostUserMemory,
  encodeVhostUserMmap,
  encodeVhostUserStatus,
  encodeVhostUserVringFd,
} from "./vhost-user.ts";

/** Throws at the first example of the spec that the codecs contradict. */
export function checkVhostUserExamples(): void {
  wire.checkExample(
    "Notes of a packed queue of 8 entries: a request of three descriptors was given back at" +
    " the end of the first lap, and died with its back-end.",
    "0000000000000000 0100080003000600 0100060000010000 0000000000000000",
    {
      features: 0n,
      version: 1,
      descNum: 8,
      freeHead: 3,
      oldFreeHead: 6,
      usedIdx: 1,
      oldUsedIdx: 6,
      usedWrapCounter: 0,
      oldUsedWrapCounter: 1,
    },
    decodeVhostUserInflightPackedQueue,
    encodeVhostUserInflightPackedQueue,
  );
  wire.checkExample(
    "The first of its descriptors.",
    "0100040005000300 0900000000000000 0700810010000000 0010004000000000",
    {
      inflight: 1,
      next: 4,
      last: 5,
      num: 3,
      counter: 9n,
      id: 7,
      flags: 129,
      len: 16,
      addr: 0x40001000n,
    },
    decodeVhostUserInflightPackedDesc,
    encodeVhostUserInflightPackedDesc,
  );
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
