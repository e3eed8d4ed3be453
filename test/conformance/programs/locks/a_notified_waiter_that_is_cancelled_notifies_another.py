"""traps: 155"""

import asyncio


async def waiter(trace, condition, name):
    async with condition:
        try:
            await condition.wait()
            trace("notified", name)
        except asyncio.CancelledError:
            trace("cancelled", name)
            raise


async def main(trace):
    for relocking in (False, True):
        condition = asyncio.Condition()
        tasks = [asyncio.create_task(waiter(trace, condition, name)) for name in "abc"]
        await asyncio.sleep(0)
        await condition.acquire()
        condition.notify()
        if relocking:
            await asyncio.sleep(0)
            await asyncio.sleep(0)
        tasks[0].cancel()
        condition.release()
        await asyncio.wait(tasks, timeout=1)
        trace("done", relocking, [task.done() for task in tasks])
        async with condition:
            condition.notify_all()
        await asyncio.wait(tasks)
