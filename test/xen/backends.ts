// Backends for domain 0, built with the commands that a user would give.
import { spawnSync } from "node:child_process";
import { chmodSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect } from "vitest";
import { bundle } from "../node/bundle.ts";
import type { Programs } from "./rig.ts";

const sourcesInC = {
  device: ["test/xen/device.c", "-Wall -Wextra -Wconversion -Wshadow -Werror"],
  sanitized: ["test/xen/device.c", "-fsanitize=address,undefined -fno-sanitize-recover=all"],
  register: ["examples/register/register.c", ""],
  "virtio-rng": ["examples/virtio-rng/virtio-rng.c", ""],
} as const;

/** Programs in C, and strace to look at them. */
export const inC =
  (...names: readonly (keyof typeof sourcesInC)[]) =>
  (folder: string): Programs => {
    const programs = names.map((name) => {
      const [source, flags] = sourcesInC[name];
      const file = path.join(folder, name);
      build(["--target", "stub", "--hypervisor", "xen", source, "-o", file], flags);
      return [name, file] as const;
    });
    return { ...Object.fromEntries(programs), strace: "/usr/bin/strace" };
  };

const sourcesInTypeScript = {
  device: "test/xen/device.ts",
  register: "examples/register/register.ts",
  "virtio-rng": "examples/virtio-rng/virtio-rng.ts",
} as const;

/** The same in TypeScript, by the same names; Node and the addon come along. */
export const inTypeScript =
  (...names: readonly (keyof typeof sourcesInTypeScript)[]) =>
  (folder: string): Programs => {
    const addon = path.join(folder, "hypershim.node");
    build(["--target", "node", "--hypervisor", "any", "-o", addon]);
    const programs = names.flatMap((name) => {
      const [, file] = bundle(sourcesInTypeScript[name], folder);
      const start = path.join(folder, name);
      const command = `HYPERSHIM_ADDON=/rig/bin/hypershim.node exec node /rig/bin/${name}.mjs "$@"`;
      writeFileSync(start, `#!/bin/sh\n${command}\n`);
      chmodSync(start, 0o755);
      return [[name, start], [`${name}.mjs`, file]] as const;
    });
    return { ...Object.fromEntries(programs), node: process.execPath, "hypershim.node": addon };
  };

function build(parameters: readonly string[], flags = ""): void {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["bin/hypershim.cjs", "build", ...parameters], {
    encoding: "utf8",
    env: { ...process.env, CFLAGS: flags },
  });
  expect(status, stdout + stderr).toBe(0);
}
