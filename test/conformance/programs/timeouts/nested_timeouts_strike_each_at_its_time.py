"""traps: 140"""

import asyncio


async def main(trace):
    for first, second in ((1, 3), (3, 1)):
        try:
            async with asyncio.timeout(second) as outer:
                try:
                    async with asyncio.timeout(first) as inner:
                        await asyncio.sleep(10)
                except TimeoutError:
                    trace("inner", inner.expired(), outer.expired())
                    await asyncio.sleep(10)
        except TimeoutError:
            trace("outer", inner.expired(), outer.expired())
