"""traps: 153"""

import asyncio
from conformance import Ticker


async def passer(trace, event, name):
    trace("arrives", name, event.is_set())
    trace("passed", name, await event.wait())


async def main(trace):
    event = asyncio.Event()
    early = [asyncio.create_task(passer(trace, event, name)) for name in "ab"]
    await asyncio.sleep(1)
    event.set()
    event.set()
    late = asyncio.create_task(passer(trace, event, "c"))
    await asyncio.gather(*early, late)
    ticker = Ticker()
    trace("open", await event.wait(), ticker.stop())
    event.clear()
    event.clear()
    try:
        await asyncio.wait_for(event.wait(), 1)
    except TimeoutError:
        trace("closed", event.is_set())
    waiting = asyncio.create_task(passer(trace, event, "d"))
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.wait([waiting])
    event.set()
    trace("cancelled", waiting.cancelled())
