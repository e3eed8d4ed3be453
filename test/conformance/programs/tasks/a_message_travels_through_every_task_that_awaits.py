"""traps: 55, 56"""

import asyncio


async def level(trace, depth):
    try:
        if depth == 0:
            await asyncio.sleep(10)
        else:
            await asyncio.create_task(level(trace, depth - 1))
    except asyncio.CancelledError as error:
        trace("level", depth, error)
        raise


async def main(trace):
    for message in ("text", 42, None):
        task = asyncio.create_task(level(trace, 2))
        await asyncio.sleep(1)
        if message is None:
            task.cancel()
        else:
            task.cancel(message)
        try:
            await task
        except asyncio.CancelledError as error:
            trace("at last", error)
