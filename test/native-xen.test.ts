// The transport of Xen without Xen: every call of its libraries fails once, processes are killed, the kernel helps.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { buildNative, type Flavour } from "./native/build.ts";

const cases = ["vcpus", "failures", "nonsense", "takeover", "takeover-and-leave", "stranger", "ends", "kicks"];

describe.each<Flavour>(["plain", "address,undefined", "thread"])("Xen's transport, %s", (flavour) => {
  let program = "";
  beforeAll(() => {
    program = path.join(buildNative(flavour), "xen");
  }, 600_000);

  test.each(cases)("%s", (name) => {
    if (!existsSync(program) && process.env["CI"] !== "true") {
      console.log("skipped: Xen's libraries are missing (Debian package libxen-dev)");
      return;
    }
    const { status, stdout, stderr } = spawnSync(program, [name], { encoding: "utf8", timeout: 100_000 });
    expect(status, stdout + stderr).toBe(0);
  });
});
