/**
 * traps: 63
 *
 * Five nested tasks around one sleep(0) take eleven turns; five nested coroutines take one.
 */

import { createTask, sleep } from "tsyncio";
import { Ticker, type Trace } from "../conformance.ts";

async function throughTasks(depth: number): Promise<void> {
  await (depth === 0 ? sleep(0) : createTask(throughTasks(depth - 1)));
}

async function throughCoroutines(depth: number): Promise<void> {
  await (depth === 0 ? sleep(0) : throughCoroutines(depth - 1));
}

export async function main(trace: Trace): Promise<void> {
  let ticker = new Ticker();
  await throughTasks(5);
  trace("tasks", ticker.stop());
  ticker = new Ticker();
  await throughCoroutines(5);
  trace("coroutines", ticker.stop());
}
