/** Queues: iteration, comparison, what they tell; how tasks take turns is proven by the pairs of programs/queues/. */
import { describe, expect, test } from "vitest";
import {
  CancelledError,
  coroutine,
  createTask,
  isCoroutine,
  LifoQueue,
  PriorityQueue,
  Queue,
  QueueEmpty,
  QueueFull,
  QueueShutDown,
  sleep,
  wait,
} from "../../runtime/index.ts";
import { failure } from "./support/context.ts";
import { program } from "./support/program.ts";

/** All that comes out of a queue, as it comes. */
function drain<T>(queue: Queue<T>): T[] {
  const items: T[] = [];
  while (!queue.empty()) items.push(queue.getNowait());
  return items;
}

describe("for await over a queue", () => {
  const consume = coroutine(function* (
    queue: Queue<number>,
    items: number[],
  ): Generator<unknown, void, IteratorResult<number>> {
    const iterator = queue[Symbol.asyncIterator]();
    for (;;) {
      const result = yield iterator.next();
      if (result.done) return;
      items.push(result.value);
    }
  });

  test("takes items until the queue is shut down and empty", async () => {
    const items: number[] = [];
    await program(function* () {
      const queue = new Queue<number>(2);
      const consumer = createTask(consume(queue, items));
      for (const n of [1, 2, 3, 4, 5]) yield queue.put(n);
      queue.shutdown();
      yield consumer;
    });
    expect(items).toEqual([1, 2, 3, 4, 5]);
  });

  test("ends at once where there is nothing left, and may be begun again", async () => {
    await program(function* () {
      const queue = new Queue<number>();
      queue.putNowait(1);
      queue.shutdown();
      const iterator = queue[Symbol.asyncIterator]();
      expect(iterator[Symbol.asyncIterator]()).toBe(iterator);
      expect(yield iterator.next()).toEqual({ done: false, value: 1 });
      for (let i = 0; i < 2; i++) expect(yield iterator.next()).toEqual({ done: true, value: undefined });
    });
  });

  test("works in native code", async () => {
    const items: number[] = [];
    const queue = new Queue<number>();
    const native = async () => {
      for await (const item of queue) items.push(item);
    };
    await program(function* () {
      const consumer = native();
      for (const n of [1, 2]) yield queue.put(n);
      queue.shutdown();
      yield consumer;
    });
    expect(items).toEqual([1, 2]);
  });

  test("is cancelled like any await", async () => {
    await program(function* () {
      const consumer = createTask(consume(new Queue(), []));
      yield sleep(0);
      consumer.cancel();
      expect(yield failure(consumer)).toBeInstanceOf(CancelledError);
    });
  });
});

describe("a PriorityQueue", () => {
  test("refuses an option that it does not know, and a compare that is no function", () => {
    expect(() => new PriorityQueue(0, { cmp: () => 0 } as object)).toThrow(
      new TypeError("PriorityQueue does not know the option 'cmp'; it knows compare"),
    );
    expect(() => new PriorityQueue(0, { compare: 5 as never })).toThrow(
      new TypeError("the option compare of PriorityQueue must be a function or undefined, not 5"),
    );
  });

  test.each<[string, unknown[], unknown[]]>([
    ["numbers as numbers", [10, 9, 100, -1], [-1, 9, 10, 100]],
    ["strings as strings", ["b", "a", "B"], ["B", "a", "b"]],
    [
      "arrays element by element",
      [
        [10, "a"],
        [9, "b"],
        [9, "a"],
      ],
      [
        [9, "a"],
        [9, "b"],
        [10, "a"],
      ],
    ],
    ["a shorter array before a longer one", [[1, 2], [1], []], [[], [1], [1, 2]]],
    [
      "arrays in arrays",
      [
        [1, [10]],
        [1, [9]],
      ],
      [
        [1, [9]],
        [1, [10]],
      ],
    ],
  ])("orders %s", (_what, given, ordered) => {
    const queue = new PriorityQueue<unknown>();
    for (const item of given) queue.putNowait(item);
    expect(drain(queue)).toEqual(ordered);
  });

  test("takes items without an order as equal, also behind equal priorities", () => {
    const queue = new PriorityQueue<[number, object]>();
    const [first, second] = [{ n: 1 }, { n: 2 }];
    queue.putNowait([2, first]);
    queue.putNowait([1, second]);
    queue.putNowait([1, first]);
    expect(drain(queue).map(([priority]) => priority)).toEqual([1, 1, 2]);
  });

  test("compares an array with what is none as JavaScript does", () => {
    const queue = new PriorityQueue<number | number[]>();
    for (const item of [[2], 1, [0]]) queue.putNowait(item);
    expect(drain(queue)).toEqual([[0], 1, [2]]);
  });

  test("takes arrays that are equal for equal, however they are compared", () => {
    const [asArrays, asNumbers] = [
      new PriorityQueue<[number, object]>(),
      new PriorityQueue<[number, object]>(0, { compare: ([a], [b]) => a - b }),
    ];
    const items = Array.from({ length: 12 }, (_, n): [number, object] => [n % 2, { n }]);
    for (const item of items) {
      asArrays.putNowait(item);
      asNumbers.putNowait(item);
    }
    expect(drain(asArrays)).toEqual(drain(asNumbers));
  });

  test("orders by the function it is given", () => {
    const queue = new PriorityQueue<string>(0, { compare: (a, b) => b.length - a.length });
    for (const item of ["a", "ccc", "bb"]) queue.putNowait(item);
    expect(drain(queue)).toEqual(["ccc", "bb", "a"]);
  });

  test("sorts 20,000 items", () => {
    const queue = new PriorityQueue<number>();
    const items = Array.from({ length: 20_000 }, (_, i) => (i * 7919) % 20_011);
    for (const item of items) queue.putNowait(item);
    expect(drain(queue)).toEqual(items.sort((a, b) => a - b));
  });

  test("has a bound", () => {
    const queue = new PriorityQueue<number>(1);
    queue.putNowait(1);
    expect(() => queue.putNowait(2)).toThrow(QueueFull);
  });
});

