"""traps: 109"""

import asyncio
from conformance import kind


async def work(trace):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        trace("cancelled")
        await asyncio.sleep(5)
        trace("cleaned up")
        raise


async def main(trace):
    try:
        await asyncio.wait_for(work(trace), 1)
    except TimeoutError as error:
        trace("a coroutine", kind(error), kind(error.__cause__))
    for timeout in (1, 0):
        task = asyncio.create_task(work(trace))
        await asyncio.sleep(0)
        try:
            await asyncio.wait_for(task, timeout)
        except TimeoutError:
            trace("a task", timeout, task.cancelled())
