"""traps: 214

The order in which CPython cancels them is that of a set, so each cleanup takes its own time.
"""

import asyncio


async def leftover(trace, name, cleanup):
    try:
        await asyncio.sleep(100)
    except asyncio.CancelledError as error:
        await asyncio.sleep(cleanup)
        trace("cleaned up", name, error)
        raise


async def unstarted(trace):
    trace("started all the same, before the run ended")
    await asyncio.sleep(0)
    trace("never")


async def main(trace):
    for name, cleanup in (("a", 2), ("b", 1)):
        asyncio.create_task(leftover(trace, name, cleanup), name=name)
    await asyncio.sleep(1)
    asyncio.create_task(unstarted(trace))
    return "main is done"
