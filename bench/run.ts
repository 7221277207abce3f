// Runs every part of the benchmark and keeps what they print: npm run bench [PART…]
//
// A part is a folder here with a program `run.ts`. It prints its section of the results as Markdown
// on standard output, and whatever else it has to say on standard error.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { cpus, release } from "node:os";
import path from "node:path";

const folder = path.resolve("bench");

/** The parts that were asked for, or all of them. */
function parts(): readonly string[] {
  const all = readdirSync(folder)
    .filter((name) => existsSync(path.join(folder, name, "run.ts")))
    .sort();
  const wanted = process.argv.slice(2);
  const unknown = wanted.filter((name) => !all.includes(name));
  if (unknown.length > 0) {
    throw new Error(`no part ${unknown.join(", ")}; there are ${all.join(", ")}`);
  }
  return wanted.length > 0 ? wanted : all;
}

/** One part's section. It runs alone, so that no part warms or tires the process of another. */
function measure(part: string): string {
  process.stderr.write(`measuring ${part} …\n`);
  const { status, stdout } = spawnSync(
    process.execPath,
    ["tools/run.mjs", `bench/${part}/run.ts`],
    {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "inherit"],
      // It slows down the start of every process that we compare with.
      env: { ...process.env, NODE_EXTRA_CA_CERTS: undefined },
      maxBuffer: 1 << 26,
    },
  );
  if (status !== 0) {
    throw new Error(`the part '${part}' failed`);
  }
  return stdout.trim();
}

const [processor] = cpus();
const model = processor?.model.trim() ?? "unknown";
const place = `${cpus().length} × ${model}, Linux ${release()}, Node ${process.version}`;
const preface = [
  "# Benchmark results",
  `Written by \`npm run bench\`. Measured on ${place}. Only the ratios within one table mean ` +
    "anything elsewhere; times are for orientation.",
];
const chosen = parts();
const text = `${[...preface, ...chosen.map(measure)].join("\n\n")}\n`;
process.stdout.write(text);
if (process.argv.length === 2) {
  writeFileSync(path.join(folder, "results.md"), text);
}
