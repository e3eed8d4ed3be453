"""traps: 16"""

import asyncio


async def main(trace):
    loop = asyncio.get_running_loop()
    await asyncio.sleep(5)
    loop.call_later(-1, trace, "one second ago")
    loop.call_later(-2, trace, "two seconds ago")
    loop.call_at(0, trace, "at the beginning of time")
    loop.call_later(0, trace, "now")
    await asyncio.sleep(1)
    trace("end")
