import { aclosing, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function* numbers(trace: Trace) {
  try {
    for (let number = 0; number < 9; number++) yield number;
  } finally {
    await sleep(1);
    trace("numbers are closed");
  }
}

async function* doubled(trace: Trace, source: AsyncGenerator<number>) {
  await using items = aclosing(source);
  try {
    for (;;) {
      const { done, value } = await items.next();
      if (done) break;
      yield 2 * value;
    }
  } finally {
    trace("doubled is closed");
  }
}

export async function main(trace: Trace): Promise<void> {
  for (const limit of [0, 1, 3]) {
    {
      await using items = aclosing(doubled(trace, numbers(trace)));
      while (limit > 0) {
        const { value: number } = await items.next();
        trace("got", number);
        if (number === 2 * limit) break;
      }
      trace("left");
    }
    trace("done");
  }
}
