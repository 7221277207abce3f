// Stores that KVM posts to a daemon, whose backend does not take them.
import { existsSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeAll, expect, test } from "vitest";
import { buildNative } from "./native/build.ts";
import { endPrograms, newSocket, type Spoken, startProgram } from "./proxy/programs.ts";

let folder = "";
beforeAll(() => {
  folder = buildNative("address,undefined");
}, 600_000);

afterEach(endPrograms);

/** A daemon whose backend is stopped when it has answered something; the kernel posts then. */
async function post(stores: number, options: string): Promise<{ kernel: Spoken; backend: Spoken }> {
  const socket = newSocket();
  const daemon = path.join(folder, "hypershim-proxy");
  const kernel = startProgram(folder, "proxy-poster", [daemon, socket, String(stores), options]);
  await expect.poll(() => existsSync(socket)).toBe(true);
  const backend = startProgram(folder, "proxy-backend", [`proxy:unix=${socket}`, "4096"]);
  expect(await kernel.line()).toBe("served");
  backend.child.kill("SIGSTOP");
  kernel.say("go on");
  return { kernel, backend };
}

test("are not lost: the guest is slowed down", async () => {
  const { kernel, backend } = await post(20_000, ",timeout_ms=60000");
  expect(await kernel.line()).toBe("full");
  backend.child.kill("SIGCONT");
  expect(await kernel.line()).toBe("20000");
});

test("do not keep the guest waiting for ever", async () => {
  const { kernel } = await post(20_000, ",timeout_ms=1000");
  expect(await kernel.line()).toBe("full");
  // All ones, as of any backend that is gone.
  expect(await kernel.line()).toBe(String(0xffff_ffff));
});
