/**
 * What random programs act on: the twin of world.py, with the same names.
 *
 * It is compiled with the programs, so its async functions are coroutine functions too.
 */

import {
  type AbstractEventLoop,
  ALL_COMPLETED,
  allTasks,
  asCompleted,
  Barrier,
  BoundedSemaphore,
  CancelledError,
  Condition,
  Context,
  ContextVar,
  type CoroutineLike,
  captureCallGraph,
  copyContext,
  createEagerTaskFactory,
  createTask,
  currentTask,
  Event,
  type ExceptionContext,
  eagerTaskFactory,
  FIRST_COMPLETED,
  FIRST_EXCEPTION,
  Future,
  type FutureCallGraph,
  formatCallGraph,
  getRunningLoop,
  type Handle,
  isCoroutine,
  isCoroutineFunction,
  KeyboardInterrupt,
  LifoQueue,
  Lock,
  LookupError,
  newEventLoop,
  PriorityQueue,
  printCallGraph,
  Queue,
  RuntimeError,
  Semaphore,
  SystemExit,
  sleep,
  Task,
  type TaskFactory,
  TaskGroup,
  type TaskOptions,
  type Timeout,
  TimeoutError,
  type TimerHandle,
  Token,
  timeout,
  timeoutAt,
  wait,
} from "tsyncio";
import { Awaits } from "./awaits.ts";
import { Contexts } from "./contexts.ts";
import { isLeftOut, type Loop } from "./drive.ts";
import { Exits } from "./exits.ts";
import { Items } from "./items.ts";
import { byText, show } from "./show.ts";
import { Awaitable, byHand, Executor, Manager, Scope } from "./things.ts";

type Trace = (event: string, ...details: unknown[]) => void;
type Work = () => Promise<unknown>;
type AnyTask = Task<unknown>;
type Named<T> = [label: string, scope: T];

const WHEN = { ALL_COMPLETED, FIRST_COMPLETED, FIRST_EXCEPTION } as const;

export class World {
  /** Each call of a function counts: a program that would grow for ever is cut off. */
  static MAX_CALLS = 60;
  /** So often is what waits in vain cancelled: some may hold on to their waiting for a while. */
  static MAX_ROUNDS = 30;

  readonly loop = getRunningLoop() as Loop;
  readonly variable = new ContextVar("variable", { default: "default" });
  readonly locks = [new Lock(), new Lock()];
  readonly condition = new Condition(this.locks[1]);
  readonly semaphores = [new Semaphore(1), new BoundedSemaphore(2)] as const;
  readonly events = [new Event(), new Event()];
  readonly barriers = [new Barrier(2), new Barrier(3)];
  readonly queues = [
    new Queue<number>(),
    new Queue<number>(1),
    new PriorityQueue<number>(2),
    new LifoQueue<number>(2),
  ];
  readonly futures = [0, 1, 2].map(() => this.loop.createFuture<unknown>());
  readonly executors = [new Executor(this.loop, 0), new Executor(this.loop, 1)] as const;
  handle: Handle | undefined;
  timer: TimerHandle | undefined;

