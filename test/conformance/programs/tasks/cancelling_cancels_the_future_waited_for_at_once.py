"""traps: 66"""

import asyncio


async def waiter(trace, future):
    try:
        await future
    except asyncio.CancelledError as error:
        trace("cancelled", error)
        raise


async def main(trace):
    future = asyncio.get_running_loop().create_future()
    task = asyncio.create_task(waiter(trace, future))
    await asyncio.sleep(0)
    trace("cancel", task.cancel("enough"))
    trace("the future", future.cancelled())
    trace("the task", task.done())
    await asyncio.sleep(0)
    trace("a turn later", task.done(), task.cancelled())
