import { CancelledError, gather, sleep } from "tsyncio";
import { kind, type Trace } from "../conformance.ts";

async function stubborn(seconds: number): Promise<void> {
  try {
    await sleep(10);
  } catch (error) {
    if (!(error instanceof CancelledError)) throw error;
    await sleep(seconds);
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
}
