"""traps: 140"""

import asyncio


async def main(trace):
    try:
        async with asyncio.timeout_at(1) as outer:
            try:
                async with asyncio.timeout_at(1) as inner:
                    await asyncio.sleep(10)
            except asyncio.CancelledError:
                trace("the inner passes it on", inner.expired(), outer.expired())
                raise
    except TimeoutError:
        trace("the outer converts", inner.expired(), outer.expired())
    trace("requests", asyncio.current_task().cancelling())
