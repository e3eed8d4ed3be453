"""traps: 145"""

import asyncio
from conformance import kind


async def child(trace, name, seconds, deadline):
    try:
        async with asyncio.timeout(deadline):
            await asyncio.sleep(seconds)
            trace("in time", name)
    except TimeoutError:
        trace("too late", name)
        if name == "c":
            raise


async def main(trace):
    try:
        async with asyncio.timeout(10), asyncio.TaskGroup() as group:
            for name, seconds, deadline in (("a", 1, 2), ("b", 2, 1), ("c", 4, 3), ("d", 8, 9)):
                group.create_task(child(trace, name, seconds, deadline))
    except* TimeoutError as error:
        trace("the group", [kind(each) for each in error.exceptions])
    try:
        async with asyncio.timeout(1):
            async with asyncio.TaskGroup() as group:
                group.create_task(child(trace, "e", 5, 4))
    except TimeoutError as error:
        trace("plain from outside", isinstance(error.__cause__, asyncio.CancelledError))
