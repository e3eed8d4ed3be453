"""traps: 8"""

import asyncio
from conformance import kind


async def main(trace):
    async def ouroboros():
        try:
            await coro
        except (RuntimeError, ValueError) as error:
            trace("refused", isinstance(error, RuntimeError) or kind(error) == "ValueError")
        await asyncio.sleep(1)
        return "bites no more"

    coro = ouroboros()
    trace("result", await coro)
