// Programs that a test starts, and the daemon among them.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";

/** A program, and all that it says. */
export interface Program {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  readonly output: Promise<string>;
  readonly complaints: Promise<string>;
}

const children: ChildProcess[] = [];
const folders: string[] = [];

/** Ends everything that a test has started. */
export function endPrograms(): void {
  children.splice(0).forEach((child) => child.kill("SIGKILL"));
  folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true }));
}

/** Starts a program; one in TypeScript finds the addon. */
export function run(command: readonly string[], addon: string): Program {
  const [program = "", ...parameters] = command;
  const child = spawn(program, parameters, {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, HYPERSHIM_ADDON: addon },
  });
  children.push(child);
  return {
    child,
    ended: once(child, "exit").then(([status]) => status as number | null),
    output: text(child.stdout),
    complaints: text(child.stderr),
  };
}

/** A program that one talks with. */
export interface Spoken {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  /** The next line of its output. */
  line(): Promise<string>;
  /** Gives it a line. */
  say(line: string): void;
}

/** Starts a program of a folder; what it complains of is seen. */
export function startProgram(folder: string, name: string, parameters: readonly string[]): Spoken {
  const child = spawn(path.join(folder, name), parameters, { stdio: ["pipe", "pipe", "inherit"] });
  children.push(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    child,
    ended: once(child, "exit").then(([status]) => status as number | null),
    line: async () => String((await lines.next()).value),
    say: (line) => void child.stdin.write(`${line}\n`),
  };
}

/** Where a socket can be. */
export function newSocket(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "hypershim-socket-"));
  folders.push(folder);
  return path.join(folder, "socket");
}

/** A daemon with one backend that may do anything; the backend's URI. */
export async function runDaemon(
  folder: string,
  hypervisor: string,
  options = "any",
): Promise<{ readonly daemon: Program; readonly uri: string }> {
  const socket = newSocket();
  const daemon = run(
    [
      path.join(folder, "hypershim-proxy"),
      ...["--hypervisor", hypervisor, "--backend", `unix=${socket},${options}`],
    ],
    "",
  );
  while (!existsSync(socket) && daemon.child.exitCode === null) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return { daemon, uri: `proxy:unix=${socket}` };
}
