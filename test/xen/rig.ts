// Boots a real Xen hypervisor in QEMU's emulator, and runs cases in its domain 0.
import { spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** What happens in domain 0, with a paused test domain beside it if there is a script for one. */
export interface Case {
  readonly name: string;
  /** A shell script; `$DOMID` is the domain. See `dom0/init` for what it may call. */
  readonly run: string;
  /** The domain's script; see `README.md`. */
  readonly guest?: string;
  /** `hvm` has the devices that Xen emulates, `pvh` (the default) none but a local APIC. */
  readonly type?: "hvm" | "pvh";
  readonly vcpus?: number;
  readonly seconds?: number;
}

/** What a case came to. */
export interface Result {
  readonly domid: number;
  readonly output: string;
  readonly status: number;
  /** How the domain ended: `pass` is a power-off, `fail` any other end. */
  readonly guest: string;
  /** What the domain said. */
  readonly said: string;
}

/** Programs that cases call by name, and their files: file here, by its name there. */
export type Programs = Readonly<Record<string, string>>;

export interface Boot {
  readonly cases: readonly Case[];
  readonly programs: Programs;
  /** Time counts instructions, one a nanosecond, and takes twice as long. */
  readonly instructions?: boolean;
}

const cache = path.join(process.env["XDG_CACHE_HOME"] ?? tmpdir(), "hypershim-xen");
const inImage = path.join(cache, "image", "usr", "lib", "x86_64-linux-gnu");

/** Builds what is stale. Whether Xen can run here; in continuous integration it must. */
export function hasXen(): boolean {
  if (process.arch !== "x64") {
    return false;
  }
  const { status, stdout, stderr } = spawnSync("test/xen/image.sh", [cache], { encoding: "utf8" });
  if (status === 0) {
    return true;
  }
  const reason = `${stdout}${stderr}`.trim().split("\n").at(-1) ?? "";
  if (process.env["CI"] === "true" || status !== 77) {
    throw new Error(`test/xen/image.sh ${cache}: ${stdout}${stderr}`);
  }
  console.log(`skipped: no Xen: ${reason}`);
  return false;
}

/** Runs all cases in one boot: some 10 seconds, and one for each case. */
export async function bootXen(boot: Boot): Promise<ReadonlyMap<string, Result>> {
  const work = mkdtempSync(path.join(tmpdir(), "hypershim-xen-run-"));
  try {
    const initrd = path.join(work, "initrd");
    const files = overlay(boot, work);
    writeFileSync(initrd, Buffer.concat([readFileSync(path.join(cache, "base.cpio")), files]));
    const mebibytes = leastMebibytes + 3 * Math.ceil(files.length / (1 << 20));
    const { report, complaints } = await runQemu(work, initrd, mebibytes, boot.instructions === true);
    const console = readFileSync(path.join(work, "console"), "utf8");
    if (!/^RIG-DONE$/m.test(report)) {
      throw new Error(`Xen did not come to its end\n${complaints}\n${report}\n${console.slice(-3000)}`);
    }
    return results(report, console);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** The files of this run, as a cpio archive. */
function overlay(boot: Boot, work: string): Buffer {
  const rig = path.join(work, "root", "rig");
  mkdirSync(path.join(rig, "bin"), { recursive: true });
  mkdirSync(path.join(rig, "lib"));
  cpSync(path.join(cache, "guest.elf"), path.join(rig, "guest.elf"));
  for (const [name, file] of Object.entries(boot.programs)) {
    cpSync(file, path.join(rig, "bin", name), { dereference: true });
    bringLibraries(file, path.join(rig, "lib"));
  }
  boot.cases.forEach(({ name, run, guest, type = "pvh", vcpus = 1, seconds = 60 }, index) => {
    const folder = path.join(rig, "cases", `${String(index).padStart(2, "0")}-${name}`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, "settings"), `TYPE=${type} VCPUS=${vcpus} SECONDS_AT_MOST=${seconds}\n`);
    writeFileSync(path.join(folder, "run"), `${run}\n`);
    if (guest !== undefined) {
      writeFileSync(path.join(folder, "guest"), `${guest}\n`);
    }
  });
  const { status, stdout, stderr } = spawnSync("sh", ["-c", "find . | cpio --quiet -o -H newc -R 0:0"], {
    cwd: path.join(work, "root"),
    maxBuffer: 1 << 30,
  });
  if (status !== 0) {
    throw new Error(`cpio: ${String(stderr)}`);
  }
  return stdout;
}

/** What a program needs and the image lacks comes from here. */
function bringLibraries(file: string, folder: string): void {
  const { stdout } = spawnSync("ldd", [file], { encoding: "utf8" });
  for (const [, name = "", from = ""] of stdout.matchAll(/^\s*(\S+) => (\/\S+)/gm)) {
    if (!existsSync(path.join(inImage, name))) {
      cpSync(from, path.join(folder, name), { dereference: true });
    }
  }
}

/** Domain 0's, without the files of a run, which may have half of it; and what Xen and the other domains share. */
const leastMebibytes = 320;
const otherMebibytes = 192;

const xenOptions =
  "console=com1 com1=115200,8n1 dom0=pv dom0_max_vcpus=1 bootscrub=0 spec-ctrl=no xpti=no " +
  "loglvl=info guest_loglvl=all noreboot=1";
const kernelOptions =
  "console=hvc0 rdinit=/init loglevel=4 nokaslr mitigations=off rodata=off random.trust_cpu=on";
/** AMD's SVM with nested paging is what QEMU emulates; rdrand gives domain 0 its randomness at once. */
const machine =
  "-accel tcg -machine pc -cpu qemu64,+svm,+npt,+rdrand -smp 1 -nodefaults -no-user-config -display none -no-reboot";

function runQemu(
  work: string,
  initrd: string,
  mebibytes: number,
  instructions: boolean,
): Promise<{ report: string; complaints: string }> {
  const qemu = spawn(
    "qemu-system-x86_64",
    [
      ...machine.split(" "),
      ...["-m", String(mebibytes + otherMebibytes)],
      ...(instructions ? ["-icount", "shift=0,sleep=off"] : []),
      ...["-serial", `file:${path.join(work, "console")}`, "-serial", "stdio"],
      ...["-kernel", path.join(cache, "xen"), "-append", `${xenOptions} dom0_mem=${mebibytes}M,max:${mebibytes}M`],
      ...["-initrd", `${path.join(cache, "vmlinuz")} ${kernelOptions},${initrd}`],
    ],
    { stdio: ["ignore", "pipe", "pipe"] },
  );
  let report = "";
  let complaints = "";
  qemu.stdout.setEncoding("latin1").on("data", (text: string) => (report += text));
  qemu.stderr.setEncoding("utf8").on("data", (text: string) => (complaints += text));
  const limit = setTimeout(() => qemu.kill("SIGKILL"), 500_000);
  return new Promise((resolve, reject) => {
    qemu.on("error", reject);
    qemu.on("close", () => {
      clearTimeout(limit);
      resolve({ report: report.replaceAll("\r", ""), complaints });
    });
  });
}

function results(report: string, console: string): ReadonlyMap<string, Result> {
  const said = new Map<number, string[]>();
  for (const [, domid = "", line = ""] of console.matchAll(/^(?:\(XEN\) .*)?\(d(\d+)\) (.*?)\r?$/gm)) {
    said.set(Number(domid), [...(said.get(Number(domid)) ?? []), line]);
  }
  return new Map(
    report
      .split(/^RIG-CASE /m)
      .slice(1)
      .map((text) => {
        const [title = "", ...lines] = text.split("\n");
        const word = (name: string) => lines.find((line) => line.startsWith(`RIG-${name} `))?.split(" ")[1];
        const domid = Number(word("DOMAIN") ?? 0);
        const result: Result = {
          domid,
          output: lines.filter((line) => !line.startsWith("RIG-")).join("\n"),
          status: lines.includes("RIG-LATE") ? 124 : Number(word("STATUS")),
          guest: word("GUEST") ?? "",
          said: (said.get(domid) ?? []).join("\n"),
        };
        return [title.replace(/^\d+-/, ""), result];
      }),
  );
}
