// Framed protocols: which messages are taken, which are answered, and where the next one begins.

import { describe, expect, test } from "vitest";
import {
  checkVhostUserFrontEndReply,
  checkVhostUserFrontEndRequest,
  encodeVhostUserHdr,
  frameVhostUserFrontEnd,
  VhostUserFrontEndMessage,
  wantsReplyVhostUserFrontEnd,
} from "../generated/ts/vhost-user.ts";
import {
  VirtioProxyFeature,
  VirtioProxyQueue,
  virtioProxyId,
} from "../generated/ts/virtio-proxy.ts";
import { functionOf, load, tortureModel } from "./ts/load.ts";

const calls = (await load(tortureModel())).get("calls")!;

/** A header of the framed protocol among the torture specs. */
function header(change: object): DataView {
  const view = new DataView(new ArrayBuffer(12));
  const plain = { op: 2, reply: false, quiet: false, failed: false, length: 16, token: 5 };
  functionOf(calls, "encodeCallsHead")({ ...plain, ...change }, view);
  return view;
}

describe("a request", () => {
  const check = functionOf(calls, "checkCallsFramedRequest");

  test("of every kind is taken", () => {
    expect(() => check(header({ op: 1, length: 12 }), 0, 0)).not.toThrow();
    expect(() => check(header({}), 4, 1)).not.toThrow();
    expect(() => check(header({ length: 48 }), 36, 3)).not.toThrow();
    expect(() => check(header({ op: 40000, length: 20 }), 8, 0)).not.toThrow();
  });

  const bad: readonly [string, object, number, number, string][] = [
    ["an unknown code", { op: 9 }, 4, 1, "CallsHead.op cannot be 9"],
    ["a reply", { reply: true }, 4, 1, "CallsHead.reply"],
    ["another length", {}, 5, 1, "CallsHead.length must be 17, is 16"],
    ["too short a body", { length: 15 }, 3, 1, "put has 4 to 36 bytes, not 3"],
    ["too long a body", { length: 49 }, 37, 1, "put has 4 to 36 bytes, not 37"],
    ["no descriptor", {}, 4, 0, "put has 1 to 3 handles, not 0"],
    ["too many descriptors", {}, 4, 4, "put has 1 to 3 handles, not 4"],
  ];
  test.each(bad)("with %s is refused", (_, change, size, handles, text) => {
    expect(() => check(header(change), size, handles)).toThrow(RangeError);
    expect(() => check(header(change), size, handles)).toThrow(text);
  });

  test("of another version, or cut short, is refused", () => {
    const view = header({});
    view.setUint8(2, view.getUint8(2) & 0xfe);
    expect(() => check(view, 4, 1)).toThrow("CallsHead.version");
    expect(() => check(new DataView(new ArrayBuffer(11)), 0, 0)).toThrow(
      "CallsHead needs 12 bytes, have 11",
    );
  });
});

describe("a reply", () => {
  const check = functionOf(calls, "checkCallsFramedReply");
  const request = header({});

  test("that fits the request is taken", () => {
    expect(() => check(header({ reply: true, length: 20 }), request, 8, 0)).not.toThrow();
  });

  test("that does not is refused", () => {
    expect(() => check(header({ length: 20 }), request, 8, 0)).toThrow("CallsHead.reply");
    expect(() => check(header({ reply: true, length: 20, op: 1 }), request, 8, 0)).toThrow(
      "CallsHead.op",
    );
    expect(() => check(header({ reply: true, length: 20, token: 6 }), request, 8, 0)).toThrow(
      "CallsHead.token",
    );
    expect(() => check(header({ reply: true, length: 19 }), request, 7, 0)).toThrow(
      "put has 8 to 8 bytes",
    );
    expect(() => check(header({ reply: true, length: 20 }), request, 8, 1)).toThrow("handles");
    const shout = header({ op: 3 });
    expect(() => check(header({ op: 3, reply: true, length: 20 }), shout, 8, 0)).toThrow(
      "CallsHead.op cannot be 3",
    );
  });

  test("that says that it failed has no body", () => {
    const failed = { reply: true, failed: true };
    expect(() => check(header({ ...failed, length: 12 }), request, 0, 0)).not.toThrow();
    expect(() => check(header({ ...failed, length: 20 }), request, 8, 0)).toThrow(
      "a failure has 0 to 0 bytes",
    );
  });

  test("is awaited or not, as the request says", () => {
    const wants = functionOf(calls, "wantsReplyCallsFramed");
    expect(wants(header({ op: 1 }))).toBe(true);
    expect(wants(header({}))).toBe(true);
    expect(wants(header({ quiet: true }))).toBe(false);
    expect(wants(header({ op: 3 }))).toBe(false);
    expect(wants(header({ op: 99 }))).toBe(false);
    const command = new DataView(new ArrayBuffer(32));
    expect(functionOf(calls, "wantsReplyCallsWire")(command)).toBe(false);
    command.setUint8(1, 0x10);
    expect(functionOf(calls, "wantsReplyCallsWire")(command)).toBe(true);
  });
});

