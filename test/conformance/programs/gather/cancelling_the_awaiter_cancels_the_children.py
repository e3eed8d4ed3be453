"""traps: 75, 97"""

import asyncio


async def child(trace, name):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError as error:
        trace("child cancelled", name, error)
        raise


async def parent(trace):
    try:
        await asyncio.gather(child(trace, "a"), child(trace, "b"))
    except asyncio.CancelledError as error:
        trace("parent cancelled", error)
        raise


async def main(trace):
    task = asyncio.create_task(parent(trace))
    await asyncio.sleep(1)
    task.cancel("top")
    await asyncio.wait([task])
    trace("task", task.cancelled(), len(asyncio.all_tasks()))
