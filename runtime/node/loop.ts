// The loop: serves, looks for more work for a while, and leaves the waiting to libuv.
import { operationError } from "../hypershim/calls.ts";
import { isPending, serve, type Ioreq } from "./ioreq.ts";
import type { Addon, Handle } from "./native.ts";

/** Where a channel's loop stands. Times are in milliseconds. */
export interface Loop {
  readonly addon: Addon;
  readonly handle: Handle;
  /** Undefined where requests are messages: only a system call tells of those. */
  readonly ioreq: Ioreq | undefined;
  /** The bound on looking for work before sleeping, and what it has adapted to. */
  readonly spinLimit: number;
  spin: number;
  /** When it went to sleep. */
  sleptAt: number;
  wakeups: number;
  spins: number;
  spinHits: number;
  isHeld: boolean;
  isStopping: boolean;
  isClosing: boolean;
  /** Calls of the loop that are on the stack. */
  inside: number;
  next: NodeJS.Immediate | undefined;
  /** Settles the promise of `run`. */
  ended: ((error?: Error) => void) | undefined;
  /** Closes the channel; for a `close` that had to wait. */
  close: () => void;
}

export function makeLoop(
  addon: Addon,
  handle: Handle,
  ioreq: Ioreq | undefined,
  spinLimit: number,
): Loop {
  return {
    addon,
    handle,
    ioreq,
    spinLimit,
    spin: spinLimit,
    sleptAt: 0,
    wakeups: 0,
    spins: 0,
    spinHits: 0,
    isHeld: true,
    isStopping: false,
    isClosing: false,
    inside: 0,
    next: undefined,
    ended: undefined,
    close: () => {},
  };
}

/** As long as one channel may keep the event loop from all others. */
const longestTurn = 1;
/** How often the descriptor is looked at while memory says that there is nothing. */
const lookEvery = 0.02;
/** Looking at a clock costs more than looking at memory. */
const roundsOfClock = 64;

const hostGone = -107;
const cancelled = -125;

/** Serves until the host hangs up, or `endLoop`. */
export function runLoop(loop: Loop): Promise<void> {
  if (loop.ended !== undefined) {
    return Promise.reject(new Error("the channel is running already"));
  }
  const { promise, settle } = promised();
  loop.ended = settle;
  const error = loop.addon.watch(loop.handle, true);
  if (error < 0) {
    end(loop, operationError(-error, "run: the event loop takes no more descriptors"));
  } else {
    // The first turn tells the host that accesses can be answered.
    again(loop);
  }
  return promise;
}

function promised(): { promise: Promise<void>; settle: (error?: Error) => void } {
  let settle: (error?: Error) => void = () => {};
  const promise = new Promise<void>((resolve, reject) => {
    settle = (error) => (error === undefined ? resolve() : reject(error));
  });
  return { promise, settle };
}

/** Ends `run`, if there is one. */
export function endLoop(loop: Loop): void {
  end(loop, undefined);
}

function end(loop: Loop, error: Error | undefined): void {
  clearImmediate(loop.next);
  loop.next = undefined;
  loop.isStopping = false;
  loop.addon.watch(loop.handle, false);
  const settle = loop.ended;
  loop.ended = undefined;
  settle?.(error);
}

/** Whether an operation of the backend may be under way. */
export function isInside(loop: Loop): boolean {
  return loop.inside > 0;
}

/** For the addon: the descriptor of the channel is readable. */
export function wake(loop: Loop): void {
  loop.wakeups++;
  if (loop.next === undefined) {
    adapt(loop);
  }
  turn(loop);
}

/** For the addon: serves the shared pages. */
export function serveSlots(loop: Loop): number {
  return loop.ioreq === undefined ? 0 : serve(loop.ioreq);
}

/** If the sleep was shorter than the longest spin would have been, spinning pays. */
function adapt(loop: Loop): void {
  const slept = performance.now() - loop.sleptAt;
  loop.spin =
    slept <= loop.spinLimit ? Math.min(loop.spin * 2 + 0.001, loop.spinLimit) : loop.spin / 2;
}

/** Comes back when the event loop has looked at everything else. */
function again(loop: Loop): void {
  loop.next = setImmediate(() => {
    loop.next = undefined;
    turn(loop);
  });
  if (!loop.isHeld) {
    loop.next.unref();
  }
}

function turn(loop: Loop): void {
  if (loop.ended === undefined) {
    return;
  }
  loop.inside++;
  let result: number;
  try {
    result = serveFor(loop, performance.now());
  } finally {
    loop.inside--;
  }
  if (loop.isClosing) {
    loop.close();
  } else if (loop.isStopping) {
    end(loop, undefined);
  } else if (result < 0) {
    end(loop, errorOf(result));
  } else if (result > 0) {
    loop.next ?? again(loop);
  } else {
    loop.sleptAt = performance.now();
  }
}

function errorOf(result: number): Error | undefined {
  return result === hostGone || result === cancelled
    ? undefined
    : operationError(-result, "the host ended inside a request, or its channel failed");
}

/** Positive: there is more to do; 0: it is time to sleep; negative: the end. */
function serveFor(loop: Loop, now: number): number {
  const { ioreq, addon, handle } = loop;
  // What a vCPU waits for comes first.
  let result = ioreq === undefined ? 0 : serveAndNotify(loop, ioreq);
  if (result >= 0) {
    result = addon.dispatch(handle);
  }
  const limit = now + longestTurn;
  let until = now + loop.spin;
  let look = now + lookEvery;
  let round = 0;
  while (result >= 0 && !loop.isClosing && !loop.isStopping) {
    const served = ioreq === undefined ? lookByCall(loop) : lookAtMemory(loop, ioreq);
    round++;
    if (served < 0) {
      return served;
    }
    if (served > 0) {
      loop.spinHits++;
    } else {
      loop.spins++;
    }
    if (served > 0 || round % roundsOfClock === 0 || ioreq === undefined) {
      now = performance.now();
      until = served > 0 ? now + loop.spin : until;
      if (now >= limit || now >= until) {
        return loop.spin > 0 && now < until ? 1 : 0;
      }
      if (now >= look && ioreq !== undefined) {
        result = addon.dispatch(handle);
        look = now + lookEvery;
      }
    }
  }
  return result < 0 ? result : 0;
}

function lookByCall({ addon, handle }: Loop): number {
  return addon.dispatch(handle);
}

function lookAtMemory(loop: Loop, ioreq: Ioreq): number {
  return isPending(ioreq) ? serveAndNotify(loop, ioreq) : 0;
}

function serveAndNotify({ addon, handle }: Loop, ioreq: Ioreq): number {
  const served = serve(ioreq);
  if (ioreq.answered[0] !== 0) {
    const error = addon.notify(handle);
    return error < 0 ? error : served;
  }
  return served;
}
