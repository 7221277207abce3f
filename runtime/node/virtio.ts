// A virtio device on MMIO registers: its negotiation, its queues; as native/src/virtio_backend.c.
import { IoAddressSpace, IoClaimFlags } from "../../generated/ts/io-backend.ts";
import {
  readVirtioMmio,
  unpackVirtioMmioInterruptStatus,
  packVirtioMmioInterruptAck,
  VirtioMmioFeature,
  VirtioMmioOffset,
  VirtioMmioStatus,
  virtioMmioWindow,
  writeVirtioMmio,
  type VirtioMmioOps,
} from "../../generated/ts/virtio-mmio.ts";
import { operationError } from "../hypershim/calls.ts";
import type { Backend } from "./backend.ts";
import type { Channel } from "./channel.ts";
import { buffersOf, closeQueue, giveChain, openQueue, takeChain, type Buffer, type Queue } from "./virtio-queue.ts";

export type { Buffer } from "./virtio-queue.ts";

/** What differs from device to device. */
export interface VirtioDevice {
  /** What it is, e.g. 4 for entropy. */
  readonly id: number;
  /** Bits that it offers beside version 1. */
  readonly features?: bigint;
  /** How many queues it has. */
  readonly queues: number;
  /** Entries of each, at most; a power of two. */
  readonly queueSize: number;
  /**
   * Does one request of the driver: reads and writes its buffers, in order, and returns how many
   * bytes it wrote. What it throws is the driver's fault, and the device asks to be reset.
   */
  serve(buffers: Iterable<Buffer>, queue: number): number;
  /** Loads from the configuration; without it there is none. */
  readConfig?(offset: number, size: number): bigint;
  /** Stores into it; without it, it is constant. */
  writeConfig?(offset: number, size: number, value: bigint): void;
  /** Forgets the driver. */
  reset?(): void;
}

/** A device that can be plugged in. */
export interface Virtio {
  /** For `open`. */
  readonly backend: Backend;
  /** Claims registers and an interrupt from the host. */
  plug(channel: Channel): void;
  /** Tells the driver to look at the configuration again. */
  configChanged(): void;
}

/** What the driver has said about a queue. */
interface Settings {
  size: number;
  desc: bigint;
  avail: bigint;
  used: bigint;
  queue: Queue | undefined;
  /** It is open, but guest memory moved: how far it had come. */
  moved: Pick<Queue, "taken" | "given"> | undefined;
}

/** Everything that a reset undoes, and where the device is plugged in. */
interface State {
  readonly device: VirtioDevice;
  channel: Channel | undefined;
  irq: number;
  status: number;
  interrupts: number;
  deviceSel: number;
  driverSel: number;
  queueSel: number;
  accepted: bigint;
  generation: number;
  queues: Settings[];
}

/** "hshm": nobody looks at it. */
const vendor = 0x6d687368;
const usedBuffer = 1;
const configChange = 2;
const halfMask = 0xffff_ffffn;

/** Makes a virtio device. */
export function virtioDevice(device: VirtioDevice): Virtio {
  const state: State = {
    device,
    channel: undefined,
    irq: 0,
    generation: 0,
    ...fresh(device),
  };
  const registers = registersOf(state);
  return {
    backend: {
      read(_region, offset, size) {
        const { status, data } = readVirtioMmio(registers, offset, size);
        if (status !== 0) {
          throw operationError(-status, `no load of ${size} bytes at ${offset}`);
        }
        return data;
      },
      write(_region, offset, size, data) {
        const status = writeVirtioMmio(registers, offset, size, data);
        if (status !== 0) {
          throw operationError(-status, `no store of ${size} bytes at ${offset}`);
        }
      },
      invalidate() {
        for (const settings of state.queues) {
          settings.moved = settings.queue ?? settings.moved;
          settings.queue = undefined;
        }
      },
    },
    plug(channel) {
      plug(state, channel);
    },
    configChanged() {
      state.generation++;
      raise(state, configChange);
    },
  };
}

function fresh({ queues }: VirtioDevice): Omit<State, "device" | "channel" | "irq" | "generation"> {
  return {
    status: 0,
    interrupts: 0,
    deviceSel: 0,
    driverSel: 0,
    queueSel: 0,
    accepted: 0n,
    queues: Array.from({ length: queues }, () => ({
      size: 0,
      desc: 0n,
      avail: 0n,
      used: 0n,
      queue: undefined,
      moved: undefined,
    })),
  };
}

function plug(state: State, channel: Channel): void {
  const base = channel.allocateMmio(virtioMmioWindow, virtioMmioWindow);
  state.channel = channel;
  state.irq = channel.allocateIrq();
  const { mmio } = IoAddressSpace;
  const region = channel.claim(mmio, base, virtioMmioWindow, IoClaimFlags.postedWrites);
  // Shortcuts, where the host has them.
  where(() => channel.bindIrq(state.irq));
  state.queues.forEach((_, index) =>
    where(() => channel.bindKick(region, VirtioMmioOffset.queueNotify, 4, BigInt(index))),
  );
}

/** Does what not every host can. */
function where(act: () => void): void {
  try {
    act();
  } catch {
    // Then it works without.
  }
}

function raise(state: State, reasons: number): void {
  state.interrupts |= reasons;
  state.channel?.setIrq(state.irq, true);
}

function offered({ device }: State): bigint {
  return (device.features ?? 0n) | VirtioMmioFeature.version1;
}

function selected(state: State): Settings {
  const settings = state.queues[state.queueSel];
  if (settings === undefined) {
    throw operationError(22, `no queue ${state.queueSel}`);
  }
  return settings;
}

