"""traps: 88"""

import asyncio
from conformance import kind


async def main(trace):
    try:
        await asyncio.sleep(float("nan"))
    except ValueError as error:
        trace("refused", kind(error))
    task = asyncio.create_task(asyncio.sleep(float("nan"), "result"))
    await asyncio.wait([task])
    trace("as a task", kind(task.exception()))
