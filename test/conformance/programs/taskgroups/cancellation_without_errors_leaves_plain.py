"""traps: 124"""

import asyncio


async def sleeper(trace, fails):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        trace("child cancelled")
        if fails:
            raise ValueError("in cleanup")
        raise


async def grouped(trace, fails, in_body):
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(sleeper(trace, fails))
            if in_body:
                await asyncio.sleep(10)
    finally:
        trace("requests", asyncio.current_task().cancelling())


async def main(trace):
    for fails in (False, True):
        for in_body in (False, True):
            task = asyncio.create_task(grouped(trace, fails, in_body))
            await asyncio.sleep(1)
            task.cancel("why")
            await asyncio.wait([task])
            trace("ended", fails, in_body, task.cancelled())
            if task.cancelled():
                try:
                    await task
                except asyncio.CancelledError as error:
                    trace("message", error)
            else:
                trace("exception", task.exception())
