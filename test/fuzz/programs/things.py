"""What random programs await, enter and submit work to: the twin of things.ts, with the same names."""

import asyncio
import types
from concurrent.futures import Future, ThreadPoolExecutor


class Awaitable:
    """Gives up a turn, then waits for a while."""

    def __init__(self, label):
        self.label = label

    def __await__(self):
        yield
        return (yield from asyncio.sleep(0.5, self.label).__await__())


@types.coroutine
def by_hand(label):
    """A coroutine that no compiler knows of: in TypeScript the one marked by `coroutine()`."""
    return (yield from asyncio.sleep(0.5, label).__await__())


class Manager:
    """Is entered and left by turns, and may swallow what leaves its block."""

    def __init__(self, say, label, swallows):
        self.say = say
        self.label = label
        self.swallows = swallows

    async def __aenter__(self):
        self.say(self.label, "enter")
        await asyncio.sleep(0)
        return self.label

    async def __aexit__(self, _kind, error, _traceback):
        self.say(self.label, ["exit", error])
        await asyncio.sleep(0.5)
        return self.swallows


class Scope:
    """Is left at once, and not told of any error: all that `using` knows."""

    def __init__(self, say, label):
        self.say = say
        self.label = label

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        self.say(self.label, "leave")


class Executor(ThreadPoolExecutor):
    """Has its work done after some time: there are no threads here."""

    def __init__(self, loop, delay):
        self.loop = loop
        self.delay = delay

    def submit(self, fn, /, *args):
        future = Future()
        if self.delay == 0:
            self.work(future, fn, args)
        else:
            self.loop.call_later(self.delay, self.work, future, fn, args)
        return future

    def work(self, future, fn, args):
        if not future.set_running_or_notify_cancel():
            return
        try:
            future.set_result(fn(*args))
        except Exception as error:
            future.set_exception(error)

    def shutdown(self, wait=True, *, cancel_futures=False):
        pass
