"""traps: 126"""

import asyncio


async def fail():
    await asyncio.sleep(1)
    raise ValueError("child")


async def main(trace):
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fail())
            try:
                await asyncio.sleep(10)
            except asyncio.CancelledError:
                trace("requests in the body", asyncio.current_task().cancelling())
                raise TypeError("body")
    except ExceptionGroup as error:
        trace("group", error, asyncio.current_task().cancelling())
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fail())
            try:
                await asyncio.sleep(10)
            except asyncio.CancelledError:
                trace("swallowed")
            await asyncio.sleep(1)
            trace("the body goes on")
    except ExceptionGroup as error:
        trace("group", error, asyncio.current_task().cancelling())
