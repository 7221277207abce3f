// What a guest of a real Xen asks for, and what it gets: every kind of request there is, for a device in any language.
import { expect } from "vitest";
import type { Build } from "./backends.ts";
import { accesses, counters, expectPass, here, serve, serveDevice, type XenTest } from "./suite.ts";

const device = serveDevice();
const none = [0, 0, 0, 0, 0, 0, 0];

/** `rep` accesses, item by item. */
function items(what: string, from: number, size: number, values: readonly number[], step = size): readonly string[] {
  return values.map((value, i) => `${what} 0x${(from + i * step).toString(16)} ${size} 0x${value.toString(16)}`);
}

/** Guest memory, by pointers of requests and by pointers of the device. */
export const manyPages = (build: Build): string => `
  ${here}
  # Guest memory that goes on in the next page, both ways, and an item that lies in two.
  buf 0xff8
  W4 0xd0000300 8 1 1
  E4 0xd0000300 8 1 1
  buf 0xffd
  W4 0xd0000400 4 0x11111111 1
  E4 0xd0000400 4 0x11111111 1
  buf 0x1004
  W-4 0xd0000540 6 1 1
  E-4 0xd0000540 6 1 1
  O-2 0xc000 6 1 1
  X-2 0xc000 6 6 0
  buf 0
  # The device's side goes on in the next page.
  W4 0xb0ff8 4 5 1
  E4 0xb0ff8 4 5 1
  W4 0xb2000 1000 0 3
  E4 0xb2000 1000 0 3
  # A page that the guest gives back: mappings are made anew.
  inv 0x900000
  W4 0xd0000600 8 1 1
  E4 0xd0000600 8 1 1
  w8 0x800010 0x1122334455667788
  w8 0x910000 0x99
  grant 9 0x910000
  ${build === "stub" ? pointers : noPointers}`;

/** A device that maps guest memory itself. */
const pointers = `
  w8 0xd0000fd0 0x800010
  e8 0xd0000fc8 0
  e8 0xd0000fc0 0x1122334455667788
  e8 0x800018 0xeeddccbbaa998877
  # What was given back is not there.
  w8 0xd0000fd0 0x900000
  e8 0xd0000fc8 14
  # A page that is granted, and one that is not.
  w8 0xd0000fd0 0x8000000000009000
  e8 0xd0000fc8 0
  e8 0xd0000fc0 0x99
  e8 0x910008 0xffffffffffffff66
  w8 0xd0000fd0 0x8000000000010000
  e8 0xd0000fc8 14`;

/** Behind a daemon it cannot, on Xen: ENOTSUP. */
const noPointers = `
  w8 0xd0000fd0 0x800010
  e8 0xd0000fc8 95
  w8 0xd0000fd0 0x8000000000009000
  e8 0xd0000fc8 95
  e8 0x800018 0
  e8 0x910008 0`;

const buffered = `
  ${here}
  w1 0xa0000 0x5a
  w2 0xa0010 0x1234
  w4 0xa0020 0xdeadbeef
  w8 0xa0028 0x0102030405060708
  o1 0x70 4
  o1 0x71 5
  # More than the ring has room for, and the last of them in two slots, over its end.
  bw4 0xa0100 300
  bw8 0xa0200 400
  w1 0xa0300 1
  bw8 0xa0200 700
  e8 0xa0200 699
  e4 0xa0100 299
  e1 0xa0000 0x5a
  e4 0xa0020 0xdeadbeef
  e8 0xa0028 0x0102030405060708`;

