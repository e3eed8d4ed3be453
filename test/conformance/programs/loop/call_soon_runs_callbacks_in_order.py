"""traps: 13"""

import asyncio


async def main(trace):
    loop = asyncio.get_running_loop()
    for name in "abc":
        loop.call_soon(trace, name)
    loop.call_soon(trace, "with arguments", 1, [2, 3])
    trace("nothing ran yet")
    await asyncio.sleep(0)
    trace("all ran once")
    await asyncio.sleep(0)
    trace("and only once")
