import asyncio
from contextlib import AsyncExitStack


async def main(trace):
    async def slow(name):
        try:
            await asyncio.sleep(2)
        finally:
            trace("callback ends", name)

    async def work():
        async with AsyncExitStack() as stack:
            for name in ("c", "b", "a"):
                stack.push_async_callback(slow, name)
            trace("body ends")

    task = asyncio.create_task(work())
    await asyncio.sleep(3)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        trace("cancelled")
