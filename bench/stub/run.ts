// A guest's access through a stub, there and back between two processes, against the same by hand.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const work = mkdtempSync(path.join(tmpdir(), "hypershim-bench-stub-"));
process.once("exit", () => rmSync(work, { recursive: true, force: true }));
const program = path.join(work, "pingpong");

interface Build {
  readonly target: string;
  readonly hypervisor: string;
  readonly sources: readonly string[];
  readonly specs: readonly string[];
}
interface Builds {
  readonly common: Pick<Build, "sources" | "specs">;
  readonly builds: readonly Build[];
}

function run(command: string, parameters: readonly string[]): string {
  const { status, error, stdout, stderr } = spawnSync(command, parameters, { encoding: "utf8" });
  if (status !== 0) {
    throw new Error(`${command} ${parameters.join(" ")}: ${error?.message ?? stderr}`);
  }
  return stdout;
}

/** The runtime with the loopback's both ends, and the generated code that it needs. */
function compile(): void {
  const { common, builds } = JSON.parse(readFileSync("native/builds.json", "utf8")) as Builds;
  const host = builds.find((build) => build.target === "host" && build.hypervisor === "loopback");
  const sources = [...common.sources, ...(host?.sources ?? [])].map((name) => `native/${name}`);
  const generated = [...common.specs, ...(host?.specs ?? [])]
    .map((name) => `generated/c/${name.replaceAll("-", "_")}.c`)
    .filter((file) => existsSync(file));
  const options = ["-std=gnu11", "-O2", "-Inative/include", "-Igenerated/c", "-pthread"];
  run("gcc", [...options, "bench/stub/pingpong.c", ...sources, ...generated, "-o", program]);
}

/** What one run of pingpong measured. */
interface Trip {
  readonly ns: number;
  readonly switches: number;
}

/** How both sides wait, where they run, and how far apart accesses begin. */
interface Way {
  readonly wait: "spin" | "block" | "adapt";
  readonly cpus: 1 | 2;
  readonly gap: number;
  readonly accesses: number;
}

function trip(side: "bare" | "stub", { wait, cpus, gap, accesses }: Way): Trip {
  return JSON.parse(run(program, [side, wait, cpus, gap, accesses].map(String))) as Trip;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}

/** Both sides in turn, the first one changing, and the ratio inside each round. */
function against(name: string, way: Way, rounds: number): string {
  const bare: Trip[] = [];
  const stub: Trip[] = [];
  for (let round = 0; round < rounds; round++) {
    const order = round % 2 === 0 ? (["bare", "stub"] as const) : (["stub", "bare"] as const);
    for (const side of order) {
      (side === "bare" ? bare : stub).push(trip(side, way));
    }
  }
  const ratio = median(stub.map(({ ns }, round) => ns / (bare[round]?.ns ?? Number.NaN)));
  const cells = [
    median(bare.map(({ ns }) => ns)).toFixed(0),
    median(stub.map(({ ns }) => ns)).toFixed(0),
    ratio.toFixed(3),
    "1.1",
    median(bare.map(({ switches }) => switches)).toFixed(2),
    median(stub.map(({ switches }) => switches)).toFixed(2),
  ];
  return `| ${[name, ...cells].join(" | ")} |`;
}

/** Spinning, blocking and adapting in turn, at one rate. */
function atRate(rate: number, cpus: 1 | 2): string {
  const gap = 1e9 / rate;
  const accesses = Math.max(200, Math.min(50_000, rate / 4));
  const times = { spin: [] as number[], block: [] as number[], adapt: [] as number[] };
  const ratios: number[] = [];
  for (let round = 0; round < 9; round++) {
    const [spin, block, adapt] = (["spin", "block", "adapt"] as const).map((wait) => {
      const { ns } = trip("stub", { wait, cpus, gap, accesses });
      times[wait].push(ns);
      return ns;
    }) as [number, number, number];
    ratios.push(adapt / Math.min(spin, block));
  }
  const cells = [times.spin, times.block, times.adapt].map((each) => median(each).toFixed(0));
  return `| ${rate} | ${cpus} | ${[...cells, median(ratios).toFixed(2), "1.2"].join(" | ")} |`;
}

compile();
const flatOut = { gap: 0 } as const;
const rates = [1000, 10_000, 100_000, 1_000_000];
process.stdout.write(
  [
    "## The stub",
    "",
    "One load, from the guest's side to the backend and back, over the loopback transport: two",
    "processes, a shared page, eventfds. By hand: the same record and its states on a bare page, with the same way",
    "to wait. Context switches are those of both processes, for each access.",
    "",
    "| | by hand, ns | stub, ns | ratio | target | switches by hand | switches of the stub |",
    "| --- | ---: | ---: | ---: | --- | ---: | ---: |",
    against("spinning, two CPUs", { wait: "spin", cpus: 2, accesses: 200_000, ...flatOut }, 21),
    against("blocking, one CPU", { wait: "block", cpus: 1, accesses: 50_000, ...flatOut }, 21),
    "",
    "Adaptive waiting (at most 2 ms of looking) against the better of the other two, at a steady rate:",
    "",
    "| accesses a second | CPUs | spin, ns | block, ns | adapt, ns | adapt to the better | target |",
    "| ---: | ---: | ---: | ---: | ---: | ---: | --- |",
    ...rates.flatMap((rate) => [atRate(rate, 2), atRate(rate, 1)]),
    "",
  ].join("\n"),
);
