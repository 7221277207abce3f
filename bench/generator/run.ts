// How long the generator takes, as a whole process, against Node starting and doing nothing.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const work = mkdtempSync(path.join(tmpdir(), "hypershim-bench-"));
process.once("exit", () => rmSync(work, { recursive: true, force: true }));
const out = path.join(work, "out");
const tool = path.resolve("bin/hypershim.cjs");

// More certificates would make every start of Node slower, and the ratios look better.
const env = { ...process.env };
delete env["NODE_EXTRA_CA_CERTS"];

/** One row: a command line, and what it may cost. */
interface Case {
  readonly name: string;
  readonly parameters: readonly string[];
  /** The output is there already. */
  readonly warm?: boolean;
  readonly rounds: number;
  readonly target: string;
}

const empty: Case = { name: "node -e 0", parameters: ["-e", "0"], rounds: 15, target: "" };

function generate(name: string, specs: string, targets: string, rest: Partial<Case>): Case {
  const parameters = [
    tool,
    "generate",
    specs,
    "--out",
    out,
    ...(targets === "" ? [] : ["-t", targets]),
  ];
  return { name, parameters, rounds: 15, target: "", ...rest };
}

/** A spec of many records with ten fields each. */
function manyRecords(count: number): string {
  const folder = path.join(work, `records-${count}`);
  const record = (index: number): string => `/// Message ${index}.
struct message_${index} {
    addr: u64 @number;   /// where
    data: u64;
    count: u32;
    size: u32;
    port: u32;
    tag: u16;
    bits u8 { [3:0] state; [4] last: bool; [5] down: bool; [7:6] reserved; }
    kind: kind;
}
`;
  const records = Array.from({ length: count }, (_, index) => record(index));
  const head =
    "/// Many.\nmodule many;\nendian little;\n\n/// Kinds.\nenum kind : u8 { one = 1; two = 2; }\n";
  mkdirSync(folder);
  writeFileSync(path.join(folder, "many.idl"), [head, ...records].join("\n"));
  return folder;
}

function milliseconds({ parameters, warm }: Case): number {
  if (warm !== true) {
    rmSync(out, { recursive: true, force: true });
  }
  const before = process.hrtime.bigint();
  const { status } = spawnSync(process.execPath, parameters, { env, stdio: "ignore" });
  const after = process.hrtime.bigint();
  if (status !== 0) {
    throw new Error(`failed: ${parameters.join(" ")}`);
  }
  return Number(after - before) / 1e6;
}

/** Peak memory in MiB, as the kernel tells the process itself. */
function peakMemory({ parameters, warm }: Case): number {
  const report = path.join(work, "peak");
  const hook = path.join(work, "peak.cjs");
  writeFileSync(
    hook,
    `process.once("exit", () => require("fs").writeFileSync(${JSON.stringify(report)}, ` +
      "String(process.resourceUsage().maxRSS)));",
  );
  if (warm !== true) {
    rmSync(out, { recursive: true, force: true });
  }
  spawnSync(process.execPath, ["-r", hook, ...parameters], { env, stdio: "ignore" });
  return Number(readFileSync(report, "utf8")) / 1024;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}

/** Rounds in turn, so that whatever else the machine does meets all cases alike. */
function measure(cases: readonly Case[]): string {
  const times = cases.map((): number[] => []);
  const ratios = cases.map((): number[] => []);
  const rounds = Math.max(...cases.map((each) => each.rounds));
  for (let round = 0; round < rounds; round++) {
    const base = milliseconds(empty);
    for (const [index, each] of cases.entries()) {
      if (round < each.rounds) {
        const time = each === empty ? base : milliseconds(each);
        times[index]?.push(time);
        ratios[index]?.push(time / base);
      }
    }
  }
  const rows = cases.map((each, index) => {
    const time = median(times[index] ?? []).toFixed(0);
    const ratio = median(ratios[index] ?? []).toFixed(2);
    const peak = peakMemory(each).toFixed(0);
    return `| ${each.name} | ${time} | ${ratio} | ${peak} | ${each.target} |`;
  });
  return ["| | ms | ratio | peak MiB | target |", "| --- | --- | --- | --- | --- |", ...rows].join(
    "\n",
  );
}

const shipped = measure([
  empty,
  generate("shipped specs, C", "idl", "c", { target: "ratio 3" }),
  generate("shipped specs, all targets", "idl", "", { rounds: 7, target: "ratio 15" }),
  generate("nothing changed", "idl", "", { rounds: 7, warm: true, target: "ratio 2" }),
]);
const [thousand, tenThousand] = [manyRecords(1000), manyRecords(10_000)];
const large = measure([
  empty,
  generate("1,000 records, C", thousand, "c", { rounds: 5 }),
  generate("10,000 records, C", tenThousand, "c", {
    rounds: 3,
    target: "2500 ms, 400 MiB, 7 × 1,000",
  }),
  generate("1,000 records, TypeScript", thousand, "ts", { rounds: 3 }),
  generate("10,000 records, TypeScript", tenThousand, "ts", { rounds: 1, target: "linear" }),
]);
process.stdout.write(
  [
    "## The generator",
    "Whole processes; the ratio is to `node -e 0` in the same round.",
    shipped,
    `${large}\n`,
  ].join("\n\n"),
);
