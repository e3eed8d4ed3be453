"""traps: 77

The way timeout() and TaskGroup tell their own cancellation from a foreign one.
"""

import asyncio


class Expired(Exception):
    pass


async def block(trace, seconds):
    task = asyncio.current_task()
    before = task.cancelling()
    timer = asyncio.get_running_loop().call_later(seconds, task.cancel)
    try:
        await asyncio.sleep(5)
    except asyncio.CancelledError:
        trace("requests", task.cancelling(), timer.when() <= asyncio.get_running_loop().time())
        if timer.when() <= asyncio.get_running_loop().time() and task.uncancel() <= before:
            raise Expired("its own") from None
        raise
    finally:
        timer.cancel()


async def guarded(trace, seconds):
    try:
        await block(trace, seconds)
    except Expired as error:
        trace("expired", error, asyncio.current_task().cancelling())
    await asyncio.sleep(1)
    return "went on"


async def main(trace):
    for seconds, cancel_at in ((1, None), (3, 1), (1, 1)):
        task = asyncio.create_task(guarded(trace, seconds))
        await asyncio.sleep(0)
        if cancel_at is not None:
            asyncio.get_running_loop().call_later(cancel_at, task.cancel, "foreign")
        await asyncio.wait([task])
        trace("outcome", task.cancelled(), task.cancelling(), None if task.cancelled() else task.result())
