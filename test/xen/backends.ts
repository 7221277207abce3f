// Backends for domain 0, built with the commands that a user would give.
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, writeFileSync } from "node:fs";
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

/** How a backend meets Xen: by itself, or with a daemon between the two. */
export type Build = "stub" | "proxy";
export const builds: readonly Build[] = ["stub", "proxy"];

/** Programs in C, and strace to look at them. Cases call them by the same names, whatever the build. */
export const inC =
  (kind: Build, ...names: readonly (keyof typeof sourcesInC)[]) =>
  (folder: string): Programs => {
    const programs = names.map((name): Programs => {
      const [source, flags] = sourcesInC[name];
      const file = path.join(folder, name);
      if (kind === "stub") {
        build(["--target", "stub", "--hypervisor", "xen", source, "-o", file], flags);
        return { [name]: file };
      }
      const daemon = flags.includes("sanitize") ? `hypershim-proxy-${name}` : "hypershim-proxy";
      build(["--target", "proxy", source, "-o", `${file}.proxy`], flags);
      return {
        [name]: script(file, `DAEMON=${daemon} exec behind ${name}.proxy "$@"`),
        [`${name}.proxy`]: `${file}.proxy`,
        [daemon]: buildDaemon(path.join(folder, daemon), flags.includes("sanitize") ? flags : ""),
      };
    });
    return { ...Object.assign({}, ...programs), ...daemonsOf(kind, folder), strace: "/usr/bin/strace" };
  };

const sourcesInTypeScript = {
  device: "test/xen/device.ts",
  register: "examples/register/register.ts",
  "virtio-rng": "examples/virtio-rng/virtio-rng.ts",
} as const;

/** The same in TypeScript, by the same names; Node and the addon come along. */
export const inTypeScript =
  (kind: Build, ...names: readonly (keyof typeof sourcesInTypeScript)[]) =>
  (folder: string): Programs => {
    const addon = path.join(folder, "hypershim.node");
    build(["--target", "node", "--hypervisor", "any", "-o", addon]);
    const programs = names.map((name): Programs => {
      const [, bundled] = bundle(sourcesInTypeScript[name], folder);
      const file = path.join(folder, name);
      const run = `HYPERSHIM_ADDON=/rig/bin/hypershim.node exec node /rig/bin/${name}.mjs "$@"`;
      return kind === "stub"
        ? { [name]: script(file, run), [`${name}.mjs`]: bundled }
        : {
            [name]: script(file, `exec behind ${name}.proxy "$@"`),
            [`${name}.proxy`]: script(`${file}.proxy`, run),
            [`${name}.mjs`]: bundled,
          };
    });
    return {
      ...Object.assign({}, ...programs),
      ...daemonsOf(kind, folder),
      ...(kind === "proxy" ? { "hypershim-proxy": buildDaemon(path.join(folder, "hypershim-proxy"), "") } : {}),
      node: process.execPath,
      "hypershim.node": addon,
    };
  };

/** What cases say of daemons means nothing where there are none. */
function daemonsOf(kind: Build, folder: string): Programs {
  return kind === "stub"
    ? { daemons: script(path.join(folder, "daemons"), "true") }
    : { behind: "test/xen/proxy/behind", daemons: "test/xen/proxy/daemons" };
}

function script(file: string, command: string): string {
  writeFileSync(file, `#!/bin/sh\n${command}\n`);
  chmodSync(file, 0o755);
  return file;
}

function buildDaemon(file: string, flags: string): string {
  if (!existsSync(file)) {
    build(["--target", "daemon", "-o", file], flags);
  }
  return file;
}

function build(parameters: readonly string[], flags = ""): void {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["bin/hypershim.cjs", "build", ...parameters], {
    encoding: "utf8",
    env: { ...process.env, CFLAGS: flags },
  });
  expect(status, stdout + stderr).toBe(0);
}
