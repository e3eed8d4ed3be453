"""traps: 18"""

import asyncio


async def main(trace):
    loop = asyncio.get_running_loop()
    await asyncio.sleep(1.5)
    later = loop.call_later(0.25, trace, "later")
    at = loop.call_at(2, trace, "at")
    trace("deadlines", later.when(), at.when())
    await asyncio.sleep(0.5)
    trace("the clock", loop.time())
