"""traps: 75"""

import asyncio


async def inner(trace):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        trace("inner swallows")
    return "value"


async def outer(task):
    return ["outer got", await task]


async def main(trace):
    inner_task = asyncio.create_task(inner(trace))
    outer_task = asyncio.create_task(outer(inner_task))
    await asyncio.sleep(1)
    outer_task.cancel()
    trace("result", await outer_task)
    trace("requests", outer_task.cancelling(), inner_task.cancelling(), outer_task.cancelled())
