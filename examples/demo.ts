// The main job, from the specs to a guest that was served: `npm start`.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  accessSync, constants, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync,
} from "node:fs";
import { tmpdir } from "node:os";
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
  readonly wakeups: number;
  readonly switches: number;
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

/** What goes into a program: the tool, the runtime, generated code and the backend. */
const inputs = ["dist/identity.json", "native", "generated/c", "examples/virtio-rng"];

/** When one of the files in a place was changed last. */
function changedAt(place: string): number {
  const status = statSync(place);
  return status.isDirectory()
    ? Math.max(...readdirSync(place).map((name) => changedAt(path.join(place, name))))
    : status.mtimeMs;
}

/** Builds one program for the demo, unless nothing has changed; its place. */
function buildProgram(name: string, ...parameters: readonly string[]): string {
  const output = path.join(build, name);
  const place = path.relative(root, output);
  const command = ["build", ...parameters, "-o", place];
  const started = new Date();
  if (existsSync(output) && statSync(output).mtimeMs > Math.max(...inputs.map(changedAt))) {
    print(`built: ${place}: up to date`);
    return output;
  }
  print(`built: ${run(process.execPath, ["bin/hypershim.cjs", ...command]).trim()}`);
  // What changes while it is built is not in it.
  utimesSync(output, started, started);
  return output;
}

const source = "examples/virtio-rng/virtio-rng.c";

function buildStub(hypervisor: string): string {
  return buildProgram(`virtio-rng-${hypervisor}`, "--target", "stub", "--hypervisor", hypervisor, source);
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

/** A program that has a guest, and how a backend reaches it. */
interface Machine {
  readonly name: string;
  readonly parameters: readonly string[];
  readonly uri: string;
}

function countersIn(text: string): Counters | undefined {
  const line = text.split("\n").find((each) => each.startsWith("{"));
  return line === undefined ? undefined : (JSON.parse(line) as Counters);
}

/** All processes stay on one CPU: what is measured is the way there and back. */
const cpu = "0";
const environment = { ...process.env, HYPERSHIM_COUNTERS: "1" };

/** Lets a guest run, and its backend; or why there is no such guest. */
function runMachine(machine: Machine, backend: readonly string[]): { report: Report; log: string } | string {
  const common = ["--cpu", cpu, "--rounds", String(rounds), "--requests", String(requests)];
  const { status, error, stdout, stderr } = spawnSync(
    path.join(build, machine.name),
    [...machine.parameters, ...common, "--", ...backend],
    { encoding: "utf8", env: environment },
  );
  if (status === 77) {
    return stderr.trim();
  }
  if (status !== 0) {
    fail(`the guest did not come to its end${error ? `: ${error.message}` : ""}`, stderr);
  }
  return { report: JSON.parse(stdout) as Report, log: stderr };
}

/** The backend as a stub of the machine's hypervisor. */
function runStub(machine: Machine, backend: string): Run | string {
  const result = runMachine(machine, [backend, machine.uri]);
  if (typeof result === "string") {
    return result;
  }
  const counters = countersIn(result.log) ?? fail("the backend said nothing", result.log);
  return { report: result.report, counters };
}

/** The same backend in a process that knows no hypervisor. */
async function runProxy(machine: Machine): Promise<Run> {
  const backend = buildProgram("virtio-rng-proxy", "--target", "proxy", source);
  const daemon = buildProgram("hypershim-proxy", "--target", "daemon");
  const place = mkdtempSync(path.join(tmpdir(), "hypershim-demo-"));
  const socket = path.join(place, "socket");
  try {
    const child = spawn("taskset", ["-c", cpu, backend, `proxy:unix=${socket}`], {
      env: environment,
      stdio: ["ignore", "ignore", "pipe"],
    });
    let log = "";
    child.stderr.on("data", (text) => (log += String(text)));
    const ended = once(child, "close");
    const before = [daemon, "--hypervisor", machine.uri, "--backend", `unix=${socket},any`];
    const result = runMachine(machine, before);
    await ended;
    const counters = countersIn(log) ?? fail("the backend said nothing", log);
    return typeof result === "string" ? fail(result, log) : { report: result.report, counters };
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

/** The machine that there can be, and what its guest saw of the stub. */
function runGuest(): [Machine, Run] {
  let reason = reasonAgainstKvm();
  if (reason === undefined) {
    const machine = { name: "vmm", parameters: ["--guest", path.join(build, "guest.bin")], uri: "kvm:fd=3" };
    const backend = buildStub("kvm");
    buildMachine("vmm", "guest");
    const result = runStub(machine, backend);
    if (typeof result !== "string") {
      print("guest: a KVM vCPU in real mode; its accesses go to the backend as ioregionfd commands");
      return [machine, result];
    }
    reason = result;
  }
  const machine = { name: "loopback-host", parameters: [], uri: "loopback:fd=3" };
  const backend = buildStub("loopback");
  buildMachine("loopback-host");
  const result = runStub(machine, backend);
  print(`guest: none, for ${reason}; the loopback host plays its driver over shared memory`);
  return [machine, typeof result === "string" ? fail("the loopback host failed", result) : result];
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
  check(report);
}

function check({ stage, same, measured }: Report): void {
  if (stage !== lastStage || same !== measured.count) {
    fail("the guest's driver did not get what it should", "");
  }
}

/** Both builds, side by side; a proxy's backend counts its own context switches, of its whole life. */
function printBoth(stub: Run, proxy: Run): void {
  const perLoad = ({ report: { measured } }: Run) =>
    (measured.machineSwitches + measured.backendSwitches) / measured.count;
  const perRequest = (count: number, { counters }: Run) => count / counters.requests;
  const row = (what: string, ...[one, two]: readonly [string, string]) =>
    print(`  ${what.padEnd(44)}${one.padStart(10)}${two.padStart(10)}`);
  const count = stub.report.measured.count;
  print(`the same guest before both builds of the backend, all on one CPU, ${count} loads:`);
  row("", "stub", "proxy");
  row("latency, median", ...both(({ report }) => microseconds(report.measured.medianNs)));
  row("latency, p99", ...both(({ report }) => microseconds(report.measured.p99Ns)));
  row(
    "context switches per load, of all processes",
    perLoad(stub).toFixed(2),
    (perLoad(proxy) + perRequest(proxy.counters.switches, proxy)).toFixed(2),
  );
  row("wake-ups of the backend per request", ...both((each) => perRequest(each.counters.wakeups, each).toFixed(2)));

  function both(of: (run: Run) => string): [string, string] {
    return [of(stub), of(proxy)];
  }
}

mkdirSync(build, { recursive: true });
generate();
const [machine, stub] = runGuest();
printRun(stub);
const proxy = await runProxy(machine);
check(proxy.report);
printBoth(stub, proxy);
