"""traps: 117"""

import asyncio


async def work(delay):
    await asyncio.sleep(delay)
    return delay


async def main(trace):
    first = asyncio.create_task(work(1))
    coro = work(2)
    coming = asyncio.as_completed([first, coro, first, coro, work(3)])
    for one in coming:
        trace("got", await one)
        break
    for one in coming:
        trace("then", await one)
    for wrong in (first, 1, [1]):
        try:
            list(asyncio.as_completed(wrong))
        except TypeError:
            trace("refused")
