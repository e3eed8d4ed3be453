// The public names of the runtime core: re-exports only.

export { Barrier, BrokenBarrierError } from "./barriers.ts";
// What the loop needs to run coroutines comes along with what makes them, also where nothing else is used.
export { coroutine } from "./compiled.ts";
export { type AsCompletedOptions, asCompleted } from "./completion.ts";
export {
  type AsyncContextDecorator,
  type AsyncContextManager,
  type AsyncContextManagerFunction,
  type AsyncExit,
  AsyncExitStack,
  aclosing,
  asyncContextManager,
} from "./contextlib.ts";
export { Context, ContextVar, copyContext, Token } from "./contextvars.ts";
export {
  type AnyAwaitable,
  type Awaitable,
  asyncAwait,
  asyncEnter,
  asyncExit,
  isCoroutine,
  isCoroutineFunction,
  type ResultOf,
} from "./coroutines.ts";
export { createEagerTaskFactory, eagerTaskFactory, type TaskConstructor } from "./eager.ts";
export {
  type AbstractEventLoop,
  type Callback,
  type ExceptionContext,
  type ExceptionHandler,
  getRunningLoop,
  Handle,
  type ScheduleOptions,
  type TaskFactory,
  TimerHandle,
} from "./events.ts";
export {
  BaseExceptionGroup,
  type ErrorClass,
  type ExceptionCondition,
  ExceptionGroup,
} from "./exceptiongroups.ts";
export {
  BaseException,
  CancelledError,
  InvalidStateError,
  KeyboardInterrupt,
  LookupError,
  RuntimeError,
  SystemExit,
  TimeoutError,
} from "./exceptions.ts";
export type { Executor, ShutdownExecutorOptions } from "./executors.ts";
export { Future, isFuture } from "./futures.ts";
export { type Gathered, type GatheredOrErrors, type GatherOptions, gather } from "./gathering.ts";
export {
  type CallFrame,
  type CallGraphOptions,
  captureCallGraph,
  type FrameCallGraphEntry,
  type FutureCallGraph,
  formatCallGraph,
  type PrintCallGraphOptions,
  printCallGraph,
} from "./graph.ts";
export { Condition, Event, Lock } from "./locks.ts";
export { EventLoop, newEventLoop } from "./loop.ts";
export { LifoQueue, PriorityQueue, Queue, QueueEmpty, QueueFull, QueueShutDown } from "./queues.ts";
export { Runner, type RunnerOptions, type RunOptions, run } from "./runners.ts";
export { BoundedSemaphore, Semaphore } from "./semaphores.ts";
export type { SignalOptions } from "./signals.ts";
export { IncompleteReadError, LimitOverrunError } from "./streamexceptions.ts";
export { TaskGroup } from "./taskgroups.ts";
export {
  allTasks,
  type CoroutineLike,
  createTask,
  currentTask,
  type EnsureFutureOptions,
  ensureFuture,
  Task,
  type TaskOptions,
  taskSignal,
} from "./tasks.ts";
export { Timeout, timeout, timeoutAt } from "./timeouts.ts";
export {
  ALL_COMPLETED,
  FIRST_COMPLETED,
  FIRST_EXCEPTION,
  type ReturnWhen,
  shield,
  sleep,
  type WaitOptions,
  wait,
  waitFor,
} from "./waiting.ts";
