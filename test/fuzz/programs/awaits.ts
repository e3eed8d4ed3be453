/**
 * Odd ways to await, and to have several tasks at the same thing: the twin of awaits.py, with the same names.
 */

import {
  type AbstractEventLoop,
  asCompleted,
  createTask,
  type Future,
  gather,
  newEventLoop,
  TimeoutError,
  wait,
} from "tsyncio";

type Work = () => Promise<unknown>;

export class Awaits {
  readonly #loop: AbstractEventLoop;
  readonly #otherLoop = newEventLoop();
  #coroutine: Promise<unknown> | undefined;
  #number = 0;

  constructor(loop: AbstractEventLoop) {
    this.#loop = loop;
  }

  // --- what must not be awaited, or not twice

  foreignFuture(): Future<unknown> {
    return this.#otherLoop.createFuture();
  }

  async twice(work: Work): Promise<unknown> {
    const coro = work();
    return [await outcomeOf(coro), await outcomeOf(coro)];
  }

  keep(number: number, work: Work): void {
    this.#number = number;
    this.#coroutine = work();
  }

  async kept(owner: number): Promise<unknown> {
    // Of a later function: none may wait for itself.
    return this.#coroutine && owner < this.#number ? [await this.#coroutine] : undefined;
  }

  // --- several at once

  /** Tasks that all do the same, one of which is cancelled meanwhile. */
  async contend(rivals: Promise<unknown>[], delay: number, loser: number, message: string): Promise<unknown> {
    const tasks = rivals.map((rival) => createTask(rival));
    const handle = this.#loop.callLater(delay, () => tasks[loser]?.cancel(message));
    try {
      await wait(tasks);
    } finally {
      handle.cancel();
    }
    return tasks.map((task) => (task.cancelled() ? "cancelled" : (task.exception() ?? task.result())));
  }

  async firstCompleted(futures: Future<unknown>[], timeout: number | undefined): Promise<unknown> {
    const pending = futures.filter((future) => !future.done());
    try {
      for (const future of asCompleted(pending, { timeout })) return [await future];
    } catch (error) {
      if (!(error instanceof TimeoutError)) throw error;
      return "late";
    }
    return undefined;
  }

  /** The later ones are awaited as soon as the first. */
  async gatherCompleted(futures: Future<unknown>[], timeout: number | undefined): Promise<unknown[]> {
    const pending = futures.filter((future) => !future.done());
    const results = await gather({ returnExceptions: true }, ...asCompleted(pending, { timeout }));
    return results.map((result) => (result instanceof TimeoutError ? "late" : result));
  }
}

async function outcomeOf(coro: Promise<unknown>): Promise<unknown> {
  try {
    return await coro;
  } catch (error) {
    return error;
  }
}
