"""What random programs act on: the twin of world.ts, with the same names.

A trace must come out the same on every run: sets are shown sorted, a group keeps its tasks in order, and
what depends on the garbage collector is left out.
"""

import asyncio
import contextvars
import json


class Ordered(dict):
    """A set in the order of insertion: that of a real one is different in each run."""

    def add(self, item):
        self[item] = None

    def discard(self, item):
        self.pop(item, None)


class TaskGroup(asyncio.TaskGroup):
    def __init__(self):
        super().__init__()
        self._tasks = Ordered()


def show(value):
    """A value as plain data."""
    if isinstance(value, asyncio.Task):
        return value.get_name()
    if asyncio.isfuture(value):
        return "a future"
    if isinstance(value, BaseExceptionGroup):
        return [type(value).__name__, *(show(error) for error in value.exceptions)]
    if isinstance(value, BaseException):
        cause = [root_of(value)] if isinstance(value, TimeoutError) else []
        # The wording of a library's errors is its own; what the program says is the same in both.
        own = [str(value)] if isinstance(value, asyncio.CancelledError) or str(value).isalnum() else []
        return [type(value).__name__, *own, *cause]
    if isinstance(value, (list, tuple)):
        return [show(item) for item in value]
    if isinstance(value, (set, frozenset)):
        return sorted((show(item) for item in value), key=json.dumps)
    return value if isinstance(value, (str, int, float, bool, type(None))) else "an object"


def root_of(timeout):
    """Why a TimeoutError came. Of other errors, what is a context in Python is a cause in TypeScript."""
    cause = timeout.__cause__
    return root_of(cause) if isinstance(cause, TimeoutError) else type(cause).__name__


