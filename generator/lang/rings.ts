// Rings as written → drafts: indices, slots, and whether the two go together.

import { readAnnotations } from "./annotations.ts";
import type { RingMemberNode, RingNode } from "./ast.ts";
import { evaluateNumber } from "./constants.ts";
import { reportDuplicate } from "./declare.ts";
import { diagnostic, suggest } from "./diagnostics.ts";
import type { FieldDraft, RecordDraft, Written } from "./draft.ts";
import { nameFillers } from "./fillers.ts";
import { given } from "./given.ts";
import { fieldNames, lowerMember, type Members } from "./records.ts";
import { pathText, type RecordEntity } from "./scope.ts";
import { lowerNamed } from "./types.ts";
import type { ArrayLength, RingIndex } from "../model.ts";

type IndexNode = Extract<RingMemberNode, { readonly kind: "field" }>;

/** A ring's draft, without members yet. */
export function openRing(entity: RecordEntity, node: RingNode): RecordDraft {
  const { scope } = entity;
  const { doc, since, deprecated, header, cType } = readAnnotations(node, "record", scope);
  if (!node.shared) {
    scope.report(
      diagnostic("ring-not-shared", node.name.span, { name: node.name.text }, {
        suggestion: "write `shared ring`",
      }),
    );
  }
  return {
    name: node.name.text, scope, span: node.name.span, doc, shared: true, packed: false,
    union: false, padding: "refused", members: [], states: [], broken: false,
    ...given({
      since, deprecated, header, cType,
      size: node.size && evaluateNumber(node.size, scope, "a size", 1),
    }),
  };
}

/** Fills in a ring's fields and slots, and what is said about them. */
export function lowerRing(draft: RecordDraft, node: RingNode): void {
  const { scope } = draft;
  const capacity = node.capacity && evaluateNumber(node.capacity, scope, "a capacity", 1);
  const slots = slotsField(node, capacity, draft);
  if (slots === undefined || (node.capacity !== undefined && capacity === undefined)) {
    draft.broken = true;
  }
  const indices = lowerRingMembers(draft, node, slots);
  const producer = indexOf(indices, "producer", draft);
  const consumer = indexOf(indices, "consumer", draft);
  if (!isMarked(node)) {
    scope.report(diagnostic("ring-without-index", node.name.span, { name: draft.name }));
  }
  checkIndices(draft, node, indices);
  checkModes(draft, node, indices, capacity);
  if (slots !== undefined) {
    draft.ring = {
      slots: slots.name,
      mode: node.indices?.mode ?? "free_running",
      ...given({
        capacity: capacity?.value, foldedBy: node.indices?.foldedBy?.text, producer, consumer,
      }),
    };
  }
}

/**
 * The array of slots: where `slots NAME;` stands, else after the fields, named as the slot's type.
 */
function slotsField(
  node: RingNode,
  capacity: Written<number> | undefined,
  draft: RecordDraft,
): FieldDraft | undefined {
  const element = lowerNamed(node.slot, draft.scope, false);
  const places = node.members.filter((member) => member.kind === "slots");
  const [place, second] = places;
  if (second !== undefined) {
    draft.scope.report(
      diagnostic("repeated-slots", second.span, {}, {
        notes: [{ span: place?.span ?? second.span, text: "first said here" }],
      }),
    );
  }
  if (element === undefined) {
    return undefined;
  }
  const name = place?.name ?? node.slot.path.names.at(-1);
  if (name === undefined || (place === undefined && element.kind !== "record")) {
    draft.scope.report(
      diagnostic("unnamed-slots", node.slot.span, { type: pathText(node.slot.path) }, {
        suggestion: "write `slots NAME;` after the last field",
      }),
    );
    return undefined;
  }
  const length: ArrayLength = capacity === undefined
    ? { kind: "rest" }
    : { kind: "fixed", count: capacity.value };
  return {
    kind: "field", name: name.text, span: place?.name.span ?? node.slot.span,
    doc: place?.doc ?? "", type: { kind: "array", element, length, span: node.slot.span },
    reserved: false,
  };
}

/** An index of the ring: its field as written and as looked up. */
interface Index {
  readonly node: IndexNode;
  readonly role: NonNullable<IndexNode["role"]>;
  readonly bits: number;
}

function lowerRingMembers(
  draft: RecordDraft,
  node: RingNode,
  slots: FieldDraft | undefined,
): readonly Index[] {
  const fields = node.members.filter((member) => member.kind !== "slots");
  const members: Members = {
    draft, fillers: nameFillers(node.members), earlier: new Map(), names: fieldNames(fields),
    seen: new Map(),
  };
  const indices: Index[] = [];
  let placed = false;
  for (const member of node.members) {
    if (member.kind === "slots") {
      if (slots !== undefined && !placed) {
        draft.members.push(slots);
      }
      placed = true;
      continue;
    }
    const field = lowerMember(member, members);
    if (field?.kind !== "field") {
      draft.broken = true;
      continue;
    }
    draft.members.push(field);
    if (member.kind === "field" && member.role !== undefined) {
      indices.push(...indexField(member, member.role, field, draft));
    }
  }
  if (slots !== undefined && !placed) {
    draft.members.push(slots);
  }
  reportSlotsClash(members, slots, draft);
  return indices;
}

