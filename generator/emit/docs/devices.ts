// A device: its queues, the messages on them, configuration and features.
import type { Device, EnumMember, Queue } from "../../model.ts";
import { queuesDrawing } from "./drawing/queues.ts";
import { lifetime, meaning } from "./facts.ts";
import { code, paragraphs } from "./markdown.ts";
import { headerFacts } from "./protocols.ts";
import { anchor, interfaceLink, link, type Page, picture } from "./types.ts";

/** One device. */
export function deviceView(device: Device, page: Page) {
  const facts = [
    `Its device id is ${device.id}.`,
    ...headerFacts(device.header, page),
    device.config === undefined ? "" : `Its configuration space is ${link(device.config, page)}.`,
    ...lifetime(device),
  ];
  return {
    anchor: anchor("device", device.name),
    title: code(device.name),
    paragraphs: paragraphs(device.doc, facts),
    ...picture(page, `${device.name}-queues`, queuesDrawing(device)),
    table: {
      head: ["Queue", "Name", "Use", "Meaning"],
      rows: device.queues.map((queue) => [
        `${queue.index}`,
        code(queue.name),
        useWords(queue, page),
        meaning(queue, []),
      ]),
    },
    tables: [
      ...device.queues.flatMap((queue) => messageTables(queue, page)),
      ...memberTables("Features", "Bit", device.features),
      ...memberTables("Shared memory regions", "Id", device.sharedMemory),
    ],
  };
}

function useWords({ party, does }: Queue, page: Page): string {
  if (does.kind === "answers") {
    return `the ${party} answers what came on ${code(does.queue)}`;
  }
  return `the ${party} asks ${interfaceLink(does.interface, page)}`;
}

function messageTables({ name, does }: Queue, page: Page): readonly object[] {
  if (does.kind === "answers") {
    return [];
  }
  const rows = does.messages.map(({ operation, request, reply }) => [
    `${operation.number}`,
    code(operation.name),
    link(request, page),
    reply === undefined ? "no answer" : link(reply, page),
  ]);
  return [
    {
      words: `Messages of ${code(name)}:`,
      table: { head: ["Operation", "Name", "Request", "Reply"], rows },
    },
  ];
}

function memberTables(
  words: string,
  number: string,
  members: readonly EnumMember[],
): readonly object[] {
  const rows = members.map((member) => [`${member.value}`, code(member.name), meaning(member, [])]);
  const head = [number, "Name", "Meaning"];
  return rows.length === 0 ? [] : [{ words: `${words}:`, table: { head, rows } }];
}
