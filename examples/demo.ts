// The main job, from the specs to a guest that was served: `npm start`.
import { spawnSync } from "node:child_process";
import { accessSync, constants, mkdirSync } from "node:fs";
import path from "node:path";

/** What both machines print at their end; see examples/machine/report.c. */
interface Report {
  readonly guest: "kvm" | "loopback";
  readonly stage: number;
  readonly interrupts: number;
  readonly used: number;
  readonly usedBytes: number;
  readonly same: number;
  readonly allOnes: number;
  readonly random: string;
  readonly accesses: readonly Access[];
  readonly measured: {
    readonly count: number;
    readonly medianNs: number;
    readonly p99Ns: number;
    readonly machineSwitches: number;
    readonly backendSwitches: number;
  };
}

interface Access {
  readonly write: boolean;
  readonly offset: number;
  readonly size: number;
  readonly value: number;
}

/** What the backend counted; see examples/virtio-rng. */
interface Counters {
  readonly requests: number;
  readonly reads: number;
  readonly writes: number;
  readonly posted: number;
  readonly kicks: number;
  readonly refused: number;
}

/** The driver's last stage: it measured, after everything else had worked. */
const lastStage = 6;
const rounds = 20_000;
const requests = 3;

const root = path.resolve(path.dirname(process.argv[1] ?? ""), "..");
const build = path.join(root, "build", "demo");

const registerNames: Readonly<Record<number, string>> = {
  0x000: "magic_value",
  0x004: "version",
  0x008: "device_id",
  0x00c: "vendor_id",
  0x010: "device_features",
  0x014: "device_features_sel",
  0x020: "driver_features",
  0x024: "driver_features_sel",
  0x030: "queue_sel",
  0x034: "queue_num_max",
  0x038: "queue_num",
  0x044: "queue_ready",
  0x050: "queue_notify",
  0x060: "interrupt_status",
  0x064: "interrupt_ack",
  0x070: "status",
  0x080: "queue_desc",
  0x084: "queue_desc high",
  0x090: "queue_avail",
  0x094: "queue_avail high",
  0x0a0: "queue_used",
  0x0a4: "queue_used high",
};

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function fail(what: string, output: string): never {
  process.stderr.write(`${output.trimEnd()}\n${what}\n`);
  process.exit(1);
}

/** Runs a program to its end and returns what it printed. */
function run(command: string, parameters: readonly string[]): string {
  const { status, error, stdout, stderr } = spawnSync(command, parameters, {
    cwd: root,
    encoding: "utf8",
  });
  if (status !== 0) {
    fail(`'${[command, ...parameters].join(" ")}' failed${error ? `: ${error.message}` : ""}`, `${stdout}${stderr}`);
  }
  return stdout;
}

function generate(): void {
  const lines = run(process.execPath, ["bin/hypershim.cjs", "generate"]).trim().split("\n");
  print("generated from idl/:");
  for (const line of lines) {
    print(`  ${path.relative(root, line) || line}`);
  }
}

function buildBackend(hypervisor: string): string {
  const output = path.join(build, `virtio-rng-${hypervisor}`);
  const source = "examples/virtio-rng/virtio-rng.c";
  const command = ["build", "--target", "stub", "--hypervisor", hypervisor, source, "-o", path.relative(root, output)];
  print(`built: ${run(process.execPath, ["bin/hypershim.cjs", ...command]).trim()}`);
  return output;
}

/** Why there is no KVM guest, or nothing if there can be one. */
function reasonAgainstKvm(): string | undefined {
  if (process.arch !== "x64") {
    return `the guest is x86 code and this machine is ${process.arch}`;
  }
  try {
    accessSync("/dev/kvm", constants.R_OK | constants.W_OK);
    return undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ENOENT"
      ? "there is no /dev/kvm"
      : "/dev/kvm cannot be opened by this user";
  }
}

/** Builds a machine and its guest. */
function buildMachine(...targets: readonly string[]): void {
  run("cmake", ["-S", "native", "-B", build, "-DCMAKE_BUILD_TYPE=Release"]);
  run("cmake", ["--build", build, "--parallel", "2", "--target", ...targets]);
}

