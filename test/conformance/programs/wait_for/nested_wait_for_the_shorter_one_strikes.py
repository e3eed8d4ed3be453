"""traps: 140"""

import asyncio


async def main(trace):
    for inner, outer in ((1, 3), (3, 1), (2, 2)):
        try:
            await asyncio.wait_for(asyncio.wait_for(asyncio.sleep(9), inner), outer)
        except TimeoutError:
            trace("timeout", inner, outer, asyncio.current_task().cancelling())
