// TaskGroup: tasks that live no longer than a block, and fall together.
// Not here: the exception that gathers their errors (exceptiongroups.ts).
// Invariant: when the block is left, every task of the group is done, and the parent task has as many cancel
// requests open as others have made.

import { asyncEnter, asyncExit } from "./coroutines.ts";
import { type AbstractEventLoop, getRunningLoop } from "./events.ts";
import { BaseExceptionGroup } from "./exceptiongroups.ts";
import { CancelledError, leavesLoop, RuntimeError } from "./exceptions.ts";
import type { Future } from "./futures.ts";
import { Inspectable } from "./inspectable.ts";
import { closeCoroutine } from "./interop.ts";
import { methods } from "./marks.ts";
import { requireKnownOptions } from "./options.ts";
import { AbortScope, type SignalOptions } from "./signals.ts";
import { type CoroutineLike, currentTask, type Task, type TaskOptions } from "./tasks.ts";

/**
 * Tasks that are all done when the `await using` block of the group is left. Mirrors `asyncio.TaskGroup`.
 *
 * The first task that fails cancels the others and the block; when all are done, their errors are thrown
 * as one ExceptionGroup.
 *
 * @example
 * ```ts
 * import { asyncEnter, asyncExit, run, sleep, TaskGroup } from "tsyncio";
 * // What `await using group = new TaskGroup()` does, by hand:
 * async function main() {
 *   const group = new TaskGroup();
 *   group[asyncEnter]();
 *   const a = group.createTask(sleep(0.002, "a"));
 *   const b = group.createTask(sleep(0.001, "b"));
 *   await group[asyncExit]();
 *   return [a.result(), b.result()];
 * }
 * await run(main()); // -> ["a", "b"]
 * ```
 */
export class TaskGroup extends Inspectable {
  #entered = false;
  #exiting = false;
  #aborting = false;
  #cancelOnEnter = false;
  #loop: AbstractEventLoop | undefined;
  #parent: Task<unknown> | undefined;
  #parentCancelRequested = false;
  readonly #tasks = new Set<Task<unknown>>();
  #errors: unknown[] = [];
  /** A KeyboardInterrupt or SystemExit: it is thrown by itself, in no group. */
  #leaving: { error: unknown } | undefined;
  /** Done when the last task is; undefined unless the exit waits for that. */
  #completed: Future<void> | undefined;
  readonly #signal: AbortSignal | undefined;
  #scope: AbortScope | undefined;

  /** A `signal` that aborts cancels the tasks and the block, which is left by a CancelledError. */
  constructor(options: SignalOptions = {}) {
    super();
    requireKnownOptions("TaskGroup", options, ["signal"]);
    this.#signal = options.signal;
  }

