// Calls as messages, and slots and messages as calls: the two builds do the same, and nothing
// that comes from the other side does harm.

import { describe, expect, test } from "vitest";
import { dispatchKvmIoregionfd, decodeKvmIoregionfdResp, encodeKvmIoregionfdCmd } from "../generated/ts/kvm-ioregionfd.ts";
import { dispatchAcrnHsmIoRequest } from "../generated/ts/acrn-hsm.ts";
import * as wire from "../generated/ts/hypershim.ts";
import { forwardIoBackend, forwardIoHost, serveIoBackend, serveIoHost, type IoBackend, type IoHost } from "../generated/ts/io-backend.ts";
import {
  decodeXenIoreq, dispatchXenIoreq, encodeXenIoreq, getXenIoreqState, XenIoreqDirection,
  XenIoreqState, XenIoreqType, type XenIoreq,
} from "../generated/ts/xen-ioreq.ts";
import { functionOf, hexOf, load, tortureModel } from "./ts/load.ts";
import { randomFrom } from "./ts/values.ts";

type Call = readonly unknown[];

/** A backend that notes its calls; memory is a function of the address. */
function device(calls: Call[] = []): IoBackend {
  return {
    async read(...call) {
      calls.push(["read", ...call]);
      return 0xf0e0d0c0b0a09080n + BigInt(call[1]);
    },
    async write(...call) {
      calls.push(["write", ...call]);
    },
    async invalidate() {
      calls.push(["invalidate"]);
    },
    async gone(...call) {
      calls.push(["gone", ...call]);
    },
    async configure(...call) {
      calls.push(["configure", ...call]);
    },
  };
}

/** A backend all of whose operations fail. */
function broken(error: unknown): IoBackend {
  const fail = (): Promise<never> => Promise.reject(error);
  return { read: fail, write: fail, invalidate: fail, gone: fail, configure: fail };
}

const regions: wire.Regions = [
  { id: 7, space: 0, base: 0x1000n, length: 0x100n },
  { id: 8, space: 0, base: 0x2000n, length: 8n },
  { id: 9, space: 1, base: 0x60n, length: 5n },
];

const idle: XenIoreq = {
  addr: 0x1010, data: 0x1122334455667788n, count: 1, size: 4, vpEport: 3, state: XenIoreqState.ready,
  dataIsPtr: false, dir: XenIoreqDirection.read, df: false, type: XenIoreqType.copy,
};

/** A page with one request in it. */
function pageWith(request: Partial<XenIoreq>): DataView {
  const page = new DataView(new ArrayBuffer(4096));
  encodeXenIoreq({ ...idle, ...request }, page, 64);
  return page;
}

