// The counters of both sides of the addon as one.
import { ErrorKind, type Counters } from "./backend.ts";
import type { Loop } from "./loop.ts";
import type { Addon, Handle } from "./native.ts";
import type { Service } from "./service.ts";

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
  return {
    requests: next() + service.requests,
    reads: next() + service.reads,
    writes: next() + service.writes,
    posted: next() + service.posted,
    kicks: next() + service.kicks,
    errors: Object.fromEntries(
      kinds.map(([name, kind]) => [name, next() + (service.errors[kind] ?? 0)]),
    ) as unknown as Counters["errors"],
    wakeups: next() + loop.wakeups,
    spins: next() + loop.spins,
    spinHits: next() + loop.spinHits,
    interrupts: next(),
    hostCalls: next(),
    bytesIn: next() + service.bytesIn,
    bytesOut: next() + service.bytesOut,
  };
}
