// Runs the built command line tool as users do: a process in a folder of its own.
import { spawnSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

/** The repository. */
export const root = fileURLToPath(new URL("..", import.meta.url));

/** The script that `npx hypershim` starts. */
export const tool = path.join(root, "bin", "hypershim.cjs");

/** How a process ended. */
export interface Ended {
  readonly status: number | null;
  readonly output: string;
  readonly report: string;
}

/** Runs a program to its end. */
export function run(command: string, parameters: readonly string[], cwd: string, env = {}): Ended {
  const { status, stdout, stderr, error } = spawnSync(command, parameters, {
    cwd,
    encoding: "utf8",
    env: { ...process.env, ...env },
    maxBuffer: 1 << 28,
  });
  if (error !== undefined) {
    throw error;
  }
  return { status, output: stdout, report: stderr };
}

/** Runs the tool. */
export function hypershim(cwd: string, ...parameters: readonly string[]): Ended {
  return run(process.execPath, [tool, ...parameters], cwd);
}

/** A new folder with these files, removed when the test ends. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const folder = mkdtempSync(path.join(tmpdir(), "hypershim-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    put(folder, name, content);
  }
  return folder;
}

/** Writes one file and the folders above it. */
export function put(folder: string, name: string, content: string | Uint8Array): void {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
}

/** All files below a folder with their content; stamps, which hold times, are left out. */
export function contentOf(folder: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => !name.includes(".hypershim/") && statSync(path.join(folder, name)).isFile())
      .sort()
      .map((name) => [name, readFileSync(path.join(folder, name), "utf8")]),
  );
}

/** A small sound spec. */
export function spec(name: string, members = "count: u32;"): string {
  return `/// A test.\nmodule ${name};\nendian little;\n\n/// One record.\nstruct ${name}_record {\n    ${members}\n}\n`;
}
