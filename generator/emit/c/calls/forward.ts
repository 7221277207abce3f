// The forwarding end: a call becomes a message, and the reply its results.
import type { Interface, Operation } from "../../../model.ts";
import { countedBy } from "../../calls.ts";
import { isChecked } from "../records/rules.ts";
import { call } from "../spell/lines.ts";
import { recordName } from "../spell/names.ts";
import { lowBytes, operationConstant, parameterName, shapeOf } from "./parameters.ts";
import type { Sides } from "./serve.ts";

/** Writes the request, sends it, and takes the results out of the reply. */
export function forwardStatements(
  declaration: Interface,
  operation: Operation,
  sides: Sides,
): readonly string[] {
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
    ...(sides.hasBody
      ? [buffered ? "    .capacity = sizeof(request_bytes)," : "    .capacity = sizeof(body),"]
      : []),
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
    ...(shape?.kind === "variable"
      ? [`_Alignas(8) uint8_t request_bytes[sizeof(body) + ${shape.max}];`]
      : []),
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
    ...(buffered ? [`_Alignas(8) uint8_t reply_bytes[sizeof(answer) + ${shape.max}];`] : []),
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
    switch (shape.kind) {
      case "number":
        lines.push(`${request.qualified}_set_${parameter.name}(&body, ${name});`);
        break;
      case "variable":
        lines.push(
          `${request.qualified}_set_${parameter.name}_length(&body, (uint32_t)${name}_length);`,
          "memcpy(request_bytes, &body, sizeof(body));",
          `if (${name}_length > 0)`,
          `    memcpy(request_bytes + sizeof(body), ${name}, ${name}_length);`,
          `request.size = sizeof(body) + ${name}_length;`,
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
    call("", "ret = hypershim_open_reply", [
      "caller",
      "&reply",
      status,
      String(sides.handleResults.length),
    ]),
    "if (ret != 0)",
    "    return ret;",
  ];
  if (shape?.kind === "variable" && variableResult !== undefined) {
    const name = parameterName(variableResult);
    lines.push(
      `reply_length = ${reply.qualified}_get_${variableResult.name}_length(&answer);`,
      `if (reply_length > ${shape.max})`,
      "    return hypershim_refuse_reply(caller, &reply, -EPROTO);",
      `if (reply.size != sizeof(answer) + reply_length)`,
      "    return hypershim_refuse_reply(caller, &reply, -EPROTO);",
      `if (reply_length > ${name}_capacity)`,
      "    return hypershim_refuse_reply(caller, &reply, -EMSGSIZE);",
      `memcpy(${name}, reply_bytes + sizeof(answer), reply_length);`,
      `*${name}_length = reply_length;`,
    );
  } else {
    lines.push(
      "if (reply.size != sizeof(answer))",
      "    return hypershim_refuse_reply(caller, &reply, -EPROTO);",
    );
  }
  if (isChecked(reply)) {
    lines.push(
      `if (${reply.qualified}_check(&answer) != 0)`,
      "    return hypershim_refuse_reply(caller, &reply, -EPROTO);",
    );
  }
  sides.handleResults.forEach((result, index) => {
    lines.push(`*${parameterName(result)} = reply.handles[${index}];`);
  });
  const counted = countedBy(operation);
  for (const result of operation.results) {
    if (shapeOf(result.type).kind === "number") {
      const value = `${reply.qualified}_get_${result.name}(&answer)`;
      const low = counted === undefined ? value : lowBytes(result, value, parameterName(counted));
      lines.push(`*${parameterName(result)} = ${result.bytes === undefined ? value : low};`);
    }
  }
  return lines;
}
