// Virtio devices: the numbers of queues, features and shared memory regions.
import type { Device } from "../../model.ts";
import { constantName, typeName } from "./names.ts";
import { documentation } from "./text.ts";
import { constant, constantObject, type Statement } from "./types.ts";

/** The constants of a device; its messages are records of the module. */
export function declareDevice(device: Device): Statement[] {
  const name = typeName(device);
  const numbers = (
    suffix: string,
    words: string,
    members: Parameters<typeof constantObject>[2],
  ): Statement[] =>
    members.length === 0 ? [] : [constantObject(`${name}${suffix}`, words, members)];
  return [
    constant(
      constantName(device, "id"),
      String(device.id),
      documentation(device, "Number of the device."),
    ),
    ...numbers(
      "Queue",
      "Indices of the queues.",
      device.queues.map((queue) => ({
        name: queue.name,
        value: String(queue.index),
        doc: documentation(queue),
      })),
    ),
    ...numbers("Feature", "Bit numbers of the features.", device.features.map(member)),
    ...numbers(
      "SharedMemory",
      "Numbers of the shared memory regions.",
      device.sharedMemory.map(member),
    ),
  ];
}

function member(declared: Device["features"][number]): {
  name: string;
  value: string;
  doc: string;
} {
  return { name: declared.name, value: String(declared.value), doc: documentation(declared) };
}
