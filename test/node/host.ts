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
  /** Has vCPUs do lines side by side, "VCPU access …" or "VCPU post …": the answer to each. */
  together(lines: readonly string[]): Promise<readonly string[]>;
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
  /** Sends some text, and gives so many lines. */
  const exchange = (text: string, count: number): Promise<readonly string[]> => {
    const answer = last.then(
      () =>
        new Promise<readonly string[]>((resolve) => {
          const answers: string[] = [];
          const take = (line: string): void => {
            answers.push(line);
            if (answers.length === count) {
              lines.off("line", take);
              resolve(answers);
            }
          };
          lines.on("line", take);
          child.stdin.write(`${text}\n`);
        }),
    );
    last = answer.catch(() => {});
    return answer;
  };
  const ask = async (line: string): Promise<string> => (await exchange(line, 1))[0] ?? "";
  const host: Host = {
    uri: `loopback:unix=${socket}`,
    pid: child.pid ?? 0,
    ask,
    together: (all) => exchange([`together ${all.length}`, ...all].join("\n"), all.length),
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
