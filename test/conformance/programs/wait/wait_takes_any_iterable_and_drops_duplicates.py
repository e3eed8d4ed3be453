"""traps: 105"""

import asyncio


async def child(n):
    await asyncio.sleep(n)
    return n


async def main(trace):
    tasks = [asyncio.create_task(child(n)) for n in (1, 2)]
    done, pending = await asyncio.wait(task for task in tasks for _ in range(2))
    trace("a generator", {task.result() for task in done}, len(pending))
    done, pending = await asyncio.wait(set(tasks))
    trace("a set of done ones", {task.result() for task in done}, len(pending))
