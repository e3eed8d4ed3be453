"""traps: 167, 168"""

import asyncio


async def getter(trace, queue, name):
    try:
        trace("got", name, await queue.get())
    except asyncio.CancelledError:
        trace("cancelled", name, queue.qsize())
        raise


async def putter(trace, queue, name):
    try:
        await queue.put(name)
        trace("put", name)
    except asyncio.CancelledError:
        trace("cancelled", name, queue.qsize())
        raise


async def main(trace):
    for cancel_first in (False, True):
        queue = asyncio.Queue(1)
        tasks = [asyncio.create_task(getter(trace, queue, name)) for name in "abc"]
        await asyncio.sleep(0)
        if cancel_first:
            tasks[0].cancel()
        queue.put_nowait("x")
        if not cancel_first:
            tasks[0].cancel()
        await asyncio.sleep(1)
        trace("getters", [task.done() for task in tasks])
        await queue.put("y")
        await asyncio.wait(tasks)
        queue.put_nowait("z")
        tasks = [asyncio.create_task(putter(trace, queue, name)) for name in "def"]
        await asyncio.sleep(0)
        if cancel_first:
            tasks[0].cancel()
        trace("room", queue.get_nowait())
        if not cancel_first:
            tasks[0].cancel()
        await asyncio.sleep(1)
        trace("putters", [task.done() for task in tasks])
        trace("left", await queue.get(), await queue.get())
        await asyncio.wait(tasks)
