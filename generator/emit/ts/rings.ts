// Rings: how many slots are pending, the slot so far ahead, taking slots, putting one in.
import type { OptionalKind, ParameterDeclarationStructure } from "ts-morph";
import type { Field, RecordType, Ring, RingIndex, Type } from "../../model.ts";
import { exportedFunction } from "./codecs.ts";
import { functionName, typeName } from "./names.ts";
import {
  asScalar,
  fieldPlace,
  littleEndian,
  readScalar,
  writeScalar,
  type Scalar,
} from "./scalars.ts";
import type { Scope } from "./scope.ts";
import { fieldNamed } from "./shapes.ts";
import { plus, quote } from "./text.ts";
import { typeOf, type Statement } from "./types.ts";

type Parameter = OptionalKind<ParameterDeclarationStructure>;

/** What every operation of one ring needs. */
interface View {
  readonly record: RecordType;
  readonly ring: Ring;
  readonly name: string;
  readonly slots: Field;
  readonly stride: number;
  readonly capacity: string;
  /** The number at which indices start over. */
  readonly modulus: string;
  /** Parameters for what is not in the record. */
  readonly outside: readonly Parameter[];
  readonly scope: Scope;
}

const memory: readonly Parameter[] = [
  { name: "view", type: "DataView" },
  { name: "offset", type: "number" },
];

/** The operations of a ring. */
export function declareRing(record: RecordType, ring: Ring, scope: Scope): Statement[] {
  const slots = fieldNamed(record, ring.slots);
  if (slots.type.kind !== "array") {
    throw new Error(`${record.qualified}: slots that are no array`);
  }
  const capacity = ring.capacity === undefined ? "capacity" : String(ring.capacity);
  const view: View = {
    record,
    ring,
    name: typeName(record),
    slots,
    stride: slots.type.stride,
    capacity,
    modulus: ring.mode === "masked" ? capacity : modulusOf(record, ring),
    outside: [
      ...(ring.capacity === undefined ? [number("capacity")] : []),
      ...(ring.producer === undefined ? [number("producer")] : []),
      ...(ring.consumer === undefined ? [number("consumer")] : []),
    ],
    scope,
  };
  return [pending(view), peek(view), advance(view), push(view)];
}

function number(name: string): Parameter {
  return { name, type: "number" };
}

function modulusOf(record: RecordType, ring: Ring): string {
  const index = ring.producer ?? ring.consumer;
  const type = index === undefined ? undefined : asScalar(fieldNamed(record, index.field).type);
  const bits = type?.kind === "integer" ? type.bits : 32;
  return bits > 32 ? "Number.MAX_SAFE_INTEGER" : `2 ** ${bits}`;
}

/** `2 ** 16` as an operand. */
function grouped(modulus: string): string {
  return modulus.includes(" ") ? `(${modulus})` : modulus;
}

/** An index's field as a number. */
function indexType(view: View, index: RingIndex): { readonly field: Field; readonly type: Scalar } {
  const field = fieldNamed(view.record, index.field);
  const type = asScalar(field.type);
  if (type === undefined) {
    throw new Error(`${view.name}: an index that is no single value`);
  }
  return { field, type: type.kind === "integer" ? { ...type, number: true } : type };
}

/** Both indices, each read once, and how far they are apart. */
function count(view: View): string[] {
  const { ring, scope } = view;
  const read = (side: "producer" | "consumer"): string[] => {
    const index = ring[side];
    if (index === undefined) {
      return [];
    }
    const { field, type } = indexType(view, index);
    return [
      `const ${side} = ${readScalar(type, fieldPlace(field, "view", "offset", view.name), scope)};`,
    ];
  };
  const limits = `${view.modulus}, ${view.capacity}`;
  return [
    ...read("producer"),
    ...read("consumer"),
    `const count = ${scope.wire("ringCount")}(producer, consumer, ${limits}, ${quote(view.name)});`,
  ];
}

function pending(view: View): Statement {
  return exportedFunction(
    functionName("pending", view.record),
    "Slots that the consumer has not taken yet; a RangeError if the indices make no sense.",
    [...memory, ...view.outside],
    "number",
    [...count(view).slice(0, -1), `${count(view).at(-1) ?? ""}`.replace("const count =", "return")],
  );
}

