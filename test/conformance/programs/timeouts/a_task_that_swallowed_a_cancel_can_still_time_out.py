"""traps: 142"""

import asyncio


async def work(trace):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        trace("swallowed", asyncio.current_task().cancelling())
    try:
        async with asyncio.timeout(1):
            await asyncio.sleep(10)
    except TimeoutError:
        trace("timed out", asyncio.current_task().cancelling())
    return "value"


async def main(trace):
    task = asyncio.create_task(work(trace))
    await asyncio.sleep(1)
    task.cancel()
    trace("result", await task)
