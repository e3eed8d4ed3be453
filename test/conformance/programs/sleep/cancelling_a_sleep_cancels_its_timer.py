"""traps: 88

If the timer stayed, the last run would jump to its deadline.
"""

import asyncio
from conformance import VirtualEventLoop


async def cancelled_sleep(trace):
    task = asyncio.create_task(asyncio.sleep(1000))
    await asyncio.sleep(1)
    task.cancel()
    await asyncio.wait([task])
    trace("cancelled", task.cancelled())


async def wait_forever():
    await asyncio.get_running_loop().create_future()


def script(trace):
    loop = VirtualEventLoop()
    loop.run_until_complete(cancelled_sleep(trace))
    try:
        loop.run_until_complete(wait_forever())
    except RuntimeError:
        trace("a deadlock at once", loop.time())
