import { Queue, QueueShutDown, sleep, TaskGroup } from "tsyncio";
import { type Trace, within } from "../conformance.ts";

class Topic {
  readonly queues = new Set<Queue<number>>();

  async publish(item: number): Promise<void> {
    for (const queue of [...this.queues]) {
      if (queue.full()) queue.getNowait();
      queue.putNowait(item);
    }
    await sleep(0);
  }

  close(): void {
    for (const queue of this.queues) queue.shutdown();
  }
}

async function subscriber(
  trace: Trace,
  topic: Topic,
  name: string,
  seconds: number,
  bound: number,
): Promise<void> {
  const queue = new Queue<number>(bound);
  topic.queues.add(queue);
  try {
    for (;;) {
      trace("read", name, await queue.get());
      await sleep(seconds);
    }
  } catch (error) {
    if (!(error instanceof QueueShutDown)) throw error;
    trace("end", name);
  } finally {
    topic.queues.delete(queue);
  }
}

export async function main(trace: Trace): Promise<void> {
  const topic = new Topic();
  await within(new TaskGroup(), async (group) => {
    group.createTask(subscriber(trace, topic, "fast", 0.1, 0));
    group.createTask(subscriber(trace, topic, "slow", 2, 2));
    const leaver = group.createTask(subscriber(trace, topic, "leaver", 0.1, 0));
    for (let n = 0; n < 8; n++) {
      await topic.publish(n);
      await sleep(0.5);
      if (n === 4) leaver.cancel();
    }
    topic.close();
  });
  trace("nobody is left", topic.queues.size);
}
