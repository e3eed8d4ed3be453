"""traps: 158, 161"""

import asyncio


async def work(trace, semaphore, name, laps):
    for lap in range(laps):
        async with semaphore:
            trace("in", name, lap, semaphore.locked())
            await asyncio.sleep(0)


async def main(trace):
    semaphore = asyncio.Semaphore(2)
    trace("free", semaphore.locked())
    await asyncio.gather(*(work(trace, semaphore, name, 3) for name in "abc"))
    trace("free again", semaphore.locked())
    await semaphore.acquire()
    await semaphore.acquire()
    waiters = [asyncio.create_task(semaphore.acquire()) for _ in range(3)]
    await asyncio.sleep(0)
    for _ in range(3):
        semaphore.release()
        trace("released", semaphore.locked(), [task.done() for task in waiters])
    late = asyncio.create_task(semaphore.acquire())
    trace("acquired", await asyncio.gather(*waiters), late.done(), semaphore.locked())
    semaphore.release()
    trace("late", await late)
