// Drafts → records: offsets, sizes and alignment, the same for written and derived records.

import { type Diagnostic, diagnostic } from "./diagnostics.ts";
import type { FieldDraft, RecordDraft, TypeDraft, UnitDraft } from "./draft.ts";
import { freeNames } from "./fillers.ts";
import { given } from "./given.ts";
import { dependencyOrder } from "./graph.ts";
import { isFlexible } from "./types.ts";
import type { BitUnit, Field, RecordType, Ring, Type } from "../model.ts";
import { qualify } from "../words.ts";

/** No record is larger, in bytes. */
const largest = 2 ** 31;

/** Records nest no deeper: generated code and people must be able to follow. */
const deepest = 64;

/** Gives every draft that is sound its record; returns them, each after those it contains. */
export function layOut(drafts: Iterable<RecordDraft>): readonly RecordDraft[] {
  const ordered = dependencyOrder(drafts, neededBy, reportRecursion);
  for (const draft of ordered) {
    layOutRecord(draft);
  }
  return ordered;
}

function neededBy(draft: RecordDraft): readonly RecordDraft[] {
  const needed: RecordDraft[] = [];
  for (const member of draft.members) {
    const inner = member.kind === "field" ? innermost(member.type) : undefined;
    if (inner?.kind === "record") {
      needed.push(inner.draft);
    }
  }
  return needed;
}

function innermost(type: TypeDraft): TypeDraft {
  return type.kind === "array" ? innermost(type.element) : type;
}

function reportRecursion(cycle: readonly RecordDraft[]): void {
  const written = cycle.find((draft) => draft.anonymousIn === undefined) ?? cycle[0];
  for (const draft of cycle) {
    draft.broken = true;
  }
  written?.scope.report(
    diagnostic("recursive-record", written.span, { name: written.name }, {
      notes: cycle
        .filter((draft) => draft !== written && draft.anonymousIn === undefined)
        .slice(0, 8)
        .map((draft) => ({ span: draft.span, text: `through '${draft.name}'` })),
    }),
  );
}

/** A record on its way: what has been placed so far. */
interface Placing {
  readonly draft: RecordDraft;
  readonly fields: Field[];
  readonly units: BitUnit[];
  /** Indices in `fields` of padding that was put in, still without a name. */
  readonly inserted: number[];
  /** The first free byte; in a union, the end of the largest member. */
  end: number;
  align: number;
  flexible?: { readonly field: string; readonly length?: string };
}

function layOutRecord(draft: RecordDraft): void {
  const needed = neededBy(draft);
  if (draft.broken || needed.some((inner) => inner.record === undefined)) {
    draft.broken = true;
    return;
  }
  draft.depth = 1 + needed.reduce((depth, inner) => Math.max(depth, inner.depth ?? 0), 0);
  if (draft.depth > deepest) {
    complain(draft, diagnostic("record-depth", draft.span, { name: draft.name, deepest }));
    return;
  }
  const placing: Placing = {
    draft, fields: [], units: [], inserted: [], end: 0, align: 1,
  };
  for (const member of draft.members) {
    if (placing.end > largest) {
      break;
    }
    if (member.kind === "unit") {
      placeUnit(placing, member);
    } else {
      placeField(placing, member);
    }
  }
  finish(placing);
  if (!draft.broken) {
    draft.record = recordOf(placing);
  }
}

function complain(draft: RecordDraft, problem: Diagnostic): void {
  draft.broken = true;
  draft.scope.report(problem);
}

function placeUnit(placing: Placing, unit: UnitDraft): void {
  const size = unit.integer.bits / 8;
  const offset = place(placing, unit, unit.parts[0]?.name ?? unit.name, size, size);
  placing.units.push({ name: unit.name, offset, integer: unit.integer });
  for (const { name, doc, since, deprecated, type, shift, width, ...part } of unit.parts) {
    placing.fields.push({
      name, doc, type, offset, size, bits: { unit: unit.name, shift, width },
      reserved: part.reserved,
      ...given({ since, deprecated, fixed: part.fixed, hex: part.hex, cName: part.cName }),
    });
  }
}

