// A request over the library's virtqueue, there and back, against a split ring written by hand.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const work = mkdtempSync(path.join(tmpdir(), "hypershim-bench-virtqueue-"));
process.once("exit", () => rmSync(work, { recursive: true, force: true }));
const program = path.join(work, "hop");

function run(command: string, parameters: readonly string[]): string {
  const { status, error, stdout, stderr } = spawnSync(command, parameters, { encoding: "utf8" });
  if (status !== 0) {
    throw new Error(`${command} ${parameters.join(" ")}: ${error?.message ?? stderr}`);
  }
  return stdout;
}

interface Parts {
  readonly sources: readonly string[];
  readonly specs: readonly string[];
}

/** The runtime with one transport, for it must have one. */
function compile(): void {
  const { common, builds } = JSON.parse(readFileSync("native/builds.json", "utf8")) as {
    readonly common: Parts;
    readonly builds: readonly (Parts & { readonly target: string; readonly hypervisor: string })[];
  };
  const parts = [
    common,
    ...builds.filter(({ target, hypervisor }) => target === "stub" && hypervisor === "loopback"),
  ];
  const generated = parts
    .flatMap(({ specs }) => specs)
    .map((name) => `generated/c/${name.replaceAll("-", "_")}.c`)
    .filter((file) => existsSync(file));
  const sources = parts.flatMap((part) => part.sources).map((name) => `native/${name}`);
  const options = ["-std=gnu11", "-O2", "-Inative/include", "-Igenerated/c", "-pthread"];
  run("gcc", [...options, "bench/virtqueue/hop.c", ...sources, ...generated, "-o", program]);
}

interface Hop {
  readonly ns: number;
  readonly switches: number;
  readonly signals: number;
}

interface Way {
  readonly name: string;
  readonly wait: "spin" | "block";
  readonly depth: number;
  readonly requests: number;
}

function hop(side: "bare" | "ours", { wait, depth, requests }: Way): Hop {
  return JSON.parse(run(program, [side, wait, String(depth), String(requests)])) as Hop;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}

/** Both in turn, the first one changing, and the ratio inside each round. */
function against(way: Way, rounds: number): string {
  const hops: Record<"bare" | "ours", Hop[]> = { bare: [], ours: [] };
  for (let round = 0; round < rounds; round++) {
    const order = round % 2 === 0 ? (["bare", "ours"] as const) : (["ours", "bare"] as const);
    for (const side of order) {
      hops[side].push(hop(side, way));
    }
  }
  const ratio = median(hops.ours.map(({ ns }, round) => ns / (hops.bare[round]?.ns ?? Number.NaN)));
  const sides = [hops.bare, hops.ours];
  const cells = [
    ...sides.map((side) => median(side.map(({ ns }) => ns)).toFixed(0)),
    ratio.toFixed(3),
    "1.1",
    ...sides.map((side) => median(side.map(({ switches }) => switches)).toFixed(3)),
    ...sides.map((side) => median(side.map(({ signals }) => signals)).toFixed(3)),
  ];
  return `| ${[way.name, ...cells].join(" | ")} |`;
}

compile();
const ways: readonly Way[] = [
  { name: "spinning, two CPUs", wait: "spin", depth: 1, requests: 300_000 },
  { name: "spinning, 8 under way", wait: "spin", depth: 8, requests: 1_000_000 },
  { name: "blocking, one CPU", wait: "block", depth: 1, requests: 40_000 },
  { name: "blocking, 8 under way", wait: "block", depth: 8, requests: 200_000 },
];
process.stdout.write(
  [
    "## The virtqueue",
    "",
    "A request of 32 bytes and its answer of 32, between two processes: with both ends of the library, and with a",
    "split ring written by hand on the same memory, without any check, which waits in the same way. Context switches",
    "and signals are those of both processes, for each request.",
    "",
    "| | by hand, ns | library, ns | ratio | target | switches by hand | library | signals by hand | library |",
    "| --- | ---: | ---: | ---: | --- | ---: | ---: | ---: | ---: |",
    ...ways.map((way) => against(way, 21)),
    "",
  ].join("\n"),
);
