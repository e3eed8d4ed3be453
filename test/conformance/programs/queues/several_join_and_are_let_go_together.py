"""traps: 170"""

import asyncio
from conformance import kind


async def joiner(trace, queue, name):
    await queue.join()
    trace("joined", name)


async def main(trace):
    queue = asyncio.Queue()
    await joiner(trace, queue, "nothing to wait for")
    for n in range(3):
        queue.put_nowait(n)
    joiners = [asyncio.create_task(joiner(trace, queue, name)) for name in "abc"]
    await asyncio.sleep(0)
    joiners[1].cancel()
    for _ in range(3):
        await asyncio.sleep(1)
        trace("done", await queue.get(), [task.done() for task in joiners])
        queue.task_done()
        if queue.qsize() == 2:
            queue.put_nowait("one more")
    trace("not yet", queue.qsize(), [task.done() for task in joiners])
    queue.get_nowait()
    queue.task_done()
    await asyncio.wait(joiners)
    try:
        queue.task_done()
    except ValueError as error:
        trace("too often", kind(error))
