/** traps: 5 */

import { gather, sleep } from "tsyncio";
import { kind, type Trace } from "../conformance.ts";

async function work(trace: Trace): Promise<string> {
  await sleep(1);
  trace("worked");
  return "value";
}

async function awaiter(trace: Trace, name: string, coro: Promise<string>): Promise<void> {
  try {
    trace("got", name, await coro);
  } catch (error) {
    trace("refused", name, kind(error));
  }
}

export async function main(trace: Trace): Promise<void> {
  const coro = work(trace);
  await gather(...[..."ab"].map((name) => awaiter(trace, name, coro)));
  trace("end");
}
