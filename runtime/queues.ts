// Queue, PriorityQueue, LifoQueue: items from who makes them to who takes them, with a bound and an end.
// Not here: the line that waiters stand in (waiters.ts).
// Invariant: a wake-up is an invitation to try again, never an item; who is woken and cannot use it passes it on.

import { nameClass } from "./exceptions.ts";
import { Heap } from "./heap.ts";
import { Inspectable } from "./inspectable.ts";
import { Event } from "./locks.ts";
import { methods } from "./marks.ts";
import { requireCount, requireFunction, requireKnownOptions } from "./options.ts";
import { LoopBinding, WaitQueue } from "./waiters.ts";

/**
 * `getNowait` found nothing. Mirrors `asyncio.QueueEmpty`.
 *
 * @example
 * ```ts
 * import { Queue, QueueEmpty } from "tsyncio";
 * let refused: unknown;
 * try {
 *   new Queue().getNowait();
 * } catch (error) {
 *   refused = error;
 * }
 * refused instanceof QueueEmpty; // -> true
 * ```
 */
export class QueueEmpty extends Error {}

/**
 * `putNowait` found no room. Mirrors `asyncio.QueueFull`.
 *
 * @example
 * ```ts
 * import { Queue, QueueFull } from "tsyncio";
 * const queue = new Queue<string>(1);
 * queue.putNowait("first");
 * let refused: unknown;
 * try {
 *   queue.putNowait("second");
 * } catch (error) {
 *   refused = error;
 * }
 * refused instanceof QueueFull; // -> true
 * ```
 */
export class QueueFull extends Error {}

/**
 * The queue was shut down: nothing goes in, and nothing is left to come out. Mirrors `asyncio.QueueShutDown`.
 *
 * @example
 * ```ts
 * import { Queue, QueueShutDown, run } from "tsyncio";
 * async function main() {
 *   const queue = new Queue<string>();
 *   queue.shutdown();
 *   try {
 *     await queue.put("late");
 *   } catch (error) {
 *     return error instanceof QueueShutDown;
 *   }
 * }
 * await run(main()); // -> true
 * ```
 */
export class QueueShutDown extends Error {}

nameClass(QueueEmpty, "QueueEmpty");
nameClass(QueueFull, "QueueFull");
nameClass(QueueShutDown, "QueueShutDown");

/** What a queue keeps its items in: it decides which of them comes out next. */
interface Items<T> {
  readonly length: number;
  push(item: T): void;
  /** Takes one out; there must be one. */
  take(): T;
}

/**
 * Items from producers to consumers, first in, first out. Mirrors `asyncio.Queue`.
 *
 * `for await (const item of queue)` takes items until the queue is shut down and empty.
 *
 * @example
 * ```ts
 * import { createTask, Queue, run } from "tsyncio";
 * async function consume(queue: Queue<number>) {
 *   let sum = 0;
 *   for await (const n of queue) sum += n;
 *   return sum;
 * }
 * async function main() {
 *   const queue = new Queue<number>(2);
 *   const consumer = createTask(consume(queue));
 *   for (const n of [1, 2, 3, 4]) await queue.put(n);
 *   queue.shutdown();
 *   return await consumer;
 * }
 * await run(main()); // -> 10
 * ```
 */
export class Queue<T> extends Inspectable {
  readonly #maxsize: number;
  readonly #items: Items<T>;
  readonly #getters = new WaitQueue();
  readonly #putters = new WaitQueue();
  readonly #binding = new LoopBinding(this);
  #unfinished = 0;
  readonly #finished = new Event();
  #isShutDown = false;

  /** `maxsize` is how many items it holds; zero or less: as many as there are. */
  constructor(maxsize = 0, /** @internal */ _items: Items<T> = new Fifo<T>()) {
    super();
    requireCount("the maxsize of a queue", maxsize, Number.NEGATIVE_INFINITY);
    this.#maxsize = maxsize;
    this.#items = _items;
    this.#finished.set();
  }

