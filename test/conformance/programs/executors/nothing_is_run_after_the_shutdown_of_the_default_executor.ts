/** traps: 227 */

import { type Executor, getRunningLoop } from "tsyncio";
import { kind, type Trace } from "../conformance.ts";

/** Runs what it is given at once: there are no threads here. */
class Inline implements Executor {
  submit<Args extends unknown[], R>(fn: (...args: Args) => R, ...args: Args): PromiseLike<Awaited<R>> {
    return new Promise<R>((resolve) => resolve(fn(...args))) as Promise<Awaited<R>>;
  }

  shutdown(): void {}
}

export async function main(trace: Trace): Promise<void> {
  const loop = getRunningLoop();
  trace("shut down", await loop.shutdownDefaultExecutor());
  try {
    await loop.runInExecutor(undefined, () => 1);
  } catch (error) {
    trace("refused", kind(error));
  }
  trace("another one is not concerned", await loop.runInExecutor(new Inline(), () => 2));
  trace("twice", await loop.shutdownDefaultExecutor());
}
