// `generate --watch` as a process: it follows changes, lives through bad ones, and ends when told.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { contentOf, folderWith, put, spec, tool } from "./cli-tools.ts";

/** A watching process, with all it has printed so far. */
function watching(folder: string): {
  readonly child: ChildProcess;
  readonly printed: () => string;
} {
  const child = spawn(process.execPath, [tool, "generate", "-t", "model", "--watch"], {
    cwd: folder,
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
    });
  }
  return { child, printed: () => text };
}

function until(check: () => void): Promise<void> {
  return vi.waitFor(check, { timeout: 20_000, interval: 20 });
}

test("follows edits, renames over a spec, errors and vanishing folders; ends cleanly", async () => {
  const folder = folderWith({ "idl/one.idl": spec("one") });
  const { child, printed } = watching(folder);
  const made = () => contentOf(path.join(folder, "generated/model"));
  await until(() => expect(made()["one.json"]).toContain('"count"'));

  put(folder, "idl/one.idl", spec("one", "edited: u32;"));
  await until(() => expect(made()["one.json"]).toContain('"edited"'));

  // As editors save: a new file, renamed over the old one.
  put(folder, "idl/.one.tmp", spec("one", "saved: u32;"));
  renameSync(path.join(folder, "idl/.one.tmp"), path.join(folder, "idl/one.idl"));
  await until(() => expect(made()["one.json"]).toContain('"saved"'));

  put(folder, "idl/one.idl", spec("one", "broken: u46x;"));
  await until(() => expect(printed()).toContain("[unknown-"));
  expect(made()["one.json"]).toContain('"saved"');

  rmSync(path.join(folder, "idl"), { recursive: true });
  await until(() => expect(printed()).toContain("idl: error: does not exist [no-such-path]"));

  mkdirSync(path.join(folder, "idl"));
  put(folder, "idl/deep/two.idl", spec("two"));
  await until(() => expect(Object.keys(made())).toEqual(["two.json"]));

  child.kill("SIGINT");
  expect(await once(child, "exit")).toEqual([0, null]);
  expect(printed()).not.toMatch(/^\s+at |internal/m);
});
