import asyncio
from contextlib import asynccontextmanager


@asynccontextmanager
async def scope(trace, swallows):
    try:
        yield
    except asyncio.CancelledError:
        trace("cancelled at the yield")
        await asyncio.sleep(1)
        if not swallows:
            raise
    finally:
        await asyncio.sleep(1)
        trace("left")


async def main(trace):
    async def work(swallows):
        async with scope(trace, swallows):
            await asyncio.sleep(10)
        trace("goes on")

    for swallows in (False, True):
        task = asyncio.create_task(work(swallows))
        await asyncio.sleep(1)
        task.cancel()
        await asyncio.wait([task])
        trace("task", task.cancelled(), task.cancelling())
