"""traps: 101"""

import asyncio


async def child(seconds):
    await asyncio.sleep(seconds)


def names(tasks):
    return {task.get_name() for task in tasks}


async def main(trace):
    tasks = [asyncio.create_task(child(n), name=f"task {n}") for n in (1, 2, 3)]
    for timeout in (0, 1.5, None):
        done, pending = await asyncio.wait(tasks, timeout=timeout)
        trace("waited", timeout, names(done), names(pending))
    trace("all done", [task.cancelled() for task in tasks])
