"""traps: 122, 134"""

import asyncio


async def sleeper(trace, name, clean_up):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        trace("cancelled", name)
        await asyncio.sleep(clean_up)
        trace("cleaned up", name)
        raise


async def fail(delay):
    await asyncio.sleep(delay)
    raise ValueError(f"after {delay}")


async def main(trace):
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(sleeper(trace, "a", 2))
            group.create_task(fail(1))
            group.create_task(asyncio.sleep(10))
            try:
                await asyncio.sleep(5)
            finally:
                trace("the body ends", asyncio.current_task().cancelling())
    except ExceptionGroup as error:
        trace("group", error)
    trace("requests", asyncio.current_task().cancelling())
