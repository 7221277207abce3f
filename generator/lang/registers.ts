// Register maps: where registers are, how wide, and who may access them how.

import { readAnnotations, readDocumentation } from "./annotations.ts";
import type { RegisterNode, RegistersNode, TypeNode } from "./ast.ts";
import { lowerBitsUnit } from "./bits.ts";
import { evaluateNumber } from "./constants.ts";
import { byName } from "./declare.ts";
import { diagnostic } from "./diagnostics.ts";
import type { Documentation, RecordDraft, Written } from "./draft.ts";
import { given } from "./given.ts";
import { isHex } from "./literals.ts";
import { isWide } from "./records.ts";
import { checkPlaces } from "./register-places.ts";
import type { RegistersEntity, Scope } from "./scope.ts";
import { lowerFixed, lowerNamed } from "./types.ts";
import type { EnumType, IntegerType, Register } from "../model.ts";
import { qualify } from "../words.ts";

/** A register before the record of its bits has a layout. */
export interface RegisterDraft {
  readonly node: RegisterNode;
  readonly offset: Written<number>;
  readonly size: number;
  /** From the first byte to the end of the last: of an array, gaps included. */
  readonly extent: number;
  readonly shape: ShapeDraft;
  readonly widths: readonly number[];
  readonly documentation: Documentation;
  readonly fixed?: bigint;
  readonly hex?: boolean;
}

type ShapeDraft =
  | Exclude<Register["shape"], { readonly kind: "bits" }>
  | { readonly kind: "bits"; readonly draft: RecordDraft };

/** A map before the records of its bits have layouts. */
export interface RegistersDraft {
  readonly size: number;
  readonly registers: readonly RegisterDraft[];
}

/** The registers of a map; those that are wrong are reported and left out. */
export function lowerRegisters(node: RegistersNode, scope: Scope): RegistersDraft {
  const size = evaluateNumber(node.size, scope, "a size", 1);
  if (node.registers.length === 0) {
    scope.report(diagnostic("empty-registers", node.name.span, { name: node.name.text }));
  }
  const drafts = [...byName(node.registers, scope).values()].flatMap((register) =>
    lowerRegister(register, node, scope) ?? [],
  );
  if (size !== undefined) {
    checkPlaces(drafts, size, scope);
  }
  drafts.sort((a, b) => a.offset.value - b.offset.value);
  return { size: size?.value ?? 0, registers: drafts };
}

function lowerRegister(
  node: RegisterNode,
  map: RegistersNode,
  scope: Scope,
): RegisterDraft | undefined {
  const offset = evaluateNumber(node.offset, scope, "an offset");
  const annotations = readAnnotations(node, "field", scope);
  const found = shapeOf(node, map, annotations.number !== undefined, scope);
  if (found === undefined || offset === undefined) {
    return undefined;
  }
  const { shape, size, extent, unit } = found;
  if (annotations.number !== undefined && (!("type" in shape) || !isWide(shape.type))) {
    scope.report(diagnostic("number-type", annotations.number, {}));
  }
  if (offset.value % unit !== 0) {
    scope.report(diagnostic("register-alignment", offset.span, { name: node.name.text, unit }));
  }
  checkAccess(node, shape, scope);
  const fixed = fixedOf(node, shape, scope);
  const widths = widthsOf(node, shape, unit, scope);
  const { doc, since, deprecated } = annotations;
  return {
    node, offset, size, extent, shape, widths,
    documentation: { doc, ...given({ since, deprecated }) },
    ...given({ fixed, hex: isHex(node.fixed) }),
  };
}

/**
 * What a register is; `unit` is the width by which it is accessed unless other widths are given.
 */
interface FoundShape {
  readonly shape: ShapeDraft;
  readonly size: number;
  readonly extent: number;
  readonly unit: number;
}

function shapeOf(
  node: RegisterNode,
  map: RegistersNode,
  number: boolean,
  scope: Scope,
): FoundShape | undefined {
  const { type } = node;
  if (node.stride !== undefined && type.kind !== "array") {
    scope.report(diagnostic("stride-without-array", node.stride.span, {}));
  }
  if (type.kind === "bits") {
    const draft = bitsDraft(node, map, scope);
    const [unit] = draft?.members ?? [];
    if (draft === undefined || unit?.kind !== "unit") {
      return undefined;
    }
    const size = unit.integer.bits / 8;
    return { shape: { kind: "bits", draft }, size, extent: size, unit: size };
  }
  if (type.kind === "array") {
    return arrayShape(node, type, number, scope);
  }
  const value = valueType(type, number, scope);
  if (value === undefined) {
    return undefined;
  }
  const size = bytesOf(value);
  return node.halves && size === 8
    ? { shape: { kind: "halves", type: value }, size, extent: size, unit: 4 }
    : { shape: { kind: "value", type: value }, size, extent: size, unit: size };
}

