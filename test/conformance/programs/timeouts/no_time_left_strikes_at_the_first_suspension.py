"""traps: 146"""

import asyncio
from conformance import kind


async def nothing():
    return "value"


async def main(trace):
    await asyncio.sleep(3)
    for delay in (0, -1):
        try:
            async with asyncio.timeout(delay) as scope:
                trace("entered", scope.when(), scope.expired(), await nothing())
                await asyncio.sleep(0)
                trace("never")
        except TimeoutError as error:
            trace("struck at sleep(0)", kind(error), scope.expired())
        async with asyncio.timeout(delay) as scope:
            await nothing()
        trace("without a suspension it completes", scope.expired())
        await asyncio.sleep(0)
