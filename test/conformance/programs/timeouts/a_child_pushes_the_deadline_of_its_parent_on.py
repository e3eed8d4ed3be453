"""traps: 147"""

import asyncio


async def heartbeat(scope, beats):
    loop = asyncio.get_running_loop()
    for _ in range(beats):
        await asyncio.sleep(1)
        scope.reschedule(loop.time() + 1.5)


async def main(trace):
    try:
        async with asyncio.timeout(1.5) as scope:
            beating = asyncio.create_task(heartbeat(scope, 4))
            await asyncio.sleep(100)
    except TimeoutError:
        trace("the heart stood still", scope.when(), beating.done())
    try:
        async with asyncio.timeout(10) as scope:
            scope.reschedule(asyncio.get_running_loop().time() - 1)
            trace("overdue, and yet it runs on")
            await asyncio.sleep(0)
            trace("never reached")
    except TimeoutError:
        trace("struck at the first suspension", scope.expired())
