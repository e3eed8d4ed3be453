"""traps: 216"""

import asyncio


async def stubborn(trace):
    for _ in range(2):
        try:
            await asyncio.sleep(10)
            trace("slept after all")
        except asyncio.CancelledError:
            trace("swallowed")
    return "value"


async def main(trace):
    asyncio.create_task(stubborn(trace))
    await asyncio.sleep(1)
    return "main is done"
