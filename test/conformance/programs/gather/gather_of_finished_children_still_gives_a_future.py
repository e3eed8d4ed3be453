"""traps: 100"""

import asyncio
from conformance import Ticker


async def main(trace):
    loop = asyncio.get_running_loop()
    done, failed = loop.create_future(), loop.create_future()
    done.set_result("done")
    failed.set_exception(ValueError("failed"))
    ticker = Ticker()
    outer = asyncio.gather(done, done)
    trace("done on return", outer.done(), await outer, ticker.count)
    outer = asyncio.gather(done, failed)
    trace("failed on return", outer.done(), outer.exception(), ticker.count)
    outer = asyncio.gather(done, failed, return_exceptions=True)
    trace("listed", outer.done(), await outer, ticker.stop())
