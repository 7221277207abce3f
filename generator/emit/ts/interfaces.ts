// Interfaces: the operations as a type, and the two ends of a call that travels as a message.
import { StructureKind, type MethodSignatureStructure } from "ts-morph";
import type { HandleType, Interface, Operation, Parameter, RecordType, Type } from "../../model.ts";
import { countedBy, isByteCount } from "../calls.ts";
import { exportedFunction } from "./codecs.ts";
import {
  functionName,
  localName,
  memberName,
  operationName,
  property,
  typeName,
  words,
} from "./names.ts";
import { asScalar, formOf, isClosed, isScalar, literal, littleEndian, storage } from "./scalars.ts";
import type { Scope } from "./scope.ts";
import { fieldNamed, flexibleOf } from "./shapes.ts";
import { documentation, harmless, indent, list, quote } from "./text.ts";
import { constantObject, typeOf, type Statement } from "./types.ts";

/** The variables of generated calls; parameters of these names get a `$`. */
const callLocals = words("body bytes call parameters reply request results target");

const failing = "An operation fails by throwing; an `errno` of the error is its status.";

/** Numbers, type, `serve` and `forward` of an interface. */
export function declareInterface(declared: Interface, scope: Scope): Statement[] {
  const name = typeName(declared);
  return [
    constantObject(
      `${name}Operation`,
      `Numbers of the operations of {@link ${name}}.`,
      declared.operations.map((operation) => ({
        name: operation.name,
        value: String(operation.number),
        doc: "",
      })),
    ),
    {
      kind: StructureKind.Interface,
      isExported: true,
      name,
      docs: [`${documentation(declared)}\n\n${failing}`.trim()],
      methods: declared.operations.map((operation) => method(operation, scope)),
    },
    serve(declared, scope),
    forward(declared, scope),
  ];
}

function method(operation: Operation, scope: Scope): Omit<MethodSignatureStructure, "kind"> {
  const words = documentation(operation);
  const details = operation.parameters
    .filter((parameter) => parameter.doc !== "")
    .map(
      (parameter) =>
        `@param ${localName(parameter.name, callLocals)} ${parameter.doc.replaceAll(/\s+/g, " ")}`,
    );
  const fails =
    operation.error === undefined
      ? []
      : [`@throws an error whose errno is one of {@link ${scope.type(operation.error)}}`];
  const tags = details.length + fails.length > 0 ? ["", ...details, ...fails] : [];
  const doc = [words, ...tags.map(harmless)].join("\n").trimStart();
  return {
    name: operationName(operation.name),
    docs: doc === "" ? [] : [doc],
    parameters: operation.parameters.map((parameter) => ({
      name: localName(parameter.name, callLocals),
      type: parameterType(parameter.type, scope),
    })),
    returnType: `Promise<${resultType(operation, scope)}>`,
  };
}

function parameterType(type: Type | HandleType, scope: Scope): string {
  return type.kind === "handle" ? scope.wire("Handle") : typeOf(type, scope);
}

/** Nothing, the only result, or an object of all results. */
function resultType(operation: Operation, scope: Scope): string {
  const [first, ...more] = operation.results;
  if (first === undefined) {
    return "void";
  }
  if (more.length === 0) {
    return parameterType(first.type, scope);
  }
  const members = operation.results.map(
    (result) => `${memberName(result.name)}: ${parameterType(result.type, scope)}`,
  );
  return `{ ${members.join("; ")} }`;
}

function isHandle(parameter: Parameter): boolean {
  return parameter.type.kind === "handle";
}

/** The byte order of messages: that of the status. */
function orderOf(declared: Interface, scope: Scope): string {
  for (const { reply } of declared.operations) {
    const status = reply === undefined ? undefined : asScalar(fieldNamed(reply, "status").type);
    if (status?.kind === "integer") {
      return littleEndian(status.order, scope);
    }
  }
  return "true";
}

function serve(declared: Interface, scope: Scope): Statement {
  const cases = declared.operations.flatMap((operation) => [
    `case ${operation.number}:`,
    ...indent(serveOperation(declared, operation, scope)),
  ]);
  return exportedFunction(
    functionName("serve", declared),
    [
      `Answers requests by calling the operations of \`target\`.`,
      "Nothing in a request is trusted; a malformed one is answered with a status, too.",
    ].join("\n"),
    [{ name: "target", type: scope.type(declared) }],
    scope.wire("RpcCall"),
    [
      "return (request) => {",
      ...indent([
        "switch (request.operation) {",
        ...indent([
          ...cases,
          "default:",
          `  return ${scope.wire("unknownOperation")}(request, ${orderOf(declared, scope)});`,
        ]),
        "}",
      ]),
      "};",
    ],
  );
}

