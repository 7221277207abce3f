// Instructions of generated C against the same logic by hand over structs with bit-fields.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const work = mkdtempSync(path.join(tmpdir(), "hypershim-bench-c-"));
process.once("exit", () => rmSync(work, { recursive: true, force: true }));
const program = path.join(work, "measured");

/** One row: a case of measured.c, and what it may cost. */
interface Case {
  readonly name: string;
  readonly parameter: string;
  readonly target: string;
  readonly holds: (generated: number, hand: number) => boolean;
}

const ratio = (most: number) => (generated: number, hand: number) => generated <= most * hand;

/** Whole instructions: what a run prints at its end makes a difference of a few hundredths. */
const more = (most: number) => (generated: number, hand: number) =>
  Math.round(generated - hand) <= most;

const cases: readonly Case[] = [
  { name: "xen: dispatch of a load", parameter: "slot-read", target: "ratio 1.05", holds: ratio(1.05) },
  { name: "xen: dispatch of a store", parameter: "slot-write", target: "ratio 1.05", holds: ratio(1.05) },
  { name: "kvm: dispatch of a load", parameter: "command-read", target: "ratio 1.05", holds: ratio(1.05) },
  { name: "kvm: dispatch of a store", parameter: "command-write", target: "ratio 1.05", holds: ratio(1.05) },
  { name: "all ten fields of a slot", parameter: "all", target: "ratio 1.00", holds: ratio(1) },
  {
    name: "direction, state and address of a slot",
    parameter: "three",
    target: "2 more",
    holds: more(2),
  },
];

function run(command: string, parameters: readonly string[]): string {
  const { status, error, stdout, stderr } = spawnSync(command, parameters, { encoding: "utf8" });
  if (status !== 0) {
    throw new Error(`${command} ${parameters.join(" ")}: ${error?.message ?? stderr}`);
  }
  return stdout;
}

/** Instructions of a whole run; the sum that it prints keeps both sides honest. */
function instructions(parameter: string, side: string, rounds: number): { count: number; sum: string } {
  const output = path.join(work, "callgrind");
  const sum = run("valgrind", [
    "--tool=callgrind",
    `--callgrind-out-file=${output}`,
    program,
    parameter,
    side,
    String(rounds),
  ]);
  const totals = /^(?:totals|summary): (\d+)/m.exec(readFileSync(output, "utf8"));
  return { count: Number(totals?.[1]), sum };
}

/** Instructions of one round: what a longer run costs more. */
function perRound(parameter: string, side: string): { count: number; sum: string } {
  const short = instructions(parameter, side, 6400);
  const long = instructions(parameter, side, 12_800);
  // The program's start and end differ by a few, too.
  return { count: Math.round((long.count - short.count) / 640) / 10, sum: long.sum };
}

const sources = ["measured.c", "hand.c"].map((name) => path.join("bench/c", name));
const generated = ["kvm_ioregionfd", "xen_ioreq", "io_backend"]
  .map((name) => `generated/c/${name}.c`)
  .filter((file) => existsSync(file));
run("gcc", ["-std=c11", "-O2", "-g", "-Ibench/c", "-Igenerated/c", ...sources, ...generated, "-o", program]);

const missed: string[] = [];
const rows = cases.map(({ name, parameter, target, holds }) => {
  const ours = perRound(parameter, "generated");
  const hand = perRound(parameter, "hand");
  if (ours.sum !== hand.sum) {
    throw new Error(`${name}: the two sides do different things`);
  }
  if (!holds(ours.count, hand.count)) {
    missed.push(name);
  }
  const cells = [ours.count.toFixed(1), hand.count.toFixed(1), (ours.count / hand.count).toFixed(3)];
  return `| ${[name, ...cells, target].join(" | ")} |`;
});
process.stdout.write(
  [
    "## Generated C",
    "",
    "Instructions of one message, counted by callgrind (gcc -O2), loop and callback included.",
    "",
    "| | generated | by hand | ratio | target |",
    "| --- | --- | --- | --- | --- |",
    ...rows,
    "",
    missed.length === 0 ? "Every target is met." : `Missed: ${missed.join("; ")}.`,
    "",
  ].join("\n"),
);
