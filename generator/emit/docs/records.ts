// A record: its picture, the table of its fields, and what its declaration says beyond them.
import type { Field, RecordType, States } from "../../model.ts";
import { bytesDrawing } from "./drawing/bytes.ts";
import { statesDrawing } from "./drawing/states.ts";
import { writtenMoves } from "./drawing/moves.ts";
import { lifetime, meaning, recordFacts, spellings } from "./facts.ts";
import { cell, code, list, paragraphs } from "./markdown.ts";
import { ringViews } from "./rings.ts";
import {
  anchor,
  byteOrders,
  orderWords,
  type Page,
  picture,
  typeLink,
  typeOrders,
} from "./types.ts";
import { memberWords, number } from "./values.ts";

/** Every record, followed by the anonymous ones in it. */
export function inReadingOrder(records: readonly RecordType[]): readonly RecordType[] {
  const inside = groupBy(records, ({ anonymousIn }) => anonymousIn?.record ?? "");
  const family = (record: RecordType): readonly RecordType[] => [
    record,
    ...(inside.get(record.name) ?? []).flatMap(family),
  ];
  return (inside.get("") ?? []).flatMap(family);
}

/** Things that belong together, in order of appearance. */
export function groupBy<Item, Key>(
  items: readonly Item[],
  keyOf: (item: Item) => Key,
): ReadonlyMap<Key, readonly Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) {
      groups.set(keyOf(item), [item]);
    } else {
      group.push(item);
    }
  }
  return groups;
}

/** One record. */
export function recordView(record: RecordType, page: Page) {
  const keyword = record.union ? "union" : "struct";
  const own = record.anonymousIn === undefined ? spellings(record, keyword) : [];
  const facts = [...recordFacts(record, page), ...own, ...lifetime(record)];
  return {
    anchor: anchor("record", record.name),
    title: code(record.name),
    paragraphs: paragraphs(record.doc, facts),
    pictures: record.fields.length === 0 ? [] : [picture(page, record.name, bytesDrawing(record))],
    tables: record.fields.length === 0 ? [] : [fieldTable(record, page)],
    states: record.states.map((states) => statesView(record, states, page)),
    rings: ringViews(record, page),
  };
}

/** The table «offset, bits, name, type, meaning»; columns that would be empty are left out. */
export function fieldTable(record: RecordType, page: Page) {
  const hasBits = record.units.length > 0;
  return {
    head: ["Offset", ...(hasBits ? ["Bits"] : []), "Name", "Type", "Meaning"],
    rows: record.fields.map((field) => [
      `${field.offset}`,
      ...(hasBits ? [bitsWords(field)] : []),
      code(field.name),
      typeLink(field.type, page),
      meaning(field, fieldFacts(record, field)),
    ]),
  };
}

function bitsWords({ bits }: Field): string {
  if (bits === undefined) {
    return "";
  }
  const { shift, width } = bits;
  return width === 1 ? `${shift}` : `${shift + width - 1}:${shift}`;
}

function fieldFacts(record: RecordType, field: Field): readonly string[] {
  const { type, cName, lengthOf, fixed, reserved } = field;
  const states = record.states.find((each) => each.field === field.name);
  const place = anchor("states", `${record.name}.${field.name}`);
  const isCount = lengthOf !== undefined && record.derived === undefined;
  return [
    reserved ? "Reserved: written as zero, ignored when read." : "",
    tagFact(record, field),
    fixed === undefined ? "" : `Always ${fixedWords(field, fixed)}.`,
    isCount ? `The number of elements of ${code(lengthOf)}.` : "",
    lengthFact(field),
    type.kind === "integer" && type.number ? "Below 2<sup>53</sup>." : "",
    orderFact(record, field),
    states === undefined ? "" : `See its [states](#${place}).`,
    cName === undefined ? "" : `${code(cName)} in the header.`,
  ];
}

function fixedWords({ type }: Field, fixed: bigint): string {
  return code(type.kind === "enum" ? memberWords(type.enum, fixed) : number(fixed));
}

function lengthFact({ type }: Field): string {
  if (type.kind !== "array" || type.length.kind === "fixed") {
    return "";
  }
  const { length } = type;
  const most = length.max === undefined ? "" : `, at most ${length.max}`;
  return length.kind === "field"
    ? `As many elements as ${code(length.field)} says${most}.`
    : `As many elements as the buffer has room for${most}.`;
}

/** Only where a record has several orders; nested records have tables of their own. */
function orderFact(record: RecordType, { bits, type }: Field): string {
  const isPlain = byteOrders(record).size < 2 || bits !== undefined || type.kind === "record";
  const words = isPlain ? "" : list(typeOrders(type).map((order) => orderWords[order]));
  return words === "" ? "" : `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

/** In a tagged union: when the member is the one that holds. */
function tagFact({ tag }: RecordType, { name }: Field): string {
  const values = tag?.members.find(({ field }) => field === name)?.values ?? [];
  const words = list(values.map((value) => code(value.name)), "or");
  return tag === undefined || words === "" ? "" : `Holds when ${code(tag.field)} is ${words}.`;
}

function statesView(record: RecordType, states: States, page: Page) {
  const name = `${record.name}.${states.field}`;
  return {
    anchor: anchor("states", name),
    title: `States of ${code(states.field)}`,
    paragraphs: paragraphs(states.doc, [`It begins as ${code(states.initial.name)}.`]),
    ...picture(page, name, statesDrawing(record.name, states)),
    table: {
      head: ["From", "To", "By", "Meaning"],
      rows: writtenMoves(states).map(({ from, to, party, doc, fromAny }) => [
        fromAny ? "any state" : code(from.name),
        code(to.name),
        party,
        cell(doc),
      ]),
    },
  };
}
