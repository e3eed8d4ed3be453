"""traps: 133"""

import asyncio


async def stubborn(trace):
    for _ in range(3):
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            trace("child holds on")
            await asyncio.sleep(0.25)
    trace("child ends")


async def grouped(trace):
    async with asyncio.TaskGroup() as group:
        group.create_task(stubborn(trace))
        try:
            await asyncio.sleep(10)
        finally:
            trace("the body ends")


async def main(trace):
    task = asyncio.create_task(grouped(trace))
    await asyncio.sleep(1)
    for _ in range(3):
        task.cancel()
        await asyncio.sleep(0.125)
    trace("still there", task.done(), task.cancelling())
    await asyncio.wait([task])
    trace("ended", task.cancelled())
