// Guests: the example device behind a real KVM vCPU and behind the loopback host.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Readable } from "node:stream";
import { setTimeout } from "node:timers/promises";
import { beforeAll, describe, expect, test } from "vitest";
import { folderWith, root, run as execute } from "./cli-tools.ts";
import { buildNative, hasKvm } from "./native/build.ts";
import { bundle } from "./node/bundle.ts";

interface Report {
  readonly stage: number;
  readonly interrupts: number;
  readonly timeouts: number;
  readonly used: number;
  readonly usedBytes: number;
  readonly same: number;
  readonly allOnes: number;
  readonly random: string;
  readonly accesses: readonly Access[];
  readonly measured: { readonly count: number };
  readonly requests?: number;
  readonly posted?: number;
  readonly failed?: number;
}

interface Access {
  readonly write: boolean;
  readonly port: boolean;
  readonly offset: number;
  readonly size: number;
  readonly value: number;
}

interface Run {
  readonly report: Report;
  readonly counters: Readonly<Record<string, number>> | undefined;
  readonly complaints: string;
}

let folder = "";
/** The same device in both languages. */
const devices: Record<string, readonly string[]> = { C: ["virtio-rng"] };
const languages = ["C", "TypeScript"];
beforeAll(() => {
  folder = buildNative("plain");
  devices["TypeScript"] = bundle("examples/virtio-rng/virtio-rng.ts", folder);
}, 600_000);

function device(language: string): readonly string[] {
  return devices[language] ?? [];
}

function run(machine: string, options: readonly string[], backend: readonly string[], expected = 0): Run {
  const [program = "", ...parameters] = backend;
  const { status, stdout, stderr } = spawnSync(
    path.join(folder, machine),
    [...options, "--", path.resolve(folder, program), ...parameters],
    {
      encoding: "utf8",
      env: {
        ...process.env,
        HYPERSHIM_COUNTERS: "1",
        HYPERSHIM_ADDON: path.join(folder, "hypershim.node"),
      },
      timeout: 60_000,
    },
  );
  expect(status, stderr).toBe(expected);
  const counters = stderr.split("\n").find((line) => line.startsWith("{"));
  return {
    // A backend may print a line of its own afterwards.
    report: JSON.parse(stdout.split("\n")[0] ?? "") as Report,
    counters: counters === undefined ? undefined : (JSON.parse(counters) as Record<string, number>),
    complaints: stderr,
  };
}

async function collectAll(stream: Readable): Promise<string> {
  let text = "";
  for await (const chunk of stream) {
    text += String(chunk);
  }
  return text;
}

const vmm = (...options: readonly string[]) => ["--guest", path.join(folder, "guest.bin"), ...options];

const rounds = 300;
const buffers = 5;
const load = (offset: number, size: number, value: number): Access => ({
  write: false,
  port: false,
  offset,
  size,
  value,
});
const store = (offset: number, value: number): Access => ({ ...load(offset, 4, value), write: true });

/** What the driver of the example must see, access by access. */
const accesses = [
  load(0x000, 4, 0x74726976),
  load(0x004, 4, 2),
  load(0x008, 4, 4),
  load(0x00c, 4, 0x6d687368),
  // No configuration, no such width, no such register: all ones.
  load(0x100, 1, 0xff),
  load(0x102, 2, 0xffff),
  load(0x104, 4, 0xffffffff),
  load(0x000, 2, 0xffff),
  load(0x000, 1, 0xff),
  load(0x0d0, 4, 0xffffffff),
  ...[0, 1, 3].map((status) => store(0x070, status)),
  store(0x014, 0),
  load(0x010, 4, 0x30000000),
  store(0x014, 1),
  load(0x010, 4, 1),
  store(0x024, 0),
  store(0x020, 0),
  store(0x024, 1),
  store(0x020, 1),
  store(0x070, 11),
  load(0x070, 4, 11),
  store(0x030, 0),
  load(0x044, 4, 0),
  load(0x034, 4, 64),
  store(0x038, 8),
  store(0x080, 0x8000),
  store(0x084, 0),
  store(0x090, 0x8200),
  store(0x094, 0),
  store(0x0a0, 0x8400),
  store(0x0a4, 0),
  store(0x044, 1),
  load(0x044, 4, 1),
  store(0x070, 15),
  ...Array.from({ length: buffers }, () => [store(0x050, 0), load(0x060, 4, 1), store(0x064, 1)]).flat(),
];
const loads = accesses.filter(({ write }) => !write).length;
const stores = accesses.length - loads;