/** Stores that nobody waits for, one way or another. */
export function declareBuffered(xenTest: XenTest, mode: "atomic" | "legacy" | "off"): void {
  const run = serveDevice(`device xen:domid=$DOMID,bufioreq=${mode} -v`);
  xenTest({ name: `buffered stores: ${mode}`, type: "hvm", guest: buffered, run }, (result) => {
    expectPass(result);
    const stores = accesses(result).filter((line) => line.startsWith("store vga"));
    const values = (offset: string) =>
      stores.filter((line) => line.split(" ")[2] === offset).map((line) => Number(line.split(" ")[4]));
    const upTo = (count: number) => Array.from({ length: count }, (_, i) => i);
    expect(values("0x100")).toEqual(upTo(300));
    expect(values("0x200")).toEqual([...upTo(400), ...upTo(700)]);
    expect(stores).toHaveLength(5 + 300 + 400 + 700);
    const { posted, errors } = counters(result);
    expect(errors).toEqual(none);
    // Without a ring nothing is posted; with one, hardly anything is not.
    expect(posted > 1000).toBe(mode !== "off");
    expect(posted > 0).toBe(mode !== "off");
  });
}

/** The cases; the backends "device" and "virtio-rng" must be there. */
export function declareAccesses(xenTest: XenTest, build: Build): void {
  xenTest(
    {
      name: "widths",
      guest: `
        ${here}
        w4 0xd0000000 0x11223344
        e4 0xd0000000 0x11223344
        e1 0xd0000001 0x33
        e2 0xd0000002 0x1122
        w1 0xd0000003 0xab
        e4 0xd0000000 0xab223344
        w8 0xd0000010 0x0123456789abcdef
        e8 0xd0000010 0x0123456789abcdef
        w2 0xd0000021 0x5566
        e2 0xd0000021 0x5566
        o4 0xc000 0xcafebabe
        x4 0xc000 0xcafebabe
        x1 0xc001 0xba
        o2 0xc004 0xbeef
        x2 0xc004 0xbeef
        o1 0xc0ff 0x7f
        x1 0xc0ff 0x7f
        e4 0xd8000000 0xffffffff
        e4 0xd0000fa8 0xffffffff
        w4 0xd0000fa8 1
        w4 0xd0000ff0 0x50
        irq 0x50 1`,
      run: device,
    },
    (result) => {
      expectPass(result);
      expect(accesses(result)).toEqual([
        "store mmio 0x0 4 0x11223344",
        "load mmio 0x0 4 0x11223344",
        "load mmio 0x1 1 0x33",
        "load mmio 0x2 2 0x1122",
        "store mmio 0x3 1 0xab",
        "load mmio 0x0 4 0xab223344",
        "store mmio 0x10 8 0x123456789abcdef",
        "load mmio 0x10 8 0x123456789abcdef",
        "store mmio 0x21 2 0x5566",
        "load mmio 0x21 2 0x5566",
        "store pio 0x0 4 0xcafebabe",
        "load pio 0x0 4 0xcafebabe",
        "load pio 0x1 1 0xba",
        "store pio 0x4 2 0xbeef",
        "load pio 0x4 2 0xbeef",
        "store pio 0xff 1 0x7f",
        "load pio 0xff 1 0x7f",
        // The load that fails is not shown.
        "store mmio 0xfa8 4 0x1",
        "store mmio 0xff0 4 0x50",
      ]);
      // Two were refused by the device. It heard of the power-off.
      expect(counters(result).errors).toEqual([0, 0, 0, 0, 2, 0, 0]);
      expect(result.output).toContain("gone 0\n");
    },
  );

  xenTest(
    {
      name: "repetitions",
      guest: `
        ${here}
        W1 0xd0000101 3 0xfe 1
        E1 0xd0000101 3 0xfe 1
        W2 0xd0000110 3 0xfffe 1
        E2 0xd0000110 3 0xfffe 1
        W4 0xd0000120 3 7 0x10000
        E4 0xd0000120 3 7 0x10000
        W8 0xd0000140 3 0x100000000 1
        E8 0xd0000140 3 0x100000000 1
        buf 0x800
        W-1 0xd0000202 3 1 1
        E-1 0xd0000202 3 1 1
        W-2 0xd0000214 3 1 1
        E-2 0xd0000214 3 1 1
        W-4 0xd0000228 3 1 1
        E-4 0xd0000228 3 1 1
        W-8 0xd0000250 3 1 1
        E-8 0xd0000250 3 1 1
        S4 0xd0000300 3 9
        S-2 0xd0000324 3 8
        O1 0xc010 3 7 1
        X1 0xc010 3 9 0
        O2 0xc020 3 7 1
        X2 0xc020 3 9 0
        O4 0xc030 3 7 1
        X4 0xc030 3 9 0
        O-4 0xc040 3 1 1
        X-4 0xc040 3 3 0`,
      run: device,
    },
    (result) => {
      expectPass(result);
      const both = (from: number, size: number, values: readonly number[], step = size) => [
        ...items("store mmio", from, size, values, step),
        ...items("load mmio", from, size, values, step),
      ];
      const port = (from: number, size: number, values: readonly number[]) => [
        ...items("store pio", from, size, values, 0),
        ...items("load pio", from, size, values.map(() => values.at(-1) ?? 0), 0),
      ];
      expect(accesses(result)).toEqual([
        ...both(0x101, 1, [0xfe, 0xff, 0]),
        ...both(0x110, 2, [0xfffe, 0xffff, 0]),
        ...both(0x120, 4, [7, 0x10007, 0x20007]),
        ...both(0x140, 8, [0x100000000, 0x100000001, 0x100000002]),
        ...both(0x202, 1, [1, 2, 3], -1),
        ...both(0x214, 2, [1, 2, 3], -2),
        ...both(0x228, 4, [1, 2, 3], -4),
        ...both(0x250, 8, [1, 2, 3], -8),
        ...items("store mmio", 0x300, 4, [9, 9, 9]),
        ...items("store mmio", 0x324, 2, [8, 8, 8], -2),
        ...port(0x10, 1, [7, 8, 9]),
        ...port(0x20, 2, [7, 8, 9]),
        ...port(0x30, 4, [7, 8, 9]),
        ...port(0x40, 4, [1, 2, 3]),
      ]);
      // Far fewer requests than accesses: Xen sent repetitions, which a daemon takes apart.
      if (build === "stub") {
        expect(counters(result).requests).toBeLessThan(50);
      }
      expect(counters(result).errors).toEqual(none);
    },
  );

  xenTest({ name: "guest memory", type: "hvm", guest: manyPages(build), run: device }, (result) => {
    expectPass(result);
    // One for the page that was given back, one for the page in whose place the grant table is.
    expect(result.output.match(/^invalidate$/gm)).toHaveLength(2);
    expect(counters(result).errors).toEqual(build === "stub" ? none : [0, 0, 0, 0, 0, 0, 2]);
    expect(result.output.includes("no other process: build the backend as a stub\n")).toBe(build === "proxy");
  });
  xenTest(
    {
      name: "vCPUs",
      vcpus: 4,
      guest: `
        @* ${here}
        @0 w4 0xd0000000 0xa0
        @1 w4 0xd0000004 0xa1
        @2 w4 0xd0000008 0xa2
        @3 w4 0xd000000c 0xa3
        @* sync
        @0 e4 0xd0000004 0xa1
        @1 e4 0xd0000008 0xa2
        @2 e4 0xd000000c 0xa3
        @3 e4 0xd0000000 0xa0
        @* br4 0xd0000000 100
        @* sync
        @0 E4 0xd0000000 4 0xa0 1
        @3 W4 0xd0000040 16 3 1
        @2 W4 0xd0000080 16 2 1
        @* sync
        @1 E4 0xd0000040 16 3 1
        @0 E4 0xd0000080 16 2 1`,
      run: device,
    },
    (result) => {
      expectPass(result);
      expect(counters(result).errors).toEqual(none);
    },
  );

  declareBuffered(xenTest, "atomic");
  declareBuffered(xenTest, "legacy");

  xenTest(
    {
      name: "PCI, interrupt lines",
      type: "hvm",
      guest: `
        ${here}
        o4 0xcf8 0x80001800
        x4 0xcfc 0x10421af4
        x2 0xcfc 0x1af4
        x2 0xcfe 0x1042
        x1 0xcff 0x10
        o4 0xcf8 0x80001840
        o4 0xcfc 0x12345678
        o2 0xcfe 0xabcd
        o1 0xcfd 0xef
        x4 0xcfc 0xabcdef78
        # A function that is not there.
        o4 0xcf8 0x80002000
        x4 0xcfc 0xffffffff
        # ISA line 5, twice; INTA of device 3 is pin 28 of the I/O APIC.
        route 5 0x51
        w4 0xd0000fe0 5
        irq 0x51 1
        w4 0xd0000fe4 5
        w4 0xd0000fe0 5
        irq 0x51 2
        w4 0xd0000fe4 5
        route 28 0x52
        w4 0xd0000fe0 0x8000000c
        irq 0x52 1
        w4 0xd0000fe4 0x8000000c
        # No such line.
        w4 0xd0000fe0 16`,
      run: device,
    },
    (result) => {
      expectPass(result);
      expect(accesses(result).filter((line) => line.includes(" pci "))).toEqual([
        "load pci 0x0 4 0x10421af4",
        "load pci 0x0 2 0x1af4",
        "load pci 0x2 2 0x1042",
        "load pci 0x3 1 0x10",
        "store pci 0x40 4 0x12345678",
        "store pci 0x42 2 0xabcd",
        "store pci 0x41 1 0xef",
        "load pci 0x40 4 0xabcdef78",
      ]);
      expect(counters(result).interrupts).toBe(3);
      expect(counters(result).errors).toEqual([0, 0, 0, 0, 1, 0, 0]);
    },
  );

  xenTest(
    {
      name: "claims that come and go",
      guest: `
        ${here}
        o4 0xc000 1
        w4 0xd0000fa0 0
        x4 0xc000 0xffffffff
        w4 0xd0000fa0 1
        x4 0xc000 1`,
      run: device,
    },
    (result) => {
      expectPass(result);
      expect(accesses(result).filter((line) => line.includes(" pio "))).toHaveLength(2);
    },
  );

  const rng = 0xd0000000;
  const register = (offset: number) => `0x${(rng + offset).toString(16)}`;
  const givesBytes = `
        w4 ${register(0x70)} 15
        route 5 0x51
        w4 ${register(0x50)} 0
        irq 0x51 1
        e2 0x802002 1
        e4 0x802008 16
        e4 ${register(0x60)} 1
        w4 ${register(0x64)} 1
        e4 ${register(0x60)} 0
        e8 0x803000 ${foretold(42n)}`;
  // Its queues are guest memory, which it cannot see: then the driver is told of a queue that cannot be had.
  const refuses = `
        e4 ${register(0x44)} 0
        e4 ${register(0x70)} 11`;
  xenTest(
    {
      name: "the example virtio-rng",
      type: "hvm",
      guest: `
        until4 ${register(0)} 0xffffffff 0x74726976
        w4 ${register(0x70)} 1
        w4 ${register(0x70)} 3
        w4 ${register(0x24)} 1
        w4 ${register(0x20)} 1
        w4 ${register(0x70)} 11
        e4 ${register(0x70)} 11
        w4 ${register(0x30)} 0
        w4 ${register(0x38)} 8
        w8 0x800000 0x803000
        w4 0x800008 16
        w2 0x80000c 2
        w2 0x801000 0
        w2 0x801004 0
        w2 0x801002 1
        w4 ${register(0x80)} 0x800000
        w4 ${register(0x90)} 0x801000
        w4 ${register(0xa0)} 0x802000
        w4 ${register(0x44)} 1
        ${build === "stub" ? givesBytes : refuses}`,
      run: serve("virtio-rng xen:domid=$DOMID,base=0xd0000000,irq=5 --seed 42"),
    },
    expectPass,
  );
}

/** The first eight bytes of virtio-rng with a seed. */
function foretold(seed: bigint): string {
  const bytes = Buffer.alloc(8);
  let state = seed;
  for (let i = 0; i < bytes.length; i++) {
    state = BigInt.asUintN(64, state * 6364136223846793005n + 1442695040888963407n);
    bytes[i] = Number(state >> 56n);
  }
  return `0x${bytes.readBigUInt64LE().toString(16)}`;
}
