"""traps: 90"""

import asyncio


async def child(trace, name):
    trace("starts", name)
    await asyncio.sleep(1)
    return name


async def main(trace):
    outer = asyncio.gather(child(trace, "a"), child(trace, "b"))
    trace("a future", asyncio.isfuture(outer), outer.done(), isinstance(outer, asyncio.Task))
    await asyncio.sleep(2)
    trace("done without an await", outer.done(), outer.result())
    trace("result", await outer)
