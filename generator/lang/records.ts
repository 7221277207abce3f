// Structs and unions as written → drafts: members looked up, names distinct, tags matched.

import { readAnnotations } from "./annotations.ts";
import type {
  BitsGroupNode, Constant, FieldNode, MemberNode, Name, RecordTypeNode, ReservedNode, Span,
  StructNode,
} from "./ast.ts";
import { lowerBits } from "./bits.ts";
import { evaluateNumber } from "./constants.ts";
import { reportDuplicate } from "./declare.ts";
import { diagnostic } from "./diagnostics.ts";
import type {
  FieldDraft, MemberDraft, PartDraft, RecordDraft, TypeDraft, UnitDraft, Written,
} from "./draft.ts";
import { type Fillers, nameFillers } from "./fillers.ts";
import { given } from "./given.ts";
import { isHex } from "./literals.ts";
import type { RecordEntity, Scope } from "./scope.ts";
import { tagOf } from "./tags.ts";
import { isFlexible, lowerFixed, lowerType, type Place } from "./types.ts";

/** A struct's draft, without members yet, so that others can refer to it. */
export function openStruct(entity: RecordEntity, node: StructNode): RecordDraft {
  const { scope } = entity;
  const { doc, since, deprecated, header, cType } = readAnnotations(node, "record", scope);
  return {
    name: node.name.text, scope, span: node.name.span, doc,
    shared: node.shared, packed: node.packed, union: node.union,
    padding: "refused", members: [], states: [], broken: false,
    ...given({
      since, deprecated, header, cType,
      size: node.size && evaluateNumber(node.size, scope, "a size", 1),
      align: node.align && alignment(node.align, scope),
    }),
  };
}

function alignment(constant: Constant, scope: Scope): Written<number> | undefined {
  const align = evaluateNumber(constant, scope, "an alignment", 1);
  if (align !== undefined && (align.value & (align.value - 1)) !== 0) {
    scope.report(diagnostic("align-power", align.span, { align: align.value }));
    return undefined;
  }
  return align;
}

/** Fills in a struct's members. */
export function lowerStruct(draft: RecordDraft, node: StructNode): void {
  lowerMembers(draft, node.members, undefined);
}

/** An empty record that is the type of a field; it is laid out as the record around it. */
export function nestedRecord(
  span: Span,
  place: Place,
  union = false,
  size?: Written<number>,
): RecordDraft {
  const draft: RecordDraft = {
    name: `${place.record}_${place.field}`, scope: place.scope, span, doc: "",
    shared: place.shared, packed: place.packed, union, padding: "refused",
    members: [], states: [], broken: false,
    anonymousIn: { record: place.record, field: place.field },
    ...given({ size }),
  };
  place.scope.drafts.push(draft);
  return draft;
}

/** `struct { … }`, `union { … }` or `union by tag { … }` as a field's type. */
export function lowerNestedRecord(type: RecordTypeNode, place: Place): RecordDraft | undefined {
  const size = type.size && evaluateNumber(type.size, place.scope, "a size", 1);
  const draft = nestedRecord(type.span, place, type.union, size);
  lowerMembers(draft, type.members, type.tag);
  if (type.tag !== undefined) {
    const tag = tagOf(type, type.tag, place);
    if (tag === undefined) {
      draft.broken = true;
    } else {
      draft.tag = tag;
    }
  }
  return draft;
}

/** What is known while the members of a record are gone through. */
export interface Members {
  readonly draft: RecordDraft;
  readonly fillers: Fillers;
  readonly earlier: Map<string, FieldDraft | PartDraft>;
  readonly names: ReadonlySet<string>;
  readonly seen: Map<string, Name>;
}

