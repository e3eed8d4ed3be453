"""traps: 145"""

import asyncio


async def sleeper(trace, name):
    try:
        await asyncio.sleep(10)
    finally:
        trace("ends", name)


async def main(trace):
    try:
        async with asyncio.timeout(1):
            async with asyncio.TaskGroup() as group:
                group.create_task(sleeper(trace, "a"))
    except TimeoutError:
        trace("timeout out of the group", asyncio.current_task().cancelling())
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(sleeper(trace, "b"))
            async with asyncio.timeout(1):
                await asyncio.sleep(10)
    except ExceptionGroup as error:
        trace("timeout in the group", len(error.exceptions), isinstance(error.exceptions[0], TimeoutError))
