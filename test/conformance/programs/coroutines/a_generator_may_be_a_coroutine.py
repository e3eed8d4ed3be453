"""By hand, without the syntax."""

import asyncio
import types
from conformance import Ticker, kind


@types.coroutine
def by_hand(trace, seconds):
    ticker = Ticker()
    yield from asyncio.sleep(0).__await__()
    trace("a turn", ticker.stop())
    yield from asyncio.sleep(seconds).__await__()
    try:
        yield from asyncio.wait_for(asyncio.sleep(10), 1).__await__()
    except TimeoutError as error:
        trace("caught", kind(error))
    return "value"


async def syntax(trace):
    return ["got", await by_hand(trace, 1)]


async def main(trace):
    trace("awaited", await syntax(trace))
    task = asyncio.create_task(syntax(trace))
    await asyncio.sleep(0.5)
    task.cancel()
    await asyncio.wait([task])
    trace("cancelled", task.cancelled())
