"""traps: 148"""

import asyncio
from conformance import kind


async def main(trace):
    scope = asyncio.timeout(5)
    async with scope:
        await asyncio.sleep(1)
    for _ in range(2):
        try:
            async with scope:
                trace("never")
        except RuntimeError as error:
            trace("refused", kind(error))
