"""traps: 75"""

import asyncio


async def inner(trace):
    try:
        await asyncio.sleep(10)
    finally:
        await asyncio.sleep(1)
        trace("inner cleaned up")


async def outer(trace, task):
    try:
        await task
    except asyncio.CancelledError as error:
        trace("outer cancelled", error, task.done())
        raise


async def main(trace):
    inner_task = asyncio.create_task(inner(trace))
    outer_task = asyncio.create_task(outer(trace, inner_task))
    await asyncio.sleep(1)
    outer_task.cancel("message")
    trace("requests", outer_task.cancelling(), inner_task.cancelling())
    await asyncio.sleep(0)
    trace("the outer waits", outer_task.done(), inner_task.done())
    await asyncio.wait([outer_task])
    trace("both cancelled", outer_task.cancelled(), inner_task.cancelled())
