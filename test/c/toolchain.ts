// Compilers and machines that generated C is tried with; what is missing is skipped, not in CI.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** A compiler with the flags that choose a machine, and how to run what it makes. */
export interface Toolchain {
  readonly name: string;
  readonly command: readonly string[];
  /** The same for C++. */
  readonly plusCommand: readonly string[];
  readonly run: readonly string[];
  /** The package to install where it is missing. */
  readonly install: string;
}

/** Warnings that generated code must not cause. */
export const warnings = ["-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wshadow", "-Werror"];

// Without the gcc-multilib package, which cannot be installed beside cross compilers, the kernel's
// headers are found only where the 64-bit ones are.
const asm = "/usr/include/x86_64-linux-gnu";
const narrow = ["-m32", ...(existsSync(asm) ? ["-isystem", asm] : [])];

/** The compiler that everybody has. */
export const gcc: Toolchain = {
  name: "gcc",
  command: ["gcc"],
  plusCommand: ["g++"],
  run: [],
  install: "g++",
};

/** Another compiler, a 32-bit machine, a big-endian machine. */
export const others: readonly Toolchain[] = [
  { name: "clang", command: ["clang"], plusCommand: ["clang++"], run: [], install: "clang" },
  {
    name: "clang, 32 bits",
    command: ["clang", ...narrow],
    plusCommand: ["clang++", ...narrow],
    run: [],
    install: "clang gcc-12-multilib g++-12-multilib",
  },
  {
    name: "32 bits",
    command: ["gcc", ...narrow],
    plusCommand: ["g++", ...narrow],
    run: [],
    install: "gcc-12-multilib g++-12-multilib",
  },
  {
    name: "big-endian",
    command: ["s390x-linux-gnu-gcc", "-static"],
    plusCommand: ["s390x-linux-gnu-g++", "-static"],
    run: ["qemu-s390x"],
    install: "gcc-s390x-linux-gnu g++-s390x-linux-gnu qemu-user",
  },
];

/** All toolchains that work here. */
export const toolchains: readonly Toolchain[] = [gcc, ...others.filter(works)];

/** Whether a tool is there; in CI it has to be. */
export function has(tool: string, install: string): boolean {
  return present(spawnSync(tool, ["--version"]).status === 0, tool, install);
}

function works({ name, command, plusCommand, run, install }: Toolchain): boolean {
  const folder = mkdtempSync(path.join(tmpdir(), "hypershim-tools-"));
  const source = path.join(folder, "empty.cpp");
  writeFileSync(source, "#include <cerrno>\nint main() { return 0; }\n");
  const program = path.join(folder, "empty");
  const built = [command.slice(0, 1), plusCommand].every(
    ([tool = "", ...flags], index) =>
      spawnSync(tool, index === 0 ? ["--version"] : [...flags, source, "-o", program]).status === 0,
  );
  const [runner, ...before] = [...run, program];
  return present(built && spawnSync(runner ?? program, before).status === 0, name, install);
}

function present(found: boolean, name: string, install: string): boolean {
  if (!found && process.env["CI"] === "true") {
    throw new Error(`${name} is missing: install ${install}`);
  }
  if (!found) {
    console.log(`${name}: skipped; install ${install}`);
  }
  return found;
}

/** Output of a program; fails with all that it said. */
export function execute(command: readonly string[], folder: string): string {
  const [program = "", ...flags] = command;
  const { status, stdout, stderr, signal, error } = spawnSync(program, flags, {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  if (status !== 0) {
    const said = [error?.message ?? "", stdout, stderr].join("\n").trim();
    throw new Error(
      `${command.join(" ").slice(0, 400)}\nexit ${status ?? signal ?? ""}\n${said.slice(0, 8000)}`,
    );
  }
  return stdout;
}

/** Builds a program in a folder and gives its path. */
export function build(
  toolchain: Toolchain,
  folder: string,
  sources: readonly string[],
  flags: readonly string[] = [],
): string {
  const program = path.join(mkdtempSync(path.join(tmpdir(), "hypershim-program-")), "program");
  const [tool = "", ...machine] = toolchain.command;
  execute(
    [
      tool,
      ...machine,
      "-std=c11",
      "-g",
      "-O1",
      ...warnings,
      "-I.",
      ...flags,
      ...sources,
      "-o",
      program,
      "-pthread",
    ],
    folder,
  );
  return program;
}
