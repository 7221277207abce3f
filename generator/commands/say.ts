// Prints without Node's streams, whose code takes longer to load than most runs have to say.
import { writeSync } from "node:fs";

/** What we wait on while a reader is slower than we are. */
const pause = new Int32Array(new SharedArrayBuffer(4));

/** Prints on standard output. Whoever reads it may have seen enough, which ends the program. */
export function say(text: string): void {
  try {
    writeAll(1, text);
  } catch (failure) {
    process.exit((failure as NodeJS.ErrnoException).code === "EPIPE" ? 0 : 1);
  }
}

/** Prints on standard error, where somebody listens to it. */
export function complain(text: string): void {
  try {
    writeAll(2, text);
  } catch {
    // There is nobody left to tell.
  }
}

function writeAll(descriptor: number, text: string): void {
  for (let rest = Buffer.from(text); rest.length > 0;) {
    rest = rest.subarray(writeSome(descriptor, rest));
  }
}

function writeSome(descriptor: number, bytes: Uint8Array): number {
  try {
    return writeSync(descriptor, bytes);
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code !== "EAGAIN") {
      throw failure;
    }
    // Whoever started us shares a pipe that does not block.
    Atomics.wait(pause, 0, 0, 1);
    return 0;
  }
}
