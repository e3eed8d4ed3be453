"""traps: 151"""

import asyncio


async def work(trace, lock, name, error=None):
    async with lock as given:
        trace("in", name, given, lock.locked())
        await asyncio.sleep(1)
        if error is not None:
            raise error
    trace("out", name, lock.locked())


async def main(trace):
    lock = asyncio.Lock()
    results = await asyncio.gather(
        work(trace, lock, "a"),
        work(trace, lock, "b", ValueError("inside")),
        work(trace, lock, "c"),
        return_exceptions=True,
    )
    trace("results", results)
    holder = asyncio.create_task(work(trace, lock, "d"))
    waiter = asyncio.create_task(work(trace, lock, "e"))
    await asyncio.sleep(0)
    holder.cancel()
    await asyncio.wait([holder, waiter])
    trace("in the end", lock.locked(), holder.cancelled())
