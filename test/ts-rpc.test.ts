// Calls as messages: forward and serve together are the backend itself, and hostile messages do
// no harm.

import { describe, expect, test } from "vitest";
import { ts } from "../generator/emit/ts/index.ts";
import * as wire from "../generated/ts/hypershim.ts";
import {
  forwardIoBackend,
  forwardIoHost,
  serveIoBackend,
  serveIoHost,
  type IoHost,
} from "../generated/ts/io-backend.ts";
import { dispatchXenIoreq, XenIoreqType } from "../generated/ts/xen-ioreq.ts";
import { broken, device, pageWith, regions, type Call } from "./ts/backends.ts";
import { functionOf, hexOf, load, tortureModel } from "./ts/load.ts";
import { randomFrom } from "./ts/values.ts";

describe("forward and serve", () => {
  test("together are the backend itself: same calls, same bytes in the slot", async () => {
    const random = randomFrom(11);
    for (let round = 0; round < 200; round++) {
      const request = {
        addr: [0x1000, 0x10f8, 0x2000, 0x61, 0x3000][Math.floor(random() * 5)]!,
        size: [1, 2, 4, 8, 3][Math.floor(random() * 5)]!,
        dir: random() < 0.5 ? 0 : 1,
        type: [
          XenIoreqType.pio,
          XenIoreqType.copy,
          XenIoreqType.pciConfig,
          XenIoreqType.invalidate,
        ][Math.floor(random() * 4)]!,
        data: BigInt(Math.floor(random() * 2 ** 50)) << 13n,
      } as const;
      const near: Call[] = [];
      const far: Call[] = [];
      const [direct, proxied] = [pageWith(request), pageWith(request)];
      const failing = random() < 0.2 ? broken(wire.operationError(19, "gone")) : undefined;
      const one = await dispatchXenIoreq(direct, 64, failing ?? device(near), regions);
      const two = await dispatchXenIoreq(
        proxied,
        64,
        forwardIoBackend(serveIoBackend(failing ?? device(far))),
        regions,
      );
      expect(two).toBe(one);
      expect(far).toEqual(near);
      expect(hexOf(proxied)).toBe(hexOf(direct));
    }
  });

  test("carry every operation, handles and variable values", async () => {
    const calls: Call[] = [];
    const host = new Proxy({} as IoHost, {
      get:
        (_, name) =>
        async (...call: unknown[]) => {
          calls.push([name, ...call]);
          const results: Record<string, unknown> = {
            claim: 5,
            map: { memory: 33, offset: 4096 },
            allocateMmioSpace: 2n ** 63n,
            allocateIrqLine: 9,
            getParameter: Uint8Array.of(47, 100),
            bindIrq: 12,
            bindKick: 13,
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
      ["claim", 1, 2n ** 64n - 1n, 4096, 1],
      ["map", 1n, 2, 3],
      ["allocateMmioSpace", 1, 2],
      ["getParameter", Uint8Array.of(102)],
      ["bindKick", 1, 2, 0, 3n],
      ["setIrq", 4, true],
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
    ["a long body", { ...read, body: new Uint8Array(25) }, 71],
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
    expect(new DataView(reply!.body.buffer).getUint32(0, true)).toBe(71);
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
    const far = forwardIoBackend(async () =>
      change === undefined ? undefined : { ...good, ...change },
    );
    await expect(far.read(1, 2, 4)).rejects.toMatchObject({ errno });
  });
});

describe("the torture specs' calls", async () => {
  const modules = await load(tortureModel());
  const odd = modules.get("odd-names")!;

  test("travel with names that are TypeScript's own", async () => {
    const target = {
      call: async (...given: unknown[]) => ({ target: -1, answer: given.length }),
      function: async (body: bigint, bytes: Uint8Array) => Uint8Array.of(...bytes, Number(body)),
      swap: async (from: number, target: number) => ({ to: target, with: from }),
      arguments: async () => undefined,
      big: async (value: number, wide: bigint, width: number) => ({
        same: value,
        masked: Number(wide) + width,
      }),
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
});

describe("a caller", () => {
  const all = load(tortureModel());
  type Thenable = Record<"new$" | "then$", (...given: unknown[]) => Promise<unknown>>;
  const caller = async (target: object): Promise<Thenable> => {
    const names = (await all).get("odd-names")!;
    const call = functionOf(names, "serveOddNamesThenable")(target);
    return functionOf(names, "forwardOddNamesThenable")(call) as Thenable;
  };

  test("with operations `new` and `then` can be awaited and called", async () => {
    const far = await caller({ new$: async (given: number) => given + 1, then$: async () => {} });
    expect(await far.new$(255, -1n)).toBe(256);
    expect(await far.then$()).toBe(undefined);
  });

  test.each([256, -1, 1.5, NaN])("that is given %d for a byte refuses it", async (value) => {
    const far = await caller({ new$: async () => 0 });
    const refused = expect(far.new$(value, 0n)).rejects;
    await refused.toThrow(RangeError);
    await expect(far.new$(value, 0n)).rejects.toThrow("OddNamesThenable.new$: default");
    await expect(far.new$(0, 1n << 63n)).rejects.toThrow("OddNamesThenable.new$: wide");
  });

  test("is not answered with a result that was cut off", async () => {
    const far = await caller({ new$: async () => 65536 });
    await expect(far.new$(0, 0n)).rejects.toMatchObject({ errno: 5 });
  });

  test("learns which operation failed, and how", async () => {
    const far = await caller({
      new$: () => Promise.reject(wire.operationError(3, "")),
      then$: () => Promise.reject(wire.operationError(16, "")),
    });
    await expect(far.new$(0, 0n)).rejects.toThrow("OddNamesThenable.new$ failed: error 3");
    await expect(far.then$()).rejects.toThrow("OddNamesThenable.then$ failed: tooLate");
    const failure = await far.then$().catch((error: unknown) => error);
    expect(failure).not.toHaveProperty("cause");
  });
});

test("numbers and names in capitals keep their radix and become camel case", () => {
  const text = ts.emit(tortureModel()).find(({ path }) => path === "odd-names.ts")!.text;
  expect(text).toContain("ready: 0x10,\n  inProcess: 2,");
  expect(text).toContain("export const oddNamesMaxSize = 0x5aa5;");
});
