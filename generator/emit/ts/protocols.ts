// Framed protocols: codes, what a message may look like, whether it is answered, how long it is.
import type {
  Body,
  Condition,
  FieldPath,
  Header,
  Message,
  Protocol,
  RecordType,
} from "../../model.ts";
import { headerRules } from "../headers.ts";
import { exportedFunction } from "./codecs.ts";
import { functionName, typeName } from "./names.ts";
import { follow, readTarget, test, type Target } from "./paths.ts";
import { asScalar, formOf, literal } from "./scalars.ts";
import type { Scope } from "./scope.ts";
import { fieldNamed, flexibleOf, largestCount } from "./shapes.ts";
import { documentation, indent, quote } from "./text.ts";
import { constantObject, enumValue, type Statement } from "./types.ts";

/** Everything that is generated for a protocol. */
export function declareProtocol(protocol: Protocol, scope: Scope): Statement[] {
  const { header } = protocol;
  return header === undefined
    ? headerless(protocol, scope)
    : [
        constantObject(
          `${typeName(protocol)}Message`,
          documentation(protocol, "Codes of the messages."),
          protocol.messages.map((message) => ({
            name: message.name,
            value: code(header, message),
            doc: documentation(message),
          })),
        ),
        checkRequest(protocol, header, scope),
        checkReply(protocol, header, scope),
        wantsReply(protocol, header, scope),
        ...(protocol.carrier === "stream" ? [frame(protocol, header, scope)] : []),
      ];
}

interface Parameter {
  readonly name: string;
  readonly type: string;
}

const view = (name: string): Parameter => ({ name, type: "DataView" });
const number = (name: string): Parameter => ({ name, type: "number" });

/** A field of the header, read out of the view `from`. */
function read(record: RecordType, path: FieldPath, from: string, scope: Scope): string {
  const target = follow(record, asNumber(path));
  return readTarget(target, from, "0", scope);
}

/** Lengths and identifiers of 64 bits are numbers here: none of them is that large. */
function asNumber(path: FieldPath): FieldPath {
  const type = asScalar(path.field.type);
  return type?.kind === "integer"
    ? { ...path, field: { ...path.field, type: { ...type, number: true } } }
    : path;
}

function code(header: Header, message: Message): string {
  const { type } = follow(header.record, asNumber(header.code));
  return type.kind === "enum" ? enumValue(type.enum, message.code) : literal(type, message.code, message.hex);
}

/** A condition on a header, as an expression over the view `from`. */
function holds(record: RecordType, condition: Condition, from: string, scope: Scope): string {
  const target = follow(record, asNumber(condition.field));
  const value = readTarget(target, from, "0", scope);
  if (target.type.kind === "bool") {
    const holdsWhenSet = (condition.value !== 0n) !== condition.negated;
    return holdsWhenSet ? value : value.replace(/!== (0n?)$/, "=== $1");
  }
  const plain: Target =
    target.type.kind === "enum" ? { ...target, type: target.type.integer } : target;
  return test(condition, plain, value.includes(" ") ? `(${value})` : value, scope);
}

/** Least and most bytes of a body. */
function sizes(body: Body): { readonly least: number; readonly most: number } {
  const { record } = body;
  if (record === undefined) {
    return { least: 0, most: 0 };
  }
  const flexible = flexibleOf(record);
  if (flexible === undefined) {
    return { least: record.size, most: record.size };
  }
  const { length, max, type } = flexible;
  const count = Math.min(max ?? Infinity, length === undefined ? Infinity : largestCount(length));
  return { least: record.size, most: record.size + count * type.stride };
}

/** `case 5: // name` and what is checked of that message's body. */
function bodyCase(header: Header, message: Message, body: Body, scope: Scope): string[] {
  const { least, most } = sizes(body);
  const { min, max } = body.descriptors;
  const upper = most >= Number.MAX_SAFE_INTEGER ? "Infinity" : String(most);
  const limits = [least, upper, min, max].join(", ");
  return [
    `case ${code(header, message)}:`,
    `  return ${scope.wire("expectBody")}(${quote(message.name)}, bodySize, handles, ${limits});`,
  ];
}

/** What every header of the protocol must say. */
function ruleChecks(header: Header, from: string, scope: Scope): string[] {
  const { record } = header;
  return headerRules(header).map((condition) => {
    const name = `${typeName(record)}.${condition.field.names.join(".")}`;
    return statement(scope, "expectThat", holds(record, condition, from, scope), name);
  });
}

