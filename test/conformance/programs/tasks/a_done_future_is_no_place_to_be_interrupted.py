"""traps: 71"""

import asyncio


async def nothing():
    return "from a coroutine"


async def work(trace, done):
    asyncio.current_task().cancel()
    trace("future", await done)
    trace("coroutine", await nothing())
    try:
        await asyncio.sleep(0)
        trace("never")
    except asyncio.CancelledError:
        trace("at sleep(0)")
        raise


async def main(trace):
    done = asyncio.get_running_loop().create_future()
    done.set_result("value")
    task = asyncio.create_task(work(trace, done))
    await asyncio.wait([task])
    trace("task", task.cancelled())
