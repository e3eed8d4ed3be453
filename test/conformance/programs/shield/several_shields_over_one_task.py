"""traps: 119, 121"""

import asyncio


async def work():
    await asyncio.sleep(3)
    return "value"


async def guarded(trace, name, task):
    try:
        trace(name, await asyncio.shield(task))
    except asyncio.CancelledError:
        trace(name, "cancelled")
        raise


async def main(trace):
    task = asyncio.create_task(work())
    shield = asyncio.shield(task)
    trace("another future", shield is task, shield.get_loop() is task.get_loop())
    holders = [asyncio.create_task(guarded(trace, name, task)) for name in "abc"]
    await asyncio.sleep(1)
    holders[0].cancel()
    trace("the shield is cancelled at once", shield.cancel(), shield.cancelled(), task.cancelling())
    await asyncio.wait(holders)
    trace("the task", task.result(), asyncio.shield(task) is task)
    doomed = asyncio.create_task(work())
    over = asyncio.shield(doomed)
    await asyncio.sleep(0)
    doomed.cancel()
    await asyncio.wait([over])
    trace("through the shield from inside", over.cancelled(), doomed.cancelled())
