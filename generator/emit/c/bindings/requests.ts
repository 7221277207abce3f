// A binding the other way: a call written as the record that stands for it, its answer read back.
import type {
  Binding,
  BindingCase,
  Condition,
  Operation,
  Parameter,
  RecordType,
} from "../../../model.ts";
import { countedBy, isByteCount } from "../../calls.ts";
import { parameterName, refusedValues, shapeOf } from "../calls/parameters.ts";
import renderFunctions from "../functions.hbs";
import { leafAt, valueType } from "../records/leaves.ts";
import { kernelDoc } from "../spell/comments.ts";
import { block, chain, signature } from "../spell/lines.ts";
import { literal, recordName } from "../spell/names.ts";
import { argumentText, privateReader, requestOf, termsOf } from "./conditions.ts";
import { setConstant, setExponent, setExpression, setPci } from "./fields.ts";
import { spaceName, type Spaces } from "./plan.ts";

/** Heads and bodies of the functions that write requests and read answers. */
interface RequestFunction {
  readonly comment: string;
  readonly head: string;
  readonly body: string;
}

/** Declarations for the header. */
export function requestDeclarations(binding: Binding, spaces: Spaces): string {
  return functionsOf(binding, spaces)
    .map(({ comment, head }) => `\n${comment}\n${head};\n`)
    .join("");
}

/** Definitions for the source. */
export function emitRequests(binding: Binding, spaces: Spaces): string {
  return renderFunctions({
    functions: functionsOf(binding, spaces).map((each) => ({ ...each, comment: "" })),
  });
}

function functionsOf(binding: Binding, spaces: Spaces): readonly RequestFunction[] {
  const operations = [
    ...new Map(binding.cases.map(({ operation }) => [operation.name, operation])).values(),
  ];
  return operations.flatMap((operation) => [
    requestFunction(binding, operation, spaces),
    ...(operation.results.length === 0 ? [] : [answerFunction(binding, operation)]),
  ]);
}

function casesOf(binding: Binding, operation: Operation): readonly BindingCase[] {
  return binding.cases.filter((each) => each.operation.name === operation.name);
}

/** Whether the operation says which region it is about. */
function hasRegion(binding: Binding, operation: Operation): boolean {
  return casesOf(binding, operation).some(({ lookup }) => lookup !== undefined);
}

function ownParameters(operation: Operation, withRegion: boolean): readonly Parameter[] {
  return operation.parameters.filter(({ name }) => !withRegion || name !== "region");
}

/** A parameter's name beside `out` and `region`. */
function givenName(parameter: Parameter): string {
  const name = parameterName(parameter);
  return ["out", "region", "address"].includes(name) ? `${name}_` : name;
}

function typeName(parameter: Parameter): string {
  const shape = shapeOf(parameter.type);
  return shape.kind === "number" ? shape.type : "uint64_t";
}

function requestFunction(binding: Binding, operation: Operation, spaces: Spaces): RequestFunction {
  const record = requestOf(binding);
  const withRegion = hasRegion(binding, operation);
  const name = `${binding.qualified}_request_${operation.name}`;
  const parameters = ownParameters(operation, withRegion);
  return {
    comment: kernelDoc({
      subject: `${name}()`,
      doc: `Write the request that asks the other side for ${operation.name}.${
        binding.target.kind === "slot" ? " Its state is the caller's to move." : ""
      }`,
      members: [
        { name: "out", text: "filled in, in private memory" },
        ...(withRegion ? [{ name: "region", text: "where the access goes" }] : []),
        ...parameters.map((parameter) => ({ name: givenName(parameter), text: parameter.doc })),
      ],
      returns:
        "0, -EINVAL for a value that the request cannot say" +
        (withRegion ? ", -ENXIO for an access that is not within the region" : "") +
        ", or -ENOTSUP when there is no request for it.",
    }),
    head: signature("int", name, [
      `${recordName(record)} *out`,
      ...(withRegion ? ["const struct hypershim_region *region"] : []),
      ...parameters.map((parameter) => `${typeName(parameter)} ${givenName(parameter)}`),
    ]),
    body: block(requestStatements(binding, record, operation, spaces, withRegion)),
  };
}

