"""traps: 129"""

import asyncio


async def sleeper(trace):
    try:
        await asyncio.sleep(10)
    finally:
        trace("the child ends")


async def main(trace):
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(sleeper(trace))
            await asyncio.sleep(1)
            raise KeyboardInterrupt
    except BaseException as error:
        trace("out of the group", type(error).__name__)
        raise
