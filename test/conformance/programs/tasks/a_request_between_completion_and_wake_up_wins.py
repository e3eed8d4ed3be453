"""traps: 67"""

import asyncio


async def waiter(trace, future):
    try:
        trace("got", await future)
    except asyncio.CancelledError as error:
        trace("cancelled", error)
        await asyncio.sleep(1)
        trace("swallowed")
    return "end"


async def main(trace):
    loop = asyncio.get_running_loop()
    for fail in (False, True):
        future = loop.create_future()
        task = asyncio.create_task(waiter(trace, future))
        await asyncio.sleep(0)
        future.set_exception(ValueError("lost")) if fail else future.set_result("lost")
        trace("cancel", task.cancel("too late for the value"), future.cancelled())
        trace("task", await task, task.cancelling())
        future.exception()
