"""traps: 151"""

import asyncio


async def main(trace):
    lock = asyncio.Lock()
    try:
        lock.release()
    except RuntimeError:
        trace("refused")
    async with lock as bound:
        trace("inside", bound, lock.locked())
        try:
            async with asyncio.timeout(1):
                await lock.acquire()
        except TimeoutError:
            trace("not re-entrant")
    trace("outside", lock.locked())
    try:
        async with lock:
            raise ValueError("body")
    except ValueError:
        trace("released on errors", lock.locked())
