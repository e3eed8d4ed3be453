"""traps: 108"""

import asyncio
from conformance import Ticker, kind


async def work(trace):
    trace("never starts")


async def main(trace):
    loop = asyncio.get_running_loop()
    done, failed = loop.create_future(), loop.create_future()
    done.set_result("value")
    failed.set_exception(ValueError("x"))
    for timeout in (0, -1):
        ticker = Ticker()
        trace("a done future", await asyncio.wait_for(done, timeout), ticker.stop())
        try:
            await asyncio.wait_for(failed, timeout)
        except ValueError as error:
            trace("a failed future", error)
        try:
            await asyncio.wait_for(work(trace), timeout)
        except TimeoutError as error:
            trace("a coroutine", kind(error), kind(error.__cause__))
        pending = loop.create_future()
        try:
            await asyncio.wait_for(pending, timeout)
        except TimeoutError:
            trace("a pending future", pending.cancelled())
