"""traps: 58"""

import asyncio
from conformance import VirtualEventLoop, kind


async def make():
    return [asyncio.Future().get_loop() is asyncio.get_running_loop()]


def script(trace):
    try:
        asyncio.Future(loop=None)
    except RuntimeError as error:
        trace("no loop", kind(error))
    loop = VirtualEventLoop()
    future = asyncio.Future(loop=loop)
    trace("a given loop", future.get_loop() is loop, future.done())
    trace("the running loop", loop.run_until_complete(make()))
    loop.close()
