"""traps: 160"""

import asyncio


async def worker(trace, semaphore, name):
    try:
        await semaphore.acquire()
        trace("has one", name)
    except asyncio.CancelledError:
        trace("cancelled", name, semaphore.locked())
        raise


async def main(trace):
    for waiters in (1, 3):
        for cancel_first in (False, True):
            semaphore = asyncio.Semaphore(0)
            tasks = [asyncio.create_task(worker(trace, semaphore, i)) for i in range(waiters)]
            await asyncio.sleep(0)
            trace("case", waiters, cancel_first)
            if cancel_first:
                tasks[0].cancel()
            semaphore.release()
            if not cancel_first:
                tasks[0].cancel()
            await asyncio.sleep(1)
            trace("then", [task.done() for task in tasks], semaphore.locked())
            for _ in tasks:
                semaphore.release()
            await asyncio.wait(tasks)
