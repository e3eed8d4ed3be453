"""traps: 154"""

import asyncio


async def waiter(trace, condition):
    async with condition:
        try:
            await condition.wait()
        except asyncio.CancelledError as error:
            trace("cancelled with the lock", error, condition.locked())
            raise


async def main(trace):
    condition = asyncio.Condition()
    task = asyncio.create_task(waiter(trace, condition))
    await asyncio.sleep(0)
    await condition.acquire()
    task.cancel("first")
    await asyncio.sleep(0)
    task.cancel("second")
    await asyncio.sleep(0)
    task.cancel("third")
    await asyncio.sleep(0)
    trace("absorbed", task.done(), task.cancelling())
    condition.release()
    try:
        await task
    except asyncio.CancelledError as error:
        trace("out", error, condition.locked())