describe("a stream", () => {
  const frame = functionOf(calls, "frameCallsFramed");

  test("says how long the next message is, as soon as its header is there", () => {
    expect(frame(new DataView(new ArrayBuffer(0)))).toBe(undefined);
    expect(frame(new DataView(new ArrayBuffer(11)))).toBe(undefined);
    expect(frame(header({ length: 12 }))).toBe(12);
    expect(frame(header({ length: 48 }))).toBe(48);
    expect(functionOf(calls, "frameCallsWire")(new DataView(new ArrayBuffer(0)))).toBe(32);
  });

  test.each([0, 11, 49, 0xffff_ffff])("is lost at a message of %d bytes", (length) => {
    expect(() => frame(header({ length }))).toThrow(`a message has 12 to 48 bytes, not ${length}`);
  });
});

describe("a header's fixed fields", () => {
  const right = (): DataView => {
    const view = new DataView(new ArrayBuffer(8));
    functionOf(calls, "encodeCallsFixedHead")(
      { sync: { up: true, magic: 0x5aa5 }, op: 1, version: 2, length: 0 },
      view,
    );
    return view;
  };
  const frame = functionOf(calls, "frameCallsSynced");
  const request = functionOf(calls, "checkCallsSyncedRequest");
  const reply = functionOf(calls, "checkCallsSyncedReply");

  test("are taken as they must be", () => {
    expect(frame(right())).toBe(8);
    expect(() => request(right(), 0, 0)).not.toThrow();
    expect(() => reply(right(), right(), 0, 0)).not.toThrow();
  });

  test.each([
    [0, "CallsFixedHead.sync.magic"],
    [2, "CallsFixedHead.sync.up"],
    [5, "CallsFixedHead.version"],
  ])("at byte %d are refused otherwise", (at, name) => {
    const wrong = right();
    wrong.setUint8(at, wrong.getUint8(at) ^ 1);
    expect(() => frame(wrong)).toThrow(name);
    expect(() => request(wrong, 0, 0)).toThrow(name);
    expect(() => reply(wrong, right(), 0, 0)).toThrow(name);
  });
});

test("a shipped protocol with descriptors", () => {
  const view = new DataView(new ArrayBuffer(12));
  const plain = { reply: false, needReply: true, size: 8 + 32 };
  encodeVhostUserHdr({ ...plain, request: VhostUserFrontEndMessage.setMemTable }, view);
  expect(frameVhostUserFrontEnd(view)).toBe(52);
  expect(wantsReplyVhostUserFrontEnd(view)).toBe(true);
  expect(() => checkVhostUserFrontEndRequest(view, 40, 1)).not.toThrow();
  expect(() => checkVhostUserFrontEndRequest(view, 40, 9)).toThrow("set_mem_table has");
  const reply = new DataView(new ArrayBuffer(12));
  encodeVhostUserHdr(
    { ...plain, request: VhostUserFrontEndMessage.setMemTable, reply: true, size: 8 },
    reply,
  );
  expect(() => checkVhostUserFrontEndReply(reply, view, 8, 0)).not.toThrow();
});

test("a shipped device's numbers", () => {
  expect(virtioProxyId).toBe(63);
  expect(VirtioProxyQueue).toEqual({ calls: 0, events: 1, replies: 2 });
  expect(VirtioProxyFeature.msi).toBe(2);
});
