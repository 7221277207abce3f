// A loopback host in another process (test/native/scripted_host.c), told what to do line by line.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";

/** What an access is; the rest are zeroes and ones. */
export interface Access {
  readonly slot?: number;
  readonly type?: number;
  readonly write?: boolean;
  readonly address: number | bigint;
  readonly size?: number;
  readonly count?: number;
  readonly pointer?: boolean;
  readonly down?: boolean;
  readonly data?: number | bigint;
}

/** A running host. */
export interface Host {
  readonly uri: string;
  readonly pid: number;
  /** Sends a line, and gives the line that answers it. */
  ask(line: string): Promise<string>;
  /** What a load gave, or a store left: hexadecimal. */
  access(access: Access): Promise<string>;
  /** Waits until a backend can answer. */
  ready(): Promise<void>;
  /** Ends the process at once. */
  kill(): void;
}

const hosts: Host[] = [];

/** Ends every host that a test has started. */
export function killHosts(): void {
  hosts.splice(0).forEach((host) => host.kill());
}

export async function startHost(folder: string, slots = 1): Promise<Host> {
  const place = mkdtempSync(path.join(tmpdir(), "hypershim-host-"));
  const socket = path.join(place, "socket");
  const child = spawn(path.join(folder, "scripted_host"), [socket, String(slots)], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const lines = createInterface({ input: child.stdout });
  await once(lines, "line");
  let last: Promise<unknown> = Promise.resolve();
  const ask = (line: string): Promise<string> => {
    const answer = last.then(async () => {
      const answered = once(lines, "line");
      child.stdin.write(`${line}\n`);
      return String((await answered)[0]);
    });
    last = answer.catch(() => {});
    return answer;
  };
  const host: Host = {
    uri: `loopback:unix=${socket}`,
    pid: child.pid ?? 0,
    ask,
    access: ({ slot = 0, type = 1, write = false, address, size = 4, count = 1, ...rest }) =>
      ask(
        [
          "access",
          ...[slot, type, write ? 0 : 1, address.toString(16), size, count],
          ...[rest.pointer ? 1 : 0, rest.down ? 1 : 0, (rest.data ?? 0).toString(16)],
        ].join(" "),
      ),
    async ready() {
      while ((await ask("ready")) !== "1") {
        // The next answer may be another.
      }
    },
    kill() {
      child.kill("SIGKILL");
      rmSync(place, { recursive: true, force: true });
    },
  };
  hosts.push(host);
  return host;
}
