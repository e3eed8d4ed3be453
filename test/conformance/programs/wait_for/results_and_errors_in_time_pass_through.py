"""traps: 107"""

import asyncio
from conformance import Ticker


async def succeed(seconds):
    await asyncio.sleep(seconds)
    return seconds


async def fail():
    await asyncio.sleep(0.5)
    raise ValueError("in time")


async def at_once():
    return "at once"


async def main(trace):
    trace("result", await asyncio.wait_for(succeed(0.5), 1))
    trace("a task", await asyncio.wait_for(asyncio.create_task(succeed(0.5)), 1))
    try:
        await asyncio.wait_for(fail(), 1)
    except ValueError as error:
        trace("error", error)
    ticker = Ticker()
    trace("without a suspension", await asyncio.wait_for(at_once(), 1), ticker.stop())
    try:
        trace("never", await asyncio.wait_for(succeed(1), 1))
    except TimeoutError:
        trace("a tie goes to the timeout, which was registered first")
    await asyncio.sleep(5)
    trace("no timer strikes later")
