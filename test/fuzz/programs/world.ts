/**
 * What random programs act on: the twin of world.py, with the same names.
 *
 * It is compiled with the programs, so its async functions are coroutine functions too.
 */

import {
  ALL_COMPLETED,
  asCompleted,
  Barrier,
  BaseExceptionGroup,
  BoundedSemaphore,
  CancelledError,
  Condition,
  ContextVar,
  type CoroutineLike,
  createTask,
  currentTask,
  Event,
  type ExceptionContext,
  FIRST_COMPLETED,
  FIRST_EXCEPTION,
  type Future,
  getRunningLoop,
  type Handle,
  isFuture,
  LifoQueue,
  Lock,
  PriorityQueue,
  Queue,
  Semaphore,
  sleep,
  Task,
  TaskGroup,
  type TaskOptions,
  type Timeout,
  TimeoutError,
  type Token,
  timeout,
  wait,
} from "tsyncio";

type Trace = (event: string, ...details: unknown[]) => void;
type Work = () => Promise<unknown>;

const WHEN = { ALL_COMPLETED, FIRST_COMPLETED, FIRST_EXCEPTION } as const;
const PYTHON_NAMES: Record<string, string> = { Error: "Exception", RangeError: "ValueError" };

/** A value as plain data. */
export function show(value: unknown): unknown {
  if (value instanceof Task) return value.getName();
  if (isFuture(value)) return "a future";
  if (value instanceof BaseExceptionGroup) return [nameOf(value), ...value.errors.map(show)];
  if (value instanceof Error) {
    const cause = value instanceof TimeoutError ? [rootOf(value)] : [];
    // The wording of a library's errors is its own; what the program says is the same in both.
    const own = value instanceof CancelledError || /^[a-z0-9]+$/i.test(value.message) ? [value.message] : [];
    return [nameOf(value), ...own, ...cause];
  }
  if (Array.isArray(value)) return value.map(show);
  if (value instanceof Set) return [...value].map(show).sort(byText);
  if (value === undefined || value === null) return null;
  return typeof value === "object" ? "an object" : value;
}

/** Why a TimeoutError came. Of other errors, what is a context in Python is a cause in TypeScript. */
function rootOf(timeout: TimeoutError): string {
  const { cause } = timeout;
  return cause instanceof TimeoutError ? rootOf(cause) : nameOf(cause as Error | undefined);
}

function nameOf(error: Error | undefined): string {
  if (error === undefined) return "NoneType";
  const { name } = error.constructor;
  return PYTHON_NAMES[name] ?? name;
}

