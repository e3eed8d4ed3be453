"""traps: 1"""

import asyncio


async def work(trace, name):
    trace("runs", name)
    return name


async def main(trace):
    coro = work(trace, "awaited")
    trace("called", asyncio.iscoroutine(coro), asyncio.iscoroutine(work))
    await asyncio.sleep(1)
    trace("still nothing")
    trace("result", await coro)
    task = asyncio.create_task(work(trace, "as a task"))
    trace("created")
    trace("result", await task)
