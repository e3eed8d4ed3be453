"""traps: 101, 103"""

import asyncio

MODES = (asyncio.ALL_COMPLETED, asyncio.FIRST_EXCEPTION, asyncio.FIRST_COMPLETED)


async def work(seconds, error=None):
    await asyncio.sleep(seconds)
    if error is not None:
        raise error
    return seconds


async def main(trace):
    trace("modes", MODES)
    for return_when in MODES:
        tasks = [
            asyncio.create_task(work(1), name="first"),
            asyncio.create_task(work(2, ValueError("in the middle")), name="second"),
            asyncio.create_task(work(3), name="third"),
        ]
        done, pending = await asyncio.wait(tasks, return_when=return_when)
        trace(return_when, {task.get_name() for task in done}, {task.get_name() for task in pending})
        for timeout in (0, None):
            again, left = await asyncio.wait(tasks, timeout=timeout)
            trace("again", timeout, len(again), len(left))
        trace("the error stays inside", tasks[1].exception())