  /** Makes the current task the parent. @throws RuntimeError outside of a task, and on a second entry. */
  [asyncEnter](): this {
    if (this.#entered) throw new RuntimeError(`${this} has already been entered: make a new one`);
    const loop = getRunningLoop();
    const parent = currentTask(loop);
    if (parent === undefined) throw new RuntimeError(`${this} must be used inside a task`);
    this.#loop = loop;
    this.#parent = parent;
    if (this.#signal !== undefined) this.#scope = new AbortScope(this.#signal, parent);
    this.#entered = true;
    if (this.#cancelOnEnter) this.cancel();
    return this;
  }

  /**
   * Makes a task of the group, with the options of `createTask`. Mirrors `TaskGroup.create_task`.
   * @throws RuntimeError before the group is entered, when it is finished, and when it is shutting down.
   */
  createTask<T>(coro: CoroutineLike<T>, options?: TaskOptions): Task<Awaited<T>> {
    const loop = this.#requireOpen(coro);
    const task = loop.createTask(coro, options);
    this.#tasks.add(task as Task<unknown>);
    // Through the loop even if the task is done, as an eager one may be: its error must not cancel the parent
    // in the middle of this call.
    task.addDoneCallback(() => this.#onTaskDone(task as Task<unknown>), { _awaiter: this.#parent });
    // An eager task may have cancelled the group before it belonged to it.
    if (this.#aborting && !task.done()) task.cancel();
    return task;
  }

  #requireOpen(coro: unknown): AbstractEventLoop {
    const loop = this.#loop;
    if (loop !== undefined && !this.#aborting && !this.#finished()) return loop;
    closeCoroutine(coro);
    if (loop === undefined)
      throw new RuntimeError(`${this} has not been entered: bind it with \`await using\` in a coroutine`);
    throw new RuntimeError(
      `${this} is ${this.#finished() ? "finished" : "shutting down"}: it takes no more tasks`,
    );
  }

  #finished(): boolean {
    return this.#exiting && this.#tasks.size === 0;
  }

  /**
   * Cancels the tasks and the block, which is left without an error. Before the entry, it does so on entry;
   * afterwards it does nothing. Mirrors `TaskGroup.cancel` of Python 3.15.
   */
  cancel(): void {
    if (!this.#entered) this.#cancelOnEnter = true;
    else if (!this.#finished() && !this.#aborting) this.#abortWithParent();
  }

  #abort(): void {
    this.#aborting = true;
    for (const task of this.#tasks) task.cancel();
  }

  #abortWithParent(): void {
    this.#abort();
    if (this.#parentCancelRequested) return;
    this.#parentCancelRequested = true;
    this.#parent?.cancel();
  }

  #onTaskDone(task: Task<unknown>): void {
    this.#tasks.delete(task);
    if (this.#tasks.size === 0 && this.#completed?.done() === false) this.#completed.setResult();
    if (task.cancelled() || !task._failed()) return;
    const exception = task.exception();
    this.#errors.push(exception);
    this.#noteLeaving(exception);
    if (this.#parent?.done()) {
      const message = `${task} failed, but ${this.#parent}, the parent of its TaskGroup, is done already`;
      this.#loop?.callExceptionHandler({ message, exception, task });
    } else if (!this.#aborting) this.#abortWithParent();
  }

  #noteLeaving(error: unknown): void {
    if (leavesLoop(error)) this.#leaving ??= { error };
  }

  /**
   * Waits for the tasks. Returns true, which swallows `error`, the error in flight: what is to be thrown is
   * thrown from here.
   * @throws BaseExceptionGroup (an ExceptionGroup when all errors are ordinary) of the errors of the tasks and
   * the block; CancelledError when the parent was cancelled and nothing failed.
   */
  [asyncExit](error?: unknown): Promise<true>;
  *[asyncExit](error?: unknown): unknown {
    try {
      return yield* this.#exit(error);
    } finally {
      this.#scope?.leave();
      this.#parent = undefined;
      this.#errors = [];
      this.#leaving = undefined;
    }
  }

  *#exit(error: unknown): Generator<unknown, true, unknown> {
    this.#exiting = true;
    this.#noteLeaving(error);
    if (error !== undefined && !this.#aborting) this.#abort();
    const cancelled = yield* this.#untilCompleted(error instanceof CancelledError ? error : undefined);
    this.#scope?.leave();
    if (this.#leaving !== undefined) this.#leave(this.#leaving.error);
    if (cancelled !== undefined && this.#errors.length === 0) throw cancelled;
    if (error !== undefined && !(error instanceof CancelledError)) this.#errors.push(error);
    if (this.#errors.length > 0) this.#throwErrors();
    return true;
  }

  /** Waits for the tasks, however often the parent is cancelled meanwhile. Returns the CancelledError that is to go on. */
  *#untilCompleted(
    cancelled: CancelledError | undefined,
  ): Generator<unknown, CancelledError | undefined, unknown> {
    let propagated = cancelled;
    let latest: CancelledError | undefined;
    while (this.#tasks.size > 0) {
      this.#completed = this.#loop?.createFuture<void>();
      try {
        yield this.#completed;
      } catch (error) {
        if (!(error instanceof CancelledError)) throw error;
        latest = error;
        if (!this.#aborting) {
          propagated = error;
          this.#abort();
        }
      }
      this.#completed = undefined;
    }
    if (this.#leaving !== undefined || !this.#parentCancelRequested) return propagated;
    // The group's own request is taken back; what is left then is somebody else's, and must not get lost.
    return this.#parent?.uncancel() === 0 ? undefined : (propagated ?? latest);
  }

  /** The errors of tasks have no place beside an error that ends the loop: they are reported instead. */
  #leave(reason: unknown): never {
    const message = "an exception in a TaskGroup is not thrown, because the loop is being left";
    for (const exception of this.#errors) {
      if (exception !== reason) this.#loop?.callExceptionHandler({ message, exception, taskGroup: this });
    }
    throw reason;
  }

  #throwErrors(): never {
    // A cancel request from outside, which the group's errors take precedence over, is made again for the next await.
    if (this.#parent !== undefined && this.#parent.cancelling() > 0) {
      this.#parent.uncancel();
      this.#parent.cancel();
    }
    throw new BaseExceptionGroup("unhandled errors in a TaskGroup", this.#errors);
  }

  /** For TypeScript, which lets `await using` bind only what has this. @throws as `[asyncExit]`. */
  [Symbol.asyncDispose](): Promise<void>;
  *[Symbol.asyncDispose](): unknown {
    yield this[asyncExit]();
  }

  toString(): string {
    const state = this.#aborting ? "cancelling" : this.#entered && "entered";
    const tasks = this.#tasks.size > 0 && `tasks=${this.#tasks.size}`;
    const errors = this.#errors.length > 0 && `errors=${this.#errors.length}`;
    return `<${["TaskGroup", tasks, errors, state].filter(Boolean).join(" ")}>`;
  }
}

methods(TaskGroup, [asyncExit, Symbol.asyncDispose]);
