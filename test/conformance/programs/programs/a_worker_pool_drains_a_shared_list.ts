/** Three workers take jobs off one list; the slow ones take fewer. */

import { gather, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

type Result = [name: string, job: number];

async function worker(trace: Trace, name: string, jobs: number[], results: Result[]): Promise<string> {
  for (let job = jobs.shift(); job !== undefined; job = jobs.shift()) {
    trace("takes", name, job);
    await sleep(job / 10);
    results.push([name, job]);
  }
  return name;
}

export async function main(trace: Trace): Promise<void> {
  const jobs = [3, 1, 4, 1, 5, 9, 2, 6];
  const results: Result[] = [];
  trace("workers", await gather(...[..."abc"].map((name) => worker(trace, name, jobs, results))));
  trace("results", results);
}