function registersOf(state: State): VirtioMmioOps {
  const { device } = state;
  const address = (name: "desc" | "avail" | "used") => (value: bigint, mask: bigint) => {
    const settings = selected(state);
    settings[name] = (settings[name] & ~mask) | (value & mask);
  };
  return {
    readDeviceId: () => device.id,
    readVendorId: () => vendor,
    readDeviceFeatures: () =>
      state.deviceSel < 2 ? Number((offered(state) >> BigInt(32 * state.deviceSel)) & halfMask) : 0,
    writeDeviceFeaturesSel: (value) => void (state.deviceSel = value),
    writeDriverFeatures: (value) => acceptFeatures(state, value),
    writeDriverFeaturesSel: (value) => void (state.driverSel = value),
    writeQueueSel: (value) => void (state.queueSel = value),
    readQueueNumMax: () => (state.queueSel < device.queues ? device.queueSize : 0),
    writeQueueNum: (value) => void (selected(state).size = value),
    readQueueReady: () => (isOpen(state.queues[state.queueSel]) ? 1 : 0),
    writeQueueReady: (value) => makeReady(state, selected(state), value),
    writeQueueNotify: (value) => kick(state, value),
    readInterruptStatus: () => unpackVirtioMmioInterruptStatus(state.interrupts),
    writeInterruptAck: (value) => acknowledge(state, packVirtioMmioInterruptAck(value)),
    readStatus: () => state.status,
    writeStatus: (value) => (value === 0 ? reset(state) : changeStatus(state, value)),
    writeQueueDesc: address("desc"),
    writeQueueAvail: address("avail"),
    writeQueueUsed: address("used"),
    // There are no shared memory regions, which all ones say.
    readShmLen: () => 2n ** 64n - 1n,
    readShmBase: () => 2n ** 64n - 1n,
    readConfigGeneration: () => state.generation,
    readConfig: (offset, size) => {
      if (device.readConfig === undefined) {
        throw operationError(6, "there is no configuration");
      }
      return device.readConfig(offset, size);
    },
    writeConfig: (offset, size, value) => {
      if (device.writeConfig === undefined) {
        throw operationError(13, "the configuration is constant");
      }
      device.writeConfig(offset, size, value);
    },
  };
}

function acceptFeatures(state: State, value: number): void {
  // What was agreed stays agreed until the next reset.
  if (state.driverSel > 1 || (state.status & VirtioMmioStatus.featuresOk) !== 0) {
    return;
  }
  const shift = BigInt(32 * state.driverSel);
  state.accepted = (state.accepted & ~(halfMask << shift)) | (BigInt(value) << shift);
}

function makeReady({ channel, device }: State, settings: Settings, value: number): void {
  if (value !== 1) {
    shut(settings);
  } else if (!isOpen(settings) && channel !== undefined) {
    if (settings.size > device.queueSize) {
      throw operationError(22, `a queue of ${settings.size} entries`);
    }
    mapQueue(channel, settings);
  }
}

function isOpen(settings: Settings | undefined): boolean {
  return settings?.queue !== undefined || settings?.moved !== undefined;
}

function mapQueue(channel: Channel, settings: Settings): void {
  const { size, desc, avail, used, moved } = settings;
  const queue = openQueue(channel, size, desc, avail, used);
  queue.taken = moved?.taken ?? 0;
  queue.given = moved?.given ?? 0;
  settings.queue = queue;
  settings.moved = undefined;
}

/** A queue that can be used; mapped anew if guest memory moved. */
function queueOf({ channel, queues }: State, number: number): Queue | undefined {
  const settings = queues[number];
  if (settings?.moved !== undefined && channel !== undefined) {
    mapQueue(channel, settings);
  }
  return settings?.queue;
}

function shut(settings: Settings): void {
  const { queue } = settings;
  settings.queue = undefined;
  settings.moved = undefined;
  if (queue !== undefined) {
    closeQueue(queue);
  }
}

function kick(state: State, number: number): void {
  const { driverOk, needsReset } = VirtioMmioStatus;
  // Before its driver is ready a device touches no queue.
  if ((state.status & (driverOk | needsReset)) !== driverOk) {
    return;
  }
  let wantsInterrupt = false;
  try {
    const queue = queueOf(state, number);
    if (queue === undefined) {
      return;
    }
    // At most so many can wait; more would be a driver that never lets go.
    for (let left = queue.size; left > 0; left--) {
      const head = takeChain(queue);
      if (head === undefined) {
        break;
      }
      const written = state.device.serve(buffersOf(queue, head), number);
      wantsInterrupt = giveChain(queue, head, written) || wantsInterrupt;
    }
  } catch (error) {
    // The driver broke its queue: say so, and touch no queue any more.
    state.status |= needsReset;
    raise(state, wantsInterrupt ? usedBuffer | configChange : configChange);
    throw error;
  }
  if (wantsInterrupt) {
    raise(state, usedBuffer);
  }
}

function acknowledge(state: State, reasons: number): void {
  state.interrupts &= ~reasons;
  if (state.interrupts === 0) {
    state.channel?.setIrq(state.irq, false);
  }
}

function reset(state: State): void {
  state.queues.forEach((settings) => shut(settings));
  Object.assign(state, fresh(state.device));
  state.device.reset?.();
  state.channel?.setIrq(state.irq, false);
}

function changeStatus(state: State, value: number): void {
  const { featuresOk, needsReset } = VirtioMmioStatus;
  const isUsable =
    (state.accepted & VirtioMmioFeature.version1) !== 0n && (state.accepted & ~offered(state)) === 0n;
  // The driver sees that its features will not do: the bit stays clear.
  const kept = isUsable ? value : value & ~featuresOk;
  // This one is the device's to say.
  state.status = (kept & ~needsReset) | (state.status & needsReset);
}
