"""traps: 86"""

import asyncio


def names():
    return {task.get_name() for task in asyncio.all_tasks() if "-" not in task.get_name()}


async def work(trace, name, seconds):
    trace("in", name, names())
    await asyncio.sleep(seconds)


async def main(trace):
    asyncio.current_task().set_name("main")
    tasks = [asyncio.create_task(work(trace, name, n), name=name) for n, name in enumerate("abc")]
    trace("unstarted", names())
    await asyncio.sleep(0)
    trace("started", names())
    await asyncio.sleep(1.5)
    trace("b is done", names())
    tasks[2].cancel()
    trace("cancelling", names())
    await asyncio.sleep(0)
    trace("cancelled", names())
