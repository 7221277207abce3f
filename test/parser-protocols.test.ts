// The grammar, construct by construct: rings, states, registers and everything that is said.

import { describe, expect, test } from "vitest";
import { annotated, declare, field, named, plain } from "./parsing.ts";

describe("rings", () => {
  test("with indices of both sides", () => {
    const declaration = declare(`shared ring page of slot[511] size 4096 {
      r: u32 consumer backend;
      w: u32 at 4 producer host;
      reserved: u32;
      indices free_running folded by host;
    }`);
    expect(plain(declaration)).toEqual({
      kind: "ring", shared: true, name: "page", slot: named("slot"), capacity: 511n, size: 4096n,
      members: [
        field("r", named("u32"), { role: { kind: "consumer", party: "backend" } }),
        field("w", named("u32"), { at: 4n, role: { kind: "producer", party: "host" } }),
        { kind: "reserved", type: named("u32") },
      ],
      indices: { mode: "free_running", foldedBy: "host" },
    });
  });

  test("without capacity, with named slots", () => {
    const declaration = declare(`ring avail of u16[] {
      flags: u16;
      slots: u16;
      indices: u8;
      /// The slots.
      slots all;
      indices masked;
    }`);
    expect(plain(declaration)).toEqual({
      kind: "ring", shared: false, name: "avail", slot: named("u16"),
      members: [
        field("flags", named("u16")),
        field("slots", named("u16")),
        field("indices", named("u8")),
        { kind: "slots", name: "all", doc: "The slots." },
      ],
      indices: { mode: "masked" },
    });
  });
});

test("states", () => {
  const declaration = declare(`states m.ioreq.state {
    initial none;
    initial -> ready: host;
    * -> none: backend;
  }`);
  expect(plain(declaration)).toEqual({
    kind: "states", field: "m.ioreq.state", initial: "none",
    transitions: [
      { from: "initial", to: "ready", party: "host" },
      { to: "none", party: "backend" },
    ],
  });
});

test("registers", () => {
  const register = (offset: unknown, name: string, type: unknown, more: object = {}): object => ({
    offset, name, type, halves: false, widths: [], ...more,
  });
  const array = (element: string, length: bigint): object => ({
    kind: "array", element: named(element), length,
  });
  const access = (mode: string): object => ({ access: { mode } });
  const entry = { high: 0n, low: 0n, reserved: false, name: "a" };
  const bits = { kind: "bits", storage: "u32", entries: [entry] };
  const declaration = declare(`registers map size 0x200 {
    0x000 magic: u32 ro = 0x74;
    0x060 status: bits u32 ro { [0] a; }
    0x064 later: bits u32 { [0] a; } wo;
    0x080 desc: u64 wo as halves;
    0x100 config: u8[0x100] rw widths 1, 2, 4;
    base entry: u32[4] rw stride 16 @since("2");
    0x010 none: u32;
  }`);
  expect(plain(declaration)).toEqual({
    kind: "registers", name: "map", size: 0x200n,
    registers: [
      register(0n, "magic", named("u32"), { ...access("ro"), fixed: 0x74n }),
      register(0x60n, "status", bits, access("ro")),
      register(0x64n, "later", bits, access("wo")),
      register(0x80n, "desc", named("u64"), { ...access("wo"), halves: true }),
      register(0x100n, "config", array("u8", 0x100n), { ...access("rw"), widths: [1n, 2n, 4n] }),
      register("base", "entry", array("u32", 4n), {
        ...access("rw"), stride: 16n, ...annotated("since", "2"),
      }),
      register(0x10n, "none", named("u32")),
    ],
  });
});

/** A condition as `plain` shows it. */
function condition(path: string, more: object = {}): object {
  return { field: path, negated: false, ...more };
}

/** A body of one record as `plain` shows it. */
function body(type: string, more: object = {}): object {
  return { type: named(type), ...more };
}

