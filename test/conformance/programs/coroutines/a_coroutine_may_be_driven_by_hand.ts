/**
 * traps: 8
 *
 * next starts and resumes it, throw raises inside of it, return ends it.
 */

import { asyncAwait, LookupError } from "tsyncio";
import type { Trace } from "../conformance.ts";

class Pause {
  *[asyncAwait](): Generator<string, unknown, unknown> {
    return yield "paused";
  }
}

async function work(trace: Trace, laps: number): Promise<string> {
  try {
    for (let lap = 0; lap < laps; lap++) trace("resumed with", await new Pause());
    return "result";
  } catch (error) {
    trace("thrown in", error);
    return "recovered";
  } finally {
    trace("over");
  }
}

type Driven = Generator<unknown, string, unknown>;

/** What is awaited in a coroutine that nobody but us drives: the task does this otherwise. */
function start(trace: Trace): [Driven, Generator<unknown, unknown, unknown>] {
  const coroutine = work(trace, 2) as unknown as Driven;
  return [coroutine, pauseOf(coroutine.next())];
}

function pauseOf({ value }: IteratorResult<unknown>): Generator<unknown, unknown, unknown> {
  return (value as Pause)[asyncAwait]();
}

export async function script(trace: Trace): Promise<void> {
  "use native";
  const [driven, first] = start(trace);
  trace("first", first.next().value);
  const second = pauseOf(driven.next(first.next("a").value));
  trace("second", second.next().value);
  trace("returned", driven.next(second.next("b").value).value);
  const [thrown] = start(trace);
  trace("returned", thrown.throw(new RangeError("no")).value);
  const [closed] = start(trace);
  closed.return("");
  try {
    (work(trace, 2) as unknown as Driven).throw(new LookupError("early"));
  } catch (error) {
    trace("not started", error instanceof LookupError);
  }
  (work(trace, 2) as unknown as Driven).return("");
}
