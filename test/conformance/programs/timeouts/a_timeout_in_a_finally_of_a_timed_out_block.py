"""traps: 148"""

import asyncio
from conformance import kind


async def main(trace):
    try:
        async with asyncio.timeout(1):
            try:
                await asyncio.sleep(10)
            finally:
                try:
                    async with asyncio.timeout(2):
                        await asyncio.sleep(10)
                except TimeoutError as error:
                    trace("the cleanup timed out", kind(error), kind(error.__cause__))
    except TimeoutError as error:
        trace("the block timed out", kind(error), kind(error.__cause__))
    trace("requests", asyncio.current_task().cancelling())
