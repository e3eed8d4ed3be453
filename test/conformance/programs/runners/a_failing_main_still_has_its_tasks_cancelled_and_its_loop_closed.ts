/** traps: 214 */

import {
  type AbstractEventLoop,
  CancelledError,
  createTask,
  KeyboardInterrupt,
  run,
  SystemExit,
  sleep,
} from "tsyncio";
import { VirtualEventLoop } from "tsyncio/testing";
import type { Trace } from "../conformance.ts";

const loops: VirtualEventLoop[] = [];

function loopFactory(): AbstractEventLoop & VirtualEventLoop {
  const loop = new VirtualEventLoop();
  loops.push(loop);
  return loop;
}

async function leftover(trace: Trace): Promise<void> {
  try {
    await sleep(100);
  } catch (error) {
    if (error instanceof CancelledError) {
      await sleep(1);
      trace("cancelled");
    }
    throw error;
  }
}

async function failing(trace: Trace, error: unknown): Promise<void> {
  createTask(leftover(trace));
  await sleep(1);
  throw error;
}

export async function script(trace: Trace): Promise<void> {
  "use native";
  for (const error of [new RangeError("main"), new SystemExit(3), new KeyboardInterrupt()]) {
    try {
      await run(failing(trace, error), { loopFactory });
    } catch (caught) {
      trace("raised", caught === error, loops.at(-1)?.isClosed());
    }
  }
  trace("loops", loops.length);
}
