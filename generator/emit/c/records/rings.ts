// Rings: how many entries there are, looking at one, taking and adding.
import type { RecordType, Ring, RingIndex } from "../../../model.ts";
import renderFunctions from "../functions.hbs";
import { kernelDoc } from "../spell/comments.ts";
import { block, call, signature } from "../spell/lines.ts";
import { integerName, recordName } from "../spell/names.ts";
import { isPackedAt, memberNames } from "./contents.ts";
import { fetch, innermost, type Leaf, leafAt, type Storage, storageOf, swapped } from "./leaves.ts";
import { acquire, atomicPlace, copyStatements, hasSnapshot, storeAtomic } from "./shared.ts";

/** What the functions of one ring have in common. */
interface Context {
  readonly record: RecordType;
  readonly ring: Ring;
  /** The indices' C type. */
  readonly type: string;
  readonly bits: number;
  readonly capacity: string;
  readonly producer?: Leaf;
  readonly consumer?: Leaf;
  /** Parameters that stand for what is not in the record. */
  readonly absent: readonly { readonly name: string; readonly declared: string; readonly text: string }[];
}

/** The operations of a record that is a ring; nothing for any other. */
export function emitRing(record: RecordType): string {
  const { ring } = record;
  if (ring === undefined) {
    return "";
  }
  const context = contextOf(record, ring);
  return renderFunctions({
    functions: [span(context), pending(context), peek(context), advance(context), push(context)],
  });
}

function contextOf(record: RecordType, ring: Ring): Context {
  const leaf = (index: RingIndex | undefined): Leaf | undefined => index && leafAt(record, [index.field]);
  const producer = leaf(ring.producer);
  const consumer = leaf(ring.consumer);
  const bits = Math.max(producer?.storage.bits ?? 0, consumer?.storage.bits ?? 0);
  const type = integerName(bits);
  return {
    record,
    ring,
    type,
    bits,
    capacity: ring.capacity === undefined ? "capacity" : String(ring.capacity),
    ...(producer === undefined ? {} : { producer }),
    ...(consumer === undefined ? {} : { consumer }),
    absent: [
      ...(ring.capacity === undefined
        ? [{ name: "capacity", declared: "uint32_t capacity", text: "how many slots it has" }]
        : []),
      ...(producer === undefined
        ? [{ name: "produced", declared: `${type} produced`, text: "the producer's index, which is not in the record" }]
        : []),
      ...(consumer === undefined
        ? [{ name: "consumed", declared: `${type} consumed`, text: "the consumer's index, which is not in the record" }]
        : []),
    ],
  };
}

const constRing = (context: Context): string => `const volatile ${recordName(context.record)} *ring`;

function span(context: Context): object {
  const name = `${context.record.qualified}_span`;
  const folded = context.ring.foldedBy !== undefined && context.producer !== undefined && context.consumer !== undefined;
  return {
    comment: kernelDoc({
      subject: `${name}()`,
      doc:
        "Where the oldest entry is, and how many there are. Loads with acquire ordering: " +
        "an entry that is counted is seen whole." +
        (folded ? ` The ${context.ring.foldedBy ?? ""} moves both indices at once, so they are read until they belong together.` : ""),
      members: [...parameters(context), { name: "first", text: "set to the consumer's index" }, { name: "count", text: "set to the number of entries" }],
      returns:
        `0, or -EPROTO when the indices cannot be right.` +
        (folded ? " -EAGAIN when they kept moving." : "") +
        (context.ring.capacity === undefined ? " -EINVAL for no slots at all." : ""),
    }),
    head: signature("static inline int", name, [
      constRing(context),
      ...context.absent.map((parameter) => parameter.declared),
      `${context.type} *first`,
      "uint32_t *count",
    ]),
    body: block(folded ? foldedSpan(context) : plainSpan(context)),
  };
}

function plainSpan(context: Context): readonly string[] {
  const { record, type, consumer, producer } = context;
  return [
    ...(consumer === undefined ? [] : [`${type} consumed = ${acquire(record, consumer, "ring")};`]),
    ...(producer === undefined ? [] : [`${type} produced = ${acquire(record, producer, "ring")};`]),
    "",
    ...(context.ring.capacity === undefined ? ["if (capacity == 0)", "    return -EINVAL;"] : []),
    ...judge(context),
    "",
    "return 0;",
  ];
}

function foldedSpan(context: Context): readonly string[] {
  const { record, type, consumer, producer } = context;
  if (consumer === undefined || producer === undefined) {
    return [];
  }
  const loadConsumer = `${type} consumed = ${acquire(record, consumer, "ring")};`;
  const again = acquire(record, consumer, "ring");
  return [
    ...(context.ring.capacity === undefined ? ["if (capacity == 0)", "    return -EINVAL;"] : []),
    `for (int attempt = 0; attempt < 64; attempt++) {`,
    ...[
      loadConsumer,
      `${type} produced = ${acquire(record, producer, "ring")};`,
      `${type} again = ${again};`,
      "",
      "if (again != consumed)",
      "    continue;",
      ...judge(context),
      "return 0;",
    ].map((line) => (line === "" ? "" : `    ${line}`)),
    "}",
    "",
    "return -EAGAIN;",
  ];
}

