"""traps: 185"""

import asyncio


async def stubborn(trace):
    for attempt in range(3):
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            trace("not now", attempt)
        yield attempt


async def main(trace):
    generator = stubborn(trace)

    async def consume():
        async for attempt in generator:
            trace("attempt", attempt, asyncio.current_task().cancelling())

    task = asyncio.create_task(consume())
    for _ in range(2):
        await asyncio.sleep(1)
        task.cancel()
    await task
    trace("done", task.cancelled())
