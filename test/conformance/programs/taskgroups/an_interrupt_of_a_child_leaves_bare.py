"""traps: 129"""

import asyncio


async def interrupted():
    await asyncio.sleep(1)
    raise KeyboardInterrupt


async def main(trace):
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(interrupted())
            await asyncio.sleep(10)
    except BaseException as error:
        trace("out of the group", type(error).__name__)
        raise