  /** How many items it may hold; zero or less: as many as there are. */
  get maxsize(): number {
    return this.#maxsize;
  }

  /** How many items it holds. */
  qsize(): number {
    return this.#items.length;
  }

  /** Whether it holds nothing. */
  empty(): boolean {
    return this.#items.length === 0;
  }

  /** Whether it holds `maxsize` items. */
  full(): boolean {
    return this.#maxsize > 0 && this.#items.length >= this.#maxsize;
  }

  /** Waits for room, and puts `item` in. @throws QueueShutDown when the queue is shut down. */
  put(item: T): Promise<void>;
  *put(item: T): unknown {
    while (this.full()) {
      if (this.#isShutDown) throw this.#shutDownError();
      yield* this.#wait(this.#putters, () => !this.full());
    }
    this.putNowait(item);
  }

  /**
   * Puts `item` in at once. Mirrors `Queue.put_nowait`.
   * @throws QueueFull when there is no room, QueueShutDown when the queue is shut down.
   */
  putNowait(item: T): void {
    if (this.#isShutDown) throw this.#shutDownError();
    if (this.full()) throw new QueueFull(`${this} is full: await put() instead`);
    this.#items.push(item);
    this.#unfinished++;
    this.#finished.clear();
    this.#getters.wake();
  }

  /** Waits for an item, and takes it out. @throws QueueShutDown when the queue is shut down and empty. */
  get(): Promise<T>;
  *get(): unknown {
    while (this.empty()) {
      if (this.#isShutDown) throw this.#shutDownError();
      yield* this.#wait(this.#getters, () => !this.empty());
    }
    return this.getNowait();
  }

  /**
   * Takes an item out at once. Mirrors `Queue.get_nowait`.
   * @throws QueueEmpty when there is none, QueueShutDown when none will come.
   */
  getNowait(): T {
    if (this.empty()) {
      throw this.#isShutDown
        ? this.#shutDownError()
        : new QueueEmpty(`${this} is empty: await get() instead`);
    }
    const item = this.#items.take();
    this.#putters.wake();
    return item;
  }

  *#wait(line: WaitQueue, usable: () => boolean): Generator<unknown, void, unknown> {
    const waiter = line.join(this.#binding);
    try {
      yield waiter.future;
    } catch (error) {
      if (waiter.woken && usable()) line.wake();
      throw error;
    } finally {
      line.leave(waiter);
    }
  }

  /**
   * Says that an item which was taken out has been dealt with; `join` waits until that is true of all. Mirrors
   * `Queue.task_done`.
   * @throws RangeError (Python's ValueError) when it is called more often than items were put in.
   */
  taskDone(): void {
    if (this.#unfinished <= 0) throw new RangeError(`taskDone() was called too many times on ${this}`);
    this.#unfinished--;
    if (this.#unfinished === 0) this.#finished.set();
  }

  /** Waits until `taskDone()` was called for every item that was put in. */
  join(): Promise<void>;
  *join(): unknown {
    if (this.#unfinished > 0) yield this.#finished.wait();
  }

  /**
   * Lets nothing in any more; what waits for room gets a QueueShutDown, and what waits for an item too, once
   * the queue is empty. With `immediate`, the items that are left are dropped, and count as dealt with.
   */
  shutdown(immediate = false): void {
    this.#isShutDown = true;
    if (immediate) this.#drop();
    while (this.#getters.wake());
    while (this.#putters.wake());
  }

  #drop(): void {
    while (!this.empty()) {
      this.#items.take();
      if (this.#unfinished > 0) this.#unfinished--;
    }
    if (this.#unfinished === 0) this.#finished.set();
  }

  #shutDownError(): QueueShutDown {
    return new QueueShutDown(`${this} is shut down`);
  }

  /** Takes items until the queue is shut down and empty. Leaving the loop leaves the queue as it is. */
  [Symbol.asyncIterator](): AsyncIterableIterator<T, undefined, undefined> {
    return new QueueIterator(this);
  }

  toString(): string {
    const { length } = this.#items;
    const parts = [
      `maxsize=${this.#maxsize}`,
      length > 0 && `items=${length}`,
      this.#getters.length > 0 && `getters=${this.#getters.length}`,
      this.#putters.length > 0 && `putters=${this.#putters.length}`,
      this.#unfinished > 0 && `tasks=${this.#unfinished}`,
      this.#isShutDown && "shutdown",
    ];
    return `<${this.constructor.name} ${parts.filter(Boolean).join(" ")}>`;
  }
}

methods(Queue, ["put", "get", "join"]);

class QueueIterator<T> implements AsyncIterableIterator<T, undefined, undefined> {
  readonly #queue: Queue<T>;

  constructor(queue: Queue<T>) {
    this.#queue = queue;
  }

  next(): Promise<IteratorResult<T, undefined>>;
  *next(): unknown {
    try {
      return { done: false, value: yield this.#queue.get() };
    } catch (error) {
      if (error instanceof QueueShutDown) return { done: true, value: undefined };
      throw error;
    }
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}

methods(QueueIterator, ["next"]);

/**
 * A Queue whose smallest item comes out first. Mirrors `asyncio.PriorityQueue`.
 *
 * Items are compared with `<`, arrays element by element, so that `[priority, item]` works as in Python;
 * the option `compare` says otherwise. Equal items come out in no particular order.
 *
 * @example
 * ```ts
 * import { PriorityQueue } from "tsyncio";
 * const queue = new PriorityQueue<[number, string]>();
 * queue.putNowait([2, "later"]);
 * queue.putNowait([1, "first"]);
 * queue.getNowait(); // -> [1, "first"]
 * ```
 */
export class PriorityQueue<T> extends Queue<T> {
  /**
   * `compare(a, b)` is negative when `a` is to come out before `b`, as for `Array.prototype.sort`.
   * @throws TypeError when it is no function.
   */
  constructor(maxsize = 0, options: { compare?: ((a: T, b: T) => number) | undefined } = {}) {
    requireKnownOptions("PriorityQueue", options, ["compare"]);
    const { compare } = options;
    requireFunction("the option compare of PriorityQueue", compare);
    super(maxsize, new Heap<T>(compare === undefined ? isLess : (a, b) => compare(a, b) < 0));
  }
}

/**
 * A Queue whose latest item comes out first. Mirrors `asyncio.LifoQueue`.
 *
 * @example
 * ```ts
 * import { LifoQueue } from "tsyncio";
 * const queue = new LifoQueue<string>();
 * queue.putNowait("first");
 * queue.putNowait("last");
 * queue.getNowait(); // -> "last"
 * ```
 */
export class LifoQueue<T> extends Queue<T> {
  constructor(maxsize = 0) {
    super(maxsize, new Lifo<T>());
  }
}

/** Python's order of tuples; `<` alone would compare arrays as strings. */
function isLess(a: unknown, b: unknown): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return (a as number) < (b as number);
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    if (isLess(a[i], b[i])) return true;
    if (isLess(b[i], a[i])) return false;
  }
  return a.length < b.length;
}

/** An array whose head moves; what is in front of it is cut off once it makes up half. */
class Fifo<T> implements Items<T> {
  #slots: (T | undefined)[] = [];
  #head = 0;

  get length(): number {
    return this.#slots.length - this.#head;
  }

  push(item: T): void {
    this.#slots.push(item);
  }

  take(): T {
    const item = this.#slots[this.#head] as T;
    this.#slots[this.#head++] = undefined;
    if (this.#head * 2 >= this.#slots.length) {
      this.#slots = this.#slots.slice(this.#head);
      this.#head = 0;
    }
    return item;
  }
}

class Lifo<T> implements Items<T> {
  readonly #stack: T[] = [];

  get length(): number {
    return this.#stack.length;
  }

  push(item: T): void {
    this.#stack.push(item);
  }

  take(): T {
    return this.#stack.pop() as T;
  }
}
