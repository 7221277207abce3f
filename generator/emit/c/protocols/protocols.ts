// A framed protocol: what its messages are, and functions that refuse those which break its rules.
import type {
  Condition,
  FieldPath,
  Header,
  Message,
  Protocol,
  RecordType,
} from "../../../model.ts";
import { headerRules } from "../../headers.ts";
import { privateReader, termsOf } from "../bindings/conditions.ts";
import renderFunctions from "../functions.hbs";
import { definition } from "../records/constants.ts";
import { extract, leafAt, load } from "../records/leaves.ts";
import { oneLine } from "../../text.ts";
import { kernelDoc, remark } from "../spell/comments.ts";
import { block, chain, signature } from "../spell/lines.ts";
import { isInt, literal, recordName } from "../spell/names.ts";
import { bodySwitch, codeLabel, codeName, mostBytes } from "./bodies.ts";
import renderHeader from "./header.hbs";

interface ProtocolFunction {
  readonly comment: string;
  readonly head: string;
  readonly body: string;
}

/** The codes and the heads of the functions. */
export function emitProtocolHeader(protocol: Protocol): string {
  const coded = protocol.header === undefined ? [] : protocol.messages;
  const small = coded.filter(({ code }) => isInt(code));
  return renderHeader({
    coded: small.length > 0,
    comment: kernelDoc({
      subject: `enum ${protocol.qualified}_message`,
      doc: protocol.doc === "" ? `The messages of ${protocol.name}.` : protocol.doc,
      members: small.map((message) => ({
        name: codeName(protocol, message),
        text: oneLine(message.doc),
      })),
    }),
    name: `${protocol.qualified}_message`,
    codes: small.map((message) => ({
      name: codeName(protocol, message),
      value: literal(message.code, message.hex),
    })),
    large: coded.filter((message) => !small.includes(message)).map((message) => ({
      comment: message.doc === "" ? "" : remark(oneLine(message.doc)),
      definition: definition(codeName(protocol, message), {
        value: message.code,
        ...(message.hex === undefined ? {} : { hex: message.hex }),
      }),
    })),
    functions: functionsOf(protocol),
  });
}

/** The functions. */
export function emitProtocolSource(protocol: Protocol): string {
  return renderFunctions({
    functions: functionsOf(protocol).map((each) => ({ ...each, comment: "" })),
  });
}

function functionsOf(protocol: Protocol): readonly ProtocolFunction[] {
  const { header } = protocol;
  if (header === undefined) {
    return headerless(protocol);
  }
  return [
    wantsReply(protocol, header),
    checkRequest(protocol, header),
    checkReply(protocol, header),
    ...(header.length !== undefined ? [frame(protocol, header)] : []),
  ];
}

/** One record each way: there is only the question of an answer. */
function headerless(protocol: Protocol): readonly ProtocolFunction[] {
  const [message] = protocol.messages;
  const record = message?.request.record;
  if (message === undefined || record === undefined) {
    return [];
  }
  const condition = message.reply?.when;
  const answer =
    message.reply === undefined
      ? "false"
      : condition === undefined
        ? "true"
        : termsOf(record, [condition], privateReader(record, "request")).join("");
  return [
    {
      comment: wantsReplyComment(protocol, "request", "the message"),
      head: signature("bool", `${protocol.qualified}_wants_reply`, [
        `const ${recordName(record)} *request`,
      ]),
      body: block([
        ...(condition === undefined ? ["(void)request;", ""] : []),
        `return ${answer};`,
      ]),
    },
  ];
}

function wantsReplyComment(protocol: Protocol, name: string, text: string): string {
  return kernelDoc({
    subject: `${protocol.qualified}_wants_reply()`,
    doc: "Whether the sender waits for an answer.",
    members: [{ name, text }],
  });
}

