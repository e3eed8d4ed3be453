"""traps: 103"""

import asyncio


async def child(seconds, error=None):
    await asyncio.sleep(seconds)
    if error:
        raise error


def names(tasks):
    return {task.get_name() for task in tasks}


async def main(trace):
    cancelled = asyncio.create_task(child(9), name="cancelled")
    good = asyncio.create_task(child(2), name="good")
    bad = asyncio.create_task(child(3, ValueError("x")), name="bad")
    slow = asyncio.create_task(child(4), name="slow")
    asyncio.get_running_loop().call_later(1, cancelled.cancel)
    done, pending = await asyncio.wait([cancelled, good, bad, slow], return_when=asyncio.FIRST_EXCEPTION)
    trace("first exception", names(done), names(pending))
    done, pending = await asyncio.wait([slow, good], return_when=asyncio.FIRST_EXCEPTION)
    trace("without any", names(done), names(pending), bad.exception())
