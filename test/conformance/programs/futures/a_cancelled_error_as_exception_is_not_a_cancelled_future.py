"""traps: 54"""

import asyncio


async def waiter(future):
    await future


async def main(trace):
    future = asyncio.get_running_loop().create_future()
    task = asyncio.create_task(waiter(future))
    await asyncio.sleep(0)
    future.set_exception(asyncio.CancelledError("odd"))
    trace("future", future.done(), future.cancelled(), future.exception())
    await asyncio.wait([task])
    trace("task", task.done(), task.cancelled(), task.cancelling())