function serveOperation(declared: Interface, operation: Operation, scope: Scope): string[] {
  const { reply } = operation;
  const call = callTarget(declared, operation, scope);
  if (reply === undefined) {
    return [`return ${scope.wire("obey")}(async () => {`, ...indent(call), "});"];
  }
  const order = orderOf(declared, scope);
  const size = scope.constant(reply, "size");
  return [
    `return ${scope.wire("answer")}(request, ${size}, ${order}, async () => {`,
    ...indent([...call, ...makeReply(declared, operation, reply, scope)]),
    "});",
  ];
}

/** Reads and checks the parameters, and makes the call. */
function callTarget(declared: Interface, operation: Operation, scope: Scope): string[] {
  const { request, parameters, results } = operation;
  const inBytes = parameters.filter((parameter) => !isHandle(parameter));
  const handles = parameters.filter(isHandle);
  const names = inBytes.map((parameter) => destructured(parameter));
  const decode = scope.call("decode", request);
  const sizes = [String(request.size), String(handles.length)];
  const { length, max } = flexibleOf(request) ?? {};
  const decoded =
    length === undefined || max === undefined
      ? `${scope.run("parameters", decode, "request", ...sizes)};`
      : `${scope.run(
          "variableParameters",
          decode,
          "request",
          ...sizes,
          ...[String(length.offset), String(max), orderOf(declared, scope)],
        )};`;
  const read =
    names.length === 0 ? [decoded] : breakAssignment(`const { ${names.join(", ")} } =`, decoded);
  const checks = inBytes.flatMap((parameter) => {
    const type = asScalar(parameter.type as Type);
    if (parameter.allowed.length === 0 || type === undefined) {
      return [];
    }
    const values = parameter.allowed.map((value) => literal(type, value)).join(", ");
    const name = quote(`${typeName(declared)}.${operation.name}: ${parameter.name}`);
    return [
      `${scope.run("expectAllowed", localName(parameter.name, callLocals), `[${values}]`, name)};`,
    ];
  });
  const counted = countedBy(operation);
  const counting =
    counted === undefined || isByteCount(counted)
      ? []
      : [`${scope.run("byteCount", localName(counted.name, callLocals))};`];
  const given = parameters.map((parameter) =>
    isHandle(parameter)
      ? `${scope.wire("handleAt")}(request, ${handles.indexOf(parameter)})`
      : masked(parameter, localName(parameter.name, callLocals), scope),
  );
  const call = `await target.${operationName(operation.name)}(${given.join(", ")});`;
  const [first, ...more] = results;
  const taken =
    first === undefined
      ? call
      : more.length === 0
        ? `const ${resultName(operation, first)} = ${call}`
        : `const results = ${call}`;
  return [...read, ...checks, ...counting, taken];
}

function destructured(parameter: Parameter): string {
  return property(memberName(parameter.name), localName(parameter.name, callLocals));
}

/** A variable for a result that no parameter has taken. */
function resultName(operation: Operation, result: Parameter): string {
  const name = localName(result.name, callLocals);
  const isTaken = operation.parameters.some((parameter) => parameter.name === result.name);
  return isTaken ? `${name}$` : name;
}

function breakAssignment(before: string, value: string): string[] {
  const line = `${before} ${value}`;
  return line.length <= 84 ? [line] : [before, `  ${value}`];
}

/** A value of which only some low bytes count. */
export function masked(parameter: Parameter, value: string, scope: Scope): string {
  const { type, bytes } = parameter;
  if (bytes === undefined || type.kind === "handle" || !isScalar(type)) {
    return value;
  }
  const verb = formOf(type) === "bigint" ? "lowBytes" : "lowBytesOfNumber";
  return `${scope.wire(verb)}(${value}, ${localName(bytes, callLocals)})`;
}

/** How errors name an operation. */
function callName(declared: Interface, operation: Operation): string {
  return `${typeName(declared)}.${operationName(operation.name)}`;
}

/** Refuses what would be cut off in a message; codecs leave this to whoever makes the value. */
function rangeCheck(
  declared: Interface,
  operation: Operation,
  parameter: Parameter,
  value: string,
  scope: Scope,
): string[] {
  const type = parameter.type.kind === "handle" ? undefined : asScalar(parameter.type);
  if (type === undefined || type.kind === "bool") {
    return [];
  }
  const { bits, signed, number } = storage(type);
  // The stores of these check it themselves.
  const isChecked = (number && bits > 32) || (type.kind === "enum" && isClosed(type.enum));
  if (isChecked) {
    return [];
  }
  const name = quote(`${callName(declared, operation)}: ${memberName(parameter.name)}`);
  return [`${scope.run("expectInteger", value, String(bits), String(signed), name)};`];
}