  readonly #trace: Trace;
  readonly #eager: boolean;
  #calls = 0;
  #context = new Context();
  readonly #all: (AnyTask | undefined)[] = [];
  readonly #named = new Map<string, AnyTask | undefined>();
  readonly #groups: [owner: number, group: TaskGroup][] = [];
  readonly #timeouts: Named<Timeout>[] = [];
  readonly #tokens: Token<string>[] = [];
  readonly #generators: AsyncGenerator[] = [];
  #doneCallback: [Future<unknown>, (done: Future<unknown>) => void] | undefined;
  readonly #factory = <T>(loop: AbstractEventLoop, coro: CoroutineLike<T>, options: TaskOptions): Task<T> =>
    this.#makeTask(loop, coro, options);
  readonly #handler = (_loop: AbstractEventLoop, context: ExceptionContext): void => this.#onError(context);
  readonly #failing = (_loop: AbstractEventLoop, context: ExceptionContext): void => {
    if (!isLeftOut(context)) throw new RangeError("handler");
  };

  constructor(trace: Trace, eager: boolean) {
    this.#trace = trace;
    this.#eager = eager;
    currentTask(this.loop)?.setName("main");
    // Whoever runs this was not made by our factory.
    this.loop.aside = 0;
    this.loop.setTaskFactory(this.#factory);
    this.loop.setExceptionHandler(this.#handler);
    this.loop.setDefaultExecutor(this.executors[0]);
  }

  readonly pairs = new PriorityQueue<[number, string]>(2);
  readonly items = new Items();
  readonly awaits = new Awaits(this.loop);
  readonly contexts = new Contexts((label, value) => this.say(label, value));
  readonly exits = new Exits((label, value) => this.say(label, value));

  readonly say = (label: string, value?: unknown): void => {
    this.#trace(label, currentTask(this.loop)?.getName(), show(value));
  };

  exhausted(): boolean {
    return ++this.#calls > World.MAX_CALLS;
  }

  #makeTask<T>(loop: AbstractEventLoop, coro: CoroutineLike<T>, options: TaskOptions): Task<T> {
    return this.#construct(coro, { ...options, loop, eagerStart: options.eagerStart ?? this.#eager });
  }

  #construct<T>(coro: CoroutineLike<T>, options: TaskOptions & { loop: AbstractEventLoop }): Task<T> {
    if (this.loop.aside > 0) {
      this.loop.aside--;
      return new Task<T>(coro, { ...options, name: "aside" });
    }
    const number = this.#all.push(undefined) - 1;
    const task = new Task<T>(coro, { ...options, name: options.name ?? `#${number}` });
    this.#all[number] = task as AnyTask;
    return task;
  }

  #onError(context: ExceptionContext): void {
    if (!isLeftOut(context)) this.say("handler", [context.exception, Object.keys(context).sort()]);
  }

  // --- tasks and futures

  task(name: string, work: Work, eagerStart?: boolean): AnyTask {
    return this.#nameTask(name, () => createTask(work(), { name, eagerStart }));
  }

  taskInContext(name: string, work: Work): AnyTask {
    // A start in a context that is entered already leaves Python with another current task: eager ones take copies.
    const context = this.#eager ? this.#context.copy() : this.#context;
    return this.#nameTask(name, () => this.loop.createTask(work(), { name, context }));
  }

  taskByFactory(name: string, work: Work, own: boolean): AnyTask {
    const construct = this.#construct.bind(this);
    // A class, for what it makes: an object that a constructor returns is what `new` gives.
    class Constructed {
      constructor(...args: Parameters<typeof construct>) {
        // biome-ignore lint/correctness/noConstructorReturn: the point of it
        return construct(...args) as unknown as Constructed;
      }
    }
    const factory = own ? createEagerTaskFactory(Constructed as never) : this.#numberEagerTask;
    return this.#nameTask(name, () => factory(this.loop, work(), { name }));
  }

  readonly #numberEagerTask: TaskFactory = (loop, coro, options) => {
    const number = this.#all.push(undefined) - 1;
    const task = eagerTaskFactory(loop, coro, options);
    this.#all[number] = task as AnyTask;
    return task;
  };

  #nameTask(name: string, make: () => AnyTask): AnyTask {
    if (!this.#named.has(name)) {
      this.#named.set(name, undefined);
      this.#named.set(name, make());
    }
    const task = this.#named.get(name);
    if (task === undefined) throw new RangeError(`${name} is being made`);
    return task;
  }

  freshFuture(label: string): Future<unknown> {
    const future = new Future<unknown>();
    this.loop.callLater(1, () => future.done() || future.setResult(label));
    return future;
  }

  inExecutor(number: 0 | 1 | undefined, label: string, fails: boolean): Future<unknown> {
    const executor = number === undefined ? undefined : this.executors[number];
    return this.loop.runInExecutor(executor, () => this.#compute(label, fails));
  }

  #compute(label: string, fails: boolean): string {
    this.say(label, "computes");
    if (fails) throw new RangeError(label);
    return label;
  }

  awaitable(label: string): Awaitable {
    return new Awaitable(label);
  }

  byHand(label: string) {
    return byHand(label);
  }

  cancel(name: string, message: string): unknown {
    const task = this.#named.get(name);
    return task && [task.cancel(message), task.cancelling()];
  }

  cancelSilently(name: string): unknown {
    const task = this.#named.get(name);
    return task && [task.cancel(), task.cancelling()];
  }

  cancelAll(message: string): unknown {
    return [...this.#named.values()].map((task) => task?.cancel(message));
  }

  /** Who is woken and cancelled in the same turn must lose nothing of what was for him. */
  letGoAndCancel(what: string, name: string, everybody: boolean, message: string): unknown {
    return [this.#letGo(what), everybody ? this.cancelAll(message) : this.cancel(name, message)];
  }

  #letGo(what: string): unknown {
    const acts: Record<string, () => unknown> = {
      release: () => this.locks[0]?.release(),
      "release a permit": () => this.semaphores[0].release(),
      notify: () => this.condition.notify(),
      set: () => this.events[0]?.set(),
      put: () => this.queues[0]?.putNowait(1),
      get: () => this.queues[1]?.getNowait(),
      "shut down": () => this.queues[1]?.shutdown(),
      "set result": () => this.futures[0]?.setResult(1),
    };
    try {
      return acts[what]?.();
    } catch (error) {
      return error;
    }
  }

  namedTask(name: string): AnyTask {
    const task = this.#named.get(name);
    if (task === undefined) throw new LookupError(name);
    return task;
  }

  fail(number: 0 | 1 | 2, how: string, label: string): void {
    const errors: Record<string, unknown> = {
      class: RangeError,
      cancelled: new CancelledError(label),
      timeout: new TimeoutError(label),
      interrupt: new KeyboardInterrupt(label),
      "no error": label,
    };
    this.futures[number]?.setException(errors[how] as Error);
  }

  state(name: string): unknown {
    const task = this.#named.get(name);
    if (!task?.done())
      return task && [task.cancelling(), task.getName(), task.getContext().get(this.variable)];
    return task.cancelled() ? "cancelled" : [task.exception() ?? task.result()];
  }

  setOutcome(name: string, fails: boolean): void {
    const task = this.#named.get(name);
    if (fails) task?.setException(new RangeError(name));
    else task?.setResult(name);
  }

  belongsHere(name: string): unknown {
    const task = this.#named.get(name);
    return task && [task.getLoop() === this.loop, isCoroutine(task.getCoro())];
  }

  namesOfAll(): string[] {
    return [...allTasks()].map((task) => task.getName()).sort();
  }

  /** A coroutine that nobody runs: it is driven by hand, or closed. */
  withoutTask(work: Work, fails: boolean): unknown {
    const coro = this.#atOnce() as unknown as Generator<unknown, string>;
    const kinds = [isCoroutine(coro), isCoroutineFunction(work)];
    if (fails) {
      try {
        coro.throw(new RangeError("thrown"));
      } catch (error) {
        return [...kinds, error];
      }
    }
    const { value } = coro.next();
    const closed = this.#atOnce() as unknown as Generator<unknown, string>;
    closed.return("closed");
    return [...kinds, value];
  }

  async #atOnce(): Promise<string> {
    this.say("at once");
    return "at once";
  }

  // --- waiting

  async wait(futures: Future<unknown>[], timeout: number | undefined, when: keyof typeof WHEN) {
    return await wait(futures, { timeout, returnWhen: WHEN[when] });
  }

  async asCompleted(futures: Future<unknown>[], timeout: number | undefined): Promise<unknown[]> {
    // Of what is done already, the order is that of a set.
    const pending = futures.filter((future) => !future.done());
    const results: unknown[] = [];
    try {
      for (const future of asCompleted(pending, { timeout })) results.push(await future);
    } catch (error) {
      if (!(error instanceof TimeoutError)) throw error;
      // It has no cause in Python, but may get one on its way out of an exit stack here.
      results.push("late");
    }
    return results;
  }

  async eachAsCompleted(futures: Future<unknown>[], timeout: number | undefined): Promise<unknown[]> {
    const pending = futures.filter((future) => !future.done());
    const results: unknown[] = [];
    try {
      for await (const result of asCompleted(pending, { timeout })) results.push(result);
    } catch (error) {
      if (!(error instanceof TimeoutError)) throw error;
      results.push("late");
    }
    return results;
  }

  spawnInGroup(number: number, work: Work): AnyTask | undefined {
    // Into a group of an earlier function: a task must not wait for itself.
    const groups = this.#groups.filter(([owner]) => owner < number);
    return groups.at(-1)?.[1].createTask(work());
  }

  spawnWithOptions(number: number, work: Work, name: string, eagerStart: boolean): AnyTask | undefined {
    const group = this.#groups.find(([owner]) => owner < number);
    return group?.[1].createTask(work(), { name, eagerStart, context: this.#context.copy() });
  }

  // --- async generators

  async send(generator: AsyncGenerator<unknown>, value: unknown): Promise<unknown> {
    return received(await generator.next(value));
  }

  async throw(generator: AsyncGenerator<unknown>, message: string): Promise<unknown> {
    return received(await generator.throw(new RangeError(message)));
  }

  /** Somebody has taken an item: the end of the program has to close it. */
  async leaveOpen(generator: AsyncGenerator): Promise<unknown> {
    this.#generators.push(generator);
    return await this.send(generator, undefined);
  }

  // --- the current task, its timeouts and handles

  uncancel(): unknown {
    return currentTask(this.loop)?.uncancel();
  }

  cancelling(): unknown {
    return currentTask(this.loop)?.cancelling();
  }

  cancelCurrent(message: string): unknown {
    return currentTask(this.loop)?.cancel(message);
  }

  reschedule(delay: number | undefined): void {
    this.#timeouts.at(-1)?.[1].reschedule(this.#after(delay));
  }

  #after(delay: number | undefined): number | undefined {
    return delay === undefined ? undefined : this.loop.time() + delay;
  }

  rescheduleAnother(index: number, delay: number | undefined): void {
    this.#timeouts[index]?.[1].reschedule(this.#after(delay));
  }

  lookAtTimeout(): unknown {
    return this.#timeouts.slice(-2).map(([, scope]) => [scope.when(), scope.expired()]);
  }

  cancelHandle(): unknown {
    return this.handle && [this.handle.cancelled(), this.handle.cancel()];
  }

  cancelTimer(): unknown {
    return this.timer && [this.timer.cancelled(), this.timer.cancel()];
  }

  lookAtHandles(): unknown {
    const { handle, timer } = this;
    return [
      handle && [handle.cancelled(), handle.getContext()?.get(this.variable)],
      timer && [timer.cancelled(), timer.when(), timer.getContext()?.get(this.variable)],
    ];
  }

  removeDoneCallback(): unknown {
    if (this.#doneCallback === undefined) return undefined;
    const [future, callback] = this.#doneCallback;
    return future.removeDoneCallback(callback);
  }

  // --- context variables

  setVariable(value: string): void {
    this.#tokens.push(this.variable.set(value));
  }

  resetVariable(): void {
    const token = this.#tokens.pop();
    if (token) this.variable.reset(token);
  }

  lookAtToken(): unknown {
    const token = this.#tokens.at(-1);
    if (token === undefined) return undefined;
    const old: unknown = token.oldValue;
    return [token.var.name, old === Token.MISSING ? "missing" : old];
  }

  keepContext(): void {
    this.#context = copyContext();
  }

  inContext(label: string): unknown {
    this.#context.run(() => this.setVariable(label));
    // The order of variables is that of their hashes in Python.
    return [...this.#context.values()].sort();
  }

  lookAtContext(): unknown {
    const context = this.#context.copy();
    return [
      ...[context.has(this.variable), context.get(this.variable), context.size],
      ...[[...context.keys()].map(({ name }) => name).sort(), [...context.values()].sort()],
      [...context.items()].map(([variable, value]) => [variable.name, value]).sort(byText),
    ];
  }

  // --- what is left

  manager(label: string, swallows: boolean): Manager {
    return new Manager(this.say, label, swallows);
  }

  scope(label: string): Scope {
    return new Scope(this.say, label);
  }

  readonly onExit = async (error: unknown): Promise<void> => {
    this.say("on exit", error);
    await sleep(0);
  };

  readonly onExitAtOnce = (error: unknown): void => this.say("on exit at once", error);

  // --- the loop

  report(label: string): void {
    this.loop.callExceptionHandler({ message: label, exception: new RangeError(label) });
  }

  /** From our handler to none, to one that fails, and to ours again. */
  swapHandler(): unknown {
    const handler = this.loop.getExceptionHandler();
    if (handler === this.#handler) this.loop.setExceptionHandler(undefined);
    else this.loop.setExceptionHandler(handler === undefined ? this.#failing : this.#handler);
    return handler === undefined;
  }

  reportByDefault(label: string): void {
    const loop: AbstractEventLoop = this.loop;
    loop.defaultExceptionHandler({ message: label, exception: new RuntimeError(label) });
  }

  lookAtLoop(): unknown {
    const { loop } = this;
    const other = newEventLoop();
    const closed = [other.isRunning(), other.isClosed(), other.close(), other.isClosed()];
    const factory = loop.getTaskFactory() === this.#factory;
    const state = [loop.isRunning(), loop.isClosed(), loop.getDebug(), loop.slowCallbackDuration];
    return [...state, factory, closed];
  }

  /** Which of the program's functions a task is in, and who waits for it. */
  graph(name: string): unknown {
    const task = this.#named.get(name);
    if (task === undefined || task.done()) return undefined;
    const graph = captureCallGraph(task) as FutureCallGraph;
    const written: string[] = [];
    printCallGraph(task, { file: { write: (text) => written.push(text) } });
    return [waitingFor(graph), formatCallGraph(task).includes(name), written.join("").includes(name)];
  }

  look(): unknown {
    return [
      this.locks.map((lock) => lock.locked()),
      this.condition.locked(),
      this.semaphores.map((semaphore) => semaphore.locked()),
      this.events.map((event) => event.isSet()),
      this.barriers.map((barrier) => [barrier.parties, barrier.nWaiting, barrier.broken]),
      this.queues.map((queue) => [queue.maxsize, queue.qsize(), queue.empty(), queue.full()]),
      this.futures.map((future) => future.done()),
    ];
  }

  // --- statements

  timeout(delay: number | undefined, label: string): Timeout {
    const scope = timeout(delay);
    this.#timeouts.push([label, scope]);
    return scope;
  }

  timeoutAt(delay: number | undefined, label: string): Timeout {
    const scope = timeoutAt(this.#after(delay));
    this.#timeouts.push([label, scope]);
    return scope;
  }

  lastTimeout(): Timeout {
    return this.#timeouts.at(-1)?.[1] ?? timeout(undefined);
  }

  group(owner: number): TaskGroup {
    const group = new TaskGroup();
    this.#groups.push([owner, group]);
    return group;
  }

  whenDone(future: Future<unknown>, label: string): void {
    const callback = (done: Future<unknown>) =>
      this.say(label, [done, done.cancelled(), this.variable.get()]);
    this.#doneCallback = [future, callback];
    future.addDoneCallback(callback);
  }

  // --- the end

  /** Runs everything to its end: what waits in vain is cancelled. */
  async finish(root: Work): Promise<void> {
    try {
      this.task("root", root);
    } catch (error) {
      if (!(error instanceof KeyboardInterrupt || error instanceof SystemExit)) throw error;
      this.say("root", error);
    }
    for (let round = 0; round < World.MAX_ROUNDS; round++) {
      // What is scheduled may make tasks yet.
      await sleep(5);
      const pending = this.#all.filter((task) => task && !task.done()) as AnyTask[];
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
    await this.#tellTheEnd();
  }

  async #tellTheEnd(): Promise<void> {
    // Of an eager task that was interrupted nobody knows.
    for (const task of this.#all) this.say("outcome", task && [task, outcomeOf(task)]);
    this.say("looks", this.look());
    this.say(
      "timeouts",
      this.#timeouts.map(([label, scope]) => [label, scope.when(), scope.expired()]),
    );
    for (const semaphore of this.semaphores) this.say("permits", await drain(semaphore));
    for (const queue of this.queues) this.say("items", itemsOf(queue));
    await this.loop.shutdownAsyncgens();
  }
}

function received({ done, value }: IteratorResult<unknown>): unknown {
  return done ? "the end" : [value];
}

function waitingFor({ future, callStack, awaitedBy }: FutureCallGraph, isWaiter = false): unknown {
  // Of a task that runs and will wait for another, Python tells the outermost call alone.
  if (isWaiter && future === currentTask(future.getLoop())) return [show(future), [], []];
  const names = callStack.map(({ frame }) => frame.name);
  // Python does not look into async generators.
  const inside = names.map((name) => name.startsWith("generator_")).lastIndexOf(true);
  const calls = names.slice(inside + 1).filter((name) => /^f\d$/.test(name));
  // A task that is done, and has left a shield behind, is among them in Python.
  const living = awaitedBy.filter((each) => !each.future.done());
  return [show(future), calls, living.map((each) => waitingFor(each, true)).sort(byText)];
}

function outcomeOf(task: AnyTask): unknown {
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
