/** traps: 99 */

import { gather, sleep } from "tsyncio";
import { VirtualEventLoop } from "tsyncio/testing";
import { kind, type Trace } from "../conformance.ts";

async function child(trace: Trace): Promise<void> {
  trace("runs");
  await sleep(1);
  trace("done");
}

export async function main(trace: Trace): Promise<void> {
  const other = new VirtualEventLoop();
  for (const wrong of [undefined, 42, other.createFuture()]) {
    try {
      // @ts-expect-error: TypeScript refuses it as well
      gather(child(trace), wrong);
    } catch (error) {
      trace("refused", kind(error));
    }
    await sleep(2);
  }
  other.close();
}
