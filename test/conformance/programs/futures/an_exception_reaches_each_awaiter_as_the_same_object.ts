/** traps: 12 */

import { createTask, type Future, gather, getRunningLoop, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function waiter(trace: Trace, name: string, future: Future<void>, error: RangeError): Promise<void> {
  try {
    await future;
  } catch (caught) {
    trace("caught", name, caught, caught === error);
  }
}

export async function main(trace: Trace): Promise<void> {
  const future = getRunningLoop().createFuture<void>();
  const error = new RangeError("once");
  const tasks = [..."abc"].map((name) => createTask(waiter(trace, name, future, error)));
  await sleep(0);
  future.setException(error);
  trace("nobody knows yet");
  await gather(...tasks);
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      future.result();
    } catch (caught) {
      trace("result raises it, too", attempt, caught === error);
    }
  }
}
