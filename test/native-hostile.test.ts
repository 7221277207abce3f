// The runtime under sanitizers, with hypervisors that say anything: nothing breaks, everything is answered.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import type { Duplex, Readable } from "node:stream";
import { beforeAll, describe, expect, test } from "vitest";
import { buildNative } from "./native/build.ts";

/** As test/native/scratch.c prints them. */
interface Counters {
  readonly result: number;
  readonly requests: number;
  readonly reads: number;
  readonly writes: number;
  readonly posted: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
  /** Short, command, value, region, backend, state, control. */
  readonly errors: readonly number[];
}

const regions = 4;
const length = 4096;
/** From here on, test/native/scratch.c fails. */
const broken = length - 8;
const allOnes = 0xffff_ffff_ffff_ffffn;

let folder = "";
beforeAll(() => {
  folder = buildNative("address,undefined");
}, 600_000);

/** Numbers that look random and are the same in every run. */
function makeRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

interface Command {
  readonly code: number;
  readonly exponent: number;
  readonly resp: boolean;
  /** Bits that mean nothing: 0. */
  readonly unused: number;
  readonly region: bigint;
  readonly offset: bigint;
  readonly data: bigint;
}

/** A command of RFC v3, by hand. */
function encode({ code, exponent, resp, unused, region, offset, data }: Command): Buffer {
  const bytes = Buffer.alloc(32);
  bytes[0] = code;
  bytes[1] = exponent | (resp ? 0x10 : 0) | (unused << 5);
  bytes.writeBigUInt64LE(region, 8);
  bytes.writeBigUInt64LE(offset, 16);
  bytes.writeBigUInt64LE(data, 24);
  return bytes;
}

function decode(bytes: Buffer): Command {
  return {
    code: bytes[0]!,
    exponent: bytes[1]! & 15,
    resp: (bytes[1]! & 0x10) !== 0,
    unused: bytes[1]! >> 5,
    region: bytes.readBigUInt64LE(8),
    offset: bytes.readBigUInt64LE(16),
    data: bytes.readBigUInt64LE(24),
  };
}

/** What the backend must do with commands, and what it must count. */
function makeModel() {
  const memory = Array.from({ length: regions }, (_, region) =>
    Uint8Array.from({ length }, (_each, at) => region * 17 + at * 3),
  );
  const expected = { requests: 0, reads: 0, writes: 0, posted: 0, errors: [0, 0, 0, 0, 0, 0, 0] };
  const bad = (kind: number) => {
    expected.errors[kind]!++;
  };
  const apply = ({ code, exponent, resp, unused, region, offset, data }: Command): bigint => {
    if (unused !== 0 || (code === 0 && !resp)) {
      bad(2);
      return allOnes;
    }
    if (code > 1) {
      bad(1);
      return allOnes;
    }
    const failed = code === 1 ? 0n : allOnes;
    if (exponent > 3) {
      bad(2);
      return failed;
    }
    const size = 1 << exponent;
    const mask = (1n << BigInt(8 * size)) - 1n;
    const bytes = region < BigInt(regions) ? memory[Number(region)] : undefined;
    if (bytes === undefined || offset > BigInt(length - size)) {
      bad(3);
      return failed & mask;
    }
    expected[code === 1 ? "writes" : "reads"]++;
    const at = Number(offset);
    if (at + size > broken) {
      bad(4);
      return failed & mask;
    }
    let value = 0n;
    for (let k = 0; k < size; k++) {
      if (code === 1) {
        bytes[at + k] = Number((data >> BigInt(8 * k)) & 0xffn);
      }
      value |= BigInt(bytes[at + k]!) << BigInt(8 * k);
    }
    return code === 1 ? 0n : value;
  };
  return {
    expected,
    /** The answer's data, or nothing for a command that gets none. */
    serve(command: Command): bigint | undefined {
      expected.requests++;
      const answer = apply(command);
      if (!command.resp) {
        expected.posted++;
        return undefined;
      }
      return answer;
    },
  };
}

