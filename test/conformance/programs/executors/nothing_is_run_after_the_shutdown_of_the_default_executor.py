"""traps: 227"""

import asyncio
from concurrent.futures import Future, ThreadPoolExecutor

from conformance import kind


class Inline(ThreadPoolExecutor):
    """Runs what it is given at once: there are no threads here."""

    def submit(self, fn, /, *args):
        future = Future()
        future.set_result(fn(*args))
        return future


async def main(trace):
    loop = asyncio.get_running_loop()
    trace("shut down", await loop.shutdown_default_executor())
    try:
        await loop.run_in_executor(None, lambda: 1)
    except RuntimeError as error:
        trace("refused", kind(error))
    trace("another one is not concerned", await loop.run_in_executor(Inline(), lambda: 2))
    trace("twice", await loop.shutdown_default_executor())
