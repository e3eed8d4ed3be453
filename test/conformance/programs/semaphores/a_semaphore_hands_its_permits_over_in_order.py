"""traps: 158, 159, 161"""

import asyncio


async def worker(trace, semaphore, name):
    await semaphore.acquire()
    trace("has one", name, semaphore.locked())
    await asyncio.sleep(0)
    semaphore.release()
    trace("gave it back", name, semaphore.locked())
    await semaphore.acquire()
    trace("has one again", name)
    semaphore.release()


async def main(trace):
    semaphore = asyncio.Semaphore(2)
    trace("acquired", await semaphore.acquire(), semaphore.locked())
    await semaphore.acquire()
    tasks = [asyncio.create_task(worker(trace, semaphore, name)) for name in "abcd"]
    await asyncio.sleep(0)
    semaphore.release()
    semaphore.release()
    semaphore.release()
    trace("three free, still locked", semaphore.locked())
    late = asyncio.create_task(worker(trace, semaphore, "late"))
    await asyncio.wait([*tasks, late])
    trace("end", semaphore.locked())
