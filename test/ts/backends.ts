// Backends and requests for the tests of calls.

import type * as wire from "../../generated/ts/hypershim.ts";
import type { IoBackend } from "../../generated/ts/io-backend.ts";
import {
  encodeXenIoreq,
  XenIoreqDirection,
  XenIoreqState,
  XenIoreqType,
  type XenIoreq,
} from "../../generated/ts/xen-ioreq.ts";

/** What a backend was called with. */
export type Call = readonly unknown[];

/** A backend that notes its calls; memory is a function of the address. */
export function device(calls: Call[] = []): IoBackend {
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
export function broken(error: unknown): IoBackend {
  const fail = (): Promise<never> => Promise.reject(error);
  return { read: fail, write: fail, invalidate: fail, gone: fail, configure: fail };
}

/** Regions in two address spaces. */
export const regions: wire.Regions = [
  { id: 7, space: 0, base: 0x1000n, length: 0x100n },
  { id: 8, space: 0, base: 0x2000n, length: 8n },
  { id: 9, space: 1, base: 0x60n, length: 5n },
];

/** A load of four bytes that waits for its answer. */
export const idle: XenIoreq = {
  addr: 0x1010,
  data: 0x1122334455667788n,
  count: 1,
  size: 4,
  vpEport: 3,
  state: XenIoreqState.ready,
  dataIsPtr: false,
  dir: XenIoreqDirection.read,
  df: false,
  type: XenIoreqType.copy,
};

/** A page with one request in it. */
export function pageWith(request: Partial<XenIoreq>): DataView {
  const page = new DataView(new ArrayBuffer(4096));
  encodeXenIoreq({ ...idle, ...request }, page, 64);
  return page;
}
