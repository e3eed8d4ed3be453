"""traps: 143"""

import asyncio
from conformance import kind


async def work(trace):
    try:
        async with asyncio.timeout_at(1) as scope:
            await asyncio.sleep(10)
    except BaseException as error:
        trace("raised", kind(error), scope.expired(), asyncio.current_task().cancelling())
        raise


async def main(trace):
    loop = asyncio.get_running_loop()
    before = asyncio.create_task(work(trace))
    loop.call_at(1, before.cancel, "before the timeout")
    await asyncio.sleep(0)
    loop.call_at(1, before.cancel, "after the timeout")
    await asyncio.wait([before])
    trace("task", before.cancelled())
