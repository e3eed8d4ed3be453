/** traps: 153 */

import { createTask, Event, gather, sleep, TimeoutError, wait, waitFor } from "tsyncio";
import { Ticker, type Trace } from "../conformance.ts";

async function passer(trace: Trace, event: Event, name: string): Promise<void> {
  trace("arrives", name, event.isSet());
  trace("passed", name, await event.wait());
}

export async function main(trace: Trace): Promise<void> {
  const event = new Event();
  const early = [..."ab"].map((name) => createTask(passer(trace, event, name)));
  await sleep(1);
  event.set();
  event.set();
  const late = createTask(passer(trace, event, "c"));
  await gather(...early, late);
  const ticker = new Ticker();
  trace("open", await event.wait(), ticker.stop());
  event.clear();
  event.clear();
  try {
    await waitFor(event.wait(), 1);
  } catch (error) {
    if (error instanceof TimeoutError) trace("closed", event.isSet());
  }
  const waiting = createTask(passer(trace, event, "d"));
  await sleep(0);
  waiting.cancel();
  await wait([waiting]);
  event.set();
  trace("cancelled", waiting.cancelled());
}
