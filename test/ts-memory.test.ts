// Fields in place, states, rings and registers: what generated TypeScript does to memory.

import { describe, expect, test } from "vitest";
import * as wire from "../generated/ts/hypershim.ts";
import {
  advanceVirtioQueueVringAvail,
  peekVirtioQueueVringUsed,
  pendingVirtioQueueVringAvail,
  peekVirtioQueueVringAvail,
  pushVirtioQueueVringAvail,
  pushVirtioQueueVringUsed,
} from "../generated/ts/virtio-queue.ts";
import {
  readVirtioMmio,
  writeVirtioMmio,
  type VirtioMmioOps,
} from "../generated/ts/virtio-mmio.ts";
import {
  advanceXenIoreqBufferedIopage,
  getXenIoreqAddr,
  getXenIoreqAddrHigh,
  getXenIoreqAddrLow,
  getXenIoreqDataHigh,
  getXenIoreqState,
  moveXenIoreqState,
  offsetOfXenIoreqSharedIopageVcpuIoreq,
  peekXenIoreqBufferedIopage,
  pendingXenIoreqBufferedIopage,
  pushXenIoreqBufferedIopage,
  setXenIoreqAddr,
  setXenIoreqAddrHigh,
  setXenIoreqData,
  setXenIoreqState,
  setXenIoreqType,
  XenIoreqDirection,
  XenIoreqState,
  XenIoreqType,
} from "../generated/ts/xen-ioreq.ts";
import { functionOf, hexOf, load, tortureModel, viewOf } from "./ts/load.ts";

const modules = await load(tortureModel());
const shapes = modules.get("shapes")!;
const calls = modules.get("calls")!;
const odd = modules.get("odd-names")!;

function pageOf(size: number): DataView {
  return new DataView(new ArrayBuffer(size));
}

describe("a field in place", () => {
  test("is at its offset, in one half or the other", () => {
    const page = pageOf(4096);
    const slot = offsetOfXenIoreqSharedIopageVcpuIoreq(0, 3);
    expect(slot).toBe(96);
    setXenIoreqAddr(page, slot, 0x12_3456_789a);
    setXenIoreqData(page, slot, 2n ** 64n - 2n);
    expect(getXenIoreqAddr(page, slot)).toBe(0x12_3456_789a);
    expect([getXenIoreqAddrLow(page, slot), getXenIoreqAddrHigh(page, slot)]).toEqual([
      0x3456_789a, 0x12,
    ]);
    expect(getXenIoreqDataHigh(page, slot)).toBe(0xffff_ffff);
    setXenIoreqAddrHigh(page, slot, 0x20_0000);
    expect(() => getXenIoreqAddr(page, slot)).toThrow(
      new RangeError("XenIoreq.addr does not fit a number: 9007200132823194"),
    );
    expect(hexOf(page).slice(192, 224)).toBe("9a78563400002000feffffffffffffff");
  });

  test("shares its integer with others that stay", () => {
    const page = pageOf(32);
    page.setUint8(30, 0xff);
    setXenIoreqState(page, 0, XenIoreqState.none);
    expect(page.getUint8(30)).toBe(0xf0);
    setXenIoreqState(page, 0, 0x7a);
    expect(page.getUint8(30)).toBe(0xfa);
    expect(getXenIoreqState(page)).toBe(10);
  });

  test("of a closed enum takes and gives only members", () => {
    const page = pageOf(32);
    expect(() => setXenIoreqType(page, 0, 99 as XenIoreqType)).toThrow(
      "XenIoreq.type cannot be 99",
    );
    expect(() => functionOf(shapes, "getShapesInnerKind")(page)).toThrow(
      "ShapesInner.kind cannot be 0",
    );
  });

  test("outside of the view is a RangeError", () => {
    expect(() => getXenIoreqAddr(pageOf(7))).toThrow(RangeError);
    expect(() => setXenIoreqData(pageOf(32), 17, 1n)).toThrow(RangeError);
  });

  test("of an array has an index within bounds", () => {
    const page = pageOf(80);
    const set = functionOf(shapes, "setShapesNestedGrid");
    const get = functionOf(shapes, "getShapesNestedGrid");
    set(page, 0, 1, 2, 0xabcd);
    expect(get(page, 0, 1, 2)).toBe(0xabcd);
    for (const [row, column] of [
      [2, 0],
      [0, 3],
      [-1, 0],
      [0, 0.5],
      [NaN, 0],
    ]) {
      expect(() => get(page, 0, row, column)).toThrow("ShapesNested.grid has");
    }
    const item = functionOf(odd, "getOddNamesSeriesItem");
    const series = viewOf("0000000000000001 00000000000000ff 0000000000000000");
    expect(item(series, 0, 0)).toBe(255n);
    expect(() => item(series, 0, 1)).toThrow("OddNamesSeries.item has 1 items, none at 1");
  });

  test("in the other byte order, host order included", () => {
    const crooked = viewOf("01 0203 04050607 08090a0b0c0d0e0f ffffffffffffff10 80000000");
    expect(functionOf(odd, "getOddNamesCrookedDLow")(crooked)).toBe(0x0c0d0e0f);
    expect(functionOf(odd, "getOddNamesCrookedDHigh")(crooked)).toBe(0x08090a0b);
    expect(functionOf(odd, "getOddNamesCrookedF")(crooked)).toBe(-(2 ** 31));
    const unaligned = pageOf(32);
    functionOf(shapes, "setShapesUnalignedG")(unaligned, 0, 0x01020304);
    expect(new Uint32Array(unaligned.buffer.slice(25, 29))[0]).toBe(0x01020304);
  });
});

