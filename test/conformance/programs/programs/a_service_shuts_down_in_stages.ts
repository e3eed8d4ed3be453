import { CancelledError, Event, getRunningLoop, Queue, QueueShutDown, sleep, TaskGroup, wait } from "tsyncio";
import { type Trace, within } from "../conformance.ts";

async function worker(trace: Trace, name: string, queue: Queue<number>): Promise<void> {
  try {
    for (;;) {
      const job = await queue.get();
      await sleep(1);
      trace("did", name, job);
      queue.taskDone();
    }
  } catch (error) {
    if (error instanceof CancelledError) trace("interrupted", name);
    if (!(error instanceof QueueShutDown)) throw error;
    trace("drained", name);
  }
}

async function serve(trace: Trace, jobs: number, grace: number): Promise<boolean[] | undefined> {
  const [queue, stopping] = [new Queue<number>(2), new Event()];
  getRunningLoop().callLater(2.5, () => stopping.set());
  const workers = await within(new TaskGroup(), async (group) => {
    const workers = [..."ab"].map((name) => group.createTask(worker(trace, name, queue)));
    for (let job = 0; job < jobs; job++) {
      if (stopping.isSet()) trace("refused", job);
      else await queue.put(job);
    }
    await stopping.wait();
    queue.shutdown();
    const [done, pending] = await wait(workers, { timeout: grace });
    trace("after the grace", done.size, pending.size);
    for (const task of pending) task.cancel();
    return [...workers];
  });
  return workers?.map((task) => task.cancelled());
}

export async function main(trace: Trace): Promise<void> {
  trace("patient", await serve(trace, 9, 5));
  trace("impatient", await serve(trace, 4, 0));
}
