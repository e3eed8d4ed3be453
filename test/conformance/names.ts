/**
 * The portable names of asyncio, in our spelling, by the module of CPython they belong to; and those that
 * CPython has and we do not, or the other way round, each with the reason. Data only: coverage.ts reads it.
 *
 * A name is portable when it means something on any JavaScript host. What only Node can do (streams, servers,
 * processes, threads, signals) belongs to `tsyncio/node` and is not listed here.
 */

/** `name` or `Class.member`; each must appear in both halves of at least one pair. */
export const portable = {
  runners: ["run", "Runner", "Runner.run", "Runner.getLoop", "Runner.close"],
  coroutines: [
    ...["isCoroutine", "isCoroutineFunction", "coroutine", "asyncAwait", "asyncEnter", "asyncExit"],
  ],
  /** Methods of objects that the language itself makes. */
  language: ["Generator.next", "Generator.throw", "Generator.return"].concat([
    "AsyncGenerator.next",
    "AsyncGenerator.throw",
    "AsyncGenerator.return",
  ]),
  events: [
    ...["getRunningLoop", "newEventLoop", "EventLoop"],
    ...["Handle.cancel", "Handle.cancelled", "Handle.getContext", "TimerHandle.cancel", "TimerHandle.when"],
  ],
  base_events: [
    ...["runForever", "runUntilComplete", "stop", "isRunning", "isClosed", "close"],
    ...["callSoon", "callLater", "callAt", "time", "createFuture", "createTask"],
    ...["setTaskFactory", "getTaskFactory", "setDebug", "getDebug", "slowCallbackDuration"],
    ...["setExceptionHandler", "getExceptionHandler", "defaultExceptionHandler", "callExceptionHandler"],
    ...["shutdownAsyncgens", "runInExecutor", "setDefaultExecutor", "shutdownDefaultExecutor"],
  ].map((member) => `EventLoop.${member}`),
  futures: [
    ...["Future", "isFuture", "Future.result", "Future.exception", "Future.setResult", "Future.setException"],
    ...["Future.done", "Future.cancelled", "Future.cancel", "Future.getLoop"],
    ...["Future.addDoneCallback", "Future.removeDoneCallback"],
  ],
  tasks: [
    ...["Task", "createTask", "ensureFuture", "currentTask", "allTasks", "gather", "wait", "waitFor"],
    ...["FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED", "asCompleted", "shield", "sleep"],
    ...["eagerTaskFactory", "createEagerTaskFactory", "Task.setResult", "Task.setException"],
    ...["Task.cancel", "Task.cancelling", "Task.uncancel"],
    ...["Task.getName", "Task.setName", "Task.getCoro", "Task.getContext"],
  ],
  taskgroups: ["TaskGroup", "TaskGroup.createTask"],
  timeouts: ["timeout", "timeoutAt", "Timeout.when", "Timeout.reschedule", "Timeout.expired"],
  locks: [
    ...["Lock", "Lock.acquire", "Lock.release", "Lock.locked"],
    ...["Event", "Event.set", "Event.clear", "Event.isSet", "Event.wait"],
    ...["Condition", "Condition.acquire", "Condition.release", "Condition.locked"],
    ...["Condition.wait", "Condition.waitFor", "Condition.notify", "Condition.notifyAll"],
    ...["Semaphore", "Semaphore.acquire", "Semaphore.release", "Semaphore.locked"],
    ...["BoundedSemaphore", "BoundedSemaphore.release"],
    ...["Barrier", "Barrier.wait", "Barrier.reset", "Barrier.abort"],
    ...["Barrier.parties", "Barrier.nWaiting", "Barrier.broken"],
  ],
  queues: [
    ...["Queue", "PriorityQueue", "LifoQueue", "QueueEmpty", "QueueFull", "QueueShutDown"],
    ...["Queue.put", "Queue.get", "Queue.putNowait", "Queue.getNowait", "Queue.taskDone", "Queue.join"],
    ...["Queue.qsize", "Queue.empty", "Queue.full", "Queue.maxsize", "Queue.shutdown"],
  ],
  exceptions: [
    ...["CancelledError", "TimeoutError", "InvalidStateError", "BrokenBarrierError"],
    ...["IncompleteReadError", "IncompleteReadError.partial", "IncompleteReadError.expected"],
    ...["LimitOverrunError", "LimitOverrunError.consumed"],
  ],
  graph: ["captureCallGraph", "formatCallGraph", "printCallGraph"],
  contextlib: [
    ...["aclosing", "asyncContextManager", "AsyncExitStack"],
    ...["enterAsyncContext", "enterContext", "pushAsyncExit", "pushAsyncCallback", "push", "callback"].map(
      (member) => `AsyncExitStack.${member}`,
    ),
    ...["AsyncExitStack.popAll", "AsyncExitStack.aclose"],
  ],
  contextvars: [
    ...["ContextVar", "ContextVar.name", "ContextVar.get", "ContextVar.set", "ContextVar.reset"],
    ...["Token", "Token.var", "Token.oldValue", "Token.MISSING", "copyContext"],
    ...["Context", "Context.run", "Context.copy", "Context.get", "Context.has", "Context.size"],
    ...["Context.keys", "Context.values", "Context.items"],
  ],
  builtins: [
    ...["BaseExceptionGroup", "ExceptionGroup"],
    ...[
      "BaseExceptionGroup.errors",
      "BaseExceptionGroup.split",
      "BaseExceptionGroup.subgroup",
      "BaseExceptionGroup.derive",
    ],
    ...["KeyboardInterrupt", "SystemExit", "LookupError", "RuntimeError"],
  ],
};