class World:
    # Each call of a function counts: a program that would grow for ever is cut off.
    MAX_CALLS = 60
    # So often is what waits in vain cancelled: some may hold on to their waiting for a while.
    MAX_ROUNDS = 30

    def __init__(self, trace, eager):
        self.trace = trace
        self.eager = eager
        self.calls = 0
        self.loop = asyncio.get_running_loop()
        asyncio.current_task().set_name("main")
        self.loop.set_task_factory(self.make_task)
        self.loop.set_exception_handler(self.on_error)
        self.all = []
        self.named = {}
        self.groups = []
        self.timeouts = []
        self.tokens = []
        self.handle = None
        self.variable = contextvars.ContextVar("variable", default="default")
        self.locks = [asyncio.Lock(), asyncio.Lock()]
        self.condition = asyncio.Condition(self.locks[1])
        self.semaphores = [asyncio.Semaphore(1), asyncio.BoundedSemaphore(2)]
        self.events = [asyncio.Event(), asyncio.Event()]
        self.barriers = [asyncio.Barrier(2), asyncio.Barrier(3)]
        self.queues = [asyncio.Queue(), asyncio.Queue(1), asyncio.PriorityQueue(2), asyncio.LifoQueue(2)]
        self.futures = [self.loop.create_future() for _ in range(3)]

    def say(self, label, value=None):
        task = asyncio.current_task(self.loop)
        self.trace(label, task and task.get_name(), show(value))

    def exhausted(self):
        self.calls += 1
        return self.calls > self.MAX_CALLS

    def make_task(self, loop, coro, name=None, eager_start=None, **options):
        number = len(self.all)
        self.all.append(None)
        eager = self.eager if eager_start is None else eager_start
        task = asyncio.Task(coro, loop=loop, name=name or f"#{number}", eager_start=eager, **options)
        self.all[number] = task
        return task

    def on_error(self, loop, context):
        # When an exception counts as never retrieved is up to the garbage collector.
        if "never retrieved" not in context["message"]:
            self.say("handler", context.get("exception"))

    # --- expressions

    def task(self, name, function, eager=None):
        if name not in self.named:
            self.named[name] = None
            self.named[name] = asyncio.create_task(function(), name=name, eager_start=eager)
        elif self.named[name] is None:
            raise ValueError(f"{name} is being made")
        return self.named[name]

    def cancel(self, name, message):
        task = self.named.get(name)
        return task and [task.cancel(message), task.cancelling()]

    def state(self, name):
        task = self.named.get(name)
        if task is None or not task.done():
            return task and [task.cancelling(), task.get_name()]
        return "cancelled" if task.cancelled() else [task.exception() or task.result()]

    async def wait(self, futures, timeout, when):
        done, pending = await asyncio.wait(futures, timeout=timeout, return_when=getattr(asyncio, when))
        return [done, pending]

    async def as_completed(self, futures, timeout):
        # Of what is done already, the order is that of a set.
        pending = [future for future in futures if not future.done()]
        results = []
        for future in asyncio.as_completed(pending, timeout=timeout):
            results.append(await future)
        return results

    def spawn_in_group(self, number, function):
        # Into a group of an earlier function: a task must not wait for itself.
        groups = [group for owner, group in self.groups if owner < number]
        return groups[-1].create_task(function()) if groups else None

    async def send(self, generator, value):
        try:
            return [await generator.asend(value)]
        except StopAsyncIteration:
            return "the end"

    async def throw(self, generator, message):
        try:
            return [await generator.athrow(ValueError(message))]
        except StopAsyncIteration:
            return "the end"

    def uncancel(self):
        task = asyncio.current_task(self.loop)
        return task and task.uncancel()

    def cancel_current(self, message):
        task = asyncio.current_task(self.loop)
        return task and task.cancel(message)

    def reschedule(self, delay):
        if self.timeouts:
            self.timeouts[-1][1].reschedule(None if delay is None else self.loop.time() + delay)

    def cancel_handle(self):
        return self.handle and [self.handle.cancelled(), self.handle.cancel()]

    def set_variable(self, value):
        self.tokens.append(self.variable.set(value))

    def reset_variable(self):
        if self.tokens:
            self.variable.reset(self.tokens.pop())

    def look(self):
        return [
            [lock.locked() for lock in self.locks],
            [semaphore.locked() for semaphore in self.semaphores],
            [event.is_set() for event in self.events],
            [[barrier.n_waiting, barrier.broken] for barrier in self.barriers],
            [[queue.qsize(), queue.empty(), queue.full()] for queue in self.queues],
            [future.done() for future in self.futures],
        ]

    # --- statements

    def timeout(self, delay, label):
        scope = asyncio.timeout(delay)
        self.timeouts.append((label, scope))
        return scope

    def group(self, owner):
        group = TaskGroup()
        self.groups.append((owner, group))
        return group

    def when_done(self, future, label):
        future.add_done_callback(lambda done: self.say(label, [done, done.cancelled(), self.variable.get()]))

    # --- the end

    async def finish(self, root):
        """Runs everything to its end: what waits in vain is cancelled."""
        self.task("root", root)
        for _ in range(self.MAX_ROUNDS):
            # What is scheduled may make tasks yet.
            await asyncio.sleep(5)
            pending = [task for task in self.all if not task.done()]
            if not pending:
                break
            await asyncio.wait(pending, timeout=100)
            for task in pending:
                if not task.done():
                    self.say("cancelled at the end", task)
                    task.cancel("the end")
            # A wait for a condition does not end before it has the lock.
            for lock in self.locks:
                if lock.locked():
                    lock.release()
        for task in self.all:
            self.say("outcome", [task, self.outcome(task)])
        self.say("looks", self.look())
        self.say("timeouts", [[label, scope.expired()] for label, scope in self.timeouts])
        for semaphore in self.semaphores:
            self.say("permits", await self.drain(semaphore))
        for queue in self.queues:
            self.say("items", self.items(queue))

    def outcome(self, task):
        if not task.done():
            return "stuck"
        return "cancelled" if task.cancelled() else task.exception() or task.result()

    async def drain(self, semaphore):
        count = 0
        while not semaphore.locked():
            await semaphore.acquire()
            count += 1
        return count

    def items(self, queue):
        items = []
        while not queue.empty():
            items.append(queue.get_nowait())
        return items
