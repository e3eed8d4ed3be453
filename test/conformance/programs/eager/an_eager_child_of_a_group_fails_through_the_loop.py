"""traps: 136"""

import asyncio


async def fail():
    raise ValueError("at once")


async def main(trace):
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fail(), eager_start=True)
            trace("the body goes on", asyncio.current_task().cancelling())
            group.create_task(fail(), eager_start=True)
            try:
                await asyncio.sleep(0)
            finally:
                trace("struck", asyncio.current_task().cancelling())
    except ExceptionGroup as error:
        trace("group", error, asyncio.current_task().cancelling())
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fail(), eager_start=True)
    except ExceptionGroup as error:
        trace("group", error, asyncio.current_task().cancelling())
    await asyncio.sleep(0)
