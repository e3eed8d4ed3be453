/** traps: 167, 168 */

import { createTask, Queue, sleep, TimeoutError, waitFor } from "tsyncio";
import type { Trace } from "../conformance.ts";

export async function main(trace: Trace): Promise<void> {
  const queue = new Queue<string>(1);
  for (const seconds of [0, 1]) {
    try {
      await waitFor(queue.get(), seconds);
    } catch (error) {
      if (error instanceof TimeoutError) trace("nothing came", seconds, queue.qsize());
    }
  }
  queue.putNowait("first");
  try {
    await waitFor(queue.put("no room"), 1);
  } catch (error) {
    if (error instanceof TimeoutError) trace("no room", queue.full());
  }
  const getter = createTask(waitFor(queue.get(), 5));
  const putter = createTask(waitFor(queue.put("second"), 5));
  trace("got", await getter, await putter);
  trace("left", queue.getNowait(), queue.empty());
  const late = createTask(waitFor(queue.get(), 1));
  await sleep(1);
  queue.putNowait("in the very turn of the deadline");
  try {
    trace("late", await late);
  } catch (error) {
    if (error instanceof TimeoutError) trace("too late", queue.qsize());
  }
}
