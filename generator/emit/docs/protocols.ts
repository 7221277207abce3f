// A framed protocol: what its header says, and a row for each message.
import type { Body, Header, Message, Protocol } from "../../model.ts";
import {
  bodyWords,
  conditionsWords,
  conditionWords,
  lifetime,
  meaning,
  pathWords,
} from "./facts.ts";
import { code, list, paragraphs } from "./markdown.ts";
import { anchor, link, type Page } from "./types.ts";

const carrierWords = {
  stream: "On a stream.",
  datagram: "In datagrams, one message each.",
  queue: "On a queue, one message in a buffer.",
} as const;

/** One protocol. */
export function protocolView(protocol: Protocol, page: Page) {
  const { header } = protocol;
  const hasIds = header !== undefined && header.id.length > 0;
  const facts = [
    carrierWords[protocol.carrier],
    ...(header === undefined ? ["There is no header."] : headerFacts(header, page)),
    hasIds ? "" : "Answers come in the order of the requests.",
    ...lifetime(protocol),
  ];
  const head = ["Message", "Request", "Reply", "Answered", "Meaning"];
  const rows = protocol.messages.map((message) => [
    code(message.name),
    bodyLink(message.request, page),
    message.reply === undefined ? "" : bodyLink(message.reply.body, page),
    answered(message, header),
    meaning(message, []),
  ]);
  const codes = protocol.messages.map((message) => `${message.code}`);
  return {
    anchor: anchor("messages", protocol.name),
    title: code(protocol.name),
    paragraphs: paragraphs(protocol.doc, facts),
    table:
      header === undefined
        ? { head, rows }
        : { head: ["Code", ...head], rows: rows.map((row, index) => [codes[index] ?? "", ...row]) },
  };
}

/** What the fields of a header mean to whoever frames messages. */
export function headerFacts(header: Header, page: Page): readonly string[] {
  const { record, length, id, isReply, error, where } = header;
  const kind = `${pathWords(header.code)} says which it is`;
  return [
    `Every message begins with ${link(record, page)}; ${kind}.`,
    length === undefined ? "" : lengthFact(length),
    id.length === 0 ? "" : `An answer has the ${list(id.map(pathWords))} of its request.`,
    isReply === undefined ? "" : `A message is an answer when ${conditionWords(isReply)}.`,
    error === undefined ? "" : errorFact(error),
    where.length === 0 ? "" : `A message is malformed unless ${conditionsWords(where)}.`,
  ];
}

function lengthFact({ field, includesHeader }: NonNullable<Header["length"]>): string {
  const what = includesHeader ? "of the message, header included" : "after the header";
  return `${pathWords(field)} counts the bytes ${what}.`;
}

function errorFact({ condition, code: number }: NonNullable<Header["error"]>): string {
  const where = number === undefined ? "" : `; ${pathWords(number)} is the error's number`;
  const when = conditionWords(condition);
  return `When ${when}, the request failed and the answer has no body${where}.`;
}

function bodyLink({ record, descriptors }: Body, page: Page): string {
  return bodyWords(record, descriptors, page);
}

function answered({ reply }: Message, header: Header | undefined): string {
  if (reply === undefined) {
    return "never";
  }
  const of = header === undefined ? "" : " in the header";
  return reply.when === undefined ? "always" : `when ${conditionWords(reply.when)}${of}`;
}
