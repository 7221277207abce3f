// An interface: its table of operations, and the two ends of a call that travels as a message.
import type { HandleType, Interface, Operation, Parameter, RecordType, Type } from "../../model.ts";
import { kernelDoc } from "./comments.ts";
import { isChecked } from "./contents.ts";
import renderHeader from "./interfaces-header.hbs";
import renderSource from "./interfaces-source.hbs";
import { innermost, leafAt, storageOf, store } from "./leaves.ts";
import { block, call, constantName, identifier, integerName, literalOf, recordName, signature } from "./spelling.ts";

/** The numbers of the operations, the table, and the heads of `serve` and `forward`. */
export function emitInterfaceHeader(declaration: Interface): string {
  return renderHeader({
    name: declaration.qualified,
    numbersComment: kernelDoc({
      subject: `enum ${declaration.qualified}_op`,
      doc: `The operations of ${declaration.name} in messages.`,
      members: declaration.operations.map((operation) => ({
        name: operationConstant(declaration, operation),
        text: operation.oneway ? "has no reply" : "",
      })),
    }),
    numbers: declaration.operations.map((operation) => ({
      name: operationConstant(declaration, operation),
      value: operation.number,
    })),
    opsComment: kernelDoc({
      subject: `struct ${declaration.qualified}_ops`,
      doc: opsDoc(declaration),
      members: declaration.operations.map((operation) => ({ name: identifier(operation.name), text: operationDoc(operation) })),
    }),
    callbacks: declaration.operations.map((operation) =>
      call("    ", `int (*${identifier(operation.name)})`, ["void *self", ...parameterList(operation)]),
    ),
    serveComment: kernelDoc({
      subject: `${declaration.qualified}_serve()`,
      doc:
        "Make the call that a message asks for, and answer it.\n\n" +
        "Nothing in @request is trusted. Whatever is wrong with it, @reply is an answer; " +
        "only a one-way operation has none, and then its size is 0.",
      members: [
        { name: "ops", text: "the operations" },
        { name: "self", text: "handed to them" },
        { name: "request", text: "the message" },
        { name: "reply", text: "filled in; its capacity is that of the longest reply" },
      ],
      returns: "0, or the negative errno that @reply carries.",
    }),
    serveHead: serveHead(declaration),
    forwardComment: kernelDoc({
      subject: `${declaration.qualified}_forward`,
      doc: "Operations that are messages to the other side. Their self is a struct hypershim_caller.",
    }),
  });
}

/** `serve` and `forward`. */
export function emitInterfaceSource(declaration: Interface): string {
  return renderSource({
    name: declaration.qualified,
    serveHead: serveHead(declaration),
    unknown: block(unknownStatements(declaration), "        "),
    operations: declaration.operations.map((operation) => operationView(declaration, operation)),
  });
}

/** An operation that nobody knows is answered with a status alone. */
function unknownStatements(declaration: Interface): readonly string[] {
  const reply = declaration.operations.find((operation) => operation.reply !== undefined)?.reply;
  if (reply === undefined) {
    return ["return -ENOSYS;"];
  }
  const { storage } = leafAt(reply, ["status"]);
  return [
    "if (reply->capacity < sizeof(uint32_t))",
    "    return -EMSGSIZE;",
    store(storage, "\u0000", "hypershim_status(-ENOSYS)").replace("&\u0000", "reply->body"),
    "reply->size = sizeof(uint32_t);",
    "return -ENOSYS;",
  ];
}

/** The number of an operation, as the C enumerator. */
export function operationConstant(declaration: Interface, operation: Operation): string {
  return constantName(declaration, "op", operation.name);
}

function opsDoc(declaration: Interface): string {
  const doc = declaration.doc === "" ? "Operations." : declaration.doc;
  return (
    `${doc}\n\nEvery operation answers 0 or a negative errno. NULL stands for -ENOSYS. ` +
    "A handle is borrowed when it is given, and the caller's when it is a result."
  );
}

