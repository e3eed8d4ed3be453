"""traps: 114"""

import asyncio


async def work(delay):
    await asyncio.sleep(delay)
    return delay


async def take(trace, name, coming):
    trace("got", name, await coming)


async def main(trace):
    coming = asyncio.as_completed([work(3), work(1), work(2)])
    takers = [asyncio.create_task(take(trace, name, one)) for name, one in zip("abc", coming)]
    await asyncio.sleep(0)
    takers[0].cancel()
    await asyncio.wait(takers)
