"""traps: 150"""

import asyncio


async def worker(trace, lock, name):
    try:
        await lock.acquire()
    except asyncio.CancelledError:
        trace("cancelled", name, lock.locked())
        raise
    trace("holds", name)
    await asyncio.sleep(0)
    lock.release()


async def main(trace):
    for cancel_first in (False, True):
        for victim in (0, 1):
            lock = asyncio.Lock()
            await lock.acquire()
            tasks = [asyncio.create_task(worker(trace, lock, name)) for name in "abc"]
            await asyncio.sleep(0)
            trace("case", cancel_first, victim)
            if cancel_first:
                tasks[victim].cancel()
            lock.release()
            if not cancel_first:
                tasks[victim].cancel()
            await asyncio.wait(tasks)
            trace("free", lock.locked())
