"""Runs a random program to its end, also where an interrupt or a stop leaves the loop: the twin of drive.ts."""

import asyncio
import contextvars
import gc
import math
import sys
from asyncio import tasks

from conformance import VirtualEventLoop
from show import show


class Ordered(dict):
    """A set in the order of insertion: that of a real one is different in each run."""

    def add(self, item):
        self[item] = None

    def discard(self, item):
        self.pop(item, None)


# What a run leaves behind is collected at any time: that is in no trace, and need not be told.
sys.unraisablehook = lambda _: None


class Loop(VirtualEventLoop):
    """Tells the program what no handler took, and shuts its executor down without a thread."""

    def __init__(self):
        super().__init__()
        # Held to the end: what is collected is closed then, at any time.
        self._asyncgens = Ordered()
        self.trace = None
        # So many of the next tasks are not the program's.
        self.aside = 0
        # The program's tasks by their numbers.
        self.made = []
        # All tasks of its factory: C has them in a set, which is in another order in each run.
        self.in_order = []

    def default_exception_handler(self, context):
        if self.trace and not is_left_out(context):
            self.trace("default handler", show(context.get("exception")))

    async def shutdown_asyncgens(self):
        self.aside = math.inf
        # Those that have ended would be collected, were they not held.
        for generator in [each for each in self._asyncgens if each.ag_frame is None]:
            self._asyncgens.discard(generator)
        await super().shutdown_asyncgens()

    async def shutdown_default_executor(self, timeout=None):
        self._executor_shutdown_called = True
        if self._default_executor is not None:
            self._default_executor.shutdown()


def is_left_out(context):
    """When a task or an exception is given up is for the garbage collector to say.

    And of an async generator whose closing is broken off we know no more.
    """
    # A handler that fails is told with what it was to handle.
    context = context.get("context", context)
    task = context.get("task")
    if task and task.get_name() == "aside":
        return True
    # A generator that was closed before and has yielded then, is taken for one that has ended.
    if isinstance(context.get("exception"), StopAsyncIteration):
        return True
    return any(words in context["message"] for words in ("never retrieved", "destroyed", "was scheduled after"))


def all_tasks(loop=None):
    alive = asyncio.all_tasks(loop)
    in_order = [task for task in loop.in_order if task in alive]
    return [*(task for task in alive if task not in in_order), *in_order]


# What a run leaves behind is cancelled in this order.
tasks.all_tasks = all_tasks


# What is left of a program is collected after it, and not in the midst of another: its finally blocks run then.
gc.disable()
gc.freeze()


def drive(trace, main, how, debug):
    """`how` is by `run`, by a `Runner` or by a `loop`."""
    # What is collected after it may set variables: not those that the next one finds.
    contextvars.Context().run(drive_and_collect, trace, main, how, debug)


def drive_and_collect(trace, main, how, debug):
    loops = []

    def record(*event):
        # Nothing is told any more by what is collected.
        if loops:
            trace(*event)

    def make():
        loops.append(Loop())
        loops[0].trace = record
        return loops[0]

    try:
        {"run": by_run, "runner": by_runner, "loop": by_loop}[how](record, main, debug, make)
    finally:
        loops.clear()
        gc.collect()


def by_run(trace, main, debug, make):
    asyncio.run(main(trace), debug=debug, loop_factory=make)


def by_runner(trace, main, debug, make):
    runner = asyncio.Runner(debug=debug, loop_factory=make)
    task = runner.get_loop().create_task(main(trace))

    def run():
        runner.get_loop().aside = 1
        runner.run(awaited(task))

    until_done(trace, task, run)
    runner.close()


def by_loop(trace, main, debug, make):
    loop = make()
    loop.set_debug(debug)
    task = loop.create_task(main(trace))
    until_done(trace, task, lambda: loop.run_until_complete(task))
    loop.run_until_complete(loop.shutdown_asyncgens())
    loop.run_until_complete(loop.shutdown_default_executor())
    loop.call_soon(loop.stop)
    loop.run_forever()
    trace("the loop", loop.is_running(), loop.get_debug())
    loop.close()
    trace("the loop is closed", loop.is_closed())


async def awaited(task):
    return await task


def until_done(trace, task, run):
    # So often may the loop be left: nothing runs for ever.
    for _ in range(200):
        if task.done():
            break
        try:
            run()
        except BaseException as error:
            trace("left the loop", show(error))
