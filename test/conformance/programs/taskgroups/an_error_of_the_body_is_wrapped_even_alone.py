"""traps: 123"""

import asyncio


async def sleeper(trace):
    try:
        await asyncio.sleep(10)
    finally:
        trace("the child ends")


async def main(trace):
    for with_child in (False, True):
        try:
            async with asyncio.TaskGroup() as group:
                if with_child:
                    group.create_task(sleeper(trace))
                    await asyncio.sleep(1)
                raise ValueError("body")
        except ExceptionGroup as error:
            trace("group", error, asyncio.current_task().cancelling())