describe("a slot", () => {
  test("becomes a call, and takes the masked result", async () => {
    const calls: Call[] = [];
    const page = pageWith({});
    expect(await dispatchXenIoreq(page, 64, device(calls), regions)).toBe(0);
    expect(calls).toEqual([["read", 7, 0x10, 4]]);
    expect(decodeXenIoreq(page, 64)).toEqual({ ...idle, state: XenIoreqState.respReady, data: 0xb0a09090n });
  });

  test("hands over only the bytes that count", async () => {
    const calls: Call[] = [];
    const page = pageWith({ dir: XenIoreqDirection.write, size: 2, type: XenIoreqType.pio, addr: 0x61 });
    expect(await dispatchXenIoreq(page, 64, device(calls), regions)).toBe(0);
    expect(calls).toEqual([["write", 9, 1, 2, 0x7788n]]);
    expect(decodeXenIoreq(page, 64).data).toBe(idle.data);
  });

  test.each([XenIoreqState.none, XenIoreqState.inprocess, XenIoreqState.respReady, 9])(
    "in state %d is left alone",
    async (state) => {
      const page = pageWith({ state });
      const before = hexOf(page);
      expect(await dispatchXenIoreq(page, 64, device(), regions)).toBe(-11);
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
    ["a width that is none", { size: 3 }, -22, 0xffffffn],
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
    for (const poison of [(page: DataView) => page.setUint32(68, 0xffff_ffff, true), (page: DataView) => page.setUint8(95, 99)]) {
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
    expect(decodeXenIoreq(page, 64)).toMatchObject({ state: XenIoreqState.respReady, data: 0xffff_ffffn });
  });

  test("whose backend throws at once, or answers with no bigint, is completed as well", async () => {
    const silly = { ...device(), read: () => { throw new TypeError("at once"); } } as unknown as IoBackend;
    const wrong = { ...device(), read: async () => "text" } as unknown as IoBackend;
    for (const backend of [silly, wrong]) {
      const page = pageWith({});
      expect(await dispatchXenIoreq(page, 64, backend, regions)).toBe(-5);
      expect(decodeXenIoreq(page, 64)).toMatchObject({ state: XenIoreqState.respReady, data: 0xffff_ffffn });
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
  const command = { cmd: 0, sizeExponent: 2, resp: true, userData: 7n, offset: 0x10, data: 0n } as const;
  const dispatch = async (change: object, backend = device(), poison = (_: DataView): void => {}): Promise<[number, bigint]> => {
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
    expect(await dispatch({}, device(), (request) => request.setUint8(0, 77))).toEqual([-95, 2n ** 64n - 1n]);
    expect(await dispatch({}, device(), (request) => request.setUint32(20, 0xffff_ffff, true))).toEqual([-6, 0xffff_ffffn]);
    expect(await dispatch({}, broken(new Error("no")))).toEqual([-5, 0xffff_ffffn]);
  });

  test("of another size is refused", async () => {
    const short = new DataView(new ArrayBuffer(31));
    const reply = new DataView(new ArrayBuffer(32));
    await expect(dispatchKvmIoregionfd(short, reply, device(), regions)).rejects.toThrow("KvmIoregionfdCmd needs 32 bytes, have 31");
  });
});

describe("forward and serve", () => {
  test("together are the backend itself: same calls, same bytes in the slot", async () => {
    const random = randomFrom(11);
    for (let round = 0; round < 200; round++) {
      const request = {
        addr: [0x1000, 0x10f8, 0x2000, 0x61, 0x3000][Math.floor(random() * 5)]!,
        size: [1, 2, 4, 8, 3][Math.floor(random() * 5)]!,
        dir: random() < 0.5 ? 0 : 1,
        type: [XenIoreqType.pio, XenIoreqType.copy, XenIoreqType.pciConfig, XenIoreqType.invalidate][
          Math.floor(random() * 4)
        ]!,
        data: BigInt(Math.floor(random() * 2 ** 50)) << 13n,
      } as const;
      const near: Call[] = [];
      const far: Call[] = [];
      const [direct, proxied] = [pageWith(request), pageWith(request)];
      const failing = random() < 0.2 ? broken(wire.operationError(19, "gone")) : undefined;
      const one = await dispatchXenIoreq(direct, 64, failing ?? device(near), regions);
      const two = await dispatchXenIoreq(proxied, 64, forwardIoBackend(serveIoBackend(failing ?? device(far))), regions);
      expect(two).toBe(one);
      expect(far).toEqual(near);
      expect(hexOf(proxied)).toBe(hexOf(direct));
    }
  });

  test("carry every operation, handles and variable values", async () => {
    const calls: Call[] = [];
    const host = new Proxy({} as IoHost, {
      get: (_, name) => async (...call: unknown[]) => {
        calls.push([name, ...call]);
        const results: Record<string, unknown> = {
          claim: 5, map: { memory: 33, offset: 4096 }, allocateMmioSpace: 2n ** 63n, allocateIrqLine: 9,
          getParameter: Uint8Array.of(47, 100), bindIrq: 12, bindKick: 13,
        };
        return results[String(name)];
      },
    });
    const far = forwardIoHost(serveIoHost(host));
    expect(await far.claim(1, 2n ** 64n - 1n, 4096, 1)).toBe(5);
    expect(await far.map(1n, 2, 3)).toEqual({ memory: 33, offset: 4096 });
    expect(await far.allocateMmioSpace(1, 2)).toBe(2n ** 63n);
    expect(await far.getParameter(Uint8Array.of(102))).toEqual(Uint8Array.of(47, 100));
    expect(await far.bindKick(1, 2, 0, 3n)).toBe(13);
    expect(await far.setIrq(4, true)).toBe(undefined);
    expect(calls).toEqual([
      ["claim", 1, 2n ** 64n - 1n, 4096, 1], ["map", 1n, 2, 3], ["allocateMmioSpace", 1, 2],
      ["getParameter", Uint8Array.of(102)], ["bindKick", 1, 2, 0, 3n], ["setIrq", 4, true],
    ]);
  });

  test("carry errors by number", async () => {
    const far = forwardIoBackend(serveIoBackend(broken(wire.operationError(28, "full"))));
    await expect(far.read(1, 2, 4)).rejects.toMatchObject({ errno: 28 });
    const vague = forwardIoBackend(serveIoBackend(broken("anything")));
    await expect(vague.write(1, 2, 4, 5n)).rejects.toMatchObject({ errno: 5 });
    await expect(vague.gone(0)).resolves.toBe(undefined);
  });
});

describe("a hostile request is answered with a status", () => {
  const serve = serveIoBackend(device());
  const read = { operation: 1, body: new Uint8Array(24), handles: [] };
  const withSize = (size: number): Uint8Array => {
    const body = new Uint8Array(24);
    body[16] = size;
    return body;
  };
  const requests: readonly [string, wire.RpcMessage, number][] = [
    ["an operation that is none", { ...read, operation: 77 }, 38],
    ["operation -1", { ...read, operation: -1 }, 38],
    ["no body", { ...read, body: new Uint8Array(0) }, 71],
    ["a short body", { ...read, body: new Uint8Array(23) }, 71],
    ["a long body", { ...read, body: new Uint8Array(25) }, 22],
    ["a handle too many", { ...read, handles: [3] }, 71],
    ["a size that is not allowed", { ...read, body: withSize(3) }, 22],
    ["an offset beyond 2^53", { ...read, body: withSize(4).fill(0xff, 8, 16) }, 22],
  ];
  test.each(requests)("%s", async (_, request, status) => {
    const reply = await serve(request);
    expect(reply?.operation).toBe(request.operation);
    expect(reply?.handles).toEqual([]);
    expect(new DataView(reply!.body.buffer).getUint32(0, true)).toBe(status);
  });

  test("but one-way operations never", async () => {
    expect(await serve({ operation: 4, body: new Uint8Array(9), handles: [1] })).toBe(undefined);
  });

  test("that says it is longer than it is", async () => {
    const far = serveIoHost({} as IoHost);
    const body = Uint8Array.of(0xff, 0xff, 0xff, 0xff, 1);
    const reply = await far({ operation: 9, body, handles: [] });
    expect(new DataView(reply!.body.buffer).getUint32(0, true)).toBe(22);
  });
});

describe("a hostile reply is an error", () => {
  const replies: readonly [string, Partial<wire.RpcMessage> | undefined, number][] = [
    ["none", undefined, 71],
    ["to another operation", { operation: 2 }, 71],
    ["without a status", { body: new Uint8Array(3) }, 71],
    ["that is short", { body: new Uint8Array(8) }, 71],
    ["that is long", { body: new Uint8Array(32) }, 71],
    ["with a handle", { handles: [1] }, 71],
    ["with a status that is no errno", { body: Uint8Array.of(0, 0, 0, 1) }, 71],
    ["with only a status", { body: Uint8Array.of(13, 0, 0, 0) }, 13],
  ];
  test.each(replies)("%s", async (_, change, errno) => {
    const good = { operation: 1, body: new Uint8Array(16), handles: [] };
    const far = forwardIoBackend(async () => (change === undefined ? undefined : { ...good, ...change }));
    await expect(far.read(1, 2, 4)).rejects.toMatchObject({ errno });
  });
});

describe("the torture specs' calls", async () => {
  const modules = await load(tortureModel());
  const odd = modules.get("odd-names")!;
  const calls = modules.get("calls")!;

  test("travel with names that are TypeScript's own", async () => {
    const target = {
      call: async (...given: unknown[]) => ({ target: -1, answer: given.length }),
      function: async (body: bigint, bytes: Uint8Array) => Uint8Array.of(...bytes, Number(body)),
      swap: async (from: number, target: number) => ({ to: target, with: from }),
      arguments: async () => undefined,
      big: async (value: number, wide: bigint, width: number) => ({ same: value, masked: Number(wide) + width }),
    };
    const serve = functionOf(odd, "serveOddNamesTarget")(target);
    const far = functionOf(odd, "forwardOddNamesTarget")(serve) as typeof target;
    expect(await far.call(1, 2, true, 3)).toEqual({ target: -1, answer: 4 });
    expect(await far.function(1n, Uint8Array.of(7))).toEqual(Uint8Array.of(7, 1));
    expect(await far.swap(3, 4)).toEqual({ to: 4, with: 3 });
    expect(await far.big(-5, 0x1ffn, 1)).toEqual({ same: -5, masked: 0 });
    await expect(far.big(0, 0n, 0)).rejects.toMatchObject({ errno: 22 });
    await expect(far.big(0, 0n, 9)).rejects.toMatchObject({ errno: 22 });
    await expect(far.big(2 ** 53, 0n, 1)).rejects.toThrow("not a whole number");
    await expect(far.function(5n, Uint8Array.of())).rejects.toThrow("cannot be 5");
    await expect(far.function(1n, new Uint8Array(9))).rejects.toThrow("at most 8 items");
  });

  test("find their case in a big-endian unit, and values that do not fit are refused", async () => {
    const seen: Call[] = [];
    const backend = {
      read: async (...call: unknown[]) => { seen.push(call); return 1n; },
      write: async (...call: unknown[]) => { seen.push(call); },
      reset: async () => { seen.push([]); },
    };
    const dispatch = functionOf(calls, "dispatchCallsSlot");
    const encode = functionOf(calls, "encodeCallsSlot");
    const slot = { address: 0x1000n, data: 5n, size: 2n, phase: 1, write: false, kind: 0, tries: 0, note: new Uint8Array(4) };
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
