"""traps: 141

The outer deadline is moved into the past in the very iteration in which the inner one passes.
"""

import asyncio


async def main(trace):
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(None) as outer:
            try:
                async with asyncio.timeout_at(1) as inner:
                    loop.call_at(1, outer.reschedule, 0)
                    await asyncio.sleep(10)
            except TimeoutError:
                trace("the inner converts", inner.expired(), outer.expired())
            await asyncio.sleep(0)
            trace("never")
    except TimeoutError:
        trace("the outer strikes", inner.expired(), outer.expired())
    trace("requests", asyncio.current_task().cancelling())
