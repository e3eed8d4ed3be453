"""traps: 63

Five nested tasks around one sleep(0) take eleven turns; five nested coroutines take one.
"""

import asyncio
from conformance import Ticker


async def through_tasks(depth):
    await (asyncio.sleep(0) if depth == 0 else asyncio.create_task(through_tasks(depth - 1)))


async def through_coroutines(depth):
    await (asyncio.sleep(0) if depth == 0 else through_coroutines(depth - 1))


async def main(trace):
    ticker = Ticker()
    await through_tasks(5)
    trace("tasks", ticker.stop())
    ticker = Ticker()
    await through_coroutines(5)
    trace("coroutines", ticker.stop())
