"""traps: 73"""

import asyncio


async def work(trace):
    try:
        await asyncio.sleep(10)
    finally:
        trace("cleaning up")
        try:
            await asyncio.sleep(5)
            trace("never")
        finally:
            trace("cleanup interrupted")


async def main(trace):
    task = asyncio.create_task(work(trace))
    await asyncio.sleep(1)
    task.cancel("first")
    await asyncio.sleep(1)
    task.cancel("second")
    try:
        await task
    except asyncio.CancelledError as error:
        trace("cancelled", error, task.cancelling())
