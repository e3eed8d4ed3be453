"""traps: 171"""

import asyncio


async def attempt(trace, name, call):
    try:
        trace(name, await call)
    except asyncio.QueueShutDown:
        trace("shut down", name)


async def main(trace):
    queue = asyncio.Queue(2)
    queue.put_nowait("a")
    queue.put_nowait("b")
    blocked = [asyncio.create_task(attempt(trace, "put", queue.put(item))) for item in "cd"]
    joiner = asyncio.create_task(attempt(trace, "join", queue.join()))
    await asyncio.sleep(0)
    queue.shutdown()
    trace("shutdown", queue.qsize())
    await attempt(trace, "put", queue.put("e"))
    for call in (lambda: queue.put_nowait("f"), queue.get_nowait):
        try:
            trace("nowait", call())
        except asyncio.QueueShutDown:
            trace("shut down", "nowait")
    await attempt(trace, "get", queue.get())
    await attempt(trace, "get", queue.get())
    try:
        queue.get_nowait()
    except asyncio.QueueShutDown:
        trace("shut down", "get_nowait")
    await asyncio.wait(blocked)
    trace("join waits on", joiner.done())
    queue.task_done()
    queue.task_done()
    await joiner
    empty = asyncio.Queue()
    getters = [asyncio.create_task(attempt(trace, i, empty.get())) for i in range(2)]
    await asyncio.sleep(0)
    empty.shutdown()
    empty.shutdown()
    await asyncio.wait(getters)
