"""traps: 107"""

import asyncio


async def work(trace, value):
    await asyncio.sleep(1000)
    trace("in the task of the caller", asyncio.current_task().get_name())
    return value


async def main(trace):
    asyncio.current_task().set_name("caller")
    trace("none", await asyncio.wait_for(work(trace, "value"), None))
    trace("infinite", await asyncio.wait_for(work(trace, "other"), float("inf")))
    task = asyncio.create_task(asyncio.wait_for(work(trace, "never"), None))
    await asyncio.sleep(1)
    task.cancel("after all")
    try:
        await task
    except asyncio.CancelledError as error:
        trace("cancelled", error)