/** A check whose last parameter is a name. */
function statement(scope: Scope, check: string, ...parameters: readonly string[]): string {
  const name = quote(parameters.at(-1) ?? "");
  return `${scope.run(check, ...parameters.slice(0, -1), name)};`;
}

function headerChecks(header: Header, from: string, isReply: boolean, scope: Scope): string[] {
  const { record, length } = header;
  const name = typeName(record);
  const lines = [
    statement(scope, "headAt", from, "0", String(record.size), name),
    ...ruleChecks(header, from, scope),
  ];
  if (header.isReply !== undefined) {
    const path = header.isReply.field.names.join(".");
    const condition = { ...header.isReply, negated: header.isReply.negated === isReply };
    lines.push(
      statement(scope, "expectThat", holds(record, condition, from, scope), `${name}.${path}`),
    );
  }
  if (length !== undefined) {
    const whole = length.includesHeader ? `bodySize + ${record.size}` : "bodySize";
    const path = length.field.names.join(".");
    lines.push(
      statement(scope, "expect", read(record, length.field, from, scope), whole, `${name}.${path}`),
    );
  }
  return lines;
}

/** What a check takes, gives and does; a parameter that no message needs is marked. */
function checking(
  views: readonly Parameter[],
  lines: readonly string[],
): [Parameter[], string, readonly string[]] {
  const counts = ["bodySize", "handles"].map((name) =>
    number(lines.some((line) => line.includes(name)) ? name : `_${name}`),
  );
  return [[...views, ...counts], "void", lines];
}

function checkRequest(protocol: Protocol, header: Header, scope: Scope): Statement {
  return exportedFunction(
    functionName("check", protocol, "request"),
    "Refuses, with a RangeError, a header that is no request's, and a body that does not fit it.",
    ...checking([view("header")], [
      ...headerChecks(header, "header", false, scope),
      ...codeSwitch(
        header,
        "header",
        protocol.messages.flatMap((message) => bodyCase(header, message, message.request, scope)),
        scope,
      ),
    ]),
  );
}

function codeSwitch(
  header: Header,
  from: string,
  cases: readonly string[],
  scope: Scope,
): string[] {
  const { record } = header;
  const name = quote(`${typeName(record)}.${header.code.names.join(".")}`);
  return [
    `const code: ${codeForm(header)} = ${read(record, header.code, from, scope)};`,
    "switch (code) {",
    ...indent([...cases, "default:", `  throw ${scope.wire("unknownValue")}(${name}, code);`]),
    "}",
  ];
}

function codeForm(header: Header): string {
  return formOf(follow(header.record, asNumber(header.code)).type);
}

function checkReply(protocol: Protocol, header: Header, scope: Scope): Statement {
  const { record } = header;
  const same = [header.code, ...header.id].map((path) => {
    const name = quote(`${typeName(record)}.${path.names.join(".")}`);
    const [own, asked] = ["reply", "request"].map((from) => read(record, path, from, scope));
    return `${scope.run("expect", own ?? "", asked ?? "", name)};`;
  });
  const failed =
    header.error === undefined
      ? []
      : [
          `if (${holds(record, header.error.condition, "reply", scope)}) {`,
          `  return ${scope.wire("expectBody")}("a failure", bodySize, handles, 0, 0, 0, 0);`,
          "}",
        ];
  const cases = protocol.messages.flatMap((message) =>
    message.reply === undefined ? [] : bodyCase(header, message, message.reply.body, scope),
  );
  return exportedFunction(
    functionName("check", protocol, "reply"),
    "Refuses, with a RangeError, what does not answer `request`, and a body that does not fit it.",
    ...checking([view("reply"), view("request")], [
      ...headerChecks(header, "reply", true, scope),
      `${scope.wire("headAt")}(request, 0, ${record.size}, ${quote(typeName(record))});`,
      ...same,
      ...failed,
      ...codeSwitch(header, "reply", cases, scope),
    ]),
  );
}

function wantsReply(protocol: Protocol, header: Header, scope: Scope): Statement {
  const groups = new Map<string, string[]>();
  for (const message of protocol.messages) {
    if (message.reply !== undefined) {
      const { when } = message.reply;
      const answer = when === undefined ? "true" : holds(header.record, when, "request", scope);
      groups.set(answer, [...(groups.get(answer) ?? []), `case ${code(header, message)}:`]);
    }
  }
  const cases = [...groups].flatMap(([answer, labels]) => [...labels, `  return ${answer};`]);
  return exportedFunction(
    functionName("wantsReply", protocol),
    "Whether the sender of the request with this header waits for a reply.",
    [view("request")],
    "boolean",
    [
      `const code: ${codeForm(header)} = ${read(header.record, header.code, "request", scope)};`,
      "switch (code) {",
      ...indent([...cases, "default:", "  return false;"]),
      "}",
    ],
  );
}