function operationDoc(operation: Operation): string {
  const error = operation.error === undefined ? "" : ` Fails with an enum ${operation.error.qualified}.`;
  return `${operation.doc.replace(/\s+/g, " ").trim()}${error}`;
}

function serveHead(declaration: Interface): string {
  return signature("int", `${declaration.qualified}_serve`, [
    `const struct ${declaration.qualified}_ops *ops`,
    "void *self",
    "const struct hypershim_message *request",
    "struct hypershim_message *reply",
  ]);
}

/** What a parameter is to the C code around a call. */
export type Shape =
  | { readonly kind: "number"; readonly type: string; readonly bits: number; readonly signed: boolean; readonly bool: boolean }
  | { readonly kind: "record"; readonly record: RecordType }
  /** So many elements, always. */
  | { readonly kind: "array"; readonly element: string }
  | { readonly kind: "variable"; readonly element: string; readonly stride: number; readonly max: number }
  | { readonly kind: "handle" };

/** How a parameter's type is handed over in C. */
export function shapeOf(type: Type | HandleType): Shape {
  switch (type.kind) {
    case "handle":
      return { kind: "handle" };
    case "record":
      return { kind: "record", record: type.record };
    case "array": {
      const element = elementName(type);
      return type.length.kind === "fixed"
        ? { kind: "array", element }
        : { kind: "variable", element, stride: type.stride, max: type.length.max ?? 4096 };
    }
    default: {
      const storage = storageOf(type);
      const bool = type.kind === "bool";
      return {
        kind: "number",
        type: bool ? "bool" : integerName(storage.bits, storage.signed),
        bits: bool ? 1 : storage.bits,
        signed: storage.signed,
        bool,
      };
    }
  }
}

function elementName(type: Type): string {
  const inner = innermost(type);
  if (inner.kind === "record") {
    return recordName(inner.record);
  }
  const storage = storageOf(inner);
  return integerName(storage.bits, storage.signed);
}

/** The C parameters of an operation, without `self`. */
export function parameterList(operation: Operation): readonly string[] {
  return [...operation.parameters.flatMap(declareParameter), ...operation.results.flatMap(declareResult)];
}

/** A name that does not clash with what surrounds a call. */
export function parameterName(parameter: Pick<Parameter, "name">): string {
  const name = identifier(parameter.name);
  return ["self", "ops", "caller", "request", "reply", "body", "answer", "ret"].includes(name) ? `${name}_` : name;
}

/** The C parameters that a parameter is. */
export function declareParameter(parameter: Parameter): readonly string[] {
  const name = parameterName(parameter);
  const shape = shapeOf(parameter.type);
  switch (shape.kind) {
    case "number":
      return [`${shape.type} ${name}`];
    case "record":
      return [`const ${recordName(shape.record)} *${name}`];
    case "array":
      return [`const ${shape.element} *${name}`];
    case "variable":
      return [`const ${shape.element} *${name}`, `size_t ${name}_length`];
    case "handle":
      return [`int ${name}`];
    default:
      return shape satisfies never;
  }
}

/** The C parameters that a result is. */
export function declareResult(parameter: Parameter): readonly string[] {
  const name = parameterName(parameter);
  const shape = shapeOf(parameter.type);
  switch (shape.kind) {
    case "number":
      return [`${shape.type} *${name}`];
    case "record":
      return [`${recordName(shape.record)} *${name}`];
    case "array":
      return [`${shape.element} *${name}`];
    case "variable":
      return [`${shape.element} *${name}`, `size_t ${name}_capacity`, `size_t *${name}_length`];
    case "handle":
      return [`int *${name}`];
    default:
      return shape satisfies never;
  }
}

