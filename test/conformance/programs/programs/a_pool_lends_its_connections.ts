import { BoundedSemaphore, createTask, sleep, TimeoutError, timeout, wait } from "tsyncio";
import { Random, type Trace, within } from "../conformance.ts";

class Pool {
  readonly semaphore: BoundedSemaphore;
  readonly free: string[];
  lent = 0;

  constructor(size: number) {
    this.semaphore = new BoundedSemaphore(size);
    this.free = Array.from({ length: size }, (_, n) => `c${n}`);
  }

  async take(): Promise<string> {
    await this.semaphore.acquire();
    this.lent++;
    return this.free.shift() as string;
  }

  giveBack(connection: string): void {
    this.lent--;
    this.free.push(connection);
    this.semaphore.release();
  }
}

async function client(trace: Trace, pool: Pool, random: Random, name: string): Promise<void> {
  for (let lap = 0; lap < 3; lap++) {
    await sleep(random.below(4) / 4);
    try {
      await within(timeout(0.75), async () => {
        const connection = await pool.take();
        try {
          await sleep(random.below(5) / 4);
          trace("served", name, lap, connection);
        } finally {
          pool.giveBack(connection);
        }
      });
    } catch (error) {
      if (!(error instanceof TimeoutError)) throw error;
      trace("timed out", name, lap, pool.lent);
    }
  }
}

export async function main(trace: Trace): Promise<void> {
  const pool = new Pool(2);
  const tasks = [..."abcde"].map((name, n) => createTask(client(trace, pool, new Random(n + 3), name)));
  await sleep(1);
  tasks[2]?.cancel();
  await wait(tasks);
  trace("all are back", pool.lent, [...pool.free].sort(), pool.semaphore.locked());
}
