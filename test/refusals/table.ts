// Hostile inputs, and what generated code of every language answers to them.

/** One input. */
export interface Row {
  /** What takes it: a word that the programs of both languages know. */
  readonly taker: string;
  /** Numbers beside the bytes, in the taker's order. */
  readonly numbers: readonly number[];
  readonly bytes: Uint8Array;
  /** How the answer begins; absent where the languages only have to say the same. */
  readonly answer?: string;
}

const taken = "0 ";
const again = "-11 ";
const noState = "-71 ";
const invalid = "-22 ";
const noRegion = "-6 ";
const noCall = "-95 ";

/** A change of a record that is right: where, and how many bytes of which integer. */
type Change = readonly [offset: number, size: number, value: number | bigint];

function changed(right: Uint8Array, changes: readonly Change[]): Uint8Array {
  const bytes = right.slice();
  for (const [offset, size, value] of changes) {
    for (let at = 0; at < size; at++) {
      bytes[offset + at] = Number((BigInt(value) >> BigInt(8 * at)) & 0xffn);
    }
  }
  return bytes;
}

/** A taker with a record that it takes. */
interface Subject {
  readonly taker: string;
  readonly numbers?: readonly number[];
  readonly right: Uint8Array;
}

function row({ taker, numbers = [], right }: Subject, answer: string, ...changes: Change[]): Row {
  return { taker, numbers, bytes: changed(right, changes), answer };
}

/** Integers that are no width of an access, in as many bytes as hold them. */
function noWidths(bytes: number): readonly number[] {
  const all = [0, 3, 5, 6, 7, 9, 16, 0x100, 0x104, 0x1_0004, 0x8000_0008, 0xffff_ffff];
  return all.filter((width) => width < 2 ** (8 * bytes));
}

/** Where the parts of a slot are, and how many bytes they have. */
interface Places {
  readonly address: number;
  readonly size: readonly [offset: number, bytes: number];
  readonly other: Change;
}

/** What is wrong with any slot in the same way: widths in both directions, and addresses. */
function accesses(subject: Subject, { address, size: [size, bytes], other }: Places): Row[] {
  return [
    row(subject, taken),
    row(subject, taken, other),
    ...noWidths(bytes).flatMap((width) => [
      row(subject, invalid, [size, bytes, width]),
      row(subject, invalid, [size, bytes, width], other),
    ]),
    ...[0n, 0xfffn, 0x10fdn, 0x1100n, 2n ** 53n - 1n, 2n ** 53n, 2n ** 63n, 2n ** 64n - 4n].flatMap(
      (place) => [
        row(subject, noRegion, [address, 8, place]),
        row(subject, noRegion, [address, 8, place], other),
      ],
    ),
    row(subject, taken, [address, 8, 0x10fc]),
  ];
}

/** A load of four bytes from Xen. */
const xen: Subject = {
  taker: "xen",
  right: changed(new Uint8Array(32), [
    [0, 8, 0x1010], [8, 8, 0x1122334455667788n], [16, 4, 1], [20, 4, 4], [30, 1, 0x21], [31, 1, 1],
  ]),
};

const xenRows = [
  ...accesses(xen, { address: 0, size: [20, 4], other: [30, 1, 0x01] }),
  ...range(16)
    .filter((state) => state !== 1)
    .map((state) => row(xen, state < 4 ? again : noState, [30, 1, 0x20 | state])),
  ...[0, 2, 0xffff_ffff].map((count) => row(xen, noCall, [16, 4, count])),
  ...[3, 4, 5, 6, 7, 9, 99, 255].map((type) => row(xen, noCall, [31, 1, type])),
  ...[0, 2].map((type) => row(xen, noRegion, [31, 1, type])),
  // Data that is an address, in both directions.
  row(xen, noCall, [30, 1, 0x31]),
  row(xen, noCall, [30, 1, 0x11]),
  // What has no meaning is not looked at.
  row(xen, taken, [28, 2, 0xffff], [30, 1, 0xe1]),
];

/** A load of four bytes from ACRN, whose kernel completes the slot. */
const acrn: Subject = {
  taker: "acrn",
  right: changed(new Uint8Array(256), [
    [0, 4, 1], [72, 8, 0x1010], [80, 8, 4], [88, 8, 0x1122334455667788n], [136, 4, 2],
  ]),
};

