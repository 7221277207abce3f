// What `dispatch` calls: functions that check a request, look up the region and make the call.
import type { Binding, Parameter } from "../../../model.ts";
import { cName } from "../../../words.ts";
import { countedBy, isByteCount } from "../../calls.ts";
import { refusedValues, shapeOf } from "../calls/parameters.ts";
import { call, chain } from "../spell/lines.ts";
import { type Helper, inputName } from "./plan.ts";

/** The parameters of a helper, as raw as the record has them. */
export function helperParameters(binding: Binding, helper: Helper): readonly string[] {
  return [
    `const struct ${binding.interface.qualified}_ops *ops`,
    "void *self",
    ...(helper.lookup === "none" ? [] : ["const struct hypershim_regions *regions"]),
    ...helper.inputs.map((input) => `${input.type} ${input.name}`),
    ...helper.operation.results.map((result) => `${typeOf(result)} *${inputName(result)}`),
  ];
}

/** The C type of a number that is a parameter or result. */
export function typeOf(parameter: Parameter): string {
  const shape = shapeOf(parameter.type);
  if (shape.kind !== "number") {
    throw new Error(`${parameter.name}: only numbers can be bound to fields`);
  }
  return shape.type;
}

/** Checks, looks up, calls. */
export function helperStatements(helper: Helper): readonly string[] {
  const { operation, lookup } = helper;
  const member = `ops->${cName(operation.name)}`;
  const counted = countedBy(operation);
  const results = operation.results;
  const declarations = [
    ...(lookup === "none" ? [] : ["const struct hypershim_region *region;"]),
    ...(lookup === "address" ? ["uint64_t offset;"] : []),
    ...helper.inputs.flatMap(({ exponent, parameter }) =>
      exponent && parameter !== undefined ? [`${typeOf(parameter)} ${inputName(parameter)};`] : [],
    ),
    ...results.map(
      (result) => `${typeOf(result)} got_${result.name} = ${isBool(result) ? "false" : "0"};`,
    ),
    ...(results.length === 0 ? [] : ["int ret;"]),
  ];
  const checks = helper.inputs.flatMap((input) => inputChecks(input, counted));
  const known = results
    .filter((result) => result.bytes !== undefined && counted !== undefined)
    .map((result) => `*${inputName(result)} = ${lowOnes(helper, result, counted)};`);
  const given = operation.parameters.map((parameter) => helperArgument(helper, parameter, counted));
  const invocation = ["self", ...given, ...results.map((result) => `&got_${result.name}`)];
  return [
    ...declarations,
    ...(declarations.length === 0 ? [] : [""]),
    ...checks,
    ...known,
    ...lookupStatements(helper),
    `if (${member} == NULL)`,
    "    return -ENOSYS;",
    ...(results.length === 0
      ? [call("", `return ${member}`, invocation)]
      : [
          call("", `ret = ${member}`, invocation),
          ...(results.length === 1 ? ["if (ret == 0)"] : ["if (ret == 0) {"]),
          ...results.map((result) =>
            result.bytes !== undefined && counted !== undefined
              ? `    *${inputName(result)} &= got_${result.name};`
              : `    *${inputName(result)} = got_${result.name};`,
          ),
          ...(results.length === 1 ? [] : ["}"]),
          "",
          "return ret;",
        ]),
  ];
}

function bitsOf(parameter: Parameter): number {
  const shape = shapeOf(parameter.type);
  return shape.kind === "number" ? shape.bits : 64;
}

function isBool(parameter: Parameter): boolean {
  return parameter.type.kind === "bool";
}

/** From the raw value to the parameter, or -EINVAL. */
function inputChecks(
  input: Helper["inputs"][number],
  counted: Parameter | undefined,
): readonly string[] {
  const { parameter } = input;
  if (parameter === undefined) {
    return [];
  }
  const shape = shapeOf(parameter.type);
  if (shape.kind !== "number") {
    return [];
  }
  const name = inputName(parameter);
  const refused = refusedValues(parameter, name);
  const isCount = counted?.name === parameter.name && !isByteCount(parameter);
  const after = [
    ...(refused === undefined
      ? []
      : [chain("if (", "&&", refused.split(" && "), ")"), "    return -EINVAL;"]),
    ...(isCount ? [`if (${name} < 1 || ${name} > 8)`, "    return -EINVAL;"] : []),
  ];
  if (input.exponent) {
    const most = largestExponent(parameter);
    const limit = shape.bits - (shape.signed ? 1 : 0);
    const wide = shape.bits === 64 ? "UINT64_C(1)" : "1u";
    return [
      `if (${input.name} ${most === undefined ? `>= ${limit}` : `> ${most}`})`,
      "    return -EINVAL;",
      `${name} = (${shape.type})(${wide} << ${input.name});`,
      ...(most === undefined ? after : []),
    ];
  }
  return [
    ...(refused === undefined && !isCount ? rangeCheck(input.type, shape, name) : []),
    ...after,
  ];
}

