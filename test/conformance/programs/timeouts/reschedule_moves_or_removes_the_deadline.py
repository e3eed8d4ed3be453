"""traps: 147"""

import asyncio
from conformance import kind


async def main(trace):
    async with asyncio.timeout(None) as scope:
        await asyncio.sleep(100)
        trace("no deadline", scope.when())
        scope.reschedule(102)
        trace("a deadline", scope.when())
        await asyncio.sleep(1)
        scope.reschedule(None)
        await asyncio.sleep(10)
    trace("left", scope.expired(), scope.when())
    try:
        async with asyncio.timeout(1) as scope:
            scope.reschedule(asyncio.get_running_loop().time() + 3)
            await asyncio.sleep(2)
            trace("later than first said")
            scope.reschedule(0)
            trace("into the past", scope.expired())
            await asyncio.sleep(2)
    except TimeoutError as error:
        trace("raised", kind(error), scope.when())