/** The bytes that the device makes from a seed. */
function foretold(seed: bigint, length: number): string {
  let state = seed;
  return Array.from({ length }, () => {
    state = BigInt.asUintN(64, state * 6364136223846793005n + 1442695040888963407n);
    return (state >> 56n).toString(16).padStart(2, "0");
  }).join("");
}

/** The device in TypeScript offers no features of queues. */
const plainQueues = accesses.map((access) =>
  access.offset === 0x010 && access.value !== 1 ? { ...access, value: 0 } : access,
);

function expectServed({ report, counters }: Run, language = "C"): void {
  expect(report.accesses).toEqual(language === "C" ? accesses : plainQueues);
  expect(report).toMatchObject({
    stage: 6,
    interrupts: buffers,
    timeouts: 0,
    used: buffers,
    usedBytes: 32 * buffers,
    same: rounds,
    allOnes: 0,
  });
  expect(report.random).toBe(foretold(7n, 32 * buffers).slice(-64));
  expect(counters).toMatchObject({
    requests: loads + stores + rounds,
    reads: loads + rounds,
    writes: stores,
    interrupts: buffers,
    refused: 6,
  });
}

const plain = ["--rounds", String(rounds), "--requests", String(buffers - 1)];

describe.skipIf(!hasKvm())("a KVM guest (needs an x86 processor and a /dev/kvm that can be opened)", () => {
  test.each(
    languages.flatMap((language) => [
      [language, "stream", "v3"],
      [language, "seqpacket", "v3"],
      [language, "pipes", "v3"],
      [language, "stream", "info"],
    ]),
  )("drives the device in %s over %s, layout %s", (language = "", channel = "", layout = "") => {
    const backend = [...device(language), `kvm:fd=3,layout=${layout}`, "--seed", "7"];
    const result = run("vmm", vmm(...plain, "--channel", channel), backend);
    expectServed(result, language);
    // The doorbell does not stop the guest; the other stores are posted.
    expect(result.counters).toMatchObject({ kicks: buffers, posted: stores - buffers });
    expect(result.report).toMatchObject({
      requests: loads + rounds + stores - buffers,
      posted: stores - buffers,
      failed: 0,
    });
  });

  test.each(languages)("drives the device in %s without doorbells and interrupt events", (language) => {
    const backend = [...device(language), "kvm:fd=3", "--seed", "7"];
    const result = run("vmm", vmm(...plain, "--no-events"), backend);
    expectServed(result, language);
    expect(result.counters).toMatchObject({ kicks: 0, posted: stores });
  });

  test("reaches ports in every width, and by one instruction many times", () => {
    const { report, complaints } = run("vmm", vmm("--ports", "0x1200"), ["scratch", "kvm:fd=3", "ports"]);
    const access = (write: boolean, offset: number, size: number, value: number) => ({
      ...load(offset, size, value),
      write,
      port: true,
    });
    const pair = (offset: number, size: number, value: number) => [
      access(true, offset, size, value),
      access(false, offset, size, value),
    ];
    expect(complaints).toBe("");
    expect(report.accesses.slice(0, 7)).toEqual([
      ...pair(0x1200, 1, 0x44),
      ...pair(0x1208, 2, 0x4433),
      ...pair(0x1210, 4, 0x44332211),
      // The last of the eight bytes that went to the same port.
      access(false, 0x1218, 1, 8),
    ]);
    expect(report).toMatchObject({ requests: 15, posted: 11 });
  });

  test("is served by a backend that was started by hand", async () => {
    const socket = path.join(mkdtempSync(path.join(tmpdir(), "hypershim-vmm-")), "vm.sock");
    const machine = spawn(path.join(folder, "vmm"), vmm(...plain, "--socket", socket));
    const output = collectAll(machine.stdout);
    while (!existsSync(socket)) {
      await setTimeout(10);
    }
    const backend = spawn(path.join(folder, "virtio-rng"), [`kvm:unix=${socket}`, "--seed", "7"]);
    const [[status]] = await Promise.all([once(backend, "exit"), once(machine, "exit")]);
    rmSync(path.dirname(socket), { recursive: true });
    expect(status).toBe(0);
    expect(JSON.parse(await output)).toMatchObject({ stage: 6, same: rounds, accesses });
  });

  test("gets other random bytes without a seed", () => {
    const first = run("vmm", vmm(...plain), ["virtio-rng", "kvm:fd=3"]).report.random;
    const second = run("vmm", vmm(...plain), ["virtio-rng", "kvm:fd=3"]).report.random;
    expect(first).not.toBe(second);
  });

  test.each(["kill", "exit", "hang"])("goes on when its backend dies (%s)", (how) => {
    const { report, complaints } = run(
      "vmm",
      vmm("--rounds", "500", "--deadline-ms", "300"),
      ["dying", "kvm:fd=3", "100", how],
      1,
    );
    // Two loads belong to the probe, which finds no device that it knows.
    expect(report).toMatchObject({ stage: 0, same: 98, allOnes: 402, failed: 402 });
    expect(complaints).toContain("the backend does not answer");
    expect(complaints).toMatch(endings[how] as RegExp);
  });

  test("runs to its end when the backend never gets ready", () => {
    const { report, complaints } = run(
      "vmm",
      vmm("--rounds", "10", "--deadline-ms", "20"),
      ["dying", "kvm:fd=3", "0", "start"],
      1,
    );
    expect(report).toMatchObject({ stage: 0, same: 0, allOnes: 10 });
    expect(complaints).toContain("the backend does not get ready");
  });

});

