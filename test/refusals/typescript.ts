// What generated TypeScript makes of hostile inputs, in the words of test/c/refusals.c.
import { type Callable, type Exports, functionOf, hexOf } from "../ts/load.ts";
import type { Row } from "./table.ts";

type Modules = ReadonlyMap<string, Exports>;
type Taker = (row: Row) => string | Promise<string>;

/** What the device was asked for; "-" where it was not. */
let asked = "-";

function note(name: string, result: (...call: readonly never[]) => unknown = () => undefined) {
  return async (...call: readonly unknown[]): Promise<unknown> => {
    asked = [name, ...call.map((each) => (typeof each === "boolean" ? Number(each) : each))].join(" ");
    return result(...(call as readonly never[]));
  };
}

const device = {
  read: note("read", (_region, offset) => BigInt.asUintN(64, 0xf0e0d0c0b0a09080n + BigInt(offset))),
  write: note("write"),
  invalidate: note("plain"),
  reset: note("plain"),
  hush: note("plain"),
  gone: note("gone"),
  configure: note("configure"),
  tune: note("tune", () => ({ old: 5, wasOn: true, sum: -1 })),
  tell: note("tell", () => -7),
};

const host = {
  async lookup(name: Uint8Array) {
    asked = `lookup ${name.length} ${name.reduce((sum, byte) => sum + byte, 0)}`;
    return Uint8Array.from(Buffer.from("ok"));
  },
  map: note("map", () => ({ memory: 40, second: 41, offset: 9n })),
  give: note("give", () => -2),
  seek: note("seek", (distance) => -distance),
  span: note("span", () => ({ size: 6, value: 0x8877665544332211n })),
};

const wide = 0x8877665544332211n;

/** A callback of registers. */
function noteNow(name: string, result?: unknown) {
  return (...call: readonly unknown[]): unknown => {
    asked = [name, ...call].join(" ");
    return result;
  };
}

const mmio = {
  readStatus: () => 0x01020304,
  writeStatus: noteNow("status"),
  readConfig: noteNow("config", wide),
  writeConfig: noteNow("config"),
};

const chip = {
  readLoose: () => 0x01020304,
  writeLoose: noteNow("status"),
  readBase: () => wide,
  writeBase: noteNow("half"),
  readWindow: noteNow("config", wide),
  writeWindow: noteNow("config"),
  readTable: (index: number) => noteNow("element", index)(index),
  writeTable: noteNow("element"),
  writeTail: noteNow("element"),
  readHead: (index: number) => noteNow("element", index)(index),
};

const regions = [
  { id: 7, space: 0, base: 0x1000n, length: 0x100n },
  { id: 8, space: 0, base: 0x2000n, length: 8n },
  { id: 9, space: 1, base: 0x60n, length: 5n },
  { id: 10, space: 2, base: 0x20d00000000n, length: 0x1000n },
];

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(Uint8Array.from(bytes).buffer);
}

/** A slot: the status, what the slot is afterwards, the call. */
function slot(dispatch: Callable): Taker {
  return async ({ bytes }) => {
    const view = viewOf(bytes);
    const status = await dispatch(view, 0, device, regions);
    return `${status} ${hexOf(view)} ${asked}`;
  };
}

/** A message: the status, the reply, the call. */
function message(dispatch: Callable): Taker {
  return async ({ bytes }) => {
    const reply = viewOf(new Uint8Array(32).fill(0xaa));
    const status = await dispatch(viewOf(bytes), reply, device, regions);
    return `${status} ${hexOf(reply)} ${asked}`;
  };
}

interface Reply {
  readonly operation: number;
  readonly body: Uint8Array;
  readonly handles: readonly number[];
}

/** An interface: the reply's operation, its bytes and descriptors; the call. */
function serve(serving: Callable, target: object): Taker {
  const call = serving(target) as (request: Reply) => Promise<Reply | undefined>;
  return async ({ numbers: [operation = 0, count = 0], bytes }) => {
    const handles = Array.from({ length: count }, (_, index) => 30 + index);
    const reply = await call({ operation, body: bytes, handles });
    if (reply === undefined) {
      return `none ${asked}`;
    }
    const body = Buffer.from(reply.body).toString("hex");
    return `${reply.operation} ${body} ${reply.handles.join() || "-"} ${asked}`;
  };
}

function load(read: Callable, ops: object): Taker {
  return ({ numbers: [offset, size] }) => {
    const { status, data } = read(ops, offset, size) as { status: number; data: bigint };
    return `${status} ${data} ${asked}`;
  };
}

function store(write: Callable, ops: object): Taker {
  return ({ numbers: [offset, size], bytes }) => {
    const status = write(ops, offset, size, viewOf(bytes).getBigUint64(0, true));
    return `${status} ${asked}`;
  };
}

