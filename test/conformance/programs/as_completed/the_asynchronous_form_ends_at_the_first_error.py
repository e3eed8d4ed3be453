"""traps: 116"""

import asyncio


async def work(delay):
    await asyncio.sleep(delay)
    if delay == 3:
        raise ValueError("three")
    return delay


async def main(trace):
    try:
        async for task in asyncio.as_completed([work(3), work(2), work(1), work(4)]):
            trace("got", await task)
    except ValueError as error:
        trace("out of the loop", error)
    try:
        async for task in asyncio.as_completed([work(9), work(1)], timeout=2):
            trace("got", await task)
    except TimeoutError:
        trace("timeout out of the loop")
