/** traps: 177, 178, 180 */

import { sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function* numbers(trace: Trace) {
  try {
    try {
      trace("begins");
      yield 1;
      yield 2;
    } finally {
      trace("inner");
      await sleep(1);
      trace("inner is done");
    }
  } finally {
    await sleep(2);
    trace("outer is done");
  }
}

export async function main(trace: Trace): Promise<void> {
  for (const pulls of [0, 1, 2]) {
    const generator = numbers(trace);
    for (let i = 0; i < pulls; i++) trace("got", (await generator.next()).value);
    await generator.return();
    trace("closed");
    await generator.return();
    const { done, value } = await generator.next();
    trace("then", done ? "nothing" : value);
  }
}
