/** traps: 89 */

import { asyncAwait, ensureFuture, getRunningLoop, Task } from "tsyncio";
import { VirtualEventLoop } from "tsyncio/testing";
import { kind, type Trace } from "../conformance.ts";

class Awaitable {
  *[asyncAwait](): Generator<undefined, string> {
    yield;
    return "from an awaitable";
  }
}

async function work(): Promise<string> {
  return "from a coroutine";
}

export async function main(trace: Trace): Promise<void> {
  const loop = getRunningLoop();
  const future = loop.createFuture<string>();
  trace("a future", ensureFuture(future) === future);
  const task = ensureFuture(work());
  trace("a coroutine", task instanceof Task, ensureFuture(task) === task, await task);
  trace("an awaitable", await ensureFuture(new Awaitable() as unknown as Promise<string>));
  for (const wrong of [undefined, 42, "text", work]) {
    try {
      ensureFuture(wrong as unknown as Promise<string>);
    } catch (error) {
      trace("refused", kind(error));
    }
  }
  const other = new VirtualEventLoop();
  try {
    ensureFuture(future, { loop: other });
  } catch (error) {
    trace("another loop", kind(error));
  }
  other.close();
}
