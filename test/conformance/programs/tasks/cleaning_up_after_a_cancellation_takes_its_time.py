"""traps: 72"""

import asyncio


async def resource(trace, name, body):
    trace("open", name)
    try:
        return await body
    finally:
        await asyncio.sleep(0.5)
        trace("closed", name)


async def main(trace):
    task = asyncio.create_task(resource(trace, "outer", resource(trace, "inner", asyncio.sleep(10))))
    await asyncio.sleep(1)
    task.cancel("enough")
    done, pending = await asyncio.wait([task], timeout=0.75)
    trace("half closed", len(done), len(pending), task.cancelling())
    try:
        await task
    except asyncio.CancelledError as error:
        trace("over", error, task.cancelled())
