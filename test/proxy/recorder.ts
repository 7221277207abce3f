// A device that writes down what it is asked, line by line: recorder.ts URI. It is recorder.c in
// TypeScript, where more is said.
import { IoAddressSpace, IoClaimFlags, IoMapAccess, open, operationError } from "../../runtime/node/index.ts";

const vcpus = 4;
const registers = { dma: 0x20, line: 0x30, nowhere: 0x38, toggle: 0x40, wrongLine: 0x48 };
const refused = 13;
const places = [
  { name: "A", base: 0x2000000n, window: 0x100, flags: 0, space: IoAddressSpace.mmio },
  { name: "B", base: 0xa0000n, window: 0x100, flags: IoClaimFlags.postedWrites, space: IoAddressSpace.mmio },
  { name: "C", base: 0x100n, window: 8, flags: 0, space: IoAddressSpace.pio },
  { name: "D", base: 3n << 35n, window: 0x40, flags: 0, space: IoAddressSpace.pciConfig },
] as const;
const extra = { base: 0x2001000n, length: 0x100 };

const lines: string[] = [];
const ids: number[] = [];
const extras: (number | undefined)[] = Array.from({ length: vcpus }, () => undefined);
const loads = new BigUint64Array(vcpus);
const state = new BigUint64Array(vcpus);

interface Target {
  readonly name: string;
  readonly number: number;
  readonly vcpu: number;
  readonly within: number;
}

function find(region: number, offset: number): Target {
  const number = ids.indexOf(region);
  const place = places[number];
  if (place !== undefined) {
    const vcpu = Math.floor(offset / place.window);
    return { name: place.name, number, vcpu, within: offset % place.window };
  }
  const vcpu = extras.indexOf(region);
  return vcpu < 0
    ? { name: "?", number: 0, vcpu: 0, within: 0 }
    : { name: "E", number: places.length, vcpu, within: offset };
}

/** 0, or the negative errno that something throws. */
function resultOf(act: () => void): number {
  try {
    act();
    return 0;
  } catch (error) {
    return -(error as { errno: number }).errno;
  }
}

function actOnMemory(vcpu: number, data: bigint): void {
  const address = vcpu * 0x4000 + Number(data % 0x3f00n);
  let view: DataView | undefined;
  const error = resultOf(() => {
    view = channel.map(BigInt(address), 64, IoMapAccess.read | IoMapAccess.write);
  });
  if (view === undefined) {
    lines.push(`${vcpu} map ${error}`);
    return;
  }
  const mapped = view;
  const old = mapped.getBigUint64(0, true);
  lines.push(`${vcpu} memory ${address.toString(16)} ${old.toString(16)}`);
  mapped.setBigUint64(0, BigInt.asUintN(64, old * 3n + 1n), true);
  mapped.setUint8(63, vcpu + 1);
  lines.push(`${vcpu} unmap ${resultOf(() => channel.unmap(mapped))}`);
}

function toggle(vcpu: number): void {
  const region = extras[vcpu];
  extras[vcpu] = undefined;
  if (region !== undefined) {
    lines.push(`${vcpu} release ${resultOf(() => channel.release(region))}`);
    return;
  }
  const base = extra.base + BigInt(vcpu * extra.length);
  const error = resultOf(() => {
    extras[vcpu] = channel.claim(IoAddressSpace.mmio, base, extra.length);
  });
  lines.push(`${vcpu} claim ${error}`);
}

function act({ number, vcpu, within }: Target, data: bigint): void {
  if (number > 1) {
    return;
  }
  switch (within) {
    case registers.dma:
      actOnMemory(vcpu, data);
      break;
    case registers.line:
    case registers.wrongLine: {
      const line = within === registers.line ? 33 : 7;
      lines.push(`${vcpu} line ${resultOf(() => channel.setIrq(line, (data & 1n) === 1n))}`);
      break;
    }
    case registers.nowhere:
      lines.push(`${vcpu} map ${resultOf(() => void channel.map(0x100000n, 16, IoMapAccess.read))}`);
      break;
    case registers.toggle:
      toggle(vcpu);
      break;
  }
}

const channel = await open(
  process.argv[2] ?? "",
  {
    read(region, offset, size) {
      const { name, number, vcpu, within } = find(region, offset);
      lines.push(`${vcpu} load ${name} ${within.toString(16)} ${size}`);
      if (within % 16 === refused) {
        throw operationError(5, "refused");
      }
      loads[vcpu] = (loads[vcpu] as bigint) + 1n;
      const place = BigInt(number * 0x10000 + within);
      return BigInt.asUintN(
        64,
        (loads[vcpu] as bigint) * 0x9e3779b97f4a7c15n + place * 0xd1b54a32d192ed03n + (state[vcpu] as bigint),
      );
    },
    write(region, offset, size, data) {
      const target = find(region, offset);
      const { name, vcpu, within } = target;
      lines.push(`${vcpu} store ${name} ${within.toString(16)} ${size} ${data.toString(16)}`);
      if (within % 16 === refused) {
        throw operationError(22, "refused");
      }
      state[vcpu] = (state[vcpu] as bigint) * 31n + data;
      if (size === 4) {
        act(target, data);
      }
    },
    invalidate: () => void lines.push("- invalidate"),
    gone: (reason) => void lines.push(`- gone ${reason}`),
    configure: (space, base, length, irq, readOnly) =>
      void lines.push(
        `- configure ${space} ${base.toString(16)} ${length.toString(16)} ${irq} ${Number(readOnly)}`,
      ),
  },
  { log: () => {} },
);
for (const { space, base, window, flags } of places) {
  ids.push(channel.claim(space, base, vcpus * window, flags));
}
await channel.run();
channel.close();
process.stdout.write(lines.map((line) => `${line}\n`).join(""));
