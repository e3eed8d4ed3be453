"""traps: 10"""

import asyncio
from conformance import kind


async def careless(trace):
    try:
        await asyncio.sleep(10)
    except Exception as error:
        trace("never", kind(error))
    trace("never reached")


async def careful(trace):
    try:
        await asyncio.sleep(10)
    except BaseException as error:
        trace("sees it", kind(error), isinstance(error, asyncio.CancelledError))
        raise


async def main(trace):
    for work in (careless, careful):
        task = asyncio.create_task(work(trace))
        await asyncio.sleep(1)
        task.cancel()
        await asyncio.wait([task])
        trace("cancelled", task.cancelled())
