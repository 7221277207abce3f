// The bytes of an example, cut into fields, each with its value as the layout gives it.
import type { ArrayType, BitUnit, Field, IntegerType, RecordType, Type } from "../../model.ts";
import { memberWords, number } from "./values.ts";

/** Some bytes that stand next to each other, and what they mean. */
export interface Run {
  readonly start: number;
  readonly bytes: Uint8Array;
  readonly words: string;
}

/** A place in the example. */
interface Cursor {
  readonly bytes: Uint8Array;
  readonly offset: number;
  /** What stands before the names of fields: `outer.`. */
  readonly path: string;
}

/** Bytes in a line of a dump. */
const IN_LINE = 8;
/** More array elements in a row that are zero are said together. */
const MOST_ZEROS = 8;
/** Longer runs of one value are said in a line. */
const MOST_ALIKE = 16;

/** Every byte of an example, in order. */
export function annotate(record: RecordType, bytes: Uint8Array): readonly Run[] {
  const runs = recordRuns(record, undefined, { bytes, offset: 0, path: "" });
  const cut: Run[] = [];
  let end = 0;
  for (const run of mergeZeros(runs)) {
    if (run.start > end) {
      cut.push({ start: end, bytes: bytes.slice(end, run.start), words: "unused" });
    }
    cut.push(run);
    end = run.start + run.bytes.length;
  }
  const rest = { start: end, bytes: bytes.slice(end), words: "more than the record has" };
  return rest.bytes.length === 0 ? cut : [...cut, rest];
}

/** The dump as lines: offset, bytes, meaning. */
export function dumpLines(runs: readonly Run[]): readonly string[] {
  const digits = Math.max(2, ...runs.map(({ start }) => start.toString(16).length));
  return runs.flatMap(({ start, bytes, words }) => {
    const first = bytes[0];
    const alike = bytes.length > MOST_ALIKE && bytes.every((byte) => byte === first);
    const rows = alike ? 1 : Math.ceil(bytes.length / IN_LINE);
    return Array.from({ length: rows }, (_, row) => {
      const part = [...bytes.subarray(row * IN_LINE, (row + 1) * IN_LINE)].map(byteWords).join(" ");
      const shown = alike ? `${byteWords(first ?? 0)} × ${bytes.length}` : part;
      const offset = (start + row * IN_LINE).toString(16).padStart(digits, "0");
      return `${offset}  ${shown.padEnd(IN_LINE * 3 - 1)}  ${row === 0 ? words : ""}`.trimEnd();
    });
  });
}

function byteWords(byte: number): string {
  return byte.toString(16).padStart(2, "0");
}

function recordRuns(record: RecordType, outer: Scope | undefined, cursor: Cursor): readonly Run[] {
  const scope = { record, cursor };
  if (record.union) {
    return unionRuns(record, outer, cursor);
  }
  const units = record.units.map((unit) => ({
    offset: unit.offset,
    runs: () => unitRuns(record, unit, cursor),
  }));
  const fields = record.fields
    .filter(({ bits }) => bits === undefined)
    .map((field) => ({ offset: field.offset, runs: () => fieldRuns(field, scope) }));
  return [...units, ...fields].sort((a, b) => a.offset - b.offset).flatMap(({ runs }) => runs());
}

/** A record and where it stands: what lengths and tags are looked up in. */
interface Scope {
  readonly record: RecordType;
  readonly cursor: Cursor;
}

/** The member that holds, and what it leaves of the union; without one, all of the union. */
function unionRuns(record: RecordType, outer: Scope | undefined, cursor: Cursor): readonly Run[] {
  const member = unionMember(record, outer);
  if (member === undefined) {
    const name = cursor.path.slice(0, -1) || record.name;
    return runOf(cursor, record.size, `${name}: ${record.size} bytes`);
  }
  const rest = { ...cursor, offset: cursor.offset + member.size };
  const unused = runOf(rest, record.size - member.size, "unused");
  return [...fieldRuns(member, { record, cursor }), ...unused];
}

function unionMember(record: RecordType, outer: Scope | undefined): Field | undefined {
  const { tag } = record;
  if (tag === undefined || outer === undefined) {
    return undefined;
  }
  const value = fieldValue(outer, tag.field);
  const selected = tag.members.find(({ values }) => values.some((each) => each.value === value));
  return record.fields.find(({ name }) => name === selected?.field);
}

function unitRuns(record: RecordType, unit: BitUnit, cursor: Cursor): readonly Run[] {
  const at = { ...cursor, offset: cursor.offset + unit.offset };
  const size = unit.integer.bits / 8;
  const value = readInteger(unit.integer, at);
  const parts = record.fields.flatMap((field) => {
    const { bits, reserved } = field;
    if (bits === undefined || bits.unit !== unit.name) {
      return [];
    }
    const part = (value >> BigInt(bits.shift)) & ((1n << BigInt(bits.width)) - 1n);
    const words = valueWords(field.type, signed(field.type, part));
    return reserved && part === 0n ? [] : [`${cursor.path}${field.name} = ${words}`];
  });
  return runOf(at, size, parts.length === 0 ? "reserved" : parts.join(", "));
}

function fieldRuns(field: Field, scope: Scope): readonly Run[] {
  const { cursor } = scope;
  const offset = cursor.offset + field.offset;
  const at = { bytes: cursor.bytes, offset, path: cursor.path + field.name };
  return field.reserved ? runOf(at, field.size, "reserved") : typeRuns(field.type, at, scope);
}