function wantsReply(protocol: Protocol, header: Header): ProtocolFunction {
  const reader = privateReader(header.record, "request");
  const always = protocol.messages.filter(
    ({ reply }) => reply !== undefined && reply.when === undefined,
  );
  const conditional = new Map<string, Message[]>();
  for (const message of protocol.messages) {
    if (message.reply?.when !== undefined) {
      const text = termsOf(header.record, [message.reply.when], reader).join("");
      conditional.set(text, [...(conditional.get(text) ?? []), message]);
    }
  }
  const labels = (messages: readonly Message[]): readonly string[] =>
    messages.map((message) => `case ${codeLabel(protocol, message)}:`);
  return {
    comment: wantsReplyComment(
      protocol,
      "request",
      "the message's header; an unknown one has no answer",
    ),
    head: signature("bool", `${protocol.qualified}_wants_reply`, [
      `const ${recordName(header.record)} *request`,
    ]),
    body: block([
      `switch (${pathValue(header.record, header.code, "request")}) {`,
      ...(always.length === 0 ? [] : [...labels(always), "    return true;"]),
      ...[...conditional.entries()].flatMap(([text, messages]) => [
        ...labels(messages),
        `    return ${text};`,
      ]),
      "default:",
      "    return false;",
      "}",
    ]),
  };
}

function pathValue(record: RecordType, path: FieldPath, pointer: string): string {
  const leaf = leafAt(record, path.names);
  return (
    privateReader(record, pointer).value?.(leaf) ??
    extract(leaf, load(leaf.storage, `${pointer}->${leaf.path}`))
  );
}

function negated(condition: Condition): Condition {
  return { ...condition, negated: !condition.negated };
}

/** `if (x)` per thing that is wrong with a header. */
function headerRefusals(header: Header, pointer: string, reply: boolean): readonly string[] {
  const reader = privateReader(header.record, pointer);
  const wrong = [
    ...headerRules(header).map(negated),
    ...(header.isReply === undefined ? [] : [reply ? negated(header.isReply) : header.isReply]),
  ].flatMap((condition) => termsOf(header.record, [condition], reader));
  return wrong.length === 0 ? [] : [chain("if (", "||", wrong, ")"), "    return -EPROTO;"];
}

function lengthRefusal(header: Header, pointer: string): readonly string[] {
  if (header.length === undefined) {
    return [];
  }
  const value = pathValue(header.record, header.length.field, pointer);
  const expected = header.length.includesHeader ? `sizeof(*${pointer}) + body_size` : "body_size";
  return [chain("if (", "!=", [value, expected], ")"), "    return -EMSGSIZE;"];
}

const checkReturns =
  "0, -EPROTO for a header or a number of descriptors that is wrong, -EMSGSIZE for a body of " +
  "another size, or -ENOTSUP for an unknown message.";

/** The body of a check; where no message needs one of its parameters, it says so. */
function checkBody(lines: readonly string[]): string {
  const unused = ["body_size", "descriptors"].filter(
    (name) => !lines.some((line) => line.includes(name)),
  );
  const ignored = unused.map((name) => `(void)${name};`);
  return block([...ignored, ...(ignored.length === 0 ? [] : [""]), ...lines]);
}

function checkRequest(protocol: Protocol, header: Header): ProtocolFunction {
  const name = `${protocol.qualified}_check_request`;
  return {
    comment: kernelDoc({
      subject: `${name}()`,
      doc:
        "Whether a request is well formed. " +
        "A body with a length of its own is validated by its own function.",
      members: [
        { name: "request", text: "its header" },
        { name: "body_size", text: "bytes after the header" },
        { name: "descriptors", text: "how many came with it" },
      ],
      returns: checkReturns,
    }),
    head: signature("int", name, [
      `const ${recordName(header.record)} *request`,
      "size_t body_size",
      "unsigned int descriptors",
    ]),
    body: checkBody([
      ...headerRefusals(header, "request", false),
      ...lengthRefusal(header, "request"),
      "",
      `switch (${pathValue(header.record, header.code, "request")}) {`,
      ...bodySwitch(protocol, protocol.messages, (message) => message.request),
      "default:",
      "    return -ENOTSUP;",
      "}",
    ]),
  };
}

