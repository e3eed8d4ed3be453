"""traps: 43, 64"""

import asyncio
from conformance import Ticker


async def main(trace):
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    loop.call_soon(future.set_result, "value")
    ticker = Ticker()
    trace("awaited", await future, ticker.stop())
