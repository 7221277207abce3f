// vhost-user: our two ends with each other, with programs we did not write, and with peers that mean no good.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { buildNative } from "./native/build.ts";
import { cloudKernel, initrd, lacks, umlModules } from "./vhost-user/guests.ts";

interface Served {
  readonly served: number;
  readonly reason: string;
  readonly features: string;
}

let folder = "";
beforeAll(() => {
  folder = buildNative("plain");
}, 600_000);

function scratch(): string {
  const made = mkdtempSync(path.join(tmpdir(), "vhost-"));
  onTestFinished(() => {
    rmSync(made, { recursive: true, force: true });
  });
  return made;
}

/** A disk whose words count from 0. */
function disk(work: string, sectors: number): string {
  const file = path.join(work, "disk");
  writeFileSync(file, Buffer.from(Uint32Array.from({ length: sectors * 128 }, (_, index) => index).buffer));
  return file;
}

function ended(child: ChildProcess): void {
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
}

/** Starts one of our devices; the promise is what it says when its front-end has left. */
async function serve(socket: string, ...device: readonly string[]): Promise<{ readonly report: Promise<Served> }> {
  const child = spawn(path.join(folder, "vhost-serve"), [socket, ...device], { stdio: ["ignore", "pipe", "inherit"] });
  ended(child);
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  const report = once(child, "close").then(() => JSON.parse(said) as Served);
  await appears(socket);
  return { report };
}

async function appears(file: string): Promise<void> {
  while (!existsSync(file)) {
    await setTimeout(20);
  }
}

/** Runs a guest to its end. Returns what it said. */
async function runGuest(work: string, command: string, parameters: readonly string[]): Promise<string> {
  // A User-Mode Linux whose devices fail leaves processes behind, which only their group finds.
  const child = spawn(command, parameters, {
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, TMPDIR: work },
  });
  onTestFinished(() => {
    try {
      process.kill(-(child.pid ?? 0), "SIGKILL");
    } catch {
      // All of them have ended.
    }
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      said += text.replaceAll("\r", "");
    });
  }
  await once(child, "exit");
  return said;
}

const left = "Transport endpoint is not connected";
const diskWords = ["VIRTIO 0x0002", "SIZE 8192", "SECTOR3  384 385 386 387", "BACK hello-from-linux", "DIRECT 1000"];

function expectLines(said: string, lines: readonly string[]): void {
  expect(said.split("\n")).toEqual(expect.arrayContaining([...lines]));
}

function run(program: string, ...parameters: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(path.join(folder, program), parameters, {
    encoding: "utf8",
    timeout: 120_000,
  });
  expect(status, stderr).toBe(0);
  return stdout;
}

describe.each(["plain", "address,undefined"] as const)("ours with ours, and with bad peers (%s)", (flavour) => {
  let programs = "";
  beforeAll(() => {
    programs = buildNative(flavour);
  }, 600_000);

  test.each([
    ...["reconnect", "absent", "in_flight", "in_flight_packed", "notes", "asking"].map(
      (name) => ["vhost-pair", name] as const,
    ),
    ...["sizes", "descriptors", "pieces", "flood", "memory", "queues", "shrunk"].map(
      (name) => ["vhost-hostile", name] as const,
    ),
    ...["lingering", "unread", "too_many", "others", "any", "answers"].map((name) => ["vhost-hostile", name] as const),
    ...["notes", "scribbled", "layouts"].map((name) => ["vhost-hostile", name] as const),
    ...["split", "packed", "tables"].map((name) => ["vhost-dying", name] as const),
  ])("%s %s", (program, name) => {
    const { status, stderr } = spawnSync(path.join(programs, program), [name], { encoding: "utf8", timeout: 120_000 });
    expect(status, stderr).toBe(0);
  });
});

test("our driver reads and writes our disk", async () => {
  const work = scratch();
  const image = disk(work, 4096);
  const socket = path.join(work, "socket");
  const { report } = await serve(socket, "disk", image);
  expect(JSON.parse(run("vhost-drive", socket, image))).toMatchObject({ done: 164 });
  expect(await report).toMatchObject({ served: 164, reason: left });
});

test.skipIf(lacks("qemu-storage-daemon"))("our driver reads and writes qemu-storage-daemon's disk", async () => {
  const work = scratch();
  const image = disk(work, 4096);
  const socket = path.join(work, "socket");
  ended(
    spawn("qemu-storage-daemon", [
      ...["--blockdev", `driver=file,node-name=disk,filename=${image}`],
      "--export",
      `type=vhost-user-blk,id=export,node-name=disk,writable=on,addr.type=unix,addr.path=${socket}`,
    ]),
  );
  expect(JSON.parse(run("vhost-drive", socket, image))).toMatchObject({ done: 164 });
});