function checkReply(protocol: Protocol, header: Header): ProtocolFunction {
  const name = `${protocol.qualified}_check_reply`;
  const record = header.record;
  const same = [header.code, ...header.id].map(
    (path) => `${pathValue(record, path, "reply")} != ${pathValue(record, path, "request")}`,
  );
  const failed =
    header.error === undefined
      ? undefined
      : termsOf(record, [header.error.condition], privateReader(record, "reply"));
  return {
    comment: kernelDoc({
      subject: `${name}()`,
      doc:
        "Whether a reply is well formed and answers the request." +
        (failed === undefined ? "" : " One that says that the request failed has no body."),
      members: [
        { name: "reply", text: "its header" },
        { name: "request", text: "the header that it answers" },
        { name: "body_size", text: "bytes after the header" },
        { name: "descriptors", text: "how many came with it" },
      ],
      returns: checkReturns,
    }),
    head: signature("int", name, [
      `const ${recordName(record)} *reply`,
      `const ${recordName(record)} *request`,
      "size_t body_size",
      "unsigned int descriptors",
    ]),
    body: checkBody([
      ...headerRefusals(header, "reply", true),
      ...same.flatMap((condition) => [`if (${condition})`, "    return -EPROTO;"]),
      `if (!${protocol.qualified}_wants_reply(request))`,
      "    return -EPROTO;",
      ...lengthRefusal(header, "reply"),
      ...(failed === undefined
        ? []
        : [
            `if (${failed.join(" && ")}) {`,
            "    if (descriptors != 0)",
            "        return -EPROTO;",
            "    return body_size == 0 ? 0 : -EMSGSIZE;",
            "}",
          ]),
      "",
      `switch (${pathValue(record, header.code, "reply")}) {`,
      ...bodySwitch(
        protocol,
        protocol.messages.filter(({ reply }) => reply !== undefined),
        (message) => message.reply?.body ?? message.request,
      ),
      "default:",
      "    return -ENOTSUP;",
      "}",
    ]),
  };
}

function frame(protocol: Protocol, header: Header): ProtocolFunction {
  const name = `${protocol.qualified}_frame`;
  const { record, length } = header;
  const bodies = protocol.messages.flatMap(({ request, reply }) => [
    request.record,
    reply?.body.record,
  ]);
  const sizes = bodies.map(mostBytes);
  const bounded = sizes.every((size) => size !== undefined);
  const most = sizes.reduce<bigint>(
    (largest, size) => (size !== undefined && size > largest ? size : largest),
    0n,
  );
  const limit = bounded ? literal(most) : "UINT32_MAX - sizeof(*header)";
  const includes = length?.includesHeader === true;
  return {
    comment: kernelDoc({
      subject: `${name}()`,
      doc:
        "How long the message is that a stream goes on with. " +
        "Call it again when the header is there.",
      members: [
        { name: "buffer", text: "what has arrived" },
        { name: "have", text: "how many bytes that is" },
        {
          name: "need",
          text: "set to the message's size, or to the header's while that is not there",
        },
      ],
      returns: "0, or -EPROTO for a header that no message can have.",
    }),
    head: signature("int", name, ["const void *buffer", "size_t have", "size_t *need"]),
    body: block([
      `${recordName(record)} copy;`,
      `const ${recordName(record)} *header = &copy;`,
      "uint64_t size;",
      "",
      "*need = sizeof(*header);",
      "if (have < sizeof(*header))",
      "    return 0;",
      "memcpy(&copy, buffer, sizeof(copy));",
      ...headerWhere(header),
      `size = ${length === undefined ? "0" : pathValue(record, length.field, "header")};`,
      ...(includes
        ? ["if (size < sizeof(*header))", "    return -EPROTO;", "size -= sizeof(*header);"]
        : []),
      `if (size > ${limit})`,
      "    return -EPROTO;",
      "*need = sizeof(*header) + (size_t)size;",
      "",
      "return 0;",
    ]),
  };
}

function headerWhere(header: Header): readonly string[] {
  const wrong = headerRules(header).flatMap((condition) =>
    termsOf(header.record, [negated(condition)], privateReader(header.record, "header")),
  );
  return wrong.length === 0 ? [] : [chain("if (", "||", wrong, ")"), "    return -EPROTO;"];
}
