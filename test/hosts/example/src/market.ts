import { gather, Queue, sleep, TaskGroup } from "tsyncio";

async function produce(queue: Queue<string>, goods: readonly string[]): Promise<void> {
  for (const good of goods) {
    await queue.put(good);
    await sleep(0, "a producer rests");
  }
}

async function consume(queue: Queue<string>, count: number): Promise<string[]> {
  const got: string[] = [];
  while (got.length < count) got.push(await queue.get());
  return got;
}

/** Two producers and a consumer under one group; then both kinds of waiting together. */
export async function collect(goods: readonly string[]): Promise<string[]> {
  const queue = new Queue<string>(1);
  let consumer: Promise<string[]>;
  {
    await using group = new TaskGroup();
    group.createTask(produce(queue, goods));
    consumer = group.createTask(consume(queue, goods.length));
  }
  const [sold, native] = await gather(consumer, fromNative(goods.length));
  return [...(sold as string[]), `${native} by promise`];
}

/** An async generator, which is closed by whoever has seen enough of it. */
async function* counted(goods: readonly string[], log: string[]): AsyncGenerator<string, void, undefined> {
  try {
    for (const good of goods) yield `${await fromNative(log.length)} ${good}`;
  } finally {
    await sleep(0);
    log.push("closed");
  }
}

export async function firstOf(goods: readonly string[]): Promise<string[]> {
  const log: string[] = [];
  for await (const good of counted(goods, log)) {
    log.push(good);
    if (log.length === 2) break;
  }
  return log;
}

async function fromNative(n: number): Promise<number> {
  return await Promise.resolve(n);
}
