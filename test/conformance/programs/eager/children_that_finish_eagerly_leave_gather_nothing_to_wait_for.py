"""traps: 100, 207"""

import asyncio
from conformance import Ticker


async def at_once(n):
    return n


async def later(n):
    await asyncio.sleep(n)
    return n


async def main(trace):
    loop = asyncio.get_running_loop()
    loop.set_task_factory(asyncio.eager_task_factory)
    ticker = Ticker()
    outer = asyncio.gather(at_once(1), at_once(2))
    trace("done on return", outer.done(), outer.result())
    trace("awaited", await outer, ticker.stop())
    mixed = asyncio.gather(at_once(3), later(1), at_once(4))
    trace("one is under way", mixed.done())
    trace("awaited", await mixed)
    done, pending = await asyncio.wait([loop.create_task(at_once(5)), loop.create_task(later(9))], timeout=1)
    trace("wait", len(done), len(pending))
    for task in pending:
        task.cancel()
    loop.set_task_factory(None)
    trace("lazy again", asyncio.create_task(at_once(6)).done())
