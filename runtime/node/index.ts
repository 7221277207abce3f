// The runtime for Node: `open` connects a backend in TypeScript to a hypervisor.
import { operationError, type OperationError } from "../hypershim/calls.ts";
import type { Backend, ErrorKind } from "./backend.ts";
import { makeChannel, type Channel } from "./channel.ts";
import { makeCommands, serveCommands, type Commands } from "./commands.ts";
import { makeIoreq } from "./ioreq.ts";
import type { GuestMemory } from "./ioreq-request.ts";
import { makeLoop, serveSlots, wake, type Loop } from "./loop.ts";
import { loadAddon, type Addon, type Callbacks, type Opened, type SlotPages } from "./native.ts";
import { attempt, makeService, read, write, type Service } from "./service.ts";

export { IoAddressSpace, IoClaimFlags, IoMapAccess, IoShutdownReason } from "../../generated/ts/io-backend.ts";
export { operationError, type OperationError } from "../hypershim/calls.ts";
export { ErrorKind, type Backend, type Counters, type Synchronous } from "./backend.ts";
export type { Channel } from "./channel.ts";
export { intx } from "./interrupts.ts";
export { virtioDevice, type Buffer, type Virtio, type VirtioDevice } from "./virtio.ts";

/** What may be said about a channel beside its URI. */
export interface Options {
  /** Told of everything that an operation of the backend throws. The guest has been answered. */
  readonly onError?: (error: unknown) => void;
  /**
   * Where lines about bad input go: the 1st, 2nd, 4th, 8th, … of each kind. By default to the
   * standard error stream.
   */
  readonly log?: (line: string) => void;
  /** The file of the addon; by default HYPERSHIM_ADDON, or else the package's own. */
  readonly addon?: string;
}

/**
 * Connects to a hypervisor.
 *
 * @param uri As for C's hypershim_open(): "loopback:fd=3", "kvm:unix=PATH", "xen:domid=7", with the
 *   options `spin_us` and `timeout_ms`. A descriptor named in it belongs to the channel from then on.
 * @param backend Its operations are called from the event loop of this thread, one at a time, once
 *   the channel runs.
 * @returns a channel that is open and does not run yet; an error has the `errno` of C.
 */
export async function open(uri: string, backend: Backend, options: Options = {}): Promise<Channel> {
  const addon = await loadAddon(options.addon);
  const service = makeService(backend, reporter(uri, options), thrower(options));
  const parts: Parts = { service, loop: undefined, commands: undefined };
  const callbacks = callbacksOf(parts, options);
  const opened = await openIn(addon, uri, callbacks);
  const ioreq =
    "slots" in opened ? makeIoreq(service, memoryOf(addon, opened, service), opened) : undefined;
  parts.commands =
    "commands" in opened ? makeCommands(service, opened, opened.layout) : undefined;
  const loop = makeLoop(addon, opened.handle, callbacks, ioreq, opened.spinLimit);
  parts.loop = loop;
  return makeChannel(addon, opened.handle, loop, service);
}

async function openIn(addon: Addon, uri: string, callbacks: Callbacks): Promise<Opened> {
  try {
    return await addon.open(uri, callbacks);
  } catch (failure) {
    // One that was made outside of JavaScript does not know who called.
    const { errno, message } = failure as OperationError;
    throw operationError(errno, message);
  }
}

/** What the callbacks reach; the loop and the buffers are there once the channel is. */
interface Parts {
  readonly service: Service;
  loop: Loop | undefined;
  commands: Commands | undefined;
}

function callbacksOf(parts: Parts, options: Options): Callbacks {
  const { service } = parts;
  const { backend } = service;
  return {
    slots: () => (parts.loop === undefined ? 0 : serveSlots(parts.loop)),
    commands: (count) => (parts.commands === undefined ? 0 : serveCommands(parts.commands, count)),
    load: (region, offset, size) => {
      let value: bigint | undefined;
      const error = attempt(service, "read", () => {
        value = read(backend, region, offset, size);
      });
      return value ?? error;
    },
    store: (region, offset, size, data) =>
      attempt(service, "write", () => write(backend, region, offset, size, data)),
    invalidate: () => attempt(service, "invalidate", () => backend.invalidate?.()),
    gone: (reason) => attempt(service, "gone", () => backend.gone?.(reason)),
    configure: (...place) => attempt(service, "configure", () => backend.configure?.(...place)),
    log: (line) => say(options, line),
    wake: (rang) => (parts.loop === undefined ? undefined : wake(parts.loop, rang)),
  };
}

function memoryOf(
  addon: Addon,
  { handle, items }: Opened & SlotPages,
  service: Service,
): GuestMemory {
  return {
    items: new DataView(items),
    fetch: (address, length) => addon.fetch(handle, address, length),
    publish: (address, length) => addon.publish(handle, address, length),
    reach: (address, length) => addon.reach(handle, address, length),
    invalidate: () => {
      addon.forget(handle);
      attempt(service, "invalidate", () => service.backend.invalidate?.());
    },
  };
}

const names: readonly string[] = [
  "short request",
  "unknown command",
  "bad value",
  "outside every region",
  "refused by the backend",
  "impossible state",
  "bad control message",
];

/** Lines of what is rare; as hypershim_bad(). */
function reporter(uri: string, options: Options): Service["report"] {
  const scheme = uri.split(":", 1)[0] ?? "";
  return (kind: ErrorKind, what: unknown, count: number) => {
    if ((count & (count - 1)) === 0) {
      say(options, `${scheme}: ${names[kind] ?? ""}, no. ${count}: ${textOf(what)}`);
    }
  };
}

/** Anything can be thrown, also what has no text. */
function textOf(what: unknown): string {
  try {
    return what instanceof Error ? String(what.message) : String(what);
  } catch {
    return "something that cannot be shown";
  }
}

/** Later: whoever is told may close the channel, which the C runtime would not expect here. */
function say({ log }: Options, line: string): void {
  queueMicrotask(() => {
    if (log === undefined) {
      process.stderr.write(`hypershim: ${line}\n`);
    } else {
      log(line);
    }
  });
}

function thrower({ onError }: Options): Service["thrown"] {
  return (error) => {
    if (onError !== undefined) {
      queueMicrotask(() => onError(error));
    }
  };
}
