"""traps: 113"""

import asyncio


async def work(trace):
    await asyncio.sleep(2)
    trace("worked")
    return "value"


async def main(trace):
    for timeout in (1, 0):
        task = asyncio.create_task(work(trace))
        await asyncio.sleep(0)
        try:
            await asyncio.wait_for(asyncio.shield(task), timeout)
        except TimeoutError:
            trace("timeout", timeout, task.done(), task.cancelling())
        trace("survived", await task)