interface Run {
  readonly report: Report;
  readonly counters: Counters;
}

/** Both processes stay on one CPU: what is measured is the way there and back. */
function runMachine(name: string, parameters: readonly string[], backend: readonly string[]): Run | string {
  const common = ["--cpu", "0", "--rounds", String(rounds), "--requests", String(requests)];
  const { status, error, stdout, stderr } = spawnSync(
    path.join(build, name),
    [...parameters, ...common, "--", ...backend],
    { encoding: "utf8", env: { ...process.env, HYPERSHIM_COUNTERS: "1" } },
  );
  if (status === 77) {
    return stderr.trim();
  }
  const counters = stderr.split("\n").find((line) => line.startsWith("{"));
  if (status !== 0 || counters === undefined) {
    fail(`the guest did not come to its end${error ? `: ${error.message}` : ""}`, stderr);
  }
  return { report: JSON.parse(stdout) as Report, counters: JSON.parse(counters) as Counters };
}

function runGuest(): Run {
  let reason = reasonAgainstKvm();
  if (reason === undefined) {
    const backend = buildBackend("kvm");
    buildMachine("vmm", "guest");
    const result = runMachine("vmm", ["--guest", path.join(build, "guest.bin")], [backend, "kvm:fd=3"]);
    if (typeof result !== "string") {
      print("guest: a KVM vCPU in real mode; its accesses go to the backend as ioregionfd commands");
      return result;
    }
    reason = result;
  }
  const backend = buildBackend("loopback");
  buildMachine("loopback-host");
  const result = runMachine("loopback-host", [], [backend, "loopback:fd=3"]);
  print(`guest: none, for ${reason}; the loopback host plays its driver over shared memory`);
  return typeof result === "string" ? fail("the loopback host failed", result) : result;
}

function describe({ write, offset, size, value }: Access): string {
  const name = registerNames[offset] ?? (offset >= 0x100 ? `config + ${offset - 0x100}` : `0x${offset.toString(16)}`);
  const what = `${write ? "store" : "load "} ${size}  ${name.padEnd(20)}`;
  return `${what} ${write ? "<-" : "->"} 0x${value.toString(16)}`;
}

function printAccesses(accesses: readonly Access[]): void {
  const lines = accesses.map(describe);
  const half = Math.ceil(lines.length / 2);
  print("accesses and the answers that the guest saw (bytes, register, value):");
  for (let at = 0; at < half; at++) {
    print(`  ${(lines[at] ?? "").padEnd(46)}${lines[half + at] ?? ""}`.trimEnd());
  }
}

function microseconds(nanoseconds: number): string {
  return `${(nanoseconds / 1000).toFixed(1)} µs`;
}

function printRun({ report, counters }: Run): void {
  const { measured } = report;
  const switches = measured.machineSwitches + measured.backendSwitches;
  printAccesses(report.accesses);
  print(`random bytes that the device wrote into guest memory: ${report.random}`);
  print(
    `  ${report.used} buffers with ${report.usedBytes} bytes came back by ${report.interrupts} interrupts, ` +
      `asked for by ${counters.kicks > 0 ? `${counters.kicks} doorbells that did not stop the guest` : "stores"}`,
  );
  print(
    `requests served: ${counters.requests} (${counters.reads} loads, ${counters.writes} stores, ` +
      `${counters.posted} of them posted; ${counters.refused} refused: wrong width, or no such register)`,
  );
  print(
    `latency of ${measured.count} loads, both processes on one CPU: ` +
      `median ${microseconds(measured.medianNs)}, p99 ${microseconds(measured.p99Ns)}`,
  );
  print(`context switches per request, of both processes: ${(switches / measured.count).toFixed(2)}`);
  if (report.stage !== lastStage || report.same !== measured.count) {
    fail("the guest's driver did not get what it should", "");
  }
}

mkdirSync(build, { recursive: true });
generate();
printRun(runGuest());