function frame(protocol: Protocol, header: Header, scope: Scope): Statement {
  const { record, length } = header;
  const bodies = protocol.messages.flatMap(({ request, reply }) => [
    request,
    ...(reply === undefined ? [] : [reply.body]),
  ]);
  const most = record.size + Math.max(...bodies.map((body) => sizes(body).most));
  const words = [
    "Bytes of the message that begins in `view`, or undefined while its header is not complete.",
    "A RangeError for a header that no message has: a stream is lost then.",
  ].join("\n");
  if (length === undefined) {
    throw new Error(`${protocol.qualified}: a stream without lengths`);
  }
  const value = read(record, length.field, "view", scope);
  const size = length.includesHeader ? value : `${record.size} + ${value}`;
  const name = quote(`${typeName(record)}.${length.field.names.join(".")}`);
  const upper = most >= Number.MAX_SAFE_INTEGER ? "Infinity" : String(most);
  return exportedFunction(
    functionName("frame", protocol),
    words,
    [view("view")],
    "number | undefined",
    [
      `if (view.byteLength < ${record.size}) {`,
      "  return undefined;",
      "}",
      ...ruleChecks(header, "view", scope),
      `return ${scope.wire("expectWithin")}(${size}, ${record.size}, ${upper}, ${name});`,
    ],
  );
}

/** Without a header there is one record each way. */
function headerless(protocol: Protocol, scope: Scope): Statement[] {
  const [message] = protocol.messages;
  const request = message?.request.record;
  if (message === undefined || request === undefined) {
    return [];
  }
  const reply = message.reply?.body.record;
  const check = (part: string, record: RecordType, body: Body): Statement => {
    const descriptors = [String(body.descriptors.min), String(body.descriptors.max)];
    return exportedFunction(
      functionName("check", protocol, part),
      `Refuses, with a RangeError, bytes that are no {@link ${typeName(record)}}.`,
      [view(part), number("handles")],
      "void",
      [
        `${scope.call("decode", record)}(${part});`,
        `${scope.run("expectBody", quote(message.name), "0", "handles", "0, 0", ...descriptors)};`,
      ],
    );
  };
  const when = message.reply?.when;
  const answer =
    message.reply === undefined
      ? "false"
      : when === undefined
        ? "true"
        : holds(request, when, "request", scope);
  return [
    check("request", request, message.request),
    ...(reply === undefined || message.reply === undefined
      ? []
      : [check("reply", reply, message.reply.body)]),
    exportedFunction(
      functionName("wantsReply", protocol),
      `Whether the sender of this {@link ${typeName(request)}} waits for a reply.`,
      [view(answer.includes("request") ? "request" : "_request")],
      "boolean",
      [`return ${answer};`],
    ),
    ...(protocol.carrier === "stream" ? [recordFrame(protocol, request, scope)] : []),
  ];
}

function recordFrame(protocol: Protocol, request: RecordType, scope: Scope): Statement {
  const flexible = flexibleOf(request);
  const words = "Bytes of the request that begins in `view`, or undefined while it cannot be told.";
  if (flexible === undefined) {
    return exportedFunction(
      functionName("frame", protocol),
      words,
      [view("_view")],
      "number | undefined",
      [`return ${request.size};`],
    );
  }
  const { length, type } = flexible;
  if (length === undefined) {
    throw new Error(`${protocol.qualified}: a stream of records without lengths`);
  }
  const path: FieldPath = {
    names: [length.name],
    offset: length.offset,
    field: fieldNamed(request, length.name),
  };
  const count = read(request, path, "view", scope);
  const { most } = sizes({ record: request, descriptors: { min: 0, max: 0 } });
  const size = `${request.size} + ${type.stride === 1 ? count : `${type.stride} * ${count}`}`;
  const name = quote(`${typeName(request)}.${length.name}`);
  return exportedFunction(
    functionName("frame", protocol),
    words,
    [view("view")],
    "number | undefined",
    [
      `if (view.byteLength < ${request.size}) {`,
      "  return undefined;",
      "}",
      `return ${scope.wire("expectWithin")}(${size}, ${request.size}, ${most}, ${name});`,
    ],
  );
}
