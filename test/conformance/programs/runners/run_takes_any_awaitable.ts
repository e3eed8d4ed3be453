/** traps: 213 */

import { asyncAwait, run } from "tsyncio";
import { VirtualEventLoop } from "tsyncio/testing";
import { kind, type Trace } from "../conformance.ts";

class Answer {
  *[asyncAwait](): Generator<undefined, number> {
    yield;
    return 42;
  }
}

async function work(): Promise<string> {
  return "from a coroutine";
}

export async function script(trace: Trace): Promise<void> {
  "use native";
  const loopFactory = () => new VirtualEventLoop();
  for (const awaitable of [work(), new Answer() as unknown as Promise<number>]) {
    trace("result", await run<string | number>(awaitable, { loopFactory }));
  }
  for (const wrong of [work, 42, undefined, "text"]) {
    try {
      await run(wrong as unknown as Promise<void>, { loopFactory });
    } catch (error) {
      trace("refused", kind(error));
    }
  }
}
