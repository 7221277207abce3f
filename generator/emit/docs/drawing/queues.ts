// The picture of a device: driver and device, and what runs over the queues between them.
import type { Device, Queue } from "../../../model.ts";
import { list } from "../markdown.ts";
import { type Drawing, type Label, type Line, textWidth } from "./drawing.ts";

const SIDE = 96;
const TOP = 16;
const ROW = 76;

/** Which way the messages of every queue go. */
export function queuesDrawing(device: Device): Drawing {
  const texts = device.queues.map(wordsOf);
  const widest = Math.max(...texts.flat().map((text) => textWidth(text, 12)), 160);
  const left = 16 + SIDE;
  const right = left + widest + 48;
  const height = device.queues.length * ROW + 8;
  const end = (x: number, name: string): Label => ({
    x,
    y: TOP + height / 2 + 4,
    text: name,
    size: 13,
    anchor: "middle",
    look: "ink",
  });
  return {
    title: `Queues of ${device.name}`,
    description: `${list(texts.map((lines) => lines.filter((line) => line !== "").join(", ")))}.`,
    width: right + SIDE + 16,
    height: TOP + height + 16,
    boxes: [
      { x: 16, y: TOP, width: SIDE, height, radius: 8, look: "node" },
      { x: right, y: TOP, width: SIDE, height, radius: 8, look: "node" },
    ],
    lines: device.queues.flatMap((queue, row) => arrows(queue, left, right, TOP + row * ROW + 30)),
    labels: [
      end(16 + SIDE / 2, "driver"),
      end(right + SIDE / 2, "device"),
      ...texts.flatMap((lines, row) =>
        lines.map((text, line): Label => ({
          x: (left + right) / 2,
          y: TOP + row * ROW + (line === 0 ? 23 : line === 1 ? 48 : 68),
          text,
          size: 12,
          anchor: "middle",
          look: line === 0 ? "ink" : "quiet",
        })),
      ),
    ],
  };
}

/** Above the arrow: the queue and what is asked. Below: what comes back. */
function wordsOf({ index, name, party, does }: Queue): readonly [string, string] {
  if (does.kind === "answers") {
    return [`${index} ${name}: ${party} answers ${does.queue}`, ""];
  }
  const answered = does.messages.some(({ reply }) => reply !== undefined);
  const asks = `${index} ${name}: ${party} asks ${does.interface.name}`;
  return [asks, answered && party === "driver" ? "the reply comes back in the same chain" : ""];
}

function arrows(queue: Queue, left: number, right: number, y: number): readonly Line[] {
  const [from, to] = queue.party === "driver" ? [left, right] : [right, left];
  const there = { path: `M ${from} ${y} H ${to}`, look: "arrow" } as const;
  const back = { path: `M ${to} ${y + 24} H ${from}`, look: "arrow" } as const;
  return wordsOf(queue)[1] === "" ? [there] : [there, back];
}
