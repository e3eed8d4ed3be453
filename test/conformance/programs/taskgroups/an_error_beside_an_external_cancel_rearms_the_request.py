"""traps: 128"""

import asyncio


async def fail():
    await asyncio.sleep(1)
    raise ValueError("child")


async def grouped(trace):
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fail())
            await asyncio.sleep(10)
    except ExceptionGroup as error:
        trace("group", error, asyncio.current_task().cancelling())
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        trace("struck at the next await", asyncio.current_task().cancelling())
        raise


async def main(trace):
    task = asyncio.create_task(grouped(trace))
    await asyncio.sleep(0)
    asyncio.get_running_loop().call_at(1, task.cancel)
    await asyncio.wait([task])
    trace("ended", task.cancelled(), task.cancelling())
