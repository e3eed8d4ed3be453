"""traps: 102"""

import asyncio
from conformance import Ticker


async def main(trace):
    future = asyncio.get_running_loop().create_future()
    future.set_result(1)
    ticker = Ticker()
    done, pending = await asyncio.wait([future])
    trace("done", len(done), len(pending), ticker.stop())
    ticker = Ticker()
    done, pending = await asyncio.wait([future], timeout=0, return_when=asyncio.FIRST_COMPLETED)
    trace("with a timeout of zero", len(done), len(pending), ticker.stop())
