/** traps: 79 */

import { BaseException, KeyboardInterrupt, SystemExit, sleep } from "tsyncio";
import { VirtualEventLoop } from "tsyncio/testing";
import { kind, type Trace } from "../conformance.ts";

class Odd extends BaseException {}

async function raises(error: Error): Promise<void> {
  await sleep(1);
  throw error;
}

async function idle(): Promise<string> {
  await sleep(2);
  return "idle is over";
}

export async function script(trace: Trace): Promise<void> {
  "use native";
  const loop = new VirtualEventLoop();
  for (const error of [new KeyboardInterrupt("stop"), new SystemExit("bye"), new Odd("odd")]) {
    const task = loop.createTask(raises(error));
    const waiter = loop.createTask(idle());
    try {
      trace("result", await loop.runUntilComplete(waiter));
    } catch (caught) {
      trace("left the loop", kind(caught), caught === error);
      trace("result", await loop.runUntilComplete(waiter));
    }
    trace("stored", task.done(), task.cancelled(), task.exception() === error);
  }
  loop.close();
}
