/**
 * traps: 83
 *
 * What its iterator yields is awaited; a bare yield gives up one turn.
 */

import { asyncAwait, CancelledError, createTask, type Future, getRunningLoop, sleep, wait } from "tsyncio";
import { Ticker, type Trace } from "../conformance.ts";

class Twice {
  constructor(trace: Trace, future: Future<number>) {
    this.trace = trace;
    this.future = future;
  }

  readonly trace: Trace;
  readonly future: Future<number>;

  *[asyncAwait](): Generator<unknown, void, number> {
    this.trace("starts");
    yield;
    this.trace("a turn later");
    const value = yield this.future;
    try {
      yield sleep(10);
    } catch (error) {
      if (error instanceof CancelledError) this.trace("sees the cancellation");
      throw error;
    } finally {
      this.trace("cleans up", value);
    }
  }
}

async function awaitIt(awaitable: unknown): Promise<unknown> {
  return await awaitable;
}

export async function main(trace: Trace): Promise<void> {
  const future = getRunningLoop().createFuture<number>();
  const ticker = new Ticker();
  const task = createTask(awaitIt(new Twice(trace, future)));
  future.setResult(21);
  await sleep(0);
  await sleep(0);
  trace("two turns", ticker.stop());
  await sleep(1);
  task.cancel();
  await wait([task]);
  trace("cancelled", task.cancelled());
}
