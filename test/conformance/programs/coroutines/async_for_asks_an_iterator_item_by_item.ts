import { createTask, sleep, wait } from "tsyncio";
import type { Trace } from "../conformance.ts";

class Countdown implements AsyncIterable<number> {
  readonly trace: Trace;
  n: number;

  constructor(trace: Trace, start: number) {
    this.trace = trace;
    this.n = start;
  }

  [Symbol.asyncIterator](): this {
    this.trace("iterates");
    return this;
  }

  async next(): Promise<IteratorResult<number, undefined>> {
    await sleep(1);
    if (this.n === 0) return { done: true, value: undefined };
    if (this.n < 0) throw new RangeError("below zero");
    return { done: false, value: --this.n };
  }
}

async function consume(trace: Trace): Promise<void> {
  for await (const n of new Countdown(trace, 100)) trace("consumed", n);
}

export async function main(trace: Trace): Promise<void> {
  for await (const n of new Countdown(trace, 3)) trace("item", n);
  try {
    for await (const _ of new Countdown(trace, -1)) trace("never");
  } catch (error) {
    trace("its error", error);
  }
  const countdown = new Countdown(trace, 4);
  for await (const n of countdown) if (n === 2) break;
  for await (const n of countdown) trace("resumed", n);
  const task = createTask(consume(trace));
  await sleep(2.5);
  task.cancel();
  await wait([task]);
  trace("cancelled", task.cancelled());
}
