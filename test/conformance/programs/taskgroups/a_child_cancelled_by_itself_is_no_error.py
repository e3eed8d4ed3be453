"""traps: 125"""

import asyncio


async def main(trace):
    async with asyncio.TaskGroup() as group:
        first = group.create_task(asyncio.sleep(10))
        second = group.create_task(asyncio.sleep(2, "second"))
        await asyncio.sleep(1)
        first.cancel()
        await asyncio.sleep(0)
        third = group.create_task(asyncio.sleep(2, "third"))
    trace("done", first.cancelled(), second.result(), third.result())
