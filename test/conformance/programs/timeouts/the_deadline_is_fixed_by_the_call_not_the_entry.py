"""traps: 139"""

import asyncio
from conformance import kind


async def main(trace):
    scope = asyncio.timeout(2)
    trace("before entry", scope.when(), scope.expired())
    await asyncio.sleep(1.5)
    try:
        async with scope:
            await asyncio.sleep(10)
    except TimeoutError as error:
        trace("half a second after entry", kind(error))
    at = asyncio.timeout_at(5)
    try:
        async with at:
            await asyncio.sleep(10)
    except TimeoutError as error:
        trace("at five", kind(error), at.when())
