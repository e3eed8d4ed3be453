"""traps: 149"""

import asyncio


async def worker(trace, lock, name):
    await lock.acquire()
    trace("holds", name)
    await asyncio.sleep(0)
    lock.release()
    trace("released", name, lock.locked())


async def main(trace):
    lock = asyncio.Lock()
    trace("acquired", await lock.acquire(), lock.locked())
    tasks = [asyncio.create_task(worker(trace, lock, name)) for name in "abc"]
    await asyncio.sleep(0)
    lock.release()
    trace("unlocked until the waiter runs", lock.locked())
    await worker(trace, lock, "late")
    await asyncio.wait(tasks)
