"""traps: 212"""

import asyncio
from conformance import VirtualEventLoop, kind


async def other(trace):
    trace("never runs")


async def main(trace):
    coro = other(trace)
    try:
        asyncio.run(coro, loop_factory=VirtualEventLoop)
    except RuntimeError as error:
        trace("run refused", kind(error))
    coro.close()
    runner = asyncio.Runner(loop_factory=VirtualEventLoop)
    coro = other(trace)
    try:
        runner.run(coro)
    except RuntimeError as error:
        trace("Runner.run refused", kind(error))
    coro.close()
    trace("goes on", await asyncio.sleep(1, "slept"))
