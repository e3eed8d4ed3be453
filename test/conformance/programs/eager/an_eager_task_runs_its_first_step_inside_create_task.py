"""traps: 207"""

import asyncio


from conformance import Ticker


async def work(trace, name, suspend):
    trace("begins", name)
    if suspend:
        await asyncio.sleep(0)
        trace("goes on", name)
    return name


async def fail():
    raise ValueError("at once")


async def main(trace):
    ticker = Ticker()
    for suspend in (False, True):
        task = asyncio.create_task(work(trace, "a", suspend), eager_start=True)
        trace("made", task.done(), task.get_coro() is None, ticker.count)
        trace("result", await task, ticker.count, task.get_coro() is None)
    lazy = asyncio.create_task(work(trace, "lazy", False))
    trace("lazy", lazy.done(), await lazy, ticker.count)
    failed = asyncio.create_task(fail(), eager_start=True)
    trace("failed", failed.done(), failed.exception())
    ticker.stop()
