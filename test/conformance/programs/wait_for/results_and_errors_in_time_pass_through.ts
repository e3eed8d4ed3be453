/** traps: 107 */

import { createTask, sleep, TimeoutError, waitFor } from "tsyncio";
import { Ticker, type Trace } from "../conformance.ts";

async function succeed(seconds: number): Promise<number> {
  await sleep(seconds);
  return seconds;
}

async function fail(): Promise<void> {
  await sleep(0.5);
  throw new RangeError("in time");
}

async function atOnce(): Promise<string> {
  return "at once";
}

export async function main(trace: Trace): Promise<void> {
  trace("result", await waitFor(succeed(0.5), 1));
  trace("a task", await waitFor(createTask(succeed(0.5)), 1));
  try {
    await waitFor(fail(), 1);
  } catch (error) {
    trace("error", error);
  }
  const ticker = new Ticker();
  trace("without a suspension", await waitFor(atOnce(), 1), ticker.stop());
  try {
    trace("never", await waitFor(succeed(1), 1));
  } catch (error) {
    if (error instanceof TimeoutError) trace("a tie goes to the timeout, which was registered first");
  }
  await sleep(5);
  trace("no timer strikes later");
}
