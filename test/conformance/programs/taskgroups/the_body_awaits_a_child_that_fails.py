"""traps: 122, 123"""

import asyncio


async def fail():
    await asyncio.sleep(1)
    raise ValueError("child")


async def main(trace):
    for catches in (True, False):
        try:
            async with asyncio.TaskGroup() as group:
                task = group.create_task(fail())
                try:
                    await task
                except ValueError as error:
                    trace("the body sees it first", error, asyncio.current_task().cancelling())
                    if not catches:
                        raise
                await asyncio.sleep(0)
                trace("never reached")
        except ExceptionGroup as error:
            trace("the group", error)
        trace("requests", asyncio.current_task().cancelling())
