// Accessors of a record in private memory: one load or store each, in the wire's byte order.
import type { Enum, RecordType } from "../../../model.ts";
import { oneLine } from "../../text.ts";
import { enumWords, kernelDoc } from "../spell/comments.ts";
import { block, signature } from "../spell/lines.ts";
import { recordName, storageBits } from "../spell/names.ts";
import renderAccessors from "./accessors.hbs";
import {
  extract,
  indexName,
  innermost,
  insert,
  type Leaf,
  leavesOf,
  load,
  store,
  valueType,
} from "./leaves.ts";

/** Columns left for a statement in a function. */
const room = 76;

/** `get` and `set` of every number in the record. */
export function emitAccessors(record: RecordType): string {
  return renderAccessors({
    accessors: leavesOf(record).map((leaf) => accessor(record, leaf)),
  });
}

function accessor(record: RecordType, leaf: Leaf): object {
  const indices = leaf.arrays.map((_, depth) => `size_t ${indexName(depth)}`);
  const get = getter(record, leaf);
  return {
    getComment: kernelDoc({ subject: `${get}()`, doc: getterDoc(leaf) }),
    getHead: signature(`static inline ${valueType(leaf)}`, get, [
      `const ${recordName(record)} *record`,
      ...indices,
    ]),
    getBody: block([...bounds(record, leaf), ...getterBody(leaf)]),
    setters: leaf.field.fixed === undefined ? [setterView(record, leaf, indices)] : [],
  };
}

function setterView(record: RecordType, leaf: Leaf, indices: readonly string[]): object {
  const set = accessorName(record, "set", leaf);
  return {
    comment: kernelDoc({ subject: `${set}()`, doc: setterDoc(leaf) }),
    head: signature("static inline void", set, [
      `${recordName(record)} *record`,
      ...indices,
      `${valueType(leaf)} value`,
    ]),
    body: block([...bounds(record, leaf), ...setterBody(leaf)]),
  };
}

function getterBody(leaf: Leaf): readonly string[] {
  const place = `record->${leaf.path}`;
  const line = `return ${extract(leaf, load(leaf.storage, place))};`;
  return line.length <= room
    ? [line]
    : [...unitVariable(leaf, place), `return ${extract(leaf, "unit")};`];
}

function setterBody(leaf: Leaf): readonly string[] {
  const place = `record->${leaf.path}`;
  const line = store(leaf.storage, place, insert(leaf, load(leaf.storage, place), "value"));
  if (line.length <= room) {
    return [line];
  }
  const value = insert(leaf, "unit", "value");
  const assignment = `unit = ${value};`;
  return [...unitVariable(leaf, place), assignment, store(leaf.storage, place, "unit")];
}

/** The unit in a variable, for expressions that would not fit a line; then an empty line. */
function unitVariable(leaf: Leaf, place: string): readonly string[] {
  return [`uint${leaf.storage.bits}_t unit = ${load(leaf.storage, place)};`, ""];
}

/** The name of the function that reads a leaf. */
export function getter(record: RecordType, leaf: Pick<Leaf, "names">): string {
  return accessorName(record, "get", leaf);
}

/** `io_slot_set_flags_ready`: the record, the verb, the names on the way. */
export function accessorName(record: RecordType, verb: string, leaf: Pick<Leaf, "names">): string {
  const { names } = leaf;
  const name = names.length === 1 ? names[0] : names.join("_");
  return `${record.qualified}_${verb}_${name}`;
}

function getterDoc(leaf: Leaf): string {
  const doc = oneLine(leaf.field.doc);
  const type = innermost(leaf.field.type);
  const what =
    type.kind === "enum" ? `${place(leaf)}, ${enumWords(type.enum)}` : place(leaf);
  return doc === "" ? `${what}.` : `${what}: ${doc}`;
}

function setterDoc(leaf: Leaf): string {
  const cut =
    leaf.part !== undefined && leaf.part.width < storageBits(leaf.part.width) && !leaf.bool;
  const width = leaf.part?.width ?? 0;
  return cut
    ? `Stores the low ${width === 1 ? "bit" : `${width} bits`} of @value.`
    : `Stores ${lowerFirst(place(leaf))}.`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** "Bits 3:0 of @bits", or the member's name where the field has it for itself. */
function place(leaf: Leaf): string {
  const member = `@${withoutIndices(leaf)}`;
  if (leaf.part === undefined) {
    return leaf.arrays.length === 0 ? member : `One of ${member}`;
  }
  const { shift, width } = leaf.part;
  return `${width === 1 ? `Bit ${shift}` : `Bits ${shift + width - 1}:${shift}`} of ${member}`;
}

/** Assertions that the indices are in their arrays. */
export function bounds(record: RecordType, leaf: Pick<Leaf, "arrays">): readonly string[] {
  return leaf.arrays.flatMap((length, depth) => {
    switch (length.kind) {
      case "fixed":
        return [`assert(${indexName(depth)} < ${length.count});`];
      case "field":
        return depth === 0
          ? [`assert(${indexName(depth)} < ${record.qualified}_get_${length.field}(record));`]
          : [];
      case "rest":
        return [];
      default:
        return length satisfies never;
    }
  });
}

/** The leaf's member, without the indices of the arrays on the way. */
export function withoutIndices(leaf: Pick<Leaf, "arrays" | "path">): string {
  return leaf.arrays.length === 0 ? leaf.path : leaf.path.replace(/\[\w+\]/g, "");
}

/** Whether every value of so many bits is a member. */
export function isComplete(declaration: Enum, bits: number): boolean {
  const { members } = declaration;
  return (
    bits < 16 &&
    members.length >= 2 ** bits &&
    new Set(members.map((member) => member.value)).size === 2 ** bits
  );
}

/** The enum's name as a function that asks about a value. */
export function knownName(declaration: Enum): string {
  return `${declaration.qualified}_known`;
}
