"""traps: 5"""

import asyncio
from conformance import kind


async def work(trace):
    trace("runs")
    await asyncio.sleep(1)
    return "value"


async def fail():
    raise ValueError("x")


async def main(trace):
    coro = work(trace)
    trace("first", await coro)
    try:
        await coro
    except RuntimeError as error:
        trace("second", kind(error))
    failing = fail()
    for attempt in range(2):
        try:
            await failing
        except Exception as error:
            trace("failing", attempt, kind(error))
    task = asyncio.create_task(coro)
    try:
        await task
    except RuntimeError as error:
        trace("as a task", kind(error))
