"""traps: 59"""

import asyncio


async def work():
    pass


async def main(trace):
    coro = work()
    trace("a future", asyncio.isfuture(asyncio.get_running_loop().create_future()))
    trace("a coroutine", asyncio.isfuture(coro))
    trace("a task", asyncio.isfuture(asyncio.create_task(coro)))
    trace("a class", asyncio.isfuture(asyncio.Future))
    trace("others", [asyncio.isfuture(x) for x in (None, 1, "future", [])])
