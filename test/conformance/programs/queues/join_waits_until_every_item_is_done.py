"""traps: 170"""

import asyncio


async def worker(trace, queue):
    while True:
        item = await queue.get()
        await asyncio.sleep(item)
        trace("done", item)
        queue.task_done()


async def main(trace):
    queue = asyncio.Queue()
    await queue.join()
    trace("nothing to wait for")
    try:
        queue.task_done()
    except ValueError:
        trace("refused")
    for item in (3, 1, 2, 1):
        queue.put_nowait(item)
    workers = [asyncio.create_task(worker(trace, queue)) for _ in range(2)]
    await queue.join()
    trace("joined")
    queue.put_nowait(1)
    await queue.join()
    trace("joined again", queue.qsize())
    for task in workers:
        task.cancel()
    await asyncio.wait(workers)
