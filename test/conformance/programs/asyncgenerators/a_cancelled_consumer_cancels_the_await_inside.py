"""traps: 185"""

import asyncio


async def ticks(trace):
    try:
        for tick in range(9):
            yield tick
            await asyncio.sleep(1)
    except asyncio.CancelledError as error:
        trace("cancelled", error)
        raise
    finally:
        await asyncio.sleep(0.5)
        trace("cleaned up")


async def main(trace):
    generator = ticks(trace)

    async def consume():
        try:
            async for tick in generator:
                trace("tick", tick)
        finally:
            trace("consumer ends")

    task = asyncio.create_task(consume())
    await asyncio.sleep(2.5)
    task.cancel("enough")
    try:
        await task
    except asyncio.CancelledError:
        trace("task was cancelled", task.cancelled())
    trace("then", await anext(generator, "nothing"))
