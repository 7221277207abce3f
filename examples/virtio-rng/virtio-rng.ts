// A virtio entropy device in TypeScript: fills the driver's buffers with random bytes.
// Nothing here knows the hypervisor: virtio-rng.ts URI [--seed N]
import { randomFillSync } from "node:crypto";
import { open, operationError, virtioDevice } from "hypershim";

const entropy = 4;
const largestRequest = 65536;
const [uri = "", option, value] = process.argv.slice(2);
let seed = option === "--seed" ? BigInt(value ?? 0) : 0n;

/** Random bytes; with a seed, bytes that can be foretold, for tests. */
function fill(bytes: Uint8Array): void {
  if (seed === 0n) {
    randomFillSync(bytes);
    return;
  }
  for (let index = 0; index < bytes.length; index++) {
    seed = BigInt.asUintN(64, seed * 6364136223846793005n + 1442695040888963407n);
    bytes[index] = Number(seed >> 56n);
  }
}

const device = virtioDevice({
  id: entropy,
  queues: 1,
  queueSize: 64,
  serve(buffers) {
    let written = 0;
    for (const { view, isWritable } of buffers) {
      if (!isWritable) {
        throw operationError(71, "entropy goes to the driver, not from it");
      }
      const length = Math.min(view.byteLength, largestRequest - written);
      fill(new Uint8Array(view.buffer, view.byteOffset, length));
      written += length;
      if (written === largestRequest) {
        break;
      }
    }
    return written;
  },
});

const channel = await open(uri, device.backend);
device.plug(channel);
process.once("SIGTERM", () => channel.stop());
await channel.run();
if (process.env["HYPERSHIM_COUNTERS"] !== undefined) {
  const { errors, ...counters } = channel.counters();
  process.stderr.write(`${JSON.stringify({ ...counters, refused: errors.backend })}\n`);
}
channel.close();
