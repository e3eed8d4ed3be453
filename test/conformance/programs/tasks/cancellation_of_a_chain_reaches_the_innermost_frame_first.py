"""traps: 66, 75"""

import asyncio


async def frame(trace, depth):
    try:
        if depth == 0:
            await asyncio.sleep(10)
        elif depth == 2:
            await asyncio.create_task(frame(trace, depth - 1))
        else:
            await frame(trace, depth - 1)
    except asyncio.CancelledError as error:
        trace("cancelled", depth, error)
        raise
    finally:
        trace("finally", depth)


async def main(trace):
    task = asyncio.create_task(frame(trace, 4))
    await asyncio.sleep(1)
    task.cancel("top")
    await asyncio.wait([task])
    trace("task", task.cancelled())
