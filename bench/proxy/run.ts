// A guest's accesses behind the daemon, against the stub and against the least that a hop can take.
import { spawn, spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const work = mkdtempSync(path.join(tmpdir(), "hypershim-bench-proxy-"));
process.once("exit", () => rmSync(work, { recursive: true, force: true }));
const program = path.join(work, "roundtrip");
const hop = path.join(work, "hop");
const crowd = path.join(work, "crowd");
const bareCrowd = path.join(work, "among");
const daemon = path.resolve("build/bench-proxy/hypershim-proxy");
const socket = path.join(work, "socket");

function run(command: string, parameters: readonly string[]): string {
  const { status, error, stdout, stderr } = spawnSync(command, parameters, { encoding: "utf8" });
  if (status !== 0) {
    throw new Error(`${command} ${parameters.join(" ")}: ${error?.message ?? stderr}`);
  }
  return stdout;
}

interface Build {
  readonly target: string;
  readonly hypervisor: string;
  readonly sources: readonly string[];
  readonly specs: readonly string[];
}

/** The guest's side with both ways to a backend; the daemon as it is built everywhere. */
function compile(): void {
  const { common, builds } = JSON.parse(readFileSync("native/builds.json", "utf8")) as {
    readonly common: Pick<Build, "sources" | "specs">;
    readonly builds: readonly Build[];
  };
  const parts = builds.filter(
    ({ target, hypervisor }) => (target === "host" && hypervisor === "loopback") || target === "proxy",
  );
  const sources = [...common.sources, ...parts.flatMap((part) => part.sources)];
  const generated = [...common.specs, ...parts.flatMap((part) => part.specs)]
    .map((name) => `generated/c/${name.replaceAll("-", "_")}.c`)
    .filter((file) => existsSync(file));
  const files = new Set([...sources.map((name) => `native/${name}`), ...generated]);
  const options = ["-std=gnu11", "-O2", "-Inative/include", "-Igenerated/c", "-pthread"];
  run("gcc", [...options, "bench/proxy/roundtrip.c", ...files, "-o", program]);
  run("gcc", [...options, "bench/virtqueue/hop.c", ...files, "-o", hop]);
  run("gcc", [...options, "test/proxy/crowd.c", ...files, "-o", crowd]);
  run("gcc", [...options, "bench/proxy/among.c", ...files, "-o", bareCrowd]);
  run("cmake", ["-S", "native", "-B", path.dirname(daemon), "-DCMAKE_BUILD_TYPE=Release"]);
  const targets = ["hypershim-proxy", "disk-reads", "virtio-blk", "virtio-rng", "vmm", "guest"];
  run("cmake", ["--build", path.dirname(daemon), "--target", ...targets, "--parallel", "2"]);
}

interface Trip {
  readonly ns: number;
  readonly switches: number;
  readonly signals: number;
}

const sides = ["hop", "stub", "proxy"] as const;
type Side = (typeof sides)[number];
type Wait = "spin" | "block";

function trip(side: Side, wait: Wait | "post", accesses: number): Trip {
  if (side === "hop") {
    return JSON.parse(run(hop, ["bare", wait, "1", String(accesses)])) as Trip;
  }
  const proxied = side === "proxy" ? [daemon, socket] : [];
  return JSON.parse(run(program, [side, wait, String(accesses), ...proxied])) as Trip;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}

/** All three in turn, the first one changing, and the ratio inside each round. */
function against(name: string, wait: Wait, accesses: number, rounds: number): string {
  const trips: Record<Side, Trip[]> = { hop: [], stub: [], proxy: [] };
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < sides.length; turn++) {
      const side = sides[(round + turn) % sides.length] ?? "hop";
      trips[side].push(trip(side, wait, accesses));
    }
  }
  const ratios = trips.proxy.map(({ ns }, round) => {
    return ns / ((trips.stub[round]?.ns ?? Number.NaN) + (trips.hop[round]?.ns ?? Number.NaN));
  });
  const cells = [
    ...sides.map((side) => median(trips[side].map(({ ns }) => ns)).toFixed(0)),
    median(ratios).toFixed(3),
    "1.1",
    ...sides.map((side) => median(trips[side].map(({ switches }) => switches)).toFixed(3)),
    ...sides.map((side) => median(trips[side].map(({ signals }) => signals)).toFixed(3)),
  ];
  return `| ${[name, ...cells].join(" | ")} |`;
}

/** Stores that nobody waits for, 500 at a time, and a load behind them. */
function posted(rounds: number): string {
  const pairs = Array.from({ length: rounds }, () => [
    trip("stub", "post", 500_000),
    trip("proxy", "post", 500_000),
  ] as const);
  const cells = [0, 1].map((side) => {
    const ns = median(pairs.map((pair) => pair[side]?.ns ?? Number.NaN));
    return (1000 / ns).toFixed(2);
  });
  const signals = median(pairs.map(([, proxy]) => proxy.signals)).toFixed(3);
  return `| posted stores, two CPUs | ${[...cells, "3", signals].join(" | ")} |`;
}