describe("a state", () => {
  test("makes the moves that the spec has", () => {
    const page = pageOf(32);
    page.setUint8(30, 0xf0);
    const { none, ready, inprocess, respReady } = XenIoreqState;
    expect(moveXenIoreqState(page, 0, none, ready)).toBe(true);
    expect(moveXenIoreqState(page, 0, none, ready)).toBe(false);
    expect(moveXenIoreqState(page, 0, ready, inprocess)).toBe(true);
    expect(moveXenIoreqState(page, 0, inprocess, respReady)).toBe(true);
    expect(page.getUint8(30)).toBe(0xf3);
    expect(moveXenIoreqState(page, 0, respReady, none)).toBe(true);
  });

  test("refuses others, and values that are no state", () => {
    const page = pageOf(32);
    const { none, ready, respReady } = XenIoreqState;
    expect(() => moveXenIoreqState(page, 0, none, respReady)).toThrow(
      new RangeError("XenIoreq.state cannot go from 0 to 3"),
    );
    expect(moveXenIoreqState(page, 0, ready, none)).toBe(false);
    page.setUint8(30, 9);
    expect(() => moveXenIoreqState(page, 0, ready, none)).toThrow("XenIoreq.state cannot be 9");
    expect(hexOf(page).slice(60)).toBe("0900");
  });

  test("at an odd offset of a packed record", () => {
    const move = functionOf(calls, "moveCallsOddState");
    const page = pageOf(24);
    expect(move(page, 1, 0, 1)).toBe(true);
    expect(hexOf(page)).toBe(`${"00".repeat(6)}01${"00".repeat(17)}`);
  });
});

