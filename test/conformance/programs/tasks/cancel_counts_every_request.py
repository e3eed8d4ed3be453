"""traps: 65"""

import asyncio


async def work():
    await asyncio.sleep(10)


async def main(trace):
    task = asyncio.create_task(work())
    await asyncio.sleep(0)
    trace("at first", task.cancelling())
    for _ in range(3):
        trace("cancel", task.cancel(), task.cancelling(), task.cancelled(), task.done())
    await asyncio.wait([task])
    trace("done", task.cancel(), task.cancelling(), task.cancelled())
    finished = asyncio.create_task(asyncio.sleep(0))
    await finished
    trace("finished", finished.cancel(), finished.cancelling(), finished.cancelled())
