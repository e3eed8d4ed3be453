"""traps: 121"""

import asyncio


async def child(trace, name):
    try:
        await asyncio.sleep(2)
        trace("survived", name)
    except asyncio.CancelledError:
        trace("cancelled", name)
        raise


async def main(trace):
    outer = asyncio.gather(asyncio.shield(child(trace, "shielded")), child(trace, "bare"))
    await asyncio.sleep(1)
    outer.cancel()
    try:
        await outer
    except asyncio.CancelledError:
        trace("a gather with a shield")
    await asyncio.sleep(2)

    outer = asyncio.shield(asyncio.gather(child(trace, "a"), child(trace, "b")))
    await asyncio.sleep(1)
    outer.cancel()
    try:
        await outer
    except asyncio.CancelledError:
        trace("a shielded gather")
    await asyncio.sleep(2)