const acrnRows = [
  ...accesses(acrn, { address: 72, size: [80, 8], other: [64, 4, 1] }),
  ...[2n ** 32n + 4n, 2n ** 53n, 2n ** 63n, 2n ** 64n - 1n].map((width) =>
    row(acrn, invalid, [80, 8, width]),
  ),
  ...[0, 1, 3, 4, 5, 0x102, 0xffff_ffff].map((state) =>
    row(acrn, [0, 1, 3].includes(state) ? again : noState, [136, 4, state]),
  ),
  ...[2, 7, 0x100, 0xffff_ffff].map((direction) => row(acrn, noCall, [64, 4, direction])),
  ...[3, 4, 5, 0x101, 0xffff_ffff].map((type) => row(acrn, noCall, [0, 4, type])),
];

/** A big-endian unit whose state is four of its bits, and a width of eight bytes. */
const slot: Subject = {
  taker: "slot",
  right: changed(new Uint8Array(32), [[0, 8, 0x1010], [8, 8, 0x55], [16, 8, 4], [27, 1, 0x01]]),
};

const slotRows = [
  ...accesses(slot, { address: 0, size: [16, 8], other: [27, 1, 0x11] }),
  ...[2n ** 32n + 4n, 2n ** 53n, 2n ** 63n, 2n ** 64n - 1n].map((width) =>
    row(slot, invalid, [16, 8, width]),
  ),
  ...range(16)
    .filter((phase) => phase !== 1)
    .map((phase) => row(slot, phase < 4 ? again : noState, [27, 1, phase])),
  // Kinds that are no call, one that is another, and a condition that does not hold.
  ...[2, 3, 4, 5, 6].map((kind) => row(slot, noCall, [27, 1, (kind << 5) | 1])),
  row(slot, taken, [27, 1, 0xe1]),
  row(slot, noCall, [27, 1, 0x21], [26, 1, 9]),
  row(slot, noRegion, [27, 1, 0x21]),
];

/** A slot with a union, which somebody else completes. */
const job: Subject = {
  taker: "job",
  right: changed(new Uint8Array(48), [[4, 4, 1], [16, 8, 0x1010], [24, 8, 4]]),
};

const jobRows = [
  ...accesses(job, { address: 16, size: [24, 8], other: [8, 4, 1] }),
  ...[0, 2, 0xffff_ffff].map((phase) => row(job, phase === 0 ? again : noState, [4, 4, phase])),
  ...[2, 0x8000_0000, 0xffff_ffff].map((direction) => row(job, noCall, [8, 4, direction])),
  ...[3, 77, 0xffff_ffff].map((what) => row(job, noCall, [0, 4, what])),
  // Ports and configuration space: their own widths, and addresses put together from parts.
  ...noWidths(2).map((width) => row(job, invalid, [0, 4, 1], [12, 4, 0x60], [16, 8, width])),
  row(job, noRegion, [0, 4, 1], [12, 4, 0xffff_ffff], [16, 8, 4]),
  ...noWidths(4).map((width) => row(job, invalid, [0, 4, 2], [12, 8, 0x0d02], [20, 4, width])),
];

/** A slot with an enum of numbers below zero, and a parameter that may only be -7 or 3. */
const asked: Subject = {
  taker: "asked",
  right: changed(new Uint8Array(16), [[0, 4, -7], [4, 2, -1], [8, 4, -7]]),
};

/** A command of KVM. */
const kvm: Subject = {
  taker: "kvm",
  right: changed(new Uint8Array(32), [[1, 1, 0x12], [8, 8, 7], [16, 8, 0x10], [24, 8, 0x55]]),
};

const kvmRows = [kvm, { ...kvm, taker: "kvm-info", right: changed(kvm.right, [[0, 2, 0x60]]) }].flatMap(
  (subject) => {
    const write: Change = subject.taker === "kvm" ? [0, 1, 1] : [0, 1, 0x61];
    return [
      row(subject, taken),
      row(subject, taken, write),
      ...[0, 6, 11, 99, 2n ** 32n + 7n, 2n ** 53n + 7n, 2n ** 64n - 1n].flatMap((region) => [
        row(subject, noRegion, [8, 8, region]),
        row(subject, noRegion, [8, 8, region], write),
      ]),
      ...[0xfd, 0x100, 2n ** 32n, 2n ** 53n - 1n, 2n ** 53n, 2n ** 64n - 1n].flatMap((offset) => [
        row(subject, noRegion, [16, 8, offset]),
        row(subject, noRegion, [16, 8, offset], write),
      ]),
    ];
  },
);

