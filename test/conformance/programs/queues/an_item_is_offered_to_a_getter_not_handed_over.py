"""traps: 166"""

import asyncio


async def getter(trace, queue, name):
    trace("got", name, await queue.get())


async def main(trace):
    queue = asyncio.Queue()
    tasks = [asyncio.create_task(getter(trace, queue, name)) for name in "ab"]
    await asyncio.sleep(0)
    queue.put_nowait(1)
    trace("taken first", queue.get_nowait())
    await asyncio.sleep(1)
    trace("waiting again", [task.done() for task in tasks])
    queue.put_nowait(2)
    queue.put_nowait(3)
    await asyncio.wait(tasks)
    trace("sizes", queue.qsize(), queue.empty(), queue.full())
