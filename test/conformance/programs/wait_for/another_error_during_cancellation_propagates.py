"""traps: 111"""

import asyncio


async def work():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        raise ValueError("instead")


async def main(trace):
    try:
        await asyncio.wait_for(work(), 1)
    except ValueError as error:
        trace("a coroutine", error)
    for timeout in (1, 0):
        task = asyncio.create_task(work())
        await asyncio.sleep(0)
        try:
            await asyncio.wait_for(task, timeout)
        except ValueError as error:
            trace("a task", timeout, error, error is task.exception())