/** `size != 1 && size != 2`: a value that an operation refuses; undefined when it accepts all. */
export function refusedValues(parameter: Parameter, value: string): string | undefined {
  const shape = shapeOf(parameter.type);
  if (parameter.allowed.length === 0 || shape.kind !== "number") {
    return undefined;
  }
  return parameter.allowed
    .map((allowed) => `${value} != ${literalOf(allowed, shape.bits, shape.signed)}`)
    .join(" && ");
}

/** The parameter whose value says how many bytes of a number count. */
export function countedBy(operation: Operation): Parameter | undefined {
  const name = [...operation.parameters, ...operation.results].find((each) => each.bytes !== undefined)?.bytes;
  return operation.parameters.find((parameter) => parameter.name === name);
}

/** Whether the values that the operation accepts are byte counts of a number already. */
export function isByteCount(parameter: Parameter): boolean {
  return parameter.allowed.length > 0 && parameter.allowed.every((value) => value >= 1n && value <= 8n);
}

interface Sides {
  readonly request: RecordType;
  readonly reply: RecordType | undefined;
  readonly hasBody: boolean;
  readonly variable: Parameter | undefined;
  readonly variableResult: Parameter | undefined;
  readonly handles: readonly Parameter[];
  readonly handleResults: readonly Parameter[];
}

function sidesOf(operation: Operation): Sides {
  const isVariable = (parameter: Parameter): boolean => shapeOf(parameter.type).kind === "variable";
  const isHandle = (parameter: Parameter): boolean => parameter.type.kind === "handle";
  return {
    request: operation.request,
    reply: operation.reply,
    hasBody: operation.request.size > 0,
    variable: operation.parameters.find(isVariable),
    variableResult: operation.results.find(isVariable),
    handles: operation.parameters.filter(isHandle),
    handleResults: operation.results.filter(isHandle),
  };
}

function operationView(declaration: Interface, operation: Operation): object {
  const sides = sidesOf(operation);
  const prefix = declaration.qualified;
  return {
    constant: operationConstant(declaration, operation),
    member: identifier(operation.name),
    served: sides.reply === undefined
      ? `${prefix}_call_${operation.name}(ops, self, request)`
      : `${prefix}_serve_${operation.name}(ops, self, request, reply)`,
    forwardName: `${prefix}_forward_${operation.name}`,
    answered: sides.reply !== undefined,
    callHead: signature("static int", `${prefix}_call_${operation.name}`, [
      `const struct ${prefix}_ops *ops`,
      "void *self",
      "const struct hypershim_message *request",
      ...(sides.reply === undefined || !fillsAnswer(operation) ? [] : [`${recordName(sides.reply)} *answer`]),
      ...(usesReply(sides) ? ["struct hypershim_message *reply"] : []),
    ]),
    callBody: block(callStatements(operation, sides)),
    serveHead: signature("static int", `${prefix}_serve_${operation.name}`, [
      `const struct ${prefix}_ops *ops`,
      "void *self",
      "const struct hypershim_message *request",
      "struct hypershim_message *reply",
    ]),
    serveBody: block(serveStatements(prefix, operation, sides)),
    forwardHead: signature("static int", `${prefix}_forward_${operation.name}`, ["void *self", ...parameterList(operation)]),
    forwardBody: block(forwardStatements(declaration, operation, sides)),
  };
}

