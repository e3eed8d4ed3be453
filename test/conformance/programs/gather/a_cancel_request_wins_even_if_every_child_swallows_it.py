"""traps: 98"""

import asyncio


async def child(trace, name):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        trace("swallows", name)
    return name


async def main(trace):
    for return_exceptions in (False, True):
        tasks = [asyncio.create_task(child(trace, name)) for name in "ab"]
        outer = asyncio.gather(*tasks, return_exceptions=return_exceptions)
        await asyncio.sleep(1)
        outer.cancel()
        try:
            trace("never", await outer)
        except asyncio.CancelledError:
            trace("cancelled", [task.result() for task in tasks])
