"""traps: 69"""

import asyncio


async def work(trace, future):
    trace("cancels itself", asyncio.current_task().cancel("self"))
    trace("goes on")
    try:
        await future
    except asyncio.CancelledError as error:
        trace("interrupted", error, future.cancelled())
        raise


async def main(trace):
    future = asyncio.get_running_loop().create_future()
    task = asyncio.create_task(work(trace, future))
    await asyncio.sleep(0)
    trace("what it blocks on", future.cancelled(), task.done())
    await asyncio.wait([task])
    trace("task", task.cancelled())
