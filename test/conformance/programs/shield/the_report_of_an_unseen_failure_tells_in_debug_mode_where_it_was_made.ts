import { getRunningLoop, shield, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function fail(): Promise<never> {
  await sleep(1);
  throw new RangeError("no");
}

function python(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

export async function main(trace: Trace): Promise<void> {
  const loop = getRunningLoop();
  loop.setExceptionHandler((_loop, context) => trace("told", Object.keys(context).map(python).sort()));
  for (const debug of [false, true]) {
    loop.setDebug(debug);
    const outer = shield(fail());
    outer.cancel();
    await sleep(2);
  }
  loop.setDebug(false);
}