/** Refuses indices that cannot be, then answers. */
function judge(context: Context): readonly string[] {
  const { type, bits, capacity, ring } = context;
  if (ring.mode === "masked") {
    return [
      `if (consumed >= ${capacity} || produced >= ${capacity})`,
      "    return -EPROTO;",
      "*first = consumed;",
      "*count = produced >= consumed ? (uint32_t)(produced - consumed)",
      `                              : ${capacity} - (uint32_t)(consumed - produced);`,
    ];
  }
  const always = ring.capacity !== undefined && BigInt(ring.capacity) >= 2n ** BigInt(bits) - 1n;
  return [
    ...(always ? [] : [`if ((${type})(produced - consumed) > ${capacity})`, "    return -EPROTO;"]),
    "*first = consumed;",
    bits === 64
      ? "*count = (uint32_t)(produced - consumed);"
      : `*count = (${type})(produced - consumed);`,
  ];
}

function parameters(context: Context): readonly { name: string; text: string }[] {
  return [{ name: "ring", text: "in shared memory" }, ...context.absent];
}

const names = (context: Context): readonly string[] => context.absent.map((parameter) => parameter.name);

function pending(context: Context): object {
  const name = `${context.record.qualified}_pending`;
  return {
    comment: kernelDoc({
      subject: `${name}()`,
      doc: "How many entries wait for the consumer.",
      members: [...parameters(context), { name: "count", text: "set to their number" }],
      returns: `as ${context.record.qualified}_span().`,
    }),
    head: signature("static inline int", name, [
      constRing(context),
      ...context.absent.map((parameter) => parameter.declared),
      "uint32_t *count",
    ]),
    body: block([
      `${context.type} first;`,
      "",
      call("", `return ${context.record.qualified}_span`, ["ring", ...names(context), "&first", "count"]),
    ]),
  };
}

function slotStorage(context: Context): Storage | undefined {
  const type = innermost(context.ring.slot);
  return type.kind === "record" ? undefined : storageOf(type);
}

function slotType(context: Context): string {
  const type = innermost(context.ring.slot);
  const storage = slotStorage(context);
  return type.kind === "record" ? recordName(type.record) : integerName(storage?.bits ?? 8, storage?.signed);
}

function spanCall(context: Context): readonly string[] {
  return [
    call("", `int ret = ${context.record.qualified}_span`, ["ring", ...names(context), "&first", "&count"]),
    "",
    "if (ret != 0)",
    "    return ret;",
  ];
}

function peek(context: Context): object {
  const { record, ring } = context;
  const name = `${record.qualified}_peek`;
  const slots = `ring->${memberNames(record, [ring.slots]).join("")}[slot]`;
  const type = innermost(ring.slot);
  const storage = slotStorage(context);
  const copied =
    type.kind === "record"
      ? hasSnapshot(type.record) && !isPackedAt(record, [ring.slots])
        ? [`${type.record.qualified}_snapshot(copy, &${slots});`]
        : copyStatements(type.record, "copy->", `${slots}.`, "hypershim_fetch")
      : storage === undefined
        ? []
        : [`*copy = ${fetch(storage, slots)};`];
  return {
    comment: kernelDoc({
      subject: `${name}()`,
      doc: "Copy an entry that waits, every byte fetched once; it stays in the ring.",
      members: [
        ...parameters(context),
        { name: "ahead", text: "which: 0 is the oldest" },
        { name: "copy", text: type.kind === "record" ? "filled in" : "set to the entry" },
      ],
      returns: `as ${record.qualified}_span(), and -EAGAIN when there are not that many.`,
    }),
    head: signature("static inline int", name, [
      constRing(context),
      ...context.absent.map((parameter) => parameter.declared),
      "uint32_t ahead",
      `${slotType(context)} *copy`,
    ]),
    body: block([
      `${context.type} first;`,
      "uint32_t count;",
      slotVariable(context),
      ...spanCall(context),
      "if (ahead >= count)",
      "    return -EAGAIN;",
      `slot = ${slotIndex(context, "first", "ahead")};`,
      ...copied,
      "",
      "return 0;",
    ]),
  };
}

function slotVariable(context: Context): string {
  return `${context.bits === 64 ? "uint64_t" : "uint32_t"} slot;`;
}

function slotIndex(context: Context, first: string, ahead: string): string {
  return `(${context.type})(${first} + ${ahead}) % ${context.capacity}`;
}

