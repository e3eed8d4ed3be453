"""traps: 114"""

import asyncio


from conformance import Ticker


async def main(trace):
    loop = asyncio.get_running_loop()
    futures = [loop.create_future() for _ in range(3)]
    for i, future in enumerate(futures):
        future.set_result(i)
    ticker = Ticker()
    # A set of futures has no order: only how many turns it takes is compared.
    count = 0
    for coming in asyncio.as_completed(futures):
        await coming
        count += 1
        trace("turns", count, ticker.count)
    ticker.stop()
