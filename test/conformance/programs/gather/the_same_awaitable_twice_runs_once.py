"""traps: 92"""

import asyncio


async def child(trace, name):
    trace("runs", name)
    await asyncio.sleep(1)
    return name


async def main(trace):
    coro = child(trace, "a")
    task = asyncio.create_task(child(trace, "b"))
    trace("result", await asyncio.gather(coro, task, coro, child(trace, "c"), task))