function placeField(placing: Placing, member: FieldDraft): void {
  const { draft } = placing;
  refuseMisplaced(placing, member);
  const { name, doc, since, deprecated, reserved, fixed, hex, cName } = member;
  const type = finalType(member.type);
  const { size, align } = extentOf(type);
  if (member.type.kind === "array" && isFlexible(member.type)) {
    // C's sizeof must be where the elements begin, so the record ends on its own alignment first.
    const whole = draft.packed ? 1 : Math.max(placing.align, align, draft.align?.value ?? 1);
    padTo(placing, member, name, whole, "implicit-padding-before-flexible");
    const { length } = member.type;
    placing.flexible = {
      field: name, ...given({ length: length.kind === "field" ? length.field : undefined }),
    };
  }
  const offset = place(placing, member, name, size, align);
  placing.fields.push({
    name, doc, type, offset, size, reserved, ...given({ since, deprecated, fixed, hex, cName }),
  });
}

/** Flexible members stand last and alone; a tagged union stands beside its tag. */
function refuseMisplaced({ draft, flexible }: Placing, member: FieldDraft): void {
  if (flexible !== undefined) {
    complain(draft, diagnostic("flexible-not-last", member.span, {
      name: flexible.field, next: member.name,
    }));
  }
  if (draft.union && isFlexible(member.type)) {
    complain(draft, diagnostic("flexible-in-union", member.span, { name: member.name }));
  }
  const inner = innermost(member.type);
  if (inner.kind === "record" && hasFlexible(inner.draft.record)) {
    complain(draft, diagnostic("flexible-nested", member.span, {
      name: member.name, record: inner.draft.name,
    }, { notes: [{ span: inner.draft.span, text: "the record of variable length" }] }));
  }
  if (draft.union && inner.kind === "record" && inner.draft.tag !== undefined) {
    complain(draft, diagnostic("tagged-in-union", member.span, { name: member.name }));
  }
}

/** Whether a record's last member is an array without a fixed length. */
export function hasFlexible(record: RecordType | undefined): boolean {
  const type = record?.fields.at(-1)?.type;
  return type?.kind === "array" && type.length.kind !== "fixed";
}

/** Puts a member at the next free offset that suits it, or where a union's members are. */
function place(
  placing: Placing,
  member: FieldDraft | UnitDraft,
  name: string,
  size: number,
  natural: number,
): number {
  const { draft } = placing;
  const align = draft.packed ? 1 : natural;
  placing.align = Math.max(placing.align, align);
  if (!draft.union) {
    padTo(placing, member, name, align);
  }
  const offset = draft.union ? 0 : placing.end;
  if (member.at !== undefined && member.at.value !== offset) {
    complain(draft, diagnostic("offset-mismatch", member.at.span, {
      name, actual: offset, expected: member.at.value,
    }));
  }
  placing.end = Math.max(placing.end, offset + size);
  return offset;
}

function padTo(
  placing: Placing,
  member: FieldDraft | UnitDraft,
  name: string,
  align: number,
  code: "implicit-padding" | "implicit-padding-before-flexible" = "implicit-padding",
): void {
  const { draft, end } = placing;
  const bytes = (align - (end % align)) % align;
  if (bytes === 0) {
    return;
  }
  if (draft.padding === "inserted") {
    insert(placing, bytes);
    return;
  }
  complain(draft, diagnostic(code, member.span, {
    bytes: count(bytes), name, align, record: draft.name,
  }, {
    suggestion: code === "implicit-padding"
      ? `write \`${paddingLine(end, bytes)}\` before it`
      : `write \`${paddingLine(end, bytes)}\` before it, or \`packed struct\``,
  }));
  placing.end += bytes;
}

function insert(placing: Placing, bytes: number): void {
  const byte = { kind: "integer", bits: 8, signed: false, order: "little", number: false } as const;
  placing.inserted.push(placing.fields.length);
  placing.fields.push({
    name: "", doc: "", reserved: true, offset: placing.end, size: bytes,
    type: bytes === 1
      ? byte
      : { kind: "array", element: byte, length: { kind: "fixed", count: bytes }, stride: 1 },
  });
  placing.end += bytes;
}

/** The line that fills some bytes at an offset. */
function paddingLine(offset: number, bytes: number): string {
  const whole = (bytes === 1 || bytes === 2 || bytes === 4 || bytes === 8) && offset % bytes === 0;
  return whole ? `reserved: u${bytes * 8};` : `reserved: u8[${bytes}];`;
}

