"""traps: 150"""

import asyncio


async def try_for(trace, lock, name, seconds):
    try:
        await asyncio.wait_for(lock.acquire(), seconds)
        trace("acquired", name)
        return True
    except TimeoutError:
        trace("gave up", name)
        return False


async def main(trace):
    lock = asyncio.Lock()
    trace("at once", await lock.acquire())
    tries = [asyncio.create_task(try_for(trace, lock, name, n)) for name, n in (("a", 1), ("b", 3), ("c", 2))]
    await asyncio.sleep(1.5)
    lock.release()
    trace("results", await asyncio.gather(*tries))
    trace("held by the one that got it", lock.locked())
    lock.release()
    trace("free", lock.locked())
