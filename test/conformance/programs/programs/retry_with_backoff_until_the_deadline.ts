/** A flaky call is tried again after 1, 2, 4... seconds, each try with a limit, all under one deadline. */

import { sleep, timeout, waitFor } from "tsyncio";
import { kind, type Trace, within } from "../conformance.ts";

async function flaky(trace: Trace, attempt: number): Promise<void> {
  trace("attempt", attempt);
  if (attempt % 3 === 2) await sleep(100);
  await sleep(0.5);
  throw new RangeError(`attempt ${attempt} failed`);
}

async function retry(trace: Trace, tries: number): Promise<void> {
  for (let attempt = 0; attempt < tries; attempt++) {
    try {
      return await waitFor(flaky(trace, attempt), 3);
    } catch (error) {
      trace("failed", kind(error));
      await sleep(2 ** attempt);
    }
  }
  throw new RangeError("out of tries");
}

export async function main(trace: Trace): Promise<void> {
  for (const [tries, deadline] of [
    [2, 60],
    [9, 20],
  ] as const) {
    try {
      await within(timeout(deadline), () => retry(trace, tries));
    } catch (error) {
      trace("gave up", tries, kind(error));
    }
  }
}
