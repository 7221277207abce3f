// What the guests of the vhost-user tests are made of, and whether it is here.
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const folder = path.resolve("test/vhost-user");
const cache = path.join(process.env["XDG_CACHE_HOME"] ?? tmpdir(), "hypershim-vhost");
const packages: Readonly<Record<string, string>> = {
  "linux.uml": "user-mode-linux",
  "qemu-system-x86_64": "qemu-system-x86",
  "qemu-storage-daemon": "qemu-system-common",
  busybox: "busybox-static",
  cpio: "cpio",
};

/** Whether a program is missing, and the test is to be skipped; never in continuous integration. */
export function lacks(...programs: readonly string[]): boolean {
  const missing = programs.filter((program) => spawnSync("which", [program]).status !== 0);
  if (missing.length === 0 || process.env["CI"] === "true") {
    return false;
  }
  console.log(`skipped: apt-get install ${missing.map((program) => packages[program] ?? program).join(" ")}`);
  return true;
}

/** Where User-Mode Linux has its modules. */
export function umlModules(): string {
  const parent = "/usr/lib/uml/modules";
  return path.join(parent, readdirSync(parent)[0] ?? "", "kernel", "drivers");
}

let kernelOfCache: { readonly kernel: string; readonly drivers: string } | undefined;

/** Debian's kernel for clouds, fetched once. */
export function cloudKernel(): { readonly kernel: string; readonly drivers: string } | undefined {
  if (process.arch !== "x64") {
    return undefined;
  }
  if (kernelOfCache === undefined) {
    const { status, stdout, stderr } = spawnSync(path.join(folder, "kernel.sh"), [cache], { encoding: "utf8" });
    const [kernel = "", modules = ""] = stdout.trim().split("\n");
    if (status === 0) {
      kernelOfCache = { kernel, drivers: path.join(modules, "drivers") };
    } else if (process.env["CI"] === "true" || status !== 77) {
      throw new Error(`test/vhost-user/kernel.sh ${cache}: ${stdout}${stderr}`);
    } else {
      console.log(`skipped: no kernel for a guest: ${stdout.trim()}`);
    }
  }
  return kernelOfCache;
}

/** Packs an initramfs with an init of this folder and some modules. */
export function initrd(work: string, init: string, modules: readonly string[]): string {
  const file = path.join(work, `${init}.gz`);
  const parameters = [file, path.join(folder, "guest", init), ...modules];
  const { status, stderr } = spawnSync(path.join(folder, "initrd.sh"), parameters, { encoding: "utf8" });
  if (status !== 0) {
    throw new Error(`test/vhost-user/initrd.sh: ${stderr}`);
  }
  return file;
}
