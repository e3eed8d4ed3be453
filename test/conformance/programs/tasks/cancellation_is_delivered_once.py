"""traps: 72"""

import asyncio


async def work(trace):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        trace("swallowed")
    await asyncio.sleep(1)
    trace("later awaits work")
    return "value"


async def main(trace):
    task = asyncio.create_task(work(trace))
    await asyncio.sleep(1)
    task.cancel()
    trace("result", await task)
    trace("not cancelled", task.cancelled(), task.cancelling())
