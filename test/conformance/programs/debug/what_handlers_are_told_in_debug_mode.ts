import { createTask, getRunningLoop, sleep } from "tsyncio";
import { kind, type Trace } from "../conformance.ts";

function fail(): never {
  throw new RangeError("no");
}

async function work(): Promise<void> {}

function python(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

export async function main(trace: Trace): Promise<void> {
  const loop = getRunningLoop();
  const told: string[][] = [];
  loop.setExceptionHandler((_loop, context) => void told.push(Object.keys(context).map(python).sort()));
  for (const debug of [false, true]) {
    loop.setDebug(debug);
    const handle = loop.callSoon(fail);
    const future = loop.createFuture();
    await sleep(0);
    await sleep(0);
    trace("mode", loop.getDebug(), [...told]);
    trace(
      "texts",
      [handle, future, createTask(work())].map((thing) => String(thing).includes("created at")),
    );
    told.length = 0;
    await sleep(0);
  }
  for (const callback of [work, 5 as never]) {
    try {
      loop.callSoon(callback);
    } catch (error) {
      trace("refused", kind(error));
    }
  }
  trace("slow", loop.slowCallbackDuration);
  loop.setDebug(false);
}
