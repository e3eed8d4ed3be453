// What tests of asynchronous programs need: a loop whose clock is not the host's.
// Invariant: virtual time moves only when nothing is ready, and then to the next timer.

import type { Host } from "../host.ts";
import { hasImmediate, nodeHost } from "../hosts/node.ts";
import { webHost } from "../hosts/web.ts";
import { EventLoop } from "../loop.ts";
import { run } from "../runners.ts";
import type { CoroutineLike } from "../tasks.ts";

/** The loop may ask so often whether it owes the host a turn before it does. */
const QUESTIONS_PER_HOST_TURN = 32;

const { soon } = hasImmediate() ? nodeHost : webHost;

/** A clock that jumps: what waits for a time waits for the host's next turn, which is when promises have settled. */
class VirtualHost implements Host {
  #now = 0;
  #questions = 0;

  now(): number {
    return this.#now;
  }

  soon(callback: () => void): void {
    this.#questions = 0;
    soon(callback);
  }

  /** By count: virtual time may stand still, and real time would make each run a different one. */
  isOwedTurn(): boolean {
    return ++this.#questions > QUESTIONS_PER_HOST_TURN;
  }

  at(when: number, callback: () => void): () => void {
    let cancelled = when === Number.POSITIVE_INFINITY; // Such a time never comes: nothing may jump there.
    soon(() => {
      if (cancelled) return;
      this.#now = Math.max(this.#now, when);
      callback();
    });
    return () => {
      cancelled = true;
    };
  }
}

/**
 * An event loop with a clock of its own: it starts at 0, stands still while anything is ready, and then
 * jumps to the next timer.
 *
 * @example
 * ```ts
 * import { sleep } from "tsyncio";
 * import { VirtualEventLoop } from "tsyncio/testing";
 * const loop = new VirtualEventLoop();
 * await loop.runUntilComplete(sleep(3600));
 * const time = loop.time();
 * loop.close();
 * time; // -> 3600
 * ```
 */
export class VirtualEventLoop extends EventLoop {
  readonly #virtualHost: VirtualHost;

  constructor() {
    const host = new VirtualHost();
    super(host);
    this.#virtualHost = host;
  }

  /** @internal */
  override _owesHostTurn(): boolean {
    return this.#virtualHost.isOwedTurn();
  }
}

/**
 * `run` on a VirtualEventLoop: hours of sleeping pass at once. `main` is a coroutine or a function that
 * gives one.
 *
 * @example
 * ```ts
 * import { getRunningLoop, sleep } from "tsyncio";
 * import { runVirtual } from "tsyncio/testing";
 * async function main() {
 *   await sleep(86_400);
 *   return getRunningLoop().time();
 * }
 * await runVirtual(main); // -> 86400
 * ```
 */
export function runVirtual<T>(main: CoroutineLike<T> | (() => CoroutineLike<T>)): Promise<Awaited<T>> {
  return run(typeof main === "function" ? main() : main, { loopFactory: () => new VirtualEventLoop() });
}
