"""traps: 126, 69"""

import asyncio


async def child(trace):
    try:
        await asyncio.sleep(1)
        trace("child done")
    except asyncio.CancelledError:
        trace("child cancelled")
        raise


async def work(trace, awaits):
    asyncio.current_task().cancel("before the group")
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(child(trace))
            if awaits:
                await asyncio.sleep(0)
            trace("body over")
    finally:
        trace("requests", asyncio.current_task().cancelling())


async def main(trace):
    for awaits in (True, False):
        task = asyncio.create_task(work(trace, awaits))
        await asyncio.wait([task])
        trace("task", awaits, task.cancelled())
