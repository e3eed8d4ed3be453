import { Condition, createTask, sleep, wait } from "tsyncio";
import { Random, type Trace, within } from "../conformance.ts";

class ReadWriteLock {
  readonly condition = new Condition();
  readers = 0;
  writing = false;

  async read<T>(body: () => Promise<T>): Promise<T> {
    await within(this.condition, async () => {
      await this.condition.waitFor(() => !this.writing);
      this.readers++;
    });
    try {
      return await body();
    } finally {
      await within(this.condition, async () => {
        this.readers--;
        this.condition.notifyAll();
      });
    }
  }

  async write<T>(body: () => Promise<T>): Promise<T> {
    await within(this.condition, async () => {
      await this.condition.waitFor(() => !this.writing && this.readers === 0);
      this.writing = true;
    });
    try {
      return await body();
    } finally {
      await within(this.condition, async () => {
        this.writing = false;
        this.condition.notifyAll();
      });
    }
  }
}

export async function main(trace: Trace): Promise<void> {
  const lock = new ReadWriteLock();
  const random = new Random(11);
  let value = 0;

  async function reader(n: number): Promise<void> {
    await sleep(random.below(8) / 4);
    await lock.read(async () => {
      const before = value;
      await sleep(0.5);
      trace("read", n, before === value, lock.readers);
    });
  }

  async function writer(n: number): Promise<void> {
    await sleep(random.below(8) / 4);
    await lock.write(async () => {
      value++;
      await sleep(0.75);
      trace("wrote", n, value, lock.readers);
    });
  }

  const tasks = Array.from({ length: 12 }, (_, n) => createTask(n % 3 ? reader(n) : writer(n)));
  await sleep(1.25);
  tasks[3]?.cancel();
  tasks[4]?.cancel();
  await wait(tasks);
  trace(
    "in the end",
    lock.readers,
    lock.writing,
    tasks.map((task) => task.cancelled()),
  );
}
