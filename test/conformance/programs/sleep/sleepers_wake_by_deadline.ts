/** traps: 17 */

import { gather, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function sleeper(trace: Trace, seconds: number, name: string): Promise<void> {
  trace("woken", name, await sleep(seconds, name));
}

export async function main(trace: Trace): Promise<void> {
  await gather(
    sleeper(trace, 0.3, "c"),
    sleeper(trace, 0.1, "a"),
    sleeper(trace, 0.2, "b"),
    sleeper(trace, 0.1, "tie"),
    sleeper(trace, 0, "now"),
  );
}
