// The smallest useful backend in TypeScript: a device with two registers.
import { IoAddressSpace, open, operationError } from "hypershim";

const value = 0;
const count = 4;
const length = 8;
const registers = new Map([[value, 0n], [count, 0n]]);

const channel = await open(process.argv[2] ?? "", {
  read(_region, offset, size) {
    const data = registers.get(offset);
    if (size !== 4 || data === undefined) {
      throw operationError(22, "no such register"); // The guest reads all ones.
    }
    return data;
  },
  write(_region, offset, size, data) {
    if (size !== 4 || offset !== value) {
      throw operationError(22, "no such register"); // The store is lost.
    }
    registers.set(value, data);
    registers.set(count, (registers.get(count) ?? 0n) + 1n);
  },
});
channel.claim(IoAddressSpace.mmio, channel.allocateMmio(length, 4), length);
await channel.run();
channel.close();