function count(bytes: number): string {
  return bytes === 1 ? "1 byte" : `${bytes} bytes`;
}

/** The end of a record: its alignment, its size, the padding that C would put there. */
function finish(placing: Placing): void {
  const { draft } = placing;
  const stated = draft.align?.value;
  if (draft.align !== undefined && draft.align.value < placing.align) {
    complain(draft, diagnostic("align-too-small", draft.align.span, {
      align: draft.align.value, needed: placing.align,
    }));
  }
  placing.align = Math.max(placing.align, stated ?? 1);
  const { end, align } = placing;
  if (end > largest) {
    complain(draft, diagnostic("record-too-large", draft.span, { name: draft.name }));
    return;
  }
  const missing = draft.size === undefined ? 0 : draft.size.value - end;
  if (draft.size !== undefined && missing !== 0) {
    complain(draft, diagnostic("size-mismatch", draft.size.span, {
      name: draft.name, actual: end, expected: draft.size.value,
    }, given({
      suggestion: missing < 0 || draft.union
        ? undefined
        : `write \`${paddingLine(end, missing)}\` at its end`,
    })));
    return;
  }
  const bytes = (align - (end % align)) % align;
  if (bytes > 0 && draft.padding === "inserted") {
    insert(placing, bytes);
  } else if (bytes > 0) {
    // Pointing at the record itself would come before what its members need.
    const last = draft.union ? undefined : draft.members.at(-1);
    complain(draft, diagnostic("implicit-padding-at-end", last?.span ?? draft.span, {
      bytes: count(bytes), name: draft.name, align,
    }, {
      suggestion: draft.union
        ? `add a member of ${end + bytes} bytes, such as \`bytes: u8[${end + bytes}];\``
        : `write \`${paddingLine(end, bytes)}\` after it`,
    }));
  }
}

function recordOf(placing: Placing): RecordType {
  const { draft, units, align, flexible } = placing;
  nameInserted(placing);
  const fields = flexible?.length === undefined
    ? placing.fields
    : placing.fields.map((field) =>
        field.name === flexible.length ? { ...field, lengthOf: flexible.field } : field,
      );
  const { name, doc, since, deprecated, packed, shared, union, states } = draft;
  const { tag, anonymousIn, derived, header, cType } = draft;
  const ring = ringOf(draft, fields);
  return {
    name, doc, module: draft.scope.name, qualified: qualify(draft.scope.prefix, name),
    size: placing.end, align, packed, shared, union, fields, units, states,
    ...given({ since, deprecated, tag, anonymousIn, derived, ring, header, cType }),
  };
}

function ringOf({ ring }: RecordDraft, fields: readonly Field[]): Ring | undefined {
  const slots = fields.find((field) => field.name === ring?.slots)?.type;
  return ring && slots?.kind === "array" ? { ...ring, slot: slots.element } : undefined;
}

function nameInserted({ fields, inserted }: Placing): void {
  const names = freeNames("reserved", inserted.length, new Set(fields.map((field) => field.name)));
  inserted.forEach((index, position) => {
    const field = fields[index];
    if (field !== undefined) {
      fields[index] = { ...field, name: names[position] ?? field.name };
    }
  });
}

function finalType(type: TypeDraft): Type {
  switch (type.kind) {
    case "record":
      if (type.draft.record === undefined) {
        throw new Error(`'${type.draft.name}' is used before it has a layout`);
      }
      return { kind: "record", record: type.draft.record };
    case "array": {
      const element = finalType(type.element);
      return { kind: "array", element, length: type.length, stride: extentOf(element).size };
    }
    default:
      return type;
  }
}

/** Bytes and natural alignment of a type; 0 bytes for a flexible array. */
export function extentOf(type: Type): { readonly size: number; readonly align: number } {
  switch (type.kind) {
    case "integer":
      return { size: type.bits / 8, align: type.bits / 8 };
    case "bool":
      return { size: 1, align: 1 };
    case "enum":
      return extentOf(type.integer);
    case "record":
      return { size: type.record.size, align: type.record.align };
    case "array": {
      const { length, stride } = type;
      const size = length.kind === "fixed" ? length.count * stride : 0;
      return { size, align: extentOf(type.element).align };
    }
    default:
      return type satisfies never;
  }
}