/** Sends a stream, cut into pieces; returns all that came back, and the counters. */
async function talk(pieces: Iterable<Buffer>, uri = "kvm:data=3"): Promise<{ answers: Buffer; counters: Counters }> {
  const child = spawn(path.join(folder, "scratch"), [uri, String(regions)], {
    stdio: ["ignore", "pipe", "pipe", "pipe"],
  });
  const channel = child.stdio[3] as Duplex;
  const answers = collectAll(channel);
  const output = collectAll(child.stdio[1] as Readable);
  const complaints = collectAll(child.stdio[2] as Readable);
  const closed = once(child, "close");
  for (const piece of pieces) {
    if (!channel.write(piece)) {
      await once(channel, "drain");
    }
  }
  channel.end();
  const [status] = (await closed) as [number | null];
  expect(status, (await complaints).toString()).toBe(0);
  return { answers: await answers, counters: JSON.parse((await output).toString()) as Counters };
}

async function collectAll(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) {
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

/** Runs commands through backend and model and compares everything. */
async function compare(commands: readonly Buffer[], cut: (stream: Buffer) => Iterable<Buffer>): Promise<Counters> {
  const model = makeModel();
  const wanted = commands.map((bytes) => model.serve(decode(bytes))).filter((data) => data !== undefined);
  const { answers, counters } = await talk(cut(Buffer.concat(commands)));
  expect(answers.length).toBe(32 * wanted.length);
  const got = wanted.map((_, at) => answers.readBigUInt64LE(32 * at));
  expect(got).toEqual(wanted);
  for (let at = 0; at < wanted.length; at++) {
    expect(answers.subarray(32 * at + 8, 32 * at + 32).every((byte) => byte === 0)).toBe(true);
  }
  expect(counters).toEqual({
    ...model.expected,
    result: 0,
    bytesIn: 32 * commands.length,
    bytesOut: 32 * wanted.length,
  });
  return counters;
}

function* pieces(stream: Buffer, next: () => number): Iterable<Buffer> {
  for (let at = 0; at < stream.length; ) {
    const size = next();
    yield stream.subarray(at, at + size);
    at += size;
  }
}

function makeCommands(count: number, seed: number): readonly Buffer[] {
  const random = makeRandom(seed);
  const word = () => (BigInt(random(2 ** 32)) << 32n) | BigInt(random(2 ** 32));
  return Array.from({ length: count }, () => {
    if (random(4) === 0) {
      return Buffer.from(Array.from({ length: 32 }, () => random(256)));
    }
    const edge = random(8) === 0;
    return encode({
      code: random(20) === 0 ? random(256) : random(2),
      exponent: random(20) === 0 ? random(16) : random(4),
      resp: random(3) !== 0,
      unused: random(20) === 0 ? random(8) : 0,
      region: random(20) === 0 ? word() : BigInt(random(regions + 1)),
      offset: edge ? BigInt(length - random(12)) : random(20) === 0 ? word() : BigInt(random(length)),
      data: word(),
    });
  });
}

describe("commands", () => {
  test("10,000 random ones, right and wrong, are answered and counted as the model says", async () => {
    const random = makeRandom(3);
    const counters = await compare(makeCommands(10_000, 1), (stream) => pieces(stream, () => 1 + random(5000)));
    for (const kind of [1, 2, 3, 4]) {
      expect(counters.errors[kind]).toBeGreaterThan(100);
    }
  });

  test("byte by byte", async () => {
    await compare(makeCommands(60, 2), (stream) => pieces(stream, () => 1));
  });

  test("of wrong codes, widths and places, one of each", async () => {
    const good: Command = { code: 0, exponent: 2, resp: true, unused: 0, region: 0n, offset: 8n, data: 0n };
    const wrong: readonly Partial<Command>[] = [
      {},
      ...[2, 3, 127, 255].map((code) => ({ code })),
      ...[4, 7, 15].map((exponent) => ({ exponent })),
      ...[1, 2, 4, 7].map((unused) => ({ unused })),
      { code: 1, unused: 1 },
      { resp: false },
      ...[4n, 255n, 1n << 32n, allOnes].map((region) => ({ region })),
      ...[4093n, 4096n, 1n << 32n, allOnes - 3n, allOnes].map((offset) => ({ offset })),
      { offset: 4092n },
      { code: 1, offset: 4096n },
      { code: 1, offset: 4090n, resp: false },
      {},
    ];
    await compare(wrong.map((change) => encode({ ...good, ...change })), (stream) => [stream]);
  });
});

test("a command in the older layout gives the same", async () => {
  const bytes = Buffer.alloc(32);
  bytes.writeUInt32LE(0x60, 0);
  bytes.writeBigUInt64LE(1n, 8);
  bytes.writeBigUInt64LE(4n, 16);
  const { answers, counters } = await talk([bytes], "kvm:data=3,layout=info");
  expect(answers.readBigUInt64LE(0)).toBe(0x26_23_20_1dn);
  expect(counters).toMatchObject({ reads: 1, errors: [0, 0, 0, 0, 0, 0, 0] });
});

test("random bytes that end anywhere end the run, and nothing else", async () => {
  const random = makeRandom(9);
  for (let round = 0; round < 12; round++) {
    const stream = Buffer.from(Array.from({ length: 1 + random(600) }, () => random(256)));
    const { counters } = await talk([stream]);
    const rest = stream.length % 32;
    expect(counters).toMatchObject({
      result: rest === 0 ? 0 : -5,
      requests: Math.floor(stream.length / 32),
      bytesIn: stream.length,
    });
    expect(counters.errors[0]).toBe(rest === 0 ? 0 : 1);
  }
});

test("an end without any command is a good end", async () => {
  expect((await talk([])).counters).toMatchObject({ result: 0, requests: 0 });
});

describe("URIs", () => {
  test.each([
    ["", "22 no URI given; takes acrn:… kvm:… loopback:…"],
    ["--help", "22 '--help' is no URI; takes acrn:… kvm:… loopback:…"],
    ["vmware:vm=7", "93 'vmware' is not linked into this program; it has:"],
    ["kvm", "22 kvm: give one of unix=PATH and fd=N"],
    ["kvm:", "22 kvm: give one of unix=PATH and fd=N"],
    ["kvm:unix=/nowhere/socket", "2 cannot connect to /nowhere/socket: No such file or directory"],
    ["kvm:unix=/dev/null", "111 cannot connect to /dev/null: Connection refused"],
    [`kvm:unix=/${"x".repeat(200)}`, "36 '/xxx"],
    ["kvm:unix=/a,fd=3", "22 kvm: give one of unix=PATH and fd=N"],
    ["kvm:fd=", "22 'fd=' is not of the form NAME=VALUE"],
    ["kvm:fd", "22 'fd' is not of the form NAME=VALUE"],
    ["kvm:=3", "22 '=3' is not of the form NAME=VALUE"],
    ["kvm:fd=1,fd=1", "22 option 'fd' is there twice"],
    ["kvm:fd=x", "22 option 'fd' must be a number from 0 to 2147483647, not 'x'"],
    ["kvm:fd=-1", "22 option 'fd' must be a number"],
    ["kvm:fd=99999999999999999999", "22 option 'fd' must be a number"],
    ["kvm:fd=777", "9 fd=777: Bad file descriptor"],
    ["kvm:fd=0", "22 the control socket is no SOCK_SEQPACKET socket"],
    ["kvm:data=777", "9 data=777: Bad file descriptor"],
    ["kvm:data=0", "22 what commands come from is neither a pipe nor a stream or packet socket"],
    ["kvm:fd=1,reply=2", "22 kvm: reply=M goes with data=N"],
    ["kvm:data=1,layot=info", "22 kvm: unknown option 'layot'"],
    ["kvm:data=1,layout=v2", "22 kvm: layout is v3 or info, not 'v2'"],
    ["kvm:fd=1,user_data=5", "22 kvm: user_data goes with data=N"],
    ["kvm:data=1,user_data=0x5:5", "22 kvm: two regions have the user_data 0x5"],
    ["kvm:data=1,user_data=18446744073709551616", "22 kvm: user_data is numbers of 64 bits"],
    ["kvm:data=1,user_data=5:", "22 kvm: user_data is numbers of 64 bits"],
    ["kvm:data=1,user_data=-1", "22 kvm: user_data is numbers of 64 bits"],
    ["kvm:data=1,user_data=5;6", "22 kvm: user_data is numbers of 64 bits"],
    ["kvm:data=1,spin_us=1000001", "22 option 'spin_us' must be a number from 0 to 1000000"],
    ["kvm:data=1,timeout_ms=0", "22 option 'timeout_ms' must be a number from 1 to 3600000"],
    ["loopback:", "22 loopback: give one of unix=PATH and fd=N"],
    ["loopback:layout=v3", "22 loopback: unknown option 'layout'"],
  ])("%s", (uri, text) => {
    const { status, stdout, stderr } = spawnSync(path.join(folder, "scratch"), [uri], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    });
    expect(stderr).toBe("");
    expect(stdout).toContain(text);
    expect(status).toBe(1);
  });
});

