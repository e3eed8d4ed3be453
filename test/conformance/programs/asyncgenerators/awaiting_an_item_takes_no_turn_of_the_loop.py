import asyncio

from conformance import Ticker


async def quick():
    for number in range(100):
        yield number


async def pausing():
    for number in range(10):
        await asyncio.sleep(0)
        yield number


async def main(trace):
    ticker = Ticker()
    async for _ in quick():
        pass
    trace("quick", ticker.stop())
    ticker = Ticker()
    async for _ in pausing():
        pass
    trace("pausing", ticker.stop())
