// The device of `device.c` in TypeScript, line for line: what it prints and what its registers do are the same.
//
//     device.ts URI [-v] [VALUE]
import { writeSync } from "node:fs";
import { getSystemErrorName } from "node:util";
import { IoAddressSpace, IoMapAccess, open, operationError, type Channel } from "../../runtime/node/index.ts";

const { mmio, pio, pciConfig } = IoAddressSpace;
const claims = [
  { name: "mmio", space: mmio, base: 0xd0000000n, length: 0x1000 },
  { name: "pio", space: pio, base: 0xc000n, length: 0x100 },
  { name: "pci", space: pciConfig, base: 3n << 35n, length: 0x100 },
  { name: "vga", space: mmio, base: 0xa0000n, length: 0x20000 },
] as const;
const ports = 1;

/** Registers at the end of the MMIO window; see `device.c`. */
const Register = {
  ports: 0xfa0,
  fail: 0xfa8,
  end: 0xfb0,
  die: 0xfb8,
  copied: 0xfc0,
  copyError: 0xfc8,
  copy: 0xfd0,
  raise: 0xfe0,
  lower: 0xfe4,
  msi: 0xff0,
  here: 0xff4,
  count: 0xff8,
} as const;

const [uri = "", ...rest] = process.argv.slice(2);
const isVerbose = rest[0] === "-v";
const memory = claims.map(({ length }) => new DataView(new ArrayBuffer(length)));
const regions: number[] = [];
let count = 0;

const print = (line: string): void => void writeSync(1, `${line}\n`);
const codeOf = (error: unknown): number => (error as { errno?: number }).errno ?? 5;

function show(what: string, space: number, offset: number, size: number, data: bigint): void {
  if (isVerbose) {
    print(`${what} ${claims[space]?.name} 0x${offset.toString(16)} ${size} 0x${data.toString(16)}`);
  }
}

function peek(space: number, offset: number, size: number): bigint {
  let data = 0n;
  for (let at = size; at-- > 0; ) {
    data = (data << 8n) | BigInt(memory[space]?.getUint8(offset + at) ?? 0);
  }
  return data;
}

function poke(space: number, offset: number, size: number, data: bigint): void {
  for (let at = 0; at < size; at++) {
    memory[space]?.setUint8(offset + at, Number((data >> BigInt(8 * at)) & 0xffn));
  }
}

function killSelf(): void {
  process.kill(process.pid, "SIGKILL");
}

/** The guest's memory, through a view. */
function copy(address: bigint): void {
  let found = 0n;
  let error = 0;
  try {
    const view = channel.map(address, 16, IoMapAccess.read | IoMapAccess.write);
    found = view.getBigUint64(0, true);
    view.setBigUint64(8, ~found, true);
    channel.unmap(view);
  } catch (thrown) {
    error = codeOf(thrown);
  }
  poke(0, Register.copied, 8, found);
  poke(0, Register.copyError, 8, BigInt(error));
}

function claim(space: number): void {
  const { space: where, base, length } = claims[space] as (typeof claims)[number];
  regions[space] = channel.claim(where, base, length);
}

/** Whether it was one. */
function doRegister(offset: number, data: bigint): boolean {
  switch (offset) {
    case Register.ports:
      if (data === 0n) {
        channel.release(regions[ports] as number);
      } else {
        claim(ports);
      }
      return true;
    case Register.fail:
      throw operationError(5, "as it was asked to");
    case Register.end:
      if (data === 1n) {
        killSelf();
      }
      channel.stop();
      return true;
    case Register.copy:
      copy(data);
      return true;
    case Register.raise:
    case Register.lower:
      channel.setIrq(Number(data), offset === Register.raise);
      return true;
    case Register.msi:
      channel.signalMsi(0xfee00000n, Number(data));
      return true;
    default:
      return false;
  }
}

function load(space: number, offset: number, size: number): bigint {
  if (space === 0 && offset === Register.die) {
    killSelf();
  }
  if (space === 0 && offset === Register.fail) {
    throw operationError(5, "as it was asked to");
  }
  if (space === 0 && offset === Register.here) {
    return 0x600dn;
  }
  return space === 0 && offset === Register.count ? BigInt(count) : peek(space, offset, size);
}

async function openOrSay(): Promise<Channel> {
  try {
    return await open(uri, {
      read(region, offset, size) {
        const space = regions.indexOf(region);
        const data = load(space, offset, size);
        count++;
        show("load", space, offset, size, data);
        return data;
      },
      write(region, offset, size, data) {
        const space = regions.indexOf(region);
        count++;
        show("store", space, offset, size, data);
        if (space !== 0 || !doRegister(offset, data)) {
          poke(space, offset, size, data);
        }
      },
      invalidate: () => print("invalidate"),
      gone: (reason) => print(`gone ${reason}`),
      configure: (space, base, length, irq, readOnly) =>
        print(`configure ${space} 0x${base.toString(16)} 0x${length.toString(16)} ${irq} ${readOnly ? 1 : 0}`),
    });
  } catch (error) {
    print(`device: ${getSystemErrorName(-codeOf(error))}: ${(error as Error).message}`);
    process.exit(1);
  }
}

poke(2, 0, 4, 0x10421af4n);
poke(0, 8, 1, BigInt(Number.parseInt(rest.at(-1) ?? "0", 10) || 0));
const channel = await openOrSay();
process.once("SIGTERM", () => channel.stop());
for (const name of ["file", "readonly"]) {
  const value = channel.getParameter(name);
  if (value !== undefined) {
    print(`${name}=${value}`);
  }
}
claims.forEach((_, space) => claim(space));
print("ready");
try {
  await channel.run();
} catch (error) {
  print(`device: ${(error as Error).message}`);
  process.exitCode = 1;
}
const { requests, reads, writes, posted, interrupts, wakeups, errors } = channel.counters();
print(JSON.stringify({ requests, reads, writes, posted, interrupts, wakeups, errors: Object.values(errors) }));
channel.close();
