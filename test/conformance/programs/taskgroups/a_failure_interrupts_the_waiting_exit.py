"""traps: 122"""

import asyncio


async def sleeper(trace, name):
    try:
        await asyncio.sleep(10)
    finally:
        trace("ends", name)


async def fail():
    await asyncio.sleep(1)
    raise ValueError("a")


async def main(trace):
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(sleeper(trace, "x"))
            group.create_task(fail())
            group.create_task(fail())
            trace("the body ends")
    except ExceptionGroup as error:
        trace("group", error)
    await asyncio.sleep(1)
    trace("requests", asyncio.current_task().cancelling())
