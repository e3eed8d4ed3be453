/** Attempts start a quarter of a second apart or when the last one failed; the losers are cancelled. */

import { CancelledError, createTask, FIRST_COMPLETED, gather, sleep, type Task, wait } from "tsyncio";
import type { Trace } from "../conformance.ts";

type Attempt = [address: string, seconds: number, works: boolean];

async function connect(trace: Trace, [address, seconds, works]: Attempt): Promise<string> {
  try {
    await sleep(seconds);
    if (!works) throw new Error(address);
    return address;
  } catch (error) {
    if (error instanceof CancelledError) trace("cancelled", address);
    throw error;
  }
}

function byName(a: Task<string>, b: Task<string>): number {
  return a.getName() < b.getName() ? -1 : 1;
}

async function happyEyeballs(trace: Trace, given: Attempt[]): Promise<string | string[]> {
  let pending = new Set<Task<string>>();
  const errors: string[] = [];
  const attempts = [...given];
  while (attempts.length > 0 || pending.size > 0) {
    const attempt = attempts.shift();
    if (attempt) {
      trace("tries", attempt[0]);
      pending.add(createTask(connect(trace, attempt), { name: attempt[0] }));
    }
    const timeout = attempts.length > 0 ? 0.25 : undefined;
    const [done, left] = await wait(pending, { timeout, returnWhen: FIRST_COMPLETED });
    pending = left;
    for (const task of [...done].sort(byName)) {
      if (task.exception() === undefined) {
        const losers = [...pending].sort(byName);
        for (const loser of losers) loser.cancel();
        await gather({ returnExceptions: true }, ...losers);
        return task.result();
      }
      trace("failed", task.getName());
      errors.push(task.getName());
    }
  }
  return errors;
}

export async function main(trace: Trace): Promise<void> {
  const slow: Attempt[] = [
    ["v6", 10, true],
    ["v4", 0.4, true],
    ["other", 9, true],
  ];
  trace("winner", await happyEyeballs(trace, slow));
  trace(
    "fails over",
    await happyEyeballs(trace, [
      ["v6", 0.1, false],
      ["v4", 0.3, true],
    ]),
  );
  trace(
    "errors",
    await happyEyeballs(trace, [
      ["v6", 0.3, false],
      ["v4", 0.1, false],
    ]),
  );
}
