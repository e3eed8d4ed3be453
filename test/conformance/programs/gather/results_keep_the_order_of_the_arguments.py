"""traps: 93"""

import asyncio
from conformance import VirtualEventLoop, kind


async def child(trace, n):
    await asyncio.sleep(n)
    trace("done", n)
    return n


async def main(trace):
    done = asyncio.get_running_loop().create_future()
    done.set_result("already done")
    trace("results", await asyncio.gather(child(trace, 3), done, child(trace, 1), child(trace, 2)))

    other = VirtualEventLoop()
    try:
        asyncio.gather(done, other.create_future())
    except ValueError as error:
        trace("mixed loops", kind(error))
    other.close()