/** Checks the request and makes the call; results go straight into the answer. */
function callStatements(operation: Operation, sides: Sides): readonly string[] {
  const { request } = sides;
  const member = `ops->${identifier(operation.name)}`;
  const results = operation.results.filter((result) => shapeOf(result.type).kind === "number");
  const variable = sides.variable;
  const declarations = [
    ...(sides.hasBody ? [`${recordName(request)} body;`] : []),
    ...operation.parameters
      .filter((parameter) => parameter.allowed.length > 0)
      .map((parameter) => `${declareParameter(parameter)[0] ?? ""};`),
    ...(variable === undefined ? [] : [`size_t ${parameterName(variable)}_length;`]),
    ...results.map((result) => `${declareParameter(result)[0] ?? ""} = ${isBool(result) ? "false" : "0"};`),
    ...(sides.variableResult === undefined ? [] : [`size_t ${parameterName(sides.variableResult)}_length = 0;`]),
    ...sides.handleResults.map((result) => `int ${parameterName(result)} = -1;`),
    ...(operation.results.length === 0 ? [] : ["int ret;"]),
  ];
  const invocation = invocationOf(operation, sides, member);
  return [
    ...declarations,
    ...(declarations.length === 0 ? [] : [""]),
    ...requestChecks(operation, sides),
    `if (${member} == NULL)`,
    "    return -ENOSYS;",
    ...(operation.results.length === 0 ? [call("", `return ${invocation.head}`, invocation.given)] : takeResults(operation, sides, invocation)),
  ];
}

function isBool(parameter: Parameter): boolean {
  return parameter.type.kind === "bool";
}

/** Whether some result is in the bytes of the reply. */
function fillsAnswer(operation: Operation): boolean {
  return operation.results.some((result) => result.type.kind !== "handle");
}

/** Whether the function that calls needs the reply message and not only its record. */
function usesReply(sides: Sides): boolean {
  return sides.variableResult !== undefined || sides.handleResults.length > 0;
}

function requestChecks(operation: Operation, sides: Sides): readonly string[] {
  const { request, variable } = sides;
  const lines: string[] = [];
  const handles = `request->handle_count != ${sides.handles.length}`;
  if (!sides.hasBody) {
    lines.push(`if (request->size != 0 || ${handles})`, "    return -EPROTO;");
  } else if (variable === undefined) {
    lines.push(`if (request->size != sizeof(body) || ${handles})`, "    return -EPROTO;");
  } else {
    lines.push(`if (request->size < sizeof(body) || ${handles})`, "    return -EPROTO;");
  }
  if (sides.hasBody) {
    lines.push("hypershim_fetch(&body, request->body, sizeof(body));");
  }
  if (variable !== undefined) {
    const shape = shapeOf(variable.type);
    const length = `${parameterName(variable)}_length`;
    const { stride, max } = shape.kind === "variable" ? shape : { stride: 1, max: 0 };
    lines.push(
      `${length} = ${request.qualified}_get_${variable.name}_length(&body);`,
      `if (${length} > ${max})`,
      "    return -EPROTO;",
      `if (request->size != sizeof(body) + ${length}${stride === 1 ? "" : ` * ${stride}`})`,
      "    return -EPROTO;",
    );
  }
  if (sides.hasBody && isChecked(request)) {
    lines.push(`if (${request.qualified}_check(&body) != 0)`, "    return -EINVAL;");
  }
  for (const parameter of operation.parameters.filter((each) => each.allowed.length > 0)) {
    const name = parameterName(parameter);
    lines.push(
      `${name} = ${request.qualified}_get_${parameter.name}(&body);`,
      `if (${refusedValues(parameter, name) ?? ""})`,
      "    return -EINVAL;",
    );
  }
  const counted = countedBy(operation);
  if (counted !== undefined && !isByteCount(counted)) {
    const value = `${request.qualified}_get_${counted.name}(&body)`;
    lines.push(`if (${value} < 1 || ${value} > 8)`, "    return -EINVAL;");
  }
  return lines;
}

interface Invocation {
  readonly head: string;
  readonly given: readonly string[];
}

