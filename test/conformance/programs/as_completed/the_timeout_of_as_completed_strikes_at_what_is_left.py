"""traps: 116"""

import asyncio


async def work(delay):
    await asyncio.sleep(delay)
    return delay


async def main(trace):
    tasks = [asyncio.create_task(work(delay)) for delay in (1, 2, 5, 6)]
    for coming in asyncio.as_completed(tasks, timeout=3):
        try:
            trace("got", await coming)
        except TimeoutError:
            trace("too late", [task.done() for task in tasks])
    await asyncio.wait(tasks)
    trace("ran on", [task.result() for task in tasks])
    for coming in asyncio.as_completed([work(1)], timeout=1):
        try:
            trace("tie", await coming)
        except TimeoutError:
            trace("tie lost")
