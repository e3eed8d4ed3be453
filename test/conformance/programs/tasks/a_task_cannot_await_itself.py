"""traps: 81"""

import asyncio
from conformance import Ticker, kind


async def work(trace):
    ticker = Ticker()
    try:
        await asyncio.current_task()
    except RuntimeError as error:
        trace("refused", kind(error), ticker.stop())
    await asyncio.sleep(1)
    return "went on"


async def main(trace):
    trace("result", await asyncio.create_task(work(trace)))
