"""traps: 191"""

import asyncio
from contextlib import asynccontextmanager


@asynccontextmanager
async def yielding(trace, times, again=False):
    try:
        for time in range(times):
            try:
                yield time
            except ValueError:
                if not again:
                    raise
    finally:
        await asyncio.sleep(1)
        trace("closed")


async def main(trace):
    for times in range(4):
        try:
            async with yielding(trace, times) as time:
                trace("body", times, time)
            trace("fine")
        except RuntimeError:
            trace("refused", times)
    for again in (True, False):
        try:
            async with yielding(trace, 2, again):
                raise ValueError("of the body")
        except Exception as error:
            trace("raised", type(error).__name__)
