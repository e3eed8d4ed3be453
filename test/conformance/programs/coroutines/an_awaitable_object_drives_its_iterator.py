"""traps: 83

What its iterator yields is awaited; a bare yield gives up one turn.
"""

import asyncio
from conformance import Ticker


class Twice:
    def __init__(self, trace, future):
        self.trace, self.future = trace, future

    def __await__(self):
        self.trace("starts")
        yield
        self.trace("a turn later")
        value = yield from self.future
        try:
            yield from asyncio.sleep(10).__await__()
        except asyncio.CancelledError:
            self.trace("sees the cancellation")
            raise
        finally:
            self.trace("cleans up", value)


async def await_it(awaitable):
    return await awaitable


async def main(trace):
    future = asyncio.get_running_loop().create_future()
    ticker = Ticker()
    task = asyncio.create_task(await_it(Twice(trace, future)))
    future.set_result(21)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    trace("two turns", ticker.stop())
    await asyncio.sleep(1)
    task.cancel()
    await asyncio.wait([task])
    trace("cancelled", task.cancelled())
