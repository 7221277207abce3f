// `messages` declarations → protocols: codes, bodies, descriptors, and when there is an answer.

import { readDocumentation } from "./annotations.ts";
import type { BodyNode, MessageNode, MessagesNode, ReplyNode } from "./ast.ts";
import { evaluateWithin } from "./constants.ts";
import { byName } from "./declare.ts";
import { diagnostic } from "./diagnostics.ts";
import { given } from "./given.ts";
import { type FoundHeader, reportLength, resolveHeader } from "./headers.ts";
import { isHex } from "./literals.ts";
import { findRecord, resolveCondition } from "./paths.ts";
import type { ProtocolEntity, Scope } from "./scope.ts";
import { evaluateFor } from "./types.ts";
import type { Body, Field, Message, RecordType, Reply } from "../model.ts";
import { qualify } from "../words.ts";

/** So many descriptors can travel with one message of a UNIX socket. */
const mostDescriptors = 253n;

/** Gives a protocol its model. */
export function finishProtocol(entity: ProtocolEntity): void {
  const { node, scope } = entity;
  const name = node.name.text;
  const found = node.header && resolveHeader(node.header, scope);
  if (node.header !== undefined && node.header.length === undefined && node.carrier === "stream") {
    scope.report(
      diagnostic("stream-without-length", node.header.record.span, { name }, {
        suggestion: "write `body_length FIELD;`, or `length FIELD including header;`",
      }),
    );
  }
  const messages = node.header === undefined
    ? onlyMessage(node, scope)
    : found && codedMessages(node, found, scope);
  if (messages !== undefined) {
    entity.model = {
      name, ...readDocumentation(node, scope), module: scope.name,
      qualified: qualify(scope.prefix, name), carrier: node.carrier, messages,
      ...given({ header: found?.header }),
    };
  }
}

/** Without a header there is one request, and maybe one reply. */
function onlyMessage(node: MessagesNode, scope: Scope): readonly Message[] | undefined {
  const [coded] = node.messages;
  if (coded !== undefined) {
    scope.report(
      diagnostic("message-without-header", coded.name.span, { name: coded.name.text }, {
        suggestion: "write `header RECORD { code FIELD; … }` first",
      }),
    );
  }
  if (node.request === undefined) {
    if (coded === undefined) {
      scope.report(diagnostic("empty-messages", node.name.span, { name: node.name.text }));
    }
    return undefined;
  }
  const request = resolveBody(node.request, scope);
  const reply = node.reply && resolveReply(node.reply, request?.record, scope);
  const endless = [[node.request, request], [node.reply?.body, reply?.body]] as const;
  for (const [{ type } = {}, body] of node.carrier === "stream" ? endless : []) {
    if (type !== undefined && body?.record?.fields.some(isEndless) === true) {
      scope.report(
        diagnostic("stream-without-length", type.span, { name: node.name.text }, {
          suggestion: `say in a field of '${body.record.name}' how many elements follow`,
        }),
      );
    }
  }
  return request && [{
    name: node.name.text, doc: node.doc, code: 0n, request, ...given({ reply }),
  }];
}

/** Whether a field is whatever is left of the buffer. */
function isEndless({ type }: Field): boolean {
  return type.kind === "array" && type.length.kind === "rest";
}

function codedMessages(
  node: MessagesNode,
  found: FoundHeader,
  scope: Scope,
): readonly Message[] {
  const stray = node.request ?? node.reply?.body;
  if (stray !== undefined) {
    scope.report(diagnostic("request-with-header", stray.span, {}));
  }
  if (node.messages.length === 0 && stray === undefined) {
    scope.report(diagnostic("empty-messages", node.name.span, { name: node.name.text }));
  }
  const codes = new Map<bigint, MessageNode>();
  return [...byName(node.messages, scope).values()].flatMap((message) => {
    const code = codeOf(message, found, codes, scope);
    const request = resolveBody(message.request, scope);
    const reply = message.reply && resolveReply(message.reply, found.header.record, scope);
    const bodies = [[message.request, request], [message.reply?.body, reply?.body]] as const;
    for (const [node, body] of bodies) {
      if (node?.type !== undefined && body?.record !== undefined) {
        reportLength(found.header, {
          name: body.record.name, body: body.record, span: node.type.span,
        }, scope);
      }
    }
    return code === undefined || request === undefined ? [] : [{
      name: message.name.text, ...readDocumentation(message, scope), code, request,
      ...given({ reply, hex: isCodeHex(message, code, found) }),
    }];
  });
}

function isCodeHex(message: MessageNode, code: bigint, found: FoundHeader): true | undefined {
  const { type } = found.header.code.field;
  const member = type.kind === "enum"
    ? type.enum.members.find(({ value }) => value === code)
    : undefined;
  return isHex(message.code) ?? (member?.hex === true || undefined);
}

/** The code as written, or the value of the enum's member of the message's name. */
function codeOf(
  message: MessageNode,
  { codeType }: FoundHeader,
  codes: Map<bigint, MessageNode>,
  scope: Scope,
): bigint | undefined {
  const { name } = message;
  if (message.code === undefined && codeType.kind !== "enum") {
    scope.report(
      diagnostic("message-without-code", name.span, { name: name.text }, {
        suggestion: `write \`${name.text} = CODE (…)\``,
      }),
    );
    return undefined;
  }
  const written = message.code ??
    { kind: "name" as const, path: { names: [name], span: name.span }, span: name.span };
  const code = evaluateFor(written, codeType, scope);
  const first = code === undefined ? undefined : codes.get(code);
  if (code !== undefined && first !== undefined) {
    scope.report(
      diagnostic("duplicate-number", written.span, {
        name: name.text, number: code, first: first.name.text,
      }, { notes: [{ span: first.name.span, text: "the other one" }] }),
    );
    return undefined;
  }
  if (code !== undefined) {
    codes.set(code, message);
  }
  return code;
}

function resolveBody(node: BodyNode, scope: Scope): Body | undefined {
  const record = node.type && findRecord(node.type, scope);
  const descriptors = resolveDescriptors(node, scope);
  if (node.type !== undefined && record === undefined) {
    return undefined;
  }
  return { descriptors, ...given({ record }) };
}

function resolveDescriptors(node: BodyNode, scope: Scope): Body["descriptors"] {
  if (node.descriptors === undefined) {
    return { min: 0, max: 0 };
  }
  const limits = { what: "a number of descriptors", min: 0n, max: mostDescriptors };
  const min = evaluateWithin(node.descriptors.min, scope, limits) ?? 0n;
  const max = evaluateWithin(node.descriptors.max, scope, limits) ?? mostDescriptors;
  if (min > max) {
    const span = { ...node.descriptors.min.span, end: node.descriptors.max.span.end };
    scope.report(
      diagnostic("range-reversed", span, { min, max }, { suggestion: `write ${max}..${min}` }),
    );
  }
  return { min: Number(min), max: Number(max) };
}

/** `conditioned` is the record that holds what decides whether there is an answer. */
function resolveReply(
  node: ReplyNode,
  conditioned: RecordType | undefined,
  scope: Scope,
): Reply | undefined {
  const body = resolveBody(node.body, scope);
  const when = node.when && conditioned && resolveCondition(node.when, conditioned, scope);
  return body && { body, ...given({ when }) };
}
