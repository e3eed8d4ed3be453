/** traps: 182 */

import { LookupError, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function* stubborn(trace: Trace) {
  for (;;) {
    try {
      yield "item";
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      trace("caught", error);
      await sleep(1);
    } finally {
      trace("finally");
    }
  }
}

async function* yieldingOnce(trace: Trace) {
  try {
    yield "item";
  } catch (error) {
    trace("caught", error);
  }
}

async function outcome(trace: Trace, request: Promise<IteratorResult<string>>) {
  try {
    const { done, value } = await request;
    if (done) trace("ended");
    else trace("gave", value);
  } catch (error) {
    trace("raised", error);
  }
}

export async function main(trace: Trace): Promise<void> {
  let items = stubborn(trace);
  await outcome(trace, items.next());
  await outcome(trace, items.throw(new RangeError("one")));
  await outcome(trace, items.throw(new RangeError("two")));
  await outcome(trace, items.throw(new LookupError("three")));
  await outcome(trace, items.next());
  items = yieldingOnce(trace);
  await outcome(trace, items.next());
  await outcome(trace, items.throw(new RangeError("four")));
  await outcome(trace, items.next());
  items = stubborn(trace);
  await outcome(trace, items.throw(new RangeError("before the first item")));
  await outcome(trace, items.next());
}
