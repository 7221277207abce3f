// The same by hand, and no more than that: hand.ts spin|sleep ADDON
import { createRequire } from "node:module";

interface Bare {
  map(fd: number, length: number): ArrayBuffer;
  poll(fd: number, ready: () => void): void;
}

const [mode, addon = ""] = process.argv.slice(2);
const bare = createRequire(import.meta.url)(addon) as Bare;
const page = bare.map(3, 4096);
const bytes = new Uint8Array(page);
const words = new Uint32Array(page);
const stateByte = 30;
const ready = 0x21;
const inProcess = 0x22;
const answered = 0x23;
const base = 0x2000000;

/** Whether there was a request. */
function serve(): boolean {
  if (Atomics.load(bytes, stateByte) !== ready) {
    return false;
  }
  bytes[stateByte] = inProcess;
  const address = words[0] as number;
  words[2] = address - base === 8 ? 0x12345678 : 0xffff_ffff;
  words[3] = 0;
  Atomics.store(bytes, stateByte, answered);
  return true;
}

process.kill(process.pid, "SIGSTOP");
if (mode === "spin") {
  for (;;) {
    serve();
  }
}
bare.poll(4, serve);
