"""What random programs act on: the twin of world.ts, with the same names.

A trace must come out the same on every run: sets are shown sorted, a group keeps its tasks in order, and
what depends on the garbage collector is left out.
"""

import asyncio
import contextvars
import io
import json
import re

from awaits import Awaits
from conformance import VirtualEventLoop
from contexts import Contexts
from drive import Ordered, is_left_out
from exits import Exits
from items import Items
from show import show
from things import Awaitable, Executor, Manager, Scope, by_hand


class TaskGroup(asyncio.TaskGroup):
    def __init__(self):
        super().__init__()
        self._tasks = Ordered()


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
        # Whoever runs this was not made by our factory.
        self.loop.aside = 0
        self.loop.set_task_factory(self.make_task)
        self.loop.set_exception_handler(self.on_error)
        self.all = self.loop.made
        self.named = {}
        self.groups = []
        self.timeouts = []
        self.tokens = []
        self.generators = []
        self.done_callback = None
        self.handle = None
        self.timer = None
        self.variable = contextvars.ContextVar("variable", default="default")
        self.context = contextvars.Context()
        self.locks = [asyncio.Lock(), asyncio.Lock()]
        self.condition = asyncio.Condition(self.locks[1])
        self.semaphores = [asyncio.Semaphore(1), asyncio.BoundedSemaphore(2)]
        self.events = [asyncio.Event(), asyncio.Event()]
        self.barriers = [asyncio.Barrier(2), asyncio.Barrier(3)]
        self.queues = [asyncio.Queue(), asyncio.Queue(1), asyncio.PriorityQueue(2), asyncio.LifoQueue(2)]
        self.futures = [self.loop.create_future() for _ in range(3)]
        self.executors = [Executor(self.loop, 0), Executor(self.loop, 1)]
        self.pairs = asyncio.PriorityQueue(2)
        self.items = Items()
        self.awaits = Awaits(self.loop)
        self.contexts = Contexts(self.say)
        self.exits = Exits(self.say)
        self.loop.set_default_executor(self.executors[0])

    def say(self, label, value=None):
        task = asyncio.current_task(self.loop)
        self.trace(label, task and task.get_name(), show(value))

    def exhausted(self):
        self.calls += 1
        return self.calls > self.MAX_CALLS

    def make_task(self, loop, coro, name=None, eager_start=None, **options):
        eager = self.eager if eager_start is None else eager_start
        return self.construct(coro, loop=loop, name=name, eager_start=eager, **options)

    def construct(self, coro, *, loop, name=None, **options):
        if loop.aside > 0:
            loop.aside -= 1
            return self.in_order(lambda: asyncio.Task(coro, loop=loop, name="aside", **options))
        number = self.next_number()
        name = name or f"#{number}"
        self.all[number] = self.in_order(lambda: asyncio.Task(coro, loop=loop, name=name, **options))
        return self.all[number]

    def in_order(self, make):
        # An eager task may make others before it is made itself.
        place = len(self.loop.in_order)
        self.loop.in_order.append(None)
        self.loop.in_order[place] = make()
        return self.loop.in_order[place]

    def on_error(self, loop, context):
        if not is_left_out(context):
            self.say("handler", [context.get("exception"), sorted(in_camel_case(key) for key in context)])

    def failing_handler(self, loop, context):
        if not is_left_out(context):
            raise ValueError("handler")

    # --- tasks and futures

    def task(self, name, function, eager=None):
        return self.name_task(name, lambda: asyncio.create_task(function(), name=name, eager_start=eager))

    def task_in_context(self, name, function):
        # A start in a context that is entered already leaves Python with another current task: eager ones take copies.
        context = self.context.copy() if self.eager else self.context
        return self.name_task(name, lambda: self.loop.create_task(function(), name=name, context=context))

    def task_by_factory(self, name, function, own):
        factory = asyncio.create_eager_task_factory(self.construct) if own else self.number_eager_task
        return self.name_task(name, lambda: factory(self.loop, function(), name=name))

    def number_eager_task(self, loop, coro, name):
        number = self.next_number()
        self.all[number] = self.in_order(lambda: asyncio.eager_task_factory(loop, coro, name=name))
        return self.all[number]

    def next_number(self):
        self.all.append(None)
        return len(self.all) - 1

    def name_task(self, name, make):
        if name not in self.named:
            self.named[name] = None
            self.named[name] = make()
        elif self.named[name] is None:
            raise ValueError(f"{name} is being made")
        return self.named[name]

    def fresh_future(self, label):
        future = asyncio.Future()
        self.loop.call_later(1, lambda: future.done() or future.set_result(label))
        return future

    def in_executor(self, number, label, fails):
        executor = None if number is None else self.executors[number]
        return self.loop.run_in_executor(executor, self.compute, label, fails)

    def compute(self, label, fails):
        self.say(label, "computes")
        if fails:
            raise ValueError(label)
        return label

    def awaitable(self, label):
        return Awaitable(label)

    def by_hand(self, label):
        return by_hand(label)

    def cancel(self, name, message):
        task = self.named.get(name)
        return task and [task.cancel(message), task.cancelling()]

    def cancel_silently(self, name):
        task = self.named.get(name)
        return task and [task.cancel(), task.cancelling()]

    def cancel_all(self, message):
        return [task and task.cancel(message) for task in self.named.values()]

    def let_go_and_cancel(self, what, name, everybody, message):
        """Who is woken and cancelled in the same turn must lose nothing of what was for him."""
        return [self.let_go(what), self.cancel_all(message) if everybody else self.cancel(name, message)]

    def let_go(self, what):
        acts = {
            "release": self.locks[0].release,
            "release a permit": self.semaphores[0].release,
            "notify": self.condition.notify,
            "set": self.events[0].set,
            "put": lambda: self.queues[0].put_nowait(1),
            "get": self.queues[1].get_nowait,
            "shut down": self.queues[1].shutdown,
            "set result": lambda: self.futures[0].set_result(1),
        }
        try:
            return acts[what]()
        except Exception as error:
            return error

    def named_task(self, name):
        task = self.named.get(name)
        if task is None:
            raise LookupError(name)
        return task

    def fail(self, number, how, label):
        errors = {
            "class": ValueError,
            "cancelled": asyncio.CancelledError(label),
            "timeout": TimeoutError(label),
            "interrupt": KeyboardInterrupt(label),
            "no error": label,
        }
        self.futures[number].set_exception(errors[how])

    def state(self, name):
        task = self.named.get(name)
        if task is None or not task.done():
            return task and [task.cancelling(), task.get_name(), task.get_context().get(self.variable)]
        return "cancelled" if task.cancelled() else [task.exception() or task.result()]

    def set_outcome(self, name, fails):
        task = self.named.get(name)
        if task:
            task.set_exception(ValueError(name)) if fails else task.set_result(name)

    def belongs_here(self, name):
        task = self.named.get(name)
        return task and [task.get_loop() is self.loop, asyncio.iscoroutine(task.get_coro())]

    def names_of_all(self):
        return sorted(task.get_name() for task in asyncio.all_tasks())

    def without_task(self, work, fails):
        """A coroutine that nobody runs: it is driven by hand, or closed."""
        coro = self.at_once()
        kinds = [asyncio.iscoroutine(coro), asyncio.iscoroutinefunction(work)]
        if fails:
            try:
                coro.throw(ValueError("thrown"))
            except ValueError as error:
                return [*kinds, error]
        try:
            coro.send(None)
        except StopIteration as end:
            closed = self.at_once()
            closed.close()
            return [*kinds, end.value]

    async def at_once(self):
        self.say("at once")
        return "at once"

    # --- waiting

    async def wait(self, futures, timeout, when):
        return list(await wait(futures, timeout=timeout, return_when=getattr(asyncio, when)))

    async def as_completed(self, futures, timeout):
        # Of what is done already, the order is that of a set.
        pending = [future for future in futures if not future.done()]
        results = []
        try:
            for future in asyncio.as_completed(pending, timeout=timeout):
                results.append(await future)
        except TimeoutError:
            # It has no cause here, but may get one on its way out of an exit stack in TypeScript.
            results.append("late")
        return results

    async def each_as_completed(self, futures, timeout):
        pending = [future for future in futures if not future.done()]
        results = []
        try:
            async for future in asyncio.as_completed(pending, timeout=timeout):
                results.append(await future)
        except TimeoutError:
            results.append("late")
        return results

    def spawn_in_group(self, number, function):
        # Into a group of an earlier function: a task must not wait for itself.
        groups = [group for owner, group in self.groups if owner < number]
        return groups[-1].create_task(function()) if groups else None

    def spawn_with_options(self, number, function, name, eager):
        groups = [group for owner, group in self.groups if owner < number]
        context = self.context.copy()
        return groups[0].create_task(function(), name=name, eager_start=eager, context=context) if groups else None

    # --- async generators

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

    async def leave_open(self, generator):
        """Somebody has taken an item: the end of the program has to close it."""
        self.generators.append(generator)
        return await self.send(generator, None)

    # --- the current task, its timeouts and handles

    def uncancel(self):
        task = asyncio.current_task(self.loop)
        return task and task.uncancel()

    def cancelling(self):
        task = asyncio.current_task(self.loop)
        return task and task.cancelling()

    def cancel_current(self, message):
        task = asyncio.current_task(self.loop)
        return task and task.cancel(message)

    def reschedule(self, delay):
        if self.timeouts:
            self.timeouts[-1][1].reschedule(None if delay is None else self.loop.time() + delay)

    def reschedule_another(self, index, delay):
        if index < len(self.timeouts):
            self.timeouts[index][1].reschedule(None if delay is None else self.loop.time() + delay)

    def look_at_timeout(self):
        return [[scope.when(), scope.expired()] for _, scope in self.timeouts[-2:]]

    def cancel_handle(self):
        return self.handle and [self.handle.cancelled(), self.handle.cancel()]

    def cancel_timer(self):
        return self.timer and [self.timer.cancelled(), self.timer.cancel()]

    def look_at_handles(self):
        handle, timer = self.handle, self.timer
        return [
            handle and [handle.cancelled(), self.variable_in(handle)],
            timer and [timer.cancelled(), timer.when(), self.variable_in(timer)],
        ]

    def variable_in(self, handle):
        context = handle.get_context()
        return None if context is None else context.get(self.variable)

    def remove_done_callback(self):
        if self.done_callback:
            future, callback = self.done_callback
            return future.remove_done_callback(callback)

    # --- context variables

    def set_variable(self, value):
        self.tokens.append(self.variable.set(value))

    def reset_variable(self):
        if self.tokens:
            self.variable.reset(self.tokens.pop())

    def look_at_token(self):
        if self.tokens:
            token = self.tokens[-1]
            old = token.old_value
            return [token.var.name, "missing" if old is contextvars.Token.MISSING else old]

    def keep_context(self):
        self.context = contextvars.copy_context()

    def in_context(self, label):
        context = self.context
        context.run(self.set_variable, label)
        # The order of variables is that of their hashes.
        return sorted(context[variable] for variable in context)

    def look_at_context(self):
        context = self.context.copy()
        return [
            *[self.variable in context, context.get(self.variable), len(context)],
            *[sorted(variable.name for variable in context.keys()), sorted(context.values())],
            sorted([variable.name, value] for variable, value in context.items()),
        ]

    # --- what is left

    def manager(self, label, swallows):
        return Manager(self.say, label, swallows)

    def scope(self, label):
        return Scope(self.say, label)

    async def on_exit(self, _kind, error, _traceback):
        self.say("on exit", error)
        await asyncio.sleep(0)

    def on_exit_at_once(self, _kind, error, _traceback):
        self.say("on exit at once", error)

    # --- the loop

    def report(self, label):
        self.loop.call_exception_handler({"message": label, "exception": ValueError(label)})

    def swap_handler(self):
        """From our handler to none, to one that fails, and to ours again."""
        handler = self.loop.get_exception_handler()
        if handler == self.on_error:
            self.loop.set_exception_handler(None)
        else:
            self.loop.set_exception_handler(self.failing_handler if handler is None else self.on_error)
        return handler is None

    def report_by_default(self, label):
        self.loop.default_exception_handler({"message": label, "exception": RuntimeError(label)})

    def look_at_loop(self):
        loop = self.loop
        other = VirtualEventLoop()
        closed = [other.is_running(), other.is_closed(), other.close(), other.is_closed()]
        factory = loop.get_task_factory() == self.make_task
        return [loop.is_running(), loop.is_closed(), loop.get_debug(), loop.slow_callback_duration, factory, closed]

    def graph(self, name):
        """Which of the program's functions a task is in, and who waits for it."""
        task = self.named.get(name)
        if task is None or task.done():
            return None
        graph = asyncio.capture_call_graph(task)
        # Of a task that is done, and has left a shield behind, Python fails to write the frames.
        if any_done(graph):
            return [waiting_for(graph), True, True]
        text = io.StringIO()
        asyncio.print_call_graph(task, file=text)
        formatted = asyncio.format_call_graph(task)
        return [waiting_for(graph), name in formatted, name in text.getvalue()]

    def look(self):
        return [
            [lock.locked() for lock in self.locks],
            self.condition.locked(),
            [semaphore.locked() for semaphore in self.semaphores],
            [event.is_set() for event in self.events],
            [[barrier.parties, barrier.n_waiting, barrier.broken] for barrier in self.barriers],
            [[queue.maxsize, queue.qsize(), queue.empty(), queue.full()] for queue in self.queues],
            [future.done() for future in self.futures],
        ]

    # --- statements

    def timeout(self, delay, label):
        scope = asyncio.timeout(delay)
        self.timeouts.append((label, scope))
        return scope

    def timeout_at(self, delay, label):
        scope = asyncio.timeout_at(None if delay is None else self.loop.time() + delay)
        self.timeouts.append((label, scope))
        return scope

    def last_timeout(self):
        return self.timeouts[-1][1] if self.timeouts else asyncio.timeout(None)

    def group(self, owner):
        group = TaskGroup()
        self.groups.append((owner, group))
        return group

    def when_done(self, future, label):
        callback = lambda done: self.say(label, [done, done.cancelled(), self.variable.get()])
        self.done_callback = [future, callback]
        future.add_done_callback(callback)

    # --- the end

    async def finish(self, root):
        """Runs everything to its end: what waits in vain is cancelled."""
        try:
            self.task("root", root)
        except (KeyboardInterrupt, SystemExit) as error:
            self.say("root", error)
        for _ in range(self.MAX_ROUNDS):
            # What is scheduled may make tasks yet.
            await asyncio.sleep(5)
            pending = [task for task in self.all if task and not task.done()]
            if not pending:
                break
            await wait(pending, timeout=100)
            for task in pending:
                if not task.done():
                    self.say("cancelled at the end", task)
                    task.cancel("the end")
            # A wait for a condition does not end before it has the lock.
            for lock in self.locks:
                if lock.locked():
                    lock.release()
        for task in self.all:
            # Of an eager task that was interrupted nobody knows.
            self.say("outcome", task and [task, self.outcome(task)])
        self.say("looks", self.look())
        self.say("timeouts", [[label, scope.when(), scope.expired()] for label, scope in self.timeouts])
        for semaphore in self.semaphores:
            self.say("permits", await self.drain(semaphore))
        for queue in self.queues:
            self.say("items", self.items_of(queue))
        await self.loop.shutdown_asyncgens()

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

    def items_of(self, queue):
        items = []
        while not queue.empty():
            items.append(queue.get_nowait())
        return items


def in_camel_case(key):
    return re.sub("_([a-z])", lambda found: found[1].upper(), key)


async def wait(awaited, **options):
    """asyncio.wait, which lets what it leaves behind seem to be awaited still."""
    try:
        return await asyncio.wait(awaited, **options)
    finally:
        for future in awaited:
            asyncio.future_discard_from_awaited_by(future, asyncio.current_task())


def any_done(graph):
    return graph.future.done() or any(any_done(each) for each in graph.awaited_by)


def waiting_for(graph, is_waiter=False):
    # Of a task that runs and will wait for another, Python tells the outermost call alone.
    if is_waiter and graph.future is asyncio.current_task(graph.future.get_loop()):
        return [show(graph.future), [], []]
    names = [entry.frame.f_code.co_name for entry in graph.call_stack]
    calls = [name for name in names if re.fullmatch(r"f\d", name)]
    living = [each for each in graph.awaited_by if not each.future.done()]
    waiters = sorted((waiting_for(each, True) for each in living), key=json.dumps)
    return [show(graph.future), calls, waiters]
