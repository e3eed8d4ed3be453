import { CancelledError, type Future, gather, getRunningLoop, sleep } from "tsyncio";
import { kind, type Trace } from "../conformance.ts";

async function stubborn(seconds: number): Promise<void> {
  try {
    await sleep(10);
  } catch (error) {
    if (!(error instanceof CancelledError)) throw error;
    await sleep(seconds);
  }
}

async function woken(future: Future<void>): Promise<void> {
  try {
    await future;
  } catch (error) {
    if (!(error instanceof CancelledError)) throw error;
    await sleep(1);
  }
}

async function quick(): Promise<string> {
  return "quick";
}

export async function main(trace: Trace): Promise<void> {
  for (const last of [stubborn(1), quick()]) {
    const gathering = gather(quick(), stubborn(3), stubborn(2), last);
    await sleep(1);
    trace("cancelled", gathering.cancel("why"));
    try {
      await gathering;
    } catch (error) {
      if (!(error instanceof CancelledError)) throw error;
      trace("its message", kind(error), error.args);
    }
  }

  // Cancelled between its wake-up and its step, a child keeps the message.
  for (const place of [0, 1, 2]) {
    const future = getRunningLoop().createFuture<void>();
    const children = [stubborn(1), stubborn(1)];
    children.splice(place, 0, woken(future));
    const gathering = gather(...children);
    await sleep(1);
    future.setResult();
    gathering.cancel("why");
    try {
      await gathering;
    } catch (error) {
      if (!(error instanceof CancelledError)) throw error;
      trace("the message of the last", place, error.args);
    }
  }
}
