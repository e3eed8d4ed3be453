"""traps: 2, 63"""

import asyncio
from conformance import Ticker


async def nested(trace, depth):
    if depth == 0:
        await asyncio.sleep(0)
        return 0
    try:
        return await nested(trace, depth - 1) + 1
    finally:
        if depth % 25 == 0:
            trace("unwinds", depth)


async def main(trace):
    ticker = Ticker()
    trace("depth", await nested(trace, 100), ticker.stop())