function requestStatements(
  binding: Binding,
  record: RecordType,
  operation: Operation,
  spaces: Spaces,
  withRegion: boolean,
): readonly string[] {
  const cases = casesOf(binding, operation);
  const parameters = ownParameters(operation, withRegion);
  const size = parameters.find(({ name }) => name === "size");
  const counted = countedBy(operation);
  const lines: string[] = [];
  for (const parameter of parameters) {
    const refused = refusedValues(parameter, givenName(parameter));
    if (refused !== undefined) {
      lines.push(chain("if (", "&&", refused.split(" && "), ")"), "    return -EINVAL;");
    } else if (counted?.name === parameter.name && !isByteCount(parameter)) {
      lines.push(
        `if (${givenName(parameter)} < 1 || ${givenName(parameter)} > 8)`,
        "    return -EINVAL;",
      );
    }
  }
  if (withRegion) {
    const offset = parameters.some(({ name }) => name === "offset") ? "offset" : "0";
    const span = size === undefined ? "1" : givenName(size);
    lines.push(`if (!hypershim_region_has(region, ${offset}, ${span}))`, "    return -ENXIO;");
  }
  const needsAddress = cases.some(({ lookup }) => lookup?.kind === "address");
  const address = parameters.some(({ name }) => name === "offset")
    ? "region->base + offset"
    : "region->base";
  lines.push(`${record.qualified}_init(out);`);
  const written = cases.map((each) => caseStatements(record, operation, each));
  const isCommon = (statement: string): boolean =>
    cases.length > 1 && written.every((statements) => statements.includes(statement));
  const bodies = cases.map((each, index) => ({
    conditions: [
      ...(each.lookup?.kind === "address" ? [`${spaceOf}${spaceName(each, spaces)}`] : []),
      ...constantConditions(each),
    ],
    statements: (written[index] ?? []).filter((statement) => !isCommon(statement)),
  }));
  const branched = [...(spaceSwitch(bodies) ?? branches(bodies)), ...common(written, isCommon)];
  return [
    ...(needsAddress ? [`const uint64_t address = ${withRegion ? address : "0"};`, ""] : []),
    ...lines,
    "",
    ...branched.flatMap((statement) => statement.split("\n")),
    "",
    "return 0;",
  ];
}

const spaceOf = "region->space == ";

/** What every case writes, after what only some of them do. */
function common(
  written: readonly (readonly string[])[],
  isCommon: (statement: string) => boolean,
): readonly string[] {
  const statements = (written[0] ?? []).filter(isCommon);
  return statements.length === 0 ? [] : ["", ...statements];
}

interface CaseBody {
  readonly conditions: readonly string[];
  readonly statements: readonly string[];
}

/** A `switch`, where nothing but the address space tells the cases apart. */
function spaceSwitch(bodies: readonly CaseBody[]): readonly string[] | undefined {
  const labels = bodies.map(({ conditions }) =>
    conditions.length === 1 && conditions[0]?.startsWith(spaceOf) === true
      ? conditions[0].slice(spaceOf.length)
      : undefined,
  );
  if (bodies.length < 2 || labels.includes(undefined) || new Set(labels).size < labels.length) {
    return undefined;
  }
  return [
    "switch (region->space) {",
    ...bodies.flatMap(({ statements }, index) => [
      `case ${labels[index] ?? ""}:`,
      ...statements.map(indent),
      "    break;",
    ]),
    "default:",
    "    return -ENOTSUP;",
    "}",
  ];
}

/** The first case whose conditions hold writes the request. */
function branches(bodies: readonly CaseBody[]): readonly string[] {
  const lines: string[] = [];
  for (const { conditions, statements } of bodies) {
    if (conditions.length === 0) {
      return lines.length === 0
        ? statements
        : [...lines, "} else {", ...statements.map(indent), "}"];
    }
    lines.push(
      chain(`${lines.length === 0 ? "" : "} else "}if (`, "&&", conditions, ") {"),
      ...statements.map(indent),
    );
  }
  return [...lines, "} else {", "    return -ENOTSUP;", "}"];
}

function indent(line: string): string {
  return line === "" ? "" : `    ${line.replaceAll("\n", "\n    ")}`;
}

/** A parameter that the case fixes must have that value. */
function constantConditions(each: BindingCase): readonly string[] {
  return each.arguments.flatMap(({ parameter, value }) =>
    value.kind === "constant" ? [`${givenName(parameter)} == ${literal(value.value)}`] : [],
  );
}

