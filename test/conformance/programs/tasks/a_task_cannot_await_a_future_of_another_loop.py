"""traps: 82"""

import asyncio
from conformance import Ticker, VirtualEventLoop, kind


async def main(trace):
    other = VirtualEventLoop()
    future = other.create_future()
    ticker = Ticker()
    try:
        await future
    except RuntimeError as error:
        trace("refused", kind(error), ticker.stop())
    done = other.create_future()
    done.set_result("a done one is fine")
    trace("done", await done)
    other.close()