/** What a host says of a backend that dies in this way. */
const endings: Readonly<Record<string, RegExp>> = {
  kill: /: the backend '[^']*dying' was ended by signal 9 \(Killed\)\n/,
  exit: /: the backend '[^']*dying' ended with exit status 0\n/,
  hang: /: the backend '[^']*dying' did not end by itself when it was hung up on: signal 15\n/,
};

describe.each(["loopback-host", "vmm"])("%s without its backend", (machine) => {
  const isThere = machine !== "vmm" || hasKvm();
  const uri = machine === "vmm" ? "kvm:fd=3" : "loopback:fd=3";

  function start(backend: readonly string[], ...options: readonly string[]) {
    const guest = machine === "vmm" ? ["--guest", path.join(folder, "guest.bin")] : [];
    const { status, stdout, stderr } = spawnSync(
      path.join(folder, machine),
      [...guest, ...options, "--", ...backend],
      { encoding: "utf8", timeout: 60_000 },
    );
    return { status, stdout, lines: stderr.split("\n").slice(0, -1) };
  }

  test.skipIf(!isThere).each([
    ["false", 1],
    ["true", 0],
  ])("which ends at once (%s)", (program, code) => {
    const { status, stdout, lines } = start([program]);
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ stage: 0 });
    expect(lines).toEqual([
      expect.stringMatching(/: the backend hung up before it was ready$/),
      expect.stringMatching(new RegExp(`: the backend '${program}' ended with exit status ${code}$`)),
    ]);
  });

  test.skipIf(!isThere)("which never connects", () => {
    const { status, stdout, lines } = start([path.join(folder, "dying"), uri, "0", "start"], "--deadline-ms", "20");
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ stage: 0 });
    expect(lines).toEqual([
      expect.stringMatching(/: the backend does not get ready$/),
      expect.stringMatching(/ did not end by itself when it was hung up on: signal 15$/),
    ]);
  });

  test.skipIf(!isThere)("which cannot be started", () => {
    const { status, stdout, lines } = start(["./no-such-program", uri]);
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(lines).toEqual([expect.stringMatching(/\.\/no-such-program'?: No such file or directory$/)]);
  });
});

describe("the loopback host", () => {
  test.each(languages)("drives the same device with the same accesses, in %s", (language) => {
    const backend = [...device(language), "loopback:fd=3", "--seed", "7"];
    const result = run("loopback-host", plain, backend);
    expectServed(result, language);
  });

  test.each(["kill", "exit", "hang"])("goes on when its backend dies (%s)", (how) => {
    const { report, complaints } = run(
      "loopback-host",
      ["--rounds", "500", "--deadline-ms", "300"],
      ["dying", "loopback:fd=3", "100", how],
      1,
    );
    expect(complaints).toMatch(endings[how] as RegExp);
    expect(report).toMatchObject({ stage: 0, same: 98, allOnes: 402 });
  });

  test("goes on when the backend never gets ready", () => {
    const options = ["--rounds", "10", "--deadline-ms", "20"];
    const { report } = run("loopback-host", options, ["dying", "loopback:fd=3", "0", "start"], 1);
    expect(report).toMatchObject({ stage: 0, same: 0, allOnes: 10 });
  });

  const host = (...parameters: readonly string[]) =>
    spawnSync(path.join(folder, "loopback-host"), parameters, { encoding: "utf8", timeout: 60_000 });

  test("tells the backend why it ends, and hangs up", () => {
    const { status, stdout } = host("--", path.join(folder, "told"), "loopback:fd=3");
    expect(status).toBe(0);
    expect(stdout).toContain("\ngone: 0\n");
  });

  test("makes accesses of every width", () => {
    const steps = ["--load", "8@0", "--load", "0x4@0x4", "--load", "2@0", "--load", "1@3"];
    const { status, stdout, stderr } = host(...steps, "--", path.join(folder, "dying"), "loopback:fd=3", "9", "exit");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toBe(
      "load  8@0x0 : 0x74726976\nload  4@0x4 : 0x74726976\nload  2@0x0 : 0x6976\nload  1@0x3 : 0x76\n",
    );
  });

  test("prints only accesses that were made", () => {
    const steps = ["--load", "4@0", "--load", "4@4", "--store", "4@0=7"];
    const { status, stdout, stderr } = host(
      ...["--deadline-ms", "300", ...steps, "--"],
      ...[path.join(folder, "dying"), "loopback:fd=3", "1", "exit"],
    );
    expect({ status, stdout }).toEqual({ status: 1, stdout: "load  4@0x0 : 0x74726976\n" });
    expect(stderr).toContain("loopback-host: 1 of 3 accesses were answered\n");
    const none = host("--store", "4@0=7", "--", "false");
    expect({ status: none.status, stdout: none.stdout }).toEqual({ status: 1, stdout: "" });
    expect(none.stderr).toContain("loopback-host: 0 of 1 accesses were answered\n");
  });

  const backend = ["--", "true"];
  test.each([
    [[], "--: which backend? Its command comes last"],
    [["--load", "4@0", "--"], "--: which backend? Its command comes last"],
    [["--cpu"], "--cpu: a value is missing, or this is no option"],
    [["--fast", "1", ...backend], "--fast: there is no such option"],
    [["--rounds", "many", ...backend], "--rounds 'many': must be a number from 0 to 10000000"],
    [["--rounds", "-1", ...backend], "--rounds '-1': must be a number from 0 to 10000000"],
    [["--load", "4", ...backend], "--load '4': must be SIZE@OFFSET"],
    [["--load", "4@0=7", ...backend], "--load '4@0=7': must be SIZE@OFFSET"],
    [["--store", "4@0", ...backend], "--store '4@0': must be SIZE@OFFSET=VALUE"],
    [["--load", "3@0", ...backend], "--load '3@0': the size must be 1, 2, 4 or 8"],
    [["--load", "4@x", ...backend], "--load 'x': must be a number from 0 to 4294967295"],
    [["--store", "1@0=256", ...backend], "--store '256': must be a number from 0 to 255"],
    [["--parameter", "a", ...backend], "--parameter 'a': must be NAME=VALUE"],
    [
      [...Array.from({ length: 65 }, () => ["--load", "4@0"]).flat(), ...backend],
      "--load '4@0': more accesses than there is room for",
    ],
  ])("says what is wrong with an argument: %j", (parameters, line) => {
    const { status, stdout, stderr } = host(...parameters);
    expect({ status, stdout, line: stderr.split("\n")[0] }).toEqual({ status: 2, stdout: "", line: `loopback-host: ${line}` });
    expect(stderr).toContain("\nusage: ");
  });

  test("has help, and a page with the members of its report", () => {
    const { status, stdout } = host("--help");
    expect(status).toBe(0);
    expect(stdout).toMatch(/^usage: .*[^]*Exit status: 0 /);
    const page = readFileSync("docs/backend.md", "utf8");
    const { stdout: report } = host("--rounds", "1", "--", path.join(folder, "virtio-rng"), "loopback:fd=3");
    const members = (value: object): readonly string[] =>
      Object.entries(value).flatMap(([name, inner]) => [
        name,
        ...(typeof inner === "object" && inner !== null ? members(Array.isArray(inner) ? inner[0] : inner) : []),
      ]);
    const missing = members(JSON.parse(report) as object).filter(
      (name) => !/^\d+$/.test(name) && !page.includes(`\`${name}\``),
    );
    expect(missing).toEqual([]);
  });
});

describe("the driver that docs/backend.md shows", () => {
  const page = readFileSync("docs/backend.md", "utf8");
  const source = /```c\n(#include "driver\.h"[^]*?)```/.exec(page)?.[1] ?? "";
  const seen = [load(0, 4, 0x74726976)];

  test("is one for the loopback host", () => {
    const place = folderWith({ "my-driver.c": source });
    const examples = path.join(root, "examples");
    const build = ["build", "-t", "host", "-y", "loopback"].concat(
      path.join(examples, "loopback", "host.c"),
      readdirSync(path.join(examples, "machine"))
        .filter((name) => name.endsWith(".c"))
        .map((name) => path.join(examples, "machine", name)),
      ["my-driver.c", "-o", "my-host"],
    );
    const tool = [path.join(root, "bin/hypershim.cjs"), ...build];
    const cflags = { CFLAGS: `-I${path.join(examples, "guest")}` };
    expect(execute(process.execPath, tool, place, cflags)).toMatchObject({ status: 0, report: "" });
    const backend = [path.join(folder, "dying"), "loopback:fd=3", "9", "exit"];
    const { status, output } = execute("./my-host", ["--", ...backend], place);
    expect(status).toBe(0);
    expect(JSON.parse(output)).toMatchObject({ stage: 0, accesses: seen });
  });

  test.skipIf(!hasKvm())("is one for a guest of KVM", () => {
    const place = folderWith({ "my-driver.c": source });
    const driver = `-DHYPERSHIM_DRIVER=${path.join(place, "my-driver.c")}`;
    expect(execute("cmake", ["-S", "native", "-B", place, driver], root)).toMatchObject({ status: 0 });
    expect(execute("cmake", ["--build", place, "--target", "guest"], root)).toMatchObject({ status: 0 });
    const guest = ["--guest", path.join(place, "guest.bin")];
    const backend = [path.join(folder, "dying"), "kvm:fd=3", "9", "exit"];
    const { status, output } = execute(path.join(folder, "vmm"), [...guest, "--", ...backend], place);
    expect(status).toBe(0);
    expect(JSON.parse(output)).toMatchObject({ stage: 0, accesses: seen });
  });
});

/** Processes whose command line has this word. */
function processesWith(word: string): readonly number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        return readFileSync(`/proc/${name}/cmdline`, "utf8").split("\0").includes(word);
      } catch {
        return false;
      }
    })
    .map(Number);
}

