"""Runs a conformance program and cancels one of its tasks at one of its suspensions: the twin of tracked.ts.

A task counts how often it is suspended. It is cancelled either just after it was suspended, or just before it
goes on: then what it waited for may have been handed to it already, and must not get lost.
"""

import asyncio
import json
import re

import conformance
from asyncio import tasks


class Run:
    """What is known of the run under way."""

    def __init__(self, point=None):
        self.point = point
        self.tasks = []
        self.suspensions = []
        self.resources = []

    def number(self, task):
        for number, other in enumerate(self.tasks):
            if other is task:
                return number
        self.tasks.append(task)
        self.suspensions.append(0)
        return len(self.tasks) - 1

    def strike(self, task, when):
        number = self.number(task)
        if self.point == [number, self.suspensions[number], when]:
            task.cancel()


current = Run()


class Task(tasks._PyTask):
    def _Task__step(self, exc=None):
        current.strike(self, "before it goes on")
        super()._Task__step(exc)

    def _Task__step_run_and_handle_result(self, exc):
        number = current.number(self)
        # The task in Python notes itself where only Python looks; what asks for the current task looks in C.
        previous = tasks._swap_current_task(self._loop, self)
        try:
            super()._Task__step_run_and_handle_result(exc)
        finally:
            tasks._swap_current_task(self._loop, previous)
        if not self.done():
            current.suspensions[number] += 1
            current.strike(self, "after it was suspended")


def make_task(loop, coro, **options):
    if getattr(coro, "__name__", "").startswith("shutdown_"):
        return asyncio.Task(coro, loop=loop, **options)  # The end of every run: the program knows nothing of it.
    task = Task(coro, loop=loop, **options)
    current.number(task)
    return task


def make_loop(make=conformance.VirtualEventLoop):
    loop = make()
    loop.set_task_factory(make_task)
    return loop


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


def tracked(base):
    class Tracked(base):
        def __init__(self, *args, **options):
            super().__init__(*args, **options)
            current.resources.append([base.__name__, lambda: re.search(r"\[(.*?)\]", repr(self))[1]])

    return Tracked


def counted(base):
    class Counted(base):
        def __init__(self, *args, **options):
            super().__init__(*args, **options)
            self.put_in = self.taken_out = self.dropped = 0
            current.resources.append(["Queue", self.state])

        def put_nowait(self, item):
            super().put_nowait(item)
            self.put_in += 1

        def get_nowait(self):
            item = super().get_nowait()
            self.taken_out += 1
            return item

        def shutdown(self, immediate=False):
            if immediate:
                self.dropped += self.qsize()
            super().shutdown(immediate)

        def state(self):
            return f"in:{self.put_in}, out:{self.taken_out}, dropped:{self.dropped}, left:{self.qsize()}"

    return Counted


asyncio.TaskGroup = TaskGroup
for name in ["Lock", "Event", "Condition", "Semaphore", "BoundedSemaphore", "Barrier"]:
    setattr(asyncio, name, tracked(getattr(asyncio, name)))
for name in ["Queue", "PriorityQueue", "LifoQueue"]:
    setattr(asyncio, name, counted(getattr(asyncio, name)))
# Tasks in Python are not among those that C knows of. What a run leaves behind is cancelled in the order of the
# second one, which would be a set, and in another order in each run.
asyncio.all_tasks = lambda loop=None: {task for task in current.tasks if not task.done()}
tasks.all_tasks = lambda loop=None: [task for task in current.tasks if not task.done()]
conformance.VirtualEventLoop = make_loop


def run(source, filename, point):
    """Runs one program; returns its trace and what is left, as JSON. `point` is JSON: [task, suspension, when]."""
    global current
    current = Run(json.loads(point))
    trace = json.loads(conformance.run(source, filename))
    return json.dumps({
        "trace": trace,
        "suspensions": current.suspensions,
        "resources": [[kind, state()] for kind, state in current.resources],
        "pending": sum(not task.done() for task in current.tasks),
    })
