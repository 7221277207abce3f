// A virtio device: its numbers.
import type { Device, Documented } from "../../model.ts";
import renderDevice from "./devices.hbs";
import { oneLine } from "../text.ts";
import { kernelDoc } from "./spell/comments.ts";
import { constantName } from "./spell/names.ts";

/** The device's id, queues, features and shared memory regions. */
export function emitDevice(device: Device): string {
  return renderDevice({
    id: constantName(device, "ID"),
    idValue: device.id,
    name: device.name,
    groups: [
      group(
        device,
        "queue",
        "Its queues.",
        device.queues.map((queue) => ({ ...queue, number: queue.index })),
      ),
      group(device, "feature", "Bit numbers of what it can offer.", numbered(device.features)),
      group(device, "shared_memory", "Its shared memory regions.", numbered(device.sharedMemory)),
    ].filter(({ members }) => members.length > 0),
  });
}

function numbered(
  members: Device["features"],
): readonly (Documented & { readonly number: bigint })[] {
  return members.map((member) => ({ ...member, number: member.value }));
}

function group(
  device: Device,
  word: string,
  doc: string,
  members: readonly (Documented & { readonly number: number | bigint })[],
): { readonly comment: string; readonly name: string; readonly members: readonly object[] } {
  return {
    comment: kernelDoc({
      subject: `enum ${device.qualified}_${word}`,
      doc,
      members: members.map((member) => ({
        name: constantName(device, word, member.name),
        text: oneLine(member.doc),
      })),
    }),
    name: `${device.qualified}_${word}`,
    members: members.map((member) => ({
      name: constantName(device, word, member.name),
      value: String(member.number),
    })),
  };
}
