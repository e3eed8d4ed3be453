"""traps: 145"""

import asyncio


def chain(error):
    return [] if error is None else [type(error).__name__, *chain(error.__context__)]


async def clean_up(trace, fails):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError as error:
        trace("cancelled")
        if fails:
            raise ValueError("in cleanup") from error
        raise


async def main(trace):
    try:
        async with asyncio.timeout(1):
            await clean_up(trace, True)
    except ValueError as error:
        trace("alone", chain(error))
    try:
        async with asyncio.timeout(1):
            async with asyncio.TaskGroup() as group:
                group.create_task(clean_up(trace, True))
                group.create_task(clean_up(trace, False))
    except ExceptionGroup as group:
        trace("in a group", [chain(error) for error in group.exceptions])