describe("programs that play the other side", () => {
  test.each([
    ["channel", "packets"],
    ["channel", "pipes"],
    ["channel", "reader-gone"],
    ["channel", "stuck-stream"],
    ["channel", "stuck-packets"],
    ["channel", "stuck-pipes"],
    ["channel", "stopping"],
    ["channel", "posted"],
    ["channel", "regions"],
    ["control", "attaching"],
    ["control", "connecting"],
    ["control", "calling"],
    ["control", "asking"],
    ["control", "deferring"],
    ["control", "crossing"],
    ["deferred", "order"],
    ["deferred", "tokens"],
    ["deferred", "at-once"],
    ["deferred", "early"],
    ["deferred", "posted"],
    ["deferred", "strings"],
    ["deferred", "closing"],
    ["deferred", "kvm"],
    ["deferred", "hung-up"],
    ["deferred", "kvm-closing"],
    ["descriptors", "events"],
    ["descriptors", "shrinking"],
    ["descriptors", "shared"],
    ["descriptors", "wrong-way"],
    ["descriptors", "too-few"],
    ["descriptors", "inherited"],
    ["interrupted", "deadlines"],
    ["interrupted", "work"],
    ["order", "stream"],
    ["order", "packets"],
    ["order", "announced"],
    ["order", "slots"],
    ["order", "closing"],
    ["waking", "blocking"],
    ["waking", "adaptive"],
    ["waking", "own-loop"],
    ["waking", "close"],
    ["waking", "close-own-loop"],
    ["waking", "awake"],
    ["spin", "sleeps"],
    ["spin", "vain"],
    ["spin", "lost"],
    ["spin", "checked"],
    ["stuck", "flood"],
    ["stuck", "flood-spinning"],
    ["stuck", "batches"],
    ["stuck", "hidden"],
    ["stuck", "nothing"],
    ["stuck", "nothing-spinning"],
    ["vmm_channel", "everything"],
    ["loopback", "accesses"],
    ["loopback", "buffered"],
    ["loopback", "vcpus"],
    ["loopback", "flipping"],
    ["loopback", "closing"],
    ["queue", "registers"],
    ["queue", "broken"],
    ["queue", "indirect"],
    ["queue", "events"],
    ["queue", "moving"],
    ["queue", "random"],
    ["windows", "large"],
    ["windows", "pages"],
    ["windows", "holes"],
    ["windows", "grants"],
    ["windows", "small"],
  ])("%s %s", (program, name) => {
    const { status, signal, stderr } = spawnSync(path.join(folder, program), [name], { encoding: "utf8" });
    expect({ status, signal, stderr: status === 0 ? "" : stderr }).toEqual({ status: 0, signal: null, stderr: "" });
  });
});
