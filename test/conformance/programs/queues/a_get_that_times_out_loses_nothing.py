"""traps: 167, 168"""

import asyncio


async def main(trace):
    queue = asyncio.Queue(1)
    for seconds in (0, 1):
        try:
            await asyncio.wait_for(queue.get(), seconds)
        except TimeoutError:
            trace("nothing came", seconds, queue.qsize())
    queue.put_nowait("first")
    try:
        await asyncio.wait_for(queue.put("no room"), 1)
    except TimeoutError:
        trace("no room", queue.full())
    getter = asyncio.create_task(asyncio.wait_for(queue.get(), 5))
    putter = asyncio.create_task(asyncio.wait_for(queue.put("second"), 5))
    trace("got", await getter, await putter)
    trace("left", queue.get_nowait(), queue.empty())
    late = asyncio.create_task(asyncio.wait_for(queue.get(), 1))
    await asyncio.sleep(1)
    queue.put_nowait("in the very turn of the deadline")
    try:
        trace("late", await late)
    except TimeoutError:
        trace("too late", queue.qsize())
