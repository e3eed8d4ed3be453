/** By hand, without the syntax. */

import { coroutine, createTask, sleep, TimeoutError, wait, waitFor } from "tsyncio";
import { kind, Ticker, type Trace } from "../conformance.ts";

const byHand = coroutine(function* byHand(trace: Trace, seconds: number): Generator<unknown, string> {
  const ticker = new Ticker();
  yield sleep(0);
  trace("a turn", ticker.stop());
  yield sleep(seconds);
  try {
    yield waitFor(sleep(10), 1);
  } catch (error) {
    if (!(error instanceof TimeoutError)) throw error;
    trace("caught", kind(error));
  }
  return "value";
});

async function syntax(trace: Trace): Promise<[string, string]> {
  return ["got", await byHand(trace, 1)];
}

export async function main(trace: Trace): Promise<void> {
  trace("awaited", await syntax(trace));
  const task = createTask(syntax(trace));
  await sleep(0.5);
  task.cancel();
  await wait([task]);
  trace("cancelled", task.cancelled());
}
