// Slots and messages as calls: whatever the other side puts in, a guest gets its answer.

import { describe, expect, test } from "vitest";
import { dispatchAcrnHsmIoRequest } from "../generated/ts/acrn-hsm.ts";
import * as wire from "../generated/ts/hypershim.ts";
import type { IoBackend } from "../generated/ts/io-backend.ts";
import {
  decodeKvmIoregionfdResp,
  dispatchKvmIoregionfd,
  encodeKvmIoregionfdCmd,
} from "../generated/ts/kvm-ioregionfd.ts";
import {
  decodeXenIoreq,
  dispatchXenIoreq,
  getXenIoreqState,
  XenIoreqDirection,
  XenIoreqState,
  XenIoreqType,
  type XenIoreq,
} from "../generated/ts/xen-ioreq.ts";
import { broken, device, idle, pageWith, regions, type Call } from "./ts/backends.ts";
import { functionOf, hexOf, load, tortureModel } from "./ts/load.ts";

describe("a slot", () => {
  test("becomes a call, and takes the masked result", async () => {
    const calls: Call[] = [];
    const page = pageWith({});
    expect(await dispatchXenIoreq(page, 64, device(calls), regions)).toBe(0);
    expect(calls).toEqual([["read", 7, 0x10, 4]]);
    expect(decodeXenIoreq(page, 64)).toEqual({
      ...idle,
      state: XenIoreqState.respReady,
      data: 0xb0a09090n,
    });
  });

  test("hands over only the bytes that count", async () => {
    const calls: Call[] = [];
    const page = pageWith({
      dir: XenIoreqDirection.write,
      size: 2,
      type: XenIoreqType.pio,
      addr: 0x61,
    });
    expect(await dispatchXenIoreq(page, 64, device(calls), regions)).toBe(0);
    expect(calls).toEqual([["write", 9, 1, 2, 0x7788n]]);
    expect(decodeXenIoreq(page, 64).data).toBe(idle.data);
  });

  test.each([
    [XenIoreqState.none, -11],
    [XenIoreqState.inprocess, -11],
    [XenIoreqState.respReady, -11],
    [9, -71],
  ])(
    "in state %d is left alone",
    async (state, status) => {
      const page = pageWith({ state });
      const before = hexOf(page);
      expect(await dispatchXenIoreq(page, 64, device(), regions)).toBe(status);
      expect(hexOf(page)).toBe(before);
    },
  );

  test("is taken while the backend works, and cannot be taken twice", async () => {
    const page = pageWith({});
    const backend = device();
    const seen: number[] = [];
    backend.read = async () => {
      seen.push(getXenIoreqState(page, 64), await dispatchXenIoreq(page, 64, device(), regions));
      return 0n;
    };
    await dispatchXenIoreq(page, 64, backend, regions);
    expect(seen).toEqual([XenIoreqState.inprocess, -11]);
    expect(getXenIoreqState(page, 64)).toBe(XenIoreqState.respReady);
  });

  test("is read once: what the other side changes meanwhile changes nothing", async () => {
    const page = pageWith({ dir: XenIoreqDirection.read });
    const backend = device();
    backend.read = async () => {
      page.setUint32(64 + 20, 1, true);
      page.setUint32(64, 0xffff, true);
      return 0x1122334455667788n;
    };
    expect(await dispatchXenIoreq(page, 64, backend, regions)).toBe(0);
    expect(decodeXenIoreq(page, 64).data).toBe(0x55667788n);
  });

  const bad: readonly [string, Partial<XenIoreq>, number, bigint][] = [
    ["a width that is none", { size: 3 }, -22, 2n ** 64n - 1n],
    ["no width", { size: 0 }, -22, 2n ** 64n - 1n],
    ["a huge width", { size: 0xffff_ffff }, -22, 2n ** 64n - 1n],
    ["an address outside", { addr: 0x1100 }, -6, 0xffff_ffffn],
    ["an access across the end", { addr: 0x20fe, size: 4 }, -6, 0xffff_ffffn],
    ["an access across a region's end", { addr: 0x2005, size: 4 }, -6, 0xffff_ffffn],
    ["another space", { type: XenIoreqType.pio, addr: 0x1010 }, -6, 0xffff_ffffn],
    ["a call that nothing is bound to", { type: XenIoreqType.timeoffset }, -95, 2n ** 64n - 1n],
    ["repetitions", { count: 2 }, -95, 2n ** 64n - 1n],
  ];
  test.each(bad)("with %s is completed with all ones", async (_, request, status, data) => {
    const calls: Call[] = [];
    const page = pageWith(request);
    expect(await dispatchXenIoreq(page, 64, device(calls), regions)).toBe(status);
    expect(calls).toEqual([]);
    const slot = decodeXenIoreq(page, 64);
    expect([slot.state, slot.data]).toEqual([XenIoreqState.respReady, data]);
  });

  test("with an address beyond 2^53 and a type that is none is completed, too", async () => {
    for (const poison of [
      (page: DataView) => page.setUint32(68, 0xffff_ffff, true),
      (page: DataView) => page.setUint8(95, 99),
    ]) {
      const page = pageWith({});
      poison(page);
      expect(await dispatchXenIoreq(page, 64, device(), regions)).toBeLessThan(0);
      expect(getXenIoreqState(page, 64)).toBe(XenIoreqState.respReady);
      expect(page.getUint32(72, true)).toBe(0xffff_ffff);
    }
  });

  const errors: readonly [unknown, number][] = [
    [new Error("no"), -5],
    [wire.operationError(16, "busy"), -16],
    [Object.assign(new Error("node"), { errno: -2 }), -2],
    [Object.assign(new Error("odd"), { errno: 0 }), -5],
    [Object.assign(new Error("odd"), { errno: 1e9 }), -5],
    ["text", -5],
    [undefined, -5],
  ];
  test.each(errors)("whose backend throws %s is completed with all ones", async (error, status) => {
    const page = pageWith({});
    expect(await dispatchXenIoreq(page, 64, broken(error), regions)).toBe(status);
    expect(decodeXenIoreq(page, 64)).toMatchObject({
      state: XenIoreqState.respReady,
      data: 0xffff_ffffn,
    });
  });

  test("whose backend throws at once, or answers with text, is completed as well", async () => {
    const silly = {
      ...device(),
      read: () => {
        throw new TypeError("at once");
      },
    } as unknown as IoBackend;
    const wrong = { ...device(), read: async () => "text" } as unknown as IoBackend;
    for (const backend of [silly, wrong]) {
      const page = pageWith({});
      expect(await dispatchXenIoreq(page, 64, backend, regions)).toBe(-5);
      expect(decodeXenIoreq(page, 64)).toMatchObject({
        state: XenIoreqState.respReady,
        data: 0xffff_ffffn,
      });
    }
  });

  test("that somebody else completes keeps its state", async () => {
    const page = new DataView(new ArrayBuffer(4096));
    page.setUint32(0, 1, true);
    page.setUint32(64 + 8, 0x1010, true);
    page.setUint32(64 + 16, 8, true);
    page.setUint32(136, 2, true);
    expect(await dispatchAcrnHsmIoRequest(page, 0, device(), regions)).toBe(0);
    expect(page.getUint32(136, true)).toBe(2);
    expect(wire.readUint64LE(page, 64 + 24)).toBe(0xf0e0d0c0b0a09090n);
  });
});

