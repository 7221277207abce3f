// The loop: serves, looks for more work for a while, and leaves the waiting to libuv.
import { operationError } from "../hypershim/calls.ts";
import type { Ioreq } from "./ioreq.ts";
import type { Addon, Callbacks, Handle } from "./native.ts";
import { makeSpin, spinHit, spinSlept, type Spin } from "./spin.ts";

/** Where a channel's loop stands. Times are in milliseconds. */
export interface Loop {
  readonly addon: Addon;
  readonly handle: Handle;
  /** Kept: while the loop does not run, the addon has no hold on them. */
  readonly callbacks: Callbacks;
  /** Undefined where requests are messages. */
  readonly ioreq: Ioreq | undefined;
  /**
   * What the loop looks at by itself: nothing before the transport was started, for nobody could be
   * told of an answer. Undefined: only a system call tells of requests.
   */
  pages: Ioreq | undefined;
  /** The host's kernel takes requests out of the pages, too. */
  isShared: boolean;
  readonly spin: Spin;
  /** When it went to sleep, and whether it had looked for work before. */
  sleptAt: number;
  hasLooked: boolean;
  wakeups: number;
  spins: number;
  spinHits: number;
  isHeld: boolean;
  isStopping: boolean;
  isClosing: boolean;
  /** Calls of the loop that are on the stack. */
  inside: number;
  /** An immediate; named so because users need no types of Node. */
  next: unknown;
  /** Settles the promise of `run`. */
  ended: ((error?: Error) => void) | undefined;
  /** Closes the channel; for a `close` that had to wait. */
  close: () => void;
}

export function makeLoop(
  addon: Addon,
  handle: Handle,
  callbacks: Callbacks,
  ioreq: Ioreq | undefined,
  spinLimit: number,
): Loop {
  return {
    addon,
    handle,
    callbacks,
    ioreq,
    pages: undefined,
    isShared: false,
    spin: makeSpin(spinLimit),
    sleptAt: 0,
    hasLooked: false,
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
/** Looking at a clock costs more than looking at memory, and a system call even more. */
const roundsOfClock = 256;
const roundsOfCall = 4096;

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
  clearImmediate(loop.next as Parameters<typeof clearImmediate>[0]);
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

/** For the addon: the descriptor of the channel is readable, or the bell of its pages rang. */
export function wake(loop: Loop, rang: boolean): void {
  loop.wakeups++;
  if (loop.next === undefined && loop.spin.limit > 0) {
    spinSlept(loop.spin, performance.now() - loop.sleptAt, loop.hasLooked);
  }
  turn(loop, rang);
}

/** From now on only an event tells whether a request is ours. */
export function sharePages(loop: Loop): void {
  loop.isShared = true;
  loop.pages = undefined;
}

/** For the addon: serves the shared pages. */
export function serveSlots(loop: Loop): number {
  return loop.ioreq?.serve() ?? 0;
}

/** Comes back when the event loop has looked at everything else. */
function again(loop: Loop): void {
  const next = setImmediate(() => {
    loop.next = undefined;
    turn(loop, false);
  });
  loop.next = next;
  if (!loop.isHeld) {
    next.unref();
  }
}

function turn(loop: Loop, rang: boolean): void {
  if (loop.ended === undefined) {
    return;
  }
  loop.inside++;
  let result: number;
  try {
    result = serveAWhile(loop, rang);
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
    if (loop.next === undefined) {
      again(loop);
    }
  }
}

function errorOf(result: number): Error | undefined {
  return result === hostGone || result === cancelled
    ? undefined
    : operationError(-result, "the host ended inside a request, or its channel failed");
}

/** Positive: come back soon; 0: the descriptor will tell; negative: the end. */
function serveAWhile(loop: Loop, rang: boolean): number {
  const { addon, handle, spin } = loop;
  const limit = performance.now() + longestTurn;
  // What a vCPU waits for comes first.
  let result = servePages(loop);
  // The bell tells of nothing else, and before sleeping it is silenced.
  if (result >= 0 && (!rang || spin.length > 0)) {
    result = look(loop);
  }
  while (result >= 0 && !loop.isClosing && !loop.isStopping) {
    if (performance.now() >= limit) {
      return 1;
    }
    loop.hasLooked = spin.length > 0;
    result = loop.hasLooked ? lookForWork(loop, limit) : 0;
    if (result === 0) {
      loop.sleptAt = performance.now();
      result = addon.rest(handle);
      if (result <= 0) {
        // Where only the bell tells of work, it does not tell again of what is left.
        return result === 0 && loop.pages?.isUnderWay() === true ? 1 : result;
      }
      result = loop.pages === undefined ? look(loop) : servePages(loop);
    }
  }
  return Math.min(result, 0);
}

/** Looks as long as that has paid so far, and serves what is there: how many requests. */
function lookForWork(loop: Loop, limit: number): number {
  const { spin } = loop;
  let until = performance.now() + spin.length;
  let served = 0;
  for (let round = 1; ; round++) {
    const found = lookOnce(loop, round);
    if (found < 0) {
      return found;
    }
    if (found > 0) {
      served += found;
      loop.spinHits++;
      spinHit(spin);
      // The time begins anew with the next look at the clock.
      until = 0;
    } else {
      loop.spins++;
    }
    if (loop.isClosing || loop.isStopping) {
      return served;
    }
    // What was served may have taken any time.
    if (loop.pages === undefined || found > 0 || round % roundsOfClock === 0) {
      const now = performance.now();
      until = until === 0 ? now + spin.length : until;
      if (now >= limit || now >= until) {
        return now >= until ? 0 : served;
      }
    }
  }
}

function lookOnce(loop: Loop, round: number): number {
  const { pages } = loop;
  if (pages === undefined || round % roundsOfCall === 0) {
    return look(loop);
  }
  return pages.isIdle() ? 0 : servePages(loop);
}

/** What the descriptors have. The first time it starts the transport. */
function look(loop: Loop): number {
  const { addon, handle, ioreq } = loop;
  const result = addon.look(handle);
  loop.pages = loop.isShared ? undefined : ioreq;
  return result;
}

function servePages({ addon, handle, pages }: Loop): number {
  if (pages === undefined) {
    return 0;
  }
  const served = pages.serve();
  if (pages.wantsNotice()) {
    const error = addon.notify(handle);
    return error < 0 ? error : served;
  }
  return served;
}