/** An interrupt that the backend raises, until the host has it; a bare event does the same. */
function interrupt(name: string, way: "interrupt" | "event", rounds: number): string {
  const behind = ["20000", daemon, socket];
  const ns = (...parameters: readonly string[]): number =>
    (JSON.parse(run(program, parameters)) as { readonly ns: number }).ns;
  const turns = Array.from({ length: rounds }, () => {
    return [ns("bare", "event", "20000"), ns("stub", way, "20000"), ns("proxy", way, ...behind)] as const;
  });
  const cells = [
    ...[0, 1, 2].map((side) => (median(turns.map((turn) => turn[side] ?? Number.NaN)) / 1000).toFixed(1)),
    median(turns.map(([bare, , proxy]) => proxy / bare)).toFixed(3),
    "1.2, and 10 µs",
  ];
  return `| ${[name, ...cells].join(" | ")} |`;
}

/** The median load of a KVM guest, in ns; all on one CPU, or the backend on another one, looking. */
function guestLoad(side: "stub" | "proxy", wait: Wait): number {
  const build = path.dirname(daemon);
  const [vmm = "", guest = "", device = ""] = ["vmm", "guest.bin", "virtio-rng"].map((name) => path.join(build, name));
  const spin = wait === "spin" ? ",spin_us=1000" : "";
  const on = (cpu: number, ...command: readonly string[]) => ["taskset", "-c", String(cpu), ...command];
  const backendCpu = wait === "spin" ? 0 : 1;
  const server =
    side === "stub"
      ? on(backendCpu, device, `kvm:fd=3${spin}`)
      : on(1, daemon, "--hypervisor", `kvm:fd=3${spin}`, "--backend", `unix=${socket},any`);
  const [command = "", ...parameters] = on(backendCpu, device, `proxy:unix=${socket}${spin}`);
  const backend = side === "proxy" ? spawn(command, parameters, { stdio: "ignore" }) : undefined;
  try {
    const seen = run("taskset", on(1, vmm, "--guest", guest, "--rounds", "20000", "--", ...server).slice(1));
    const { same, measured } = JSON.parse(seen) as {
      readonly same: number;
      readonly measured: { readonly count: number; readonly medianNs: number };
    };
    if (same !== measured.count) {
      throw new Error("the guest got something else");
    }
    return measured.medianNs;
  } finally {
    backend?.kill("SIGKILL");
  }
}

function behindExit(name: string, wait: Wait, target: string, rounds: number): string {
  const pairs = Array.from({ length: rounds }, () => [guestLoad("stub", wait), guestLoad("proxy", wait)] as const);
  const cells = [
    median(pairs.map(([stub]) => stub)).toFixed(0),
    median(pairs.map(([, proxy]) => proxy)).toFixed(0),
    median(pairs.map(([stub, proxy]) => proxy / stub)).toFixed(3),
    target,
  ];
  return `| ${[name, ...cells].join(" | ")} |`;
}