describe("messages", () => {
  test("without a header", () => {
    const declaration = declare("messages m on datagram { request cmd; reply resp when wanted; }");
    expect(plain(declaration)).toEqual({
      kind: "messages", name: "m", carrier: "datagram", request: body("cmd"),
      reply: { body: body("resp"), when: condition("wanted") },
      messages: [],
    });
  });

  test("with a header", () => {
    const declaration = declare(`messages m on stream {
      header hdr {
        code a.op;
        length size including header;
        id dev, token;
        is_reply kind == answer;
        error failed code number;
        where version == 1;
        where magic != 0;
      }
    }`);
    expect(plain(declaration)).toEqual({
      kind: "messages", name: "m", carrier: "stream", messages: [],
      header: {
        record: named("hdr"),
        code: "a.op",
        length: { field: "size", includesHeader: true },
        id: ["dev", "token"],
        isReply: condition("kind", { value: "answer" }),
        error: { condition: condition("failed"), code: "number" },
        where: [
          condition("version", { value: 1n }),
          condition("magic", { negated: true, value: 0n }),
        ],
      },
    });
  });

  test("with the length of the body alone, and errors without a number", () => {
    const declaration = declare("messages m on queue { header hdr { body_length n; error e; }; }");
    expect(plain(declaration)).toMatchObject({
      header: {
        length: { field: "n", includesHeader: false },
        error: { condition: condition("e") },
      },
    });
  });

  test("and their bodies, answers and descriptors", () => {
    const declaration = declare(`messages m on stream {
      get () -> u;
      set = 5 (u) -> u when need;
      table (mem, descriptors 1..8) -> u unless quiet == 1;
      fd (inflight) -> (inflight, descriptors 1..n);
      used (used);
      ping () -> ();
      fds (descriptors 0..1);
      header () -> ();
      request ();
      reply = 1 ();
      descriptors (descriptors);
    }`);
    const need = condition("need");
    const quiet = condition("quiet", { negated: true, value: 1n });
    expect(plain(declaration)).toEqual({
      kind: "messages", name: "m", carrier: "stream",
      messages: [
        { name: "get", request: {}, reply: { body: body("u") } },
        { name: "set", code: 5n, request: body("u"), reply: { body: body("u"), when: need } },
        {
          name: "table",
          request: body("mem", { descriptors: { min: 1n, max: 8n } }),
          reply: { body: body("u"), when: quiet },
        },
        {
          name: "fd",
          request: body("inflight"),
          reply: { body: body("inflight", { descriptors: { min: 1n, max: "n" } }) },
        },
        { name: "used", request: body("used") },
        { name: "ping", request: {}, reply: { body: {} } },
        { name: "fds", request: { descriptors: { min: 0n, max: 1n } } },
        { name: "header", request: {}, reply: { body: {} } },
        { name: "request", request: {} },
        { name: "reply", code: 1n, request: {} },
        { name: "descriptors", request: body("descriptors") },
      ],
    });
  });
});

test("interfaces", () => {
  const parameter = (name: string, type: unknown, more: object = {}): object => ({
    name, type, allowed: [], ...more,
  });
  const bytes = { annotations: [{ name: "bytes", arguments: ["size"] }] };
  const declaration = declare(`interface io {
    /// Reads.
    op 1 read(
      region: u32, size: u8 in (1, 2, big) /// In
      , /// bytes.
      offset: u64 @number) -> (data: u64 @bytes(size));
    oneway op 4 gone();
    op 5 map() -> (memory: handle memory) error host_error @since("1");
    op 9 get(name: u8[max 64]) -> ();
    op 10 op(in: u8);
  }`);
  expect(plain(declaration)).toEqual({
    kind: "interface", name: "io",
    operations: [
      {
        doc: "Reads.", oneway: false, number: 1n, name: "read",
        parameters: [
          parameter("region", named("u32")),
          parameter("size", named("u8"), { allowed: [1n, 2n, "big"], doc: "In\nbytes." }),
          parameter("offset", named("u64"), annotated("number")),
        ],
        results: [parameter("data", named("u64"), bytes)],
      },
      { oneway: true, number: 4n, name: "gone", parameters: [], results: [] },
      {
        oneway: false, number: 5n, name: "map", parameters: [], error: named("host_error"),
        results: [parameter("memory", { kind: "handle", of: "memory" })],
        ...annotated("since", "1"),
      },
      {
        oneway: false, number: 9n, name: "get", results: [],
        parameters: [parameter("name", { kind: "array", element: named("u8"), max: 64n })],
      },
      {
        oneway: false, number: 10n, name: "op", results: [],
        parameters: [parameter("in", named("u8"))],
      },
    ],
  });
});

