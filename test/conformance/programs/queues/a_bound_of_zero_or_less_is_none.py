"""traps: 169"""

import asyncio


async def main(trace):
    for maxsize in (0, -1, 1, 2, 1.3):
        queue = asyncio.Queue(maxsize)
        for item in range(3):
            try:
                queue.put_nowait(item)
            except asyncio.QueueFull:
                trace("full", maxsize, item)
        trace("holds", queue.maxsize, queue.qsize(), queue.full(), queue.empty())
        for _ in range(4):
            try:
                trace("got", queue.get_nowait())
            except asyncio.QueueEmpty:
                trace("empty", queue.empty())
    queue = asyncio.Queue(1)
    await queue.put(1)

    async def producer():
        for item in range(2, 5):
            await queue.put(item)
            trace("put", item)

    task = asyncio.create_task(producer())
    await asyncio.sleep(1)
    for _ in range(4):
        trace("got", await queue.get())
    await task