describe("a ring", () => {
  const entry = (data: number) => ({
    type: XenIoreqType.pio,
    dir: XenIoreqDirection.write,
    size: 2,
    addr: 0x3f8,
    data,
  });

  test("gives entries in order, until it is full, across its end", () => {
    const page = pageOf(4096);
    page.setUint32(0, 500, true);
    page.setUint32(4, 500, true);
    for (let count = 0; count < 511; count++) {
      expect(pushXenIoreqBufferedIopage(page, 0, entry(count))).toBe(true);
    }
    expect(pushXenIoreqBufferedIopage(page, 0, entry(511))).toBe(false);
    expect(pendingXenIoreqBufferedIopage(page, 0)).toBe(511);
    expect(peekXenIoreqBufferedIopage(page, 0, 0)).toEqual(entry(0));
    expect(peekXenIoreqBufferedIopage(page, 0, 511)).toBe(undefined);
    advanceXenIoreqBufferedIopage(page, 0, 15);
    expect(peekXenIoreqBufferedIopage(page, 0, 0)).toEqual(entry(15));
    advanceXenIoreqBufferedIopage(page, 0, 496);
    expect(pendingXenIoreqBufferedIopage(page, 0)).toBe(0);
    expect(page.getUint32(0, true)).toBe(1011);
  });

  test("whose indices make no sense is refused", () => {
    const page = pageOf(4096);
    for (const [read, write] of [
      [0, 512],
      [1, 0],
      [0, 0xffff_ffff],
    ] as const) {
      page.setUint32(0, read, true);
      page.setUint32(4, write, true);
      const text = `XenIoreqBufferedIopage has indices ${write} and ${read}, capacity 511`;
      expect(() => pendingXenIoreqBufferedIopage(page, 0)).toThrow(new RangeError(text));
      expect(() => peekXenIoreqBufferedIopage(page, 0, 0)).toThrow(RangeError);
      expect(() => pushXenIoreqBufferedIopage(page, 0, entry(0))).toThrow(RangeError);
    }
  });

  test("with masked indices keeps one slot free", () => {
    const page = pageOf(16);
    const push = functionOf(calls, "pushCallsWrapped");
    const peek = functionOf(calls, "peekCallsWrapped");
    const advance = functionOf(calls, "advanceCallsWrapped");
    for (let round = 0; round < 7; round++) {
      expect([1, 2, 3, 4].map((value) => push(page, 0, value))).toEqual([true, true, true, false]);
      expect([0, 1, 2, 3].map((ahead) => peek(page, 0, ahead))).toEqual([1, 2, 3, undefined]);
      advance(page, 0, 3);
      expect(page.getUint16(0, true)).toBeLessThan(4);
    }
    page.setUint16(2, 4, true);
    expect(() => peek(page, 0, 0)).toThrow("CallsWrapped has indices");
  });

  test("with a private index and a capacity from elsewhere", () => {
    const page = pageOf(4 + 2 * 8);
    page.setUint16(2, 0xfffe, true);
    let consumer = 0xfffe;
    for (const head of [5, 6, 7]) {
      expect(pushVirtioQueueVringAvail(page, 0, 8, consumer, head)).toBe(true);
    }
    expect(pendingVirtioQueueVringAvail(page, 0, 8, consumer)).toBe(3);
    consumer = advanceVirtioQueueVringAvail(consumer, 2);
    expect(consumer).toBe(0);
    expect(peekVirtioQueueVringAvail(page, 0, 8, consumer, 0)).toBe(7);
    page.setUint16(2, 20, true);
    expect(() => peekVirtioQueueVringAvail(page, 0, 8, consumer, 0)).toThrow(
      "indices 20 and 0, capacity 8",
    );
    const used = pageOf(4 + 8 * 4);
    expect(pushVirtioQueueVringUsed(used, 0, 4, 0, { id: 3, len: 512 })).toBe(true);
    expect(peekVirtioQueueVringUsed(used, 0, 4, 0, 0)).toEqual({ id: 3, len: 512 });
  });

  test("that the other side folds is advanced in one step", () => {
    const page = pageOf(12);
    wire.atomicAdd(page, 4, 5, true);
    wire.atomicAdd(page, 8, 0xffff_fffe, false);
    wire.atomicAdd(page, 8, 3, false);
    expect([page.getUint32(4, true), page.getUint32(8, false)]).toEqual([5, 1]);
  });
});

