/** traps: 100 */

import { gather, getRunningLoop } from "tsyncio";
import { Ticker, type Trace } from "../conformance.ts";

export async function main(trace: Trace): Promise<void> {
  const loop = getRunningLoop();
  const done = loop.createFuture<string>();
  const failed = loop.createFuture<string>();
  done.setResult("done");
  failed.setException(new RangeError("failed"));
  const ticker = new Ticker();
  const good = gather(done, done);
  trace("done on return", good.done(), await good, ticker.count);
  const bad = gather(done, failed);
  trace("failed on return", bad.done(), bad.exception(), ticker.count);
  const listed = gather({ returnExceptions: true }, done, failed);
  trace("listed", listed.done(), await listed, ticker.stop());
}
