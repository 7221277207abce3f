// What the runtime for Node costs a guest: a round trip against the same done by hand.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import path from "node:path";
import { buildSync } from "esbuild";

const folder = mkdtempSync(path.join(tmpdir(), "hypershim-bench-node-"));
const native = path.join(folder, "native");
const processes = 9;

function run(command: string, ...parameters: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(command, parameters, {
    encoding: "utf8",
    maxBuffer: 1 << 26,
    timeout: 600_000,
    env: { ...process.env, HYPERSHIM_ADDON: path.join(native, "hypershim.node") },
  });
  if (status !== 0) {
    throw new Error(`${[command, ...parameters].join(" ")}\n${stdout.slice(-2000)}${stderr}`);
  }
  return stdout;
}

function bundle(name: string): string {
  const outfile = path.join(folder, `${name}.mjs`);
  const entryPoints = [`bench/node/${name}.ts`];
  buildSync({ entryPoints, outfile, bundle: true, platform: "node", format: "esm" });
  return outfile;
}

const median = (values: readonly number[]): number =>
  [...values].sort((one, other) => one - other)[values.length >> 1] ?? NaN;

/** Medians of the runtime and of the other one, in ns, and of their ratios, round by round. */
type Measured = readonly [ours: number, hand: number, ratio: number];

/**
 * Several processes of each: what V8 makes of the same code, and how its loops fall in with the
 * other CPU's, is another thing each time.
 */
function measure(mode: string, rounds: number, count: number, uri: string): Measured {
  const ours = [process.execPath, bundle("ours"), uri];
  const hand = [process.execPath, bundle("hand"), mode, path.join(folder, "bare.node")];
  const host = path.join(native, "bench-node-host");
  const pairs = Array.from({ length: processes }, () => {
    const lines = run(host, mode, String(rounds), String(count), ...ours, "--", ...hand)
      .trim()
      .split("\n")
      .map((line) => line.split(" ").map(Number));
    const of = (subject: number): number[] =>
      lines.filter(([first]) => first === subject).map(([, time = NaN]) => time);
    const byHand = of(1);
    return of(0).map((time, round) => [time, byHand[round] ?? NaN] as const);
  }).flat();
  return [
    median(pairs.map(([first]) => first)),
    median(pairs.map(([, second]) => second)),
    median(pairs.map(([first, second]) => first / second)),
  ];
}

function row(what: string, [ours, hand, ratio]: Measured): string {
  const time = (ns: number) => (ns < 1000 ? `${ns.toFixed(0)} ns` : `${(ns / 1000).toFixed(1)} µs`);
  return `| ${what} | ${time(ours)} | ${time(hand)} | ${ratio.toFixed(2)} |`;
}

try {
  if (cpus().length < 2) {
    process.stdout.write("## A backend in TypeScript\n\nneeds two processors\n");
  } else {
    run("cmake", "-S", "native", "-B", native, "-DCMAKE_BUILD_TYPE=Release");
    run("cmake", "--build", native, "--parallel", "2", "--target", "addon", "bench-node-host");
    const includes = ["-I", "dist/napi"];
    const bare = path.join(folder, "bare.node");
    run("cc", "-O2", "-fPIC", "-shared", ...includes, "bench/node/bare.c", "-o", bare);
    const spinning = measure("spin", 9, 5000, "loopback:fd=3,spin_us=1000000");
    const sleeping = measure("sleep", 5, 150, "loopback:fd=3,spin_us=0");
    process.stdout.write(
      [
        "## A backend in TypeScript",
        "",
        "A load of 4 bytes over shared pages, from a process that spins on another CPU; medians,",
        "taken in turns. By hand: JavaScript that moves the slot's state as well, but compares one",
        "address, without checks or counters. The ratio is the median of those of all turns.",
        "",
        "| the backend | runtime | by hand | ratio |",
        "| --- | --- | --- | --- |",
        row("looks at the page all the time", spinning),
        row("sleeps, and is woken by an eventfd (by hand: uv_poll)", sleeping),
        "",
      ].join("\n"),
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
