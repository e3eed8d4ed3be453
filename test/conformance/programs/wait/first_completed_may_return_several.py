"""traps: 102"""

import asyncio


async def child(seconds):
    await asyncio.sleep(seconds)


def names(tasks):
    return {task.get_name() for task in tasks}


async def main(trace):
    tasks = [asyncio.create_task(child(n), name=f"{i}: {n}") for i, n in enumerate((2, 1, 1, 3))]
    while tasks:
        done, tasks = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        trace("done", names(done), names(tasks))
