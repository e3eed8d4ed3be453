"""traps: 162"""

import asyncio


async def main(trace):
    for make in (asyncio.Semaphore, asyncio.BoundedSemaphore):
        try:
            make(-1)
        except ValueError:
            trace("refused a negative start")
        semaphore = make(1)
        async with semaphore:
            trace("inside", semaphore.locked())
        try:
            semaphore.release()
            trace("one more than at first")
        except ValueError:
            trace("refused", semaphore.locked())
        trace("none at all", make(0).locked(), make().locked())