function reportSlotsClash(
  { seen }: Members,
  slots: FieldDraft | undefined,
  draft: RecordDraft,
): void {
  const first = slots && seen.get(slots.name);
  if (slots !== undefined && first !== undefined) {
    reportDuplicate(draft.scope, { text: slots.name, span: slots.span }, first);
    draft.broken = true;
  }
}

function indexField(
  node: IndexNode,
  role: NonNullable<IndexNode["role"]>,
  field: FieldDraft,
  draft: RecordDraft,
): readonly Index[] {
  const { type } = field;
  if (type.kind !== "integer" || type.signed || type.bits < 8 || field.fixed !== undefined) {
    draft.scope.report(diagnostic("ring-index-type", node.name.span, { name: field.name }));
    return [];
  }
  return [{ node, role, bits: type.bits }];
}

function indexOf(
  indices: readonly Index[],
  kind: "producer" | "consumer",
  draft: RecordDraft,
): RingIndex | undefined {
  const [index, second] = indices.filter(({ role }) => role.kind === kind);
  if (index !== undefined && second !== undefined) {
    draft.scope.report(
      diagnostic("repeated-index", second.node.name.span, { kind }, {
        notes: [{ span: index.node.name.span, text: "the other one" }],
      }),
    );
  }
  return index && { field: index.node.name.text, party: index.role.party.text };
}

function isMarked({ members }: RingNode): boolean {
  return members.some((member) => member.kind === "field" && member.role !== undefined);
}

/** Indices of one width, moved by two parties, one of which may fold them. */
function checkIndices(draft: RecordDraft, node: RingNode, indices: readonly Index[]): void {
  const { report } = draft.scope;
  const [one, other, third] = indices;
  if (
    one === undefined || other === undefined || third !== undefined ||
    one.role.kind === other.role.kind
  ) {
    return;
  }
  const notes = [{ span: one.node.name.span, text: "the other index" }];
  if (one.bits !== other.bits) {
    report(
      diagnostic("ring-index-widths", other.node.name.span, {
        name: other.node.name.text, bits: other.bits, other: one.node.name.text,
        otherBits: one.bits,
      }, { notes }),
    );
  }
  const parties = [one.role.party.text, other.role.party.text];
  if (parties[0] === parties[1]) {
    report(
      diagnostic("ring-parties", other.role.party.span, { party: other.role.party.text }, {
        notes,
      }),
    );
  }
  const folder = node.indices?.foldedBy;
  if (folder !== undefined && !parties.includes(folder.text)) {
    report(
      diagnostic("folded-by-nobody", folder.span, { party: folder.text }, {
        suggestion: suggest(folder.text, parties),
      }),
    );
  }
}

/**
 * Whether indices of that width and mode can tell a full ring of that capacity from an empty one,
 * and still name the same slot after they have wrapped.
 */
function checkModes(
  draft: RecordDraft,
  node: RingNode,
  indices: readonly Index[],
  capacity: Written<number> | undefined,
): void {
  const { report } = draft.scope;
  if (node.indices === undefined) {
    report(
      diagnostic("ring-without-mode", node.name.span, { name: draft.name }, {
        suggestion: "write `indices free_running;` or `indices masked;`",
      }),
    );
    return;
  }
  const { mode, foldedBy, span } = node.indices;
  if (foldedBy !== undefined && mode === "masked") {
    report(diagnostic("folded-masked", foldedBy.span, {}));
  }
  if (capacity === undefined) {
    return;
  }
  if (mode === "masked" && !isPowerOfTwo(capacity.value)) {
    report(diagnostic("masked-capacity", capacity.span, { capacity: capacity.value }, {
      notes: [{ span, text: "said here" }],
    }));
  }
  if (mode === "free_running" && foldedBy === undefined && !isPowerOfTwo(capacity.value)) {
    report(diagnostic("free-running-capacity", capacity.span, { capacity: capacity.value }, {
      notes: [{ span, text: "said here" }],
      suggestion: `write ${neighbours(capacity.value)}, or say who keeps the indices from ` +
        "wrapping: `folded by PARTY`",
    }));
  }
  for (const { node: field, bits } of indices) {
    const most = mode === "masked" ? 2 ** bits : 2 ** bits - 1;
    if (capacity.value > most) {
      report(diagnostic("ring-capacity", capacity.span, {
        capacity: capacity.value, most, index: field.name.text,
      }, { notes: [{ span: field.name.span, text: "the index" }] }));
    }
  }
}

function isPowerOfTwo(value: number): boolean {
  return Number.isInteger(Math.log2(value));
}

/** The powers of two on both sides of a number. */
function neighbours(value: number): string {
  const below = 2 ** Math.floor(Math.log2(value));
  return `${below} or ${2 * below}`;
}