function advance(context: Context): object {
  const { record, ring, consumer, type, capacity } = context;
  const name = `${record.qualified}_advance`;
  const atomic = isFoldedByOther(ring, ring.consumer);
  const next = (from: string): string =>
    ring.mode === "masked"
      ? `(${type})((${from} + count) % ${capacity})`
      : `(${type})(${from} + count)`;
  const others = context.absent.filter((parameter) => parameter.name === "capacity" && ring.mode === "masked");
  const statements =
    consumer === undefined
      ? [`*consumed = ${next("*consumed")};`, "", "return 0;"]
      : atomic
        ? addAtomically(context, consumer)
        : [
            `${type} consumed = ${acquire(record, consumer, "ring")};`,
            "",
            `consumed = ${next("consumed")};`,
            storeAtomic(record, consumer, "ring", "consumed", "__ATOMIC_RELEASE"),
            "",
            "return 0;",
          ];
  return {
    comment: kernelDoc({
      subject: `${name}()`,
      doc:
        "Give the oldest entries back to the producer, once they have been copied." +
        (consumer === undefined
          ? ""
          : atomic
            ? ` An atomic addition, for the ${ring.foldedBy ?? ""} may subtract at any time.`
            : " Stores with release ordering: the slots have been read before they are free."),
      members: [
        ...(consumer === undefined ? [] : [{ name: "ring", text: "in shared memory" }]),
        ...others,
        ...(consumer === undefined ? [{ name: "consumed", text: "the consumer's index" }] : []),
        { name: "count", text: "how many, of those that waited" },
      ],
      returns: atomic ? "0, or -EAGAIN when the index kept moving." : "0.",
    }),
    head: signature("static inline int", name, [
      ...(consumer === undefined ? [] : [`volatile ${recordName(record)} *ring`]),
      ...others.map((parameter) => parameter.declared),
      ...(consumer === undefined ? [`${type} *consumed`] : []),
      "uint32_t count",
    ]),
    body: block(statements),
  };
}

/** Whether the party that may subtract from both indices is not the index's own. */
function isFoldedByOther(ring: Ring, index: RingIndex | undefined): boolean {
  return ring.foldedBy !== undefined && index !== undefined && ring.foldedBy !== index.party;
}

/** Compare and exchange, because an atomic addition knows the host's byte order only. */
function addAtomically(context: Context, leaf: Leaf): readonly string[] {
  const { record, type } = context;
  const place = atomicPlace(record, leaf, "ring", false);
  return [
    `${type} seen = __atomic_load_n(${place}, __ATOMIC_RELAXED);`,
    "",
    "for (int attempt = 0; attempt < 64; attempt++) {",
    `    ${type} sum = (${type})(${swapped("seen", leaf.storage)} + count);`,
    "",
    `    if (__atomic_compare_exchange_n(${place}, &seen,`,
    `                                    ${swapped("sum", leaf.storage)}, false,`,
    "                                    __ATOMIC_RELEASE, __ATOMIC_RELAXED))",
    "        return 0;",
    "}",
    "",
    "return -EAGAIN;",
  ];
}

function push(context: Context): object {
  const { record, ring, type, producer, capacity } = context;
  const name = `${record.qualified}_push`;
  const slots = `ring->${memberNames(record, [ring.slots]).join("")}[slot]`;
  const slot = innermost(ring.slot);
  const storage = slotStorage(context);
  const copied =
    slot.kind === "record"
      ? copyStatements(slot.record, `${slots}.`, "entry->", "hypershim_publish")
      : storage === undefined
        ? []
        : [`${slots} = ${storeValue(storage)};`];
  const full = ring.mode === "masked" ? `count >= ${capacity} - 1` : `count >= ${capacity}`;
  const next = ring.mode === "masked" ? `(${type})((slot + 1) % ${capacity})` : `(${type})(first + count + 1)`;
  const atomic = isFoldedByOther(ring, ring.producer);
  const produced = context.absent.map((parameter) =>
    parameter.name === "produced" ? `${type} *produced` : parameter.declared,
  );
  const given = names(context).map((parameter) => (parameter === "produced" ? "*produced" : parameter));
  return {
    comment: kernelDoc({
      subject: `${name}()`,
      doc:
        "Add an entry." +
        (producer === undefined ? "" : " The index is stored with release ordering: whoever counts the entry sees it whole."),
      members: [...parameters(context), { name: "entry", text: "what to add" }],
      returns: `as ${record.qualified}_span(), and -ENOSPC when it is full.`,
    }),
    head: signature("static inline int", name, [
      `volatile ${recordName(record)} *ring`,
      ...produced,
      slot.kind === "record" ? `const ${slotType(context)} *entry` : `${slotType(context)} entry`,
    ]),
    body: block([
      `${type} first;`,
      "uint32_t count;",
      slotVariable(context),
      call("", `int ret = ${record.qualified}_span`, ["ring", ...given, "&first", "&count"]),
      "",
      "if (ret != 0)",
      "    return ret;",
      `if (${full})`,
      "    return -ENOSPC;",
      `slot = ${slotIndex(context, "first", "count")};`,
      ...copied,
      ...(producer === undefined
        ? [`*produced = ${next};`, "", "return 0;"]
        : atomic
          ? ["count = 1;", ...addAtomically(context, producer)]
          : [storeAtomic(record, producer, "ring", next, "__ATOMIC_RELEASE"), "", "return 0;"]),
    ]),
  };
}

function storeValue(storage: Storage): string {
  const signed = storage.signed && storage.bits > 8 && storage.order !== "host";
  return signed
    ? `(int${storage.bits}_t)${swapped(`(uint${storage.bits}_t)entry`, storage)}`
    : swapped("entry", storage);
}
