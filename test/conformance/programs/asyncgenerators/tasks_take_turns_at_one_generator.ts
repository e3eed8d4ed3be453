import { currentTask, Lock, sleep, TaskGroup } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function* jobs(trace: Trace) {
  for (let job = 0; job < 6; job++) {
    await sleep(job % 2);
    trace("hands out", job, currentTask()?.getName());
    yield job;
  }
}

export async function main(trace: Trace): Promise<void> {
  const source = jobs(trace);
  const lock = new Lock();
  const next = async () => {
    await using _ = lock;
    return await source.next();
  };
  const worker = async (name: string, pace: number) => {
    for (;;) {
      const { done, value: job } = await next();
      if (done) return;
      trace(name, job);
      await sleep(pace);
    }
  };
  await using group = new TaskGroup();
  group.createTask(worker("fast", 1), { name: "fast" });
  group.createTask(worker("slow", 3), { name: "slow" });
}
