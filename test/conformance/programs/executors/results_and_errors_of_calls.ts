import { type Executor, getRunningLoop } from "tsyncio";
import { kind, type Trace } from "../conformance.ts";

/** Runs what it is given at once: there are no threads here. */
class Inline implements Executor {
  readonly asked: string[] = [];

  submit<Args extends unknown[], R>(fn: (...args: Args) => R, ...args: Args): PromiseLike<Awaited<R>> {
    this.asked.push("submit");
    return new Promise<R>((resolve) => resolve(fn(...args))) as Promise<Awaited<R>>;
  }

  shutdown(): void {
    this.asked.push("shutdown");
  }
}

function fail(): never {
  throw new RangeError("no");
}

export async function main(trace: Trace): Promise<void> {
  const loop = getRunningLoop();
  const executor = new Inline();
  loop.setDefaultExecutor(executor);
  trace("result", await loop.runInExecutor(undefined, (a: number, b: number) => a + b, 1, 2));
  try {
    await loop.runInExecutor(undefined, fail);
  } catch (error) {
    if (error instanceof RangeError) trace("error", kind(error), error.message);
  }
  const other = new Inline();
  const upper = (text: string) => text.toUpperCase();
  trace("another one", await loop.runInExecutor(other, upper, "done"), other.asked);
  const future = loop.runInExecutor(undefined, () => 1);
  trace("cancelled", future.cancel(), future.cancelled());
  try {
    loop.setDefaultExecutor(5 as never);
  } catch (error) {
    trace("not an executor", kind(error));
  }
  trace("asked", executor.asked);
}
