"""traps: 74"""

import asyncio


async def work(trace):
    for _ in range(2):
        try:
            await asyncio.sleep(1)
            trace("slept")
        except asyncio.CancelledError as error:
            trace("cancelled", error)


async def main(trace):
    task = asyncio.create_task(work(trace))
    await asyncio.sleep(0)
    task.cancel("first")
    task.cancel("second")
    trace("requests", task.cancelling())
    await task

    unstarted = asyncio.create_task(work(trace))
    unstarted.cancel("first")
    unstarted.cancel("second")
    try:
        await unstarted
    except asyncio.CancelledError as error:
        trace("unstarted", error, unstarted.cancelling())