test.skipIf(lacks("linux.uml", "busybox", "cpio"))("User-Mode Linux uses our disk and our console", async () => {
  const work = scratch();
  const image = disk(work, 8192);
  const [blk, con] = [path.join(work, "blk"), path.join(work, "con")] as const;
  const served = [await serve(blk, "disk", image), await serve(con, "console")] as const;
  const modules = ["block/virtio_blk", "char/virtio_console"].map((name) => path.join(umlModules(), `${name}.ko`));
  const said = await runGuest(work, "linux.uml", [
    ...["mem=64M", `initrd=${initrd(work, "init-uml", modules)}`, "con=null", "con0=null,fd:1", "ssl=null", "quiet"],
    ...[`virtio_uml.device=${blk}:2`, `virtio_uml.device=${con}:3`],
  ]);
  expectLines(said, [...diskWords, "VIRTIO 0x0003", "CONSOLE HELLO OVER VIRTIO CONSOLE"]);
  expect(await served[0].report).toMatchObject({ reason: left });
  expect(await served[1].report).toMatchObject({ reason: left });
  expect(readFileSync(image, "latin1").slice(5 * 512, 5 * 512 + 17)).toBe("hello-from-linux\n");
});

describe.skipIf(lacks("qemu-system-x86_64", "busybox", "cpio") || cloudKernel() === undefined)("Linux in QEMU", () => {
  /** Runs the guest to its end; what our devices are connected to is in `work`. */
  async function guest(work: string, ofDisk: string, ofDevices: string): Promise<string> {
    const { kernel = "", drivers = "" } = cloudKernel() ?? {};
    const modules = [
      ...["virtio", "virtio_ring", "virtio_pci", "virtio_pci_modern_dev", "virtio_pci_legacy_dev"].map(
        (name) => `virtio/${name}`,
      ),
      ...["char/hw_random/virtio-rng", "block/virtio_blk"],
    ].map((name) => path.join(drivers, `${name}.ko`));
    return await runGuest(work, "qemu-system-x86_64", [
      ...["-M", "q35,accel=tcg,memory-backend=memory", "-cpu", "max", "-m", "256"],
      ...["-object", "memory-backend-memfd,id=memory,size=256M,share=on"],
      ...["-nodefaults", "-no-user-config", "-display", "none", "-serial", "stdio", "-no-reboot"],
      ...["-kernel", kernel, "-initrd", initrd(work, "init-qemu", modules)],
      ...["-append", "console=ttyS0 reboot=t panic=-1 quiet"],
      ...["-chardev", `socket,id=blk,path=${path.join(work, "blk")}${ofDisk}`],
      ...["-device", `vhost-user-blk-pci,chardev=blk,num-queues=1${ofDevices}`],
      ...["-chardev", `socket,id=rng,path=${path.join(work, "rng")}`],
      ...["-device", `vhost-user-rng-pci,chardev=rng${ofDevices}`],
    ]);
  }

  test.each(["split", "packed"])("uses our disk and our random bytes on %s queues", async (layout) => {
    const work = scratch();
    const served = [
      await serve(path.join(work, "blk"), "disk", disk(work, 8192), layout),
      await serve(path.join(work, "rng"), "rng", layout),
    ];
    const said = await guest(work, "", layout === "packed" ? ",packed=on" : "");
    expectLines(said, [...diskWords, "VIRTIO 0x0004"]);
    // Our source of random bytes counts, modulo 251.
    const bytes = (/^RNG (.*)$/mu.exec(said)?.[1] ?? "").trim().split(" ").map(Number);
    expect(bytes).toHaveLength(16);
    expect(bytes).toEqual(bytes.map((_, index) => ((bytes[0] ?? 0) + index) % 251));
    const reports = await Promise.all(served.map(async ({ report }) => report));
    for (const { reason, features } of reports) {
      expect(reason).toBe(left);
      expect((BigInt(`0x${features}`) >> 34n) & 1n).toBe(layout === "packed" ? 1n : 0n);
    }
  });

  test.each(["split", "packed"])("goes on with the next back-end when ours dies, on %s queues", async (layout) => {
    const work = scratch();
    const image = disk(work, 8192);
    await serve(path.join(work, "rng"), "rng", layout);
    let deaths = 0;
    let over = false;
    function live(): void {
      const child = spawn(path.join(folder, "vhost-serve"), [path.join(work, "blk"), "disk", image, layout, "dying"]);
      ended(child);
      child.once("exit", (_, signal) => {
        if (signal === "SIGKILL" && !over) {
          deaths += 1;
          live();
        }
      });
    }
    onTestFinished(() => {
      over = true;
    });
    live();
    await appears(path.join(work, "blk"));
    const said = await guest(work, ",reconnect=1", layout === "packed" ? ",packed=on" : "");
    over = true;
    expectLines(said, [...diskWords, "VIRTIO 0x0004"]);
    // The thousand reads alone are five lives.
    expect(deaths).toBeGreaterThanOrEqual(5);
  });
});
