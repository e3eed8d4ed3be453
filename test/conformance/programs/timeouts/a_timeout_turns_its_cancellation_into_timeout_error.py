"""traps: 139, 142"""

import asyncio
from conformance import kind


async def main(trace):
    try:
        async with asyncio.timeout(1) as scope:
            trace("entered", scope.when(), scope.expired())
            try:
                await asyncio.sleep(10)
            except asyncio.CancelledError as error:
                trace("inside", error, scope.expired())
                raise
    except TimeoutError as error:
        trace("outside", kind(error), kind(error.__cause__), scope.expired())
    trace("no request left", asyncio.current_task().cancelling())
    async with asyncio.timeout(1) as scope:
        await asyncio.sleep(0.5)
    trace("in time", scope.expired())
    await asyncio.sleep(5)
    trace("nothing strikes later", scope.expired())
