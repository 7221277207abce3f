// How long the bodies of messages may be.
import type { Body, Message, Protocol, RecordType } from "../../../model.ts";
import { isFlexible } from "../records/structs.ts";
import { chain } from "../spell/lines.ts";
import { constantName, isInt, literal, recordName } from "../spell/names.ts";

/** The messages by what their bodies must be. */
export function bodySwitch(
  protocol: Protocol,
  messages: readonly Message[],
  bodyOf: (message: Message) => Body,
): readonly string[] {
  const groups = new Map<
    string,
    { readonly messages: Message[]; readonly lines: readonly string[] }
  >();
  for (const message of messages) {
    const lines = bodyChecks(bodyOf(message));
    const key = lines.join("\n");
    const group = groups.get(key) ?? { messages: [], lines };
    group.messages.push(message);
    groups.set(key, group);
  }
  return [...groups.values()].flatMap((group) => [
    ...group.messages.map((message) => `case ${codeLabel(protocol, message)}:`),
    ...group.lines.map((line) => `    ${line}`),
  ]);
}

function bodyChecks(body: Body): readonly string[] {
  const { min, max } = body.descriptors;
  const descriptors =
    min === max
      ? `descriptors != ${min}`
      : [...(min === 0 ? [] : [`descriptors < ${min}`]), `descriptors > ${max}`].join(" || ");
  const size = sizeRefusal(body.record);
  return [
    `if (${descriptors})`,
    "    return -EPROTO;",
    ...(size.length === 0 ? [] : [chain("if (", "||", size, ")"), "    return -EMSGSIZE;"]),
    "return 0;",
  ];
}

function sizeRefusal(record: RecordType | undefined): readonly string[] {
  if (record === undefined) {
    return ["body_size != 0"];
  }
  if (!record.fields.some((field) => isFlexible(field.type))) {
    return [record.size === 0 ? "body_size != 0" : `body_size != sizeof(${recordName(record)})`];
  }
  const most = mostBytes(record);
  const least = record.size === 0 ? [] : [`body_size < sizeof(${recordName(record)})`];
  return [...least, ...(most === undefined ? [] : [`body_size > ${most}`])];
}

/** The longest that a record can be; undefined where nothing bounds it. */
export function mostBytes(record: RecordType | undefined): bigint | undefined {
  const field = record?.fields.find((each) => isFlexible(each.type));
  if (record === undefined || field?.type.kind !== "array") {
    return BigInt(record?.size ?? 0);
  }
  const { length, stride } = field.type;
  const counter =
    length.kind === "field" ? record.fields.find((each) => each.name === length.field) : undefined;
  const bits = counter === undefined ? undefined : (counter.bits?.width ?? counter.size * 8);
  const most =
    length.kind !== "fixed" && length.max !== undefined
      ? BigInt(length.max)
      : bits !== undefined && bits <= 16
        ? (1n << BigInt(bits)) - 1n
        : undefined;
  return most === undefined ? undefined : BigInt(record.size) + most * BigInt(stride);
}

/** The constant of a message's code. */
export function codeName(protocol: Protocol, message: Message): string {
  return constantName(protocol, "message", message.name);
}

/** A `case` label: what is no int has no enumerator. */
export function codeLabel(protocol: Protocol, message: Message): string {
  return isInt(message.code) ? codeName(protocol, message) : literal(message.code, message.hex);
}
