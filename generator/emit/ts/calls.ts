// One case of a binding: arguments out of the record, the call, results into the record.
import type {
  Argument,
  BindingCase,
  Expression,
  Lookup,
  Parameter,
  PciAddress,
  RecordType,
} from "../../model.ts";
import { writeOnes, type Ends } from "./bindings.ts";
import { localName, memberName, operationName, words } from "./names.ts";
import { follow, readTarget, writeTarget } from "./paths.ts";
import { formOf, isScalar, literal, storage, type Scalar } from "./scalars.ts";
import type { Scope } from "./scope.ts";
import { indent, list, quote } from "./text.ts";

/** The variables of generated dispatchers; fields and parameters of these names get a `$`. */
export const bindingLocals = words(
  "found offset ops regions reply request results slot state status view",
);

/** `return attempt(…)`: the call and what happens when it fails. */
export function callOf(each: BindingCase, record: RecordType, ends: Ends, scope: Scope): string[] {
  const { operation, lookup } = each;
  const early = each.arguments.filter(
    ({ value }) => value.kind !== "region" && value.kind !== "offset",
  );
  const late = each.arguments.filter(
    ({ value }) => value.kind === "region" || value.kind === "offset",
  );
  const lines = [
    ...early.flatMap((argument) => argumentLines(argument, record, scope)),
    ...(lookup === undefined ? [] : lookupLines(lookup, each, record, scope)),
    ...late.flatMap((argument) => argumentLines(argument, record, scope)),
  ];
  const given = each.arguments.map(({ parameter }) => {
    const local = localName(parameter.name, bindingLocals);
    return lowBytes(parameter, local, scope);
  });
  const call = `await ops.${operationName(operation.name)}(${given.join(", ")});`;
  const [first, ...more] = operation.results;
  const results = each.results.map(({ parameter, field }) => {
    if (ends.record === undefined) {
      throw new Error(`${operation.name}: results without a record`);
    }
    const target = follow(ends.record, field);
    const value = more.length === 0 ? "results" : `results.${memberName(parameter.name)}`;
    const masked = lowBytes(parameter, value, scope);
    const stored = convert(masked, parameter.type as Scalar, target.type, parameter.name, scope);
    return writeTarget(target, ends.output, ends.base, stored, scope);
  });
  const fail = each.results.map(({ parameter, field }) => {
    const target = follow(ends.record as RecordType, field);
    return writeOnes(target, ends, widthOf(parameter, each, record, scope), scope);
  });
  const failing = fail.length === 0 ? ["() => {},"] : ["() => {", ...indent(fail), "},"];
  return [
    `return ${scope.wire("attempt")}(`,
    ...indent([
      "async () => {",
      ...indent([...lines, first === undefined ? call : `const results = ${call}`, ...results]),
      "},",
      ...failing,
    ]),
    ");",
  ];
}

function lowBytes(parameter: Parameter, value: string, scope: Scope): string {
  const { type, bytes } = parameter;
  if (bytes === undefined || !isScalar(type)) {
    return value;
  }
  const verb = formOf(type) === "bigint" ? "lowBytes" : "lowBytesOfNumber";
  return `${scope.wire(verb)}(${value}, ${localName(bytes, bindingLocals)})`;
}

/** How many bytes of a result count, as far as the record says it before anything is checked. */
function widthOf(
  parameter: Parameter,
  each: BindingCase,
  record: RecordType,
  scope: Scope,
): string {
  const counted = each.arguments.find((argument) => argument.parameter.name === parameter.bytes);
  if (counted === undefined) {
    return "8";
  }
  const { value } = counted;
  switch (value.kind) {
    case "constant":
      return String(value.value);
    case "field":
      return readTarget(
        follow(record, { ...value.field, field: wideField(value.field.field) }),
        "slot",
        "0",
        scope,
      );
    case "log2":
      return `2 ** (${readTarget(follow(record, value.field), "slot", "0", scope)})`;
    default:
      return "8";
  }
}

/** The field as a bigint that nothing refuses. */
function wideField<T extends { readonly type: unknown }>(field: T): T {
  const type = field.type as Scalar;
  return type.kind === "integer" ? { ...field, type: { ...type, number: false } } : field;
}

/** `const parameter = …;` and the checks of its value. */
function argumentLines(argument: Argument, record: RecordType, scope: Scope): string[] {
  const { parameter, value } = argument;
  const local = localName(parameter.name, bindingLocals);
  const { type } = parameter;
  if (!isScalar(type)) {
    throw new Error(`${parameter.name}: a parameter of kind ${type.kind} from a record`);
  }
  const isLimited = parameter.allowed.length > 0;
  const taken = isLimited ? unlimited(type) : type;
  const lines = [`const ${local} = ${argumentValue(value, taken, parameter.name, record, scope)};`];
  if (isLimited) {
    const allowed = parameter.allowed.map((each) => literal(type, each)).join(", ");
    lines.push(`${scope.wire("expectAllowed")}(${local}, [${allowed}], ${quote(parameter.name)});`);
  }
  if (type.kind === "enum" && type.enum.closed && !type.enum.flags) {
    lines.push(
      `if (!${scope.call("is", type.enum)}(${local})) {`,
      `  throw ${scope.wire("operationError")}(22, \`${parameter.name} cannot be \${${local}}\`);`,
      "}",
    );
  }
  return lines;
}