function bitsDraft(
  node: RegisterNode,
  map: RegistersNode,
  scope: Scope,
): RecordDraft | undefined {
  const unit = node.type.kind === "bits" ? lowerBitsUnit(node.type, scope) : undefined;
  if (unit === undefined) {
    return undefined;
  }
  const draft: RecordDraft = {
    name: `${map.name.text}_${node.name.text}`, scope, span: node.name.span, doc: node.doc,
    shared: false, packed: false, union: false, padding: "refused", members: [unit], states: [],
    broken: false,
  };
  scope.drafts.push(draft);
  return draft;
}

function arrayShape(
  node: RegisterNode,
  type: Extract<TypeNode, { readonly kind: "array" }>,
  number: boolean,
  scope: Scope,
): FoundShape | undefined {
  const count = type.length && evaluateNumber(type.length, scope, "a number of registers", 1);
  const element = valueType(type.element, number, scope);
  if (type.length === undefined || type.max !== undefined) {
    scope.report(diagnostic("register-type", type.span, {}));
    return undefined;
  }
  if (count === undefined || element === undefined) {
    return undefined;
  }
  const size = bytesOf(element);
  if (node.stride === undefined && size === 1 && element.kind === "integer") {
    return { shape: { kind: "area" }, size: count.value, extent: count.value, unit: 1 };
  }
  const stride = node.stride && evaluateNumber(node.stride, scope, "a stride", 1);
  const step = stride?.value ?? size;
  if (step < size || step % size !== 0) {
    scope.report(
      diagnostic("register-stride", stride?.span ?? node.name.span, { stride: step, size }),
    );
    return undefined;
  }
  return {
    shape: { kind: "array", type: element, count: count.value, stride: step },
    size, extent: (count.value - 1) * step + size, unit: size,
  };
}

function valueType(
  node: TypeNode,
  number: boolean,
  scope: Scope,
): IntegerType | EnumType | undefined {
  const type = node.kind === "named" ? lowerNamed(node, scope, number) : undefined;
  if (type?.kind === "integer" || type?.kind === "enum") {
    return type;
  }
  if (node.kind !== "named" || type !== undefined) {
    scope.report(diagnostic("register-type", node.span, {}));
  }
  return undefined;
}

function bytesOf(type: IntegerType | EnumType): number {
  return (type.kind === "enum" ? type.integer.bits : type.bits) / 8;
}

function checkAccess(node: RegisterNode, shape: ShapeDraft, scope: Scope): void {
  const { name } = node;
  if (node.access === undefined) {
    scope.report(
      diagnostic("register-access", name.span, { name: name.text }, {
        suggestion: "write ro, wo or rw after its type",
      }),
    );
  }
  if (node.halves && shape.kind !== "halves") {
    scope.report(diagnostic("register-halves", name.span, { name: name.text }));
  }
}

function fixedOf(node: RegisterNode, shape: ShapeDraft, scope: Scope): bigint | undefined {
  if (node.fixed === undefined) {
    return undefined;
  }
  if ((shape.kind !== "value" && shape.kind !== "halves") || node.access?.mode !== "ro") {
    scope.report(diagnostic("register-fixed", node.fixed.span, { name: node.name.text }));
    return undefined;
  }
  return lowerFixed(node.fixed, shape.type, scope);
}

function widthsOf(
  node: RegisterNode,
  shape: ShapeDraft,
  unit: number,
  scope: Scope,
): readonly number[] {
  const [first] = node.widths;
  if (first === undefined) {
    return [unit];
  }
  if (shape.kind === "halves") {
    scope.report(diagnostic("halves-widths", first.span, {}));
    return [unit];
  }
  const most = shape.kind === "area" ? 8 : unit;
  const widths = node.widths.flatMap((constant) => {
    const width = evaluateNumber(constant, scope, "a width", 1);
    const good = width !== undefined && [1, 2, 4, 8].includes(width.value) && width.value <= most;
    if (width !== undefined && !good) {
      scope.report(diagnostic("register-width", constant.span, { width: width.value, most }));
    }
    return good ? [width.value] : [];
  });
  return [...new Set(widths)].sort((a, b) => a - b);
}

/** Gives a register map its model, now that the records of its bits have layouts. */
export function finishRegisters(entity: RegistersEntity): void {
  const { node, scope, lowered } = entity;
  if (lowered === undefined) {
    return;
  }
  entity.model = {
    name: node.name.text, ...readDocumentation(node, scope), module: scope.name,
    qualified: qualify(scope.prefix, node.name.text), size: lowered.size,
    registers: lowered.registers.flatMap((draft) => finishRegister(draft) ?? []),
  };
}

function finishRegister(draft: RegisterDraft): Register | undefined {
  const { node, offset, size, shape, widths, fixed, hex } = draft;
  const final = shape.kind !== "bits"
    ? shape
    : shape.draft.record && { kind: "bits" as const, record: shape.draft.record };
  return final && {
    name: node.name.text, ...draft.documentation,
    offset: offset.value, size, access: node.access?.mode ?? "ro", shape: final, widths,
    ...given({ fixed, hex }),
  };
}