function lowerMembers(
  draft: RecordDraft,
  nodes: readonly MemberNode[],
  tag: Name | undefined,
): void {
  const members: Members = {
    draft, fillers: nameFillers(nodes), earlier: new Map(), names: fieldNames(nodes),
    seen: new Map(),
  };
  for (const node of nodes) {
    if (node.kind === "field" && node.when.length > 0 && tag === undefined) {
      draft.scope.report(diagnostic("when-without-tag", node.name.span, { name: node.name.text }));
    }
    const member = lowerMember(node, members);
    if (member === undefined) {
      draft.broken = true;
    } else {
      draft.members.push(member);
    }
  }
  if (nodes.length === 0) {
    draft.scope.report(diagnostic("empty-record", draft.span, { name: draft.name }));
    draft.broken = true;
  }
}

/** The names that members of a record have, bit fields included. */
export function fieldNames(nodes: readonly MemberNode[]): ReadonlySet<string> {
  const names = nodes.flatMap((node) =>
    node.kind === "bits" ? node.bits.entries.map((entry) => entry.name) : [node.name],
  );
  return new Set(names.map((name) => name?.text ?? ""));
}

/** Looks up one member; reports a second one of the same name. */
export function lowerMember(node: MemberNode, members: Members): MemberDraft | undefined {
  if (node.kind === "bits") {
    return lowerGroup(node, members);
  }
  const isFirst = node.name === undefined || isNewName(node.name, members);
  const draft = lowerField(node, members);
  if (draft !== undefined && isFirst) {
    members.earlier.set(draft.name, draft);
  }
  return isFirst ? draft : undefined;
}

function isNewName(name: Name, { seen, draft }: Members): boolean {
  const first = seen.get(name.text);
  if (first !== undefined) {
    reportDuplicate(draft.scope, name, first);
    return false;
  }
  seen.set(name.text, name);
  return true;
}

function lowerGroup(node: BitsGroupNode, members: Members): UnitDraft | undefined {
  const { scope } = members.draft;
  const filler = members.fillers.unit();
  const unit = readAnnotations(node, "bits", scope).cName ?? filler;
  const names = node.bits.entries.flatMap((entry) => entry.name ?? []);
  const distinct = names.filter((name) => isNewName(name, members)).length === names.length;
  const lowered = lowerBits(node.bits, scope, members.fillers);
  const at = node.at && evaluateNumber(node.at, scope, "an offset");
  if (!distinct || lowered === undefined) {
    return undefined;
  }
  for (const part of lowered.parts) {
    members.earlier.set(part.name, part);
  }
  return { kind: "unit", name: unit, span: node.bits.span, ...lowered, ...given({ at }) };
}

function lowerField(node: FieldNode | ReservedNode, members: Members): FieldDraft | undefined {
  const { draft: record } = members;
  const { scope } = record;
  const name = node.name?.text ?? members.fillers.padding();
  const { doc, since, deprecated, cName, number } = readAnnotations(node, "field", scope);
  const type = lowerType(node.type, {
    scope, record: record.name, field: name, shared: record.shared, packed: record.packed,
    number: number !== undefined, earlier: members.earlier, names: members.names,
  });
  const at = node.at && evaluateNumber(node.at, scope, "an offset");
  if (type === undefined) {
    return undefined;
  }
  if (number !== undefined && !isWide(type)) {
    scope.report(diagnostic("number-type", number, {}));
  }
  if (node.kind === "reserved" && isFlexible(type)) {
    scope.report(diagnostic("flexible-padding", node.type.span, {}));
    return undefined;
  }
  const written = node.kind === "field" ? node.fixed : undefined;
  const fixed = written && lowerFixed(written, type, scope);
  if (written !== undefined && fixed === undefined) {
    return undefined;
  }
  return {
    kind: "field", name, span: node.name?.span ?? node.span, doc, type,
    reserved: node.kind === "reserved",
    ...given({ since, deprecated, cName, at, fixed, hex: isHex(written) }),
  };
}

/** Whether `@number` has something to say about the type. */
export function isWide(type: TypeDraft): boolean {
  return type.kind === "array"
    ? isWide(type.element)
    : type.kind === "integer" && type.bits === 64;
}
