"""traps: 72"""

import asyncio


async def work():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        raise ValueError("instead")


async def main(trace):
    task = asyncio.create_task(work())
    await asyncio.sleep(1)
    trace("cancel", task.cancel())
    try:
        await task
    except ValueError as error:
        trace("raised", error, task.cancelled(), task.cancelling())