function byText(a: unknown, b: unknown): number {
  const [left, right] = [JSON.stringify(a), JSON.stringify(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

export class World {
  /** Each call of a function counts: a program that would grow for ever is cut off. */
  static MAX_CALLS = 60;
  /** So often is what waits in vain cancelled: some may hold on to their waiting for a while. */
  static MAX_ROUNDS = 30;

  readonly loop = getRunningLoop();
  readonly variable = new ContextVar("variable", { default: "default" });
  readonly locks = [new Lock(), new Lock()];
  readonly condition = new Condition(this.locks[1]);
  readonly semaphores = [new Semaphore(1), new BoundedSemaphore(2)];
  readonly events = [new Event(), new Event()];
  readonly barriers = [new Barrier(2), new Barrier(3)];
  readonly queues = [
    new Queue<number>(),
    new Queue<number>(1),
    new PriorityQueue<number>(2),
    new LifoQueue<number>(2),
  ];
  readonly futures = [0, 1, 2].map(() => this.loop.createFuture<unknown>());
  handle: Handle | undefined;

  readonly #trace: Trace;
  readonly #eager: boolean;
  #calls = 0;
  readonly #all: (Task<unknown> | undefined)[] = [];
  readonly #named = new Map<string, Task<unknown> | undefined>();
  readonly #groups: [owner: number, group: TaskGroup][] = [];
  readonly #timeouts: [label: string, scope: Timeout][] = [];
  readonly #tokens: Token<string>[] = [];

  constructor(trace: Trace, eager: boolean) {
    this.#trace = trace;
    this.#eager = eager;
    currentTask(this.loop)?.setName("main");
    this.loop.setTaskFactory((loop, coro, options) => this.#makeTask(loop, coro, options));
    this.loop.setExceptionHandler((_, context) => this.#onError(context));
  }

  readonly say = (label: string, value?: unknown): void => {
    this.#trace(label, currentTask(this.loop)?.getName(), show(value));
  };

  exhausted(): boolean {
    return ++this.#calls > World.MAX_CALLS;
  }

  #makeTask<T>(loop: typeof this.loop, coro: CoroutineLike<T>, options: TaskOptions): Task<T> {
    const number = this.#all.push(undefined) - 1;
    const eagerStart = options.eagerStart ?? this.#eager;
    const task = new Task<T>(coro, { ...options, loop, name: options.name ?? `#${number}`, eagerStart });
    this.#all[number] = task as Task<unknown>;
    return task;
  }

  #onError(context: ExceptionContext): void {
    // When an exception counts as never retrieved is up to the garbage collector.
    if (!context.message.includes("never retrieved")) this.say("handler", context.exception);
  }

  // --- expressions

  task(name: string, work: Work, eagerStart?: boolean): Task<unknown> {
    if (!this.#named.has(name)) {
      this.#named.set(name, undefined);
      this.#named.set(name, createTask(work(), { name, eagerStart }));
    }
    const task = this.#named.get(name);
    if (task === undefined) throw new RangeError(`${name} is being made`);
    return task;
  }

  cancel(name: string, message: string): unknown {
    const task = this.#named.get(name);
    return task && [task.cancel(message), task.cancelling()];
  }

  state(name: string): unknown {
    const task = this.#named.get(name);
    if (!task?.done()) return task && [task.cancelling(), task.getName()];
    return task.cancelled() ? "cancelled" : [task.exception() ?? task.result()];
  }

  async wait(futures: Future<unknown>[], timeout: number | undefined, when: keyof typeof WHEN) {
    return await wait(futures, { timeout, returnWhen: WHEN[when] });
  }

  async asCompleted(futures: Future<unknown>[], timeout: number | undefined): Promise<unknown[]> {
    // Of what is done already, the order is that of a set.
    const pending = futures.filter((future) => !future.done());
    const results: unknown[] = [];
    for (const future of asCompleted(pending, { timeout })) results.push(await future);
    return results;
  }

  spawnInGroup(number: number, work: Work): Task<unknown> | undefined {
    // Into a group of an earlier function: a task must not wait for itself.
    const groups = this.#groups.filter(([owner]) => owner < number);
    return groups.at(-1)?.[1].createTask(work());
  }

  async send(generator: AsyncGenerator<unknown>, value: unknown): Promise<unknown> {
    return received(await generator.next(value));
  }

  async throw(generator: AsyncGenerator<unknown>, message: string): Promise<unknown> {
    return received(await generator.throw(new RangeError(message)));
  }

  uncancel(): unknown {
    return currentTask(this.loop)?.uncancel();
  }

  cancelCurrent(message: string): unknown {
    return currentTask(this.loop)?.cancel(message);
  }

  reschedule(delay: number | undefined): void {
    this.#timeouts.at(-1)?.[1].reschedule(delay === undefined ? undefined : this.loop.time() + delay);
  }

  cancelHandle(): unknown {
    return this.handle && [this.handle.cancelled(), this.handle.cancel()];
  }

  setVariable(value: string): void {
    this.#tokens.push(this.variable.set(value));
  }

  resetVariable(): void {
    const token = this.#tokens.pop();
    if (token) this.variable.reset(token);
  }

  look(): unknown {
    return [
      this.locks.map((lock) => lock.locked()),
      this.semaphores.map((semaphore) => semaphore.locked()),
      this.events.map((event) => event.isSet()),
      this.barriers.map((barrier) => [barrier.nWaiting, barrier.broken]),
      this.queues.map((queue) => [queue.qsize(), queue.empty(), queue.full()]),
      this.futures.map((future) => future.done()),
    ];
  }

  // --- statements

  timeout(delay: number | undefined, label: string): Timeout {
    const scope = timeout(delay);
    this.#timeouts.push([label, scope]);
    return scope;
  }

  group(owner: number): TaskGroup {
    const group = new TaskGroup();
    this.#groups.push([owner, group]);
    return group;
  }

  whenDone(future: Future<unknown>, label: string): void {
    future.addDoneCallback((done) => this.say(label, [done, done.cancelled(), this.variable.get()]));
  }

  // --- the end

  /** Runs everything to its end: what waits in vain is cancelled. */
  async finish(root: Work): Promise<void> {
    this.task("root", root);
    for (let round = 0; round < World.MAX_ROUNDS; round++) {
      // What is scheduled may make tasks yet.
      await sleep(5);
      const pending = this.#pending();
      if (pending.length === 0) break;
      await wait(pending, { timeout: 100 });
      for (const task of pending) {
        if (task.done()) continue;
        this.say("cancelled at the end", task);
        task.cancel("the end");
      }
      // A wait for a condition does not end before it has the lock.
      for (const lock of this.locks) if (lock.locked()) lock.release();
    }
    for (const task of this.#all as Task<unknown>[]) this.say("outcome", [task, outcomeOf(task)]);
    this.say("looks", this.look());
    this.say(
      "timeouts",
      this.#timeouts.map(([label, scope]) => [label, scope.expired()]),
    );
    for (const semaphore of this.semaphores) this.say("permits", await drain(semaphore));
    for (const queue of this.queues) this.say("items", itemsOf(queue));
  }

  #pending(): Task<unknown>[] {
    return (this.#all as Task<unknown>[]).filter((task) => !task.done());
  }
}

function received({ done, value }: IteratorResult<unknown>): unknown {
  return done ? "the end" : [value];
}

function outcomeOf(task: Task<unknown>): unknown {
  if (!task.done()) return "stuck";
  return task.cancelled() ? "cancelled" : (task.exception() ?? task.result());
}

async function drain(semaphore: Semaphore): Promise<number> {
  let count = 0;
  for (; !semaphore.locked(); count++) await semaphore.acquire();
  return count;
}

function itemsOf(queue: Queue<number>): number[] {
  const items: number[] = [];
  while (!queue.empty()) items.push(queue.getNowait());
  return items;
}
