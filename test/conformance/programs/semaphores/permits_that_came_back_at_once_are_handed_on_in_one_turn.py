import asyncio

from conformance import Ticker


async def main(trace):
    semaphore = asyncio.Semaphore(0)
    ticker = Ticker()

    async def taker(name):
        await semaphore.acquire()
        trace(name, ticker.count - start)

    start = ticker.count
    first = asyncio.create_task(taker("the first"))
    await asyncio.sleep(0)
    # They ask when the first has its permit already, and has not run yet: so they stand behind it.
    others = [asyncio.create_task(taker(name)) for name in ("the second", "the third", "the fourth")]
    for _ in range(4):
        semaphore.release()
    start = ticker.count
    await asyncio.gather(first, *others)
    ticker.stop()
    trace("all are taken", semaphore.locked())
