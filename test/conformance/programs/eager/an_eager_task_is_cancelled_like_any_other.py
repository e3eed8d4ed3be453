"""traps: 210"""

import asyncio


async def work(trace, suspend):
    try:
        if suspend:
            await asyncio.sleep(1)
    except asyncio.CancelledError:
        trace("cancelled inside")
        raise
    return "done"


async def cancels_itself(trace):
    asyncio.current_task().cancel()
    trace("asked")
    await asyncio.sleep(1)


async def main(trace):
    for suspend in (False, True):
        task = asyncio.create_task(work(trace, suspend), eager_start=True)
        trace("cancel", task.cancel(), task.cancelling())
        await asyncio.wait([task])
        trace("ended", task.cancelled())
    task = asyncio.create_task(cancels_itself(trace), eager_start=True)
    trace("made", task.done())
    await asyncio.wait([task])
    trace("ended", task.cancelled())
