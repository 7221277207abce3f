// Generated from idl/xen-ioreq/xen-ioreq.idl; do not edit.

import * as wire from "./hypershim.ts";
import {
  decodeXenIoreq,
  decodeXenIoreqBufIoreq,
  decodeXenIoreqDmOp,
  decodeXenIoreqDomctlInfo,
  decodeXenIoreqMemAcquireResource,
  encodeXenIoreq,
  encodeXenIoreqBufIoreq,
  encodeXenIoreqDmOp,
  encodeXenIoreqDomctlInfo,
  encodeXenIoreqMemAcquireResource,
} from "./xen-ioreq.ts";

/** Throws at the first example of the spec that the codecs contradict. */
export function checkXenIoreqExamples(): void {
  wire.checkExample(
    "4-byte MMIO read of 0x02000008 on port 5.",
    "0800000200000000 0000000000000000 0100000004000000 0500000000002101",
    {
      addr: 0x2000008,
      data: 0n,
      count: 1,
      size: 4,
      vpEport: 5,
      state: 1,
      dataIsPtr: false,
      dir: 1,
      df: false,
      type: 1,
    },
    decodeXenIoreq,
    encodeXenIoreq,
  );
  wire.checkExample(
    "The same request, completed with the value 2.",
    "0800000200000000 0200000000000000 0100000004000000 0500000000002301",
    {
      addr: 0x2000008,
      data: 2n,
      count: 1,
      size: 4,
      vpEport: 5,
      state: 3,
      dataIsPtr: false,
      dir: 1,
      df: false,
      type: 1,
    },
    decodeXenIoreq,
    encodeXenIoreq,
  );
  wire.checkExample(
    "A 4-byte MMIO write of 1 to 0x02000050: the direction bit is clear, since 0 is a write.",
    "5000000200000000 0100000000000000 0100000004000000 0500000000000101",
    {
      addr: 0x2000050,
      data: 1n,
      count: 1,
      size: 4,
      vpEport: 5,
      state: 1,
      dataIsPtr: false,
      dir: 0,
      df: false,
      type: 1,
    },
    decodeXenIoreq,
    encodeXenIoreq,
  );
  wire.checkExample(
    "REP OUTSB, downwards: 16 single bytes from guest memory at 0x7c0f to port 0x3f8.",
    "f803000000000000 0f7c000000000000 1000000001000000 0700000000005100",
    {
      addr: 0x3f8,
      data: 0x7c0fn,
      count: 16,
      size: 1,
      vpEport: 7,
      state: 1,
      dataIsPtr: true,
      dir: 0,
      df: true,
      type: 0,
    },
    decodeXenIoreq,
    encodeXenIoreq,
  );
  wire.checkExample(
    "A read in progress of the 4-byte PCI register 0x10 of device 3, function 1 on bus 2.",
    "1000000019020000 0000000000000000 0100000004000000 0500000000002202",
    {
      addr: 0x21900000010,
      data: 0n,
      count: 1,
      size: 4,
      vpEport: 5,
      state: 2,
      dataIsPtr: false,
      dir: 1,
      df: false,
      type: 2,
    },
    decodeXenIoreq,
    encodeXenIoreq,
  );
  wire.checkExample(
    "Drop every mapping: a write of 4 bytes of ones, with a count of 0.",
    "0000000000000000 ffffffffffffffff 0000000004000000 0500000000000108",
    {
      addr: 0,
      data: 0xffffffffffffffffn,
      count: 0,
      size: 4,
      vpEport: 5,
      state: 1,
      dataIsPtr: false,
      dir: 0,
      df: false,
      type: 8,
    },
    decodeXenIoreq,
    encodeXenIoreq,
  );
  wire.checkExample(
    "REP MOVSD of 16 items, from 0x12e000 to a device.",
    "000100d000000000 00e0120000000000 1000000004000000 0100000000001101",
    {
      addr: 0xd0000100,
      data: 0x12e000n,
      count: 16,
      size: 4,
      vpEport: 1,
      state: 1,
      dataIsPtr: true,
      dir: 0,
      df: false,
      type: 1,
    },
    decodeXenIoreq,
    encodeXenIoreq,
  );
  wire.checkExample(
    "REP MOVSW from a device, downwards: the first item is at the highest address.",
    "140200d000000000 00e8120000000000 0300000002000000 0100000000007101",
    {
      addr: 0xd0000214,
      data: 0x12e800n,
      count: 3,
      size: 2,
      vpEport: 1,
      state: 1,
      dataIsPtr: true,
      dir: 1,
      df: true,
      type: 1,
    },
    decodeXenIoreq,
    encodeXenIoreq,
  );
  wire.checkExample(
    "REP STOSD: four stores of one value, which is in the slot.",
    "000300d000000000 0900000000000000 0400000004000000 0100000000000101",
    {
      addr: 0xd0000300,
      data: 9n,
      count: 4,
      size: 4,
      vpEport: 1,
      state: 1,
      dataIsPtr: false,
      dir: 0,
      df: false,
      type: 1,
    },
    decodeXenIoreq,
    encodeXenIoreq,
  );
  wire.checkExample(
    "REP INSB, answered: the items are in the guest's memory, and `data` is as it was.",
    "10c0000000000000 00e0120000000000 0400000001000000 0100000000003300",
    {
      addr: 0xc010,
      data: 0x12e000n,
      count: 4,
      size: 1,
      vpEport: 1,
      state: 3,
      dataIsPtr: true,
      dir: 1,
      df: false,
      type: 0,
    },
    decodeXenIoreq,
    encodeXenIoreq,
  );
  wire.checkExample(
    "An 8-byte store.",
    "100000d000000000 efcdab8967452301 0100000008000000 0100000000000101",
    {
      addr: 0xd0000010,
      data: 0x123456789abcdefn,
      count: 1,
      size: 8,
      vpEport: 1,
      state: 1,
      dataIsPtr: false,
      dir: 0,
      df: false,
      type: 1,
    },
    decodeXenIoreq,
    encodeXenIoreq,
  );
  wire.checkExample(
    "IN from port 0xcfe after 0x80001800 went to 0xcf8: register 2 of function 0:3.0.",
    "0200000018000000 0000000000000000 0100000002000000 0100000000002102",
    {
      addr: 0x1800000002,
      data: 0n,
      count: 1,
      size: 2,
      vpEport: 1,
      state: 1,
      dataIsPtr: false,
      dir: 1,
      df: false,
      type: 2,
    },
    decodeXenIoreq,
    encodeXenIoreq,
  );
  wire.checkExample(
    "A page that the guest gave back, answered.",
    "0000000000000000 ffffffffffffffff 0000000004000000 0100000000000308",
    {
      addr: 0,
      data: 0xffffffffffffffffn,
      count: 0,
      size: 4,
      vpEport: 1,
      state: 3,
      dataIsPtr: false,
      dir: 0,
      df: false,
      type: 8,
    },
    decodeXenIoreq,
    encodeXenIoreq,
  );
  wire.checkBadExample(
    "ioreq",
    "Nine is not a type.",
    "0800000200000000 0000000000000000 0100000004000000 0500000000002109",
    decodeXenIoreq,
    "type",
  );
  wire.checkBadExample(
    "ioreq",
    "A byte short.",
    "0800000200000000 0000000000000000 0100000004000000 05000000000021",
    decodeXenIoreq,
    "32",
  );
  wire.checkExample(
    "A buffered write of 0x41 to byte 0xb8000 of video memory: the address begins at bit 12.",
    "010000b841000000",
    { type: 1, dir: 0, size: 0, addr: 0xb8000, data: 65 },
    decodeXenIoreqBufIoreq,
    encodeXenIoreqBufIoreq,
  );
  wire.checkExample(
    "The low half of an 8-byte write to 0xa0008; the high half follows with the same header.",
    "018c00a0efbeadde",
    { type: 1, dir: 0, size: 3, addr: 0xa0008, data: 0xdeadbeef },
    decodeXenIoreqBufIoreq,
    encodeXenIoreqBufIoreq,
  );
  wire.checkExample(
    "Xen 4.17 for a store of 0x0102030405060708 to 0xa0028: first this,",
    "018c02a008070605",
    { type: 1, dir: 0, size: 3, addr: 0xa0028, data: 0x5060708 },
    decodeXenIoreqBufIoreq,
    encodeXenIoreqBufIoreq,
  );
  wire.checkExample(
    "then this.",
    "018c02a004030201",
    { type: 1, dir: 0, size: 3, addr: 0xa0028, data: 0x1020304 },
    decodeXenIoreqBufIoreq,
    encodeXenIoreqBufIoreq,
  );
  wire.checkExample(
    "Xen 4.17 when the guest had set its clock back by 0xb6d0 seconds: the low half.",
    "070c00003049ffff",
    { type: 7, dir: 0, size: 3, addr: 0, data: 0xffff4930 },
    decodeXenIoreqBufIoreq,
    encodeXenIoreqBufIoreq,
  );
  wire.checkBadExample(
    "buf_ioreq",
    "Three is not a type.",
    "030000b841000000",
    decodeXenIoreqBufIoreq,
    "type",
  );
  wire.checkExample(
    "How is domain 1? Nobody has answered yet.",
    "0500000015000000 0100000000000000 0000000000000000",
    {
      cmd: 5,
      interfaceVersion: 21,
      asked: 1,
      domain: 0,
      dying: false,
      hvmGuest: false,
      shutdown: false,
      paused: false,
      blocked: false,
      running: false,
      more: 0,
      code: 0,
      rest: 0,
    },
    decodeXenIoreqDomctlInfo,
    encodeXenIoreqDomctlInfo,
  );
  wire.checkExample(
    "It has crashed.",
    "0500000015000000 0100000000000000 0100000006000300",
    {
      cmd: 5,
      interfaceVersion: 21,
      asked: 1,
      domain: 1,
      dying: false,
      hvmGuest: true,
      shutdown: true,
      paused: false,
      blocked: false,
      running: false,
      more: 0,
      code: 3,
      rest: 0,
    },
    decodeXenIoreqDomctlInfo,
    encodeXenIoreqDomctlInfo,
  );
  wire.checkExample(
    "A server with an atomic ring is to be made; its number is not known yet.",
    "0100000000000000 0200000000000000 0000000000000000 0000000000000000",
    { op: 1, u: { kind: "createIoreqServer", value: { handleBufioreq: 2, id: 0 } } },
    decodeXenIoreqDmOp,
    encodeXenIoreqDmOp,
  );
  wire.checkExample(
    "Server 3 takes the memory of a virtio-mmio device. The end is inclusive: 0x1ff, not" +
    " 0x200.",
    "0300000000000000 0300000001000000 0000000200000000 ff01000200000000",
    {
      op: 3,
      u: {
        kind: "mapIoRangeToIoreqServer",
        value: { id: 3, type: 1, start: 0x2000000, end: 0x20001ff },
      },
    },
    decodeXenIoreqDmOp,
    encodeXenIoreqDmOp,
  );
  wire.checkExample(
    "Interrupt 33 goes up.",
    "1300000000000000 2100000001000000 0000000000000000 0000000000000000",
    { op: 19, u: { kind: "setIrqLevel", value: { irq: 33, level: true } } },
    decodeXenIoreqDmOp,
    encodeXenIoreqDmOp,
  );
  wire.checkExample(
    "Both pages of server 3 of domain 7.",
    "0700000003000000 0200000000000000 0000000000000000 0010000000000000",
    { domid: 7, type: 0, id: 3, nrFrames: 2, frame: 0, frameList: 0x1000n },
    decodeXenIoreqMemAcquireResource,
    encodeXenIoreqMemAcquireResource,
  );
}