/** The runs of a value; the cursor's path is its name. */
function typeRuns(type: Type, at: Cursor, scope: Scope): readonly Run[] {
  switch (type.kind) {
    case "integer":
    case "bool":
    case "enum":
      return numberRuns(type, at);
    case "record":
      return recordRuns(type.record, scope, { ...at, path: `${at.path}.` });
    case "array":
      return arrayRuns(type, at, scope);
    default:
      return type satisfies never;
  }
}

function numberRuns(type: Type, at: Cursor): readonly Run[] {
  const integer = integerOf(type);
  return runOf(at, integer.bits / 8, `${at.path} = ${valueWords(type, readInteger(integer, at))}`);
}

function arrayRuns(type: ArrayType, at: Cursor, scope: Scope): readonly Run[] {
  const { element, stride } = type;
  const room = Math.max(0, at.bytes.length - at.offset);
  const count = Math.min(countOf(type, at, scope), Math.ceil(room / Math.max(1, stride)));
  if (element.kind === "integer" && element.bits === 8) {
    const text = textWords(at.bytes.subarray(at.offset, at.offset + count));
    return runOf(at, count, `${at.path}: ${text}`);
  }
  return Array.from({ length: count }, (_, index) => index).flatMap((index) => {
    const offset = at.offset + index * stride;
    return typeRuns(element, { ...at, offset, path: `${at.path}[${index}]` }, scope);
  });
}

function countOf({ length, stride }: ArrayType, at: Cursor, scope: Scope): number {
  switch (length.kind) {
    case "fixed":
      return length.count;
    case "field":
      return Number(fieldValue(scope, length.field));
    case "rest":
      return Math.floor((at.bytes.length - at.offset) / Math.max(1, stride));
    default:
      return length satisfies never;
  }
}

/** Bytes that are text are shown as text too. */
function textWords(bytes: Uint8Array): string {
  const end = bytes.findLastIndex((each) => each !== 0) + 1;
  const text = bytes.subarray(0, end);
  const isText = end > 1 && text.every((each) => each >= 0x20 && each < 0x7f && each !== 0x60);
  const count = `${bytes.length} byte${bytes.length === 1 ? "" : "s"}`;
  return isText ? `${count}, "${String.fromCharCode(...text)}"` : count;
}

function runOf({ bytes, offset }: Cursor, size: number, words: string): readonly Run[] {
  const part = bytes.slice(offset, offset + size);
  if (part.length === 0) {
    return [];
  }
  const isWhole = part.length === size;
  return [{ start: offset, bytes: part, words: isWhole ? words : `${nameIn(words)}, cut short` }];
}

/** The value of an integer field of a record, whole or part of a unit. */
function fieldValue({ record, cursor }: Scope, name: string): bigint {
  const field = record.fields.find((candidate) => candidate.name === name);
  const unit = record.units.find((candidate) => candidate.name === field?.bits?.unit);
  if (field === undefined) {
    return 0n;
  }
  const at = { ...cursor, offset: cursor.offset + field.offset };
  if (field.bits !== undefined && unit !== undefined) {
    const mask = (1n << BigInt(field.bits.width)) - 1n;
    return (readInteger(unit.integer, at) >> BigInt(field.bits.shift)) & mask;
  }
  return readInteger(integerOf(field.type), at);
}

const byte: IntegerType = {
  kind: "integer",
  bits: 8,
  signed: false,
  order: "little",
  number: false,
};

function integerOf(type: Type): IntegerType {
  return type.kind === "integer" ? type : type.kind === "enum" ? type.integer : byte;
}

/** Bytes that are not there count as zero. Examples of host order are written as little-endian. */
function readInteger(
  { bits, order, signed: isSigned }: IntegerType,
  { bytes, offset }: Cursor,
): bigint {
  const part = Array.from({ length: bits / 8 }, (_, index) => BigInt(bytes[offset + index] ?? 0));
  const digits = order === "big" ? part : part.reverse();
  const value = digits.reduce((sum, each) => (sum << 8n) | each, 0n);
  return isSigned ? BigInt.asIntN(bits, value) : value;
}

function signed(type: Type, value: bigint): bigint {
  const { bits, signed: isSigned } = integerOf(type);
  return isSigned ? BigInt.asIntN(bits, value) : value;
}

function valueWords(type: Type, value: bigint): string {
  switch (type.kind) {
    case "bool":
      return value === 0n ? "false" : "true";
    case "enum":
      return memberWords(type.enum, value);
    default:
      return number(value);
  }
}

/** Array elements that are zero become one run: nobody reads five hundred empty slots. */
function mergeZeros(runs: readonly Run[]): readonly Run[] {
  const merged: Run[] = [];
  let zeros: Run[] = [];
  for (const run of runs) {
    if (isEmptyElement(run)) {
      zeros.push(run);
    } else {
      merged.push(...zeroRuns(zeros), run);
      zeros = [];
    }
  }
  return [...merged, ...zeroRuns(zeros)];
}

/** Padding belongs to the elements around it. */
function isEmptyElement({ bytes, words }: Run): boolean {
  return (words.includes("[") || words === "reserved") && bytes.every((each) => each === 0);
}

function zeroRuns(zeros: readonly Run[]): readonly Run[] {
  const elements = zeros.filter(({ words }) => words.includes("["));
  if (elements.length <= MOST_ZEROS) {
    return zeros;
  }
  const [first, last] = [elements[0], elements.at(-1)].map((run) => nameIn(run?.words ?? ""));
  const bytes = new Uint8Array(zeros.reduce((sum, run) => sum + run.bytes.length, 0));
  return [{ start: zeros[0]?.start ?? 0, bytes, words: `${first} to ${last}: zero` }];
}

/** What a run's words are about. */
function nameIn(words: string): string {
  return words.split(/ = |: /)[0] ?? "";
}
