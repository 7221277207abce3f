// `region_at` and `region_of`: how a case finds its region, and the offset in it.

import type { ExpressionNode, Name } from "./ast.ts";
import { type Diagnostic, diagnostic, suggest } from "./diagnostics.ts";
import { type CasePlace, isConstant } from "./equations.ts";
import { findScalar } from "./paths.ts";
import { pathText, type Scope } from "./scope.ts";
import { evaluateNamed } from "./types.ts";
import type { EnumMember, Expression, IntegerType, Lookup, PciAddress } from "../model.ts";

type Call = Extract<ExpressionNode, { readonly kind: "call" }>;

const wide: IntegerType = {
  kind: "integer", bits: 64, signed: false, order: "little", number: false,
};

/** What a constant stands for, and the largest that it can be. */
interface Limits {
  readonly what: string;
  readonly max: bigint;
}

const ones64 = 0xffff_ffff_ffff_ffffn;

/** What `pci` puts together. */
const pciLimits: readonly Limits[] = [
  { what: "a segment", max: 0xffffn },
  { what: "a bus", max: 0xffn },
  { what: "a device", max: 0x1fn },
  { what: "a function", max: 7n },
  { what: "a register", max: 0xffff_ffffn },
];

/** The look-up of a case; what is missing in it is the span that must lie in the region. */
export function lookupOf(
  call: Call,
  place: CasePlace,
): ((span: Expression) => Lookup) | undefined {
  const [first, second, ...others] = call.arguments;
  const isAddress = call.function.text === "region_at";
  if (first === undefined || second === undefined || others.length > 0) {
    place.scope.report(
      diagnostic("argument-count", call.span, {
        function: call.function.text,
        wanted: isAddress ? "an address space and an address" : "a region's number and an offset",
      }),
    );
    return undefined;
  }
  if (isAddress) {
    const space = spaceOf(first, place);
    const address = addressOf(second, place);
    return space && address && ((span) => ({ kind: "address", space, address, span }));
  }
  const id = numberOf(first, place, { what: "a region's number", max: 0xffff_ffffn });
  const offset = numberOf(second, place, { what: "an offset", max: ones64 });
  return id && offset && ((span) => ({ kind: "id", id, offset, span }));
}

/** An address space: `member` of one of the interface's enums, or `enum.member`. */
function spaceOf(node: ExpressionNode, place: CasePlace): EnumMember | undefined {
  const { scope, enums } = place;
  const names = node.kind === "path" ? node.path.names.map(({ text }) => text) : [];
  const name = names.at(-1);
  const of = names.at(-2);
  const found = enums
    .filter((candidate) => of === undefined || candidate.name === of)
    .flatMap((candidate) =>
      candidate.members
        .filter((member) => member.name === name)
        .map((member) => ({ owner: candidate.name, member })),
    );
  const [first, second] = found;
  if (first !== undefined && second === undefined) {
    return first.member;
  }
  if (first !== undefined && second !== undefined) {
    scope.report(
      diagnostic("ambiguous-space", node.span, {
        name: first.member.name, first: first.owner, second: second.owner,
      }, { suggestion: `write \`${first.owner}.${first.member.name}\`` }),
    );
  } else {
    const { source, start, end } = node.span;
    const known = enums.flatMap(({ members }) => members.map((member) => member.name));
    scope.report(
      diagnostic("unknown-space", node.span, {
        name: source.text.slice(start, end), module: place.module,
      }, { suggestion: suggest(name ?? "", known) }),
    );
  }
  return undefined;
}

function addressOf(
  node: ExpressionNode,
  place: CasePlace,
): Expression | PciAddress | undefined {
  if (node.kind !== "call") {
    return numberOf(node, place, { what: "an address", max: ones64 });
  }
  if (node.function.text !== "pci") {
    reportNested(node, place.scope);
    return undefined;
  }
  if (node.arguments.length !== 5) {
    place.scope.report(
      diagnostic("argument-count", node.span, {
        function: "pci", wanted: "segment, bus, device, function and register",
      }),
    );
    return undefined;
  }
  const [segment, bus, device, function_, register] = node.arguments.map((argument, index) =>
    numberOf(argument, place, pciLimits[index] ?? { what: "an argument", max: ones64 }),
  );
  return segment && bus && device && function_ && register && {
    kind: "pci", segment, bus, device, function: function_, register,
  };
}

/** A constant or a field. */
function numberOf(
  node: ExpressionNode,
  place: CasePlace,
  limits: Limits,
): Expression | undefined {
  const { scope, request } = place;
  const constant = (value: bigint | undefined): Expression | undefined => {
    if (value !== undefined && (value < 0n || value > limits.max)) {
      const range = { what: limits.what, min: 0n, max: limits.max, value };
      scope.report(diagnostic("number-out-of-range", node.span, range));
      return undefined;
    }
    return value === undefined ? undefined : { kind: "constant", value };
  };
  if (node.kind === "integer") {
    return constant(node.value);
  }
  if (node.kind === "call") {
    reportNested(node, scope);
    return undefined;
  }
  if (isConstant(node.path, request, undefined, scope)) {
    return constant(evaluateNamed(node.path, wide, scope));
  }
  const found = findScalar(node.path, request, scope);
  if (found !== undefined && (found.type.kind !== "integer" || found.type.signed)) {
    scope.report(diagnostic("not-an-integer", node.span, { name: pathText(node.path) }));
    return undefined;
  }
  return found && { kind: "field", field: found.field };
}

/** Reports a call where a constant or a field is needed. */
function reportNested(call: Call, scope: Scope): void {
  const { function: name, span } = call;
  scope.report(
    isFunction(name.text)
      ? diagnostic("nested-call", span, { function: name.text })
      : unknownFunction(name),
  );
}

const functions: readonly string[] = ["log2", "region_at", "region_of", "pci"];

/** Whether equations know a function of that name. */
export function isFunction(name: string): boolean {
  return functions.includes(name);
}

/** What is said about a function that equations do not know. */
export function unknownFunction({ text, span }: Name): Diagnostic {
  return diagnostic("unknown-function", span, { name: text }, {
    suggestion: suggest(text, functions),
  });
}
