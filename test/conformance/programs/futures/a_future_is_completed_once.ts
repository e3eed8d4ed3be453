/** traps: 49 */

import { getRunningLoop } from "tsyncio";
import { kind, type Trace } from "../conformance.ts";

export async function main(trace: Trace): Promise<void> {
  const loop = getRunningLoop();

  function attempt(name: string, action: () => unknown): void {
    try {
      trace(name, action());
    } catch (error) {
      trace(name, kind(error));
    }
  }

  const pending = loop.createFuture<unknown>();
  const done = loop.createFuture<unknown>();
  const failed = loop.createFuture<unknown>();
  const cancelled = loop.createFuture<unknown>();
  done.setResult("value");
  failed.setException(new RangeError("x"));
  cancelled.cancel();
  attempt("result of a pending one", () => pending.result());
  attempt("exception of a pending one", () => pending.exception());
  for (const [name, future] of Object.entries({ done, failed, cancelled })) {
    attempt(`${name}: set_result`, () => future.setResult(1));
    attempt(`${name}: set_exception`, () => future.setException(new RangeError("y")));
    trace(`${name}: done, cancelled`, future.done(), future.cancelled());
  }
  trace("unchanged", done.result(), done.exception(), failed.exception());
  pending.setResult(undefined);
  trace("None is a result", pending.done(), pending.result());
}
