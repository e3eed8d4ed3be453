"""traps: 99"""

import asyncio
from conformance import VirtualEventLoop, kind


async def child(trace):
    trace("runs")
    await asyncio.sleep(1)
    trace("done")


async def main(trace):
    other = VirtualEventLoop()
    for wrong in (None, 42, other.create_future()):
        try:
            asyncio.gather(child(trace), wrong)
        except (TypeError, ValueError) as error:
            trace("refused", kind(error))
        await asyncio.sleep(2)
    other.close()