const kvmOnly = [
  ...[2, 3, 77, 255].map((command) => row(kvm, noCall, [0, 1, command])),
  ...range(16)
    .filter((exponent) => exponent > 3)
    .map((exponent) => row(kvm, invalid, [1, 1, 0x10 | exponent])),
];

/** A message of an interface: its operation, how many descriptors come with it, and a body. */
function call(taker: string, operation: number, handles: number, body: Uint8Array, answer: string): Row {
  return { taker, numbers: [operation, handles], bytes: body, answer };
}

function status(operation: number, bytes: number, errno: number): string {
  const text = Buffer.alloc(bytes);
  text.writeUInt32LE(errno);
  return `${operation} ${text.toString("hex")} - `;
}

const readRequest = changed(new Uint8Array(24), [[0, 4, 7], [8, 8, 0x10], [16, 1, 4]]);
const writeRequest = changed(new Uint8Array(32), [[0, 4, 7], [8, 8, 0x10], [16, 1, 4], [24, 8, 0x55]]);
const tooMany = new Uint8Array(25);

const serveRows = ["backend", "device"].flatMap((taker) => [
  call(taker, 1, 0, readRequest, "1 00000000"),
  call(taker, 2, 0, writeRequest, status(2, 4, 0)),
  // Widths that are none.
  ...noWidths(1).flatMap((width) => [
    call(taker, 1, 0, changed(readRequest, [[16, 1, width]]), status(1, 16, 22)),
    call(taker, 2, 0, changed(writeRequest, [[16, 1, width]]), status(2, 4, 22)),
  ]),
  // An offset that is no number of JavaScript, where the spec says that it is one.
  ...[2n ** 53n, 2n ** 63n, 2n ** 64n - 1n].flatMap((offset) => [
    call(taker, 1, 0, changed(readRequest, [[8, 8, offset]]), status(1, 16, 22)),
    call(taker, 2, 0, changed(writeRequest, [[8, 8, offset]]), status(2, 4, 22)),
  ]),
  // Bodies of other sizes, and descriptors that nobody asked for.
  ...[0, 1, 23].map((size) => call(taker, 1, 0, readRequest.slice(0, size), status(1, 16, 71))),
  call(taker, 1, 0, tooMany, status(1, 16, 71)),
  call(taker, 1, 0, writeRequest, status(1, 16, 71)),
  call(taker, 2, 0, readRequest, status(2, 4, 71)),
  call(taker, 1, 1, readRequest, status(1, 16, 71)),
  call(taker, 3, 0, new Uint8Array(1), status(3, 4, 71)),
  // Operations that are none.
  ...[0, 6, 99, 0xffff_ffff].map((operation) => call(taker, operation, 0, readRequest, status(operation, 4, 38))),
  // One-way: whatever is wrong, nothing is answered.
  call(taker, 4, 0, new Uint8Array(0), "none "),
  call(taker, 4, 1, new Uint8Array(2), "none "),
  call(taker, 4, 0, tooMany, "none "),
]);

/** A name of three bytes for `lookup`, whose length stands before it. */
const name = changed(new Uint8Array(7), [[0, 4, 3], [4, 3, 0x636261]]);

const hostRows = [
  call("host", 1, 0, name, "1 00000000"),
  ...[0, 2, 4, 16, 17, 0x8000_0000, 0xffff_ffff].map((length) =>
    call("host", 1, 0, changed(name, [[0, 4, length]]), status(1, 8, 71)),
  ),
  ...[0, 3, 6].map((size) => call("host", 1, 0, name.slice(0, size), status(1, 8, 71))),
  call("host", 1, 0, changed(new Uint8Array(4 + 17), [[0, 4, 17]]), status(1, 8, 71)),
  call("host", 1, 1, name, status(1, 8, 71)),
  call("host", 3, 1, new Uint8Array(4), "3 00000000"),
  ...[0, 2, 8].map((handles) => call("host", 3, handles, new Uint8Array(4), status(3, 8, 71))),
  // How many bytes of a result count is a parameter without a limit of its own.
  ...[1, 8].map((any) => call("host", 9, 0, changed(new Uint8Array(2), [[0, 2, any]]), "9 00000000")),
  ...[0, 9, 64, 0xffff].map((any) =>
    call("host", 9, 0, changed(new Uint8Array(2), [[0, 2, any]]), `${status(9, 16, 22)}-`),
  ),
];

