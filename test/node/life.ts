// Lives of channels, for tests that look at the whole process: life.ts MODE URI [COUNT [HOST]],
// where HOST is the process of the host.
// It prints one line of JSON and has to end by itself.
import { readdirSync, readFileSync } from "node:fs";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { setTimeout } from "node:timers/promises";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { IoAddressSpace, IoMapAccess, open, type Channel } from "../../runtime/node/index.ts";

const [mode = "", uri = "", count = "1", host = ""] = process.argv.slice(2);
const base = 0x2000000n;
const window = 0x100;

const tell = (what: unknown): void => void process.stdout.write(`${JSON.stringify(what)}\n`);

function descriptors(): number {
  return readdirSync("/proc/self/fd").length;
}

async function collect(): Promise<void> {
  for (let round = 0; round < 5; round++) {
    globalThis.gc?.();
    await setTimeout(10);
  }
}

async function openOne(): Promise<Channel> {
  const channel = await open(uri, { read: () => 0x12345678n, write: () => {} });
  channel.claim(IoAddressSpace.mmio, base, window);
  return channel;
}

/** Opens and closes, and leaves every third to the garbage collector. */
async function again(): Promise<void> {
  const once = async (index: number): Promise<void> => {
    const channel = await openOne();
    channel.map(0n, 4096, IoMapAccess.read);
    if (index % 2 === 0) {
      void channel.run();
      await setTimeout(0);
    }
    if (index % 3 !== 0 || index % 2 === 0) {
      channel.close();
    }
    if (index % 100 === 99) {
      await collect();
    }
  };
  for (let index = 0; index < 200; index++) {
    await once(index);
  }
  await collect();
  const before = { fds: descriptors(), rss: process.memoryUsage.rss() };
  for (let index = 0; index < Number(count); index++) {
    await once(index);
  }
  await collect();
  tell({ fds: descriptors() - before.fds, rss: process.memoryUsage.rss() - before.rss });
}

/** Serves until the host hangs up; what the heap grew by meanwhile, after a start. */
async function heap(): Promise<void> {
  const channel = await openOne();
  const done = channel.run();
  while (channel.counters().requests < 20_000) {
    await setTimeout(5);
  }
  await collect();
  const before = process.memoryUsage().heapUsed;
  tell("warm");
  await done;
  await collect();
  tell({ grown: process.memoryUsage().heapUsed - before, served: channel.counters().requests });
  channel.close();
}

/** Each worker serves a channel; half of them close it, the others are terminated while they run. */
async function workers(): Promise<void> {
  const self = fileURLToPath(import.meta.url);
  const all = Array.from(
    { length: Number(count) },
    (_, index) => new Worker(self, { argv: [mode, uri], workerData: index % 2 }),
  );
  await Promise.all(all.map((worker) => once(worker, "message")));
  all.forEach((worker, index) =>
    index % 2 === 0 ? worker.postMessage("close") : void worker.terminate(),
  );
  const codes = await Promise.all(all.map((worker) => once(worker, "exit")));
  tell(codes.map(([code]) => code as number));
}

async function worker(): Promise<void> {
  const channel = await openOne();
  void channel.run();
  parentPort?.postMessage("runs");
  if (workerData === 0) {
    await once(parentPort as NonNullable<typeof parentPort>, "message");
    channel.close();
    parentPort?.unref();
  }
}

/** Terminates workers while they open. */
async function cut(): Promise<void> {
  const self = fileURLToPath(import.meta.url);
  for (let index = 0; index < Number(count); index++) {
    const opening = new Worker(self, { argv: ["workers", uri], workerData: 1 });
    await setTimeout(20 + 7 * (index % 12));
    await opening.terminate();
  }
  tell("cut");
}

/** What is called while a worker is being terminated. */
const asked: Record<string, (channel: Channel) => unknown> = {
  map: (channel) => channel.map(0n, 4096, IoMapAccess.read),
  claim: (channel) => channel.claim(IoAddressSpace.mmio, base + 0x1000n, window),
  allocateMmio: (channel) => channel.allocateMmio(0x1000, 0x1000),
};

/** In a worker: asks a host that does not answer yet. */
async function askOnce(): Promise<void> {
  const channel = await openOne();
  parentPort?.once("message", () => {
    parentPort?.postMessage("asks");
    asked[workerData as string]?.(channel);
    parentPort?.postMessage("goes on");
  });
  parentPort?.postMessage("opened");
}

/** A signal stops each thread when that comes to it: the host has stopped when all have. */
async function stopHost(): Promise<void> {
  process.kill(Number(host), "SIGSTOP");
  const threads = `/proc/${host}/task`;
  const isStopped = (thread: string): boolean =>
    /\) T /.test(readFileSync(`${threads}/${thread}/stat`, "utf8"));
  while (!readdirSync(threads).every(isStopped)) {
    await setTimeout(1);
  }
}

/** Terminates workers inside a call of the addon: the host answers only afterwards. */
async function inside(): Promise<void> {
  const self = fileURLToPath(import.meta.url);
  for (const call of Object.keys(asked)) {
    const worker = new Worker(self, { argv: [mode, uri], workerData: call });
    await once(worker, "message");
    await stopHost();
    worker.postMessage("ask");
    await once(worker, "message");
    worker.once("message", () => {
      throw new Error(`${call} did not wait`);
    });
    await setTimeout(20);
    const ended = worker.terminate();
    process.kill(Number(host), "SIGCONT");
    await ended;
  }
  tell("inside");
}

/** In a worker: opens, and leaves its loop no time to hear of it. */
async function openDeaf(): Promise<void> {
  void open(uri, { read: () => 0n, write: () => {} });
  for (let turn = 0; turn < 100; turn++) {
    // Lets it come as far as it can without the loop.
    await undefined;
  }
  parentPort?.postMessage("opens");
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

/** Terminates workers after they have opened, before they know. */
async function opened(): Promise<void> {
  const self = fileURLToPath(import.meta.url);
  for (let index = 0; index < Number(count); index++) {
    const worker = new Worker(self, { argv: [mode, uri] });
    await once(worker, "message");
    await setTimeout(20);
    await worker.terminate();
  }
  tell("opened");
}

const modes: Record<string, () => Promise<void>> = {
  again,
  heap,
  workers: isMainThread ? workers : worker,
  cut,
  opened: isMainThread ? opened : openDeaf,
  inside: isMainThread ? inside : askOnce,
  async closed() {
    const channel = await openOne();
    void channel.run();
    await setTimeout(20);
    channel.close();
    tell("closed");
  },
  async unref() {
    const channel = await openOne();
    void channel.run();
    channel.unref();
    tell("unref");
  },
  async forgotten() {
    await openOne();
    tell("forgotten");
  },
};
await modes[mode]?.();
