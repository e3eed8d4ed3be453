/** traps: 175 */

import { RuntimeError } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function* numbers() {
  for (let number = 0; number < 4; number++) yield number;
}

export async function main(trace: Trace): Promise<void> {
  let generator = numbers();
  const requests = [generator.next(), generator.next(), generator.return()];
  for (const request of requests) {
    trace("gave", (await request).value);
    try {
      await request;
    } catch (error) {
      if (error instanceof RuntimeError) trace("refused");
    }
  }
  generator = numbers();
  const [early, late] = [generator.next(), generator.next()];
  trace("the second request", (await late).value);
  trace("the first request", (await early).value);
}
