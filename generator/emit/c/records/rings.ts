// Rings: how many entries there are, looking at one, taking and adding.
import type { RecordType } from "../../../model.ts";
import renderFunctions from "../functions.hbs";
import { kernelDoc } from "../spell/comments.ts";
import { block, call, signature } from "../spell/lines.ts";
import { recordName } from "../spell/names.ts";
import { acquire, storeAtomic } from "./atomic.ts";
import { copyStatements, hasSnapshot } from "./copies.ts";
import { fetch, innermost, publish } from "./leaves.ts";
import {
  absentNames,
  addAtomically,
  constRing,
  type Context,
  contextOf,
  describedParameters,
  isFoldedByOther,
  slotIndex,
  slotPlace,
  slotStorage,
  slotType,
  slotVariable,
  spanCall,
} from "./ring-context.ts";
import { pendingFunction, spanFunction } from "./ring-span.ts";

/** The operations of a record that is a ring; nothing for any other. */
export function emitRing(record: RecordType): string {
  const { ring } = record;
  if (ring === undefined) {
    return "";
  }
  const context = contextOf(record, ring);
  return renderFunctions({
    functions: [
      spanFunction(context),
      pendingFunction(context),
      peek(context),
      advance(context),
      push(context),
    ],
  });
}

function peek(context: Context): object {
  const { record, ring } = context;
  const name = `${record.qualified}_peek`;
  const slots = slotPlace(context);
  const type = innermost(ring.slot);
  const storage = slotStorage(context);
  const copied =
    type.kind === "record"
      ? hasSnapshot(type.record) && !record.packed
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
        ...describedParameters(context),
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

function advance(context: Context): object {
  const { record, ring, consumer, type, capacity } = context;
  const name = `${record.qualified}_advance`;
  const atomic = isFoldedByOther(ring, ring.consumer);
  const next = (from: string): string =>
    ring.mode === "masked"
      ? `(${type})((${from} + count) % ${capacity})`
      : `(${type})(${from} + count)`;
  const others = context.absent.filter(
    (parameter) => parameter.name === "capacity" && ring.mode === "masked",
  );
  const statements =
    consumer === undefined
      ? [`*consumed = ${next("*consumed")};`]
      : atomic
        ? addAtomically(context, consumer)
        : [
            `${type} consumed = ${acquire(record, consumer, "ring")};`,
            "",
            `consumed = ${next("consumed")};`,
            storeAtomic(record, consumer, "ring", "consumed", "__ATOMIC_RELEASE"),
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
      ...(atomic ? { returns: "0, or -EAGAIN when the index kept moving." } : {}),
    }),
    head: signature(`static inline ${atomic ? "int" : "void"}`, name, [
      ...(consumer === undefined ? [] : [`volatile ${recordName(record)} *ring`]),
      ...others.map((parameter) => parameter.declared),
      ...(consumer === undefined ? [`${type} *consumed`] : []),
      "uint32_t count",
    ]),
    body: block(statements),
  };
}

function push(context: Context): object {
  const { record, ring, type, producer, capacity } = context;
  const name = `${record.qualified}_push`;
  const slots = slotPlace(context);
  const slot = innermost(ring.slot);
  const storage = slotStorage(context);
  const copied =
    slot.kind === "record"
      ? copyStatements(slot.record, `${slots}.`, "entry->", "hypershim_publish")
      : storage === undefined
        ? []
        : [`${slots} = ${publish(storage, "entry")};`];
  const full = ring.mode === "masked" ? `count >= ${capacity} - 1` : `count >= ${capacity}`;
  const next =
    ring.mode === "masked" ? `(${type})((slot + 1) % ${capacity})` : `(${type})(first + count + 1)`;
  const atomic = isFoldedByOther(ring, ring.producer);
  const produced = context.absent.map((parameter) =>
    parameter.name === "produced" ? `${type} *produced` : parameter.declared,
  );
  const given = absentNames(context).map((parameter) =>
    parameter === "produced" ? "*produced" : parameter,
  );
  return {
    comment: kernelDoc({
      subject: `${name}()`,
      doc:
        "Add an entry." +
        (producer === undefined
          ? ""
          : " The index is stored with release ordering: whoever counts the entry sees it whole."),
      members: [...describedParameters(context), { name: "entry", text: "what to add" }],
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
