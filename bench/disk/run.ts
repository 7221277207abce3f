// Sequential reads through the block device of the examples, against a bare loop of the same calls.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

/** What the device has to reach, as a part of the bare loop's speed. */
const target = 0.9;
const rounds = 101;
const bytes = 64 << 20;

// In memory: it is not the disk of this machine that is measured.
const folder = mkdtempSync("/dev/shm/hypershim-bench-disk-");
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
const file = path.join(folder, "disk");
writeFileSync(file, Buffer.alloc(bytes, "hypershim"));

function run(command: string, ...parameters: readonly string[]): string {
  const { status, error, stdout, stderr } = spawnSync(command, parameters, { encoding: "utf8" });
  if (status !== 0) {
    throw new Error(`${[command, ...parameters].join(" ")}: ${error?.message ?? ""}\n${stdout}${stderr}`);
  }
  return stdout;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;
}

const build = path.resolve("build/bench");
run("cmake", "-S", "native", "-B", build, "-DCMAKE_BUILD_TYPE=Release");
run("cmake", "--build", build, "--target", "disk-reads", "virtio-blk", "--parallel", "2");

const missed: string[] = [];
const rows = [1, 32].map((pieces) => {
  const device = path.join(build, "virtio-blk");
  const output = run(path.join(build, "disk-reads"), String(rounds), String(pieces), file, device);
  const measured = output.trim().split("\n").map((line) => line.trim().split(" ").map(Number));
  const column = (at: number) => measured.map((numbers) => numbers[at] ?? NaN);
  const ratio = (bare: number, ours: number) =>
    median(measured.map((numbers) => (numbers[bare] ?? NaN) / (numbers[ours] ?? NaN)));
  const speed = (at: number) => (bytes / median(column(at))).toFixed(1);
  const name = pieces === 1 ? "128 KiB in one piece" : `128 KiB in ${pieces} pieces`;
  const reached = ratio(0, 2);
  if (reached < target) {
    missed.push(name);
  }
  const cells = [speed(0), speed(2), reached.toFixed(3), ratio(1, 3).toFixed(3), `ratio ${target}`];
  return `| ${[name, ...cells].join(" | ")} |`;
});
process.stdout.write(
  [
    "## The block device",
    "",
    "A file in memory, read from beginning to end through virtio-blk in another process (loopback),",
    `128 requests under way, and by the same preadv calls without it: medians of ${rounds} rounds by turns.`,
    "The last ratio is that of the CPU time of whoever reads the file; it does not depend on who else",
    "wants the CPUs.",
    "",
    "| | bare, GB/s | device, GB/s | ratio | CPU ratio | target |",
    "| --- | --- | --- | --- | --- | --- |",
    ...rows,
    "",
    missed.length === 0 ? "Every target is met." : `Missed: ${missed.join("; ")}.`,
    "",
  ].join("\n"),
);
