"""traps: 97"""

import asyncio


async def child(trace, name, cleanup):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError as error:
        await asyncio.sleep(cleanup)
        trace("cleaned up", name, error)
        raise


async def main(trace):
    outer = asyncio.gather(child(trace, "a", 3), child(trace, "b", 1))
    await asyncio.sleep(1)
    trace("cancel", outer.cancel("stop"), outer.done())
    try:
        await outer
    except asyncio.CancelledError as error:
        trace("raised", error, outer.cancelled())
    trace("nobody accepts", outer.cancel())

    future = asyncio.get_running_loop().create_future()
    of_done = asyncio.gather(future)
    future.set_result(1)
    trace("the only child is done", of_done.done(), of_done.cancel())
    trace("so it has its result", await of_done)
