/**
 * What random programs await, enter and submit work to: the twin of things.py, with the same names.
 */

import {
  type AbstractEventLoop,
  asyncAwait,
  asyncEnter,
  asyncExit,
  coroutine,
  type Executor as ExecutorType,
  type Future,
  sleep,
} from "tsyncio";

type Say = (label: string, value?: unknown) => void;

/** Gives up a turn, then waits for a while. */
export class Awaitable {
  readonly #label: string;

  constructor(label: string) {
    this.#label = label;
  }

  *[asyncAwait](): Generator<unknown, unknown, unknown> {
    yield;
    return yield sleep(0.5, this.#label);
  }
}

/** A coroutine that no compiler knows of. */
export const byHand = coroutine(function* (label: string): Generator<unknown, unknown, unknown> {
  return yield sleep(0.5, label);
});

/** Is entered and left by turns, and may swallow what leaves its block. */
export class Manager {
  readonly #say: Say;
  readonly #label: string;
  readonly #swallows: boolean;

  constructor(say: Say, label: string, swallows: boolean) {
    this.#say = say;
    this.#label = label;
    this.#swallows = swallows;
  }

  async [asyncEnter](): Promise<string> {
    this.#say(this.#label, "enter");
    await sleep(0);
    return this.#label;
  }

  async [asyncExit](error?: unknown): Promise<boolean> {
    this.#say(this.#label, ["exit", error]);
    await sleep(0.5);
    return this.#swallows;
  }
}

/** Is left at once, and not told of any error: all that `using` knows. */
export class Scope {
  readonly #say: Say;
  readonly #label: string;

  constructor(say: Say, label: string) {
    this.#say = say;
    this.#label = label;
  }

  [Symbol.dispose](): void {
    this.#say(this.#label, "leave");
  }
}

/** Has its work done after some time: there are no threads here. */
export class Executor implements ExecutorType {
  readonly #loop: AbstractEventLoop;
  readonly #delay: number;

  constructor(loop: AbstractEventLoop, delay: number) {
    this.#loop = loop;
    this.#delay = delay;
  }

  submit<Args extends unknown[], R>(fn: (...args: Args) => R, ...args: Args): PromiseLike<Awaited<R>> {
    const result = this.#loop.createFuture<R>();
    // In Python a Future of another kind stands between: what is cancelled is known there a turn later.
    let dropped = false;
    result.addDoneCallback(() => {
      dropped = true;
    });
    const work = () => {
      if (!dropped) this.#loop.callSoon(deliver, result, outcomeOf(fn, args));
    };
    if (this.#delay === 0) work();
    else this.#loop.callLater(this.#delay, work);
    return result as unknown as PromiseLike<Awaited<R>>;
  }

  shutdown(): void {}
}

type Outcome<R> = { result: R } | { error: Error };

function outcomeOf<Args extends unknown[], R>(fn: (...args: Args) => R, args: Args): Outcome<R> {
  try {
    return { result: fn(...args) };
  } catch (error) {
    return { error: error as Error };
  }
}

/** As a thread would, by a callback. */
function deliver<R>(future: Future<R>, outcome: Outcome<R>): void {
  if (future.cancelled()) return;
  if ("error" in outcome) future.setException(outcome.error);
  else future.setResult(outcome.result);
}