/** Where the slot at an index lies. */
function position(view: View, index: string): string {
  const { modulus, capacity, stride } = view;
  const isWithin = modulus === capacity || index === "producer";
  const slot = isWithin ? `${index} % ${capacity}` : `${index} % ${grouped(modulus)} % ${capacity}`;
  const start = plus("offset", view.slots.offset);
  return stride === 1 ? `${start} + (${slot})` : `${start} + ${stride} * (${slot})`;
}

function peek(view: View): Statement {
  const { scope, ring } = view;
  return exportedFunction(
    functionName("peek", view.record),
    "The pending slot `ahead` of the consumer, or undefined if there are not that many.",
    [...memory, ...view.outside, number("ahead")],
    `${typeOf(ring.slot, scope)} | undefined`,
    [
      ...count(view),
      "if (ahead >= count) {",
      "  return undefined;",
      "}",
      `const slot = ${position(view, "(consumer + ahead)")};`,
      `return ${readSlot(ring.slot, view)};`,
    ],
  );
}

function readSlot(type: Type, view: View): string {
  const scalar = asScalar(type);
  if (scalar !== undefined) {
    const place = { view: "view", position: "slot", name: `${view.name}.${view.slots.name}` };
    return readScalar(scalar, place, view.scope);
  }
  if (type.kind !== "record") {
    throw new Error(`${view.name}: slots that are arrays`);
  }
  return `${view.scope.call("decode", type.record)}(view, slot)`;
}

function advance(view: View): Statement {
  const { ring, scope, modulus } = view;
  const name = functionName("advance", view.record);
  if (ring.consumer === undefined) {
    return exportedFunction(
      name,
      "The consumer's private index after `count` more slots.",
      [
        ...(ring.mode === "masked" && ring.capacity === undefined ? [number("capacity")] : []),
        number("consumer"),
        number("count"),
      ],
      "number",
      [`return (consumer + count) % ${grouped(modulus)};`],
    );
  }
  const { field, type } = indexType(view, ring.consumer);
  const place = fieldPlace(field, "view", "offset", view.name);
  const isFolded = ring.foldedBy !== undefined && ring.foldedBy !== ring.consumer.party;
  const parameters = [
    ...memory,
    ...(ring.mode === "masked" && ring.capacity === undefined ? [number("capacity")] : []),
    number("count"),
  ];
  if (isFolded && type.kind === "integer" && type.bits === 32) {
    const order = littleEndian(type.order, scope);
    return exportedFunction(
      name,
      "Gives `count` slots back to the producer; atomically, as the other side folds the indices.",
      parameters,
      "void",
      [`${scope.wire("atomicAdd")}(view, ${place.position}, count, ${order});`],
    );
  }
  return exportedFunction(name, "Gives `count` slots back to the producer.", parameters, "void", [
    `const consumer = ${readScalar(type, place, scope)};`,
    writeScalar(type, place, `(consumer + count) % ${grouped(modulus)}`, scope),
  ]);
}

function push(view: View): Statement {
  const { ring, scope, capacity, modulus } = view;
  const full = ring.mode === "masked" ? `${capacity} - 1` : capacity;
  const scalar = asScalar(ring.slot);
  const place = { view: "view", position: "slot", name: `${view.name}.${view.slots.name}` };
  const store =
    scalar !== undefined
      ? writeScalar(scalar, place, "entry", scope)
      : ring.slot.kind === "record"
        ? `${scope.call("encode", ring.slot.record)}(entry, view, slot);`
        : "";
  const own = ring.producer === undefined ? undefined : indexType(view, ring.producer);
  const publish =
    own === undefined
      ? []
      : [
          writeScalar(
            own.type,
            fieldPlace(own.field, "view", "offset", view.name),
            `(producer + 1) % ${grouped(modulus)}`,
            scope,
          ),
        ];
  return exportedFunction(
    functionName("push", view.record),
    own === undefined
      ? "Fills the producer's next slot; false if the ring is full. Its index is the caller's."
      : "Puts a slot in: first its bytes, then the index. False if the ring is full.",
    [...memory, ...view.outside, { name: "entry", type: typeOf(ring.slot, scope) }],
    "boolean",
    [
      ...count(view),
      `if (count >= ${full}) {`,
      "  return false;",
      "}",
      `const slot = ${position(view, "producer")};`,
      store,
      ...publish,
      "return true;",
    ],
  );
}
