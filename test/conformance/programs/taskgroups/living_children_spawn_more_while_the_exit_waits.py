"""traps: 131, 135"""

import asyncio


async def spawn(trace, group, depth):
    await asyncio.sleep(1)
    if depth > 0:
        group.create_task(spawn(trace, group, depth - 1))
    trace("child", depth)


async def main(trace):
    async with asyncio.TaskGroup() as group:
        group.create_task(spawn(trace, group, 3))
        trace("the body ends")
    trace("all done")
