// What a backend is: the generated interface, with operations that answer at once.
import type { IoBackend } from "../../generated/ts/io-backend.ts";

/** An interface whose operations return their results instead of promises of them. */
export type Synchronous<T> = {
  [K in keyof T]: T[K] extends (...parameters: infer P) => Promise<infer R>
    ? (...parameters: P) => R
    : T[K];
};

/**
 * A device: what {@link IoBackend} says, but at once, because a guest's processor waits. What a
 * backend does not have is refused, as if it threw: a load gives the guest all ones, a store is
 * lost. An operation that returns a promise has failed as well.
 */
export type Backend = Partial<Synchronous<IoBackend>>;

/** What can go wrong with a request; the same kinds as in C. */
export const ErrorKind = {
  /** Fewer bytes than a request has. */
  short: 0,
  /** What stands for no operation. */
  command: 1,
  /** A width that is none, or another value out of its range. */
  value: 2,
  /** A region that was not claimed, or bytes beyond its end. */
  region: 3,
  /** The backend's own operation failed. */
  backend: 4,
  /** Shared memory in a state that the protocol does not allow. */
  state: 5,
  /** A malformed message of the host beside the data channel. */
  control: 6,
} as const;
export type ErrorKind = (typeof ErrorKind)[keyof typeof ErrorKind];

/** What happened since a channel was opened. */
export interface Counters {
  /** Requests taken from the hypervisor, the bad ones too. */
  readonly requests: number;
  /** Calls of the backend's `read`. */
  readonly reads: number;
  /** Calls of the backend's `write`, `posted` and `kicks` among them. */
  readonly writes: number;
  /** Requests that wanted no answer. */
  readonly posted: number;
  /** Stores that came as a doorbell. */
  readonly kicks: number;
  /** Requests that failed, by kind. */
  readonly errors: { readonly [K in keyof typeof ErrorKind]: number };
  /** Times the event loop found the channel's descriptor readable. */
  readonly wakeups: number;
  /** Times that work was looked for without sleeping and not found. */
  readonly spins: number;
  /** Waits that ended while looking. */
  readonly spinHits: number;
  readonly interrupts: number;
  readonly hostCalls: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
}
