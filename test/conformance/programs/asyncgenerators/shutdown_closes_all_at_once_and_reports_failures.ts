/** traps: 37, 184 */

import { getRunningLoop, LookupError, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

function fail(error: Error): never {
  throw error;
}

async function* numbers(trace: Trace, delay: number, error?: Error) {
  try {
    yield delay;
  } finally {
    await sleep(delay);
    trace("closed", delay);
    if (error) fail(error);
  }
}

export async function main(trace: Trace): Promise<void> {
  const loop = getRunningLoop();
  const failing = numbers(trace, 2, new LookupError("on the way"));
  const generators = [numbers(trace, 1), numbers(trace, 3), failing];
  loop.setExceptionHandler((_loop, context) =>
    trace("handler", Object.keys(context).sort(), context.exception, context.asyncgen === failing),
  );
  for (const generator of generators) trace("got", (await generator.next()).value);
  const ended = numbers(trace, 0);
  for await (const number of ended) trace("got", number);
  await loop.shutdownAsyncgens();
  trace("shut down");
  for (const generator of generators) {
    const { done, value } = await generator.next();
    trace("then", done ? "nothing" : value);
  }
  await loop.shutdownAsyncgens();
  trace("again");
}
