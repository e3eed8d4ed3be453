"""traps: 118"""

import asyncio


async def inner(trace):
    await asyncio.sleep(2)
    trace("the inner goes on")
    return "value"


async def outer(trace, task):
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError as error:
        trace("the caller is cancelled", error, task.done())
        raise


async def main(trace):
    inner_task = asyncio.create_task(inner(trace))
    outer_task = asyncio.create_task(outer(trace, inner_task))
    await asyncio.sleep(1)
    outer_task.cancel("top")
    await asyncio.wait([outer_task])
    trace("outer", outer_task.cancelled(), inner_task.cancelling())
    trace("inner", await inner_task)
