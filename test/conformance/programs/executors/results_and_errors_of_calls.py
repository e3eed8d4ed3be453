"""run_in_executor gives results and errors, by the default executor or another one."""

import asyncio
from concurrent.futures import Future, ThreadPoolExecutor

from conformance import kind


class Inline(ThreadPoolExecutor):
    """Runs what it is given at once: there are no threads here."""

    def __init__(self):
        self.asked = []

    def submit(self, fn, /, *args):
        self.asked.append("submit")
        future = Future()
        try:
            future.set_result(fn(*args))
        except Exception as error:
            future.set_exception(error)
        return future

    def shutdown(self, wait=True, *, cancel_futures=False):
        self.asked.append("shutdown")


def fail():
    raise ValueError("no")


async def main(trace):
    loop = asyncio.get_running_loop()
    executor = Inline()
    loop.set_default_executor(executor)
    trace("result", await loop.run_in_executor(None, lambda a, b: a + b, 1, 2))
    try:
        await loop.run_in_executor(None, fail)
    except ValueError as error:
        trace("error", kind(error), str(error))
    other = Inline()
    trace("another one", await loop.run_in_executor(other, str.upper, "done"), other.asked)
    future = loop.run_in_executor(None, lambda: 1)
    trace("cancelled", future.cancel(), future.cancelled())
    try:
        loop.set_default_executor(5)
    except TypeError as error:
        trace("not an executor", kind(error))
    trace("asked", executor.asked)
    # The run would shut it down in a thread, which there is none of here.
    loop._default_executor = None
