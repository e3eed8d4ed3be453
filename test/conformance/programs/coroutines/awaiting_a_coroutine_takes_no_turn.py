"""traps: 2"""

import asyncio
from conformance import Ticker


async def leaf(n):
    return n


async def branch(n):
    return await leaf(n) + await leaf(n)


async def main(trace):
    asyncio.get_running_loop().call_soon(trace, "a callback waits all the while")
    ticker = Ticker()
    total = 0
    for n in range(1000):
        total += await branch(n)
    trace("total", total, ticker.count)
    await asyncio.sleep(0)
    trace("after one turn", ticker.stop())
