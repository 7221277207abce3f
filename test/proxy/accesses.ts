// Random sequences of accesses to the device of recorder.c, for several vCPUs.

const vcpus = 4;
const areas = {
  A: { base: 0x2000000, window: 0x100, type: 1, sizes: [1, 2, 4, 8] },
  B: { base: 0xa0000, window: 0x100, type: 1, sizes: [1, 2, 4, 8] },
  C: { base: 0x100, window: 8, type: 0, sizes: [1, 2, 4] },
  D: { base: 2 ** 35 * 3, window: 0x40, type: 2, sizes: [1, 2, 4] },
  E: { base: 0x2001000, window: 0x100, type: 1, sizes: [1, 2, 4, 8] },
} as const;
type Area = keyof typeof areas;

/** Registers of the first two that do something. */
const special = [0x20, 0x20, 0x30, 0x38, 0x40, 0x40, 0x48];
const memoryOfVcpu = 0x4000;

/** Numbers that a seed foretells: mulberry32. */
function makeRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

/** A request as the host understands it; the rest are zeroes and ones. */
interface Request {
  readonly type: number;
  readonly address: number | bigint;
  readonly size: number;
  readonly isLoad: boolean;
  readonly count?: number;
  readonly pointer?: boolean;
  readonly down?: boolean;
  readonly data: bigint;
}

function lineOf(vcpu: number, request: Request): string {
  const { type, address, size, isLoad, count = 1, pointer = false, down = false, data } = request;
  return [
    ...[vcpu, "access", vcpu, type, Number(isLoad), address.toString(16), size, count],
    ...[Number(pointer), Number(down), data.toString(16)],
  ].join(" ");
}

/** The lines of all vCPUs, mixed; each ends with a load, which everything before it precedes. */
export function accessesOf(seed: number, perVcpu: number): readonly string[] {
  const random = makeRandom(seed);
  const one = <T>(of: readonly T[]): T => of[random(of.length)] as T;
  const word = (): bigint => (BigInt(random(2 ** 32)) << 32n) | BigInt(random(2 ** 32));
  const chance = (percent: number): boolean => random(100) < percent;

  function single(vcpu: number): string {
    const name = one<Area>(["A", "A", "A", "B", "B", "C", "D", "E"]);
    const { base, window, type, sizes } = areas[name];
    const acts = (name === "A" || name === "B") && chance(40);
    const offset = vcpu * window + (acts ? one(special) : random(window));
    const size = acts ? 4 : one(sizes);
    const isLoad = !acts && chance(50);
    return lineOf(vcpu, { type, address: base + offset, size, isLoad, data: word() });
  }

  /** A string instruction that stays in the vCPU's window, and in its memory. */
  function string(vcpu: number): string {
    const name = one<Area>(["A", "A", "B", "C", "E"]);
    const { base, window, type, sizes } = areas[name];
    const size = one(sizes);
    const count = 1 + random(name === "C" ? 12 : Math.min(12, window / size));
    const span = name === "C" ? size : size * count;
    const down = chance(40);
    const first = vcpu * window + random(window - span + 1);
    const address = base + first + (down && name !== "C" ? span - size : 0);
    const pointer = chance(65);
    const length = size * count;
    const memory = vcpu * memoryOfVcpu + random(memoryOfVcpu - length);
    const data = pointer ? BigInt(memory + (down ? length - size : 0)) : word();
    return lineOf(vcpu, { type, address, size, isLoad: chance(50), count, pointer, down, data });
  }

  /** Something that a device must never hear of, or a request that is no access. */
  function bad(vcpu: number): string {
    const { base, window } = areas.A;
    const good = { type: 1, address: base + vcpu * window, size: 4, isLoad: chance(50), data: word() };
    return lineOf(vcpu, {
      ...good,
      ...one<Partial<Request>>([
        ...[0, 3, 16, 0xffff_ffff].map((size) => ({ size })),
        ...[0, 4097, 0xffff_ffff].map((count) => ({ count, pointer: chance(50) })),
        ...[2n ** 64n - 2n, 0n, 0x2000400n, 0x20003fen].map((address) => ({ address })),
        ...[5, 7, 8, 8, 9, 255].map((type) => ({ type })),
        { type: 2, address: areas.D.base, count: 2 },
        { type: 2, address: areas.D.base, size: 8 },
        { type: 2, address: areas.D.base, pointer: true },
        { type: 0, address: areas.C.base, size: 8 },
        { type: 0, address: 0x121 },
        { address: base, count: 3, down: true },
        { address: 0x20003f8, count: 3 },
        { pointer: true, data: 0x10000n, count: 2 },
        { pointer: true, data: 2n ** 64n - 4n, count: 2 },
        { pointer: true, data: 0n, count: 2, down: true },
      ]),
    });
  }

  function loadOf(vcpu: number): string {
    const address = areas.A.base + vcpu * areas.A.window;
    return lineOf(vcpu, { type: 1, address, size: 4, isLoad: true, data: 0n });
  }

  /**
   * A store that is buffered: its vCPU goes on at once, and a daemon, which has the regions and
   * fetches what strings store, does not wait either. Who has to know that a store did what it does
   * loads something, as drivers do.
   */
  function post(vcpu: number): readonly string[] {
    const name = one<Area>(["B", "B", "B", "C"]);
    const { base, window, type, sizes } = areas[name];
    const acts = name === "B" && chance(50);
    const code = acts ? 2 : random(sizes.length);
    const offset = acts ? one(special) : random(window);
    const address = base + vcpu * window + offset;
    const high = code === 3 ? ` ${random(2 ** 32).toString(16)}` : "";
    const data = random(2 ** 32).toString(16);
    const line = `${vcpu} post ${type} ${code} ${address.toString(16)} ${data}${high}`;
    return special.includes(offset) ? [line, loadOf(vcpu)] : [line];
  }

  const lines: string[] = [];
  for (let round = 0; round < perVcpu; round++) {
    for (let vcpu = 0; vcpu < vcpus; vcpu++) {
      const kind = random(100);
      const make = kind < 45 ? single : kind < 65 ? string : bad;
      lines.push(...(kind >= 85 ? post(vcpu) : [make(vcpu)]));
    }
  }
  for (let vcpu = 0; vcpu < vcpus; vcpu++) {
    lines.push(loadOf(vcpu));
  }
  return lines;
}
