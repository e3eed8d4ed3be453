"""traps: 140, 146"""

import asyncio


async def main(trace):
    await asyncio.sleep(5)
    try:
        async with asyncio.timeout_at(2) as outer:
            try:
                async with asyncio.timeout_at(1) as inner:
                    trace("neither has struck", inner.expired(), outer.expired())
                    await asyncio.sleep(1)
            except asyncio.CancelledError:
                trace("both have", inner.expired(), outer.expired())
                raise
    except TimeoutError:
        trace("the outer converts", inner.expired(), outer.expired())
