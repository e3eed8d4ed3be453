"""traps: 93, 97"""

import asyncio


async def child(trace, name, seconds):
    try:
        return await asyncio.sleep(seconds, name)
    except asyncio.CancelledError:
        trace("cancelled", name)
        raise


async def main(trace):
    def nested():
        inner = asyncio.gather(child(trace, "b", 1), child(trace, "c", 3))
        return asyncio.gather(child(trace, "a", 2), inner)

    trace("results", await nested())
    outer = nested()
    await asyncio.sleep(1.5)
    outer.cancel()
    try:
        await outer
    except asyncio.CancelledError:
        trace("all cancelled")