describe("a register map", () => {
  const written: (readonly unknown[])[] = [];
  const ops: VirtioMmioOps = {
    readDeviceId: () => 4,
    readInterruptStatus: () => ({ usedBuffer: true, configChange: true }),
    writeInterruptAck: (value) => written.push(["ack", value]),
    writeStatus: (value) => written.push(["status", value]),
    writeQueueDesc: (value, mask) => written.push(["desc", value, mask]),
    readShmLen: () => 0x1_0000_0002n,
    readConfig: (offset, size) => BigInt(offset * 256 + size),
    writeConfig: (offset, size, value) => written.push(["config", offset, size, value]),
  };
  const reads: readonly [string, number, number, number, bigint][] = [
    ["a constant", 0, 4, 0, 0x74726976n],
    ["a value", 8, 4, 0, 4n],
    ["bits", 0x60, 4, 0, 3n],
    ["a low half", 0xb0, 4, 0, 2n],
    ["a high half", 0xb4, 4, 0, 1n],
    ["an area", 0x104, 2, 0, 2n + 4n * 256n],
    ["a register without a callback", 0xc, 4, -6, 0n],
    ["a hole", 0x1c, 4, -6, 0n],
    ["beyond the end", 0x200, 4, -6, 0n],
    ["before the start", -4, 4, -6, 0n],
    ["a width that is none", 8, 2, -22, 0n],
    ["the middle of a register", 9, 1, -22, 0n],
    ["a register that is only written", 0x50, 4, -13, 0n],
    ["an area by a width that it has not", 0x100, 3, -22, 0n],
    ["an area out of line", 0x101, 2, -22, 0n],
    ["an area with no width at all", 0x100, 0, -22, 0n],
  ];
  test.each(reads)("reads %s", (_, offset, size, status, data) => {
    expect(readVirtioMmio(ops, offset, size)).toEqual({ status, data });
  });

  test("writes what the width says, and nothing else", () => {
    expect(writeVirtioMmio(ops, 0x70, 4, 0xffff_ffff_0000_000fn)).toBe(0);
    expect(writeVirtioMmio(ops, 0x64, 4, 2n)).toBe(0);
    expect(writeVirtioMmio(ops, 0x80, 4, 5n)).toBe(0);
    expect(writeVirtioMmio(ops, 0x84, 4, 6n)).toBe(0);
    expect(writeVirtioMmio(ops, 0x108, 1, 0x1ffn)).toBe(0);
    expect(written).toEqual([
      ["status", 15],
      ["ack", { usedBuffer: false, configChange: true }],
      ["desc", 5n, 0xffff_ffffn],
      ["desc", 6n << 32n, 0xffff_ffff_0000_0000n],
      ["config", 8, 1, 0xffn],
    ]);
    expect(writeVirtioMmio(ops, 0x8, 4, 1n)).toBe(-13);
    expect(writeVirtioMmio(ops, 0x30, 4, 1n)).toBe(-6);
    expect(writeVirtioMmio(ops, 0x70, 1, 1n)).toBe(-22);
    expect(writeVirtioMmio(ops, 0x1fe, 4, 1n)).toBe(-22);
    expect(written).toHaveLength(5);
  });

  test("knows arrays, strides and narrow accesses", () => {
    const seen: (readonly unknown[])[] = [];
    const chip = {
      readTable: (index: number) => 0x100 + index,
      writeTable: (index: number, value: number) => seen.push(["table", index, value]),
      readSecond: (index: number) => index,
      readLoose: () => 0x1234_5678,
      writeLoose: (value: number) => seen.push(["loose", value]),
      readWhole: () => 2n ** 64n - 1n,
    };
    const read = functionOf(calls, "readCallsChip");
    const write = functionOf(calls, "writeCallsChip");
    expect(read(chip, 0x210, 4)).toEqual({ status: 0, data: 0x101n });
    expect(read(chip, 0x212, 2)).toEqual({ status: -22, data: 0n });
    expect(read(chip, 0x214, 4)).toMatchObject({ status: expect.any(Number), data: 0n });
    expect(read(chip, 0x246, 2)).toEqual({ status: 0, data: 3n });
    expect(read(chip, 0x30, 2)).toEqual({ status: 0, data: 0x5678n });
    expect(read(chip, 0x18, 8)).toEqual({ status: 0, data: 2n ** 64n - 1n });
    expect(read(chip, 0x28, 4)).toEqual({ status: 0, data: 0x5566_7788n });
    expect(read(chip, 0x2c, 4)).toEqual({ status: 0, data: 0x1122_3344n });
    expect(write(chip, 0x230, 4, 7n)).toBe(0);
    expect(write(chip, 0x30, 1, 0x1ffn)).toBe(0);
    expect(write(chip, 0x240, 2, 1n)).toBe(-13);
    expect(seen).toEqual([
      ["table", 3, 7],
      ["loose", 0xff],
    ]);
  });

  test("finds the registers in the gaps of an array", () => {
    const seen: (readonly unknown[])[] = [];
    const chip = {
      writeTail: (index: number, value: number) => seen.push(["tail", index, value]),
      readHead: (index: number) => index,
      writeHead: (index: number, value: number) => seen.push(["head", index, value]),
      readDepth: () => 9,
    };
    const read = functionOf(calls, "readCallsChip");
    const write = functionOf(calls, "writeCallsChip");
    expect([0x300, 0x310, 0x330].map((at) => write(chip, at, 4, 5n))).toEqual([0, 0, 0]);
    expect([0x304, 0x314, 0x324].map((at) => write(chip, at, 4, 6n))).toEqual([0, 0, 0]);
    expect(seen).toEqual([
      ["tail", 0, 5],
      ["tail", 1, 5],
      ["tail", 3, 5],
      ["head", 0, 6],
      ["head", 1, 6],
      ["head", 2, 6],
    ]);
    expect(read(chip, 0x308, 2)).toEqual({ status: 0, data: 9n });
    expect(read(chip, 0x324, 4)).toEqual({ status: 0, data: 2n });
    expect(read(chip, 0x310, 4)).toEqual({ status: -13, data: 0n });
    expect(read(chip, 0x306, 2)).toEqual({ status: -22, data: 0n });
    expect(read(chip, 0x309, 2)).toEqual({ status: -22, data: 0n });
    expect(read(chip, 0x30c, 4)).toEqual({ status: -6, data: 0n });
    expect(read(chip, 0x334, 4)).toEqual({ status: -6, data: 0n });
  });
});
