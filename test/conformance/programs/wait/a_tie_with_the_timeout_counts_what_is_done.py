"""traps: 102"""

import asyncio


async def child(seconds):
    await asyncio.sleep(seconds)


def names(tasks):
    return {task.get_name() for task in tasks}


async def main(trace):
    early = [asyncio.create_task(child(1), name=f"early {i}") for i in range(2)]
    await asyncio.sleep(0)
    done, pending = await asyncio.wait(early, timeout=1)
    trace("registered before the timeout", names(done), names(pending))
    late = [asyncio.create_task(child(1), name=f"late {i}") for i in range(2)]
    done, pending = await asyncio.wait(late, timeout=1)
    trace("registered after the timeout", names(done), names(pending))
    await asyncio.sleep(1)
