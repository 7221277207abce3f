// Builds the runtime, the examples and the test programs with CMake, once for each flavour.
import { spawnSync } from "node:child_process";
import { accessSync, constants, mkdirSync } from "node:fs";
import path from "node:path";

/** Plain, with sanitizers that end a program at the first thing that is wrong, or for a big-endian machine. */
export type Flavour = "plain" | "address,undefined" | "thread" | "s390x";

const s390x = [
  "-DCMAKE_SYSTEM_NAME=Linux",
  "-DCMAKE_SYSTEM_PROCESSOR=s390x",
  "-DCMAKE_C_COMPILER=s390x-linux-gnu-gcc",
  "-DCMAKE_CXX_COMPILER=s390x-linux-gnu-g++",
];

/** Builds what is stale and returns the folder with the programs. */
export function buildNative(flavour: Flavour): string {
  const folder = path.resolve("build", `test-${flavour.replace(",", "-")}`);
  const sanitize = flavour === "plain" ? "" : flavour;
  const options = flavour === "s390x" ? s390x : [`-DHYPERSHIM_SANITIZE=${sanitize}`];
  // Test files run side by side, and several want the same.
  const alone = ["flock", `${folder}.lock`] as const;
  mkdirSync(path.dirname(folder), { recursive: true });
  run(...alone, "cmake", "-S", "native", "-B", folder, ...options);
  run(...alone, "cmake", "--build", folder, "--parallel", "2");
  return folder;
}

function run(command: string, ...parameters: readonly string[]): void {
  const { status, error, stdout, stderr } = spawnSync(command, parameters, { encoding: "utf8" });
  if (status !== 0) {
    throw new Error(`${[command, ...parameters].join(" ")}\n${error?.message ?? ""}\n${stdout}${stderr}`);
  }
}

/** Whether a KVM guest can run here; in continuous integration one must. */
export function hasKvm(): boolean {
  if (process.arch !== "x64") {
    return false;
  }
  try {
    accessSync("/dev/kvm", constants.R_OK | constants.W_OK);
    return true;
  } catch {
    return process.env["CI"] === "true";
  }
}
