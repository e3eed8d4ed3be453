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

async function fromNative(n: number): Promise<number> {
  return await Promise.resolve(n);
}
