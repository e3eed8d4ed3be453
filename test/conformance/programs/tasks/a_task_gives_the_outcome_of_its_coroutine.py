"""traps: 49, 64"""

import asyncio
from conformance import kind


async def succeed():
    await asyncio.sleep(1)
    return [1, 2]


async def fail():
    await asyncio.sleep(1)
    raise ValueError("failed")


async def main(trace):
    good, bad = asyncio.create_task(succeed()), asyncio.create_task(fail())
    for function in (good.result, good.exception):
        try:
            function()
        except asyncio.InvalidStateError as error:
            trace("too early", kind(error))
    await asyncio.wait([good, bad])
    trace("good", good.done(), good.cancelled(), good.result(), good.exception())
    trace("bad", bad.done(), bad.cancelled(), bad.exception())
    for attempt in range(2):
        try:
            await bad
        except ValueError as error:
            trace("the same error each time", attempt, error is bad.exception())
