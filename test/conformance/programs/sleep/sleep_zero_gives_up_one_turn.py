"""traps: 88"""

import asyncio
from conformance import Ticker


async def main(trace):
    for delay in (0, -1, -0.5):
        ticker = Ticker()
        trace("slept", delay, await asyncio.sleep(delay, "result"), ticker.stop())
    ticker = Ticker()
    trace("without a result", await asyncio.sleep(0), ticker.stop())
    trace("time stood still")
    trace("a real one", await asyncio.sleep(0.25, [1, 2]))