/** Sequential reads of 128 KiB by a virtio disk in the stub and behind the daemon, in GB/s. */
function disk(rounds: number): string {
  const bytes = 64 << 20;
  const folder = mkdtempSync("/dev/shm/hypershim-bench-proxy-");
  try {
    const file = path.join(folder, "disk");
    writeFileSync(file, Buffer.alloc(bytes, "hypershim"));
    const [reads = "", device = ""] = ["disk-reads", "virtio-blk"].map((name) => path.join(path.dirname(daemon), name));
    const speed = (...behind: readonly string[]): number => {
      const lines = run(reads, ["15", "1", file, device, ...behind]).trim().split("\n");
      return bytes / median(lines.map((line) => Number(line.split(" ")[2])));
    };
    const pairs = Array.from({ length: rounds }, () => [speed(), speed(daemon, socket)] as const);
    const cells = [
      median(pairs.map(([stub]) => stub)).toFixed(1),
      median(pairs.map(([, proxy]) => proxy)).toFixed(1),
      median(pairs.map(([stub, proxy]) => proxy / stub)).toFixed(3),
      "0.95",
    ];
    return `| ${cells.join(" | ")} |`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One load of the first of 128 vCPUs, in ns: to so many of the backends that there are. */
function among(backends: number, partners: number, wait: Wait, rounds: number): number {
  const folder = mkdtempSync(path.join(work, "sockets-"));
  const counts = [backends, 1000, 128, 1, partners, rounds].map(String);
  const { ns, wrong } = JSON.parse(run(crowd, [daemon, folder, ...counts, wait])) as Record<string, number>;
  if (wrong !== 0) {
    throw new Error(`${wrong} accesses were answered wrongly`);
  }
  return ns ?? Number.NaN;
}

/** A bare event to one of so many processes, and one back, in ns. */
function bareAmong(processes: number): number {
  const { ns } = JSON.parse(run(bareCrowd, [processes, 20_000 / processes].map(String))) as Record<string, number>;
  return ns ?? Number.NaN;
}

/** What 64 cost more than one does; the ratio inside each round. */
function growth(name: string, one: () => number, many: () => number, target: string): string {
  const pairs = Array.from({ length: 7 }, () => [one(), many()] as const);
  const cells = [
    median(pairs.map(([first]) => first)).toFixed(0),
    median(pairs.map(([, second]) => second)).toFixed(0),
    median(pairs.map(([first, second]) => second / first)).toFixed(3),
    target,
  ];
  return `| ${[name, ...cells].join(" | ")} |`;
}

/** With 64 backends, of which so many are asked, against the only one. */
function growthBehind(name: string, partners: number, wait: Wait, rounds: number, target: string): string {
  // Few regions are one backend's.
  const many = () => among(64, partners, wait, Math.ceil((rounds * 64) / partners));
  return growth(name, () => among(1, 1, wait, rounds), many, target);
}

/** There is a guest where /dev/kvm can be opened. */
function exits(rounds: number): readonly string[] {
  try {
    accessSync("/dev/kvm", constants.R_OK | constants.W_OK);
  } catch {
    return [];
  }
  return [
    "Behind an exit of a KVM guest: a load of virtio-rng, by the VMM of the examples, whose vCPU sleeps until it has the",
    "answer. Spinning, the backend has a CPU, and vCPU and daemon share the other one. With the stub the vCPU's CPU is idle",
    "meanwhile, so that row has the wake-up of an idle CPU in it, on one side only:",
    "",
    "| | stub, ns | proxy, ns | ratio | target |",
    "| --- | ---: | ---: | ---: | --- |",
    behindExit("spinning, two CPUs", "spin", "1.05", rounds),
    behindExit("blocking, one CPU", "block", "2.0", rounds),
    "",
  ];
}

compile();
process.stdout.write(
  [
    "## The daemon",
    "",
    "One load, from the guest's side to the backend and back: in the stub, behind hypershim-proxy, and (a hop) a",
    "request of 32 bytes and its answer over a split ring written by hand, between two processes. Spinning, daemon and",
    "backend have a CPU each, and the guest sleeps while one request makes a thousand accesses; blocking, everybody",
    "shares one CPU. The ratio is the daemon's to stub and hop together. Context switches and signals of",
    "events are those of all processes, for each access.",
    "",
    "| | hop, ns | stub, ns | proxy, ns | proxy to stub + hop | target | switches: hop | stub | proxy | signals: hop | stub | proxy |",
    "| --- | ---: | ---: | ---: | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    against("spinning, two CPUs", "spin", 500_000, 15),
    against("blocking, one CPU", "block", 50_000, 15),
    "",
    "Stores that nobody waits for, 500 and a load behind them, in millions a second:",
    "",
    "| | stub | proxy | target | signals of the proxy |",
    "| --- | ---: | ---: | --- | ---: |",
    posted(9),
    "",
    "An interrupt, from before the backend raises it until a thread of the host has it, all on one CPU, in µs; a bare",
    "event between two processes does the same. Virtio devices bind an event to their line, where there are such:",
    "",
    "| | bare | stub | proxy | proxy to bare | target |",
    "| --- | ---: | ---: | ---: | ---: | --- |",
    interrupt("an event bound to the line", "event", 7),
    interrupt("a call, with its answer", "interrupt", 7),
    "",
    ...exits(7),
    "Reads of 128 KiB by virtio-blk in a process of its own, 128 under way, from a file in memory. No data passes the",
    "daemon, which shows the guest's memory to the device:",
    "",
    "| stub, GB/s | proxy, GB/s | ratio | target |",
    "| ---: | ---: | ---: | --- |",
    disk(9),
    "",
    "Behind a daemon with 1,000 regions, before a host with 128 vCPUs: one load, with one backend and with 64. Where",
    "all are asked in turn, each access wakes another process, whose memory the caches have lost meanwhile; so does a",
    "bare event, which is the least that such a growth can be.",
    "",
    "| | 1 backend, ns | 64 backends, ns | growth | target |",
    "| --- | ---: | ---: | ---: | --- |",
    growthBehind("spinning, two CPUs; one is asked", 1, "spin", 20, "1.3"),
    growthBehind("blocking, one CPU; one is asked", 1, "block", 10, "1.3"),
    growthBehind("blocking, one CPU; all are asked", 64, "block", 10, "1.3, or a bare event's"),
    growth("a bare event on one CPU; all are asked", () => bareAmong(1), () => bareAmong(64), ""),
    "",
  ].join("\n"),
);