const most = 2n ** 53n - 1n;
const seekRows = [
  ...[1n, most, -most].map((distance) =>
    call("host", 10, 0, changed(new Uint8Array(8), [[0, 8, distance]]), "10 00000000"),
  ),
  ...[most + 1n, -most - 1n, 2n ** 63n - 1n, -(2n ** 63n)].map((distance) =>
    call("host", 10, 0, changed(new Uint8Array(8), [[0, 8, distance]]), `${status(10, 16, 22)}-`),
  ),
];

/** Registers: loads and stores of every width at every kind of place. */
const registerRows = ["mmio", "chip"].flatMap((taker) =>
  [0, 1, 2, 3, 4, 5, 8, 16, 255].flatMap((size) =>
    [
      ...[0x000, 0x002, 0x004, 0x006, 0x008, 0x010, 0x014, 0x018, 0x01c, 0x020, 0x024, 0x026, 0x028],
      ...[0x02c, 0x030, 0x031, 0x038, 0x050, 0x060, 0x064, 0x070, 0x080, 0x084, 0x0fc, 0x0ff, 0x100],
      ...[0x101, 0x103, 0x17c, 0x17f, 0x180, 0x1ff, 0x200, 0x208, 0x210, 0x230, 0x240, 0x246, 0x248],
      ...[0x300, 0x304, 0x308, 0x30c, 0x330, 0x334, 0x3ff, 0x400, 2 ** 31, 2 ** 32, 2 ** 32 + 0x100],
      ...[2 ** 53 - 8],
    ].flatMap((offset): readonly Row[] => [
      { taker: `${taker}-read`, numbers: [offset, size], bytes: new Uint8Array(0) },
      { taker: `${taker}-write`, numbers: [offset, size], bytes: changed(new Uint8Array(8), [[0, 8, 0x0102030405060708n]]) },
    ]),
  ),
);

const registerAnswers: readonly Row[] = [
  { taker: "mmio-read", numbers: [0x070, 4], bytes: new Uint8Array(0), answer: taken },
  { taker: "mmio-read", numbers: [0x070, 2], bytes: new Uint8Array(0), answer: invalid },
  { taker: "mmio-read", numbers: [0x072, 4], bytes: new Uint8Array(0), answer: invalid },
  { taker: "mmio-read", numbers: [0x050, 4], bytes: new Uint8Array(0), answer: "-13 " },
  { taker: "mmio-write", numbers: [0x000, 4], bytes: new Uint8Array(8), answer: "-13 " },
  { taker: "mmio-write", numbers: [0x0f0, 4], bytes: new Uint8Array(8), answer: noRegion },
];

/** Headers of vhost-user: a code, a version with flags, and a size. */
function header(code: number, flags: number, size: number): Uint8Array {
  return changed(new Uint8Array(12), [[0, 4, code], [4, 4, flags], [8, 4, size]]);
}

const headerRows: readonly Row[] = [
  ...[0, 4, 11].map((size): Row => ({
    taker: "frame", numbers: [], bytes: header(1, 1, 0).slice(0, size), answer: "more",
  })),
  { taker: "frame", numbers: [], bytes: header(1, 1, 8), answer: "20" },
  ...[0, 2, 3].map((flags): Row => ({
    taker: "frame", numbers: [], bytes: header(1, flags, 0), answer: "refused",
  })),
  ...[2057, 0x8000_0000, 0xffff_ffff].map((size): Row => ({
    taker: "frame", numbers: [], bytes: header(1, 1, size), answer: "refused",
  })),
  ...range(48).flatMap((code) =>
    [0, 1, 5, 9, 0x8000_0001].flatMap((flags) =>
      [0, 8, 12, 40].flatMap((size) =>
        [0, 1, 2, 9].flatMap((handles): readonly Row[] => [
          { taker: "request", numbers: [size, handles], bytes: header(code, flags, size) },
          { taker: "reply", numbers: [size, handles], bytes: header(code, flags, size) },
        ]),
      ),
    ),
  ),
  { taker: "request", numbers: [0, 0], bytes: header(1, 1, 0), answer: "taken" },
  { taker: "request", numbers: [0, 0], bytes: header(1, 1, 8), answer: "refused" },
  { taker: "request", numbers: [0, 1], bytes: header(1, 1, 0), answer: "refused" },
  { taker: "request", numbers: [0, 0], bytes: header(0, 1, 0), answer: "refused" },
];

