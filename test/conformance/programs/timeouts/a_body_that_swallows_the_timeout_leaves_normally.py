"""traps: 144"""

import asyncio
from conformance import kind


async def main(trace):
    async with asyncio.timeout(1) as scope:
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            trace("swallowed", scope.expired(), asyncio.current_task().cancelling())
        try:
            scope.reschedule(5)
        except RuntimeError as error:
            trace("too late to reschedule", kind(error))
        await asyncio.sleep(1)
    trace("no error", scope.expired(), asyncio.current_task().cancelling())