describe("a message", () => {
  const command = {
    cmd: 0,
    sizeExponent: 2,
    resp: true,
    userData: 7n,
    offset: 0x10,
    data: 0n,
  } as const;
  const dispatch = async (
    change: object,
    backend = device(),
    poison = (_: DataView): void => {},
  ): Promise<[number, bigint]> => {
    const request = new DataView(new ArrayBuffer(32));
    const reply = new DataView(new ArrayBuffer(32));
    new Uint8Array(reply.buffer).fill(0xaa);
    encodeKvmIoregionfdCmd({ ...command, ...change }, request);
    poison(request);
    const status = await dispatchKvmIoregionfd(request, reply, backend, regions);
    expect(hexOf(reply).slice(16)).toBe("00".repeat(24));
    return [status, decodeKvmIoregionfdResp(reply).data];
  };

  test("becomes a call, and its reply is filled in", async () => {
    expect(await dispatch({})).toEqual([0, 0xb0a09090n]);
    expect(await dispatch({ cmd: 1, data: 0x1_0000_0001n })).toEqual([0, 0n]);
  });

  test("that makes no sense is answered with all ones", async () => {
    expect(await dispatch({ sizeExponent: 9 })).toEqual([-22, 2n ** 64n - 1n]);
    expect(await dispatch({ sizeExponent: 15 })).toEqual([-22, 2n ** 64n - 1n]);
    expect(await dispatch({ userData: 99n })).toEqual([-6, 0xffff_ffffn]);
    expect(await dispatch({ offset: 0xfd })).toEqual([-6, 0xffff_ffffn]);
    expect(await dispatch({}, device(), (request) => request.setUint8(0, 77))).toEqual([
      -95,
      2n ** 64n - 1n,
    ]);
    expect(
      await dispatch({}, device(), (request) => request.setUint32(20, 0xffff_ffff, true)),
    ).toEqual([-6, 0xffff_ffffn]);
    expect(await dispatch({}, broken(new Error("no")))).toEqual([-5, 0xffff_ffffn]);
  });

  test("of another size is refused", async () => {
    const short = new DataView(new ArrayBuffer(31));
    const reply = new DataView(new ArrayBuffer(32));
    await expect(dispatchKvmIoregionfd(short, reply, device(), regions)).rejects.toThrow(
      "KvmIoregionfdCmd needs 32 bytes, have 31",
    );
  });
});

describe("slots of the torture specs", async () => {
  const calls = (await load(tortureModel())).get("calls")!;

  test("find their case in a big-endian unit, and values that do not fit are refused", async () => {
    const seen: Call[] = [];
    const backend = {
      read: async (...call: unknown[]) => {
        seen.push(call);
        return 1n;
      },
      write: async (...call: unknown[]) => {
        seen.push(call);
      },
      reset: async () => {
        seen.push([]);
      },
    };
    const dispatch = functionOf(calls, "dispatchCallsSlot");
    const encode = functionOf(calls, "encodeCallsSlot");
    const slot = {
      address: 0x1000n,
      data: 5n,
      size: 2n,
      phase: 1,
      write: false,
      kind: 0,
      tries: 0,
      note: new Uint8Array(4),
    };
    const run = async (change: object): Promise<unknown> => {
      const view = new DataView(new ArrayBuffer(32));
      encode({ ...slot, ...change }, view, 0);
      const status = await dispatch(view, 0, backend, regions);
      expect(functionOf(calls, "getCallsSlotPhase")(view, 0)).toBe(3);
      return status;
    };
    expect(await run({})).toBe(0);
    expect(await run({ kind: 1, tries: 8, address: 0x60n })).toBe(0);
    expect(await run({ kind: 1, tries: 9 })).toBe(-95);
    expect(await run({ write: true, data: 2n ** 64n - 1n })).toBe(0);
    expect(await run({ kind: 7 })).toBe(0);
    expect(await run({ size: 2n ** 63n })).toBe(-22);
    expect(seen).toEqual([[7, 0, 2], [9, 0, 2], [7, 0, 2, 0xffffn], []]);
  });
});
