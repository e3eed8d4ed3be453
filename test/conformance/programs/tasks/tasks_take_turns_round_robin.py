"""traps: 62, 64"""

import asyncio


async def counter(trace, name, n):
    for i in range(n):
        trace(name, i)
        await asyncio.sleep(0)
    return n


async def main(trace):
    results = await asyncio.gather(*(counter(trace, name, n) for name, n in (("a", 3), ("b", 1), ("c", 4))))
    trace("results", results)
