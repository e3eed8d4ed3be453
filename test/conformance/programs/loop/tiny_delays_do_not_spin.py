"""traps: 20"""

import asyncio
from conformance import Ticker


async def main(trace):
    loop = asyncio.get_running_loop()
    for exponent in range(2, 11, 2):
        ran = []
        loop.call_later(10 ** -exponent, ran.append, exponent)
        before = loop.time()
        await asyncio.sleep(10 ** -exponent)
        trace("slept", exponent, ran, loop.time() > before)
    ticker = Ticker()
    await asyncio.sleep(0)
    trace("iterations of sleep(0)", ticker.stop())
