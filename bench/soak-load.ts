/**
 * The mixed load of the soak, in plain async/await: bench/soak.ts compiles this file and runs it.
 *
 * Each part counts what it starts and what has ended in the tally; at the end both must be the same.
 */
import {
  CancelledError,
  createTask,
  Event,
  gather,
  getRunningLoop,
  Lock,
  Queue,
  QueueShutDown,
  Semaphore,
  sleep,
  type Task,
  TaskGroup,
  TimeoutError,
  timeout,
  wait,
  waitFor,
} from "tsyncio";

/** What was started, and how it ended. */
export interface Tally {
  started: number;
  done: number;
  cancelled: number;
  failed: number;
}

async function counted(tally: Tally, body: () => Promise<void>): Promise<void> {
  tally.started++;
  try {
    await body();
    tally.done++;
  } catch (error) {
    if (error instanceof CancelledError) tally.cancelled++;
    else tally.failed++;
    throw error;
  }
}

/** Tasks that end after a turn or two, some through a lock or a semaphore. */
export async function shortTasks(tally: Tally, count: number): Promise<void> {
  const [lock, semaphore] = [new Lock(), new Semaphore(100)];
  const bodies = [
    async () => {},
    () => sleep(0),
    async () => {
      await using _ = lock;
    },
    async () => {
      await using _ = semaphore;
      await sleep(0);
    },
  ];
  for (let left = count; left > 0; left -= 1000) {
    await using group = new TaskGroup();
    for (let i = 0; i < 1000; i++) {
      const body = bodies[i % bodies.length] as () => Promise<void>;
      group.createTask(counted(tally, body));
    }
  }
}

/** Many tasks alive at the same time; half are let go by an event, half are cancelled. */
export async function liveTasks(tally: Tally, count: number): Promise<void> {
  const event = new Event();
  const tasks: Task<void>[] = [];
  for (let i = 0; i < count; i++) {
    const body = i % 2 === 0 ? async () => void (await event.wait()) : () => sleep(3600);
    tasks.push(createTask(counted(tally, body)));
    if (i % 1000 === 0) await sleep(0);
  }
  await sleep(0);
  event.set();
  for (let i = 1; i < count; i += 2) tasks[i]?.cancel();
  await gather({ returnExceptions: true }, ...tasks.slice(0, 100));
  await wait(tasks);
}

/** Producers and consumers on a bounded queue that is shut down. */
export async function queues(tally: Tally, items: number): Promise<void> {
  const queue = new Queue<number>(50);
  let taken = 0;
  const consume = () =>
    counted(tally, async () => {
      try {
        for (;;) {
          await queue.get();
          taken++;
          queue.taskDone();
        }
      } catch (error) {
        if (!(error instanceof QueueShutDown)) throw error;
      }
    });
  const produce = () =>
    counted(tally, async () => {
      for (let i = 0; i < items; i++) await queue.put(i);
    });
  await using group = new TaskGroup();
  for (let i = 0; i < 10; i++) group.createTask(consume());
  await gather(produce(), produce(), produce());
  await queue.join();
  queue.shutdown();
  if (taken !== 3 * items) throw new Error(`${3 * items} items were put, ${taken} taken`);
}

/** Errors in gathers and groups, deadlines that strike and that do not. */
export async function errorsAndDeadlines(tally: Tally, count: number): Promise<void> {
  const fail = () =>
    counted(tally, async () => {
      await sleep(0.001);
      throw new RangeError("on purpose");
    });
  for (let i = 0; i < count; i++) {
    await gather({ returnExceptions: true }, fail(), fail(), fail());
    try {
      await using group = new TaskGroup();
      group.createTask(fail());
      group.createTask(counted(tally, () => sleep(10)));
    } catch {}
    try {
      await using _ = timeout(0.001);
      await counted(tally, () => sleep(10));
    } catch (error) {
      if (!(error instanceof TimeoutError)) throw error;
    }
    await waitFor(
      counted(tally, () => sleep(0)),
      60,
    );
  }
}

/** Timers of all lengths, most of which are cancelled. */
export async function timers(count: number): Promise<void> {
  const loop = getRunningLoop();
  const handles = Array.from({ length: count }, (_, i) => loop.callLater(60 + (i % 100), () => {}));
  for (let i = 0; i < 100; i++) loop.callLater(i / 10_000, () => {});
  await sleep(0.01);
  for (const handle of handles) handle.cancel();
}
