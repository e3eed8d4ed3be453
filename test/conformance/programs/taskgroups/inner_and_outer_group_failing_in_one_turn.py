"""traps: 127"""

import asyncio


async def fail(name):
    await asyncio.sleep(1)
    raise ValueError(name)


async def main(trace):
    try:
        async with asyncio.TaskGroup() as outer:
            outer.create_task(fail("outer"))
            try:
                async with asyncio.TaskGroup() as inner:
                    inner.create_task(fail("inner"))
                    await asyncio.sleep(10)
            except ExceptionGroup as error:
                trace("inner", error, asyncio.current_task().cancelling())
                await asyncio.sleep(10)
                trace("not reached")
    except ExceptionGroup as error:
        trace("outer", error, asyncio.current_task().cancelling())
    await asyncio.sleep(1)
