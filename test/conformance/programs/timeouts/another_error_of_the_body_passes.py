"""traps: 145"""

import asyncio


async def main(trace):
    try:
        async with asyncio.timeout(1) as scope:
            await asyncio.sleep(0.5)
            raise ValueError("in time")
    except ValueError as error:
        trace("passed", error, scope.expired())
    try:
        async with asyncio.timeout(1) as scope:
            try:
                await asyncio.sleep(10)
            except asyncio.CancelledError:
                raise ValueError("when it expired")
    except ValueError as error:
        trace("passed", error, scope.expired(), asyncio.current_task().cancelling())