function invocationOf(operation: Operation, sides: Sides, member: string): Invocation {
  const handleIndex = new Map(sides.handles.map((parameter, index) => [parameter.name, index]));
  const counted = countedBy(operation);
  const parameters = operation.parameters.flatMap((parameter) => {
    const shape = shapeOf(parameter.type);
    switch (shape.kind) {
      case "handle":
        return [`request->handles[${handleIndex.get(parameter.name) ?? 0}]`];
      case "record":
        return [`&body.${identifier(parameter.name)}`];
      case "array":
        return [`body.${identifier(parameter.name)}`];
      case "variable":
        return [
          `(const ${shape.element} *)((const uint8_t *)request->body + sizeof(body))`,
          `${parameterName(parameter)}_length`,
        ];
      case "number":
        return [numberArgument(operation, sides, parameter, counted)];
      default:
        return shape satisfies never;
    }
  });
  const results = operation.results.flatMap((result) => {
    const shape = shapeOf(result.type);
    const name = parameterName(result);
    switch (shape.kind) {
      case "handle":
      case "number":
        return [`&${name}`];
      case "record":
        return [`&answer->${identifier(result.name)}`];
      case "array":
        return [`answer->${identifier(result.name)}`];
      case "variable":
        return [
          `(${shape.element} *)((uint8_t *)reply->body + sizeof(*answer))`,
          `${shape.max}`,
          `&${name}_length`,
        ];
      default:
        return shape satisfies never;
    }
  });
  return { head: member, given: ["self", ...parameters, ...results] };
}

function numberArgument(
  operation: Operation,
  sides: Sides,
  parameter: Parameter,
  counted: Parameter | undefined,
): string {
  if (parameter.allowed.length > 0) {
    return parameterName(parameter);
  }
  const value = `${sides.request.qualified}_get_${parameter.name}(&body)`;
  if (parameter.bytes === undefined || counted === undefined) {
    return value;
  }
  return `hypershim_low_bytes(${value}, ${numberArgument(operation, sides, counted, undefined)})`;
}

function takeResults(operation: Operation, sides: Sides, invocation: Invocation): readonly string[] {
  const { reply } = sides;
  const counted = countedBy(operation);
  const lines = [call("", `ret = ${invocation.head}`, invocation.given), "if (ret != 0)", "    return ret;"];
  for (const result of operation.results) {
    const shape = shapeOf(result.type);
    const name = parameterName(result);
    if (shape.kind === "number") {
      const value =
        result.bytes === undefined || counted === undefined
          ? name
          : `hypershim_low_bytes(${name}, ${numberArgument(operation, sides, counted, undefined)})`;
      lines.push(`${reply?.qualified ?? ""}_set_${result.name}(answer, ${value});`);
    } else if (shape.kind === "variable") {
      lines.push(
        `if (${name}_length > ${shape.max})`,
        "    return -EMSGSIZE;",
        `${reply?.qualified ?? ""}_set_${result.name}_length(answer, (uint32_t)${name}_length);`,
      );
    }
  }
  sides.handleResults.forEach((result, index) => {
    lines.push(`reply->handles[${index}] = ${parameterName(result)};`);
  });
  if (sides.handleResults.length > 0) {
    lines.push(`reply->handle_count = ${sides.handleResults.length};`);
  }
  return [...lines, "", "return 0;"];
}

function serveStatements(prefix: string, operation: Operation, sides: Sides): readonly string[] {
  const { reply } = sides;
  const name = `${prefix}_call_${operation.name}`;
  if (reply === undefined) {
    return [];
  }
  const most = replyCapacity(sides);
  return [
    `${recordName(reply)} answer;`,
    "int ret;",
    "",
    `if (reply->capacity < sizeof(answer)${most})`,
    "    return -EMSGSIZE;",
    `${reply.qualified}_init(&answer);`,
    call("", `ret = ${name}`, [
      "ops",
      "self",
      "request",
      ...(fillsAnswer(operation) ? ["&answer"] : []),
      ...(usesReply(sides) ? ["reply"] : []),
    ]),
    ...(operation.results.some(({ type }) => ["record", "array"].includes(shapeOf(type).kind))
      ? ["if (ret != 0)", `    ${reply.qualified}_init(&answer);`]
      : []),
    `${reply.qualified}_set_status(&answer, hypershim_status(ret));`,
    "memcpy(reply->body, &answer, sizeof(answer));",
    `reply->size = ${sides.variableResult === undefined ? "sizeof(answer)" : `${reply.qualified}_bytes(&answer)`};`,
    "",
    "return ret;",
  ];
}