describe("bindings", () => {
  const path = (text: string): object => ({ kind: "path", path: text });
  const call = (name: string, ...values: unknown[]): object => ({
    kind: "call", function: name, arguments: values,
  });

  test("to slots", () => {
    const declaration = declare(`bind io to slot ioreq of page.vcpu_ioreq[vcpu] {
      take ready -> busy;
      done busy -> ready;
      read when type == copy, dir != read, flag { (region, offset) = region_at(mmio, addr); }
      take when a;
      done { x = pci(0, m.bus, f()); y = 3; z = a.b; }
      invalidate;
    }`);
    expect(plain(declaration)).toEqual({
      kind: "bind", interface: named("io"),
      target: { kind: "slot", record: named("ioreq"), page: "page.vcpu_ioreq", index: "vcpu" },
      take: { from: "ready", to: "busy" },
      done: { from: "busy", to: "ready" },
      cases: [
        {
          operation: "read",
          conditions: [
            condition("type", { value: "copy" }),
            condition("dir", { negated: true, value: "read" }),
            condition("flag"),
          ],
          equations: [
            { targets: ["region", "offset"], value: call("region_at", path("mmio"), path("addr")) },
          ],
        },
        { operation: "take", conditions: [condition("a")], equations: [] },
        {
          operation: "done",
          conditions: [],
          equations: [
            { targets: ["x"], value: call("pci", 0n, path("m.bus"), call("f")) },
            { targets: ["y"], value: 3n },
            { targets: ["z"], value: path("a.b") },
          ],
        },
        { operation: "invalidate", conditions: [], equations: [] },
      ],
    });
  });

  test("to messages, also to some that are called slot", () => {
    expect(plain(declare("bind m.io to slot { take busy; }"))).toEqual({
      kind: "bind", interface: named("m.io"),
      target: { kind: "messages", messages: named("slot") },
      take: { from: "busy" }, cases: [],
    });
  });
});

test("devices", () => {
  const declaration = declare(`virtio device proxy id 63 {
    header hdr { code op; };
    queue calls: driver asks io_host;
    queue replies: device answers calls;
    config proxy_config;
    features { a = 0; }
    shared_memory memory = 0;
    shared_memory more = 1;
  }`);
  expect(plain(declaration)).toEqual({
    kind: "device", name: "proxy", id: 63n,
    header: { record: named("hdr"), code: "op", id: [], where: [] },
    queues: [
      { name: "calls", party: "driver", does: { kind: "asks", interface: named("io_host") } },
      { name: "replies", party: "device", does: { kind: "answers", queue: "calls" } },
    ],
    config: named("proxy_config"),
    features: [{ name: "a", value: 0n, isBit: false }],
    sharedMemory: [
      { name: "memory", value: 0n, isBit: false },
      { name: "more", value: 1n, isBit: false },
    ],
  });
});

test("examples", () => {
  const array = (...items: unknown[]): object => ({ kind: "array", items });
  const record = (fields: object): object => ({
    kind: "record",
    fields: Object.entries(fields).map(([name, value]) => ({ name, value: value as unknown })),
  });
  const declaration = declare(`example ioreq = hex"00" {
    a: 1, b: true, c: read | m.write | 4, d: [1, [2], {}], e: { x: hex"ff" }, f: []
  }`);
  expect(plain(declaration)).toEqual({
    kind: "example",
    record: named("ioreq"),
    bytes: { bytes: Uint8Array.of(0) },
    expected: {
      kind: "value",
      value: record({
        a: 1n,
        b: "true",
        c: { kind: "flags", members: ["read", "m.write", 4n] },
        d: array(1n, array(2n), record({})),
        e: record({ x: { kind: "bytes", bytes: Uint8Array.of(255) } }),
        f: array(),
      }),
    },
  });
});
