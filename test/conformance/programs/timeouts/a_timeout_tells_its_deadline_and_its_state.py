"""traps: 147"""

import asyncio


async def main(trace):
    loop = asyncio.get_running_loop()
    await asyncio.sleep(1)
    for scope in (asyncio.timeout(2), asyncio.timeout_at(3), asyncio.timeout(None), asyncio.timeout_at(None)):
        trace("made", scope.when(), scope.expired())
    async with asyncio.timeout_at(loop.time() + 1) as scope:
        trace("entered", scope.when(), scope.expired())
        await asyncio.sleep(0.5)
    trace("in time", scope.when(), scope.expired())
    try:
        async with asyncio.timeout_at(loop.time() + 1) as scope:
            await asyncio.sleep(5)
    except TimeoutError:
        trace("struck", scope.when(), scope.expired())
    async with asyncio.timeout(None) as scope:
        await asyncio.sleep(1000)
        scope.reschedule(loop.time() + 5)
        trace("now there is one", scope.when())
        await asyncio.sleep(1)
    trace("never struck", scope.expired())