/** Of the powers of two that are accepted, if these are 1, 2, 4 … without a gap: one test says it. */
function largestExponent({ allowed }: Parameter): number | undefined {
  const values = [...allowed].sort((one, other) => (one < other ? -1 : 1));
  const isWhole = isByteCount({ allowed }) && values.every((value, at) => value === 1n << BigInt(at));
  return isWhole ? values.length - 1 : undefined;
}

function rangeCheck(
  raw: string,
  shape: Extract<ReturnType<typeof shapeOf>, { kind: "number" }>,
  name: string,
): readonly string[] {
  if (raw === "bool" || shape.bool) {
    return [];
  }
  const bits = Number(/\d+/.exec(raw)?.[0]);
  const signed = raw.startsWith("int");
  const terms: string[] = [];
  if (bits - (signed ? 1 : 0) > shape.bits - (shape.signed ? 1 : 0)) {
    terms.push(`${name} > ${shape.signed ? "INT" : "UINT"}${shape.bits}_MAX`);
  }
  if (signed && !shape.signed) {
    terms.unshift(`${name} < 0`);
  } else if (signed && bits > shape.bits) {
    terms.unshift(`${name} < INT${shape.bits}_MIN`);
  }
  return terms.length === 0 ? [] : [`if (${terms.join(" || ")})`, "    return -EINVAL;"];
}

/** What a result is that could not be had, once it is known how many of its bytes count. */
function lowOnes(helper: Helper, result: Parameter, counted: Parameter | undefined): string {
  return lowRawBytes(helper, allOnes(typeOf(result)), bitsOf(result), counted);
}

/** The bytes of a number that count; their number has been checked. */
function lowRawBytes(
  helper: Helper,
  value: string,
  bits: number,
  counted: Parameter | undefined,
): string {
  if (counted === undefined) {
    return value;
  }
  const input = helper.inputs.find(({ parameter }) => parameter?.name === counted.name);
  const cast = input?.type.includes("64") === true && !input.exponent ? `(${typeOf(counted)})` : "";
  const low = `hypershim_low_bytes(${value}, ${cast}${inputName(counted)})`;
  return bits === 64 ? low : `(uint${bits}_t)${low}`;
}

function lookupStatements(helper: Helper): readonly string[] {
  const size = helper.operation.parameters.find((parameter) => parameter.name === "size");
  const span = size === undefined ? "1" : inputName(size);
  if (helper.lookup === "none") {
    return [];
  }
  return [
    helper.lookup === "address"
      ? call("", "region = hypershim_region_at", ["regions", "space", "address", span, "&offset"])
      : call("", "region = hypershim_region_of", ["regions", "id", "offset", span]),
    "if (region == NULL)",
    "    return -ENXIO;",
  ];
}

function helperArgument(
  helper: Helper,
  parameter: Parameter,
  counted: Parameter | undefined,
): string {
  const input = helper.inputs.find((candidate) => candidate.parameter?.name === parameter.name);
  if (input === undefined) {
    return helper.lookup !== "none" && parameter.name === "region" ? "region->id" : "offset";
  }
  const name = inputName(parameter);
  if (parameter.bytes !== undefined && counted !== undefined) {
    return lowRawBytes(helper, name, bitsOf(parameter), counted);
  }
  const type = typeOf(parameter);
  if (type === "bool") {
    return input.type === "bool" ? name : `${name} != 0`;
  }
  return input.exponent || input.type === type ? name : `(${type})${name}`;
}

/** The value of a result that could not be had. */
export function allOnes(type: string): string {
  return type === "bool"
    ? "true"
    : type.startsWith("int")
      ? "-1"
      : `UINT${/\d+/.exec(type)?.[0] ?? ""}_MAX`;
}
