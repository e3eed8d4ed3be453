"""traps: 214"""

import asyncio
from conformance import VirtualEventLoop, kind


async def work(seen):
    seen.append(asyncio.get_running_loop())
    await asyncio.sleep(1)
    return "value"


async def fail():
    await asyncio.sleep(1)
    raise ValueError("failed")


def script(trace):
    seen = []
    trace("result", asyncio.run(work(seen), loop_factory=VirtualEventLoop))
    trace("the loop", seen[0].is_closed(), seen[0].is_running(), seen[0].time())
    try:
        asyncio.run(fail(), loop_factory=VirtualEventLoop)
    except ValueError as error:
        trace("error", error)
    try:
        asyncio.get_running_loop()
    except RuntimeError as error:
        trace("no loop is left", kind(error))
