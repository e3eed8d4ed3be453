"""traps: 172"""

import asyncio


async def main(trace):
    for taken in (0, 1, 3):
        queue = asyncio.Queue()
        for item in range(3):
            queue.put_nowait(item)
        for _ in range(taken):
            await queue.get()
        joiner = asyncio.create_task(queue.join())
        await asyncio.sleep(0)
        queue.shutdown(immediate=True)
        await asyncio.sleep(1)
        trace("after", taken, queue.qsize(), joiner.done())
        for _ in range(taken):
            queue.task_done()
        await joiner
        try:
            queue.task_done()
        except ValueError:
            trace("refused")
        try:
            await queue.get()
        except asyncio.QueueShutDown:
            trace("shut down")
