// The addon: its functions, and where its file is.
import { accessSync, constants, existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** A channel of the C runtime. */
export type Handle = object & { readonly channel: unique symbol };

/** What the C runtime calls. None of these may throw; numbers are 0 or negative errnos. */
export interface Callbacks {
  /** Serves the shared pages: how many requests. */
  slots(): number;
  /** Serves so many of the commands in the buffer: how many answers there are. */
  commands(count: number): number;
  /** For transports that are decoded in C: the value, or a negative errno. */
  load(region: number, offset: number, size: number): bigint | number;
  /** Likewise, and for doorbells. */
  store(region: number, offset: number, size: number, data: bigint): number;
  invalidate(): number;
  gone(reason: number): number;
  configure(space: number, base: bigint, length: number, irq: number, readOnly: boolean): number;
  log(line: string): void;
  /** There may be something to do; `rang`: in the shared pages. */
  wake(rang: boolean): void;
}

/** The pages of a transport that has slots. */
export interface SlotPages {
  readonly slotCount: number;
  readonly slots: ArrayBuffer;
  readonly ring?: ArrayBuffer;
  /** A 32-bit number: how many threads of the host sleep. Without it nobody knows. */
  readonly sleepers?: ArrayBuffer;
  /** 32-bit numbers: how many slots were answered, then which. */
  readonly answered: ArrayBuffer;
  /** Values of requests that have a pointer to them, on their way. */
  readonly items: ArrayBuffer;
}

/** The buffers of a transport whose requests are messages. */
export interface CommandBuffers {
  readonly commands: ArrayBuffer;
  readonly answers: ArrayBuffer;
}

/** A channel as it was opened. */
export type Opened = {
  readonly handle: Handle;
  /** How long to look for work before sleeping, in milliseconds. */
  readonly spinLimit: number;
  /** The option of that name. */
  readonly layout: string;
} & (SlotPages | CommandBuffers);

/** The module `native/addon`. A negative number is a negative errno. */
export interface Addon {
  open(uri: string, callbacks: Callbacks): Promise<Opened>;
  /** Serves what the descriptors have; from then on the host need not signal. */
  look(handle: Handle): number;
  /** Before sleeping. 1: requests came meanwhile, and the host need still not signal. */
  rest(handle: Handle): number;
  notify(handle: Handle): number;
  setIrq(handle: Handle, irq: number, level: boolean): number;
  watch(handle: Handle, on: boolean): number;
  hold(handle: Handle, on: boolean): number;
  claim(handle: Handle, space: number, base: bigint, length: number, flags: number): number;
  release(handle: Handle, region: number): number;
  /** 1: from now on only `look` may take requests out of the shared pages. */
  bindKick(
    handle: Handle,
    region: number,
    offset: number,
    size: number,
    data: bigint,
  ): number;
  allocateMmio(handle: Handle, length: number, alignment: number): bigint | number;
  allocateIrq(handle: Handle): number;
  bindIrq(handle: Handle, irq: number): number;
  signalMsi(handle: Handle, address: bigint, data: number): number;
  map(handle: Handle, address: bigint, length: number, access: number): DataView | number;
  unmap(handle: Handle, view: DataView): number;
  fetch(handle: Handle, address: bigint, length: number): number;
  publish(handle: Handle, address: bigint, length: number): number;
  reach(handle: Handle, address: bigint, length: number): number;
  forget(handle: Handle): number;
  getParameter(handle: Handle, name: string): string | number;
  counters(handle: Handle): readonly number[] | number;
  close(handle: Handle): number;
}

/** The addons of this thread, by file. */
const loaded = new Map<string, Addon>();

/** The addon in `file`, or the package's own, which is built when it is not there yet. */
export async function loadAddon(file: string | undefined): Promise<Addon> {
  const named = process.env["HYPERSHIM_ADDON"];
  if (file !== undefined) {
    return load(path.resolve(file), "the option 'addon'");
  }
  return named === undefined
    ? load(await ownAddon(), "the package's own addon")
    : load(path.resolve(named), "HYPERSHIM_ADDON");
}

/** Loads it as what it is, whatever its name; `origin` is who said so. */
function load(file: string, origin: string): Addon {
  const known = loaded.get(file);
  if (known !== undefined) {
    return known;
  }
  const module: { exports: Partial<Addon> } = { exports: {} };
  try {
    process.dlopen(module, file);
  } catch (cause) {
    throw new Error(`${origin}: '${file}' cannot be loaded: ${firstLine(cause)}`, { cause });
  }
  if (typeof module.exports.open !== "function" || typeof module.exports.look !== "function") {
    throw new Error(`${origin}: '${file}' is an addon of something else`);
  }
  loaded.set(file, module.exports as Addon);
  return module.exports as Addon;
}

function firstLine(cause: unknown): string {
  return String((cause as Error).message).split("\n", 1)[0] ?? "";
}

/** One build for all that ask at the same time. */
let building: Promise<string> | undefined;

function ownAddon(): Promise<string> {
  building ??= findOrBuild().finally(() => {
    building = undefined;
  });
  return building;
}

async function findOrBuild(): Promise<string> {
  const root = packageFolder();
  const name = `hypershim-${await identityOf(root)}-${process.platform}-${process.arch}.node`;
  const cache = process.env["XDG_CACHE_HOME"] ?? path.join(homedir(), ".cache");
  const places = [path.join(root, "dist", name), path.join(cache, "hypershim", name)];
  const found = places.find((place) => existsSync(place));
  if (found !== undefined) {
    return found;
  }
  const place = places.find((each) => canWriteBeside(each)) ?? path.resolve(name);
  const tool = path.join(root, "bin", "hypershim.cjs");
  process.stderr.write("hypershim: building the addon, once\n");
  const { execFile } = await import("node:child_process");
  const build = ["build", "--target", "node", "--hypervisor", "any", "-o", place];
  try {
    await promisify(execFile)(process.execPath, [tool, ...build]);
  } catch (cause) {
    throw new Error(`the addon cannot be built: ${said(cause)}`, { cause });
  }
  return place;
}

/** What the addon is made of, in short: another version has another addon. */
async function identityOf(root: string): Promise<string> {
  // Not at the top: to load this module takes as long as all the rest of a start.
  const { createHash } = await import("node:crypto");
  const hash = createHash("sha256");
  for (const folder of ["native", "idl"]) {
    for (const name of (readdirSync(path.join(root, folder), { recursive: true }) as string[]).sort()) {
      if (/\.(?:cc?|h|idl)$/.test(name)) {
        hash.update(name).update(readFileSync(path.join(root, folder, name)));
      }
    }
  }
  return hash.digest("hex").slice(0, 12);
}

/** The folder with package.json, above wherever this code was bundled to. */
function packageFolder(): string {
  let folder = path.dirname(fileURLToPath(import.meta.url));
  while (!existsSync(path.join(folder, "native", "addon", "addon.cc"))) {
    const parent = path.dirname(folder);
    if (parent === folder) {
      throw new Error("the package 'hypershim' is not whole: set HYPERSHIM_ADDON to its addon");
    }
    folder = parent;
  }
  return folder;
}

function canWriteBeside(file: string): boolean {
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    accessSync(path.dirname(file), constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function said(cause: unknown): string {
  const { stderr, message } = cause as { stderr?: string; message: string };
  return (stderr ?? "").trim() || message;
}
