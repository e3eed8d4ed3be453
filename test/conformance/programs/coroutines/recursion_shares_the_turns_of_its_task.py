import asyncio
from conformance import Ticker


async def fibonacci(n):
    if n < 2:
        await asyncio.sleep(0)
        return n
    return await fibonacci(n - 1) + await fibonacci(n - 2)


async def main(trace):
    ticker = Ticker()
    trace("alone", await fibonacci(7), ticker.stop())
    ticker = Ticker()
    trace("side by side", await asyncio.gather(fibonacci(7), fibonacci(6)), ticker.stop())
    ticker = Ticker()
    results = [await fibonacci(n) for n in range(5)]
    trace("one after the other", results, ticker.stop())
