"""traps: 62"""

import asyncio


async def work(trace, name):
    trace("starts", name)
    await asyncio.sleep(0)
    trace("ends", name)
    return name


async def main(trace):
    loop = asyncio.get_running_loop()
    tasks = []
    for name in "abc":
        tasks.append(asyncio.create_task(work(trace, name)))
        loop.call_soon(trace, "callback after", name)
    trace("none started", [task.done() for task in tasks])
    await asyncio.sleep(0)
    trace("all started")
    trace("results", [await task for task in tasks])
