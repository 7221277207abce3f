// A guest's round trip under a real Xen, in emulated instructions: the stub, and the same by hand.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { bootXen, hasXen, type Result } from "../../test/xen/rig.ts";

const count = 3000;
const guest = `
  until4 0xd0000ff4 0xffffffff 0x600d
  br4 0xd0000000 ${count}
  bw4 0xd0000000 ${count}
  bi4 0xc000 ${count}
  br4 0xd8000000 ${count}
  w4 0xd0000fb0 2`;
const rows = ["load", "store", "port", "load that nobody serves"];

function compile(command: string, ...parameters: readonly string[]): void {
  const { status, stderr } = spawnSync(command, parameters, { encoding: "utf8" });
  if (status !== 0) {
    throw new Error(stderr);
  }
}

/** Microseconds of an access, for each row: with an instruction a nanosecond. */
function times(result: Result | undefined): readonly number[] {
  const found = [...(result?.said ?? "").matchAll(/^bench .* in us (\d+)$/gm)].map(([, us]) => Number(us) / count);
  if (found.length !== rows.length) {
    throw new Error(`${result?.said}\n${result?.output}`);
  }
  return found;
}

async function measure(): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), "hypershim-bench-xen-"));
  try {
    const file = (name: string) => path.join(folder, name);
    const libraries = ["xendevicemodel", "xenevtchn", "xenforeignmemory"].map((name) => `-l${name}`);
    compile("cc", "-O2", "bench/xen/by_hand.c", "-o", file("by-hand"), ...libraries);
    const stub = ["build", "--target", "stub", "--hypervisor", "xen", "test/xen/device.c", "-o", file("device")];
    compile(process.execPath, "bin/hypershim.cjs", ...stub);
    const programs = { "by-hand": file("by-hand"), device: file("device") };
    const run = (program: string) => `${program} & sleep 1; domain unpause $DOMID; wait $!`;
    const results = await bootXen({
      programs,
      instructions: true,
      cases: [1, 2].flatMap((round) => [
        { name: `by hand ${round}`, guest, run: run("by-hand $DOMID") },
        { name: `stub ${round}`, guest, run: run("device xen:domid=$DOMID,bufioreq=off") },
      ]),
    });
    const mean = (name: string) => {
      const [first = [], second = []] = [1, 2].map((round) => times(results.get(`${name} ${round}`)));
      return first.map((time, row) => (time + (second[row] ?? Number.NaN)) / 2);
    };
    const byHand = mean("by hand");
    const ours = mean("stub");
    const table = rows.map((row, i) => {
      const [hand = Number.NaN, own = Number.NaN] = [byHand[i], ours[i]];
      return `| ${row} | ${own.toFixed(1)} | ${hand.toFixed(1)} | ${(own / hand).toFixed(3)} |`;
    });
    return ["| access | stub, µs | by hand, µs | ratio |", "| --- | ---: | ---: | ---: |", ...table].join("\n");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

console.log("## Round trips under Xen\n");
console.log(
  "Xen runs in QEMU, which counts an emulated instruction as a nanosecond: these are thousands of instructions of " +
    "guest, Xen and domain 0 together, and do not depend on the machine.\n",
);
console.log(hasXen() ? await measure() : "Not measured: Xen cannot run here.");