/** What a function returns, or that it refuses. */
function refusing(take: (row: Row) => unknown): Taker {
  return (row) => {
    try {
      return String(take(row) ?? "taken");
    } catch (error) {
      if (error instanceof RangeError) {
        return "refused";
      }
      throw error;
    }
  };
}

function ring(pending: Callable, size: number, places: readonly [number, number], bytes: 2 | 4): Taker {
  return refusing(({ numbers }) => {
    const view = new DataView(new ArrayBuffer(size));
    for (const [index, place] of places.entries()) {
      view[bytes === 2 ? "setUint16" : "setUint32"](place, numbers[index] ?? 0, true);
    }
    return pending(view, 0);
  });
}

function move(moving: Callable, size: number, place: number, to: number): Taker {
  return ({ numbers: [state = 0] }) => {
    const view = new DataView(new ArrayBuffer(size));
    view.setUint8(place, state);
    try {
      return moving(view, 0, 1, to) === true ? "0" : "-11";
    } catch (error) {
      if (error instanceof RangeError) {
        return "-71";
      }
      throw error;
    }
  };
}

/** Whoever takes inputs, by the words of the table. */
function takersOf(modules: Modules): Readonly<Record<string, Taker>> {
  const find = (module: string, name: string): Callable => {
    const exports = modules.get(module);
    if (exports === undefined) {
      throw new Error(`no module ${module}`);
    }
    return functionOf(exports, name);
  };
  const decode = (module: string, name: string): Taker =>
    refusing(({ bytes }) => {
      find(module, name)(viewOf(bytes), 0);
    });
  return {
    xen: slot(find("xen-ioreq", "dispatchXenIoreq")),
    acrn: slot(find("acrn-hsm", "dispatchAcrnHsmIoRequest")),
    slot: slot(find("calls", "dispatchCallsSlot")),
    job: slot(find("calls", "dispatchCallsJob")),
    asked: slot(find("corners", "dispatchCornersAsked")),
    kvm: message(find("kvm-ioregionfd", "dispatchKvmIoregionfd")),
    "kvm-info": message(find("kvm-ioregionfd", "dispatchKvmIoregionfdInfo")),
    backend: serve(find("io-backend", "serveIoBackend"), device),
    device: serve(find("calls", "serveCallsDevice"), device),
    host: serve(find("calls", "serveCallsHost"), host),
    "mmio-read": load(find("virtio-mmio", "readVirtioMmio"), mmio),
    "mmio-write": store(find("virtio-mmio", "writeVirtioMmio"), mmio),
    "chip-read": load(find("calls", "readCallsChip"), chip),
    "chip-write": store(find("calls", "writeCallsChip"), chip),
    frame: refusing(({ bytes }) => find("vhost-user", "frameVhostUserFrontEnd")(viewOf(bytes)) ?? "more"),
    request: refusing(({ bytes, numbers }) =>
      find("vhost-user", "checkVhostUserFrontEndRequest")(viewOf(bytes), ...numbers),
    ),
    reply: refusing(({ bytes, numbers }) => {
      // It answers a request of its own code that wants an answer.
      const request = viewOf(new Uint8Array([...bytes.slice(0, 4), 9, 0, 0, 0, 0, 0, 0, 0]));
      return find("vhost-user", "checkVhostUserFrontEndReply")(viewOf(bytes), request, ...numbers);
    }),
    buffered: ring(find("xen-ioreq", "pendingXenIoreqBufferedIopage"), 4096, [0, 4], 4),
    free: ring(find("calls", "pendingCallsFree"), 72, [0, 4], 4),
    folded: ring(find("calls", "pendingCallsFolded"), 48, [0, 4], 4),
    wrapped: ring(find("calls", "pendingCallsWrapped"), 12, [2, 0], 2),
    "move-xen": move(find("xen-ioreq", "moveXenIoreqState"), 32, 30, 2),
    "move-slot": move(find("calls", "moveCallsSlotPhase"), 32, 27, 2),
    "decode-xen": decode("xen-ioreq", "decodeXenIoreq"),
    "decode-kvm": decode("kvm-ioregionfd", "decodeKvmIoregionfdCmd"),
    "decode-moods": decode("corners", "decodeCornersMoods"),
  };
}

/** The answers to a table, one for each row. */
export async function answersOf(rows: readonly Row[], modules: Modules): Promise<readonly string[]> {
  const takers = takersOf(modules);
  const answers: string[] = [];
  for (const row of rows) {
    asked = "-";
    const take = takers[row.taker];
    answers.push(take === undefined ? `nobody takes ${row.taker}` : await take(row));
  }
  return answers;
}
