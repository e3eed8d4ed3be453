"""traps: 112

If the inner finished in the same turn, cancellation still wins.
"""

import asyncio


async def inner(trace):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError as error:
        trace("inner cancelled", error)
        raise


async def outer(trace, aw):
    try:
        trace("never", await asyncio.wait_for(aw, 20))
    except asyncio.CancelledError as error:
        trace("outer cancelled", error)
        raise


async def main(trace):
    task = asyncio.create_task(outer(trace, inner(trace)))
    await asyncio.sleep(1)
    task.cancel("top")
    await asyncio.wait([task])
    trace("task", task.cancelled())

    future = asyncio.get_running_loop().create_future()
    task = asyncio.create_task(outer(trace, future))
    await asyncio.sleep(1)
    future.set_result("lost")
    task.cancel("same turn")
    await asyncio.wait([task])
    trace("task", task.cancelled(), future.result())
