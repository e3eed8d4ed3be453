/** traps: 153 */

import { createTask, Event, sleep, wait } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function waiter(trace: Trace, event: Event, name: string): Promise<void> {
  trace("woken", name, await event.wait(), event.isSet());
}

export async function main(trace: Trace): Promise<void> {
  const event = new Event();
  const tasks = [..."abc"].map((name) => createTask(waiter(trace, event, name)));
  await sleep(0);
  tasks[1]?.cancel();
  event.set();
  trace("set", event.isSet());
  event.set();
  event.clear();
  const late = createTask(waiter(trace, event, "late"));
  await wait(tasks);
  trace("still waiting", late.done());
  event.set();
  const early = createTask(waiter(trace, event, "early"));
  trace("no suspension", await event.wait());
  await wait([late, early]);
}
