"""traps: 91"""

import asyncio


async def main(trace):
    outer = asyncio.gather()
    trace("empty", outer.done(), outer.result())
    trace("awaited", await outer, await asyncio.gather(return_exceptions=True))