/** Indices of rings: apart by nothing, by all, by one more, and the wrong way round. */
const ringRows: readonly Row[] = [
  ["buffered", 511, 4, false], ["free", 8, 4, false], ["folded", 5, 4, false], ["wrapped", 4, 2, true],
].flatMap(([taker, capacity, bytes, isMasked]): readonly Row[] => {
  const most = 2 ** (8 * Number(bytes));
  return [0, 1, 3, 4, 500, most - 2, most - 1].flatMap((first) =>
    [0, 1, Number(capacity) - 1, Number(capacity), Number(capacity) + 1, most / 2, most - 1].map(
      (apart): Row => {
        const second = (first + apart) % most;
        const isTaken = isMasked ? first < 4 && second < 4 : apart <= Number(capacity);
        const count = isMasked ? (second - first + 4) % 4 : apart;
        return {
          taker: String(taker), numbers: [first, second], bytes: new Uint8Array(0),
          answer: isTaken ? `${count}` : "refused",
        };
      },
    ),
  );
});

/** Moves from every state there could be. */
const moveRows = ["move-xen", "move-slot"].flatMap((taker) =>
  range(16).map((state): Row => ({
    taker, numbers: [state], bytes: new Uint8Array(0),
    answer: state === 1 ? "0" : state < 4 ? "-11" : "-71",
  })),
);

const decodeRows: readonly Row[] = [
  row({ ...xen, taker: "decode-xen" }, "taken"),
  ...[3, 6, 9, 255].map((type) => row({ ...xen, taker: "decode-xen" }, "refused", [31, 1, type])),
  row({ ...kvm, taker: "decode-kvm" }, "taken"),
  ...[2, 255].map((code) => row({ ...kvm, taker: "decode-kvm" }, "refused", [0, 1, code])),
  ...[0, 1, 2, 3, 4, 0xffff].flatMap((count) =>
    [0, 2, 4, 6, 7, 8, 9].map((size): Row => ({
      taker: "decode-moods", numbers: [],
      bytes: changed(new Uint8Array(size + 2), [[0, 2, count]]).slice(0, size),
    })),
  ),
  { taker: "decode-moods", numbers: [], bytes: Uint8Array.of(1, 0, 1, 0), answer: "taken" },
  { taker: "decode-moods", numbers: [], bytes: Uint8Array.of(1, 0, 2, 0), answer: "refused" },
  { taker: "decode-moods", numbers: [], bytes: Uint8Array.of(4, 0, 0, 0, 0, 0, 0, 0, 0, 0), answer: "refused" },
];

/** Right records with some bytes changed; the same ones in every run. */
function noise(subjects: readonly Subject[], count: number): readonly Row[] {
  let state = 12345;
  const next = (limit: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 8) % limit;
  };
  return subjects.flatMap(({ taker, numbers = [], right }) =>
    range(count).map((): Row => {
      const changes = range(1 + next(6)).map((): Change => [next(right.length), 1, next(256)]);
      return { taker, numbers, bytes: changed(right, changes) };
    }),
  );
}

/** The same with two bytes cleared. */
function without(from: Row, offset: number): Row {
  return { ...from, bytes: changed(from.bytes, [[offset, 2, 0]]) };
}

function range(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index);
}

/** All inputs. */
export const table: readonly Row[] = [
  ...xenRows, ...acrnRows, ...slotRows, ...jobRows, ...kvmRows, ...kvmOnly, ...serveRows, ...hostRows, ...seekRows,
  ...registerRows, ...registerAnswers, ...headerRows, ...ringRows, ...moveRows, ...decodeRows,
  ...noise([xen, acrn, slot, job, asked, kvm, { ...kvm, taker: "kvm-info" }], 300),
  ...noise(
    ["backend", "device"].flatMap((taker) => [
      { taker, numbers: [1, 0], right: readRequest },
      { taker, numbers: [2, 0], right: writeRequest },
      { taker, numbers: [5, 0], right: new Uint8Array(taker === "device" ? 6 : 32) },
    ]),
    200,
  ),
  // Of records, a number beyond 2^53 is refused by TypeScript alone, which has no such number.
  ...noise([{ ...xen, taker: "decode-xen" }], 100).map((each) => without(each, 6)),
  ...noise([{ ...kvm, taker: "decode-kvm" }], 100).map((each) => without(each, 22)),
];