/** Where our spelling is more than Python's in camelCase: what the Python half says instead. */
export const inPython: Readonly<Record<string, string>> = {
  isCoroutine: "iscoroutine",
  isCoroutineFunction: "iscoroutinefunction",
  isFuture: "isfuture",
  asyncAwait: "__await__",
  asyncEnter: "async with",
  asyncExit: "async with",
  "Generator.next": "send",
  "Generator.return": "close",
  "AsyncGenerator.next": "asend|anext|async for",
  "AsyncGenerator.throw": "athrow",
  "AsyncGenerator.return": "aclose",
  asyncContextManager: "asynccontextmanager",
  "Context.has": "in",
  "Context.size": "len",
  newEventLoop: "VirtualEventLoop",
  EventLoop: "VirtualEventLoop",
  "BaseExceptionGroup.errors": "exceptions",
};

/** Public names of ours that CPython 3.14 does not have. */
export const ours: Readonly<Record<string, string>> = {
  BaseException:
    "Python's base class of CancelledError, KeyboardInterrupt and SystemExit, which JavaScript lacks",
  Handle: "nobody makes one but a loop: its members are in the pairs",
  TimerHandle: "nobody makes one but a loop: its members are in the pairs",
  Timeout: "nobody makes one but timeout and timeoutAt: its members are in the pairs",
  "BaseException.args": "Python's, for messages that are no text; no function of asyncio reads it",
  "SystemExit.code": "as in Python; told by a test of the runtime, since no loop looks at it",
  "TaskGroup.cancel": "of CPython 3.15: the pairs run in 3.14",
  taskSignal: "how a task tells native code that it is cancelled",
  "Future.then": "how native code awaits",
  "Future.catch": "how native code awaits",
  "Future.finally": "how native code awaits",
  "Future.toJSON": "what JavaScript's loggers ask for; Python's json refuses such objects",
  "Inspectable.toJSON": "what JavaScript's loggers ask for; Python's json refuses such objects",
};

/** Portable names of asyncio that we do not have. */
export const absent: Readonly<Record<string, string>> = {
  get_event_loop: "getRunningLoop: without a running loop asyncio itself refuses",
  set_event_loop: "there is no loop that belongs to the thread",
  call_soon_threadsafe: "callSoon wakes the loop from wherever the host calls it",
  run_coroutine_threadsafe: "native code awaits the coroutine itself",
  wrap_future: "a promise is awaited as it is, and a Future is a promise",
  future_add_to_awaited_by: "the tasks tell each other what they wait for",
  future_discard_from_awaited_by: "the tasks tell each other what they wait for",
  get_stack: "captureCallGraph",
  print_stack: "printCallGraph",
  staggered_race: "internal to asyncio; a pair runs the algorithm in both languages",
  nullcontext: "a block without a manager needs none",
};
