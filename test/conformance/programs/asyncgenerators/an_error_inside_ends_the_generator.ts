import { LookupError, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function* failing(trace: Trace, late: boolean) {
  try {
    yield 1;
    if (late) await sleep(1);
    throw new LookupError("no more");
  } finally {
    trace("finally");
  }
}

export async function main(trace: Trace): Promise<void> {
  for (const late of [false, true]) {
    const generator = failing(trace, late);
    try {
      for await (const number of generator) trace("got", number);
    } catch (error) {
      trace("raised", error);
    }
    const { done, value } = await generator.next();
    trace("then", done ? "nothing" : value);
  }
}
