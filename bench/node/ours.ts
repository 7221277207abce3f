// A backend of the runtime: one register that never changes. ours.ts URI
import { IoAddressSpace, open } from "../../runtime/node/index.ts";

const channel = await open(process.argv[2] ?? "", { read: () => 0x12345678n });
channel.claim(IoAddressSpace.mmio, 0x2000000n, 0x1000);
await channel.run();