function replyCapacity(sides: Sides): string {
  const shape = sides.variableResult === undefined ? undefined : shapeOf(sides.variableResult.type);
  return shape?.kind === "variable" ? ` + ${shape.max * shape.stride}` : "";
}

/** Writes the request, sends it, and takes the results out of the reply. */
function forwardStatements(declaration: Interface, operation: Operation, sides: Sides): readonly string[] {
  const { reply, variable } = sides;
  const constant = operationConstant(declaration, operation);
  const buffered = variable !== undefined;
  return [
    "const struct hypershim_caller *caller = (const struct hypershim_caller *)self;",
    ...requestDeclarations(sides),
    "struct hypershim_message request = {",
    `    .op = ${constant},`,
    ...(sides.hasBody ? [buffered ? "    .body = request_bytes," : "    .body = &body,"] : []),
    ...(sides.hasBody ? ["    .size = sizeof(body),"] : []),
    ...(sides.hasBody ? [buffered ? "    .capacity = sizeof(request_bytes)," : "    .capacity = sizeof(body),"] : []),
    ...(sides.handles.length > 0
      ? [
          `    .handles = { ${sides.handles.map(parameterName).join(", ")} },`,
          `    .handle_count = ${sides.handles.length},`,
        ]
      : []),
    "};",
    ...(reply === undefined ? [] : replyDeclarations(sides)),
    "",
    ...fillRequest(operation, sides),
    ...(reply === undefined
      ? ["return caller->call(caller->channel, &request, NULL);"]
      : [
          ...(sides.variableResult === undefined
            ? [`${reply.qualified}_init(&answer);`]
            : ["memset(reply_bytes, 0, sizeof(answer));"]),
          "ret = caller->call(caller->channel, &request, &reply);",
          "if (ret != 0)",
          "    return ret;",
          ...openReply(operation, sides),
          "",
          "return 0;",
        ]),
  ];
}

function requestDeclarations(sides: Sides): readonly string[] {
  if (!sides.hasBody) {
    return [];
  }
  const shape = sides.variable === undefined ? undefined : shapeOf(sides.variable.type);
  return [
    `${recordName(sides.request)} body;`,
    ...(shape?.kind === "variable" ? [`_Alignas(8) uint8_t request_bytes[sizeof(body) + ${shape.max * shape.stride}];`] : []),
  ];
}

function replyDeclarations(sides: Sides): readonly string[] {
  const { reply } = sides;
  if (reply === undefined) {
    return [];
  }
  const shape = sides.variableResult === undefined ? undefined : shapeOf(sides.variableResult.type);
  const buffered = shape?.kind === "variable";
  return [
    `${recordName(reply)} answer;`,
    ...(buffered ? [`_Alignas(8) uint8_t reply_bytes[sizeof(answer) + ${shape.max * shape.stride}];`] : []),
    ...(buffered ? [`size_t reply_length;`] : []),
    "struct hypershim_message reply = {",
    `    .body = ${buffered ? "reply_bytes" : "&answer"},`,
    `    .capacity = sizeof(${buffered ? "reply_bytes" : "answer"}),`,
    "};",
    "int ret;",
  ];
}