describe("a queue", () => {
  test.each([Queue, PriorityQueue, LifoQueue])("refuses a maxsize that is no number: %s", (Make) => {
    expect(() => new Make("2" as never)).toThrow(
      new TypeError("the maxsize of a queue must be a number, not 2"),
    );
    expect(() => new Make(Number.NaN)).toThrow(RangeError);
    expect(new Make(Number.NEGATIVE_INFINITY).full()).toBe(false);
  });

  test.each([
    ["Queue", new Queue<number>(3)],
    ["PriorityQueue", new PriorityQueue<number>(3)],
    ["LifoQueue", new LifoQueue<number>(3)],
  ])("tells its state as %s", (name, queue) => {
    expect(String(queue)).toBe(`<${name} maxsize=3>`);
    queue.putNowait(1);
    expect(String(queue)).toBe(`<${name} maxsize=3 items=1 tasks=1>`);
    queue.shutdown(true);
    expect(String(queue)).toBe(`<${name} maxsize=3 shutdown>`);
  });

  test("tells how many wait for it", async () => {
    await program(function* () {
      const queue = new Queue<number>(1);
      const getter = createTask(queue.get());
      yield sleep(0);
      expect(String(queue)).toBe("<Queue maxsize=1 getters=1>");
      queue.putNowait(1);
      yield getter;
      queue.putNowait(2);
      const putter = createTask(queue.put(3));
      yield sleep(0);
      expect(String(queue)).toBe("<Queue maxsize=1 items=1 putters=1 tasks=2>");
      putter.cancel();
      yield wait([putter]);
      expect(String(queue)).toBe("<Queue maxsize=1 items=1 tasks=2>");
    });
  });

  test("says in its errors what to do", async () => {
    const queue = new Queue<number>(1);
    expect(() => queue.getNowait()).toThrow(
      new QueueEmpty("<Queue maxsize=1> is empty: await get() instead"),
    );
    queue.putNowait(1);
    expect(() => queue.putNowait(2)).toThrow(
      new QueueFull("<Queue maxsize=1 items=1 tasks=1> is full: await put() instead"),
    );
    queue.shutdown();
    const error = await program(() => failure(queue.put(3)));
    expect(error).toEqual(new QueueShutDown("<Queue maxsize=1 items=1 tasks=1 shutdown> is shut down"));
    queue.taskDone();
    expect(() => queue.taskDone()).toThrow(
      new RangeError("taskDone() was called too many times on <Queue maxsize=1 items=1 shutdown>"),
    );
  });

  test("shows the names of its errors", () => {
    expect([QueueEmpty, QueueFull, QueueShutDown].map((Class) => new Class().name)).toEqual([
      "QueueEmpty",
      "QueueFull",
      "QueueShutDown",
    ]);
  });

  test("passes 100,000 items through in order, and keeps none", async () => {
    const queue = new Queue<number>(100);
    const n = 100_000;
    let inOrder = 0;
    await program(function* () {
      const consume = coroutine(function* (): Generator<unknown, void, never> {
        for (let i = 0; i < n; i++) {
          const item: number = yield queue.get();
          if (item === i) inOrder++;
        }
      });
      const consumer = createTask(consume());
      for (let i = 0; i < n; i++) yield queue.put(i);
      yield consumer;
    });
    expect([inOrder, queue.qsize()]).toEqual([n, 0]);
  });
});

describe("an awaitable in a queue", () => {
  test("is awaited by who gets it; getNowait hands it on as it is", async () => {
    const queue = new Queue<Promise<string>>();
    const got = await program(function* () {
      queue.putNowait(sleep(1, "slept"));
      queue.putNowait(sleep(1, "asleep"));
      const first: string = yield queue.get();
      const second = queue.getNowait();
      return [first, isCoroutine(second), yield second];
    });
    expect(got).toEqual(["slept", true, "asleep"]);
  });
});
