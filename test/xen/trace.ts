// What strace shows of a backend for Xen.
import { expect } from "vitest";

/** Calls of Xen's drivers that strace shows, by what they are for. */
const calls: readonly (readonly [string, RegExp])[] = [
  ["open events", /openat\(.*"\/dev\/xen\/evtchn"/],
  ["map resource", /ioctl\(\d+, _IOC\(_IOC_NONE, 0x50, 0x7,/],
  ["bind", /IOCTL_EVTCHN_BIND_INTERDOMAIN/],
  ["unbind", /IOCTL_EVTCHN_UNBIND/],
  ["notify", /IOCTL_EVTCHN_NOTIFY/],
];

/**
 * A trace with each call in one line. Strace shows a call in two parts when another process comes
 * in between: `17 read(5, <unfinished ...>`, and later `17 <... read resumed>"…", 4) = 4`.
 */
function wholeCalls(trace: string): readonly string[] {
  const begun = new Map<string, string>();
  return trace.split("\n").flatMap((line) => {
    const [, process = "", call = ""] = /^(\d+) +(.*)/.exec(line) ?? [];
    const [, begin] = /^(.*) <unfinished \.\.\.>$/.exec(call) ?? [];
    if (begin !== undefined) {
      begun.set(process, begin);
      return [];
    }
    const [, end] = /^<\.\.\. \w+ resumed>(.*)/.exec(call) ?? [];
    return [`${process} ${end === undefined ? call : `${begun.get(process) ?? ""}${end}`}`];
  });
}

/** The order of the calls of a backend that answered five accesses, or of the daemon before it. */
export function expectOrder(trace: string): void {
  const all = wholeCalls(trace);
  // Of the process that has to do with Xen; a shell may be before it, and a backend behind it.
  const [, process = "?", events = "?"] =
    /^(\d+) .*openat\(.*"\/dev\/xen\/evtchn".* = (\d+)/m.exec(all.join("\n")) ?? [];
  const lines = all.filter((line) => line.startsWith(`${process} `));
  const steps = lines.flatMap((line) => {
    const call = calls.find(([, pattern]) => pattern.test(line));
    if (call !== undefined) {
      return [call[0]];
    }
    // Only what gave a whole port.
    if (new RegExp(`\\bread\\(${events}, .* = 4$`).test(line)) {
      return ["pending"];
    }
    return new RegExp(`\\bwrite\\(${events}, .* = 4$`).test(line) ? ["unmask"] : [];
  });
  // Set up: the pages are mapped before anything is bound, and all is bound before the first request.
  expect(steps.slice(0, 5)).toEqual(["open events", "map resource", "map resource", "bind", "bind"]);
  expect(steps.slice(-2)).toEqual(["unbind", "unbind"]);
  // In between: an event that is taken is unmasked, and each answer is told of once. Whether an answer has to wait
  // for an event depends on who is faster; that it is there when it is told of is seen in test/native/xen.c.
  const served = steps.slice(5, -2).join(" ");
  expect(served).toMatch(/^(?:(?:pending unmask|notify)(?: |$))+$/);
  expect(served.match(/notify/g)).toHaveLength(5);
}