function caseStatements(
  record: RecordType,
  operation: Operation,
  each: BindingCase,
): readonly string[] {
  const { lookup } = each;
  const counted = countedBy(operation);
  const statements = each.conditions.flatMap((condition) =>
    condition.field.field.fixed !== undefined || isCleared(record, condition)
      ? []
      : [setConstant(record, condition)],
  );
  if (lookup?.kind === "address") {
    statements.push(
      ...oneStatement(
        lookup.address.kind === "pci"
          ? setPci(record, lookup.address)
          : setExpression(record, lookup.address, "address", 64),
      ),
    );
  } else if (lookup?.kind === "id") {
    statements.push(
      ...oneStatement(setExpression(record, lookup.id, "region->id", 32)),
      ...oneStatement(setExpression(record, lookup.offset, "offset", 64)),
    );
  }
  for (const { parameter, value } of each.arguments) {
    const shape = shapeOf(parameter.type);
    const bits = shape.kind === "number" ? shape.bits : 64;
    const name = givenName(parameter);
    const narrowed = bits === 64 ? "" : `(uint${bits}_t)`;
    const text =
      parameter.bytes === undefined || counted === undefined
        ? name
        : `${narrowed}hypershim_low_bytes(${name}, ${givenName(counted)})`;
    if (value.kind === "log2") {
      statements.push(
        ...oneStatement(setExponent(record, value.field, name, bits === 64, parameter.allowed)),
      );
    } else {
      statements.push(...oneStatement(setExpression(record, value, text, bits, name)));
    }
  }
  return statements;
}

/** What is written and the checks before it stay together. */
function oneStatement(lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [lines.join("\n")];
}

/** Whether `init` has made the condition true: a flag that must not be set. */
function isCleared(record: RecordType, condition: Condition): boolean {
  return (
    leafAt(record, condition.field.names).bool &&
    (condition.value === 0n) !== condition.negated
  );
}

function answerFunction(binding: Binding, operation: Operation): RequestFunction {
  const { target } = binding;
  const record = target.kind === "slot" ? target.record : (target.reply ?? target.request);
  const name = `${binding.qualified}_answer_${operation.name}`;
  const { isTold, lines } = answerStatements(binding, record, operation);
  return {
    comment: kernelDoc({
      subject: `${name}()`,
      doc: `Read the results of ${operation.name} out of the other side's answer.`,
      members: [
        { name: "answer", text: "in private memory" },
        ...operation.results.map((result) => ({
          name: givenName(result),
          text:
            result.bytes === undefined
              ? result.doc
              : `${result.doc} Bytes above @${result.bytes} do not count.`.trim(),
        })),
      ],
      ...(isTold ? { returns: "0, or -EPROTO for an answer to something else." } : {}),
    }),
    head: signature(isTold ? "int" : "void", name, [
      `const ${recordName(record)} *answer`,
      ...operation.results.map((result) => `${typeName(result)} *${givenName(result)}`),
    ]),
    body: block(lines),
  };
}

/** Where the results are; only a record that says which case it answers can be a wrong one. */
function answerStatements(
  binding: Binding,
  record: RecordType,
  operation: Operation,
): { readonly isTold: boolean; readonly lines: readonly string[] } {
  const cases = casesOf(binding, operation);
  const reader = privateReader(record, "answer");
  const take = (each: BindingCase): readonly string[] =>
    each.results.map(({ parameter, field }) => {
      const leaf = leafAt(record, field.names);
      const value = argumentText(leaf, reader);
      const own = typeName(parameter);
      const isSame = valueType(leaf) === own || own === "bool";
      return `*${givenName(parameter)} = ${isSame ? value : `(${own})${value}`};`;
    });
  const places = new Set(cases.map((each) => take(each).join(" ")));
  const [first] = cases;
  if (places.size === 1 && first !== undefined) {
    return { isTold: false, lines: take(first) };
  }
  const lines = [
    ...branches(
      cases.map((each) => ({
        conditions: termsOf(record, each.conditions, reader),
        statements: take(each),
      })),
    ).map((line) => line.replace("-ENOTSUP", "-EPROTO")),
    "",
    "return 0;",
  ];
  return { isTold: true, lines };
}
