/**
 * traps: 31, 33
 *
 * The next run must not end early because the future of the first one completes in it.
 */

import { KeyboardInterrupt, sleep } from "tsyncio";
import { VirtualEventLoop } from "tsyncio/testing";
import { kind, type Trace } from "../conformance.ts";

async function waitOneSecond(): Promise<string> {
  await sleep(1);
  return "one";
}

async function waitThreeSeconds(trace: Trace): Promise<string> {
  await sleep(3);
  trace("three seconds");
  return "three";
}

function interrupt(): never {
  throw new KeyboardInterrupt();
}

export async function script(trace: Trace): Promise<void> {
  "use native";
  const loop = new VirtualEventLoop();
  const first = loop.createTask(waitOneSecond());
  loop.callSoon(interrupt);
  try {
    await loop.runUntilComplete(first);
  } catch (error) {
    trace("interrupted", kind(error), first.done());
  }
  trace("second run", await loop.runUntilComplete(waitThreeSeconds(trace)), loop.time());
  trace("first", first.result());
  loop.close();
}
