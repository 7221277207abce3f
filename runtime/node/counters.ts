// The counters of both sides of the addon as one.
import { ErrorKind, type Counters } from "./backend.ts";
import type { Loop } from "./loop.ts";
import type { Addon, Handle } from "./native.ts";
import { Count, type Service } from "./service.ts";

const kinds = Object.entries(ErrorKind);

/** What the C runtime counted, in its order, and what was counted here. */
export function readCounters(
  addon: Addon,
  handle: Handle,
  service: Service,
  loop: Loop,
): Counters {
  const native = addon.counters(handle);
  const numbers = typeof native === "number" ? [] : [...native];
  const next = (): number => numbers.shift() ?? 0;
  const counted = (what: number): number => service.counts[what] ?? 0;
  return {
    requests: next() + counted(Count.requests),
    reads: next() + counted(Count.reads),
    writes: next() + counted(Count.writes),
    posted: next() + counted(Count.posted),
    kicks: next() + counted(Count.kicks),
    errors: Object.fromEntries(
      kinds.map(([name, kind]) => [name, next() + (service.errors[kind] ?? 0)]),
    ) as unknown as Counters["errors"],
    wakeups: next() + loop.wakeups,
    spins: next() + loop.spins,
    spinHits: next() + loop.spinHits,
    interrupts: next(),
    hostCalls: next(),
    bytesIn: next() + counted(Count.bytesIn),
    bytesOut: next() + counted(Count.bytesOut),
  };
}