function argumentValue(
  value: Expression,
  type: Scalar,
  name: string,
  record: RecordType,
  scope: Scope,
): string {
  switch (value.kind) {
    case "constant":
      return literal(type, value.value);
    case "field": {
      const wide = wideField(value.field.field);
      const target = follow(record, { ...value.field, field: wide });
      return convert(readTarget(target, "slot", "0", scope), target.type, type, name, scope);
    }
    case "log2": {
      const target = follow(record, value.field);
      const exponent = readTarget(target, "slot", "0", scope);
      return formOf(type) === "bigint"
        ? convert(`1n << BigInt(${exponent})`, anyWidth, type, name, scope)
        : convert(`2 ** (${exponent})`, unlimited(type), type, name, scope);
    }
    case "region":
      return formOf(type) === "bigint" ? "BigInt(found.region.id)" : "found.region.id";
    case "offset":
      return convert("found.offset", anyWidth, type, name, scope);
  }
}

/** A type of the same form that takes any value: what is allowed is checked afterwards. */
function unlimited(type: Scalar): Scalar {
  return formOf(type) === "number"
    ? { kind: "integer", bits: Infinity, signed: true, order: "little", number: true }
    : type;
}

/** A bigint of which nothing is known. */
const anyWidth: Scalar = {
  kind: "integer",
  bits: 64,
  signed: false,
  order: "little",
  number: false,
};

interface Range {
  readonly least: bigint;
  readonly most: bigint;
}

function rangeOf(type: Scalar): Range {
  if (type.kind === "bool") {
    return { least: 0n, most: 1n };
  }
  const { bits, signed, number } = storage(type);
  if (bits === Infinity) {
    return { least: -(2n ** 64n), most: 2n ** 64n };
  }
  if (number && bits > 53) {
    return { least: signed ? -(2n ** 53n) + 1n : 0n, most: 2n ** 53n - 1n };
  }
  return signed
    ? { least: -(2n ** BigInt(bits - 1)), most: 2n ** BigInt(bits - 1) - 1n }
    : { least: 0n, most: 2n ** BigInt(bits) - 1n };
}

/** A value of one type as a value of another: EINVAL at run time if it does not fit. */
function convert(value: string, from: Scalar, to: Scalar, name: string, scope: Scope): string {
  const source = formOf(from);
  const target = formOf(to);
  if (source === "boolean" || target === "boolean") {
    return fromOrToBoolean(value, source, target);
  }
  const given = rangeOf(from);
  const taken = rangeOf(to);
  const fits = given.least >= taken.least && given.most <= taken.most;
  if (!fits && source === "bigint" && taken.least === 0n && taken.most === 2n ** 53n - 1n) {
    return `${scope.wire("fitNumber")}(${value}, ${quote(name)})`;
  }
  const suffix = source === "bigint" ? "n" : "";
  const checked = fits
    ? value
    : scope.run(
        `fit<${source}>`,
        value,
        `${taken.least}${suffix}`,
        `${taken.most}${suffix}`,
        quote(name),
      );
  return source === target ? checked : `${target === "bigint" ? "BigInt" : "Number"}(${checked})`;
}

function fromOrToBoolean(value: string, source: string, target: string): string {
  if (source === target) {
    return value;
  }
  if (target === "boolean") {
    return `(${value}) !== ${source === "bigint" ? "0n" : "0"}`;
  }
  return target === "bigint" ? `BigInt(${value})` : `Number(${value})`;
}

function lookupLines(
  lookup: Lookup,
  each: BindingCase,
  record: RecordType,
  scope: Scope,
): string[] {
  const span = spanOf(lookup.span, each, record, scope);
  const wide = (value: Expression): string =>
    argumentValue(value, anyWidth, "address", record, scope);
  if (lookup.kind === "id") {
    return list(
      `const found = ${scope.wire("regionOf")}(`,
      ["regions", wide(lookup.id), wide(lookup.offset), span],
      ");",
      12,
    );
  }
  const address =
    lookup.address.kind === "pci" ? pci(lookup.address, record, scope) : wide(lookup.address);
  return list(
    `const found = ${scope.wire("regionAt")}(`,
    ["regions", `${lookup.space.value}`, address, span],
    ");",
    12,
  );
}

function pci(address: PciAddress, record: RecordType, scope: Scope): string {
  const { segment, bus, device, function: functionNumber, register } = address;
  const parts = [segment, bus, device, functionNumber, register].map((part) =>
    argumentValue(
      part,
      { ...(anyWidth as Extract<Scalar, { kind: "integer" }>), number: true },
      "address",
      record,
      scope,
    ),
  );
  return `${scope.wire("pciAddress")}(${parts.join(", ")})`;
}

/** Bytes that must lie in the region: a parameter that is known already, or the expression. */
function spanOf(span: Expression, each: BindingCase, record: RecordType, scope: Scope): string {
  const known = each.arguments.find(({ value }) => value === span || sameField(value, span));
  if (known !== undefined && isScalar(known.parameter.type)) {
    const local = localName(known.parameter.name, bindingLocals);
    return formOf(known.parameter.type) === "bigint" ? `Number(${local})` : local;
  }
  const number: Scalar = {
    kind: "integer",
    bits: 64,
    signed: false,
    order: "little",
    number: true,
  };
  return argumentValue(span, number, "size", record, scope);
}

function sameField(left: Expression, right: Expression): boolean {
  if ((left.kind === "field" || left.kind === "log2") && left.kind === right.kind) {
    return left.field.names.join(".") === right.field.names.join(".");
  }
  return false;
}
