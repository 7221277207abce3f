// What the functions of a ring have in common: its indices, and what is not in the record.
import type { RecordType, Ring, RingIndex } from "../../../model.ts";
import { call } from "../spell/lines.ts";
import { integerName, memberName, recordName } from "../spell/names.ts";
import { atomicPlace } from "./atomic.ts";
import { innermost, type Leaf, leafAt, type Storage, storageOf, swapped } from "./leaves.ts";

/** What the functions of one ring have in common. */
export interface Context {
  readonly record: RecordType;
  readonly ring: Ring;
  /** The indices' C type. */
  readonly type: string;
  readonly bits: number;
  readonly capacity: string;
  readonly producer?: Leaf;
  readonly consumer?: Leaf;
  /** Parameters that stand for what is not in the record. */
  readonly absent: readonly {
    readonly name: string;
    readonly declared: string;
    readonly text: string;
  }[];
}

/** Looks up what the functions of a ring need. */
export function contextOf(record: RecordType, ring: Ring): Context {
  const leaf = (index: RingIndex | undefined): Leaf | undefined =>
    index && leafAt(record, [index.field]);
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
        ? [
            {
              name: "produced",
              declared: `${type} produced`,
              text: "the producer's index, which is not in the record",
            },
          ]
        : []),
      ...(consumer === undefined
        ? [
            {
              name: "consumed",
              declared: `${type} consumed`,
              text: "the consumer's index, which is not in the record",
            },
          ]
        : []),
    ],
  };
}

/** The parameter of functions that only look. */
export const constRing = (context: Context): string =>
  `const volatile ${recordName(context.record)} *ring`;

/** The parameters that all functions share, as the comments describe them. */
export function describedParameters(context: Context): readonly { name: string; text: string }[] {
  return [{ name: "ring", text: "in shared memory" }, ...context.absent];
}

/** The names of the parameters that stand for what is not in the record. */
export const absentNames = (context: Context): readonly string[] =>
  context.absent.map((parameter) => parameter.name);

/** How a slot lies in memory that is a number; undefined for a record. */
export function slotStorage(context: Context): Storage | undefined {
  const type = innermost(context.ring.slot);
  return type.kind === "record" ? undefined : storageOf(type);
}

/** The C type of a slot. */
export function slotType(context: Context): string {
  const type = innermost(context.ring.slot);
  const storage = slotStorage(context);
  return type.kind === "record"
    ? recordName(type.record)
    : integerName(storage?.bits ?? 8, storage?.signed);
}

/** Reads the indices; the function ends here when they are wrong. */
export function spanCall(context: Context): readonly string[] {
  return [
    call("", `int ret = ${context.record.qualified}_span`, [
      "ring",
      ...absentNames(context),
      "&first",
      "&count",
    ]),
    "",
    "if (ret != 0)",
    "    return ret;",
  ];
}

/** The slot that the variable says. */
export function slotPlace({ record, ring }: Context): string {
  const field = record.fields.find(({ name }) => name === ring.slots);
  return `ring->${field === undefined ? ring.slots : memberName(field)}[slot]`;
}

/** The variable for a slot's place in the array. */
export function slotVariable(context: Context): string {
  return `${context.bits === 64 ? "uint64_t" : "uint32_t"} slot;`;
}

/** Where in the array the entry is that lies so far ahead of an index. */
export function slotIndex(context: Context, first: string, ahead: string): string {
  return `(${context.type})(${first} + ${ahead}) % ${context.capacity}`;
}

/** Whether the party that may subtract from both indices is not the index's own. */
export function isFoldedByOther(ring: Ring, index: RingIndex | undefined): boolean {
  return ring.foldedBy !== undefined && index !== undefined && ring.foldedBy !== index.party;
}

/** Compare and exchange, because an atomic addition knows the host's byte order only. */
export function addAtomically(context: Context, leaf: Leaf): readonly string[] {
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
