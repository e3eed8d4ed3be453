"""traps: 142"""

import asyncio


async def work(trace):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        trace("swallowed")
    try:
        async with asyncio.timeout(5) as scope:
            await asyncio.sleep(10)
    except asyncio.CancelledError as error:
        trace("cancelled in the scope", error, scope.expired(), asyncio.current_task().cancelling())
        raise


async def main(trace):
    task = asyncio.create_task(work(trace))
    await asyncio.sleep(1)
    task.cancel("first")
    await asyncio.sleep(1)
    task.cancel("second")
    await asyncio.wait([task])
    trace("task", task.cancelled())
