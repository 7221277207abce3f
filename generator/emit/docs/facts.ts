// Sentences that are the same for every kind of declaration.
import type { Condition, Documented, Enum, FieldPath, RecordType, Tag } from "../../model.ts";
import { pascal } from "../../words.ts";
import { cell, code, list, plural, sentences } from "./markdown.ts";
import { anchor, byteOrders, link, orderWords, type Page } from "./types.ts";

/** The cell that says what a member means: its own words, then what its declaration implies. */
export function meaning(member: Documented, facts: readonly string[]): string {
  const own = cell(member.doc);
  const rest = sentences([...facts, ...lifetime(member)]);
  const end = own === "" || rest === "" || /[.!?…]$/.test(own) ? "" : ".";
  return sentences([own + end, rest]);
}

/** Since when a thing exists, and whether it should still be used. */
export function lifetime({ since, deprecated }: Documented): readonly string[] {
  return [
    since === undefined ? "" : `Since ${cell(since)}.`,
    deprecated === undefined ? "" : `**Deprecated**: ${cell(deprecated)}.`,
  ];
}

/** The C type that a declaration mirrors, and how the generated ones are called. */
export function spellings(
  { header, cType, qualified }: Enum | RecordType,
  keyword: "enum" | "struct" | "union",
): readonly string[] {
  const type = cType === undefined ? "what is" : code(cType);
  const place = header === undefined ? "" : ` in ${code(header)}`;
  const [c, typescript] = [`${keyword} ${qualified}`, pascal(qualified)].map(code);
  return [
    cType === undefined && header === undefined ? "" : `It mirrors ${type}${place}.`,
    `Generated as ${c} in C and ${typescript} in TypeScript.`,
  ];
}

/** How many bytes a record has, and how they are to be read. */
export function recordFacts(record: RecordType, page: Page): readonly string[] {
  const { size, align, packed, shared, anonymousIn, derived } = record;
  const flexible = record.fields.some(
    ({ type }) => type.kind === "array" && type.length.kind !== "fixed",
  );
  const [order, ...others] = byteOrders(record);
  const isSame = order !== undefined && others.length === 0;
  const layout = packed ? "packed" : `aligned to ${align}`;
  return [
    `${flexible ? "At least " : ""}${plural(size, "byte")}, ${layout}.`,
    isSame ? `Its integers are ${orderWords[order]}.` : "",
    record.union ? "All members lie in the same bytes." : "",
    record.tag === undefined ? "" : tagWords(record.tag),
    shared
      ? "Another party can write it at any time: take one copy and trust only the copy."
      : "",
    anonymousIn === undefined ? "" : nestedWords(anonymousIn, page),
    derived === undefined
      ? ""
      : `The ${derived.part} of ${code(`${derived.interface}.${derived.operation}`)}.`,
  ];
}

function tagWords({ field }: Tag): string {
  return `${code(field)} of the record around it chooses the member; other values choose none.`;
}

function nestedWords({ record, field }: { record: string; field: string }, page: Page): string {
  const hasPlace = page.places.has(`${page.module}.${record}`);
  const around = hasPlace ? `[${code(record)}](#${anchor("record", record)})` : code(record);
  return `It is the type of ${code(field)} in ${around}.`;
}

/** `a.b`, as code. */
export function pathWords({ names }: FieldPath): string {
  return code(names.join("."));
}

/** A condition in words: `type` is `copy`, `flag` is not set. */
export function conditionWords({ field, negated, value, spelling }: Condition): string {
  const { type } = field.field;
  if (type.kind === "bool") {
    return `${pathWords(field)} is ${(value === 0n) === negated ? "set" : "not set"}`;
  }
  const members = type.kind === "enum" ? type.enum.members : [];
  const word = spelling ?? members.find((each) => each.value === value)?.name ?? `${value}`;
  return `${pathWords(field)} is ${negated ? "not " : ""}${code(word)}`;
}

/** All conditions of one case. */
export function conditionsWords(conditions: readonly Condition[]): string {
  return list(conditions.map(conditionWords));
}

/** A record with what travels beside it, for message tables. */
export function bodyWords(
  record: RecordType | undefined,
  descriptors: { readonly min: number; readonly max: number },
  page: Page,
): string {
  const { min, max } = descriptors;
  const count = min === max ? plural(max, "descriptor") : `${min} to ${plural(max, "descriptor")}`;
  const body = record === undefined ? "" : link(record, page);
  return max === 0 ? body || "no body" : `${body === "" ? "" : `${body} with `}${count}`;
}
