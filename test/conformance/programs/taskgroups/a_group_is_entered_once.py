"""traps: 132"""

import asyncio


async def main(trace):
    group = asyncio.TaskGroup()
    async with group:
        try:
            async with group:
                trace("not reached")
        except RuntimeError:
            trace("refused inside")
    try:
        async with group:
            trace("not reached")
    except RuntimeError:
        trace("refused afterwards")
