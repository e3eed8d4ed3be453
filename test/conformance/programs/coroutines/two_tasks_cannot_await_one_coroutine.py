"""traps: 5"""

import asyncio
from conformance import kind


async def work(trace):
    await asyncio.sleep(1)
    trace("worked")
    return "value"


async def awaiter(trace, name, coro):
    try:
        trace("got", name, await coro)
    except RuntimeError as error:
        trace("refused", name, kind(error))


async def main(trace):
    coro = work(trace)
    await asyncio.gather(*(awaiter(trace, name, coro) for name in "ab"))
    trace("end")
