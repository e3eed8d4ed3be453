"""traps: 134"""

import asyncio


async def fail(delay, name):
    try:
        await asyncio.sleep(delay)
    except asyncio.CancelledError:
        raise TypeError(f"{name} in cleanup")
    raise ValueError(name)


async def main(trace):
    try:
        async with asyncio.TaskGroup() as outer:
            outer.create_task(fail(1, "a"))
            async with asyncio.TaskGroup() as inner:
                inner.create_task(fail(2, "b"))
                inner.create_task(asyncio.sleep(3))
                await asyncio.sleep(10)
    except ExceptionGroup as error:
        trace("group", error, asyncio.current_task().cancelling())
    try:
        async with asyncio.TaskGroup() as outer:
            async with asyncio.TaskGroup() as inner:
                inner.create_task(fail(1, "b"))
                outer.create_task(fail(5, "a"))
    except ExceptionGroup as error:
        trace("group", error, asyncio.current_task().cancelling())
