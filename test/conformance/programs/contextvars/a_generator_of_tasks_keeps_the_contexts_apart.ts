/** traps: 195, 198 */

import { ContextVar, gather, getRunningLoop, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

const request = new ContextVar<string>("request");

async function query(trace: Trace): Promise<string> {
  await sleep(0.1);
  trace("query for", request.get());
  return request.get();
}

async function handle(trace: Trace, name: string, delay: number): Promise<void> {
  const token = request.set(name);
  await sleep(delay);
  const answers = await gather(query(trace), query(trace));
  getRunningLoop().callSoon(() => trace("callback of", request.get()));
  request.reset(token);
  trace("reset", request.get("none"), answers);
}

export async function main(trace: Trace): Promise<void> {
  await gather(handle(trace, "a", 0.2), handle(trace, "b", 0.1), handle(trace, "c", 0));
  await sleep(0);
  trace("main", request.get("none"));
}
