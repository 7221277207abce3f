// The serving end: a message becomes a call, and its result a message.
import type { Operation, Parameter, RecordType } from "../../../model.ts";
import { cName } from "../../../words.ts";
import { countedBy, isByteCount } from "../../calls.ts";
import { isChecked } from "../records/rules.ts";
import { call } from "../spell/lines.ts";
import { recordName } from "../spell/names.ts";
import {
  declareParameter,
  lowBytes,
  noNumber,
  parameterName,
  refusedValues,
  shapeOf,
} from "./parameters.ts";

/** The two messages of an operation, and what travels in them beside numbers. */
export interface Sides {
  readonly request: RecordType;
  readonly reply: RecordType | undefined;
  readonly hasBody: boolean;
  readonly variable: Parameter | undefined;
  readonly variableResult: Parameter | undefined;
  readonly handles: readonly Parameter[];
  readonly handleResults: readonly Parameter[];
}

/** Sorts the parameters and results of an operation. */
export function sidesOf(operation: Operation): Sides {
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

/** Checks the request and makes the call; results go straight into the answer. */
export function callStatements(operation: Operation, sides: Sides): readonly string[] {
  const { request } = sides;
  const member = `ops->${cName(operation.name)}`;
  const results = operation.results.filter((result) => shapeOf(result.type).kind === "number");
  const variable = sides.variable;
  const declarations = [
    ...(sides.hasBody ? [`${recordName(request)} body;`] : []),
    ...operation.parameters
      .filter((parameter) => parameter.allowed.length > 0)
      .map((parameter) => `${declareParameter(parameter)[0] ?? ""};`),
    ...(variable === undefined ? [] : [`size_t ${parameterName(variable)}_length;`]),
    ...results.map(
      (result) => `${declareParameter(result)[0] ?? ""} = ${isBool(result) ? "false" : "0"};`,
    ),
    ...(sides.variableResult === undefined
      ? []
      : [`size_t ${parameterName(sides.variableResult)}_length = 0;`]),
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
    ...(operation.results.length === 0
      ? [call("", `return ${invocation.head}`, invocation.given)]
      : takeResults(operation, sides, invocation)),
  ];
}

function isBool(parameter: Parameter): boolean {
  return parameter.type.kind === "bool";
}

/** Whether some result is in the bytes of the reply. */
export function fillsAnswer(operation: Operation): boolean {
  return operation.results.some((result) => result.type.kind !== "handle");
}

/** Whether the function that calls needs the reply message and not only its record. */
export function usesReply(sides: Sides): boolean {
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
    const max = shape.kind === "variable" ? shape.max : 0;
    lines.push(
      `${length} = ${request.qualified}_get_${variable.name}_length(&body);`,
      `if (${length} > ${max})`,
      "    return -EPROTO;",
      `if (request->size != sizeof(body) + ${length})`,
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
  for (const parameter of operation.parameters) {
    const value = `${request.qualified}_get_${parameter.name}(&body)`;
    const refused = noNumber(parameter, value);
    lines.push(...(refused === undefined ? [] : [`if (${refused})`, "    return -EINVAL;"]));
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
      case "variable":
        return [
          `(const uint8_t *)request->body + sizeof(body)`,
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
      case "variable":
        return [`(uint8_t *)reply->body + sizeof(*answer)`, `${shape.max}`, `&${name}_length`];
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
  return lowBytes(parameter, value, numberArgument(operation, sides, counted, undefined));
}

function takeResults(
  operation: Operation,
  sides: Sides,
  invocation: Invocation,
): readonly string[] {
  const { reply } = sides;
  const counted = countedBy(operation);
  const lines = [
    call("", `ret = ${invocation.head}`, invocation.given),
    "if (ret != 0)",
    "    return ret;",
  ];
  for (const result of operation.results) {
    const shape = shapeOf(result.type);
    const name = parameterName(result);
    if (shape.kind === "number") {
      const value =
        result.bytes === undefined || counted === undefined
          ? name
          : lowBytes(result, name, numberArgument(operation, sides, counted, undefined));
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

/** Makes the call and writes the reply, whatever came of it. */
export function serveStatements(
  prefix: string,
  operation: Operation,
  sides: Sides,
): readonly string[] {
  const { reply } = sides;
  const name = `${prefix}_call_${operation.name}`;
  if (reply === undefined) {
    return [];
  }
  const most = replyCapacity(sides);
  const size =
    sides.variableResult === undefined ? "sizeof(answer)" : `${reply.qualified}_bytes(&answer)`;
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
    `${reply.qualified}_set_status(&answer, hypershim_status(ret));`,
    "memcpy(reply->body, &answer, sizeof(answer));",
    `reply->size = ${size};`,
    "",
    "return ret;",
  ];
}

function replyCapacity(sides: Sides): string {
  const shape = sides.variableResult === undefined ? undefined : shapeOf(sides.variableResult.type);
  return shape?.kind === "variable" ? ` + ${shape.max}` : "";
}
