"""traps: 110"""

import asyncio


async def work(trace):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        trace("swallowed")
    return "value"


async def main(trace):
    trace("a coroutine", await asyncio.wait_for(work(trace), 1))
    task = asyncio.create_task(work(trace))
    trace("a task", await asyncio.wait_for(task, 1), task.cancelling())
    task = asyncio.create_task(work(trace))
    await asyncio.sleep(0)
    trace("no time left", await asyncio.wait_for(task, 0))
    trace("main", asyncio.current_task().cancelling())