describe("killed at any moment", () => {
  const machines = ["loopback-host", ...(hasKvm() ? ["vmm"] : [])];
  const cases = machines.flatMap((machine) => ["machine", "backend"].map((victim) => ({ machine, victim })));
  test.each(cases)("$victim of $machine: the other one ends, and nothing is left", async ({ machine, victim }) => {
    for (let round = 0; round < 8; round++) {
      const mark = String(9_000_000_000 + process.pid * 1000 + round);
      const host = spawn(
        path.join(folder, machine),
        [
          ...(machine === "vmm" ? ["--guest", path.join(folder, "guest.bin")] : []),
          ...["--rounds", "2000", "--requests", "20", "--deadline-ms", "300", "--"],
          ...[path.join(folder, "virtio-rng"), machine === "vmm" ? "kvm:fd=3" : "loopback:fd=3", "--seed", mark],
        ],
        { stdio: "ignore" },
      );
      const ended = once(host, "exit") as Promise<[number | null, string | null]>;
      // The rounds end at other places of the run, from its very beginning on.
      await setTimeout(round * 4);
      const victims = processesWith(mark).filter((pid) => (pid === host.pid) === (victim === "machine"));
      for (const pid of victims) {
        try {
          process.kill(pid, "SIGKILL");
        } catch {
          // It ended by itself.
        }
      }
      const [status, signal] = await ended;
      // 1: its backend was killed before it was done.
      expect(signal === "SIGKILL" ? victim === "machine" : [0, 1].includes(status ?? -1)).toBe(true);
      while (processesWith(mark).length > 0) {
        await setTimeout(5);
      }
    }
  });
});