function fillRequest(operation: Operation, sides: Sides): readonly string[] {
  const { request } = sides;
  if (!sides.hasBody) {
    return [];
  }
  const lines: string[] = [];
  for (const parameter of operation.parameters) {
    const shape = shapeOf(parameter.type);
    if (shape.kind === "variable") {
      lines.push(`if (${parameterName(parameter)}_length > ${shape.max})`, "    return -EMSGSIZE;");
    }
  }
  lines.push(`${request.qualified}_init(&body);`);
  for (const parameter of operation.parameters) {
    const shape = shapeOf(parameter.type);
    const name = parameterName(parameter);
    const member = `body.${identifier(parameter.name)}`;
    switch (shape.kind) {
      case "number":
        lines.push(`${request.qualified}_set_${parameter.name}(&body, ${name});`);
        break;
      case "record":
        lines.push(`${member} = *${name};`);
        break;
      case "array":
        lines.push(`memcpy(${member}, ${name}, sizeof(${member}));`);
        break;
      case "variable":
        lines.push(
          `${request.qualified}_set_${parameter.name}_length(&body, (uint32_t)${name}_length);`,
          "memcpy(request_bytes, &body, sizeof(body));",
          `if (${name}_length > 0)`,
          `    memcpy(request_bytes + sizeof(body), ${name}, ${name}_length${shape.stride === 1 ? "" : ` * ${shape.stride}`});`,
          `request.size = sizeof(body) + ${name}_length${shape.stride === 1 ? "" : ` * ${shape.stride}`};`,
        );
        break;
      case "handle":
        break;
      default:
        return shape satisfies never;
    }
  }
  return lines;
}

function openReply(operation: Operation, sides: Sides): readonly string[] {
  const { reply, variableResult } = sides;
  if (reply === undefined) {
    return [];
  }
  const shape = variableResult === undefined ? undefined : shapeOf(variableResult.type);
  const status = `${reply.qualified}_get_status(&answer)`;
  const lines: string[] = [
    ...(shape?.kind === "variable" ? ["memcpy(&answer, reply_bytes, sizeof(answer));"] : []),
    call("", "ret = hypershim_open_reply", ["caller", "&reply", status, String(sides.handleResults.length)]),
    "if (ret != 0)",
    "    return ret;",
  ];
  if (shape?.kind === "variable" && variableResult !== undefined) {
    const name = parameterName(variableResult);
    const scale = shape.stride === 1 ? "" : ` * ${shape.stride}`;
    lines.push(
      `reply_length = ${reply.qualified}_get_${variableResult.name}_length(&answer);`,
      `if (reply_length > ${shape.max})`,
      "    return hypershim_refuse_reply(caller, &reply, -EPROTO);",
      `if (reply.size != sizeof(answer) + reply_length${scale})`,
      "    return hypershim_refuse_reply(caller, &reply, -EPROTO);",
      `if (reply_length > ${name}_capacity)`,
      "    return hypershim_refuse_reply(caller, &reply, -EMSGSIZE);",
      `memcpy(${name}, reply_bytes + sizeof(answer), reply_length${scale});`,
      `*${name}_length = reply_length;`,
    );
  } else {
    lines.push("if (reply.size != sizeof(answer))", "    return hypershim_refuse_reply(caller, &reply, -EPROTO);");
  }
  if (isChecked(reply)) {
    lines.push(`if (${reply.qualified}_check(&answer) != 0)`, "    return hypershim_refuse_reply(caller, &reply, -EPROTO);");
  }
  sides.handleResults.forEach((result, index) => {
    lines.push(`*${parameterName(result)} = reply.handles[${index}];`);
  });
  const counted = countedBy(operation);
  for (const result of operation.results) {
    const kind = shapeOf(result.type).kind;
    const name = parameterName(result);
    const member = `answer.${identifier(result.name)}`;
    if (kind === "number") {
      const value = `${reply.qualified}_get_${result.name}(&answer)`;
      lines.push(
        `*${name} = ${result.bytes === undefined || counted === undefined ? value : `hypershim_low_bytes(${value}, ${parameterName(counted)})`};`,
      );
    } else if (kind === "record") {
      lines.push(`*${name} = ${member};`);
    } else if (kind === "array") {
      lines.push(`memcpy(${name}, ${member}, sizeof(${member}));`);
    }
  }
  return lines;
}
