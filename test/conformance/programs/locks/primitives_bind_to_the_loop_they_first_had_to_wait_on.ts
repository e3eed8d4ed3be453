/** traps: 152 */

import { createTask, Lock, RuntimeError, run, sleep } from "tsyncio";
import { VirtualEventLoop } from "tsyncio/testing";
import type { Trace } from "../conformance.ts";

async function contend(lock: Lock): Promise<void> {
  await lock.acquire();
  const task = createTask(lock.acquire());
  await sleep(0);
  lock.release();
  await task;
  lock.release();
}

async function uncontended(lock: Lock): Promise<void> {
  await lock.acquire();
  lock.release();
}

export async function script(trace: Trace): Promise<void> {
  "use native";
  const lock = new Lock();
  for (const use of [uncontended, contend, uncontended, contend]) {
    try {
      await run(use(lock), { loopFactory: () => new VirtualEventLoop() });
      trace("ran", use.name);
    } catch (error) {
      if (!(error instanceof RuntimeError)) throw error;
      trace("refused", use.name);
      lock.release();
    }
  }
}
