"""traps: 171, 172"""

import asyncio
from conformance import kind


async def attempt(trace, name, awaitable):
    try:
        trace(name, await awaitable)
    except asyncio.QueueShutDown as error:
        trace(name, kind(error))


async def main(trace):
    for make in (asyncio.Queue, asyncio.LifoQueue, asyncio.PriorityQueue):
        for immediate in (False, True):
            empty, full = make(1), make(1)
            full.put_nowait(1)
            tasks = [
                asyncio.create_task(attempt(trace, "get a", empty.get())),
                asyncio.create_task(attempt(trace, "get b", empty.get())),
                asyncio.create_task(attempt(trace, "put a", full.put(2))),
                asyncio.create_task(attempt(trace, "put b", full.put(3))),
                asyncio.create_task(attempt(trace, "join", full.join())),
            ]
            await asyncio.sleep(1)
            empty.shutdown(immediate)
            full.shutdown(immediate)
            full.shutdown(immediate)
            await asyncio.sleep(1)
            trace("shut down", immediate, [task.done() for task in tasks], full.qsize())
            await attempt(trace, "get the rest", full.get())
            if not immediate:
                full.task_done()
            await attempt(trace, "get more", full.get())
            await attempt(trace, "put more", full.put(4))
            await asyncio.wait(tasks)
