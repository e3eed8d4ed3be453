"""traps: 56, 75"""

import asyncio


async def inner(trace):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError as error:
        trace("inner", error)
        raise


async def outer(trace, name, task):
    try:
        await task
    except asyncio.CancelledError as error:
        trace(name, error)
        raise


async def main(trace):
    task = asyncio.create_task(inner(trace))
    outers = [asyncio.create_task(outer(trace, name, task)) for name in "abc"]
    await asyncio.sleep(1)
    outers[1].cancel("from b")
    await asyncio.wait([task, *outers])
    trace("cancelled", task.cancelled(), [each.cancelled() for each in outers])
    trace("requests", task.cancelling(), [each.cancelling() for each in outers])
