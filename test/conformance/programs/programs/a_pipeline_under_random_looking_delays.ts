/** A hundred items through three stages with delays from a fixed generator; the trace is a checksum of order. */

import { gather, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

function* delays(seed: number): Generator<number, never> {
  let state = BigInt(seed);
  while (true) {
    state = (state * 1103515245n + 12345n) % 2147483648n;
    yield Number((state >> 16n) % 7n) / 10;
  }
}

async function item(n: number, delay: Generator<number, never>, log: string[]): Promise<number> {
  for (const stage of "abc") {
    await sleep(delay.next().value);
    log.push(`${n}${stage}`);
  }
  if (n % 10 === 3) throw new RangeError(String(n));
  return n;
}

export async function main(trace: Trace): Promise<void> {
  const log: string[] = [];
  const delay = delays(42);
  const items = Array.from({ length: 100 }, (_, n) => item(n, delay, log));
  const results = await gather({ returnExceptions: true }, ...items);
  for (let start = 0; start < log.length; start += 10) trace("log", log.slice(start, start + 10));
  trace("results", results);
}
