"""traps: 17

The order of ties is tsyncio's promise, not CPython's; see OrderedTimerHandle.
"""

import asyncio


async def main(trace):
    loop = asyncio.get_running_loop()
    for number in range(8):
        loop.call_at(1, trace, "tie", number)
    loop.call_at(0.5, trace, "earlier")
    loop.call_later(1, trace, "tie", 8)
    await asyncio.sleep(1)
    trace("the sleep came last")