function makeReply(
  declared: Interface,
  operation: Operation,
  reply: RecordType,
  scope: Scope,
): string[] {
  const { results } = operation;
  const valueOf = (result: Parameter): string =>
    results.length === 1 ? resultName(operation, result) : `results.${memberName(result.name)}`;
  const members = results
    .filter((result) => !isHandle(result))
    .map((result) => property(memberName(result.name), masked(result, valueOf(result), scope)));
  const checks = results
    .filter((result) => result.bytes === undefined)
    .flatMap((result) => rangeCheck(declared, operation, result, valueOf(result), scope));
  const handles = results.filter(isHandle).map(valueOf);
  const value = `{ ${["status: 0", ...members].join(", ")} }`;
  const flexible = flexibleOf(reply);
  if (flexible !== undefined) {
    return [
      ...checks,
      `const reply = ${value};`,
      `const bytes = ${scope.constant(reply, "bytes")}(reply);`,
      `const body = ${scope.wire("encoded")}(${scope.call("encode", reply)}, reply, bytes);`,
      `return { body, handles: [${handles.join(", ")}] };`,
    ];
  }
  return [
    ...checks,
    ...list(
      `const body = ${scope.wire("encoded")}(`,
      [scope.call("encode", reply), value, scope.constant(reply, "size")],
      ");",
      10,
    ),
    `return { body, handles: [${handles.join(", ")}] };`,
  ];
}

function forward(declared: Interface, scope: Scope): Statement {
  const methods = declared.operations.flatMap((operation) =>
    forwardOperation(declared, operation, scope),
  );
  return exportedFunction(
    functionName("forward", declared),
    [
      `The {@link ${typeName(declared)}} of the other side: its operations travel through \`call\`.`,
      "One that is given an integer that its type cannot hold fails with a RangeError.",
    ].join("\n"),
    [{ name: "call", type: scope.wire("RpcCall") }],
    scope.type(declared),
    ["return {", ...indent(methods), "};"],
  );
}

function forwardOperation(declared: Interface, operation: Operation, scope: Scope): string[] {
  const { request, reply, parameters, results } = operation;
  const inBytes = parameters.filter((parameter) => !isHandle(parameter));
  const handles = parameters
    .filter(isHandle)
    .map((parameter) => localName(parameter.name, callLocals));
  const value = `{ ${inBytes.map(destructured).join(", ")} }`.replace("{  }", "{}");
  const encode = scope.call("encode", request);
  const flexible = flexibleOf(request);
  const body =
    flexible === undefined
      ? list(
          `const body = ${scope.wire("encoded")}(`,
          [encode, value, scope.constant(request, "size")],
          ");",
          6,
        )
      : [
          `const parameters = ${value};`,
          `const bytes = ${scope.constant(request, "bytes")}(parameters);`,
          `const body = ${scope.wire("encoded")}(${encode}, parameters, bytes);`,
        ];
  const checks = inBytes.flatMap((parameter) =>
    rangeCheck(declared, operation, parameter, localName(parameter.name, callLocals), scope),
  );
  const carried = `handles: [${handles.join(", ")}]`;
  const message = `const request = { operation: ${operation.number}, body, ${carried} };`;
  const head = `async ${operationName(operation.name)}(${parameters
    .map((parameter) => localName(parameter.name, callLocals))
    .join(", ")}) {`;
  if (reply === undefined) {
    return [head, ...indent([...checks, ...body, message, "await call(request);"]), "},"];
  }
  const count = results.filter(isHandle).length;
  const order = orderOf(declared, scope);
  const decode = scope.call("decode", reply);
  const name = quote(callName(declared, operation));
  const errors = operation.error === undefined ? [] : [scope.members(operation.error)];
  const shape = [decode, order, String(count)];
  const sent = `await ${scope.run("ask", "call", "request", ...shape, name, ...errors)};`;
  const valueOf = (result: Parameter): string =>
    isHandle(result)
      ? `${scope.wire("handleAt")}(reply, ${results.filter(isHandle).indexOf(result)})`
      : `results.${memberName(result.name)}`;
  const used = [
    ...(results.some((result) => !isHandle(result)) ? ["results"] : []),
    ...(count > 0 ? ["reply"] : []),
  ];
  const take = used.length === 0 ? [sent] : breakAssignment(`const { ${used.join(", ")} } =`, sent);
  const [first, ...more] = results;
  const answer =
    first === undefined
      ? []
      : more.length === 0
        ? [`return ${valueOf(first)};`]
        : list(
            "return { ",
            results.map((result) => property(memberName(result.name), valueOf(result))),
            " };",
            6,
          );
  return [head, ...indent([...checks, ...body, message, ...take, ...answer]), "},"];
}
